//! Who does it: whether the room thinks of strangers who attack, and of no one else.

use super::index::Facts;
use super::look::Look;
use crate::domain::{ActorKind, Threat};

impl Facts<'_> {
    /// This many threats, and none of them is an accident.
    pub(crate) fn no_accidents(&self) -> Look<usize> {
        // Back from an incident, the same is asked of fewer.
        if self.after_incident().is_some() {
            return Look::NotYet;
        }
        self.none_is(self.limits.threats.actors_from, |t| self.is_accident(t))
    }

    /// The same where an incident brought the team back.
    pub(crate) fn no_accidents_after_incident(&self) -> Look<usize> {
        if self.after_incident().is_none() {
            return Look::NotYet;
        }
        let least = self.limits.threats.actors_after_incident_from;
        self.none_is(least, |t| self.is_accident(t))
    }

    /// This many threats, and none of them comes from someone who is let in.
    pub(crate) fn no_insiders(&self) -> Look<usize> {
        self.none_is(self.limits.threats.actors_from, |t| self.is_let_in(t))
    }

    /// How many threats there are, if none of them is so. It can be told only where enough of them say who.
    fn none_is(&self, least: usize, is: impl Fn(&Threat) -> bool) -> Look<usize> {
        let all = self.threats();
        let said = all.iter().filter(|t| says_who(t)).count();
        let share = &self.limits.threats.actors_percent;
        if all.len() < least || !share.is_reached_by(said, all.len()) {
            return Look::NotYet;
        }
        Look::of((!all.iter().any(|t| is(t))).then_some(all.len()))
    }

    fn is_accident(&self, threat: &Threat) -> bool {
        let words = &self.limits.threats.accident_words;
        kind(threat) == Some(ActorKind::Accident)
            || said(threat).any(|said| words.found_in(said).is_some())
    }

    fn is_let_in(&self, threat: &Threat) -> bool {
        let words = &self.limits.threats.insider_words;
        matches!(kind(threat), Some(ActorKind::Insider | ActorKind::Partner))
            || said(threat).any(|said| words.found_in(said).is_some())
    }
}

fn kind(threat: &Threat) -> Option<ActorKind> {
    threat.parts.as_deref()?.actor
}

fn says_who(threat: &Threat) -> bool {
    let parts = threat.parts.as_deref();
    parts.is_some_and(|parts| parts.actor.is_some() || !parts.who.is_empty())
}

/// Where it may stand who it is.
fn said(threat: &Threat) -> impl Iterator<Item = &str> {
    let parts = threat.parts.iter();
    let parts = parts.flat_map(|parts| [parts.who.as_str(), parts.starting_from.as_str()]);
    parts.chain([threat.text.as_str()])
}
