//! What the command line asks the running program for, and why it could not be had.

use std::path::PathBuf;

use super::guard;
use crate::catalogue::rehearsals::Script;
use crate::domain::{Session, SessionKind, Text};

/// How the program begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// On the start screen.
    Home,
    /// In this session.
    Open(PathBuf),
    /// In the example.
    Example,
    /// In a new session.
    New {
        /// Its title; asked for when `None`.
        title: Option<String>,
        /// Names and roles of the participants.
        people: Vec<(Text, Text)>,
        /// Where it is kept; chosen by its title when `None`.
        file: Option<PathBuf>,
        /// Through which door.
        kind: SessionKind,
    },
    /// In a session that was made from another one, and that no file holds yet.
    Copy {
        /// The session.
        session: Box<Session>,
        /// Where it is kept; chosen by its title when `None`.
        file: Option<PathBuf>,
    },
    /// On what a file of another format holds, before anyone decided to take it.
    Import {
        /// The file.
        file: PathBuf,
        /// Its format; recognized when `None`.
        from: Option<&'static str>,
        /// The session that takes it over; a new one when `None`.
        into: Option<PathBuf>,
    },
    /// In a new rehearsal of this script, with its text as it was written.
    Rehearse(Box<Script>, String),
    /// On the form for one threat.
    One {
        /// What was heard and answered already; asked for when `None`.
        session: Option<Box<Session>>,
        /// Where it is kept; chosen by its headline when `None`.
        file: Option<PathBuf>,
        /// Who answers; else the name that was given once.
        me: Option<Text>,
        /// Whether it is for two.
        pair: bool,
        /// Whether standard input was read to its end for it, so that the keys come from the terminal itself.
        piped: bool,
    },
}

impl Start {
    /// Whether there is a terminal for it.
    pub(super) fn has_terminal(&self) -> bool {
        match self {
            Self::One { piped: true, .. } => guard::has_terminal_beside_input(),
            _ => guard::has_terminal(),
        }
    }
}

/// How the program looks, from the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The theme's name; else the one that was chosen last.
    pub theme: Option<String>,
    /// No colors, whatever the environment says.
    pub no_color: bool,
    /// Lines and boxes in ASCII characters, or not; else as the environment or the settings say.
    pub ascii: Option<bool>,
    /// Nothing is drawn: everything is told line by line.
    pub plain: bool,
}

/// Why the program could not run or could not end well, by the exit status it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunError {
    /// Wrong usage (2).
    Usage(String),
    /// An input that cannot be read as what it should be (3).
    Input(String),
    /// The system refused (4).
    System(String),
}

impl RunError {
    /// The sentence alone, where no exit status is wanted.
    pub(crate) fn says(self) -> String {
        match self {
            Self::Usage(says) | Self::Input(says) | Self::System(says) => says,
        }
    }
}
