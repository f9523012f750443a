//! The mitigations, and the fixes that came too early.

use std::collections::HashSet;

use super::index::{Facts, taken};
use super::look::{Look, each};
use crate::domain::{ControlKind, ItemId, Mitigation, ParkedKind, Severity, Status, ThreatId};

/// Mitigations that do not say what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Vague {
    /// Which.
    pub(crate) subjects: Vec<ItemId>,
    /// The word that the first of them has.
    pub(crate) word: String,
}

impl<'a> Facts<'a> {
    /// The mitigations of one threat that were not rejected, found without the index of all.
    pub(crate) fn ideas_for(&self, threat: ThreatId) -> Vec<&'a Mitigation> {
        let all = self.session.mitigations_for(threat);
        all.filter(|m| m.status != Status::Rejected).collect()
    }

    /// Mitigations without a threat.
    pub(crate) fn orphans(&self) -> Look<Vec<ItemId>> {
        each(taken(self.session), |m| m.threats.is_empty())
    }

    /// Picked or built, and no one has looked whether it works or said how to.
    pub(crate) fn unverifiable(&self) -> Look<Vec<ItemId>> {
        let picked = |m: &&Mitigation| m.status.is_picked() && !m.was_looked_at();
        each(
            taken(self.session).filter(picked),
            Mitigation::is_unverifiable,
        )
    }

    /// Threats against which something was built a while ago, and nothing against them was shown to work. A session
    /// does not know when something was built, so its age is that of the idea.
    pub(crate) fn unverified(&self) -> Look<Vec<ItemId>> {
        let is_old = |m: &Mitigation| {
            (self.today - m.at.date_naive()).num_days() > self.limits.mitigations.unverified_days
        };
        let built = |m: &&&Mitigation| m.status == Status::Implemented && m.works();
        let high = self.threats().iter().copied().filter(|t| {
            t.severity.is_some_and(Severity::is_high)
                && self.mitigations(t).iter().any(|m| built(&m))
        });
        each(high, |t| {
            let all = self.mitigations(t);
            all.iter().all(|m| !m.is_shown()) && all.iter().filter(built).any(|m| is_old(m))
        })
    }

    /// The soft verb of a mitigation that is still to be done and does not say how to see it done.
    pub(crate) fn soft_verb(&self, m: &Mitigation) -> Option<&'a str> {
        let promise = m.verify.is_empty() && !m.works();
        let soft = &self.limits.mitigations.soft_verbs;
        promise.then(|| soft.found_in(&m.text)).flatten()
    }

    /// A vague verb instead of an action.
    pub(crate) fn vague(&self) -> Look<Vague> {
        each(taken(self.session), |m| self.soft_verb(m).is_some()).map(|subjects| {
            let word = taken(self.session).find_map(|m| self.soft_verb(m));
            Vague {
                subjects,
                word: word.unwrap_or_default().to_owned(),
            }
        })
    }

    /// Parked fixes that no threat used.
    pub(crate) fn parked_lost(&self) -> Look<Vec<ItemId>> {
        let parked = self.session.parked.iter();
        each(parked.filter(|p| p.kind == ParkedKind::Fix), |p| {
            p.used_as.is_none()
        })
    }

    /// The kinds of several mitigations, if all are known and there are fewer kinds than there should be.
    pub(crate) fn few_kinds(&self, all: &[&Mitigation]) -> Option<Vec<ControlKind>> {
        if all.len() < 2 {
            return None;
        }
        let mut seen = HashSet::new();
        let kinds: Option<Vec<ControlKind>> = all.iter().map(|m| m.kind).collect();
        let mut kinds = kinds?;
        kinds.retain(|kind| seen.insert(*kind));
        (kinds.len() < self.limits.rules.kinds).then_some(kinds)
    }
}

/// What the room can choose from: what was there before is no choice.
pub(crate) fn options<'m, 'a: 'm>(
    all: &'m [&'a Mitigation],
) -> impl Iterator<Item = &'a Mitigation> + 'm {
    let all = all.iter().copied();
    all.filter(|m| m.status != Status::InPlace)
}
