//! What is still open, said at the top of the page instead of keeping the page back.

use std::fmt::Display;

use super::cuts::Cut;
use crate::domain::{AssumptionState, NoteKind, QuestionState, SessionKind};
use crate::export::phrase;
use crate::export::view::{View, is_open};

/// One line a gap, naming the items; `Nothing.` when there is none.
pub(super) fn lines(view: &View, cut: &Cut) -> Vec<String> {
    let s = view.session;
    let open_actions = || s.actions.iter().filter(|a| is_open(a));
    let decided = || {
        let with = s
            .threats
            .iter()
            .filter_map(|t| Some((t, t.response.as_ref()?)));
        with.filter(|(_, r)| r.kind.wants_reason())
    };
    let word = |usual, plain| if cut.plain { plain } else { usual };
    let mut lines = Vec::new();
    gap(
        &mut lines,
        word(
            "High threats without a response",
            "High risks without a decision",
        ),
        s.threats
            .iter()
            .filter(|t| t.severity.is_some_and(crate::domain::Severity::is_high))
            .filter(|t| t.response.is_none() && t.deferred.is_none())
            .map(|t| t.id),
    );
    gap(
        &mut lines,
        "Decisions without a reason",
        decided()
            .filter(|(_, r)| r.reason.is_empty())
            .map(|(t, _)| t.id),
    );
    gap(
        &mut lines,
        "Decisions that nobody put their name to",
        decided().filter(|(_, r)| r.by.is_none()).map(|(t, _)| t.id),
    );
    gap(
        &mut lines,
        "Actions without an owner",
        open_actions().filter(|a| a.owner.is_none()).map(|a| a.id),
    );
    gap(
        &mut lines,
        "Actions without a date",
        open_actions().filter(|a| a.due.is_none()).map(|a| a.id),
    );
    gap(
        &mut lines,
        "Actions whose owner has not said yes",
        open_actions()
            .filter(|a| a.owner.is_some() && !a.said_yes)
            .map(|a| a.id),
    );
    gap(
        &mut lines,
        "Actions past their date",
        open_actions()
            .filter(|a| a.is_late(view.today))
            .map(|a| a.id),
    );
    gap(
        &mut lines,
        "Questions without an owner",
        s.questions
            .iter()
            .filter(|q| q.state == QuestionState::Open && q.owner.is_none())
            .map(|q| q.id),
    );
    gap(
        &mut lines,
        word(
            "Assumptions not settled",
            "Taken for granted and not checked",
        ),
        s.assumptions
            .iter()
            .filter(|a| a.state == AssumptionState::Unconfirmed)
            .map(|a| a.id),
    );
    gap(
        &mut lines,
        "Put off without a date",
        s.threats
            .iter()
            .filter(|t| t.deferred.as_ref().is_some_and(|d| d.until.is_none()))
            .map(|t| t.id),
    );
    if view.tally.revisit_due {
        lines.push("- The date to come back has passed.".to_owned());
    }
    // One threat or a lunch is whole without a next meeting.
    let no_return = s.revisit.is_none() && s.notes_of(NoteKind::RevisitWhen).next().is_none();
    if s.kind == SessionKind::Meeting && no_return {
        lines.push("- No date to come back.".to_owned());
    }
    if lines.is_empty() {
        lines.push("Nothing.".to_owned());
    }
    lines
}

/// `- Actions without an owner: A3 and A5`, if there are any.
fn gap(lines: &mut Vec<String>, what: &str, ids: impl Iterator<Item = impl Display>) {
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    if !ids.is_empty() {
        lines.push(format!("- {what}: {}", phrase::and(&ids)));
    }
}
