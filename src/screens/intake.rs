//! An import on its way in: the candidates of a scan or of a transcript one at a time, and what comes of it.

use super::{Deed, Room, Row};
use crate::catalogue::references;
use crate::domain::{Session, Threat, says};
use crate::import::verdict::Verdict;
use crate::keys::Screen;
use crate::keys::verb::Verb;

/// The candidates of a scan: their row in the table of screens.
pub(super) const REVIEW: Room = Room {
    id: Screen::Review,
    title: "Candidates of a file.",
    left_for: Some(Screen::GoWrong),
    asks: || "Does this affect us? Nothing is saved until the end.".into(),
    rows: |look, _| (0..look.incoming.asked.0).map(Row::Candidate).collect(),
    selected: |look, _| selected(look.incoming.asked).map(Row::Candidate),
    means: |_, _, verb| match verb {
        Verb::TakeCandidate | Verb::Open => Deed::Import(Step::Decide(Verdict::Take)),
        Verb::ParkCandidate => Deed::Import(Step::Decide(Verdict::Park)),
        Verb::NotHere => Deed::Import(Step::AskWhy),
        verb => one_by_one(verb),
    },
    travel: |look, _, _, by| Deed::Pick(Row::Candidate(moved(look.incoming.asked, by))),
    ..Room::BARE
};

/// The candidates of a transcript: their row in the table of screens.
pub(super) const HEARD: Room = Room {
    id: Screen::Heard,
    title: "What was said.",
    left_for: Some(Screen::GoWrong),
    asks: || {
        "Is this a threat, a question, or nothing to keep? Nothing is saved until the end.".into()
    },
    means: |_, _, verb| match verb {
        Verb::Open => Deed::Import(Step::Usual),
        Verb::Threat => Deed::Import(Step::Decide(Verdict::Take)),
        Verb::Question => Deed::Import(Step::Decide(Verdict::Ask)),
        Verb::Park => Deed::Import(Step::Decide(Verdict::Park)),
        Verb::NotHere => Deed::Import(Step::Decide(Verdict::Skip)),
        Verb::Owner => Deed::Import(Step::Speaker),
        Verb::SkipRest => Deed::Import(Step::SkipRest),
        verb => one_by_one(verb),
    },
    ..REVIEW
};

/// What comes of it: its row in the table of screens.
pub(super) const IMPORT: Room = Room {
    id: Screen::Import,
    title: "What a file brings.",
    left_for: Some(Screen::GoWrong),
    asks: || {
        says![
            "Not saved yet. Press ",
            Verb::Open,
            " to import it as one change."
        ]
    },
    rows: |look, _| (0..look.incoming.items.0).map(Row::Incoming).collect(),
    selected: |look, _| selected(look.incoming.items).map(Row::Incoming),
    means: |_, _, verb| match verb {
        Verb::Open => Deed::Import(Step::Take),
        Verb::ScrollLeft => Deed::Import(Step::Review),
        verb => both(verb),
    },
    travel: |look, _, _, by| Deed::Pick(Row::Incoming(moved(look.incoming.items, by))),
    ..Room::BARE
};

/// A step through an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Decide about the candidate that is shown.
    Decide(Verdict),
    /// Make of the shown candidate what its words suggest.
    Usual,
    /// Let who said the shown candidate come into the meeting, or not.
    Speaker,
    /// Leave out all candidates that are left.
    SkipRest,
    /// Ask why it does not affect us.
    AskWhy,
    /// Take all candidates that are left.
    TakeRest,
    /// Take the last decision back.
    TakeBack,
    /// Look at another candidate or item, as this verb moves.
    LookAt(Verb),
    /// Go back to the candidates.
    Review,
    /// Take over what is shown.
    Take,
    /// Leave without importing.
    Drop,
}

/// What a verb means wherever candidates are decided about.
fn one_by_one(verb: Verb) -> Deed {
    match verb {
        Verb::TakeRest => Deed::Import(Step::TakeRest),
        Verb::Undo => Deed::Import(Step::TakeBack),
        Verb::ScrollLeft => Deed::Import(Step::LookAt(Verb::Up)),
        Verb::ScrollRight => Deed::Import(Step::LookAt(Verb::Down)),
        verb => both(verb),
    }
}

/// What a verb means on all screens of an import.
fn both(verb: Verb) -> Deed {
    match verb {
        Verb::Back => Deed::Import(Step::Drop),
        Verb::Up | Verb::Down | Verb::PageUp | Verb::PageDown | Verb::First | Verb::Last => {
            Deed::Import(Step::LookAt(verb))
        }
        _ => Deed::Usual,
    }
}

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
    let references: Vec<String> = threat.references.iter().map(references::words).collect();
    if !references.is_empty() {
        lines.push(format!("See: {}", join(references)));
    }
    let fixes = session.mitigations_for(threat.id);
    lines.extend(fixes.map(|fix| format!("Mitigation: {}", fix.text)));
    let questions = session.questions_about(threat.id.into());
    lines.extend(questions.map(|question| format!("Question: {}", question.text)));
    lines
}
