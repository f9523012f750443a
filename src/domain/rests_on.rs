//! What a threat rests on: other threats, all of which or one of which has to come true.

use std::collections::{HashMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::id::ThreatId;
use super::session::Session;
use super::threat::Threat;

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

impl RestsOn {
    /// In words: `all of T4, T7`.
    pub fn words(&self) -> String {
        let of: Vec<String> = self.of.iter().map(ToString::to_string).collect();
        format!("{} {}", self.gate.words(), of.join(", "))
    }
}

impl Session {
    /// What a threat rests on; a part that was merged into another is that one. `None` where that is nothing.
    pub fn rests(&self, threat: &Threat) -> Option<RestsOn> {
        let rests = threat.rests_on.as_deref()?;
        let mut of = Vec::with_capacity(rests.of.len());
        for part in rests.of.iter().filter_map(|part| self.threat(*part)) {
            if part.id != threat.id && !of.contains(&part.id) {
                of.push(part.id);
            }
        }
        let gate = rests.gate;
        (!of.is_empty()).then_some(RestsOn { gate, of })
    }

    /// The threats that rest on this one.
    pub fn wholes_of(&self, part: ThreatId) -> impl Iterator<Item = &Threat> {
        let rests = self.threats.iter().filter(|t| t.rests_on.is_some());
        rests.filter(move |whole| {
            let rests = self.rests(whole);
            rests.is_some_and(|rests| rests.of.contains(&part))
        })
    }

    /// The way from a threat to one that it rests on, however deep.
    pub fn rests_path(&self, from: ThreatId, to: ThreatId) -> Option<Vec<ThreatId>> {
        let mut seen = HashMap::from([(from, from)]);
        let mut next = VecDeque::from([from]);
        while let Some(at) = next.pop_front() {
            if at == to {
                let mut path = vec![at];
                let mut here = at;
                while let Some(before) = seen.get(&here).filter(|before| **before != here) {
                    here = *before;
                    path.push(here);
                }
                path.reverse();
                return Some(path);
            }
            for part in self.threat(at).map_or(&[][..], |threat| threat.rests_on()) {
                if !seen.contains_key(part) {
                    seen.insert(*part, at);
                    next.push_back(*part);
                }
            }
        }
        None
    }
}
