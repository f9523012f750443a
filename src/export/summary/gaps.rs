//! What is still open, said at the top of the page instead of keeping the page back.

use super::cuts;
use crate::domain::{AssumptionState, ItemId, NoteKind, QuestionState, SessionKind};
use crate::export::phrase;
use crate::export::view::{View, is_open};

/// Something that is still open.
pub(in crate::export) struct Gap {
    /// What is missing, in words.
    pub(in crate::export) what: &'static str,
    /// Where it is missing; nothing for what the session as a whole lacks.
    pub(in crate::export) ids: Vec<ItemId>,
}

/// One line a gap, naming the items; `Nothing.` when there is none.
pub(super) fn lines(view: &View) -> Vec<String> {
    let found = found(view);
    if found.is_empty() {
        return vec!["Nothing missing or overdue.".to_owned()];
    }
    let line = |gap: Gap| {
        let ids: Vec<String> = gap.ids.iter().map(ToString::to_string).collect();
        match ids.as_slice() {
            [] => format!("- {}", phrase::sentence(gap.what)),
            ids => format!("- {}: {}", gap.what, phrase::and(ids)),
        }
    };
    found.into_iter().map(line).collect()
}

/// Everything that is still open, what matters most first.
pub(in crate::export) fn found(view: &View) -> Vec<Gap> {
    let s = view.session;
    let open_actions = || s.actions.iter().filter(|a| is_open(a));
    let decided = || {
        let with = s
            .threats
            .iter()
            .filter_map(|t| Some((t, t.response.as_ref()?)));
        with.filter(|(_, r)| r.kind.wants_reason())
    };
    let cut = cuts::of(view.audience);
    let word = |usual, plain| if cut.plain { plain } else { usual };
    let mut gaps = Vec::new();
    gap(
        &mut gaps,
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
        &mut gaps,
        "Decisions without a reason",
        decided()
            .filter(|(_, r)| r.reason.is_empty())
            .map(|(t, _)| t.id),
    );
    gap(
        &mut gaps,
        "Decisions without a decision maker",
        decided().filter(|(_, r)| r.by.is_none()).map(|(t, _)| t.id),
    );
    gap(
        &mut gaps,
        "Actions without an owner",
        open_actions().filter(|a| a.owner.is_none()).map(|a| a.id),
    );
    gap(
        &mut gaps,
        "Actions without a date",
        open_actions().filter(|a| a.due.is_none()).map(|a| a.id),
    );
    gap(
        &mut gaps,
        "Actions not agreed by their owner",
        open_actions()
            .filter(|a| a.owner.is_some() && !a.said_yes)
            .map(|a| a.id),
    );
    gap(
        &mut gaps,
        "Actions overdue",
        open_actions()
            .filter(|a| a.is_late(view.today))
            .map(|a| a.id),
    );
    gap(
        &mut gaps,
        "Questions without an owner",
        s.questions
            .iter()
            .filter(|q| q.state == QuestionState::Open && q.owner.is_none())
            .map(|q| q.id),
    );
    gap(
        &mut gaps,
        word("Assumptions not confirmed", "Assumed and not checked"),
        s.assumptions
            .iter()
            .filter(|a| a.state == AssumptionState::Unconfirmed)
            .map(|a| a.id),
    );
    gap(
        &mut gaps,
        "Deferred without a date",
        s.threats
            .iter()
            .filter(|t| t.deferred.as_ref().is_some_and(|d| d.until.is_none()))
            .map(|t| t.id),
    );
    if view.tally.revisit_due {
        gaps.push(Gap {
            what: "The review date has passed",
            ids: Vec::new(),
        });
    }
    // One threat or a lunch is whole without a next meeting.
    let no_return = s.revisit.is_none() && s.notes_of(NoteKind::RevisitWhen).next().is_none();
    if s.kind == SessionKind::Meeting && no_return {
        gaps.push(Gap {
            what: "No review planned",
            ids: Vec::new(),
        });
    }
    gaps
}

/// Notes a gap, if there is anything that has it.
fn gap(gaps: &mut Vec<Gap>, what: &'static str, ids: impl Iterator<Item = impl Into<ItemId>>) {
    let ids: Vec<ItemId> = ids.map(Into::into).collect();
    if !ids.is_empty() {
        gaps.push(Gap { what, ids });
    }
}
