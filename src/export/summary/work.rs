//! What someone does or finds out: action items and questions, one line each.

use super::threat::said_as;
use crate::domain::{Action, ActionKind, ActionStatus, Question, QuestionState};
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::ranking;
use crate::export::view::{View, by_date, is_open};

/// The wanted action items: open ones by date, then done, then dropped.
pub(super) fn actions(view: &View, wanted: impl Fn(&Action) -> bool) -> Vec<String> {
    let all = || view.session.actions.iter().filter(|a| wanted(a));
    by_date(all().filter(|a| is_open(a)))
        .into_iter()
        .chain(all().filter(|a| a.status == ActionStatus::Done))
        .chain(all().filter(|a| a.status == ActionStatus::Dropped))
        .map(|action| action_line(view, action))
        .collect()
}

/// Those that write down what to do when it happens; the top threats without one are asked about.
pub(super) fn runbooks(view: &View) -> Vec<String> {
    let is_runbook = |a: &Action| a.kind == ActionKind::Runbook;
    let mut lines = actions(view, is_runbook);
    let without: Vec<String> = ranking::top(view)
        .into_iter()
        .filter(|t| !view.steps_for(t.id).iter().any(|a| is_runbook(a)))
        .map(|t| t.id.to_string())
        .collect();
    if !without.is_empty() {
        lines.push(format!("- No runbook yet for {}.", phrase::and(&without)));
    }
    lines
}

/// Those that tell someone something; when there are none, who does is asked.
pub(super) fn telling(view: &View) -> Vec<String> {
    let mut lines = actions(view, |a| a.kind == ActionKind::Tell);
    let told = view.session.actions.iter();
    if !told.clone().any(|a| a.kind == ActionKind::Tell) && !view.session.threats.is_empty() {
        lines.push("- No one is assigned to brief customer-facing staff.".to_owned());
    }
    lines
}

/// `- **A7** Ask partner about file signing: FP, by 16 May 2026, for T2`
fn action_line(view: &View, action: &Action) -> String {
    let words = escape(&action.text);
    let mut parts: Vec<String> = Vec::new();
    match (action.owner, view.label_md(action.owner)) {
        (Some(_), Some(label)) => parts.push(label),
        (Some(_), None) => {}
        (None, _) if is_open(action) => parts.push("no owner yet".to_owned()),
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
pub(super) fn questions(view: &View) -> Vec<String> {
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
        says.push(format!("Also {}.", said_as(&question.also)));
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
            (None, _) => "No owner yet.".to_owned(),
            (Some(_), Some(label)) => format!("Owner: {label}."),
            (Some(_), None) => "Owner: named, not shown.".to_owned(),
        }),
        QuestionState::Moved => {
            let ids: Vec<String> = view
                .actions_for(question.id)
                .iter()
                .map(|a| a.id.to_string())
                .collect();
            says.push(if ids.is_empty() {
                "Became an action.".to_owned()
            } else {
                format!("Became {}.", phrase::and(&ids))
            });
        }
        QuestionState::Answered => {}
        QuestionState::OutOfScope => says.push("Out of scope.".to_owned()),
        QuestionState::Withdrawn => says.push("Withdrawn.".to_owned()),
    }
    format!("- **{}** {}", question.id, says.join(" "))
}
