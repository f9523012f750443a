//! What the meeting came to, in a few lines.

use super::cuts;
use super::rest;
use crate::domain::{NoteKind, Tally};
use crate::export::actions::standing;
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::view::View;

/// What a reader takes away who reads nothing else.
pub(super) fn lines(view: &View) -> Vec<String> {
    let notes = |kind| {
        let texts: Vec<String> = view
            .session
            .notes_of(kind)
            .map(|n| escape(&n.text))
            .collect();
        texts.join("; ")
    };
    let mut lines = Vec::new();
    let mut say = |label: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("- {label}{}", phrase::sentence(&text)));
        }
    };
    say("Why now: ", notes(NoteKind::WhyNow));
    say("In scope: ", notes(NoteKind::InScope));
    say("Out of scope: ", notes(NoteKind::OutOfScope));
    let tally = &view.tally;
    say("", threats_in_short(view));
    say("", actions_in_short(tally));
    say("", questions_in_short(tally));
    if let Some(mean) = tally.confidence_tenths {
        let mean = phrase::tenths(mean);
        say(
            "",
            format!("Confidence that this is good enough to act on: {mean} of 5"),
        );
    }
    say("", rest::come_back(view));
    lines
}

/// How many threats, and how far they are.
pub(in crate::export) fn threats_in_short(view: &View) -> String {
    let (tally, cut) = (&view.tally, cuts::of(view.audience));
    let threat = if cut.plain { "risk" } else { "threat" };
    if tally.threats == 0 {
        return format!("No {threat}s yet");
    }
    let mut parts = Vec::new();
    if tally.high > 0 {
        parts.push(format!("{} rated high or critical", tally.high));
    }
    parts.push(format!(
        "{} with a response, mitigation or action",
        tally.worked_on
    ));
    if tally.deferred > 0 {
        parts.push(format!("{} deferred", tally.deferred));
    }
    format!(
        "{}: {}",
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
