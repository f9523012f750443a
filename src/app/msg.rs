//! Everything that can happen to the program, as values.

use std::sync::Arc;

use chrono::NaiveDate;

use super::copied::Copied;
use super::intake::Incoming;
use super::themes::ThemeOffer;
use super::waiting::Task;
use crate::domain::{Session, SessionKind, Stamp};
use crate::keys::key::Key;

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
    /// The themes that can be chosen from.
    Themes(Vec<ThemeOffer>),
    /// Exports were written, or why not.
    Exported(Result<Vec<String>, String>),
    /// A threat was copied.
    Copied(Copied),
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
    /// Somebody else changed the file; the session goes on in another one.
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

/// A session that can be carried on, as the start screen lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// Where it is kept; what opening it asks for.
    pub path: String,
    /// Its title, or the file's name when it cannot be read.
    pub title: String,
    /// Through which door it was begun; `None` when it cannot be read.
    pub kind: Option<SessionKind>,
    /// When it was last touched.
    pub touched: Stamp,
    /// Threats.
    pub threats: usize,
    /// Open action items.
    pub open_actions: usize,
    /// Action items, open or not.
    pub actions: usize,
    /// Open action items past their date.
    pub late_actions: usize,
    /// Questions that are open.
    pub open_questions: usize,
    /// The date to come back, if it has passed.
    pub revisit_due: Option<NaiveDate>,
    /// Why it cannot be read.
    pub broken: Option<String>,
}
