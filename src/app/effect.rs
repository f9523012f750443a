//! Everything that the program wants done outside, as values that the edge performs.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::{ActionId, Draft, Session, SessionKind, Text};
use crate::export::{File, Format, Options, remarks, render};
use crate::screens::costs;
use crate::screens::what_if::Search;
use crate::screens::working_on::Order;

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Keep this state of the session; a newer one replaces an older that was not written yet.
    Save(Snapshot),
    /// Open the session in this file.
    Open(String),
    /// Open the copy of the example that comes with the program.
    OpenExample,
    /// Find the rehearsals that were begun and not closed.
    FindRehearsals,
    /// Begin the rehearsal of the script that comes with the program under this name.
    Rehearse(String),
    /// Make a session with this title and these people, through this door, and open it.
    Create(Text, Vec<(Text, Text)>, SessionKind),
    /// Make a one-threat session and open it.
    CreateOne {
        /// The headline, which may hold its address.
        heard: String,
        /// Whether it is for two.
        pair: bool,
    },
    /// Make the session about the same news and the next system, keep what is behind it, and open it.
    NextOne {
        /// The session that is answered, with the systems that come next.
        of: Arc<Session>,
        /// The same once it is behind.
        before: Snapshot,
    },
    /// Do not open the session that is being opened, nor show the file that is being read, however it turns out.
    StopOpening,
    /// Let go of the session: flush it, and free its lock.
    Close,
    /// Find the sessions that can be carried on.
    FindRecents,
    /// Read those of them that only reading tells about.
    ReadRecents,
    /// Look for these words in everything that the sessions in these files hold.
    Seek(String, Vec<String>),
    /// Mark an action item of the session in this file as done, though the session is not open here.
    Finish(String, ActionId),
    /// Set the day on which to look again at what the session in this file is about.
    LookAgain(String, NaiveDate),
    /// Attach the one-threat session in this file to a model, and say so in both.
    AttachNews {
        /// The session.
        path: String,
        /// The model's file, as it was typed.
        model: String,
        /// Who `me` is there; empty when no one knows.
        me: String,
    },
    /// Open an action item again that was marked as done so.
    Reopen(String, ActionId),
    /// Copy the one-threat session in this file for the chat.
    CopyNews {
        /// The session.
        path: String,
        /// Write a file beside it in any case.
        keep: bool,
    },
    /// Make these exports, and write them beside the session.
    Export(Exports),
    /// Write a sheet beside its session.
    HandOut(Sheet),
    /// Copy this as text; also into a file beside the session where that is wanted, or the only way.
    Copy {
        /// The file that it would be, or becomes.
        file: File,
        /// Write the file in any case.
        keep: bool,
    },
    /// Add the threat of this session to the model in this file.
    Attach {
        /// The one-threat session.
        from: Arc<Session>,
        /// Where it is kept, as the screen shows it.
        path: String,
        /// The model's file, as it was typed.
        model: String,
        /// Who `me` is there; empty when no one knows.
        me: String,
    },
    /// Read a file of another format, and see whether all of it would fit into this session, or into a new one.
    Import {
        /// The file, as it was typed.
        path: String,
        /// The open session.
        into: Option<Arc<Session>>,
    },
    /// Read a transcript that was pasted, as a file would be.
    Understand(String),
    /// Draw the map beside the screen; a newer one ends the search for an older.
    Draw(Box<Order>),
    /// Simulate what a year costs, beside the screen.
    Simulate(Box<costs::Order>),
    /// Look for the least work that gets there, beside the screen.
    Cheapest(Search),
    /// Find the themes that can be shown, the user's own as they are now.
    FindThemes,
    /// Remember that this theme was chosen.
    UseTheme(String),
    /// Remember the user's name, or that there is none.
    RememberMe(Text),
    /// Remember whether the start screen lists the sessions unasked.
    ShowRecents(bool),
    /// Leave the screen to the shell until the program is continued.
    Suspend,
    /// Leave.
    Quit,
    /// Read something aloud, where nothing is drawn.
    Read(Reading),
}

/// A sheet to be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// These files, of the open session.
    Open(Vec<File>),
    /// The one for before the meeting, of the session in this file, which is not open.
    Of(String),
}

/// What someone who hears the program asks it to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Every line of the shown list, by number.
    List,
    /// Where the meeting is, what it asks, and what is selected.
    Place,
}

/// Exports that are wanted. Making them may take its time, so that it is done beside the screen.
#[derive(Clone, Debug)]
pub struct Exports {
    /// The session as it was.
    pub session: Arc<Session>,
    /// What is wanted, in order.
    pub formats: Vec<Format>,
    /// What they depend on apart from it.
    pub options: Box<Options>,
}

impl PartialEq for Exports {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.session, &other.session) && self.formats == other.formats
    }
}

impl Eq for Exports {}

impl Exports {
    /// Makes the files.
    ///
    /// # Errors
    /// Where there is nothing to write: why, in sentences.
    pub fn make(&self) -> Result<Vec<File>, String> {
        let formats = self.formats.iter();
        let files: Vec<File> = formats
            .clone()
            .flat_map(|format| render(*format, &self.session, &self.options))
            .collect();
        if files.is_empty() {
            let says = formats.flat_map(|format| remarks(*format, &self.session, &self.options));
            return Err(says.collect::<Vec<_>>().join(" "));
        }
        Ok(files)
    }
}

/// What a save keeps: cheap to make, as nothing is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The number of this save.
    pub number: u64,
    /// The session.
    pub session: Arc<Session>,
    /// The line that is being typed.
    pub draft: Option<Draft>,
}
