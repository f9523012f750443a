//! One threat with everything that belongs to it, as Markdown to be pasted into a ticket, a chat or a review.

use super::markdown::escape;
use super::phrase;
use super::ranking::is_decided;
use super::summary::threat::{marks, see};
use super::view::View;
use super::{File, Options};
use crate::domain::{Question, QuestionState, Session, Status, Threat, ThreatId};

/// The threat with this id, in a file that bears its id: `T3.md`. `None` when the session has no such threat.
pub fn one_threat(session: &Session, id: ThreatId, options: &Options) -> Option<File> {
    let view = View::new(session, options);
    let threat = session.threat(id)?;
    let mut contents = format!("## {}\n\n", escape(&threat.text));
    for line in lines(&view, threat) {
        contents.extend([&line, "\n"]);
    }
    Some(File {
        name: format!("{}.md", threat.id),
        contents,
    })
}

fn lines(view: &View, threat: &Threat) -> Vec<String> {
    let mut lines = vec![format!("- **Threat** {}", marks(view, threat))];
    if !threat.also.is_empty() {
        let also: Vec<String> = threat.also.iter().map(|words| escape(words)).collect();
        lines.push(format!("- **Also worded as:** {}", also.join("; ")));
    }
    if threat.severity.is_none() {
        lines.push("- **Severity:** not rated yet".to_owned());
    }
    let impact = view.session.business_words(threat);
    if !impact.is_empty() {
        let risk = phrase::sentence(&escape(&impact));
        lines.push(format!("- **Business impact:** {risk}"));
    }
    lines.push(response(view, threat));
    lines.extend(threat.deferred.as_ref().map(|deferral| {
        let until = deferral.until.as_ref().map_or_else(String::new, |until| {
            format!(" until {}", phrase::until(until))
        });
        let reason = if deferral.reason.is_empty() {
            "No reason recorded.".to_owned()
        } else {
            phrase::sentence(&escape(&deferral.reason))
        };
        let who = view.label_md(deferral.by);
        let who = who.map_or_else(String::new, |who| format!(" Decided by {who}."));
        format!("- **Deferred{until}:** {reason}{who}")
    }));
    // Where the room decided to do nothing, nothing is missing.
    let waits = is_decided(threat) || threat.deferred.is_some();
    let asks = |asks| if waits { "" } else { asks };
    list(
        &mut lines,
        "Mitigations",
        asks("No mitigations yet."),
        mitigations(view, threat),
    );
    let questions = view.questions_about(threat.id).iter();
    list(
        &mut lines,
        "Questions",
        "",
        questions.map(|q| question(view, q)).collect(),
    );
    let steps = view.steps_for(threat.id).iter();
    list(
        &mut lines,
        "Actions",
        asks("No actions yet."),
        steps.map(|action| view.step_md(action)).collect(),
    );
    let rests = view.session.assumptions.iter();
    let rests = rests.filter(|a| a.about.contains(&threat.id.into()));
    let rests = rests.map(|a| format!("{} {}", a.id, phrase::sentence(&escape(&a.text))));
    list(&mut lines, "Depends on assumptions", "", rests.collect());
    lines.extend(see(threat).map(|see| format!("- {see}")));
    lines
}

/// `- **Questions**` with its lines below, or what is asked when there are none.
fn list(lines: &mut Vec<String>, label: &str, asks: &str, says: Vec<String>) {
    match (says.is_empty(), asks) {
        (true, "") => {}
        (true, asks) => lines.push(format!("- **{label}:** {asks}")),
        (false, _) => {
            lines.push(format!("- **{label}:**"));
            lines.extend(says.into_iter().map(|line| format!("  - {line}")));
        }
    }
}

/// What was decided, why and by whom.
fn response(view: &View, threat: &Threat) -> String {
    let Some(response) = &threat.response else {
        return "- **Response:** none yet".to_owned();
    };
    let mut line = format!("- **Response:** {}.", response.kind.words());
    for (label, words) in [
        ("Reason", &response.reason),
        ("Evidence", &response.evidence),
    ] {
        if !words.is_empty() {
            let words = phrase::sentence(&escape(words));
            line.extend([" ", label, ": ", &words]);
        }
    }
    if let Some(label) = view.label_md(response.by) {
        line.extend([" Decided by ", &label, "."]);
    }
    if let Some(until) = &response.until {
        let until = escape(&phrase::until(until));
        line.extend([" Until ", &phrase::sentence(&until)]);
    }
    line
}

fn mitigations(view: &View, threat: &Threat) -> Vec<String> {
    let all = view.mitigations_for(threat.id).iter();
    let lines = all.map(|m| {
        let words = escape(&m.text);
        let status = m.standing_words();
        let line = format!("{} {} ({status})", m.id, phrase::stem(&words));
        if m.verify.is_empty() || m.status == Status::Rejected {
            return line;
        }
        let check = phrase::sentence(&escape(&m.verify));
        format!("{line}. Verification: {check}")
    });
    lines.collect()
}

fn question(view: &View, question: &Question) -> String {
    let words = phrase::sentence(&escape(&question.text));
    let becomes = match question.state {
        QuestionState::Open => match (question.owner, view.label_md(question.owner)) {
            (None, _) => "No owner yet.".to_owned(),
            (Some(_), Some(label)) => format!("Owner: {label}."),
            (Some(_), None) => "Owner: named, not shown.".to_owned(),
        },
        QuestionState::Answered => {
            format!("Answer: {}", phrase::sentence(&escape(&question.answer)))
        }
        QuestionState::Moved => "Became an action.".to_owned(),
        QuestionState::OutOfScope => "Out of scope.".to_owned(),
        QuestionState::Withdrawn => "Withdrawn.".to_owned(),
    };
    format!("{} {words} {becomes}", question.id)
}
