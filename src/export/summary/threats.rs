//! The threats on the page, each in full exactly where a reader looks for it: decided, at the top, put off, or on the
//! list.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::domain::{Mitigation, Place, ResponseKind, Severity, Status, Text, Threat};
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::view::{View, is_open};

/// How many threats at least are shown in depth when fewer are rated high: what a room works through in a meeting.
const TOP: usize = 5;

/// Threats with a response other than reduce: what, why, who, when.
pub(super) fn decisions(view: &View) -> Vec<String> {
    let decided = view.session.threats.iter().filter(|t| is_decided(t));
    decided
        .filter_map(|threat| {
            let response = threat.response.as_ref()?;
            let reason = if response.reason.is_empty() {
                "No reason given.".to_owned()
            } else {
                phrase::sentence(&escape(&response.reason))
            };
            let on = phrase::date(response.at.date_naive());
            let who = match view.label_md(response.by) {
                Some(label) => format!("Decided by {label}, {on}."),
                None => format!("Decided on {on}."),
            };
            let mut says = vec![reason];
            if !response.evidence.is_empty() {
                says.push(format!(
                    "Shown by: {}",
                    phrase::sentence(&escape(&response.evidence))
                ));
            }
            says.push(who);
            says.extend(pieces(view, threat));
            Some(format!(
                "- **{}:** {} {}",
                phrase::capital(response.kind.words()),
                phrase::sentence(&named(view, threat)),
                says.join(" ")
            ))
        })
        .collect()
}

/// The threats that matter most, the worst first, with all that belongs to them.
pub(super) fn top(view: &View) -> Vec<String> {
    let mut lines = Vec::new();
    for (place, threat) in ranked(view).0.into_iter().enumerate() {
        let indent = format!("{}. ", place + 1);
        lines.push(format!(
            "{indent}**{}** ({}{})",
            escape(&threat.text),
            marks(view, threat),
            view.votes(threat.id)
                .map_or_else(String::new, |votes| format!(", {}", voted(votes)))
        ));
        let pieces = pieces(view, threat);
        let says = if pieces.is_empty() {
            vec!["Nothing decided yet.".to_owned()]
        } else {
            pieces
        };
        let margin = " ".repeat(indent.len());
        lines.extend(says.into_iter().map(|piece| format!("{margin}- {piece}")));
    }
    lines
}

/// Threats put off on purpose, with their reason and date said once.
pub(super) fn put_off(view: &View) -> Vec<String> {
    type Key<'a> = (&'a Text, Option<NaiveDate>);
    let mut place: HashMap<Key, usize> = HashMap::new();
    let mut groups: Vec<(Key, Vec<&Threat>)> = Vec::new();
    for threat in &view.session.threats {
        let Some(deferral) = &threat.deferred else {
            continue;
        };
        let key = (&deferral.reason, deferral.until);
        let place = *place.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, threats)) => threats.push(threat),
            None => groups.push((key, vec![threat])),
        }
    }
    let mut lines = Vec::new();
    for ((reason, until), threats) in groups {
        let until = until.map_or("No date".to_owned(), |on| {
            format!("Until {}", phrase::date(on))
        });
        let reason = if reason.is_empty() {
            "no reason given".to_owned()
        } else {
            escape(reason)
        };
        lines.push(format!("- **{until}:** {}", phrase::sentence(&reason)));
        for threat in threats {
            // What was decided is said in full among the decisions.
            let rest = if is_decided(threat) {
                Vec::new()
            } else {
                pieces(view, threat)
            };
            lines.push(format!("  - {}", joined(&named(view, threat), &rest)));
        }
    }
    lines
}

/// Every threat that is not elsewhere on the page, and mitigations that answer none.
pub(super) fn also(view: &View) -> Vec<String> {
    let mut lines: Vec<String> = ranked(view)
        .1
        .into_iter()
        .map(|threat| format!("- {}", joined(&named(view, threat), &pieces(view, threat))))
        .collect();
    let orphans = view
        .session
        .mitigations
        .iter()
        .filter(|m| m.threats.is_empty());
    lines.extend(orphans.map(|m| {
        let what = mitigation(m, Some(m.status));
        format!(
            "- For no threat on this list: {}",
            joined(&what, &verified_by(&[m]))
        )
    }));
    lines
}

/// `said as "a" and "b"`.
pub(super) fn said_as(wordings: &[Text]) -> String {
    let quoted: Vec<String> = wordings
        .iter()
        .map(|w| format!("\"{}\"", escape(w)))
        .collect();
    format!("said as {}", phrase::and(&quoted))
}

fn is_decided(threat: &Threat) -> bool {
    let response = threat.response.as_ref();
    response.is_some_and(|r| r.kind != ResponseKind::Reduce)
}

/// Those shown in depth, in the order of question 3, and the others in the order of the room. All that are rated high
/// or critical are shown in depth, then the next that the room worked on or voted for, up to [`TOP`]. Before anybody
/// voted the worst come first.
fn ranked<'a>(view: &View<'a>) -> (Vec<&'a Threat>, Vec<&'a Threat>) {
    let (mut top, mut rest): (Vec<&Threat>, Vec<&Threat>) = view
        .session
        .threats
        .iter()
        .filter(|t| !is_decided(t) && t.deferred.is_none())
        .partition(|t| t.severity.is_some_and(Severity::is_high));
    let votes = |t: &Threat| view.votes(t.id).unwrap_or_default();
    let rank = |t: &&Threat| (std::cmp::Reverse(votes(t)), std::cmp::Reverse(t.severity));
    let worked_on = |t: &Threat| {
        t.response.is_some()
            || votes(t) > 0
            || !view.mitigations_for(t.id).is_empty()
            || !view.steps_for(t.id).is_empty()
    };
    let mut next: Vec<&Threat> = rest.iter().copied().filter(|t| worked_on(t)).collect();
    next.sort_by_key(rank);
    // A high threat that nobody voted for is shown too, but not in the place of one that the room chose.
    let chosen = top.iter().filter(|t| view.votes(t.id) != Some(0)).count();
    next.truncate(TOP.saturating_sub(chosen));
    let picked: HashSet<_> = next.iter().map(|t| t.id).collect();
    rest.retain(|t| !picked.contains(&t.id));
    top.extend(next);
    top.sort_by_key(rank);
    (top, rest)
}

/// `no votes`, `7 votes`: how many, and never whose.
fn voted(votes: u32) -> String {
    match votes {
        0 => "no votes".to_owned(),
        n => phrase::count(usize::try_from(n).unwrap_or(usize::MAX), "vote"),
    }
}

/// `Partner file swapped (T2, high, sftp)`.
fn named(view: &View, threat: &Threat) -> String {
    format!("{} ({})", escape(&threat.text), marks(view, threat))
}

/// The sentence about a threat, then what belongs to it.
fn joined(words: &str, pieces: &[String]) -> String {
    if pieces.is_empty() {
        return words.to_owned();
    }
    format!("{} {}", phrase::sentence(words), pieces.join(" "))
}

/// Id, former ids, severity, places.
fn marks(view: &View, threat: &Threat) -> String {
    let mut marks = vec![threat.id.to_string()];
    if !threat.merged.is_empty() {
        let ids: Vec<String> = threat.merged.iter().map(ToString::to_string).collect();
        marks.push(format!("includes {}", phrase::and(&ids)));
    }
    marks.extend(threat.severity.map(|s| s.words().to_owned()));
    let places: Vec<String> = threat
        .places
        .iter()
        .filter(|place| **place != Place::Whole)
        .map(|place| escape(&view.session.place_words(*place)))
        .collect();
    if !places.is_empty() {
        marks.push(format!("at {}", phrase::and(&places)));
    }
    if threat.places.contains(&Place::Whole) {
        marks.push(view.session.place_words(Place::Whole));
    }
    marks.join(", ")
}

/// Everything that belongs to a threat, a sentence each, in the order of question 3.
fn pieces(view: &View, threat: &Threat) -> Vec<String> {
    let mut says = Vec::new();
    if !threat.also.is_empty() {
        says.push(format!("Also {}.", said_as(&threat.also)));
    }
    if !threat.business_risk.is_empty() {
        let risk = escape(&threat.business_risk);
        says.push(format!("What we would lose: {}", phrase::sentence(&risk)));
    }
    let all = view.mitigations_for(threat.id);
    let group = |label: &str, plain: Status, wanted: &dyn Fn(Status) -> bool| {
        let found: Vec<String> = all
            .iter()
            .filter(|m| wanted(m.status))
            .map(|m| mitigation(m, Some(m.status).filter(|s| *s != plain)))
            .collect();
        (!found.is_empty()).then(|| format!("{label}: {}.", found.join("; ")))
    };
    says.extend(group("In place", Status::InPlace, &Status::works_now));
    let picked = |s: Status| s.is_picked() && !s.works_now();
    says.extend(group("We will", Status::Planned, &picked));
    says.extend(group("We could", Status::CouldDo, &|s| {
        s == Status::CouldDo
    }));
    says.extend(group("Not taken", Status::Rejected, &|s| {
        s == Status::Rejected
    }));
    says.extend(verified_by(all));
    if let Some(response) = threat
        .response
        .as_ref()
        .filter(|r| r.kind == ResponseKind::Reduce)
    {
        if !response.reason.is_empty() {
            let reason = escape(&response.reason);
            says.push(format!(
                "We reduce it because: {}",
                phrase::sentence(&reason)
            ));
        } else if all.is_empty() {
            says.push("We want to reduce it; how is still open.".to_owned());
        }
    }
    says.extend(next_steps(view, threat));
    let questions: Vec<String> = view
        .questions_about(threat.id)
        .iter()
        .map(|q| q.id.to_string())
        .collect();
    if !questions.is_empty() {
        says.push(format!("Asked: {}.", phrase::and(&questions)));
    }
    if !threat.references.is_empty() {
        let see: Vec<String> = threat.references.iter().map(|r| escape(r)).collect();
        says.push(format!("See {}.", phrase::and(&see)));
    }
    says
}

/// `Short token life (M1)`, `Signed files (M2, in progress; also said as "…")`.
fn mitigation(mitigation: &Mitigation, status: Option<Status>) -> String {
    let mut marks = mitigation.id.to_string();
    if let Some(status) = status {
        marks.extend([", ", status.words()]);
    }
    let words = escape(&mitigation.text);
    if !mitigation.also.is_empty() {
        marks.extend(["; also ", &said_as(&mitigation.also)]);
    }
    format!("{} ({marks})", phrase::stem(&words))
}

/// How we will know that each of these works.
fn verified_by(mitigations: &[&Mitigation]) -> Vec<String> {
    mitigations
        .iter()
        .filter(|m| !m.verify.is_empty() && m.status != Status::Rejected)
        .map(|m| {
            format!(
                "How we know that {} works: {}",
                m.id,
                phrase::sentence(&escape(&m.verify))
            )
        })
        .collect()
}

/// The action items for a threat: `Next: A1, Ed, by 30 May 2026.`
fn next_steps(view: &View, threat: &Threat) -> Option<String> {
    let steps: Vec<String> = view
        .steps_for(threat.id)
        .iter()
        .map(|action| {
            let mut parts = vec![action.id.to_string()];
            if is_open(action) {
                match (action.owner, view.label_md(action.owner)) {
                    (Some(_), label) => parts.extend(label),
                    (None, _) => parts.push("nobody yet".to_owned()),
                }
                parts.push(view.by_when(action));
            } else {
                parts.push(action.status.words().to_owned());
            }
            parts.join(", ")
        })
        .collect();
    (!steps.is_empty()).then(|| format!("Next: {}.", steps.join("; ")))
}
