//! Everything that can happen to the program, as values.

use std::sync::Arc;

use super::copied::Copied;
use super::intake::Incoming;
pub use super::offered::Begun;
use super::themes::ThemeOffer;
use super::waiting::Task;
use crate::domain::{AttachedTo, Says, Session, Stamp};
use crate::keys::key::Key;
use crate::screens::costs;
pub use crate::screens::home::{Found, Recent, Sought};
use crate::screens::what_if;
use crate::screens::working_on::Made;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Signs were typed, faster than one at a time.
    Typed(String),
    /// Text was pasted, in one piece.
    Paste(String),
    /// The terminal has a new size.
    Resize(u16, u16),
    /// Time passed.
    Tick,
    /// A save came to its end.
    Saved(SaveNews),
    /// Something that was wanted outside takes longer than a moment; its result ends the wait.
    Waiting(Task),
    /// A session was opened or made, or could not be.
    Opened(Result<Opened, Failure>),
    /// The sessions that can be carried on.
    Recents(Vec<Recent>),
    /// Those of them that are known without reading, and how many are still to be read.
    KnownRecents(Vec<Recent>, usize),
    /// A session that is not open here was changed: what was done, or why it could not be.
    ChangedAside(Result<String, String>),
    /// What was found in the sessions.
    Sought(Sought),
    /// The themes that can be chosen from.
    Themes(Vec<ThemeOffer>),
    /// The rehearsals that were begun and not closed, the last one first.
    Rehearsals(Vec<Begun>),
    /// Exports were written, or why not.
    Exported(Result<Vec<String>, Says>),
    /// Whoever holds a session that can only be read has let it go.
    LetGo,
    /// A threat was copied.
    Copied(Copied),
    /// One threat was attached to a model, or why not.
    Attached(Result<AttachedTo, String>),
    /// A map was drawn.
    Drawn(Option<Box<Made>>),
    /// What a year costs was simulated.
    Simulated(Box<costs::Made>),
    /// The least work that gets there was found.
    Cheapest(Option<Box<what_if::Found>>),
    /// A file of another format was read, or why not.
    Imported(Result<Box<Incoming>, Failure>),
}

/// How a save ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveNews {
    /// The file holds everything up to this save.
    Done {
        /// The number of the save.
        number: u64,
        /// When.
        at: Stamp,
    },
    /// The file could not be written; it is tried again.
    Failed {
        /// Why, in a sentence.
        says: String,
        /// Where a copy was put instead, if it was.
        rescue: Option<String>,
    },
    /// Someone else changed the file; the session goes on in another one.
    Conflict {
        /// The file that holds the session now.
        kept_as: String,
    },
}

/// A session that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The session.
    pub session: Arc<Session>,
    /// Where it is kept, as the screen shows it.
    pub path: String,
    /// Who holds it, when it can only be read.
    pub held_by: Option<String>,
    /// What else should be said, such as that saving cannot lock the file.
    pub warning: Option<String>,
    /// It did not exist before.
    pub new: bool,
}

/// Why a session could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file.
    pub path: String,
    /// The place and what was expected.
    pub says: String,
    /// The line of the file at that place.
    pub line: Option<String>,
}
