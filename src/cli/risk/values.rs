//! The same figures as JSON. `docs/risk.md` describes the shapes.

use serde_json::{Value, json};

use crate::check::left;
use crate::cli::Failure;
use crate::domain::{ItemId, MitigationId, Rated, Session, Stamp, Text, ThreatId};
use crate::risk::{
    Axis, Cheapest, Compared, Levels, Model, OverTime, ThreatLevels, Unsaid, at_line, by_threat,
    contributors, kept, stays, unsaid,
};

/// What is left, threat by threat and in all.
pub(super) fn risk(session: &Session, model: &Model) -> Result<String, Failure> {
    let now = model.now();
    let all = by_threat(session, model, now);
    let unrated = all.iter().filter(|s| s.inherent.is_none());
    let line = model.line();
    let (rated, left) = (model.inherents(), model.residuals(now));
    let pareto = contributors(session, model, now);
    let parts = pareto.parts.iter();
    let parts = parts.map(|((name, id), n)| json!({ "place": id, "name": name, "threats": n }));
    print(json!({
        "uuid": session.uuid.to_string(),
        "title": session.title.as_str(),
        "scale": scale(model),
        "threats": all.iter().map(|s| threat(session, model, s)).collect::<Vec<_>>(),
        "counts": {
            "inherent": counts(model, &model.counted(&rated)),
            "residual": counts(model, &model.counted(&left)),
            "unrated": unrated.count(),
        },
        "at_line": {
            "level": model.scale().word(line),
            "inherent": at_line(&rated, line),
            "residual": at_line(&left, line),
        },
        "sittings": sittings(session, model),
        "since": since(session, model),
        "contributors": {
            "parts": parts.collect::<Vec<_>>(),
            "threats": pareto.threats,
            "of": pareto.of,
        },
        "defaults": defaults(model, &unsaid(session, model)),
    }))
}

/// How much was left at the end of each meeting that kept it, oldest first.
fn sittings(session: &Session, model: &Model) -> Vec<Value> {
    let scale = model.scale();
    let all = kept(session, model.conventions()).into_iter();
    all.map(|meeting| {
        let risk = meeting.risk;
        let is_same = (&risk.scale, risk.version) == (&scale.name, scale.version);
        let word = |id: &Text| {
            let level = scale.levels.iter().find(|level| is_same && level.id == *id);
            level.map_or_else(|| id.to_string(), |level| level.word.to_string())
        };
        let left = risk.left.iter();
        let counts = left.map(|left| (word(&left.level), json!(left.threats.len())));
        let mut value = moved(meeting.since.as_ref());
        if let Value::Object(fields) = &mut value {
            fields.insert("day".to_owned(), json!(day(meeting.ended)));
            fields.insert("closed".to_owned(), json!(meeting.sitting.ended.is_some()));
            let scale = json!({ "name": risk.scale.as_str(), "version": risk.version });
            fields.insert("scale".to_owned(), scale);
            fields.insert("counts".to_owned(), counts.collect());
        }
        value
    })
    .collect()
}

/// What moved since the last meeting; null where there was none.
fn since(session: &Session, model: &Model) -> Value {
    let over = OverTime::of(session, model.conventions(), None);
    let Some(since) = over.and_then(|over| over.since) else {
        return Value::Null;
    };
    let mut value = moved(since.moved.as_ref());
    if let Value::Object(fields) = &mut value {
        fields.insert("day".to_owned(), json!(day(since.ended)));
    }
    value
}

/// The threats that moved, by way; null where that is not known.
fn moved(moved: Option<&Compared>) -> Value {
    let ids = |of: fn(&Compared) -> &Vec<ThreatId>| moved.map(|moved| names(of(moved)));
    json!({
        "fell": ids(|moved| &moved.fell),
        "rose": ids(|moved| &moved.rose),
        "came": ids(|moved| &moved.new),
        "went": ids(|moved| &moved.gone),
    })
}

fn day(at: Stamp) -> String {
    at.format("%Y-%m-%d").to_string()
}

/// How one figure came about, line by line.
pub(super) fn why(
    session: &Session,
    model: &Model,
    id: ThreatId,
    lines: &[String],
) -> Result<String, Failure> {
    let all = by_threat(session, model, model.now());
    let found = all.iter().find(|levels| levels.threat == id);
    print(json!({
        "threat": found.map(|levels| threat(session, model, levels)),
        "why": lines,
    }))
}

/// What falls if these were done and shown to work.
pub(super) fn what_if(
    session: &Session,
    model: &Model,
    ids: &[MitigationId],
    with: &Levels,
) -> Result<String, Failure> {
    let scale = model.scale();
    let now = model.now();
    let before = model.residuals(now);
    let after = model.residuals(with);
    let threats = model.compared(now, with).map(|(id, before, after)| {
        json!({
            "id": id.to_string(),
            "text": session.words_of(ItemId::from(id)),
            "before": scale.word(before),
            "after": scale.word(after),
        })
    });
    print(json!({
        "done": names(ids),
        "threats": threats.collect::<Vec<_>>(),
        "counts": {
            "before": counts(model, &model.counted(&before)),
            "after": counts(model, &model.counted(&after)),
        },
        "unrated": unrated(model),
        "defaults": defaults(model, &unsaid(session, model).of(ids)),
    }))
}

/// The threats that no one rated, which are not counted.
fn unrated(model: &Model) -> Vec<String> {
    left::unrated(model).map(|id| id.to_string()).collect()
}

/// Of which mitigations somebody has not said enough, and what they count as.
fn defaults(model: &Model, unsaid: &Unsaid) -> Value {
    json!({
        "strength_unsaid": names(&unsaid.strength),
        "strength_unsaid_counts": model.conventions().points.unsaid,
        "kind_unsaid": names(&unsaid.kind),
        "effort_unsaid": names(&unsaid.effort),
        "effort_unsaid_days": model.conventions().effort_days.unsaid,
    })
}

/// The least work that reaches a goal.
pub(super) fn cheapest(
    session: &Session,
    model: &Model,
    at_most: usize,
    found: &Cheapest,
) -> Result<String, Failure> {
    let scale = model.scale();
    let set = found.set.iter().map(|id| {
        let mitigation = session.mitigation(*id);
        let (effort, days) = model.effort(*id).unwrap_or_default();
        json!({
            "id": id.to_string(),
            "text": session.words_of(ItemId::from(*id)),
            "status": mitigation.map(|m| m.status.words()),
            "effort": effort.map(|effort| effort.letter().to_string()),
            "days": days,
        })
    });
    let level = |list: &[(ThreatId, usize)]| {
        let list = list.iter();
        let list =
            list.map(|(id, level)| json!({ "id": id.to_string(), "level": scale.word(*level) }));
        list.collect::<Vec<Value>>()
    };
    print(json!({
        "at_most": scale.word(at_most),
        "set": set.collect::<Vec<_>>(),
        "days": found.days,
        "exact": found.exact,
        "days_above_cheapest_at_most": found.days.saturating_sub(found.at_least),
        "cannot": level(&found.cannot),
        "with_it": level(&found.with_it),
        "unrated": unrated(model),
        "effort_unsaid": names(&found.unsaid_effort),
        "defaults": defaults(model, &unsaid(session, model).of(&found.set)),
    }))
}

fn scale(model: &Model) -> Value {
    let scale = model.scale();
    let levels: Vec<&str> = scale
        .levels
        .iter()
        .map(|level| level.word.as_str())
        .collect();
    json!({ "name": scale.name.as_str(), "version": scale.version, "levels": levels })
}

fn threat(session: &Session, model: &Model, levels: &ThreatLevels) -> Value {
    let scale = model.scale();
    let word = |level: Option<usize>| level.map(|level| scale.word(level));
    let rated = model.rated(levels.threat).map(|rated| match rated {
        Rated::Single(level) => json!({ "level": scale.word(level) }),
        Rated::Matrix(l, i) => json!({
            "likelihood": scale.likelihood.get(l).map(|step| step.word.as_str()),
            "impact": scale.impact.get(i).map(|step| step.word.as_str()),
        }),
    });
    let by_parts = levels.by_parts.map(|(before, after)| {
        json!({
            "axis": match before.axis {
                Axis::Level => "level",
                Axis::Likelihood => "likelihood",
            },
            "inherent": before.word(scale),
            "residual": after.word(scale),
        })
    });
    let found = session.threat(levels.threat);
    json!({
        "id": levels.threat.to_string(),
        "text": session.words_of(ItemId::from(levels.threat)),
        "rated": rated,
        "inherent": word(levels.inherent),
        "residual": word(levels.left),
        "from_parts": by_parts,
        "decided": found.and_then(stays),
    })
}

/// Counts by level, the highest first.
fn counts(model: &Model, counts: &[usize]) -> Vec<Value> {
    let counts = counts.iter().enumerate().rev();
    counts
        .map(|(level, n)| json!({ "level": model.scale().word(level), "threats": n }))
        .collect()
}

fn names<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn print(value: Value) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(&value).map_err(|error| {
        Failure::system(format!(
            "The figures could not be written as JSON: {error}."
        ))
    })?;
    Ok(format!("{text}\n"))
}
