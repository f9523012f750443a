//! What the edge tells of the rehearsals that there are, and what is offered of them.

use super::effect::Effect;
use crate::domain::{Stamp, Text};

/// A rehearsal that was begun and not closed, as the edge finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The file of its session.
    pub path: String,
    /// What its meeting is about.
    pub title: Text,
    /// When it was begun.
    pub at: Stamp,
}

/// A rehearsal to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it is.
    pub label: String,
    /// What to know before it is chosen.
    pub says: String,
    /// What choosing it does.
    pub does: Effect,
}
