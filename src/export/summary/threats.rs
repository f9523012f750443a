//! The threats on the page, each in full exactly where a reader looks for it: decided, at the top, put off, or on the
//! list.

use std::collections::HashMap;

use super::cuts::Cut;
use super::threat::{joined, marks, mitigation, named, pieces, verified_by};
use crate::domain::{ParticipantId, ResponseKind, Text, Threat, Until};
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::ranking::{is_decided, ranked, top as top_of};
use crate::export::view::View;

/// Threats with a response other than reduce: what, why, who, when; where it is wanted, until when.
pub(super) fn decisions(view: &View, cut: &Cut, until: bool) -> Vec<String> {
    let decided = view.session.threats.iter().filter(|t| is_decided(t));
    decided
        .filter_map(|threat| {
            let response = threat.response.as_ref()?;
            let reason = if response.reason.is_empty() {
                "No reason recorded.".to_owned()
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
                    "Evidence: {}",
                    phrase::sentence(&escape(&response.evidence))
                ));
            }
            says.push(who);
            if until {
                says.push(until_when(view, threat));
            } else if let Some(until) = &response.until {
                let until = escape(&phrase::until(until));
                says.push(format!("Until {}", phrase::sentence(&until)));
            }
            says.extend(pieces(view, threat, cut));
            Some(format!(
                "- **{}:** {} {}",
                kind_words(response.kind, cut),
                phrase::sentence(&named(view, threat)),
                says.join(" ")
            ))
        })
        .collect()
}

/// The threats that matter most, the worst first, with all that belongs to them.
pub(super) fn top(view: &View, cut: &Cut) -> Vec<String> {
    let mut lines = Vec::new();
    for (place, threat) in top_of(view).into_iter().enumerate() {
        let indent = format!("{}. ", place + 1);
        lines.push(format!(
            "{indent}**{}** ({}{})",
            escape(&threat.text),
            marks(view, threat),
            view.votes(threat.id)
                .map_or_else(String::new, |votes| format!(", {}", voted(votes)))
        ));
        let says = pieces(view, threat, cut);
        let margin = " ".repeat(indent.len());
        lines.extend(says.into_iter().map(|piece| format!("{margin}- {piece}")));
    }
    lines
}

/// The same, then a line that asks what would be lost where no one said it.
pub(super) fn top_with_loss(view: &View, cut: &Cut) -> Vec<String> {
    let mut lines = top(view, cut);
    let unsaid: Vec<String> = top_of(view)
        .into_iter()
        .filter(|threat| view.session.business_words(threat).is_empty())
        .map(|threat| threat.id.to_string())
        .collect();
    if !unsaid.is_empty() {
        lines.push(String::new());
        lines.push(format!(
            "Business impact not stated: {}.",
            phrase::and(&unsaid)
        ));
    }
    lines
}

/// The threats that matter most, each on one line.
pub(super) fn top_in_short(view: &View, cut: &Cut) -> Vec<String> {
    let top = top_of(view).into_iter();
    top.map(|threat| on_one_line(view, threat, cut)).collect()
}

/// Threats put off on purpose, with their reason and date said once.
pub(super) fn put_off(view: &View, cut: &Cut) -> Vec<String> {
    type Key<'a> = (&'a Text, Option<ParticipantId>, Option<&'a Until>);
    let mut place: HashMap<Key, usize> = HashMap::new();
    let mut groups: Vec<(Key, Vec<&Threat>)> = Vec::new();
    for threat in &view.session.threats {
        let Some(deferral) = &threat.deferred else {
            continue;
        };
        let key = (&deferral.reason, deferral.by, deferral.until.as_ref());
        let place = *place.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, threats)) => threats.push(threat),
            None => groups.push((key, vec![threat])),
        }
    }
    let mut lines = Vec::new();
    for ((reason, by, until), threats) in groups {
        let until = until.map_or("No date".to_owned(), |until| {
            format!("Until {}", phrase::until(until))
        });
        let reason = if reason.is_empty() {
            "no reason recorded".to_owned()
        } else {
            escape(reason)
        };
        let who = view.label_md(by);
        let who = who.map_or_else(String::new, |who| format!(" Decided by {who}."));
        let reason = phrase::sentence(&reason);
        lines.push(format!("- **{until}:** {reason}{who}"));
        for threat in threats {
            // What was decided is said in full among the decisions.
            let rest = if is_decided(threat) {
                Vec::new()
            } else {
                pieces(view, threat, cut)
            };
            lines.push(format!("  - {}", joined(&named(view, threat), &rest)));
        }
    }
    lines
}

/// Every threat that is not elsewhere on the page, and mitigations that answer none.
pub(super) fn also(view: &View, cut: &Cut) -> Vec<String> {
    let mut lines: Vec<String> = ranked(view)
        .1
        .into_iter()
        .map(|threat| on_one_line(view, threat, cut))
        .collect();
    if cut.apart {
        return lines;
    }
    let orphans = view
        .session
        .mitigations
        .iter()
        .filter(|m| m.threats.is_empty());
    lines.extend(orphans.map(|m| {
        let what = mitigation(m, &m.standing_words());
        format!("- For no threat: {}", joined(&what, &verified_by(&[m])))
    }));
    lines
}

fn on_one_line(view: &View, threat: &Threat, cut: &Cut) -> String {
    let pieces = pieces(view, threat, cut);
    format!("- {}", joined(&named(view, threat), &pieces))
}

/// What was decided, in a word or in plain words.
pub(super) fn kind_words(kind: ResponseKind, cut: &Cut) -> String {
    match (kind, cut.plain) {
        (ResponseKind::Accept, true) => "Accepted".to_owned(),
        (ResponseKind::Transfer, true) => "Transferred to someone else".to_owned(),
        (ResponseKind::Avoid, true) => "Avoided by not doing it".to_owned(),
        (ResponseKind::NotApplicable, true) => "Not applicable".to_owned(),
        (kind, _) => phrase::capital(kind.words()),
    }
}

/// How long a decision holds: until the date to which it was put off, or the next look at the whole.
fn until_when(view: &View, threat: &Threat) -> String {
    let put_off = threat.deferred.as_ref().and_then(|d| d.until.as_ref());
    let decided = threat.response.as_ref().and_then(|r| r.until.as_ref());
    let own = decided.or(put_off).map(phrase::until);
    match own.or_else(|| view.session.revisit.map(phrase::date)) {
        Some(until) => format!("Valid until {until}, then reviewed."),
        None => "No end date yet.".to_owned(),
    }
}

/// `no votes`, `7 votes`: how many, and never whose.
fn voted(votes: u32) -> String {
    match votes {
        0 => "no votes".to_owned(),
        n => phrase::count(usize::try_from(n).unwrap_or(usize::MAX), "vote"),
    }
}
