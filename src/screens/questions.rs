//! The questions, most important first, and what was parked for another day.

use crate::domain::{ItemId, ParkedKind, Session};

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The selected line.
    pub selected: Option<ItemId>,
}

/// The questions in their rank, then the tangents.
pub fn rows(session: &Session) -> Vec<ItemId> {
    session
        .questions
        .iter()
        .map(|q| q.id.into())
        .chain(
            session
                .parked
                .iter()
                .filter(|p| p.kind == ParkedKind::OffTopic)
                .map(|p| p.id.into()),
        )
        .collect()
}
