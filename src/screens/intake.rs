//! An import on its way in: the candidates of a scan one at a time, and what comes of it.

use crate::domain::{Session, Threat};

/// What is known of a candidate besides its words, a line each.
pub(crate) fn about(session: &Session, threat: &Threat) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(threat.severity.map(|s| format!("Severity: {}", s.words())));
    let join = |words: Vec<String>| words.join(", ");
    let places: Vec<String> = threat
        .places
        .iter()
        .map(|place| session.place_words(*place))
        .collect();
    if !places.is_empty() {
        lines.push(format!("Where: {}", join(places)));
    }
    let references: Vec<String> = threat.references.iter().map(ToString::to_string).collect();
    if !references.is_empty() {
        lines.push(format!("See: {}", join(references)));
    }
    let fixes = session.mitigations_for(threat.id);
    lines.extend(fixes.map(|fix| format!("Mitigation: {}", fix.text)));
    let questions = session.questions_about(threat.id.into());
    lines.extend(questions.map(|question| format!("Question: {}", question.text)));
    lines
}
