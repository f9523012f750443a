//! `questions.md`: what the room does not know yet, most important first, then what became of the other questions.

use super::actions::title;
use super::markdown::escape;
use super::phrase;
use super::view::View;
use super::{Kind, Shelf, Takes, one};
use crate::domain::{Question, QuestionState};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "questions",
    file: "questions.md",
    describes: "by rank, with answers",
    shelf: Shelf::People,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Everything,
};

/// The sections, in order.
const SECTIONS: [(QuestionState, &str); 5] = [
    (QuestionState::Open, "Open, most important first"),
    (QuestionState::Moved, "Became actions"),
    (QuestionState::Answered, "Answered"),
    (QuestionState::OutOfScope, "Out of scope"),
    (QuestionState::Withdrawn, "Withdrawn"),
];

/// The whole file.
fn render(view: &View) -> String {
    let mut out = format!(
        "# Questions: {}\n\n{}\n",
        title(&view.session.title),
        head(view)
    );
    for (state, heading) in SECTIONS {
        let of_state = view.session.questions.iter().filter(|q| q.state == state);
        let lines: Vec<String> = of_state
            .enumerate()
            .map(|(place, question)| {
                let mark = if state == QuestionState::Open {
                    format!("{}.", place + 1)
                } else {
                    "-".to_owned()
                };
                format!("{mark} {}", line(view, question))
            })
            .collect();
        if !lines.is_empty() {
            out.extend(["\n## ", heading, "\n\n", &lines.join("\n"), "\n"]);
        }
    }
    out
}

/// How many, as of when.
fn head(view: &View) -> String {
    let tally = &view.tally;
    if tally.questions == 0 {
        return "No questions.".to_owned();
    }
    let mut says = format!(
        "{} on {}: {} open",
        phrase::count(tally.questions, "question"),
        phrase::date(view.today),
        tally.open_questions
    );
    match tally.unowned_questions {
        0 => {}
        1 => says.push_str(", one without an owner"),
        n => says.extend([", ", &n.to_string(), " without an owner"]),
    }
    says + "."
}

/// `**Q4** Does the partner sign files? About T2 Partner file swapped. Now A2 Ask partner: FP, by 16 May 2026.`
fn line(view: &View, question: &Question) -> String {
    let mut says = vec![phrase::sentence(&escape(&question.text))];
    if !question.also.is_empty() {
        let also: Vec<String> = question
            .also
            .iter()
            .map(|words| format!("\"{}\"", escape(words)))
            .collect();
        says.push(format!("Also worded as {}.", phrase::and(&also)));
    }
    if !question.about.is_empty() {
        let about: Vec<String> = question
            .about
            .iter()
            .map(|id| {
                let words = escape(&view.words(*id));
                format!("{id} {}", phrase::stem(&words))
            })
            .collect();
        says.push(phrase::sentence(&format!("About {}", phrase::and(&about))));
    }
    if !question.answer.is_empty() {
        let answer = escape(&question.answer);
        says.push(format!("Answer: {}", phrase::sentence(&answer)));
    }
    if question.state == QuestionState::Open {
        says.push(match (question.owner, view.label_md(question.owner)) {
            (None, _) => "No owner yet.".to_owned(),
            (Some(_), Some(label)) => format!("Owner: {label}."),
            (Some(_), None) => "Owner: named, not shown.".to_owned(),
        });
    }
    let steps: Vec<String> = view
        .actions_for(question.id)
        .iter()
        .map(|action| view.step_md(action))
        .collect();
    match (steps.is_empty(), question.state) {
        (false, QuestionState::Moved) => says.push(format!("Became {}.", steps.join("; "))),
        (false, _) => says.push(format!("In progress: {}.", steps.join("; "))),
        (true, QuestionState::Moved) => {
            says.push("No action refers to it.".to_owned());
        }
        (true, _) => {}
    }
    format!("**{}** {}", question.id, says.join(" "))
}
