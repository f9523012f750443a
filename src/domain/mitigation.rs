//! What stops a threat, or could.

use serde::{Deserialize, Serialize};

use super::id::{MitigationId, ParticipantId, ThreatId};
use super::identity::{Identity, Key};
use super::origin::Origin;
use super::stamp::Stamp;
use super::text::Text;

/// A control that answers one threat or many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mitigation {
    /// `M3`.
    pub id: MitigationId,
    /// Who it is on every branch; items of old files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<MitigationId>>,
    /// Its text, as it was said.
    pub text: Text,
    /// Other wordings of the same, kept when two are merged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Text>,
    /// Those that were merged into this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<Identity<MitigationId>>,
    /// The threats it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub threats: Vec<ThreatId>,
    /// How far it is.
    pub status: Status,
    /// Since when it is that far; files of before and mitigations that nobody changed do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_changed: Option<Stamp>,
    /// What it does to a threat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ControlKind>,
    /// How much of a threat it takes away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// Of a compensating one: the kind that it stands in for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<ControlKind>,
    /// What is different for some of the threats that it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LinkTerms>,
    /// How much work it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effort: Option<Effort>,
    /// How we will know that it works.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub verify: Text,
    /// What came of looking whether it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<Checked>,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<ParticipantId>,
    /// Key of a ticket elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<Text>,
    /// What it was in the file that it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// It came along from another session, and is as it was there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub copied: bool,
    /// When it was captured.
    pub at: Stamp,
    /// When it was last changed, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Stamp>,
}

/// What is different for one of the threats that a mitigation answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkTerms {
    /// Which threat.
    pub threat: ThreatId,
    /// How much of this threat it takes away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// What it does to this threat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ControlKind>,
    /// The rating of this threat counts on it already.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_rating: bool,
}

impl LinkTerms {
    /// Nothing is different.
    pub fn of(threat: ThreatId) -> Self {
        Self {
            threat,
            strength: None,
            kind: None,
            in_rating: false,
        }
    }

    /// What counts for the threat: what is said here, else what the mitigation says for all its threats.
    #[must_use]
    pub fn or(self, strength: Option<Strength>, kind: Option<ControlKind>) -> Self {
        Self {
            strength: self.strength.or(strength),
            kind: self.kind.or(kind),
            ..self
        }
    }
}

/// What came of looking whether a mitigation works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// It works.
    pub passed: bool,
    /// Who looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ParticipantId>,
    /// When.
    pub at: Stamp,
}

/// How much of a threat a mitigation takes away, once it is shown to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Strength {
    /// A part of it.
    Some,
    /// Most of it.
    Most,
    /// All of it.
    All,
}

impl Strength {
    /// All three, weakest first.
    pub const ALL: [Self; 3] = [Self::Some, Self::Most, Self::All];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Some => "some",
            Self::Most => "most",
            Self::All => "all",
        }
    }
}

/// How far a mitigation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// It was there before the meeting.
    InPlace,
    /// An idea.
    CouldDo,
    /// Picked.
    Planned,
    /// Being built.
    InProgress,
    /// Built.
    Implemented,
    /// Built, and shown to work.
    Verified,
    /// Looked at and not taken.
    Rejected,
}

impl Status {
    /// All seven, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::CouldDo,
        Self::Planned,
        Self::InProgress,
        Self::Implemented,
        Self::Verified,
        Self::InPlace,
        Self::Rejected,
    ];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::InPlace => "in place",
            Self::CouldDo => "proposed",
            Self::Planned => "planned",
            Self::InProgress => "in progress",
            Self::Implemented => "implemented",
            Self::Verified => "verified",
            Self::Rejected => "rejected",
        }
    }

    /// It is there. Whether it works is also what a check says: [`Mitigation::works`].
    pub fn is_built(self) -> bool {
        matches!(self, Self::InPlace | Self::Implemented | Self::Verified)
    }

    /// It is there, and no check says that it does not work.
    pub fn works(self, check_passed: Option<bool>) -> bool {
        self.is_built() && check_passed != Some(false)
    }

    /// The team has decided to do it, or has done it during or after a meeting.
    pub fn is_picked(self) -> bool {
        matches!(
            self,
            Self::Planned | Self::InProgress | Self::Implemented | Self::Verified
        )
    }
}

/// What a control does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ControlKind {
    /// Stops it.
    Preventive,
    /// Notices it.
    Detective,
    /// Limits it while it happens.
    Corrective,
    /// Brings back what was lost.
    Recovery,
    /// Makes it less attractive.
    Deterrent,
    /// Stands in for a control that cannot be had.
    Compensating,
}

impl ControlKind {
    /// All six, in the order they are offered.
    pub const ALL: [Self; 6] = [
        Self::Preventive,
        Self::Detective,
        Self::Corrective,
        Self::Recovery,
        Self::Deterrent,
        Self::Compensating,
    ];

    /// As a token after `#` and in columns.
    pub fn words(self) -> &'static str {
        match self {
            Self::Preventive => "prevent",
            Self::Detective => "detect",
            Self::Corrective => "correct",
            Self::Recovery => "recover",
            Self::Deterrent => "deter",
            Self::Compensating => "compensate",
        }
    }
}

/// How much work something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Effort {
    /// Days.
    Small,
    /// Weeks.
    Medium,
    /// Longer.
    Large,
}

impl Effort {
    /// All three, smallest first.
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    /// `S`, `M` or `L`.
    pub fn letter(self) -> char {
        match self {
            Self::Small => 'S',
            Self::Medium => 'M',
            Self::Large => 'L',
        }
    }
}

impl Mitigation {
    /// A mitigation with nothing but its words.
    pub fn new(id: MitigationId, text: Text, status: Status, at: Stamp) -> Self {
        Self {
            id,
            key: None,
            was: Vec::new(),
            text,
            also: Vec::new(),
            merged: Vec::new(),
            threats: Vec::new(),
            status,
            status_changed: None,
            kind: None,
            strength: None,
            instead_of: None,
            links: Vec::new(),
            effort: None,
            verify: Text::default(),
            checked: None,
            speaker: None,
            external: None,
            origin: None,
            copied: false,
            at,
            changed: None,
        }
    }

    /// Since when it is as far as it is. Of one that was changed last by a version that did not keep this, the moment of
    /// that change.
    pub fn status_since(&self) -> Stamp {
        self.status_changed.or(self.changed).unwrap_or(self.at)
    }

    /// Notes since when it is as far as it is, as it changes.
    pub(super) fn date_status(&mut self, was: &Self, now: Stamp) {
        if self.at == now || self.status_changed != was.status_changed {
            return;
        }
        if self.status != was.status {
            self.status_changed = Some(now);
        } else if was.status_changed.is_none() && was.changed.is_none() {
            // From the next change on, nothing else would say so.
            self.status_changed = Some(self.at);
        }
    }

    /// What came of looking whether it works; `None` when nobody has.
    pub fn check_passed(&self) -> Option<bool> {
        self.checked.as_ref().map(|checked| checked.passed)
    }

    /// It already works against its threats.
    pub fn works(&self) -> bool {
        self.status.works(self.check_passed())
    }

    /// It is there, and a check says that it does not work.
    pub fn has_failed(&self) -> bool {
        self.status.is_built() && !self.works()
    }

    /// It is there and was shown to work: it is verified, or its check was passed.
    pub fn is_shown(&self) -> bool {
        self.works() && (self.status == Status::Verified || self.check_passed() == Some(true))
    }

    /// Someone has looked whether it works, whatever came of it.
    pub fn was_looked_at(&self) -> bool {
        self.status == Status::Verified || self.checked.is_some()
    }

    /// Picked or built, and no one has looked whether it works or said how to.
    pub fn is_unverifiable(&self) -> bool {
        self.status.is_picked() && !self.was_looked_at() && self.verify.is_empty()
    }

    /// What a check says that its status does not: `check passed`, `does not work`.
    pub fn check_words(&self) -> Option<&'static str> {
        match (self.status, self.check_passed()?) {
            (Status::Verified, true) | (Status::Rejected, _) => None,
            (_, true) => Some("check passed"),
            (status, false) if status.is_built() => Some("does not work"),
            (_, false) => Some("check failed"),
        }
    }

    /// How far it is, with what a check says: `in place, does not work`, `implemented, check passed`.
    pub fn standing_words(&self) -> String {
        let status = self.status.words();
        self.check_words()
            .map_or_else(|| status.to_owned(), |check| format!("{status}, {check}"))
    }

    /// What is different for a threat.
    pub fn terms(&self, threat: ThreatId) -> Option<&LinkTerms> {
        self.links.iter().find(|terms| terms.threat == threat)
    }

    /// What counts for a threat.
    pub fn terms_for(&self, threat: ThreatId) -> LinkTerms {
        let terms = self.terms(threat).copied();
        let terms = terms.unwrap_or_else(|| LinkTerms::of(threat));
        terms.or(self.strength, self.kind)
    }
}
