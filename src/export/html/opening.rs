//! The first page: the numbers, the decisions, the top threats, what is still open, and the meeting in short.

use maud::{Markup, html};

use super::page::{Page, in_a_row, term, words};
use super::severity::chip;
use crate::domain::{NoteKind, Response, Text, Threat};
use crate::export::phrase;
use crate::export::ranking;
use crate::export::summary::in_short::{actions_in_short, questions_in_short, threats_in_short};
use crate::export::summary::{brief, gaps};
use crate::export::view::View;
use crate::facts::is_decided;

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

/// What was decided, and why, by whom and when.
pub(super) fn decisions(page: &Page) -> Option<Markup> {
    let view = page.view;
    let decided = view.session.threats.iter().filter(|t| is_decided(t));
    let rows: Vec<(&Threat, &Response)> = decided
        .filter_map(|t| Some((t, t.response.as_ref()?)))
        .collect();
    if rows.is_empty() {
        return None;
    }
    Some(html! {
        ul {
            @for (threat, response) in rows {
                li {
                    strong { (phrase::capital(response.kind.words())) ": " }
                    (page.told(threat.id.into())) ". "
                    @if response.reason.is_empty() { "No reason recorded. " }
                    @else { (words(&phrase::sentence(&response.reason))) " " }
                    "Decided"
                    @if let Some(label) = page.label(response.by) { " by " (label) }
                    " on " (phrase::date(response.at.date_naive()))
                    @if let Some(until) = &response.until { ", until " (phrase::until(until)) }
                    "."
                }
            }
        }
    })
}

/// The threats that matter most, each with what is done about it.
pub(super) fn top(page: &Page) -> Option<Markup> {
    let all = ranking::top(page.view);
    let left = all.len().saturating_sub(brief::THREATS);
    (!all.is_empty()).then(|| {
        html! {
            ol {
                @for threat in all.into_iter().take(brief::THREATS) {
                    @let answer = brief::answer(page.view, threat);
                    li {
                        strong { (page.told(threat.id.into())) } " " (chip(page.view.session, threat))
                        @if let Some(left) = page.view.left_words(threat) {
                            " " span.quiet { "left: " (left) }
                        }
                        p {
                            @if !answer.impact.is_empty() {
                                "Business impact: " (words(&phrase::sentence(&answer.impact))) " "
                            }
                            @if let Some(says) = answer.says { (says) " " }
                            @let (label, items) = &answer.list;
                            @if !items.is_empty() {
                                (label) ": "
                                @for (place, item) in items.iter().enumerate() {
                                    @if place > 0 { "; " }
                                    (words(item))
                                }
                                "."
                            }
                        }
                    }
                }
            }
            @if left > 0 { p { "And " (left) " more, below." } }
        }
    })
}

/// What is still open, said instead of keeping the page back.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a section may be left out, these never are"
)]
pub(super) fn still_open(page: &Page) -> Option<Markup> {
    let gaps = gaps::found(page.view);
    Some(html! {
        @if gaps.is_empty() {
            p { (gaps::NOTHING) }
        } @else {
            ul.gaps {
                @for gap in &gaps {
                    @let (named, rest) = gap.named();
                    li {
                        @if gap.ids.is_empty() {
                            (phrase::sentence(gap.what))
                        } @else if gap.only_counted {
                            (gap.what) ": " (gap.ids.len())
                        } @else {
                            (gap.what) ": "
                            @for (place, id) in named.iter().enumerate() {
                                @if place > 0 { "; " }
                                (page.told(*id))
                                @if let Some(why) = gaps::why(page.view, gap, *id) {
                                    ": " (words(&why))
                                }
                            }
                            @if rest > 0 { "; and " (rest) " more" }
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
