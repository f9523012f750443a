//! `summary.md`: one page for somebody who was not in the room, always in the same order.
//!
//! What is still open comes first, then what was decided, then the rest. A section without content is left out. Who
//! said what stays in the session file; named are only those who decided, own something or were there. Hands are shown
//! as a mean, as the lowest hand is a person.

pub(super) mod gaps;
mod rest;
mod threats;

use super::actions::{standing, title};
use super::markdown::escape;
use super::phrase;
use super::view::{View, by_date, is_open};
use super::{Kind, Shelf, one};
use crate::domain::{Action, ActionStatus, NoteKind, Question, QuestionState, SessionKind, Tally};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "summary",
    file: "summary.md",
    describes: "one page for everyone",
    shelf: Shelf::People,
    write: |view| one(&KIND, render(view)),
};

/// The whole file.
fn render(view: &View) -> String {
    let mut out = format!("# {}\n\n{}\n", title(&view.session.title), head(view));
    let sections = [
        ("Still open", gaps::lines(view)),
        ("In short", in_short(view)),
        ("Decisions", threats::decisions(view)),
        ("Top threats", threats::top(view)),
        ("Actions", actions(view)),
        ("Questions", questions(view)),
        ("Put off on purpose", threats::put_off(view)),
        ("Assumptions", rest::assumptions(view)),
        ("Also on the list", threats::also(view)),
        ("Kept for later", rest::parked(view)),
        ("Who was there", rest::people(view)),
        ("We meet again", rest::again(view)),
        ("What we looked at", rest::system(view)),
        ("About the meeting itself", rest::feedback(view)),
    ];
    for (heading, lines) in sections {
        if !lines.is_empty() {
            out.extend(["\n## ", heading, "\n\n", &lines.join("\n"), "\n"]);
        }
    }
    out
}

/// `Threat model session, 9 May 2026, 84 minutes, 8 people`.
pub(super) fn head(view: &View) -> String {
    let session = view.session;
    let mut parts = vec![
        match session.kind {
            SessionKind::Meeting => "Threat model session",
            SessionKind::OneThreat => "One threat, thought through",
            SessionKind::Whiteboard => "Whiteboard session",
        }
        .to_owned(),
    ];
    if let Some(started) = session.started() {
        parts.push(phrase::date(started.date_naive()));
    }
    if let (Some(first), [_, _, ..]) = (session.sittings.first(), session.sittings.as_slice()) {
        parts.push(format!(
            "meeting {} since {}",
            session.sittings.len(),
            phrase::date(first.started.date_naive())
        ));
    }
    if let Ok(minutes @ 1..) = usize::try_from(view.tally.minutes) {
        parts.push(phrase::count(minutes, "minute"));
    }
    match session.participants.iter().filter(|p| !p.absent).count() {
        0 => {}
        1 => parts.push("1 person".to_owned()),
        n => parts.push(format!("{n} people")),
    }
    parts.join(", ")
}

/// What a reader takes away who reads nothing else.
fn in_short(view: &View) -> Vec<String> {
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
    say("Left out: ", notes(NoteKind::OutOfScope));
    let tally = &view.tally;
    say("", threats_in_short(tally));
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
pub(super) fn threats_in_short(tally: &Tally) -> String {
    if tally.threats == 0 {
        return "No threats yet".to_owned();
    }
    let mut parts = Vec::new();
    if tally.high > 0 {
        parts.push(format!("{} rated high or critical", tally.high));
    }
    parts.push(format!("{} worked on", tally.worked_on));
    if tally.put_off > 0 {
        parts.push(format!("{} put off on purpose", tally.put_off));
    }
    format!(
        "{}: {}",
        phrase::count(tally.threats, "threat"),
        parts.join(", ")
    )
}

/// How many action items, and how they stand; nothing when there are none.
pub(super) fn actions_in_short(tally: &Tally) -> String {
    if tally.actions == 0 {
        return String::new();
    }
    let parts = standing(tally);
    let mut text = format!("{}: {parts}", phrase::count(tally.actions, "action"));
    if tally.open_actions > 0 {
        match tally.unowned_actions {
            0 => text.push_str("; each has an owner"),
            1 => text.push_str("; one has no owner yet"),
            n => text.extend(["; ", &n.to_string(), " have no owner yet"]),
        }
    }
    text
}

/// How many questions, and how many are open; nothing when there are none.
pub(super) fn questions_in_short(tally: &Tally) -> String {
    match (tally.questions, tally.open_questions) {
        (0, _) => String::new(),
        (all, 0) => format!("{}, none open", phrase::count(all, "question")),
        (all, open) => format!("{}, {open} still open", phrase::count(all, "question")),
    }
}

/// Every action item: open ones by date, then done, then dropped.
fn actions(view: &View) -> Vec<String> {
    let all = || view.session.actions.iter();
    by_date(all().filter(|a| is_open(a)))
        .into_iter()
        .chain(all().filter(|a| a.status == ActionStatus::Done))
        .chain(all().filter(|a| a.status == ActionStatus::Dropped))
        .map(|action| action_line(view, action))
        .collect()
}

/// `- **A7** Ask partner about file signing: FP, by 16 May 2026, for T2`
fn action_line(view: &View, action: &Action) -> String {
    let words = escape(&action.text);
    let mut parts: Vec<String> = Vec::new();
    match (action.owner, view.label_md(action.owner)) {
        (Some(_), Some(label)) => parts.push(label),
        (Some(_), None) => {}
        (None, _) if is_open(action) => parts.push("nobody yet".to_owned()),
        (None, _) => {}
    }
    parts.push(match action.status {
        ActionStatus::Open => view.by_when(action),
        other => other.words().to_owned(),
    });
    if !action.about.is_empty() {
        let ids: Vec<String> = action.about.iter().map(ToString::to_string).collect();
        parts.push(format!("for {}", phrase::and(&ids)));
    }
    if let Some(key) = action.external.as_ref().filter(|key| !key.is_empty()) {
        parts.push(format!("tracked as {}", escape(key)));
    }
    let gap = if words.ends_with(['?', '!', ':']) {
        ""
    } else {
        ":"
    };
    format!(
        "- **{}** {}{gap} {}",
        action.id,
        phrase::stem(&words),
        parts.join(", ")
    )
}

/// Every question: open ones by rank, then those that became action items, then the answered, then the rest.
fn questions(view: &View) -> Vec<String> {
    let mut sorted: Vec<&Question> = view.session.questions.iter().collect();
    sorted.sort_by_key(|q| match q.state {
        QuestionState::Open => 0,
        QuestionState::Moved => 1,
        QuestionState::Answered => 2,
        QuestionState::OutOfScope | QuestionState::Withdrawn => 3,
    });
    sorted.into_iter().map(|q| question_line(view, q)).collect()
}

fn question_line(view: &View, question: &Question) -> String {
    let mut says = vec![phrase::sentence(&escape(&question.text))];
    if !question.also.is_empty() {
        says.push(format!("Also {}.", threats::said_as(&question.also)));
    }
    if !question.about.is_empty() {
        let ids: Vec<String> = question.about.iter().map(ToString::to_string).collect();
        says.push(format!("(About {}.)", phrase::and(&ids)));
    }
    if !question.answer.is_empty() {
        let answer = escape(&question.answer);
        says.push(format!("Answer: {}", phrase::sentence(&answer)));
    }
    match question.state {
        QuestionState::Open => says.push(match (question.owner, view.label_md(question.owner)) {
            (None, _) => "Nobody owns this yet.".to_owned(),
            (Some(_), Some(label)) => format!("{label} will find out."),
            (Some(_), None) => "Somebody will find out.".to_owned(),
        }),
        QuestionState::Moved => {
            let ids: Vec<String> = view
                .actions_for(question.id)
                .iter()
                .map(|a| a.id.to_string())
                .collect();
            says.push(if ids.is_empty() {
                "Now an action.".to_owned()
            } else {
                format!("Now {}.", phrase::and(&ids))
            });
        }
        QuestionState::Answered => {}
        QuestionState::OutOfScope => says.push("Not ours to answer.".to_owned()),
        QuestionState::Withdrawn => says.push("Withdrawn.".to_owned()),
    }
    format!("- **{}** {}", question.id, says.join(" "))
}
