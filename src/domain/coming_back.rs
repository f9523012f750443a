//! Why a team came back to a session, and what it learnt from an incident: was it on the list?

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::id::{NotAnId, ThreatId};

/// Why a team came back to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReturnReason {
    /// The system or what is known about it changed.
    Change,
    /// Something went wrong, here or at others.
    Incident,
    /// The date that was set came.
    Date,
}

impl ReturnReason {
    /// All three, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Change, Self::Incident, Self::Date];

    /// In words, after "back because".
    pub fn words(self) -> &'static str {
        match self {
            Self::Change => "a change",
            Self::Incident => "an incident",
            Self::Date => "the review date",
        }
    }
}

/// Whether what happened was on the list before it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Foreseen {
    /// No one had thought of it.
    No,
    /// It was this threat.
    As(ThreatId),
}

impl fmt::Display for Foreseen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::No => f.pad("no"),
            Self::As(id) => id.fmt(f),
        }
    }
}

impl FromStr for Foreseen {
    type Err = NotAnId;
    fn from_str(word: &str) -> Result<Self, NotAnId> {
        if word == "no" {
            return Ok(Self::No);
        }
        word.parse().map(Self::As)
    }
}

impl Serialize for Foreseen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Foreseen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
