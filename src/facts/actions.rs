//! The action items.

use std::collections::HashMap;

use super::index::Facts;
use super::look::{Look, Share, each, ids};
use crate::domain::{Action, ActionStatus, ItemId, ParticipantId};

/// Open action items that lack something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Incomplete {
    /// Without an owner.
    pub(crate) unowned: Vec<ItemId>,
    /// Without a date.
    pub(crate) undated: Vec<ItemId>,
    /// Without one or the other.
    pub(crate) subjects: Vec<ItemId>,
}

/// Why action items do not get done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Loop {
    /// Too many are late.
    Late(Share),
    /// More than half have been open for longer than this many days.
    Old(Share, i64),
}

impl<'a> Facts<'a> {
    /// What is still to do.
    pub(crate) fn open_actions(&self) -> impl Iterator<Item = &'a Action> + use<'a> {
        self.session.actions.iter().filter(|a| is_open(a))
    }

    /// Action items that were not dropped.
    fn kept(&self) -> impl Iterator<Item = &'a Action> + use<'a> {
        let actions = self.session.actions.iter();
        actions.filter(|a| a.status != ActionStatus::Dropped)
    }

    /// Open, without an owner or without a date.
    pub(crate) fn incomplete_actions(&self) -> Look<Incomplete> {
        each(self.open_actions(), lacks_something).map(|subjects| Incomplete {
            unowned: ids(self.open_actions(), |a| a.owner.is_none()),
            undated: ids(self.open_actions(), |a| a.due.is_none()),
            subjects,
        })
    }

    /// Someone owns it and has not agreed.
    pub(crate) fn not_agreed(&self) -> Look<Vec<ItemId>> {
        each(self.open_actions().filter(|a| a.owner.is_some()), |a| {
            !a.said_yes
        })
    }

    /// Still to do after its date.
    pub(crate) fn late_actions(&self) -> Vec<ItemId> {
        ids(self.open_actions(), |a| a.is_late(self.today))
    }

    /// One person has too large a share of what is still to do; what is done cannot be taken over by anyone.
    pub(crate) fn one_pair_of_hands(&self) -> Look<(ParticipantId, Share)> {
        let limits = &self.limits.actions;
        let of = self.open_actions().count();
        if of < limits.owned_from {
            return Look::NotYet;
        }
        let mut owned: HashMap<ParticipantId, Vec<ItemId>> = HashMap::new();
        for action in self.open_actions() {
            if let Some(owner) = action.owner {
                owned.entry(owner).or_default().push(action.id.into());
            }
        }
        let most = self
            .session
            .participants
            .iter()
            .filter_map(|p| owned.get(&p.id).map(|theirs| (p.id, theirs)))
            // The first of equals, so that the sentence does not change from run to run.
            .rev()
            .max_by_key(|(_, theirs)| theirs.len())
            .filter(|(_, theirs)| limits.one_owner_percent.is_passed_by(theirs.len(), of));
        Look::of(most.map(|(who, theirs)| {
            let share = Share {
                n: theirs.len(),
                of,
                subjects: theirs.clone(),
            };
            (who, share)
        }))
    }

    /// Too many are late, or the one in the middle has been open for too long.
    pub(crate) fn loop_not_closing(&self) -> Look<Loop> {
        let limits = &self.limits.actions;
        let all = self.kept().count();
        if all == 0 {
            return Look::NotYet;
        }
        let late = self.late_actions();
        if limits.late_percent.is_passed_by(late.len(), all) {
            return Look::Found(Loop::Late(share(late, all)));
        }
        let age = |a: &Action| (self.today - a.at.date_naive()).num_days();
        let open = self.open_actions().count();
        let old = ids(self.open_actions(), |a| age(a) > limits.old_days);
        // The median is beyond the limit exactly when more than half are.
        Look::of((old.len() * 2 > open).then(|| Loop::Old(share(old, open), limits.old_days)))
    }
}

/// Someone still has to do it.
pub(crate) fn is_open(action: &Action) -> bool {
    action.status == ActionStatus::Open
}

/// Without an owner or without a date.
fn lacks_something(action: &Action) -> bool {
    action.owner.is_none() || action.due.is_none()
}

fn share(subjects: Vec<ItemId>, of: usize) -> Share {
    Share {
        n: subjects.len(),
        of,
        subjects,
    }
}
