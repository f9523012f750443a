//! What an experienced facilitator would say now, in one quiet line: the rules of the level "nudge".
//!
//! Each rule is a small function of a [`Situation`]; [`RULES`] says where it may speak. Nothing here stops anyone, and
//! nothing is remembered: who shows a nudge keeps track of what was said already. `docs/rules.md` lists all 68 rules.

mod close;
mod do_about;
mod go_wrong;
mod memory;
mod start;
mod table;
mod working_on;

use crate::catalogue::{Catalogue, Stage};
use crate::domain::{AgendaStep, Clock, ClockState, ItemId, Says, Stamp, ThreatId};
use crate::facts::Facts;
pub use memory::{Basis, Memory};
pub use table::{RULES, Rule};

/// What the room is at.
pub struct Situation<'a> {
    /// What is true of the session, and the numbers and words that the rules go by.
    pub(crate) facts: Facts<'a>,
    /// What fixes begin with.
    pub catalogue: &'a Catalogue,
    /// The part of the meeting that is shown.
    pub stage: Stage,
    /// Its step.
    pub step: Option<AgendaStep>,
    /// The part that was shown before.
    pub before: Option<Stage>,
    /// What is selected.
    pub selected: Option<ItemId>,
    /// The threat that the room talks about.
    pub threat: Option<ThreatId>,
    /// The clock, whether or not someone has started it.
    pub clock: &'a Clock,
    /// The time.
    pub now: Stamp,
    /// Since when the same is selected and nothing was changed.
    pub since: Stamp,
    /// What has just happened.
    pub moment: Moment,
    /// What was found since the last change.
    pub memory: &'a Memory,
}

/// What has just happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Nothing: the status line is free.
    Quiet,
    /// This item was added or changed; `None` for the session itself.
    Changed(Option<ItemId>),
    /// This item was taken out.
    TakenOut(ItemId),
}

impl Moment {
    /// Whether this item is to be looked at: all are while nothing happens, else the one that was changed.
    fn looks_at(self, id: impl Into<ItemId>) -> bool {
        match self {
            Self::Quiet => true,
            Self::Changed(changed) => changed == Some(id.into()),
            Self::TakenOut(_) => false,
        }
    }
}

/// One quiet line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Nudge {
    /// The rule, `R32`.
    pub rule: &'static str,
    /// What it says, in one sentence or two.
    pub says: Says,
}

/// A line that stands alone: some have no full stop, as they are mostly said behind what a key did.
pub fn standing_alone(says: &str) -> String {
    let open = says.ends_with(char::is_alphanumeric);
    format!("{says}{}", if open { "." } else { "" })
}

/// What would be said now, most important first, if it is `wanted`: who asks knows what was said already.
pub fn nudge(situation: &Situation<'_>, mut wanted: impl FnMut(&Nudge) -> bool) -> Option<Nudge> {
    RULES
        .iter()
        .filter(|rule| rule.may_speak(situation))
        .filter_map(|rule| rule.says(situation))
        .find(|nudge| wanted(nudge))
}

/// Whether what was said still holds.
pub fn holds(situation: &Situation<'_>, nudge: &Nudge) -> bool {
    RULES
        .iter()
        .filter(|rule| rule.id == nudge.rule && rule.may_speak(situation))
        .filter_map(|rule| rule.says(situation))
        .any(|now| now == *nudge)
}

impl Situation<'_> {
    /// Whether this item is to be looked at: all are while nothing happens, else the one that was changed.
    fn looks_at(&self, id: impl Into<ItemId>) -> bool {
        self.moment.looks_at(id)
    }

    /// What comes before a key that acts on what is selected: it may not be the item that is spoken of.
    fn press(&self, id: impl Into<ItemId>) -> &'static str {
        let there = self.moment != Moment::Quiet || self.selected == Some(id.into());
        if there {
            "Press "
        } else {
            "Select it, then press "
        }
    }

    /// Whether time is counted.
    fn clock_runs(&self) -> bool {
        self.clock.state == ClockState::Running
    }
}

/// `S1 and 2 more`.
fn first_and_more(ids: &[ItemId]) -> Option<String> {
    let (first, more) = ids.split_first()?;
    Some(match more.len() {
        0 => first.to_string(),
        more => format!("{first} and {more} more"),
    })
}

#[cfg(test)]
mod tests {
    use super::standing_alone;

    #[test]
    fn a_line_that_stands_alone_is_a_whole_sentence() {
        for (says, whole) in [
            ("c takes hands again", "c takes hands again."),
            ("Who can take one?", "Who can take one?"),
            ("n goes on.", "n goes on."),
        ] {
            assert_eq!(standing_alone(says), whole);
        }
    }
}
