//! What follows from what: one table that says for each event what has to be looked at again, and what is kept of it.
//!
//! Nothing changes by itself. What an event touches gets a [`LookAgain`] with the reason, until somebody says that it
//! still holds ([`SessionField::StillHolds`](super::edit::SessionField)) or changes it. What follows from a day that
//! passed is not kept but worked out, and [`StillHolds`] remembers that somebody looked.

pub(super) mod happened;
mod passed;
pub(super) mod related;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::id::ItemId;
use super::session::Session;
use super::stamp::Stamp;
use super::text::Text;
use super::validate::LIMITS;

/// Something that happened, after which other things have to be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Event {
    /// An assumption turned out to be false.
    AssumptionRejected,
    /// The day until which something was assumed has passed.
    AssumptionDue,
    /// An element was deleted, renamed, moved to another zone, or turned out to be external.
    PartChanged,
    /// A flow crosses a trust boundary that it did not cross before.
    FlowCrosses,
    /// What is held or carried somewhere matters more than before.
    DataMoreSensitive,
    /// The day until which a decision holds has passed.
    DecisionDue,
    /// Somebody was removed, or was absent twice.
    OwnerLeft,
    /// A mitigation was rejected, or somebody looked and it does not work.
    MitigationFailed,
    /// An action item was dropped.
    ActionDropped,
    /// A ticket was closed, and nobody verified the mitigation.
    TicketClosed,
    /// A question was answered.
    QuestionAnswered,
    /// A threat was opened again, or is rated higher.
    ThreatWorse,
    /// A threat came true.
    Incident,
    /// A scan says something else of a candidate than the scan before.
    ScanSays,
    /// Threats are rated with another scale.
    ScaleChanged,
    /// A line of the scope was changed or deleted.
    ScopeChanged,
}

/// How what has to be looked at again hangs on what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// It happened to this.
    Itself,
    /// A threat that it is about.
    ThreatsAbout,
    /// A mitigation that it is about.
    MitigationsAbout,
    /// An assumption that it is about.
    AssumptionsAbout,
    /// A threat whose decision names it.
    DecisionsNaming,
    /// A threat at that place.
    ThreatsThere,
    /// A flow that starts or ends there.
    FlowsThere,
    /// Cells of the sweep that were looked at there.
    CellsThere,
    /// A threat on a flow across the same boundary.
    ThreatsAtBoundary,
    /// An open action item or question that somebody has, or a decision that they made.
    Owned,
    /// A threat that the mitigation answers.
    ThreatsAnswered,
    /// The mitigation that a ticket was for, and that nobody verified.
    Unverified,
    /// A threat at the same place as that threat.
    ThreatsBeside,
    /// What is said to work against that threat.
    InPlace,
    /// A threat that is rated.
    Rated,
    /// What was left out because of a line of the scope.
    LeftOut,
}

/// One row of the table.
#[derive(Debug)]
pub struct Row {
    /// What happened.
    pub event: Event,
    /// The same in words, for people.
    pub when: &'static str,
    /// What has to be looked at again.
    pub touches: &'static [Relation],
}

macro_rules! rows {
    ($($event:ident $when:literal => $($touches:ident)+;)*) => {
        /// Every row. The rules of each relation are in one function, `related`.
        pub const TABLE: &[Row] = &[$(Row {
            event: Event::$event,
            when: $when,
            touches: &[$(Relation::$touches),+],
        },)*];

        impl Event {
            /// Every event, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$event),*];

            /// Its row of the table.
            pub fn row(self) -> &'static Row {
                match self {
                    $(Self::$event => {
                        const ROW: Row = Row {
                            event: Event::$event,
                            when: $when,
                            touches: &[$(Relation::$touches),+],
                        };
                        &ROW
                    })*
                }
            }

            /// As scripts read it: `assumption rejected`.
            pub fn words(self) -> &'static str {
                self.row().when
            }
        }
    };
}

rows! {
    AssumptionRejected "assumption rejected" => ThreatsAbout MitigationsAbout DecisionsNaming;
    AssumptionDue "assumption past its day" => Itself;
    PartChanged "element changed" => ThreatsThere FlowsThere CellsThere;
    FlowCrosses "flow crosses a boundary" => CellsThere ThreatsAtBoundary;
    DataMoreSensitive "data more sensitive" => ThreatsThere;
    DecisionDue "decision past its day" => Itself;
    OwnerLeft "owner left" => Owned;
    MitigationFailed "mitigation failed" => ThreatsAnswered;
    ActionDropped "action dropped" => MitigationsAbout;
    TicketClosed "ticket closed unverified" => Unverified;
    QuestionAnswered "question answered" => ThreatsAbout AssumptionsAbout;
    ThreatWorse "threat reopened or raised" => Itself;
    Incident "incident" => Itself ThreatsBeside InPlace;
    ScanSays "scan says otherwise" => Itself;
    ScaleChanged "scale changed" => Rated;
    ScopeChanged "scope changed" => LeftOut;
}

/// Something that has to be looked at again, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookAgain {
    /// What.
    pub of: ItemId,
    /// What happened.
    pub why: Event,
    /// To what, where that is still there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ItemId>,
    /// The rest of the reason, as it was then: `was rejected: only staff have access`.
    pub words: Text,
    /// When.
    pub at: Stamp,
}

impl LookAgain {
    /// Why, as a sentence without its full stop: `S1 was rejected: only staff have access`.
    pub fn reason(&self) -> String {
        match self.by {
            Some(by) => format!("{by} {}", self.words),
            None => self.words.to_string(),
        }
    }

    /// What two have in common that say the same, whenever they were said.
    fn says(&self) -> (ItemId, Event, Option<ItemId>, Text) {
        let words = match self.by {
            Some(_) => Text::default(),
            None => self.words.clone(),
        };
        (self.of, self.why, self.by, words)
    }
}

/// Somebody looked at what a day that passed had touched, and it still holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StillHolds {
    /// What.
    pub of: ItemId,
    /// In spite of what.
    pub why: Event,
    /// When they looked.
    pub at: Stamp,
}

impl LookAgain {
    /// The same about what an item became, or nothing when it is gone.
    pub(super) fn lead(&mut self, old: ItemId, new: Option<ItemId>) -> bool {
        if self.by == Some(old) {
            if new.is_none() {
                self.words = Text::from(format!("{old} {}", self.words));
            }
            self.by = new;
        }
        if self.of == old {
            match new {
                Some(new) => self.of = new,
                None => return false,
            }
        }
        true
    }
}

impl StillHolds {
    /// The same about what an item became, or nothing when it is gone.
    pub(super) fn lead(&mut self, old: ItemId, new: Option<ItemId>) -> bool {
        if self.of == old {
            match new {
                Some(new) => self.of = new,
                None => return false,
            }
        }
        true
    }
}

/// Puts what has to be looked at again into a list, each in place of what says the same. A list that is full takes no
/// more: whoever has so much to look at knows that a lot has changed.
pub(super) fn note(list: &mut Vec<LookAgain>, new: Vec<LookAgain>) {
    let known = list.iter().enumerate();
    let mut known: HashMap<_, usize> = known.map(|(place, look)| (look.says(), place)).collect();
    for look in new {
        let place = *known.entry(look.says()).or_insert(list.len());
        if let Some(old) = list.get_mut(place) {
            *old = look;
        } else if list.len() < LIMITS.items {
            list.push(look);
        }
    }
}

impl Session {
    /// Everything that has to be looked at again, in the order in which it came up; what days that passed touched
    /// stands last.
    pub fn looks_again(&self, today: chrono::NaiveDate) -> Vec<LookAgain> {
        let mut all = self.look_again.clone();
        all.extend(self.passed(today));
        all
    }

    /// Why an item has to be looked at again.
    pub fn looks_again_at(&self, id: ItemId, today: chrono::NaiveDate) -> Vec<LookAgain> {
        let kept = self.look_again.iter().filter(|look| look.of == id);
        let mut all: Vec<LookAgain> = kept.cloned().collect();
        all.extend(self.passed_for(id, today));
        all
    }

    /// Whether an item has to be looked at again.
    pub fn has_to_be_looked_at(&self, id: ItemId, today: chrono::NaiveDate) -> bool {
        self.look_again.iter().any(|look| look.of == id) || !self.passed_for(id, today).is_empty()
    }

    /// The reasons why an item has to be looked at again, in one line; `None` where it does not.
    pub fn look_again_words(&self, id: ItemId, today: chrono::NaiveDate) -> Option<String> {
        let all = self.looks_again_at(id, today);
        let reasons: Vec<String> = all.iter().map(LookAgain::reason).collect();
        (!reasons.is_empty()).then(|| reasons.join("; "))
    }
}

#[cfg(test)]
mod tests;
