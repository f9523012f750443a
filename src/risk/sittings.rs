//! What became of the threats between two meetings: counts of levels and who moved, never a sum.

use std::collections::BTreeMap;

use super::conventions::Conventions;
use super::model::Model;
use crate::domain::{Edit, LeftAt, RiskAtClose, Scale, Session, Sitting, Stamp, ThreatId};

/// Two meetings side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// How many threats were at each level, from the bottom.
    pub then: Vec<usize>,
    /// How many are now.
    pub now: Vec<usize>,
    /// How many were at the line or above.
    pub at_line_then: usize,
    /// How many are now.
    pub at_line_now: usize,
    /// Threats that are lower than they were.
    pub fell: Vec<ThreatId>,
    /// Threats that are higher.
    pub rose: Vec<ThreatId>,
    /// Threats that had no level then.
    pub new: Vec<ThreatId>,
    /// Threats that have none any more.
    pub gone: Vec<ThreatId>,
}

/// Compares the levels of threats at two meetings, on one scale of so many levels: a comparison ends where the scale
/// changes, and the caller has to see to that.
pub fn compare(
    then: &BTreeMap<ThreatId, usize>,
    now: &BTreeMap<ThreatId, usize>,
    levels: usize,
    line: usize,
) -> Compared {
    let moved = |is: fn(&usize, &usize) -> bool| {
        let both = then
            .iter()
            .filter_map(|(id, then)| Some((*id, then, now.get(id)?)));
        let moved = both.filter(|(_, then, now)| is(now, then));
        moved.map(|(id, ..)| id).collect()
    };
    let only = |these: &BTreeMap<ThreatId, usize>, those: &BTreeMap<ThreatId, usize>| {
        let ids = these.keys().filter(|id| !those.contains_key(id));
        ids.copied().collect()
    };
    Compared {
        then: counts(then, levels),
        now: counts(now, levels),
        at_line_then: at_line(then, line),
        at_line_now: at_line(now, line),
        fell: moved(usize::lt),
        rose: moved(usize::gt),
        new: only(now, then),
        gone: only(then, now),
    }
}

/// How many threats are at each level, from the bottom.
pub fn counts(at: &BTreeMap<ThreatId, usize>, levels: usize) -> Vec<usize> {
    let mut counts = vec![0; levels];
    for level in at.values() {
        if let Some(count) = counts.get_mut(*level) {
            *count += 1;
        }
    }
    counts
}

/// How many threats are at the line or above.
pub fn at_line(at: &BTreeMap<ThreatId, usize>, line: usize) -> usize {
    at.values().filter(|level| **level >= line).count()
}

/// A change after which a meeting is over, together with how much risk was left then ([`Session::keeping`]).
pub fn keeping(
    session: &Session,
    edit: &Edit,
    at: Stamp,
    conventions: &Conventions,
) -> Option<Edit> {
    session.keeping(edit, at, |then| left_now(then, conventions))
}

/// How much risk is left now; `None` where nothing is rated.
pub fn left_now(session: &Session, conventions: &Conventions) -> Option<RiskAtClose> {
    let scale = session.scale();
    let model = Model::of(session, conventions);
    let levels = model.residuals(model.now());
    let at = |place: usize| {
        let here = levels.iter().filter(|(_, level)| **level == place);
        here.map(|(id, _)| *id).collect::<Vec<ThreatId>>()
    };
    let left = scale
        .levels
        .iter()
        .enumerate()
        .map(|(place, level)| LeftAt {
            level: level.id.clone(),
            threats: at(place),
        });
    let left: Vec<LeftAt> = left.filter(|left| !left.threats.is_empty()).collect();
    (!left.is_empty()).then(|| RiskAtClose {
        scale: scale.name.clone(),
        version: scale.version,
        left,
    })
}

/// The levels of threats at the end of a meeting; `None` where it was closed with another scale, or with nothing rated.
pub fn left_at(sitting: &Sitting, scale: &Scale) -> Option<BTreeMap<ThreatId, usize>> {
    let risk = sitting.risk.as_deref()?;
    if (&risk.scale, risk.version) != (&scale.name, scale.version) {
        return None;
    }
    let levels = risk.left.iter().filter_map(|left| {
        let level = scale
            .levels
            .iter()
            .position(|level| level.id == left.level)?;
        Some(left.threats.iter().map(move |threat| (*threat, level)))
    });
    Some(levels.flatten().collect())
}
