//! How the level that is left of a threat came about, line by line: the rule, every mitigation with what it counts, who
//! said so and when, and which numbers nobody gave.

use super::{by_parts_words, strength_words};
use crate::check::sentence::count;
use crate::domain::{ItemId, LastRated, Mitigation, Rated, Session, Stamp, ThreatId};
use crate::risk::{Axis, Decided, Entry, Fall, Levels, Model, Moved, Rests, Standing, Sum, Why};

/// How what is left of a threat came about, a line each; `None` if it does not count.
pub fn why(
    session: &Session,
    model: &Model,
    levels: &Levels,
    threat: ThreatId,
) -> Option<Vec<String>> {
    let why = model.why(levels, threat)?;
    let mut says = vec![head(session, model, levels, &why)];
    says.extend(rated_words(session, model, &why));
    let has_halves = why.impact.is_some();
    let own = if has_halves {
        "likelihood"
    } else {
        "the level"
    };
    says.extend(moved(session, model, &why.own, (own, has_halves)));
    if let Some(impact) = &why.impact {
        says.extend(moved(session, model, impact, ("impact", has_halves)));
    }
    if let Some(rests) = &why.rests {
        says.extend(rest_words(model, rests, why.decided));
    }
    if let Some(response) = super::decided_words(session, threat) {
        says.push(response);
    }
    says.push(rule(model));
    Some(says)
}

fn head(session: &Session, model: &Model, levels: &Levels, why: &Why) -> String {
    let scale = model.scale();
    let words = session.words_of(ItemId::from(why.threat));
    let words = words.unwrap_or_default();
    let levels = match (model.inherent(why.threat), why.left.level) {
        (Some(before), Some(after)) => {
            format!("rated {}, left {}", scale.word(before), scale.word(after))
        }
        _ => by_parts_words(model, levels, why.threat).unwrap_or_else(|| "not rated".to_owned()),
    };
    format!("{} {words}: {levels}", why.threat)
}

/// How it was rated, and where that leads.
fn rated_words(session: &Session, model: &Model, why: &Why) -> Vec<String> {
    let scale = model.scale();
    let name = format!("scale {}", scale.name);
    let Some(rated) = why.rated else {
        return vec![format!("No one rated it ({name}).")];
    };
    let mut says = vec![match rated {
        Rated::Single(level) => {
            format!("Rated {} as if nothing worked ({name}).", scale.word(level))
        }
        Rated::Matrix(l, i) => {
            format!(
                "Rated {} as if nothing worked ({name}).",
                scale.cell_words(l, i)
            )
        }
    }];
    says.extend(session.threat(why.threat).and_then(|threat| {
        let last = threat.last_rated?;
        Some(format!("{}.", who_rated(session, last)))
    }));
    let made_with = session.threat(why.threat).and_then(|t| t.rating.as_ref());
    if let Some(rating) = made_with.filter(|rating| rating.scale != scale.version) {
        says.push(format!(
            "It was rated with version {} of the scale; this is version {}.",
            rating.scale, scale.version
        ));
    }
    if let Some(Rated::Matrix(l, i)) = why.left.rated.filter(|left| *left != rated) {
        says.push(format!("Left: {}.", scale.cell_words(l, i)));
    }
    says
}

/// On which day it was rated, and the name that was given.
fn who_rated(session: &Session, last: LastRated) -> String {
    let on = format!("Rated on {}", day(last.at));
    let is_scribe = session.scribe().is_some_and(|who| Some(who.id) == last.by);
    match session.name_of(last.by) {
        Some(name) if is_scribe => format!("{on}. Scribe: {name}"),
        Some(name) => format!("{on}. By: {name}"),
        None => on,
    }
}

/// The mitigations on one axis, what they sum up to, and how far that is.
fn moved(
    session: &Session,
    model: &Model,
    moved: &Moved,
    (on, has_halves): (&str, bool),
) -> Vec<String> {
    if moved.entries.is_empty() {
        return vec![format!("Nothing is linked that lowers {on}.")];
    }
    let mut says: Vec<String> = moved
        .entries
        .iter()
        .map(|entry| entry_words(session, entry, has_halves))
        .collect();
    says.push(format!(
        "So {on} falls {}.",
        fall_words(model, moved.sum, moved.fall)
    ));
    says
}

/// `M2 rate limit: most (3 points) x 2, verified = 6 points`
fn entry_words(session: &Session, entry: &Entry, has_halves: bool) -> String {
    let id = entry.mitigation;
    let words = session.words_of(ItemId::from(id)).unwrap_or_default();
    let mitigation = session.mitigation(id);
    if entry.in_rating {
        return format!("{id} {words}: the rating counts on it already, so nothing more.");
    }
    let strength = entry.strength.map_or_else(
        || "no strength said".to_owned(),
        |strength| strength_words(strength).to_owned(),
    );
    let standing = if entry.ticked {
        "taken as done and shown to work".to_owned()
    } else {
        standing_words(session, mitigation, entry.standing)
    };
    let half = if entry.half_unsaid && has_halves {
        ", no kind said"
    } else {
        ""
    };
    let all = if entry.counts.bottoms > 0 {
        ", all of it: to the bottom"
    } else {
        ""
    };
    format!(
        "{id} {words}: {strength} ({}) x {} ({standing}{half}) = {}{all}",
        count(entry.points as usize, "point"),
        entry.weight,
        count(entry.counts.points as usize, "point"),
    )
}

/// How far a mitigation is, with who looked and when where that is known.
fn standing_words(
    session: &Session,
    mitigation: Option<&Mitigation>,
    standing: Standing,
) -> String {
    let status = mitigation.map_or("", |mitigation| mitigation.status.words());
    let checked = mitigation.and_then(|mitigation| mitigation.checked.as_ref());
    let looked = checked.map(|checked| {
        let passed = if checked.passed { "passed" } else { "failed" };
        let by = session
            .name_of(checked.by)
            .map_or_else(String::new, |name| format!(" by {name}"));
        format!(", check {passed}{by} on {}", day(checked.at))
    });
    let looked = looked.unwrap_or_default();
    let counts = match standing {
        Standing::NotBuilt => ", not built",
        Standing::Failed | Standing::Built | Standing::Shown => "",
    };
    format!("{status}{looked}{counts}")
}

fn day(at: Stamp) -> String {
    at.format("%-d %b %Y").to_string()
}

/// `1 step (6 points)`
fn fall_words(model: &Model, sum: Sum, fall: Fall) -> String {
    let points = count(sum.points as usize, "point");
    match fall {
        Fall::Bottom => "to the lowest: one that takes all of it was shown to work".to_owned(),
        Fall::Steps(0) => {
            let first = model.conventions().steps_need.first().copied();
            let first = count(first.unwrap_or_default() as usize, "point");
            format!("by nothing ({points}; the first step needs {first})")
        }
        Fall::Steps(steps) => format!("by {} ({points})", count(steps, "step")),
    }
}

/// What it rests on, and whether that decided.
fn rest_words(model: &Model, rests: &Rests, decided: Decided) -> Vec<String> {
    let parts: Vec<String> = rests
        .parts
        .iter()
        .map(|part| {
            let what = match part.axis {
                Axis::Likelihood => "likelihood ",
                Axis::Level => "",
            };
            let far = match part.fall {
                Fall::Bottom => "to the lowest".to_owned(),
                Fall::Steps(steps) => count(steps, "step"),
            };
            format!("{} ({what}falls {far})", part.threat)
        })
        .collect();
    let mut says = vec![format!(
        "It rests on {} {}.",
        rests.gate.words(),
        super::ids(&parts)
    )];
    let impacts = rests.parts.iter().filter(|part| part.impact_falls);
    let impacts: Vec<ThreatId> = impacts.map(|part| part.threat).collect();
    if !impacts.is_empty() {
        says.push(format!(
            "Only steps of likelihood count here: what lowers the impact of {} does not.",
            super::ids(&impacts)
        ));
    }
    if let Some((before, after)) = rests.stands.filter(|_| decided == Decided::Drop) {
        says.push(format!(
            "Its parts stood at {} and stand at {}: that counts here.",
            before.words(model.scale()),
            after.words(model.scale())
        ));
    } else if decided == Decided::Parts {
        says.push("How far its parts fall counts here, as its own mitigations do less.".to_owned());
    }
    says
}

/// The rule, with the numbers that it goes by: nobody measured them, and a team may change them.
fn rule(model: &Model) -> String {
    let c = model.conventions();
    let steps: Vec<String> = c.steps_need.iter().map(ToString::to_string).collect();
    format!(
        "Rule: some counts {}, most {}, all {}, unsaid {}; built x {}, shown to work x {}; steps from {} points. \
         These are conventions (scales.ron), not measured. Days of work: S {}, M {}, L {}, unsaid {}.",
        c.points.some,
        c.points.most,
        c.points.all,
        c.points.unsaid,
        c.weights.built,
        c.weights.shown,
        steps.join(", "),
        c.effort_days.small,
        c.effort_days.medium,
        c.effort_days.large,
        c.effort_days.unsaid,
    )
}
