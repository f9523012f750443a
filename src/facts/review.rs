//! The session as a whole: what came of it, who will hear, and when the team comes back.

use crate::domain::fold::fold;
use chrono::NaiveDate;

use super::index::Facts;
use super::look::{Look, Share, each};
use super::open::Standing;
use crate::domain::{ActionKind, ActionStatus, ItemId, Note, NoteKind, ThreatId};

/// What is wrong with the plan for the next review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ReturnGap {
    /// No date and no event.
    None,
    /// The date has passed.
    Over(NaiveDate),
}

impl<'a> Facts<'a> {
    /// No threats at all. A threat that was ruled out was still looked at.
    pub(crate) fn no_threats(&self) -> Look<()> {
        Look::of(self.session.threats.is_empty().then_some(()))
    }

    /// This many threats, and nothing follows from them.
    pub(crate) fn only_talk(&self) -> Look<usize> {
        let n = self.threats().len();
        if n < self.limits.review.undone_from {
            return Look::NotYet;
        }
        let mut actions = self.session.actions.iter();
        let nothing = actions.all(|a| a.status == ActionStatus::Dropped)
            && self.threats().iter().all(|t| t.response.is_none());
        Look::of(nothing.then_some(n))
    }

    /// Most threats are undecided, as what is still open counts them.
    pub(crate) fn admiring_the_problem(&self) -> Look<Share> {
        let limits = &self.limits.review;
        let of = self.threats().len();
        if of < limits.admired_from {
            return Look::NotYet;
        }
        let threats = self.threats().iter();
        let left = threats.filter(|t| self.standing(t) == Standing::Undecided);
        let left = left.map(|t| t.id.into());
        let subjects: Vec<ItemId> = left.collect();
        let n = subjects.len();
        let enough = limits.decided_percent.is_reached_by(of - n, of);
        Look::of((!enough).then_some(Share { n, of, subjects }))
    }

    /// No date or event for the next review, or a date that has passed.
    pub(crate) fn return_gap(&self) -> Option<ReturnGap> {
        let mut events = self.session.notes_of(NoteKind::RevisitWhen);
        if events.next().is_some() {
            return None;
        }
        match self.session.revisit {
            None => Some(ReturnGap::None),
            Some(on) if on < self.today => Some(ReturnGap::Over(on)),
            Some(_) => None,
        }
    }

    /// Missing roles that no one is to inform: no line of those to inform and no action item names them.
    pub(crate) fn not_informed(&self) -> Look<Vec<&'a Note>> {
        let s = self.session;
        let missing = || s.notes_of(NoteKind::MissingRole);
        if missing().next().is_none() {
            return Look::NotYet;
        }
        let tells = s
            .actions
            .iter()
            .filter(|a| a.kind == ActionKind::Tell && a.status != ActionStatus::Dropped)
            .map(|a| fold(&a.text));
        let hear = s.notes_of(NoteKind::ShouldHear);
        let informed: Vec<String> = tells.chain(hear.map(|n| fold(&n.text))).collect();
        let is_informed = |note: &&Note| {
            let role = fold(&note.text);
            informed.iter().any(|line| line.contains(&role))
        };
        let left: Vec<&Note> = missing().filter(|note| !is_informed(note)).collect();
        Look::of((!left.is_empty()).then_some(left))
    }

    /// Top threats that the room was asked about, and that too few people could explain.
    pub(crate) fn little_understood(&self) -> Look<Vec<ItemId>> {
        let limits = &self.limits.review;
        let asked = self.top().iter().copied();
        let asked = asked.filter(|t| self.session.clarity(t.id).is_some());
        each(asked, |t| {
            let clarity = self.session.clarity(t.id);
            clarity.is_some_and(|c| c.at_least(limits.clear_hand) < limits.understood_by)
        })
    }

    /// How many people can explain a threat, and how many were asked.
    pub(crate) fn understood_by(&self, threat: ThreatId) -> (usize, usize) {
        let clarity = self.session.clarity(threat);
        let limit = self.limits.review.clear_hand;
        clarity.map_or((0, 0), |c| (c.at_least(limit), c.hands.len()))
    }

    /// Someone raised fewer fingers than it takes to be sure.
    pub(crate) fn low_confidence(&self) -> Look<u8> {
        match self.session.confidence().iter().min() {
            None => Look::NotYet,
            Some(lowest) => Look::of((*lowest < self.limits.review.low_hand).then_some(*lowest)),
        }
    }
}
