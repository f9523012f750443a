//! How the meeting was led: whose turn it was, what was swept, and which gates the team went on from.

use serde::{Deserialize, Serialize};

use super::id::ParticipantId;
use super::stamp::Stamp;
use super::text::Text;
use super::threat::{Place, Stride};

/// Someone's turn in the round. To pass is to take part (R26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// Whose.
    pub who: ParticipantId,
    /// They had nothing to add.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passed: bool,
}

/// An element that the team looked at with one prompt in mind, whether or not it found anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swept {
    /// Where.
    pub place: Place,
    /// What the team was asked there.
    pub asked: Asked,
}

/// What the team is asked at an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Asked {
    /// A STRIDE category that matters there.
    Letter(Stride),
    /// What no single part shows.
    Whole,
    /// What happens without anyone meaning it.
    Accidents,
}

/// A gate that asked the team once, and that it went on from (facilitation rules of the level GATE).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The rule, `R01`.
    pub rule: Text,
    /// Why, if someone said it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub reason: Text,
    /// When.
    pub at: Stamp,
}
