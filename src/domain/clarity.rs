//! How well the room understood a threat, by hands: what only one or two can explain is lost with them.

use serde::{Deserialize, Serialize};

use super::id::ThreatId;
use super::session::Session;
use super::sitting::Sitting;

/// The hands of one meeting for one threat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clarity {
    /// Which threat.
    pub threat: ThreatId,
    /// Hands, 1 to 5, one per person: could you explain it?
    pub hands: Vec<u8>,
}

impl Clarity {
    /// How many people raised this many fingers or more.
    pub fn at_least(&self, hand: u8) -> usize {
        self.hands.iter().filter(|raised| **raised >= hand).count()
    }
}

impl Session {
    /// The hands for a threat in the last meeting that was asked about it.
    pub fn clarity(&self, threat: ThreatId) -> Option<&Clarity> {
        let asked = |sitting: &'_ Sitting| sitting.clarity.iter().position(|c| c.threat == threat);
        let mut sittings = self.sittings.iter().rev();
        sittings.find_map(|sitting| sitting.clarity.get(asked(sitting)?))
    }

    /// The same in words: `understood, 1 to 5: 5 4 2 3`.
    pub fn clarity_words(&self, threat: ThreatId) -> Option<String> {
        let hands = self.clarity_hands(threat)?;
        Some(format!("understood, 1 to 5: {hands}"))
    }

    /// The hands alone: `5 4 2 3`.
    pub fn clarity_hands(&self, threat: ThreatId) -> Option<String> {
        let hands = self.clarity(threat)?.hands.iter();
        let hands: Vec<String> = hands.map(u8::to_string).collect();
        Some(hands.join(" "))
    }
}
