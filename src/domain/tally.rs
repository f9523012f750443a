//! The numbers of a session. Each is computed here and nowhere else, for the screen, the exports and the command line.

use chrono::NaiveDate;
use serde::Serialize;

use super::action::ActionStatus;
use super::assumption::AssumptionState;
use super::mitigation::Status;
use super::question::QuestionState;
use super::session::Session;
use super::stamp::Stamp;
use super::threat::{ResponseKind, Threat};

/// How many of everything, and how it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Threats on the list.
    pub threats: usize,
    /// Threats that the team worked on: with a response, a mitigation or an action item.
    pub worked_on: usize,
    /// Threats deferred.
    pub deferred: usize,
    /// Threats rated high or critical.
    pub high: usize,
    /// Threats with a response other than reduce.
    pub decided: usize,
    /// Mitigations in place, implemented or verified.
    pub in_place: usize,
    /// Mitigations that are proposed, planned or in progress.
    pub could_do: usize,
    /// Questions that no one has answered, moved or withdrawn.
    pub open_questions: usize,
    /// All questions.
    pub questions: usize,
    /// Open questions without an owner.
    pub unowned_questions: usize,
    /// Action items that are not done or dropped.
    pub open_actions: usize,
    /// Action items done.
    pub done_actions: usize,
    /// All action items.
    pub actions: usize,
    /// Open action items whose date has passed.
    pub late_actions: usize,
    /// Open action items without an owner.
    pub unowned_actions: usize,
    /// Open action items without a date.
    pub undated_actions: usize,
    /// Open action items to which the owner has not said yes.
    pub unanswered_actions: usize,
    /// Assumptions that no one has confirmed or rejected.
    pub unsettled_assumptions: usize,
    /// Parked fixes that no threat has used.
    pub parked_fixes: usize,
    /// Off-topic items.
    pub off_topic: usize,
    /// Data flows that cross a trust boundary.
    pub crossing_flows: usize,
    /// Mean confidence, in tenths; `None` before anyone voted.
    pub confidence_tenths: Option<u32>,
    /// Mean time rating, in tenths.
    pub time_well_spent_tenths: Option<u32>,
    /// Minutes of the last sitting, from its start to its close, or to the last thing captured in it.
    pub minutes: i64,
    /// The date to come back has passed.
    pub revisit_due: bool,
}

impl Session {
    pub(super) fn count_all(&self, today: NaiveDate) -> Tally {
        let open_questions = || {
            self.questions
                .iter()
                .filter(|q| q.state == QuestionState::Open)
        };
        let open_actions = || {
            self.actions
                .iter()
                .filter(|a| a.status == ActionStatus::Open)
        };
        let worked_on = self.worked_on();
        Tally {
            threats: self.threats.len(),
            worked_on: worked_on.iter().filter(|yes| **yes).count(),
            deferred: self.threats.iter().filter(|t| t.deferred.is_some()).count(),
            high: self.threats.iter().filter(|t| is_high(t)).count(),
            decided: self.threats.iter().filter(|t| is_decision(t)).count(),
            in_place: self.mitigations.iter().filter(|m| m.works()).count(),
            could_do: self
                .mitigations
                .iter()
                .filter(|m| !m.works() && m.status != Status::Rejected)
                .count(),
            open_questions: self.open_questions(),
            questions: self.questions.len(),
            unowned_questions: open_questions().filter(|q| q.owner.is_none()).count(),
            open_actions: open_actions().count(),
            done_actions: self
                .actions
                .iter()
                .filter(|a| a.status == ActionStatus::Done)
                .count(),
            actions: self.actions.len(),
            late_actions: open_actions().filter(|a| a.is_late(today)).count(),
            unowned_actions: open_actions().filter(|a| a.owner.is_none()).count(),
            undated_actions: open_actions().filter(|a| a.due.is_none()).count(),
            unanswered_actions: open_actions().filter(|a| !a.said_yes).count(),
            unsettled_assumptions: self
                .assumptions
                .iter()
                .filter(|a| a.state == AssumptionState::Unconfirmed)
                .count(),
            parked_fixes: self.waiting_fixes(),
            off_topic: self.off_topic(),
            crossing_flows: self.crossing_flows(),
            confidence_tenths: mean_tenths(self.confidence()),
            time_well_spent_tenths: mean_tenths(self.time_well_spent()),
            minutes: self.minutes(),
            revisit_due: self.revisit.is_some_and(|on| on < today),
        }
    }

    /// For each threat, in order: whether the team worked on it. It has a response, a mitigation of any status, or an
    /// action item.
    pub(crate) fn worked_on(&self) -> Vec<bool> {
        use std::collections::HashSet;

        use super::id::ItemId;
        let touched: HashSet<_> = self
            .mitigations
            .iter()
            .flat_map(|m| m.threats.iter().copied())
            .chain(
                self.actions
                    .iter()
                    .flat_map(|a| a.about.iter())
                    .filter_map(|id| match id {
                        ItemId::Threat(id) => Some(*id),
                        _ => None,
                    }),
            )
            .collect();
        self.threats
            .iter()
            .map(|t| t.response.is_some() || touched.contains(&t.id))
            .collect()
    }

    /// Counts flows whose ends do not share a zone, looking each element up once.
    fn crossing_flows(&self) -> usize {
        let zones: std::collections::HashMap<_, _> = self
            .elements
            .iter()
            .map(|e| (e.id, self.zone_of(e.id)))
            .collect();
        let zone = |id| zones.get(id).copied().flatten();
        self.flows
            .iter()
            .filter(|f| zone(&f.from) != zone(&f.to))
            .count()
    }

    /// Minutes of the last sitting: until it was closed; else until the last thing that was captured in it, or as long as
    /// its clock ran, since the action items are read back after that.
    fn minutes(&self) -> i64 {
        let Some(sitting) = self.sittings.last() else {
            return 0;
        };
        let captured = self
            .threats
            .iter()
            .map(|i| i.at)
            .chain(self.mitigations.iter().map(|i| i.at))
            .chain(self.questions.iter().map(|i| i.at))
            .chain(self.actions.iter().map(|i| i.at))
            .chain(self.notes.iter().map(|i| i.at))
            .chain(
                self.threats
                    .iter()
                    .filter_map(|t| t.response.as_ref())
                    .map(|r| r.at),
            )
            .max();
        let until = |end: Stamp| end.signed_duration_since(sitting.started).num_minutes();
        let ran = sitting.clock.as_ref().map_or(0, |clock| clock.spent() / 60);
        match (sitting.ended, captured) {
            (Some(ended), _) => until(ended).max(0),
            (None, Some(last)) => until(last).max(ran),
            (None, None) => ran,
        }
    }
}

/// Rated high or critical.
fn is_high(threat: &Threat) -> bool {
    threat
        .severity
        .is_some_and(super::threat::Severity::is_high)
}

/// The team accepted, transferred or avoided it, or it does not apply.
fn is_decision(threat: &Threat) -> bool {
    threat
        .response
        .as_ref()
        .is_some_and(|r| r.kind != ResponseKind::Reduce)
}

/// The mean of some hands in tenths, rounded half up, without floating point; `None` where there are none.
pub fn mean_tenths(hands: &[u8]) -> Option<u32> {
    let count = u32::try_from(hands.len()).ok().filter(|count| *count > 0)?;
    let sum: u32 = hands.iter().map(|hand| u32::from(*hand)).sum();
    Some((sum * 20 + count) / (count * 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_hands_is_rounded_to_a_tenth() {
        assert_eq!(mean_tenths(&[5, 4, 3, 5, 4, 2, 4, 3]), Some(38)); // 3.75
        assert_eq!(mean_tenths(&[5, 5, 4]), Some(47)); // 4.666
        assert_eq!(mean_tenths(&[]), None);
    }
}
