//! Who was heard and who waits for whom: counted for question 4, and by name for the private view, which the room does
//! not see.

use std::collections::{HashMap, HashSet};

use super::index::applies;
use super::thresholds::Thresholds;
use crate::domain::{Participant, ParticipantId, Seat, Session, SessionKind, Stamp, Threat};

/// Threats with a speaker.
pub(super) struct Raised {
    pub(super) all: usize,
    /// How many each speaker raised, most first.
    pub(super) each: Vec<(ParticipantId, usize)>,
}

impl Raised {
    /// Who raised how much, once there is enough to say anything about it.
    pub(super) fn of<'a>(
        threats: impl Iterator<Item = &'a Threat>,
        session: &Session,
        limits: &Thresholds,
    ) -> Option<Self> {
        let mut count: HashMap<ParticipantId, usize> = HashMap::new();
        for speaker in threats.filter_map(|t| t.speaker) {
            *count.entry(speaker).or_default() += 1;
        }
        let mut each: Vec<_> = count.into_iter().collect();
        each.sort_unstable_by(|(a, one), (b, other)| other.cmp(one).then(a.0.cmp(&b.0)));
        let all = each.iter().map(|(_, count)| count).sum();
        // With one person in the room there is no one else to ask.
        let company = session.participants.len() > 1;
        let meeting = session.kind == SessionKind::Meeting;
        (meeting && company && all >= limits.room.attributed_from).then_some(Self { all, each })
    }

    /// How many threats the one person raised who raised too large a share.
    pub(super) fn hero(&self, limits: &Thresholds) -> Option<usize> {
        let (_, most) = *self.each.first()?;
        let limit = limits.room.one_voice_percent;
        limit.is_passed_by(most, self.all).then_some(most)
    }

    /// How many threats two people raised who raised too large a share among this many voices.
    pub(super) fn pair(&self, voices: usize, limits: &Thresholds) -> Option<usize> {
        let top = self.each.iter().take(2).map(|(_, count)| count).sum();
        let limit = limits.room.two_voices_percent;
        (voices >= limits.room.two_voices_from && limit.is_passed_by(top, self.all)).then_some(top)
    }
}

/// One or two people who raised most of the threats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loudest {
    /// Who.
    pub who: Vec<ParticipantId>,
    /// How many threats they raised.
    pub threats: usize,
    /// How many threats have a speaker.
    pub of: usize,
}

/// Everyone but the facilitator, who asks rather than answers (R28).
pub fn voices(session: &Session) -> impl Iterator<Item = &Participant> {
    session
        .participants
        .iter()
        .filter(|p| p.seat != Some(Seat::Facilitator) && !p.absent)
}

/// Whose threats are most of those that were raised since then, by the numbers of Q01 and Q02. The facilitator's do not
/// count.
pub fn loudest(session: &Session, since: Stamp, limits: &Thresholds) -> Option<Loudest> {
    let counted: HashSet<ParticipantId> = voices(session).map(|p| p.id).collect();
    let threats = session.threats.iter().filter(|t| {
        t.at >= since && applies(t) && t.speaker.is_some_and(|who| counted.contains(&who))
    });
    let raised = Raised::of(threats, session, limits)?;
    let (count, threats) = raised
        .hero(limits)
        .map(|threats| (1, threats))
        .or_else(|| Some((2, raised.pair(counted.len(), limits)?)))?;
    let who = raised.each.iter().take(count).map(|(who, _)| *who);
    Some(Loudest {
        who: who.collect(),
        threats,
        of: raised.all,
    })
}

/// Whose name is on anything that was written down, since then or ever.
pub fn heard(session: &Session, since: Option<Stamp>) -> HashSet<ParticipantId> {
    let s = session;
    let threats = s.threats.iter();
    let threats = threats.flat_map(|i| i.speakers().map(|who| (Some(who), i.at)));
    threats
        .chain(s.questions.iter().map(|i| (i.speaker, i.at)))
        .chain(s.assumptions.iter().map(|i| (i.speaker, i.at)))
        .chain(s.parked.iter().map(|i| (i.speaker, i.at)))
        .chain(s.mitigations.iter().map(|i| (i.speaker, i.at)))
        .filter(|(_, at)| since.is_none_or(|since| *at >= since))
        .filter_map(|(speaker, _)| speaker)
        .collect()
}

impl Thresholds {
    /// Whether others wait to hear what someone of this role says (R11).
    pub fn is_senior(&self, role: &str) -> bool {
        self.room.senior_roles.found_in(role).is_some()
            && self.room.not_senior_roles.found_in(role).is_none()
    }

    /// Whether someone of this role is likely to be the youngest in the room (R05).
    pub fn is_junior(&self, role: &str) -> bool {
        self.room.junior_roles.found_in(role).is_some()
    }

    /// Whether someone of this role may speak for the system (R07).
    pub fn owns_system(&self, role: &str) -> bool {
        self.room.owner_roles.found_in(role).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_manager_is_nobodys_manager() {
        let limits = Thresholds::bundled();
        for (role, senior) in [
            ("engineering manager", true),
            ("Head of payments", true),
            ("CISO", true),
            ("product manager", false),
            ("eng", false),
            ("headless browser", false),
        ] {
            assert_eq!(limits.is_senior(role), senior, "{role}");
        }
        assert!(limits.is_junior("jr dev") && !limits.is_junior("dev"));
        assert!(limits.owns_system("system owner") && !limits.owns_system("ops"));
    }
}
