//! Assumptions: what the team relies on but has not checked.

use serde::{Deserialize, Serialize};

use super::id::{AssumptionId, ItemId, ParticipantId};
use super::identity::{Identity, Key};
use super::origin::Origin;
use super::stamp::Stamp;
use super::text::Text;
use super::until::Until;

/// Something assumed until someone confirms or rejects it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// `S4`.
    pub id: AssumptionId,
    /// Who it is on every branch; items of old files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<AssumptionId>>,
    /// Its text, as it was said.
    pub text: Text,
    /// Where it stands.
    pub state: AssumptionState,
    /// Threats and mitigations that rest on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<ItemId>,
    /// Who said it, or who confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<ParticipantId>,
    /// Until when it is taken for granted, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
    /// What it was in the file that it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// When it was captured.
    pub at: Stamp,
}

/// Where an assumption stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AssumptionState {
    /// No one has checked.
    Unconfirmed,
    /// True.
    Confirmed,
    /// Not true.
    Rejected,
}

impl AssumptionState {
    /// In words, as lists show it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unknown",
            Self::Confirmed => "true",
            Self::Rejected => "false",
        }
    }
}
