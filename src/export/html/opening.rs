//! The first screen: the numbers, what is still open, and what a reader takes away who reads nothing else.

use maud::{Markup, html};

use super::page::{Page, in_a_row, term, words};
use crate::domain::{NoteKind, Text};
use crate::export::phrase;
use crate::export::summary::gaps;
use crate::export::summary::in_short::{actions_in_short, questions_in_short, threats_in_short};
use crate::export::view::View;

/// The numbers that a reader looks for first.
pub(super) fn numbers(view: &View) -> Markup {
    let tally = &view.tally;
    let mut numbers = vec![
        ("Threats", tally.threats.to_string()),
        ("High or critical", tally.high.to_string()),
        ("Open actions", tally.open_actions.to_string()),
        ("Open questions", tally.open_questions.to_string()),
    ];
    if let Some(mean) = tally.confidence_tenths {
        numbers.push(("Confidence", format!("{} of 5", phrase::tenths(mean))));
    }
    html! {
        dl.numbers {
            @for (name, number) in &numbers {
                div { dt { (name) } dd { (number) } }
            }
        }
    }
}

/// What is missing, at the top of the page instead of keeping the page back.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a section may be left out, these never are"
)]
pub(super) fn still_open(page: &Page) -> Option<Markup> {
    let gaps = gaps::found(page.view);
    Some(html! {
        @if gaps.is_empty() {
            p { "Nothing missing or overdue." }
        } @else {
            ul.gaps {
                @for gap in gaps {
                    li {
                        @if gap.ids.is_empty() {
                            (phrase::sentence(gap.what))
                        } @else {
                            (gap.what) ": " (page.links(gap.ids))
                        }
                    }
                }
            }
        }
    })
}

/// Why, what, how much, and when it goes on.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a section may be left out, these never are"
)]
pub(super) fn in_short(page: &Page) -> Option<Markup> {
    let view = page.view;
    let session = view.session;
    let notes = |kind| {
        let texts: Vec<&Text> = session.notes_of(kind).map(|n| &n.text).collect();
        (!texts.is_empty()).then(|| in_a_row(texts))
    };
    let said = |text: String| (!text.is_empty()).then(|| html! { (phrase::sentence(&text)) });
    let confidence = view.tally.confidence_tenths.map(|mean| {
        html! { (phrase::tenths(mean)) " of 5 that this is good enough to act on." }
    });
    let source = session.source.as_ref().map(|source| {
        html! {
            (words(&source.title))
            @if !source.url.is_empty() { ", " (words(&source.url)) }
            ", seen on " (phrase::date(source.seen_on)) "."
        }
    });
    Some(html! {
        dl.facts {
            (term("Why now", notes(NoteKind::WhyNow)))
            (term("News", source))
            (term("System", session.system.as_ref().map(|system| words(system))))
            (term("In scope", notes(NoteKind::InScope)))
            (term("Out of scope", notes(NoteKind::OutOfScope)))
            (term("Threats", said(threats_in_short(view))))
            (term("Actions", said(actions_in_short(&view.tally))))
            (term("Questions", said(questions_in_short(&view.tally))))
            (term("Confidence", confidence))
            (term("Better than before", session.better.map(|better| html! {
                (if better { "Yes." } else { "No." })
            })))
            (term("Next review", come_back(page)))
        }
    })
}

/// `on 12 Aug 2026, or if: a new partner joins`.
fn come_back(page: &Page) -> Option<Markup> {
    let session = page.view.session;
    let when: Vec<&Text> = session
        .notes_of(NoteKind::RevisitWhen)
        .map(|n| &n.text)
        .collect();
    if session.revisit.is_none() && when.is_empty() {
        return None;
    }
    Some(html! {
        @if let Some(on) = session.revisit { "on " (phrase::date(on)) }
        @if session.revisit.is_some() && !when.is_empty() { ", or " }
        @if !when.is_empty() { "if: " (in_a_row(when)) }
    })
}
