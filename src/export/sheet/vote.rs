//! The vote: what can be voted on, and nothing else.

use maud::{Markup, html};

use super::fields::typed;
use super::page::Parts;
use super::{Sheet, label};
use crate::catalogue::sheet::fill;
use crate::domain::Candidate;

/// As many dots as this have a box each on paper; for more there is room for a number.
const MOST_BOXES: u32 = 5;

pub(super) fn parts(sheet: &Sheet) -> Parts {
    let says = &sheet.words.page;
    let is_empty = sheet.candidates.is_empty();
    Parts {
        shown: html! {
            section.list aria-labelledby="list-heading" {
                h2 #list-heading { (says.candidates) }
                p.pen { (fill(&says.paper_dots, &[("dots", &sheet.dots_in_words())])) }
                @if is_empty { p.quiet { (says.no_candidates) } }
                ul.candidates { @for it in &sheet.candidates {
                    li {
                        span.boxes {
                            @if sheet.dots > MOST_BOXES { span.box.wide {} } @else { @for _ in 0..sheet.dots { span.box {} } }
                        }
                        span { (named(it)) }
                    }
                } }
            }
        },
        how: html! {
            p { (says.how_vote) }
            p { (says.example) ":" }
            pre { (example(sheet)) }
        },
        form: html! {
            section.votes aria-labelledby="votes-heading" {
                h2 #votes-heading { (says.candidates) }
                p.quiet { (says.vote_help) }
                p.left #left role="status" {}
                @if is_empty { p.quiet { (says.no_candidates) } }
                ol.candidates { @for (n, it) in (1..).zip(&sheet.candidates) { (row(sheet, n, it)) } }
            }
        },
        // On paper it is the same list, with a box for each dot.
        paper: html! {},
    }
}

/// What is voted on: its number and its words; of a heap, its name and its lines.
fn named(candidate: &Candidate) -> Markup {
    html! {
        @if candidate.is_heap() {
            strong { (typed(candidate.words)) }
            ul { @for line in &candidate.lines { li { (typed(line)) } } }
        } @else {
            span.id { (candidate.label()) } " " (typed(candidate.words))
        }
    }
}

/// One of them with its dots. The script puts a button on each side, for fingers and the mouse.
fn row(sheet: &Sheet, n: usize, candidate: &Candidate) -> Markup {
    html! {
        li {
            div.what {
                label for={ "v-" (n) } {
                    @if candidate.is_heap() { strong { (typed(candidate.words)) } } @else {
                        span.id { (candidate.label()) } " " (typed(candidate.words))
                    }
                }
                @if candidate.is_heap() { ul { @for line in &candidate.lines { li { (typed(line)) } } } }
            }
            div.stepper {
                input id={ "v-" (n) } type="number" min="0" max=(sheet.dots) value="0" inputmode="numeric"
                    data-label=(label(candidate)) autocomplete="off" spellcheck="false" writingsuggestions="false";
            }
        }
    }
}

/// A ballot in plain words: two dots on one, one on another.
pub(super) fn example(sheet: &Sheet) -> String {
    let mut labels = sheet.candidates.iter().map(label);
    let (first, second) = (labels.next(), labels.next());
    let first = first.unwrap_or_else(|| "T1".to_owned());
    let second = second.unwrap_or_else(|| "T2".to_owned());
    let mut votes = vec![first.clone(), first, second];
    votes.truncate(usize::try_from(sheet.dots).unwrap_or(1));
    votes.join(" ")
}
