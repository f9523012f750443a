//! Mitigations in sections of their own, for readers who ask for what stops something before they ask what: who tests,
//! runs or answers for it.

use super::threat::said_as;
use crate::domain::{ControlKind, Mitigation, Status};
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::ranking;
use crate::export::view::View;

/// All of them, with how we know that each works; who is still to say so is asked.
pub(in crate::export) fn verified(view: &View) -> Vec<String> {
    let mut lines = lines(view, |_| true);
    let unsaid: Vec<String> = view
        .session
        .mitigations
        .iter()
        .filter(|m| m.verify.is_empty() && !m.was_looked_at())
        .filter(|m| m.works() || m.status.is_picked())
        .map(|m| m.id.to_string())
        .collect();
    if !unsaid.is_empty() {
        lines.push(format!("- No verification yet: {}", phrase::and(&unsaid)));
    }
    lines
}

/// Those that notice something; where none of the top threats would be noticed, that is asked.
pub(super) fn detection(view: &View) -> Vec<String> {
    let mut lines = lines(view, |m| m.kind == Some(ControlKind::Detective));
    let unseen: Vec<String> = ranking::top(view)
        .into_iter()
        .filter(|threat| !view.is_noticed(threat.id))
        .map(|threat| threat.id.to_string())
        .collect();
    if !unseen.is_empty() {
        lines.push(format!("- No detection yet: {}", phrase::and(&unseen)));
    }
    lines
}

/// The others.
pub(super) fn not_detection(view: &View) -> Vec<String> {
    lines(view, |m| m.kind != Some(ControlKind::Detective))
}

/// Those that were picked and are not there yet, which customers may notice; what they will see is asked.
pub(super) fn coming(view: &View) -> Vec<String> {
    let mut lines = lines(view, is_coming);
    let ids: Vec<String> = view
        .session
        .mitigations
        .iter()
        .filter(|m| is_coming(m))
        .map(|m| m.id.to_string())
        .collect();
    if !ids.is_empty() {
        lines.push(format!(
            "- Effect on customers not recorded: {}",
            phrase::and(&ids)
        ));
    }
    lines
}

/// The others.
pub(super) fn not_coming(view: &View) -> Vec<String> {
    lines(view, |m| !is_coming(m))
}

fn is_coming(mitigation: &Mitigation) -> bool {
    mitigation.status.is_picked() && !mitigation.works()
}

/// One line each: those that someone said how to check, then the others, then what was not taken.
fn lines(view: &View, wanted: impl Fn(&Mitigation) -> bool) -> Vec<String> {
    let mut chosen: Vec<&Mitigation> = view
        .session
        .mitigations
        .iter()
        .filter(|m| wanted(m))
        .collect();
    chosen.sort_by_key(|m| {
        (
            m.status == Status::Rejected,
            m.status == Status::CouldDo,
            m.verify.is_empty(),
        )
    });
    chosen.into_iter().map(line).collect()
}

/// `- **M3** Compare file totals (planned, for T2 and T5). To be verified by: a changed file stops the run.`
fn line(mitigation: &Mitigation) -> String {
    let mut marks = vec![mitigation.standing_words()];
    let threats: Vec<String> = mitigation.threats.iter().map(ToString::to_string).collect();
    marks.push(if threats.is_empty() {
        "for no threat".to_owned()
    } else {
        format!("for {}", phrase::and(&threats))
    });
    if !mitigation.also.is_empty() {
        marks.push(format!("also {}", said_as(&mitigation.also)));
    }
    let shown = match mitigation.status {
        Status::Rejected => None,
        _ if mitigation.works() => Some("Verification"),
        _ => Some("To be verified by"),
    };
    let shown = shown.filter(|_| !mitigation.verify.is_empty()).map(|by| {
        let check = escape(&mitigation.verify);
        format!(" {by}: {}", phrase::sentence(&check))
    });
    let words = escape(&mitigation.text);
    format!(
        "- **{}** {} ({}).{}",
        mitigation.id,
        phrase::stem(&words),
        marks.join(", "),
        shown.unwrap_or_default()
    )
}
