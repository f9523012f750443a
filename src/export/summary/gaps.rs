//! What is still open, said at the top of the page instead of keeping the page back.

use super::cuts;
use crate::domain::ItemId;
use crate::export::phrase;
use crate::export::view::View;
use crate::facts::ReturnGap;

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

/// Everything that is still open, what matters most first: the same facts that question 4 looks at.
pub(in crate::export) fn found(view: &View) -> Vec<Gap> {
    let facts = view.facts();
    let cut = cuts::of(view.audience);
    let word = |usual, plain| if cut.plain { plain } else { usual };
    let none = Vec::new;
    let high = facts.high_unanswered().found();
    let (unreasoned, unnamed) = facts.decided_without_why().found().map_or_else(
        || (none(), none()),
        |found| (found.unreasoned, found.unnamed),
    );
    let (unowned, undated) = facts
        .incomplete_actions()
        .found()
        .map_or_else(|| (none(), none()), |found| (found.unowned, found.undated));
    let unsettled = facts.unsettled_assumptions().found();
    let all = [
        (
            word(
                "High threats without a response",
                "High risks without a decision",
            ),
            high.map_or_else(none, |found| found.subjects),
        ),
        ("Decisions without a reason", unreasoned),
        ("Decisions without a decision maker", unnamed),
        ("Actions without an owner", unowned),
        ("Actions without a date", undated),
        (
            "Actions not agreed by their owner",
            facts.not_agreed().found().unwrap_or_default(),
        ),
        ("Actions overdue", facts.late_actions()),
        (
            "Questions without an owner",
            facts.unowned_questions().found().unwrap_or_default(),
        ),
        (
            word("Assumptions not confirmed", "Assumed and not checked"),
            unsettled.map_or_else(none, |found| found.subjects),
        ),
        (
            "Deferred without a date",
            facts.deferred_without_date().found().unwrap_or_default(),
        ),
    ];
    let mut gaps: Vec<Gap> = all
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(what, ids)| Gap { what, ids })
        .collect();
    let again = match facts.return_gap() {
        Some(ReturnGap::Over(_)) => Some("The review date has passed"),
        // One threat or a lunch is whole without a next meeting.
        Some(ReturnGap::None) if facts.is_meeting() => Some("No review planned"),
        Some(ReturnGap::None) | None => None,
    };
    gaps.extend(again.map(|what| Gap {
        what,
        ids: Vec::new(),
    }));
    gaps
}
