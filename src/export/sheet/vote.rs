//! The vote: what can be voted on, and nothing else.

use maud::{Markup, html};

use super::Sheet;
use super::page::Parts;
use crate::catalogue::sheet::fill;
use crate::domain::Candidate;

/// As many dots as this have a box each on paper; for more there is room for a number.
const MOST_BOXES: u32 = 5;

pub(super) fn parts(sheet: &Sheet) -> Parts {
    let says = &sheet.words.page;
    let shown = sheet.candidates.iter().take(sheet.room.rows);
    let left_out = sheet.candidates.len() - sheet.room.rows;
    Parts {
        // One list for the script, for those who read without one and for paper, so that no word is there twice.
        shown: html! {
            section.list aria-labelledby="list-heading" {
                h2 #list-heading { (says.candidates) }
                p.pen { (fill(&says.paper_dots, &[("dots", &sheet.dots_in_words())])) }
                p.quiet.filled { (says.vote_help) }
                p.left.filled #left role="status" {}
                @if sheet.candidates.is_empty() { p.quiet { (says.no_candidates) } }
                ol.candidates { @for (n, it) in (1..).zip(shown) { (row(sheet, n, it)) } }
                @if left_out > 0 { p.quiet { (fill(&says.left_out, &[("n", &left_out.to_string())])) } }
            }
        },
        how: html! {
            p { (says.how_vote) }
            p { (says.example) ":" }
            pre { (example(sheet)) }
        },
        form: html! {},
        // On paper it is the same list, with a box for each dot.
        paper: html! {},
    }
}

/// One of them with its dots: its number and its words, of a heap its lines, too. The script puts a button on each side of
/// the field, for fingers and the mouse.
fn row(sheet: &Sheet, n: usize, candidate: &Candidate) -> Markup {
    let says = &sheet.words.page;
    let room = &sheet.room;
    let (label, number) = (sheet.label(candidate), sheet.number(candidate));
    let words = html! { bdi { (room.cut(candidate.words)) } };
    let lines = candidate.lines.iter().take(room.lines);
    let more = candidate.lines.len().saturating_sub(room.lines);
    html! {
        li {
            span.boxes {
                @if sheet.dots > MOST_BOXES { span.box.wide {} } @else { @for _ in 0..sheet.dots { span.box {} } }
            }
            div.what {
                label for={ "v-" (n) } {
                    span.id { (number) } " " @if candidate.is_heap() { strong { (words) } } @else { (words) }
                }
                @if candidate.is_heap() {
                    ul {
                        @for line in lines { li { bdi { (room.cut(line)) } } }
                        @if more > 0 { li.quiet { (fill(&says.more_lines, &[("n", &more.to_string())])) } }
                    }
                }
            }
            div.stepper.filled {
                input id={ "v-" (n) } type="number" min="0" max=(sheet.dots) value="0" inputmode="numeric"
                    data-label=(label) data-number=[(label != number).then_some(&number)]
                    autocomplete="off" spellcheck="false" writingsuggestions="false";
            }
        }
    }
}

/// A ballot in plain words: two dots on one, one on another.
pub(super) fn example(sheet: &Sheet) -> String {
    let mut numbers = sheet.candidates.iter().map(|it| sheet.number(it));
    let (first, second) = (numbers.next(), numbers.next());
    let first = first.unwrap_or_else(|| "T1".to_owned());
    let second = second.unwrap_or_else(|| "T2".to_owned());
    let mut votes = vec![first.clone(), first, second];
    votes.truncate(usize::try_from(sheet.dots).unwrap_or(1));
    votes.join(" ")
}
