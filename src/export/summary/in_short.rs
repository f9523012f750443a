//! What the meeting came to, in a few lines.

use super::brief;
use super::cuts;
use super::over_time;
use super::rest;
use crate::domain::{NoteKind, Tally, Threat};
use crate::export::actions::standing;
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::view::View;
use crate::facts::Standing;

/// What a reader takes away who reads nothing else.
pub(super) fn lines(view: &View) -> Vec<String> {
    let mut lines = scope(view);
    let tally = &view.tally;
    let confidence = confidence(tally);
    let all = [
        threats_in_short(view),
        actions_in_short(tally),
        questions_in_short(tally),
        confidence,
        rest::come_back(view),
    ];
    lines.extend(said(all));
    lines.extend(over_time::in_short(view));
    lines
}

/// The numbers of the first page, which names the open questions instead of counting them.
pub(super) fn numbers(view: &View) -> Vec<String> {
    let mut lines = said([
        threats_in_short(view),
        actions_in_short(&view.tally),
        confidence(&view.tally),
        rest::come_back(view),
    ]);
    lines.extend(over_time::in_short(view));
    lines
}

/// Why the meeting was held, and what it was about.
pub(super) fn scope(view: &View) -> Vec<String> {
    let notes = |label: &str, kind| {
        let texts: Vec<String> = view
            .session
            .notes_of(kind)
            .map(|n| escape(&n.text))
            .collect();
        if texts.is_empty() {
            return String::new();
        }
        format!("{label}: {}", texts.join("; "))
    };
    said([
        notes("Why now", NoteKind::WhyNow),
        notes("In scope", NoteKind::InScope),
        notes("Out of scope", NoteKind::OutOfScope),
    ])
}

/// A line for each of them that says something.
fn said<const N: usize>(all: [String; N]) -> Vec<String> {
    let texts = all.iter().filter(|text| !text.is_empty());
    texts
        .map(|text| format!("- {}", phrase::sentence(text)))
        .collect()
}

fn confidence(tally: &Tally) -> String {
    tally.confidence_tenths.map_or_else(String::new, |mean| {
        let mean = phrase::tenths(mean);
        format!("Confidence that this is good enough to act on: {mean} of 5")
    })
}

/// How many threats, and how far they are. Each is counted once, so that the numbers add up.
pub(in crate::export) fn threats_in_short(view: &View) -> String {
    let (tally, cut) = (&view.tally, cuts::of(view.audience));
    let threat = if cut.plain { "risk" } else { "threat" };
    if tally.threats == 0 {
        return format!("No {threat}s yet");
    }
    let parts: Vec<String> = [
        ((Standing::Decided, false), "decided"),
        ((Standing::InHand, false), "being worked on"),
        (
            (Standing::InHand, true),
            "to be mitigated with no action open",
        ),
        ((Standing::Deferred, false), "deferred"),
        ((Standing::Undecided, false), "with nothing decided"),
    ]
    .into_iter()
    .filter_map(|(wanted, words)| {
        let threats = view.session.threats.iter();
        let stands = |t: &Threat| {
            let standing = view.standing(t.id);
            (
                standing,
                standing == Standing::InHand && brief::is_idle(view, t),
            )
        };
        let n = threats.filter(|t| stands(t) == wanted).count();
        (n > 0).then(|| format!("{n} {words}"))
    })
    .collect();
    let high = match tally.high {
        0 => String::new(),
        1 => "; 1 is rated high or critical".to_owned(),
        n => format!("; {n} are rated high or critical"),
    };
    format!(
        "{}: {}{high}",
        phrase::count(tally.threats, threat),
        parts.join(", ")
    )
}

/// How many action items, and how they stand; nothing when there are none.
pub(in crate::export) fn actions_in_short(tally: &Tally) -> String {
    if tally.actions == 0 {
        return String::new();
    }
    let parts = standing(tally);
    let mut text = format!("{}: {parts}", phrase::count(tally.actions, "action"));
    if tally.open_actions > 0 {
        match tally.unowned_actions {
            0 => text.push_str("; each has an owner"),
            1 => text.push_str("; 1 has no owner yet"),
            n => text.extend(["; ", &n.to_string(), " have no owner yet"]),
        }
    }
    text
}

/// How many questions, and how many are open; nothing when there are none.
pub(in crate::export) fn questions_in_short(tally: &Tally) -> String {
    match (tally.questions, tally.open_questions) {
        (0, _) => String::new(),
        (all, 0) => format!("{}, none open", phrase::count(all, "question")),
        (all, open) => format!("{}, {open} still open", phrase::count(all, "question")),
    }
}
