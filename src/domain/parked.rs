//! Ideas that came too early: kept with who said them, and brought back at the right moment.

use serde::{Deserialize, Serialize};

use super::id::{ItemId, MitigationId, ParkedId, ParticipantId};
use super::identity::{Identity, Key};
use super::origin::Origin;
use super::stamp::Stamp;
use super::text::Text;
use super::wall::Spot;

/// A fix said before its time, or an off-topic item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parked {
    /// `K1`.
    pub id: ParkedId,
    /// Who it is on every branch; items of old files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<ParkedId>>,
    /// Its text, as it was said.
    pub text: Text,
    /// Fix or off-topic item.
    pub kind: ParkedKind,
    /// What the team was talking about: a fix comes back on this threat in question 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<ItemId>,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<ParticipantId>,
    /// The mitigation it became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_as: Option<MitigationId>,
    /// Where it stands on the wall of a whiteboard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wall: Option<Box<Spot>>,
    /// What it was in the file that it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// When it was captured.
    pub at: Stamp,
}

/// Why something was parked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ParkedKind {
    /// A mitigation said before question 3.
    Fix,
    /// Something that belongs to another meeting.
    OffTopic,
}
