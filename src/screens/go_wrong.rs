//! Question 2: what can go wrong? The capture board.

use super::{Room, Row, as_threat};
use crate::catalogue::Stage;
use crate::domain::{FourQuestion, ItemId, Session, Swept, ThreatId};
use crate::keys::Screen;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::GoWrong,
    question: Some(FourQuestion::GoWrong),
    stage: Some(Stage::GoWrong),
    plain: true,
    rows: |look, _| rows(look.session).into_iter().map(Row::Item).collect(),
    selected: |_, rooms| rooms.go_wrong.selected.map(Row::Item),
    threat: |_, rooms| rooms.go_wrong.selected.and_then(as_threat),
    put: |_, rooms, row| rooms.go_wrong.selected = row.item(),
    select: |_, rooms, id| {
        if matches!(id, ItemId::Threat(_)) {
            rooms.go_wrong.selected = Some(id);
        }
    },
    mend: |look, rooms| {
        let state = &mut rooms.go_wrong;
        state.selected = state.selected.filter(|id| look.session.holds(*id));
        state.revealed &= look.session.voting().is_some();
    },
    ..Room::BARE
};

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
