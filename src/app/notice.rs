//! What the status line says, and what the room is asked about once.

use crate::domain::Did;
use crate::keys::verb::Verb;

/// What the status line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// In a sentence or less.
    pub says: String,
    /// What kind of news it is.
    pub tone: Tone,
    /// What the change did that it tells of.
    pub did: Option<Did>,
    /// What a rule says beside it, at the end of `says` too.
    pub beside: String,
}

impl Notice {
    /// Adds what a rule says.
    pub(super) fn with(&mut self, beside: String) {
        self.says = format!("{}. {beside}", self.says);
        self.beside = beside;
    }
}

/// What kind of news the status line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A change that `u` takes back.
    Change,
    /// Something to know.
    Info,
    /// Something that was not done, or that wants attention.
    Attention,
}

/// Something that the room is asked about once and may go on without (the level GATE).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The verb that asked; once more, and it is done.
    pub asked_by: Verb,
    /// The rule, `R01`, which the file keeps with the reason if there is one.
    pub rule: &'static str,
}
