//! The action items: nobody's on top, then by person, what is done at the end.

use crate::domain::{Action, ActionStatus, ItemId, ParticipantId, Session};

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
    /// Open, and nobody's.
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
