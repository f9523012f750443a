//! The action items: no one's on top, then by person, what is done at the end.

use super::{Deed, Look, Room, Rooms, Row, step_to, whiteboard};
use crate::catalogue::Stage;
use crate::domain::{ItemId, Session};
use crate::keys::Screen;
use crate::keys::verb::Verb;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Actions,
    title: "Action items.",
    stage: Some(Stage::Actions),
    plain: true,
    rows: |look, _| rows(look.session).into_iter().map(Row::Item).collect(),
    selected: |_, rooms| rooms.actions.selected.map(Row::Item),
    travel: |look, rooms, _, by| travel(look, rooms, by),
    put: |_, rooms, row| rooms.actions.selected = row.item(),
    select: |_, rooms, id| {
        if matches!(id, ItemId::Action(_)) {
            rooms.actions.selected = Some(id);
        }
    },
    shown_by: Some(Verb::GoActions),
    means: |look, _, verb| match verb {
        Verb::Back => whiteboard::back_to_wall(look.session),
        _ => Deed::Usual,
    },
    mend: |look, rooms| {
        let state = &mut rooms.actions;
        state.selected = state.selected.filter(|id| look.session.holds(*id));
    },
    ..Room::BARE
};

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The selected action item.
    pub selected: Option<ItemId>,
}

/// The action items from top to bottom.
pub fn rows(session: &Session) -> Vec<ItemId> {
    let list = session.work_list();
    let actions = list.places().filter_map(|place| session.actions.get(place));
    actions.map(|a| a.id.into()).collect()
}

/// Moves the selection without a list of all rows, which may be many.
fn travel(look: &Look, rooms: &mut Rooms, by: isize) -> Deed {
    let (session, state) = (look.session, &mut rooms.actions);
    let list = session.work_list();
    let place = state.selected.and_then(|id| session.position(id));
    let rank = place.and_then(|place| list.rank_of(session, place));
    let goal = step_to(list.len(), rank, by).and_then(|rank| session.actions.get(list.at(rank)?));
    state.selected = goal.map(|action| action.id.into()).or(state.selected);
    Deed::Done
}
