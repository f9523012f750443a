//! The figures that every page of risk is made of: each threat as it was rated and as it is left, which numbers nobody gave,
//! and which parts of the system carry most of what is left. How they are said is for `check::left`.

use std::collections::{BTreeMap, BTreeSet};

use super::levels::{Levels, OnAxis};
use super::model::Model;
use super::pareto::{Pareto, pareto_by_count};
use super::sittings::counts;
use crate::domain::{MitigationId, Place, Rated, ResponseKind, Session, Threat, ThreatId};

/// One threat: how bad it is as if nothing worked, and what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreatLevels {
    /// The threat.
    pub threat: ThreatId,
    /// The level of its rating, if it was rated.
    pub inherent: Option<usize>,
    /// The level that is left.
    pub left: Option<usize>,
    /// Where a threat that nobody rated stands by its parts, before and after.
    pub by_parts: Option<(OnAxis, OnAxis)>,
}

/// Mitigations of which somebody has not said enough, so that a default counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsaid {
    /// No one said how much they take away: they count nothing, unless a team says otherwise.
    pub strength: Vec<MitigationId>,
    /// No one said what kind they are: they lower likelihood.
    pub kind: Vec<MitigationId>,
    /// No one said how much work they are: they count as long work, unless a team says otherwise.
    pub effort: Vec<MitigationId>,
}

impl Unsaid {
    /// Only of these mitigations.
    #[must_use]
    pub fn of(self, ids: &[MitigationId]) -> Self {
        self.only(|id| ids.contains(&id))
    }

    /// Only of the mitigations of which this holds.
    #[must_use]
    pub fn only(mut self, holds: impl Fn(MitigationId) -> bool) -> Self {
        for list in [&mut self.strength, &mut self.kind, &mut self.effort] {
            list.retain(|id| holds(*id));
        }
        self
    }
}

/// An element or flow: what it is called beside others, and its id.
pub type Part = (String, String);

/// Each threat that counts, in order of the session.
pub fn by_threat(session: &Session, model: &Model, levels: &Levels) -> Vec<ThreatLevels> {
    let known: BTreeSet<ThreatId> = model.threats().collect();
    let threats = session.threats.iter().map(|threat| threat.id);
    threats
        .filter(|id| known.contains(id))
        .map(|threat| ThreatLevels {
            threat,
            inherent: model.inherent(threat),
            left: model.residual(levels, threat),
            by_parts: model
                .inherent_from_parts(threat)
                .zip(model.residual_from_parts(levels, threat)),
        })
        .collect()
}

/// Whose defaults count in the figures of these threats; of mitigations that could still be done, in their effort.
pub fn unsaid(session: &Session, model: &Model) -> Unsaid {
    let candidates: BTreeSet<MitigationId> = model.candidates().collect();
    let mut linked = BTreeSet::new();
    let (mut strength, mut kind) = (BTreeSet::new(), BTreeSet::new());
    for threat in model.threats() {
        // Only a rating by likelihood and impact has two halves.
        let has_halves = matches!(model.rated(threat), Some(Rated::Matrix(..)));
        for entry in model.answers(model.now(), threat) {
            linked.insert(entry.mitigation);
            if entry.in_rating {
                continue;
            }
            if entry.strength.is_none() {
                strength.insert(entry.mitigation);
            }
            if has_halves && entry.half_unsaid {
                kind.insert(entry.mitigation);
            }
        }
    }
    let of = |is: &dyn Fn(MitigationId) -> bool| {
        let all = session.mitigations.iter().map(|mitigation| mitigation.id);
        all.filter(|id| is(*id)).collect()
    };
    Unsaid {
        strength: of(&|id| strength.contains(&id)),
        kind: of(&|id| kind.contains(&id)),
        effort: of(&|id| {
            let is_unsaid = model.effort(id).is_some_and(|(effort, _)| effort.is_none());
            is_unsaid && linked.contains(&id) && candidates.contains(&id)
        }),
    }
}

/// The elements and flows that carry most of what is still at the line or above. Two flows with the same ends are two; the
/// system as a whole is no part of it.
pub fn contributors(session: &Session, model: &Model, levels: &Levels) -> Pareto<Part> {
    let line = model.line();
    let mut by_part: BTreeMap<Part, Vec<ThreatId>> = BTreeMap::new();
    for (threat, level) in model.residuals(levels) {
        if level < line {
            continue;
        }
        let places = session
            .threat(threat)
            .map(|threat| threat.places.as_slice());
        for place in places.unwrap_or_default() {
            if !matches!(place, Place::Whole) {
                let part = (session.place_apart(*place), place.to_string());
                by_part.entry(part).or_default().push(threat);
            }
        }
    }
    let by_part: Vec<(Part, Vec<ThreatId>)> = by_part.into_iter().collect();
    pareto_by_count(&by_part, model.conventions().pareto_percent)
}

/// What was decided about a threat that lowers nothing, in a word: accepted ones stay as they are.
pub fn stays(threat: &Threat) -> Option<&'static str> {
    match threat.response.as_ref().map(|response| response.kind) {
        Some(ResponseKind::Accept) => Some("accepted"),
        Some(ResponseKind::Transfer) => Some("transferred"),
        _ if threat.deferred.is_some() => Some("deferred"),
        _ => None,
    }
}

impl Model {
    /// The level of each rated threat as if nothing worked.
    pub fn inherents(&self) -> BTreeMap<ThreatId, usize> {
        let rated = self.threats();
        let rated = rated.filter_map(|id| Some((id, self.inherent(id)?)));
        rated.collect()
    }

    /// How many threats are at each level, from the lowest.
    pub fn counted(&self, at: &BTreeMap<ThreatId, usize>) -> Vec<usize> {
        counts(at, self.scale().levels.len())
    }

    /// The rated threats whose level changes, before and after.
    pub fn changed(&self, before: &Levels, after: &Levels) -> Vec<(ThreatId, usize, usize)> {
        let all = self.compared(before, after);
        all.filter(|(_, before, after)| before != after).collect()
    }
}
