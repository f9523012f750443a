//! An import on its way in: the candidates of a scan one at a time, and what comes of it.

use super::{Deed, Room, Row};
use crate::domain::{Session, Threat};
use crate::keys::Screen;

/// The candidates of a scan: their row in the table of screens.
pub(super) const REVIEW: Room = Room {
    id: Screen::Review,
    title: "Candidates of a file.",
    asks: "Does this affect us? Nothing is saved until the end.",
    rows: |look, _| (0..look.incoming.asked.0).map(Row::Candidate).collect(),
    selected: |look, _| selected(look.incoming.asked).map(Row::Candidate),
    travel: |look, _, _, by| Deed::Pick(Row::Candidate(moved(look.incoming.asked, by))),
    ..Room::BARE
};

/// What comes of it: its row in the table of screens.
pub(super) const IMPORT: Room = Room {
    id: Screen::Import,
    title: "What a file brings.",
    asks: "Not saved yet. Press Enter to import it as one change.",
    rows: |look, _| (0..look.incoming.items.0).map(Row::Incoming).collect(),
    selected: |look, _| selected(look.incoming.items).map(Row::Incoming),
    travel: |look, _, _, by| Deed::Pick(Row::Incoming(moved(look.incoming.items, by))),
    ..Room::BARE
};

fn selected((count, at): (usize, usize)) -> Option<usize> {
    (at < count).then_some(at)
}

fn moved((count, at): (usize, usize), by: isize) -> usize {
    at.saturating_add_signed(by).min(count.saturating_sub(1))
}

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
