//! How the room was led: whose turn it was, what was walked through, and what it was asked about and went on without.

use serde::{Deserialize, Serialize};

use super::id::ParticipantId;
use super::stamp::Stamp;
use super::text::Text;
use super::threat::{Place, Stride};

/// Somebody's turn in the round. To pass is to take part (R26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// Whose.
    pub who: ParticipantId,
    /// They had nothing to add.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passed: bool,
}

/// A place that the room looked at with one prompt in mind, whether or not it found anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swept {
    /// Where.
    pub place: Place,
    /// What the room was asked there.
    pub asked: Asked,
}

/// What the room is asked at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Asked {
    /// A letter of STRIDE that matters there.
    Letter(Stride),
    /// What no single part shows.
    Whole,
    /// What happens without anybody meaning it.
    Accidents,
}

/// A gate that the room was asked at, and went through (facilitation rules of the level GATE).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The rule, `R01`.
    pub rule: Text,
    /// Why, if somebody said it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub reason: Text,
    /// When.
    pub at: Stamp,
}
