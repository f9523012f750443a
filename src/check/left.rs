//! How much risk is left, in words: counts by level, which numbers nobody gave, which parts carry most, and what it would
//! take. The figures themselves are made in `risk`.

mod why;

use std::collections::BTreeMap;

use super::sentence::count;
use crate::domain::{Effort, ItemId, Mitigation, MitigationId, Scale, Session, Strength, ThreatId};
use crate::risk::{Cheapest, Goal, Levels, Model, Pareto, Part, Unsaid, at_line, stays};
pub use why::why;

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

/// `from its parts: high likelihood, left low`
pub fn by_parts_words(model: &Model, levels: &Levels, threat: ThreatId) -> Option<String> {
    let before = model.inherent_from_parts(threat)?;
    let after = model.residual_from_parts(levels, threat)?;
    let scale = model.scale();
    let left = if before == after {
        String::new()
    } else {
        format!(", left {}", after.word(scale))
    };
    Some(format!("from its parts: {}{left}", before.words(scale)))
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

/// `web (3 threats) and db (1 threat)`; `None` where no such threat is on the map.
pub fn contributor_words(pareto: &Pareto<Part>) -> Option<String> {
    let parts = pareto.parts.iter();
    let parts: Vec<String> = parts
        .map(|((name, _), n)| format!("{name} ({})", count(*n, "threat")))
        .collect();
    (!parts.is_empty()).then(|| ids(&parts))
}

/// Who decided that a threat stays as it is, and when; that lowers nothing.
fn decided_words(session: &Session, threat: ThreatId) -> Option<String> {
    let threat = session.threat(threat)?;
    let word = stays(threat)?;
    let by = match &threat.response {
        Some(response) => response.by,
        None => threat.deferred.as_ref().and_then(|deferred| deferred.by),
    };
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
        let is_rated = |threat| session.level(threat).is_some();
        return vec![if session.threats.iter().any(is_rated) {
            format!("Every rated threat is {word} or lower already.")
        } else {
            format!("No threat is rated yet, so none can be brought to {word} or lower.")
        }];
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
            // Of the others no one can say.
            let rated = if unrated(model).next().is_some() {
                "rated "
            } else {
                ""
            };
            format!("To bring every {rated}threat to {word} or lower")
        } else {
            format!("To get as close to {word} as possible")
        };
        says.push(format!(
            "{reach}: {}, {}, done and shown to work.",
            ids(&each),
            count_days(found.days)
        ));
    }
    says.extend(cannot_words(model, at_most, found));
    let cannot: Vec<ThreatId> = found.cannot.iter().map(|(threat, _)| *threat).collect();
    let verified = model.if_verified(&cannot).into_iter();
    for (threat, verified) in cannot.iter().zip(verified) {
        if let Some((set, level)) = verified {
            says.push(format!(
                "To verify {}, built already, would take {threat} to {}.",
                ids(&set),
                scale.word(level)
            ));
        }
    }
    says.extend(unrated_words(model));
    if !found.set.is_empty() {
        says.extend(sure_words(found));
    }
    says.extend(unsaid_effort_words(model, &found.unsaid_effort));
    says
}

/// Which threats cannot get so low with all that is listed, together where they stop at the same level.
pub fn cannot_words(model: &Model, at_most: usize, found: &Cheapest) -> Vec<String> {
    let scale = model.scale();
    let mut by_level: BTreeMap<usize, Vec<ThreatId>> = BTreeMap::new();
    for (threat, level) in &found.cannot {
        by_level.entry(*level).or_default().push(*threat);
    }
    let says = by_level.iter().rev().map(|(level, threats)| {
        format!(
            "{} cannot get to {} with what is listed: {} at best.",
            ids(threats),
            scale.word(at_most),
            scale.word(*level)
        )
    });
    says.collect()
}

/// The threats that no one rated: they are at no level.
pub fn unrated(model: &Model) -> impl Iterator<Item = ThreatId> {
    model
        .threats()
        .filter(|id| model.residual(model.now(), *id).is_none())
}

/// `2 threats are not rated and so not counted: T9 and T14.`
pub fn unrated_words(model: &Model) -> Option<String> {
    let unrated: Vec<ThreatId> = unrated(model).collect();
    match unrated.as_slice() {
        [] => None,
        [only] => Some(format!("{only} is not rated and so not counted.")),
        many => Some(format!(
            "{} threats are not rated and so not counted: {}.",
            many.len(),
            ids(many)
        )),
    }
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
