//! The lists of the session as tables: action items, questions, assumptions, and what was kept for later.

use maud::{Markup, html};

use super::artifact::answer;
use super::page::{Page, listed, table, words};
use crate::domain::{
    Action, ActionStatus, Assumption, AssumptionState, ItemId, ParkedKind, Question, QuestionState,
};
use crate::export::actions::{kind, reasons, standing};
use crate::export::phrase;
use crate::export::view::{by_date, is_open};

/// Every action item: open ones by date, then done, then dropped.
pub(super) fn actions(page: &Page) -> Option<Markup> {
    let all = &page.view.session.actions;
    if all.is_empty() {
        return None;
    }
    let open = by_date(all.iter().filter(|a| is_open(a)));
    let of = |status| all.iter().filter(move |a| a.status == status);
    let sorted = open
        .into_iter()
        .chain(of(ActionStatus::Done))
        .chain(of(ActionStatus::Dropped));
    let rows = html! { @for action in sorted { (action_row(page, action)) } };
    let heads = ["Id", "What", "Owner", "Due", "For", "Status"];
    Some(html! {
        p { (phrase::sentence(&standing(&page.view.tally))) }
        (table("Action items, the next one first", &heads, &rows))
    })
}

fn action_row(page: &Page, action: &Action) -> Markup {
    let mut stands = Vec::new();
    if is_open(action) {
        if action.is_late(page.view.today) {
            stands.push("late");
        }
        stands.push(match (action.owner, action.said_yes) {
            (None, _) => "open",
            (Some(_), true) => "open, agreed",
            (Some(_), false) => "open, not agreed yet",
        });
    } else {
        stands.push(action.status.words());
    }
    html! {
        tr id=(action.id) {
            th scope="row" { (action.id) }
            td { (words(&action.text)) " " span.quiet { (kind(action)) } }
            td {
                @if is_open(action) || action.owner.is_some() { (page.owner(action.owner)) }
            }
            td.when {
                @match action.due {
                    Some(due) => (phrase::date(due)),
                    None => @if is_open(action) { strong { "no date yet" } },
                }
            }
            td { (page.links(reasons(page.view, action))) }
            td {
                (stands.join(", "))
                @if let Some(key) = action.external.as_ref().filter(|key| !key.is_empty()) {
                    ", tracked as " (words(key))
                }
            }
        }
    }
}

/// Every question: open ones by rank, then those that became action items, then the answered, then the rest.
pub(super) fn questions(page: &Page) -> Option<Markup> {
    let mut sorted: Vec<&Question> = page.view.session.questions.iter().collect();
    sorted.sort_by_key(|q| match q.state {
        QuestionState::Open => 0,
        QuestionState::Moved => 1,
        QuestionState::Answered => 2,
        QuestionState::OutOfScope | QuestionState::Withdrawn => 3,
    });
    let rows = html! {
        @for question in &sorted {
            tr id=(question.id) {
                th scope="row" { (question.id) }
                td {
                    (words(&question.text))
                    @if !question.also.is_empty() {
                        " Also worded as "
                        (listed(question.also.iter().map(|t| html! { q { (words(t)) } }).collect())) "."
                    }
                }
                td { (page.links(question.about.iter().copied())) }
                td {
                    @if question.state == QuestionState::Open || question.owner.is_some() {
                        (page.owner(question.owner))
                    }
                }
                td { (answer(page, question)) }
            }
        }
    };
    let heads = ["Id", "Question", "About", "Owner", "Answer"];
    (!sorted.is_empty()).then(|| table("Questions, the most important first", &heads, &rows))
}

/// What was taken for granted, the unsettled first.
pub(super) fn assumptions(page: &Page) -> Option<Markup> {
    let mut sorted: Vec<&Assumption> = page.view.session.assumptions.iter().collect();
    sorted.sort_by_key(|a| match a.state {
        AssumptionState::Unconfirmed => 0,
        AssumptionState::Rejected => 1,
        AssumptionState::Confirmed => 2,
    });
    let rows = html! {
        @for assumption in &sorted {
            tr id=(assumption.id) {
                th scope="row" { (assumption.id) }
                td { (words(&assumption.text)) }
                td {
                    (match assumption.state {
                        AssumptionState::Unconfirmed => "not confirmed",
                        AssumptionState::Confirmed => "confirmed",
                        AssumptionState::Rejected => "false",
                    })
                }
                td { (page.links(assumption.about.iter().copied())) }
            }
        }
    };
    let heads = ["Id", "Assumption", "Status", "What depends on it"];
    (!sorted.is_empty()).then(|| table("Assumptions, the unconfirmed first", &heads, &rows))
}

/// Ideas that came too early, and what belongs to another meeting.
pub(super) fn parked(page: &Page) -> Option<Markup> {
    let all = &page.view.session.parked;
    let rows = html! {
        @for item in all {
            tr id=(item.id) {
                th scope="row" { (item.id) }
                td { (words(&item.text)) }
                td {
                    (match item.kind {
                        ParkedKind::Fix => "fix",
                        ParkedKind::OffTopic => "off topic",
                    })
                }
                td { @if let Some(id) = item.about { (page.link(id)) } }
                td {
                    @if let Some(id) = item.used_as { "became " (page.link(ItemId::from(id))) } @else { "parked" }
                }
            }
        }
    };
    let heads = ["Id", "Text", "Kind", "About", "Status"];
    (!all.is_empty()).then(|| table("Parked fixes and off-topic items", &heads, &rows))
}
