//! Question 2: what can go wrong? The capture board.

pub(crate) mod view;

use crate::domain::{ItemId, Session};

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The selected threat.
    pub selected: Option<ItemId>,
}

/// The threats, newest last.
pub fn rows(session: &Session) -> Vec<ItemId> {
    session.threats.iter().map(|t| t.id.into()).collect()
}
