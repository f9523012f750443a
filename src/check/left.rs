//! How much risk is left, in words: each threat as it was rated and as it is now, counts by level, which numbers nobody
//! gave, what a what-if brings down, and what it would take. Levels are counted and compared, never added up.

mod why;

use std::collections::{BTreeMap, BTreeSet};

use super::sentence::count;
use crate::domain::{
    Effort, ItemId, Mitigation, MitigationId, ResponseKind, Scale, Session, Strength, Threat,
    ThreatId,
};
use crate::risk::{
    Axis, Cheapest, Goal, Half, Level, Levels, Model, Pareto, at_line, counts, pareto_by_count,
};
pub use why::why;

/// One threat: how bad it is as if nothing worked, and what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The threat.
    pub threat: ThreatId,
    /// The level of its rating, if it was rated.
    pub inherent: Option<usize>,
    /// The level that is left.
    pub left: Option<usize>,
    /// Where a threat that nobody rated stands by its parts, before and after.
    pub by_parts: Option<(Level, Level)>,
}

/// Mitigations and threats of which somebody has not said enough, so that a default counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsaid {
    /// No one said how much they take away: they count nothing.
    pub strength: Vec<MitigationId>,
    /// No one said what kind they are: they lower likelihood.
    pub kind: Vec<MitigationId>,
    /// No one said how much work they are: they count as long work.
    pub effort: Vec<MitigationId>,
}

/// Each threat that counts, in order of the session.
pub fn standings(session: &Session, model: &Model, levels: &Levels) -> Vec<Standing> {
    let known: BTreeSet<ThreatId> = model.threats().collect();
    let threats = session.threats.iter().map(|threat| threat.id);
    threats
        .filter(|id| known.contains(id))
        .map(|threat| Standing {
            threat,
            inherent: model.inherent(threat),
            left: model.residual(levels, threat),
            by_parts: model
                .inherent_from_parts(threat)
                .zip(model.residual_from_parts(levels, threat)),
        })
        .collect()
}

/// The level of each rated threat as if nothing worked.
pub fn inherent(model: &Model) -> BTreeMap<ThreatId, usize> {
    let rated = model
        .threats()
        .filter_map(|id| Some((id, model.inherent(id)?)));
    rated.collect()
}

/// How many threats are at each level, from the lowest.
pub fn counted(model: &Model, at: &BTreeMap<ThreatId, usize>) -> Vec<usize> {
    counts(at, model.scale().levels.len())
}

/// `1 critical, 2 high, 0 medium, 3 low`
pub fn count_words(scale: &Scale, counts: &[usize]) -> String {
    let counts = counts.iter().enumerate().rev();
    let words: Vec<String> = counts
        .map(|(level, n)| format!("{n} {}", scale.word(level)))
        .collect();
    words.join(", ")
}

/// `what is left: medium`, where that is not the level that it was rated; by its parts where nobody rated it.
pub fn left_words(model: &Model, levels: &Levels, threat: ThreatId) -> Option<String> {
    if let Some(left) = model.residual(levels, threat) {
        let is_same = model.inherent(threat) == Some(left);
        return (!is_same).then(|| format!("what is left: {}", model.scale().word(left)));
    }
    by_parts_words(model, levels, threat)
}

/// `from its parts: likelihood high, left low`
pub fn by_parts_words(model: &Model, levels: &Levels, threat: ThreatId) -> Option<String> {
    let before = model.inherent_from_parts(threat)?;
    let after = model.residual_from_parts(levels, threat)?;
    let scale = model.scale();
    let (axis, word) = step_words(scale, before);
    let left = if before == after {
        String::new()
    } else {
        format!(", left {}", step_words(scale, after).1)
    };
    Some(format!("from its parts: {axis}{word}{left}"))
}

/// The axis that a place is on, as it stands before the word, and the word.
fn step_words(scale: &Scale, level: Level) -> (&'static str, &str) {
    match level.axis {
        Axis::Level => ("", scale.word(level.at)),
        Axis::Likelihood => {
            let step = scale.likelihood.get(level.at);
            ("likelihood ", step.map_or("", |step| &step.word))
        }
    }
}

/// What is said of how well a mitigation works: `takes away most of it, check passed`. Empty where nothing is.
pub fn strength_notes(mitigation: &Mitigation, threat: ThreatId) -> String {
    let terms = mitigation.terms_for(threat);
    let strength = terms.strength;
    let strength = strength.map(|strength| format!("takes away {}", strength_words(strength)));
    let checked = mitigation.checked.as_ref();
    let checked = checked.map(|checked| {
        let passed = if checked.passed { "passed" } else { "failed" };
        format!("check {passed}")
    });
    let counted = terms.in_rating.then(|| "counted in the rating".to_owned());
    let all: Vec<String> = strength.into_iter().chain(checked).chain(counted).collect();
    all.join(", ")
}

/// How much a mitigation takes away: `most of it`.
pub fn strength_words(strength: Strength) -> &'static str {
    match strength {
        Strength::Some => "some of it",
        Strength::Most => "most of it",
        Strength::All => "all of it",
    }
}

/// `M, 10 days`; where nobody has said, `40 days, not estimated`.
pub fn effort_words(effort: Option<Effort>, days: u32) -> String {
    match effort {
        Some(effort) => format!("{}, {}", effort.letter(), count_days(days)),
        None => format!("{}, not estimated", count_days(days)),
    }
}

/// `4 threats`
pub fn count_words_of(threats: usize) -> String {
    count(threats, "threat")
}

/// `10 days`
pub fn count_days(days: u32) -> String {
    count(days as usize, "day")
}

/// Whose defaults count in the figures of these threats; of mitigations that could still be done, in their effort.
pub fn unsaid(session: &Session, model: &Model) -> Unsaid {
    let known: BTreeSet<ThreatId> = model.threats().collect();
    let candidates: BTreeSet<MitigationId> = model.candidates().collect();
    let mut unsaid = Unsaid::default();
    for mitigation in &session.mitigations {
        let mut linked = mitigation
            .threats
            .iter()
            .filter_map(|id| Some(session.threat(*id)?.id));
        let linked: Vec<ThreatId> = linked.by_ref().filter(|id| known.contains(id)).collect();
        if linked.is_empty() {
            continue;
        }
        let (mut strength, mut kind) = (false, false);
        for threat in linked {
            let terms = mitigation.terms(threat);
            if terms.is_some_and(|terms| terms.in_rating) {
                continue;
            }
            let said = terms.and_then(|terms| terms.strength);
            strength |= said.or(mitigation.strength).is_none();
            let said = terms.and_then(|terms| terms.kind).or(mitigation.kind);
            // Only a rating by likelihood and impact has two halves.
            let has_halves = matches!(model.rated(threat), Some(crate::domain::Rated::Matrix(..)));
            kind |= has_halves && Half::is_unsaid(said, mitigation.instead_of);
        }
        if strength {
            unsaid.strength.push(mitigation.id);
        }
        if kind {
            unsaid.kind.push(mitigation.id);
        }
        if mitigation.effort.is_none() && candidates.contains(&mitigation.id) {
            unsaid.effort.push(mitigation.id);
        }
    }
    unsaid
}

/// What was counted by default, a sentence each.
pub fn unsaid_words(model: &Model, unsaid: &Unsaid) -> Vec<String> {
    let mut says = Vec::new();
    let conventions = model.conventions();
    if !unsaid.strength.is_empty() {
        let counts = match conventions.points.unsaid {
            0 => "nothing".to_owned(),
            points => count(points as usize, "point"),
        };
        let ids = ids(&unsaid.strength);
        says.push(format!("No strength said, counts {counts}: {ids}."));
    }
    if !unsaid.kind.is_empty() {
        let ids = ids(&unsaid.kind);
        says.push(format!("No kind said, counts on likelihood: {ids}."));
    }
    says.extend(unsaid_effort_words(model, &unsaid.effort));
    says
}

/// `No effort said, counts as 40 days: M1 and M3.`
pub fn unsaid_effort_words(model: &Model, unsaid: &[MitigationId]) -> Option<String> {
    let days = count_days(model.conventions().effort_days.unsaid);
    let ids = ids(unsaid);
    (!unsaid.is_empty()).then(|| format!("No effort said, counts as {days}: {ids}."))
}

/// `T1, T2 and T5`
pub fn ids<T: ToString>(ids: &[T]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    match ids.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        all => all.concat(),
    }
}

/// An element or flow: its name, and its id.
pub type Part = (String, String);

/// The elements and flows that carry most of what is still at the line or above.
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
            let part = (session.place_words(*place), place.to_string());
            by_part.entry(part).or_default().push(threat);
        }
    }
    let by_part: Vec<(Part, Vec<ThreatId>)> = by_part.into_iter().collect();
    pareto_by_count(&by_part, model.conventions().pareto_percent)
}

/// `web (3 threats) and db (1 threat)`; `None` where no such threat is on the map.
pub fn contributor_words(pareto: &Pareto<Part>) -> Option<String> {
    let parts = pareto.parts.iter();
    let parts: Vec<String> = parts
        .map(|((name, _), n)| format!("{name} ({})", count(*n, "threat")))
        .collect();
    (!parts.is_empty()).then(|| ids(&parts))
}

/// What was decided about a threat that lowers nothing, in a word: accepted ones stay as they are.
pub fn decided(threat: &Threat) -> Option<&'static str> {
    match threat.response.as_ref().map(|response| response.kind) {
        Some(ResponseKind::Accept) => Some("accepted"),
        Some(ResponseKind::Transfer) => Some("transferred"),
        _ if threat.deferred.is_some() => Some("deferred"),
        _ => None,
    }
}

/// Who decided that a threat stays as it is, and when; that lowers nothing.
fn decided_words(session: &Session, threat: ThreatId) -> Option<String> {
    let threat = session.threat(threat)?;
    let word = decided(threat)?;
    let by = threat.response.as_ref().and_then(|response| response.by);
    let by = session
        .name_of(by)
        .map_or_else(String::new, |name| format!(" by {name}"));
    Some(format!("It is {word}{by}, which lowers nothing."))
}

/// What it would take to bring every threat under the line: one paragraph. `None` where none is at it.
pub fn takes(session: &Session, model: &Model) -> Option<String> {
    let goal = Goal::below(model.line())?;
    let above = at_line(&model.residuals(model.now()), model.line());
    if above == 0 {
        return None;
    }
    let found = model.cheapest(&goal);
    Some(cheapest_words(session, model, goal.at_most, &found).join(" "))
}

/// A cheapest set, in sentences: what it takes, what it cannot, and how sure that is.
pub fn cheapest_words(
    session: &Session,
    model: &Model,
    at_most: usize,
    found: &Cheapest,
) -> Vec<String> {
    let scale = model.scale();
    let word = scale.word(at_most);
    let mut says = Vec::new();
    if found.set.is_empty() && found.cannot.is_empty() {
        return vec![format!("Every rated threat is {word} or lower already.")];
    }
    if found.set.is_empty() {
        says.push(format!(
            "No mitigation that could still be done brings a threat closer to {word}."
        ));
    } else {
        let each: Vec<String> = found
            .set
            .iter()
            .map(|id| format!("{id} {}", in_short(session, *id)))
            .collect();
        let reach = if found.cannot.is_empty() {
            format!("To bring every threat to {word} or lower")
        } else {
            format!("To get as close to {word} as possible")
        };
        says.push(format!(
            "{reach}: {}, {}, done and shown to work.",
            ids(&each),
            count_days(found.days)
        ));
    }
    for (threat, level) in &found.cannot {
        says.push(format!(
            "{threat} cannot get there with what is listed: {} at best.",
            scale.word(*level)
        ));
    }
    if !found.set.is_empty() {
        says.extend(sure_words(found));
    }
    says.extend(unsaid_effort_words(model, &found.unsaid_effort));
    says
}

/// How far a set may be from the cheapest, where that is not known.
pub fn sure_words(found: &Cheapest) -> Option<String> {
    (!found.exact).then(|| {
        let days = found.days.saturating_sub(found.at_least);
        format!(
            "There may be a cheaper set: this one is at most {} above the cheapest.",
            count_days(days)
        )
    })
}

/// The words of a mitigation with its effort: `(rate limit, M)`.
fn in_short(session: &Session, id: MitigationId) -> String {
    let words = session.words_of(ItemId::from(id)).unwrap_or_default();
    let effort = session.mitigation(id).and_then(|m| m.effort);
    let effort = effort.map_or_else(|| "not estimated".to_owned(), |e| e.letter().to_string());
    format!("({words}, {effort})")
}

/// What a what-if brings down, and what it leaves: threats whose level changes, before and after.
pub fn falls(model: &Model, before: &Levels, after: &Levels) -> Vec<(ThreatId, usize, usize)> {
    let moved = model.compared(before, after);
    moved.filter(|(_, before, after)| before != after).collect()
}
