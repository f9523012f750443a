//! The action items: no one's on top, then by person, what is done at the end.

use super::{Deed, Room, Row, whiteboard};
use crate::catalogue::Stage;
use crate::domain::{Action, ActionStatus, ItemId, ParticipantId, Session};
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

/// A heading and the action items under it.
#[derive(Debug)]
pub struct Group<'a> {
    /// Whose they are.
    pub whose: Whose,
    /// The action items, in the order of the session.
    pub actions: Vec<&'a Action>,
}

/// Whose action items a group holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Open, and no one's.
    Nobody,
    /// Open, and this person's.
    Person(ParticipantId),
    /// Done or dropped.
    Finished,
}

/// The groups that hold anything, in order.
pub fn groups(session: &Session) -> Vec<Group<'_>> {
    let of = |whose: Whose, belongs: &dyn Fn(&Action) -> bool| Group {
        whose,
        actions: session.actions.iter().filter(|a| belongs(a)).collect(),
    };
    let open = |a: &Action| a.status == ActionStatus::Open;
    let mut groups = vec![of(Whose::Nobody, &|a| open(a) && a.owner.is_none())];
    groups.extend(
        session
            .participants
            .iter()
            .map(|p| of(Whose::Person(p.id), &|a| open(a) && a.owner == Some(p.id))),
    );
    groups.push(of(Whose::Finished, &|a| !open(a)));
    groups.retain(|group| !group.actions.is_empty());
    groups
}

/// The action items from top to bottom.
pub fn rows(session: &Session) -> Vec<ItemId> {
    groups(session)
        .iter()
        .flat_map(|group| &group.actions)
        .map(|a| a.id.into())
        .collect()
}
