//! What a session leaves open. The key that wraps up, the pages and the report all take it from here, so that none of
//! them says that nothing is open while another one lists it.

use std::collections::HashSet;

use super::actions::is_open;
use super::index::Facts;
use super::review::ReturnGap;
use super::threats::is_decided;
use crate::domain::{AssumptionState, ItemId, NoteKind, ResponseKind, Threat};

/// Something that can be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Open {
    /// A meeting has nothing in scope.
    NoScope,
    /// No threats.
    NoThreats,
    /// High or critical threats without a response.
    HighThreats,
    /// What has to be looked at again.
    LookAgain,
    /// Other threats about which nothing was decided.
    Undecided,
    /// Decisions without a reason.
    Unreasoned,
    /// Decisions without the name of who decided.
    Unnamed,
    /// Action items without an owner.
    Unowned,
    /// Action items without a date.
    Undated,
    /// Action items without a yes from their owner.
    NotAgreed,
    /// Action items that are late.
    Late,
    /// All action items that are still to do.
    Actions,
    /// Open questions without an owner.
    UnownedQuestions,
    /// All open questions.
    Questions,
    /// Assumptions that no one confirmed or rejected.
    Assumptions,
    /// Deferred without a date.
    UndatedDeferrals,
    /// The plan for the next review.
    Review(ReturnGap),
}

/// How far the team is with a threat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Accepted, transferred, avoided or ruled out.
    Decided,
    /// Deferred.
    Deferred,
    /// To be mitigated, or something is done about it already.
    InHand,
    /// None of these: at most, mitigations were proposed.
    Undecided,
}

impl Facts<'_> {
    /// How far the team is with a threat. Each threat stands in one place, so that the counts add up.
    pub(crate) fn standing(&self, threat: &Threat) -> Standing {
        let mitigated = threat.response.as_ref().map(|r| r.kind) == Some(ResponseKind::Reduce);
        if is_decided(threat) {
            Standing::Decided
        } else if threat.deferred.is_some() {
            Standing::Deferred
        } else if mitigated || self.is_acted_on(threat) || self.is_answered(threat) {
            Standing::InHand
        } else {
            Standing::Undecided
        }
    }

    /// A mitigation was picked, or works already.
    fn is_answered(&self, threat: &Threat) -> bool {
        let mut all = self.mitigations(threat).iter();
        all.any(|m| m.works() || m.status.is_picked())
    }

    /// Everything that is open, what matters most first, with the items that it is true of.
    pub(crate) fn still_open(&self) -> Vec<(Open, Vec<ItemId>)> {
        let session = self.session;
        let none = Vec::new;
        let high = self.high_unanswered().found();
        let high = high.map_or_else(none, |found| found.subjects);
        let undecided = session.threats.iter();
        let undecided = undecided.filter(|t| self.standing(t) == Standing::Undecided);
        let again = self.look_again().found().unwrap_or_default().into_iter();
        let mut known = HashSet::new();
        let again = again.flat_map(|(_, of)| of).filter(|id| known.insert(*id));
        let again: Vec<ItemId> = again.collect();
        let listed: HashSet<ItemId> = high.iter().copied().collect();
        let undecided: Vec<ItemId> = undecided
            .map(|t| t.id.into())
            .filter(|id| !listed.contains(id))
            .collect();
        let (unreasoned, unnamed) = self.decided_without_why().found().map_or_else(
            || (none(), none()),
            |found| (found.unreasoned, found.unnamed),
        );
        let (unowned, undated) = self
            .incomplete_actions()
            .found()
            .map_or_else(|| (none(), none()), |found| (found.unowned, found.undated));
        let actions = session.actions.iter().filter(|a| is_open(a));
        let assumptions = session.assumptions.iter();
        let assumptions = assumptions.filter(|a| a.state == AssumptionState::Unconfirmed);
        let items = [
            (Open::HighThreats, high),
            (Open::LookAgain, again),
            (Open::Undecided, undecided),
            (Open::Unreasoned, unreasoned),
            (Open::Unnamed, unnamed),
            (Open::Unowned, unowned),
            (Open::Undated, undated),
            (
                Open::NotAgreed,
                self.not_agreed().found().unwrap_or_default(),
            ),
            (Open::Late, self.late_actions()),
            (Open::Actions, actions.map(|a| a.id.into()).collect()),
            (
                Open::UnownedQuestions,
                self.unowned_questions().found().unwrap_or_default(),
            ),
            (
                Open::Questions,
                self.open_questions().map(|q| q.id.into()).collect(),
            ),
            (
                Open::Assumptions,
                assumptions.map(|a| a.id.into()).collect(),
            ),
            (
                Open::UndatedDeferrals,
                self.deferred_without_date().found().unwrap_or_default(),
            ),
        ];
        let mut open = Vec::new();
        // One threat or a lunch is whole without a scope and without a next meeting.
        if self.is_meeting() && session.notes_of(NoteKind::InScope).next().is_none() {
            open.push((Open::NoScope, none()));
        }
        if session.threats.is_empty() {
            open.push((Open::NoThreats, none()));
        }
        open.extend(items.into_iter().filter(|(_, ids)| !ids.is_empty()));
        let review = self.return_gap();
        let review = review.filter(|gap| self.is_meeting() || *gap != ReturnGap::None);
        open.extend(review.map(|gap| (Open::Review(gap), none())));
        open
    }
}
