//! The same figures as JSON. `docs/risk.md` describes the shapes.

use serde_json::{Value, json};

use crate::check::left::{self, Standing};
use crate::cli::Failure;
use crate::domain::{ItemId, MitigationId, Rated, Session, ThreatId};
use crate::risk::{Axis, Cheapest, Level, Levels, Model, at_line};

/// What is left, threat by threat and in all.
pub(super) fn risk(session: &Session, model: &Model) -> Result<String, Failure> {
    let now = model.now();
    let standings = left::standings(session, model, now);
    let unrated = standings.iter().filter(|s| s.inherent.is_none());
    let line = model.line();
    let (rated, left) = (left::inherent(model), model.residuals(now));
    let pareto = left::contributors(session, model, now);
    let parts = pareto.parts.iter();
    let parts = parts.map(|((name, id), n)| json!({ "place": id, "name": name, "threats": n }));
    let unsaid = left::unsaid(session, model);
    print(json!({
        "uuid": session.uuid.to_string(),
        "title": session.title.as_str(),
        "scale": scale(model),
        "threats": standings.iter().map(|s| threat(session, model, s)).collect::<Vec<_>>(),
        "counts": {
            "inherent": counts(model, &left::counted(model, &rated)),
            "residual": counts(model, &left::counted(model, &left)),
            "unrated": unrated.count(),
        },
        "at_line": {
            "level": model.scale().word(line),
            "inherent": at_line(&rated, line),
            "residual": at_line(&left, line),
        },
        "contributors": {
            "parts": parts.collect::<Vec<_>>(),
            "threats": pareto.threats,
            "of": pareto.of,
        },
        "defaults": {
            "strength_unsaid": names(&unsaid.strength),
            "strength_unsaid_counts": model.conventions().points.unsaid,
            "kind_unsaid": names(&unsaid.kind),
            "effort_unsaid": names(&unsaid.effort),
            "effort_unsaid_days": model.conventions().effort_days.unsaid,
        },
    }))
}

/// How one figure came about, line by line.
pub(super) fn why(
    session: &Session,
    model: &Model,
    id: ThreatId,
    lines: &[String],
) -> Result<String, Failure> {
    let standings = left::standings(session, model, model.now());
    let standing = standings.iter().find(|standing| standing.threat == id);
    print(json!({
        "threat": standing.map(|standing| threat(session, model, standing)),
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
            "before": counts(model, &left::counted(model, &before)),
            "after": counts(model, &left::counted(model, &after)),
        },
    }))
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
        "effort_unsaid": names(&found.unsaid_effort),
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

fn threat(session: &Session, model: &Model, standing: &Standing) -> Value {
    let scale = model.scale();
    let word = |level: Option<usize>| level.map(|level| scale.word(level));
    let rated = model.rated(standing.threat).map(|rated| match rated {
        Rated::Single(level) => json!({ "level": scale.word(level) }),
        Rated::Matrix(l, i) => json!({
            "likelihood": scale.likelihood.get(l).map(|step| step.word.as_str()),
            "impact": scale.impact.get(i).map(|step| step.word.as_str()),
        }),
    });
    let by_parts = standing.by_parts.map(|(before, after)| {
        json!({
            "axis": match before.axis {
                Axis::Level => "level",
                Axis::Likelihood => "likelihood",
            },
            "inherent": step(model, before),
            "residual": step(model, after),
        })
    });
    let found = session.threat(standing.threat);
    json!({
        "id": standing.threat.to_string(),
        "text": session.words_of(ItemId::from(standing.threat)),
        "rated": rated,
        "inherent": word(standing.inherent),
        "residual": word(standing.left),
        "from_parts": by_parts,
        "decided": found.and_then(left::decided),
    })
}

fn step(model: &Model, level: Level) -> String {
    let scale = model.scale();
    match level.axis {
        Axis::Level => scale.word(level.at).to_owned(),
        Axis::Likelihood => {
            let step = scale.likelihood.get(level.at);
            step.map_or_else(String::new, |step| step.word.to_string())
        }
    }
}

/// Counts by level, the highest first.
fn counts(model: &Model, counts: &[usize]) -> Vec<Value> {
    let counts = counts.iter().enumerate().rev();
    counts
        .map(|(level, n)| json!({ "level": model.scale().word(level), "threats": n }))
        .collect()
}

fn names(ids: &[MitigationId]) -> Vec<String> {
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
