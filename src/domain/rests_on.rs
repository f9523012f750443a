//! What a threat rests on: other threats, all of which or one of which has to come true.

use serde::{Deserialize, Serialize};

use super::id::ThreatId;

/// How many of the parts of a threat have to come true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Gate {
    /// All of them.
    All,
    /// One of them is enough.
    One,
}

impl Gate {
    /// In words, before the parts: `all of T4, T7`.
    pub fn words(self) -> &'static str {
        match self {
            Self::All => "all of",
            Self::One => "one of",
        }
    }
}

/// The parts of a threat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestsOn {
    /// How many of them have to come true.
    pub gate: Gate,
    /// The parts, in the order in which they were named; never empty.
    pub of: Vec<ThreatId>,
}
