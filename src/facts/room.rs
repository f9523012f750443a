//! Who is in the room, and who was heard.

use std::collections::BTreeSet;

use super::heard::{Raised, heard};
use super::index::Facts;
use super::look::{Look, Share};
use super::words::Words;
use crate::domain::{Participant, Seat};

/// How many people are here beside the facilitator, and whether that is a good number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// No one has a name yet.
    Nobody,
    /// Too few to be a team.
    Few(usize),
    /// More than can talk.
    Many(usize),
}

/// What the roles in the room lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Roles {
    /// How many build the system, if that is too few.
    pub(crate) few_builders: Option<usize>,
    /// No one represents the business.
    pub(crate) no_business: bool,
}

impl<'a> Facts<'a> {
    /// More than half of the threats with a known speaker came from one person. Counted on those with a speaker, as the
    /// rest say nothing about people.
    pub(crate) fn one_voice(&self) -> Look<Share> {
        self.raised().map_or(Look::NotYet, |raised| {
            Look::of(raised.hero(self.limits).map(|n| share(n, raised.all)))
        })
    }

    /// Most threats came from two of several people. Not looked at where one person did, which says it more sharply.
    pub(crate) fn two_voices(&self) -> Look<Share> {
        let voices = self.voices().len();
        let enough = voices >= self.limits.room.two_voices_from;
        let Some(raised) = self.raised().filter(|_| enough) else {
            return Look::NotYet;
        };
        if raised.hero(self.limits).is_some() {
            return Look::NotYet;
        }
        let pair = raised.pair(voices, self.limits);
        Look::of(pair.map(|n| share(n, raised.all)))
    }

    /// Who raised how much, once there is enough to say anything about it.
    fn raised(&self) -> Option<Raised> {
        Raised::of(self.threats().iter().copied(), self.session, self.limits)
    }

    /// Half of the room or more has said nothing that was written down under a name. Looked at only where names were
    /// written down at all.
    pub(crate) fn quiet(&self) -> Look<Vec<&'a Participant>> {
        let limits = &self.limits.room;
        let heard = heard(self.session, None);
        let voices = self.voices();
        if !self.is_meeting() || voices.len() < limits.few_voices || heard.is_empty() {
            return Look::NotYet;
        }
        let quiet = voices.iter().copied().filter(|p| !heard.contains(&p.id));
        let quiet: Vec<&Participant> = quiet.collect();
        let few = quiet.is_empty()
            || !limits
                .quiet_percent
                .is_reached_by(quiet.len(), voices.len());
        Look::of((!few).then_some(quiet))
    }

    /// This many minutes of a meeting without a question or an assumption.
    pub(crate) fn no_dialogue(&self) -> Look<i64> {
        let s = self.session;
        if !self.is_meeting() {
            return Look::NotYet;
        }
        if !s.questions.is_empty() || !s.assumptions.is_empty() {
            return Look::Fine;
        }
        let minutes = s.tally(self.today).minutes;
        if minutes < self.limits.room.dialogue_minutes {
            return Look::NotYet;
        }
        Look::Found(minutes)
    }

    /// The roles in the room, where they are few.
    pub(crate) fn few_viewpoints(&self) -> Look<BTreeSet<String>> {
        let limits = &self.limits.room;
        if !self.is_meeting() || self.voices().len() < limits.few_voices {
            return Look::NotYet;
        }
        let roles: BTreeSet<String> = self
            .voices()
            .iter()
            .filter(|p| !p.role.is_empty())
            .map(|p| p.role.to_lowercase())
            .collect();
        Look::of((roles.len() < limits.distinct_roles).then_some(roles))
    }

    /// No one here has a security role. The facilitator counts, who often is the one.
    pub(crate) fn nobody_experienced(&self) -> Look<()> {
        if !self.is_meeting() || self.voices().len() < 2 || !self.roles_are_known() {
            return Look::NotYet;
        }
        let words = &self.limits.room.security_roles;
        let any = self.here().any(|p| words.found_in(&p.role).is_some());
        Look::of((!any).then_some(()))
    }

    /// More people than can talk, or fewer than make a team.
    pub(crate) fn room_size(&self) -> Look<Fit> {
        if !self.is_meeting() {
            return Look::NotYet;
        }
        let limits = &self.limits.room;
        Look::of(match self.voices().len() {
            0 => Some(Fit::Nobody),
            n if n < limits.few_voices => Some(Fit::Few(n)),
            n if n > limits.many_voices => Some(Fit::Many(n)),
            _ => None,
        })
    }

    /// Too few who build it, or no one who represents the business.
    pub(crate) fn roles_missing(&self) -> Look<Roles> {
        let limits = &self.limits.room;
        let few = self.voices().len() < limits.few_voices;
        if !self.is_meeting() || few || !self.roles_are_known() {
            return Look::NotYet;
        }
        let with = |words: &Words| {
            let voices = self.voices().iter();
            voices.filter(|p| words.found_in(&p.role).is_some()).count()
        };
        let builders = with(&limits.engineering_roles);
        let lack = Roles {
            few_builders: (builders < limits.builders).then_some(builders),
            no_business: with(&limits.business_roles) == 0,
        };
        let lacks = lack.few_builders.is_some() || lack.no_business;
        Look::of(lacks.then_some(lack))
    }

    /// Everyone who is in the room today.
    pub(crate) fn here(&self) -> impl Iterator<Item = &'a Participant> + use<'a> {
        self.session.participants.iter().filter(|p| !p.absent)
    }

    /// Whether it is known who leads the meeting, and so is not counted among the voices.
    pub(crate) fn has_facilitator(&self) -> bool {
        self.here().any(|p| p.seat == Some(Seat::Facilitator))
    }

    /// Someone has said what their role is; without that, nothing can be said about who is missing.
    fn roles_are_known(&self) -> bool {
        self.here().any(|p| !p.role.is_empty())
    }
}

fn share(n: usize, of: usize) -> Share {
    Share {
        n,
        of,
        subjects: Vec::new(),
    }
}
