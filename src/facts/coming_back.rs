//! Coming back: whether the team ever did, and what it made of an incident.

use super::index::Facts;
use super::look::Look;
use crate::domain::{Foreseen, ReturnReason, Sitting};

impl<'a> Facts<'a> {
    /// One meeting, this many days ago, and none since.
    pub(crate) fn single_delivery(&self) -> Look<i64> {
        if !self.is_meeting() {
            return Look::NotYet;
        }
        let [only] = self.session.sittings.as_slice() else {
            return Look::Fine;
        };
        let days = only.ended.map(|end| self.today - end.date_naive());
        match days.map(|days| days.num_days()) {
            Some(days) if days > self.limits.review.single_days => Look::Found(days),
            _ => Look::NotYet,
        }
    }

    /// An incident brought the team back, and no threat covers it: neither one that was on the list nor one that
    /// was written down since.
    pub(crate) fn incident_not_on_the_list(&self) -> Look<()> {
        let Some(sitting) = self.after_incident() else {
            return Look::NotYet;
        };
        let linked = matches!(sitting.foreseen, Some(Foreseen::As(_))) || self.has_new(sitting);
        Look::of((!linked).then_some(()))
    }

    /// The incident has its threat, and no one said whether it was on the list before.
    pub(crate) fn foreseen_unanswered(&self) -> Look<()> {
        match self.after_incident() {
            Some(sitting) if sitting.foreseen.is_some() => Look::Fine,
            Some(sitting) if self.has_new(sitting) => Look::Found(()),
            _ => Look::NotYet,
        }
    }

    /// The last meeting, if an incident was why.
    pub(super) fn after_incident(&self) -> Option<&'a Sitting> {
        let last = self.session.sittings.last();
        last.filter(|sitting| sitting.why == Some(ReturnReason::Incident))
    }

    /// Whether a threat was written down in this meeting.
    fn has_new(&self, sitting: &Sitting) -> bool {
        let mut threats = self.session.threats.iter();
        threats.any(|t| t.at >= sitting.started)
    }
}
