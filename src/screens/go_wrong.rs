//! Question 2: what can go wrong? The capture board.

use crate::domain::{ItemId, Session, Swept, ThreatId};

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The selected threat.
    pub selected: Option<ItemId>,
    /// What the threat that is read back looks like, as of a revision.
    pub alike: Option<(u64, ThreatId, Option<ThreatId>)>,
    /// Where the sweep is, once it went on from its first place.
    pub cell: Option<Swept>,
    /// The votes were just shown together: the list goes by them until the room moves on.
    pub revealed: bool,
}

/// The threats, newest last.
pub fn rows(session: &Session) -> Vec<ItemId> {
    session.threats.iter().map(|t| t.id.into()).collect()
}
