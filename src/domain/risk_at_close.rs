//! How much risk was left when a meeting ended, so that meetings can be compared.

use serde::{Deserialize, Serialize};

use super::edit::{Edit, SessionField};
use super::id::ThreatId;
use super::text::Text;

/// What was left at the end of a meeting: the threats by level. Levels are counted and compared, never added up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskAtClose {
    /// The scale that the levels are on.
    pub scale: Text,
    /// Its version: meetings are compared on one scale only.
    pub version: u32,
    /// The levels that had threats, lowest first.
    pub left: Vec<LeftAt>,
}

/// The threats that were left at one level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftAt {
    /// The id of the level: `high`.
    pub level: Text,
    /// The threats, by number.
    pub threats: Vec<ThreatId>,
}

impl Edit {
    /// Whether the meeting is over with it.
    pub fn ends_the_meeting(&self) -> bool {
        match self {
            Self::All(edits) => edits.iter().any(Self::ends_the_meeting),
            edit => matches!(edit, Self::Session(SessionField::Close)),
        }
    }
}
