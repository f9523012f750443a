//! What threats rest on, as trees: which node stands where, and how much is left of each.

use std::collections::HashSet;

use super::levels::{Fall, Levels, OnAxis};
use super::model::Model;
use crate::domain::{MitigationId, RestsOn, Session, ThreatId};

/// A threat where it stands in a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The threat.
    pub threat: ThreatId,
    /// For each threat on the way to it, the root left out, whether more parts follow beside that; its own place last.
    pub rails: Vec<bool>,
    /// How many of how many parts have to come true; `None` of a leaf.
    pub rests: Option<RestsOn>,
    /// What it rests on stands further up, where it was drawn in full.
    pub above: bool,
}

impl Branch {
    /// `one of 3`; nothing of a leaf.
    pub fn gate(&self) -> String {
        self.rests.as_ref().map_or_else(String::new, |rests| {
            format!("{} {}", rests.gate.words(), rests.of.len())
        })
    }

    /// How far below the root it stands.
    pub fn depth(&self) -> usize {
        self.rails.len()
    }
}

/// The tree of a threat from top to bottom. A threat that stands in it several times is drawn in full once.
pub fn tree(session: &Session, root: ThreatId) -> Vec<Branch> {
    grow(session, root, &mut HashSet::new())
}

/// All trees, one below the other. A threat that stands in several of them is drawn in full once.
pub fn forest(session: &Session) -> Vec<Branch> {
    let mut drawn = HashSet::new();
    let trees = roots(session).into_iter();
    trees
        .flat_map(|root| grow(session, root, &mut drawn))
        .collect()
}

fn grow(session: &Session, root: ThreatId, drawn: &mut HashSet<ThreatId>) -> Vec<Branch> {
    let mut branches = Vec::new();
    let mut next = vec![(root, Vec::new())];
    while let Some((id, rails)) = next.pop() {
        let Some(threat) = session.threat(id) else {
            continue;
        };
        let above = !drawn.insert(threat.id);
        let rests = session.rests(threat);
        if let Some(rests) = rests.as_ref().filter(|_| !above) {
            let last = rests.of.len().saturating_sub(1);
            let parts = rests.of.iter().enumerate().rev();
            next.extend(parts.map(|(place, part)| {
                let mut rails: Vec<bool> = rails.clone();
                rails.push(place < last);
                (*part, rails)
            }));
        }
        branches.push(Branch {
            threat: threat.id,
            rails,
            rests,
            above,
        });
    }
    branches
}

/// The threats that rest on others and are no part of another, in the order of the session.
pub fn roots(session: &Session) -> Vec<ThreatId> {
    let rests = || {
        session
            .threats
            .iter()
            .filter_map(|threat| session.rests(threat))
    };
    let parts: HashSet<ThreatId> = rests().flat_map(|rests| rests.of).collect();
    let wholes = session
        .threats
        .iter()
        .filter(|t| session.rests(t).is_some());
    wholes
        .map(|threat| threat.id)
        .filter(|id| !parts.contains(id))
        .collect()
}

/// The root of the tree in which a threat stands: itself where it is no part of another.
pub fn root_of(session: &Session, threat: ThreatId) -> ThreatId {
    let mut at = threat;
    // No more steps than there are threats, whatever a file says.
    for _ in 0..session.threats.len() {
        let Some(whole) = session.wholes_of(at).next() else {
            break;
        };
        at = whole.id;
    }
    at
}

/// What is left of a threat that has no level, where its chance of coming true is cut.
const CUT: &str = "cut";

/// How bad a threat is and what is left of it, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    /// Its rating; in brackets where it was not rated and its parts say it. Empty where nothing is known.
    pub rated: String,
    /// What is left; where it has no level and its chance of coming true is cut, [`CUT`]. Empty where nothing is known.
    pub left: String,
    /// The mitigations of its own that take something away.
    pub cut_by: Vec<MitigationId>,
    /// The rating is from its parts.
    pub from_parts: bool,
    /// Its impact falls: that is in what is left, and counts for nothing that rests on it.
    pub impact_falls: bool,
}

/// Said of a part whose impact falls.
pub const LIKELIHOOD_ALONE: &str = "Only steps of its likelihood count for what rests on it";

impl Stand {
    /// In one row: `critical, medium left`.
    pub fn words(&self) -> String {
        let rated = match (self.rated.as_str(), self.from_parts) {
            ("", _) if self.left.is_empty() => return "not rated".to_owned(),
            ("", _) => return format!("not rated, {}", self.left),
            (rated, true) => format!("{rated} from its parts"),
            (rated, false) => rated.to_owned(),
        };
        match self.left.as_str() {
            "" => rated,
            left if left == self.rated => rated,
            left => format!("{rated}, {left} left"),
        }
    }
}

/// How bad a threat is and what is left of it at these levels: those of today, or of a what-if.
pub fn stand(model: &Model, levels: &Levels, threat: ThreatId) -> Stand {
    let level = |at: usize| model.scale().word(at).to_owned();
    let word = |place: OnAxis| place.words(model.scale());
    let answers = model.answers(levels, threat).into_iter();
    let mut cut_by: Vec<MitigationId> = answers
        .filter(|entry| entry.counts.points > 0 || entry.counts.bottoms > 0)
        .map(|entry| entry.mitigation)
        .collect();
    cut_by.sort_unstable();
    let rated = model.inherent(threat);
    let parts = model.inherent_from_parts(threat);
    let left = match (rated, model.residual_from_parts(levels, threat)) {
        (Some(_), _) => model.residual(levels, threat).map(level),
        (None, Some(place)) => Some(word(place)),
        (None, None) => {
            let left = model.left(levels, threat);
            let falls = left.is_some_and(|left| left.fall != Fall::Steps(0));
            falls.then(|| CUT.to_owned())
        }
    };
    Stand {
        rated: match (rated, parts) {
            (Some(at), _) => level(at),
            (None, Some(place)) => word(place),
            (None, None) => String::new(),
        },
        left: left.unwrap_or_default(),
        cut_by,
        from_parts: rated.is_none() && parts.is_some(),
        impact_falls: model.impact_falls(levels, threat),
    }
}

impl Branch {
    /// In words, for those who cannot see lines: `rests on one of T2, T4`.
    pub fn spoken(&self) -> String {
        match &self.rests {
            _ if self.above => "as said above".to_owned(),
            Some(rests) => format!("rests on {}", rests.words()),
            None => String::new(),
        }
    }
}
