//! Before the meeting: what it is about, what happens when, and what to think about on the way there.

use maud::{Markup, html};

use super::fields::{self, Lines};
use super::page::Parts;
use super::{Sheet, system};
use crate::catalogue::sheet::fill;
use crate::domain::Text;
use crate::export::agenda::{self, Part};

/// How many lines there are for a pen, of which a page shows as many as it has room for.
const RULED: usize = 40;

pub(super) fn parts(sheet: &Sheet) -> Parts {
    let says = &sheet.words.page;
    let list = |letter, heading, help, nth| Lines {
        letter,
        heading,
        help: Some(help),
        nth,
        has_place: false,
    };
    let lists = [
        list('t', &says.worries, &says.worries_help, &says.worry_n),
        list('g', &says.missing, &says.missing_help, &says.missing_n),
        list(
            'a',
            &says.assumptions,
            &says.assumptions_help,
            &says.assumption_n,
        ),
        list('q', &says.questions, &says.questions_help, &says.question_n),
    ];
    Parts {
        shown: html! {
            (listed(sheet))
            section aria-labelledby="bring" {
                h2 #bring { (says.bring) }
                ul { @for thing in agenda::bring(says) { li { (thing) } } }
            }
            (system::shown(sheet))
        },
        how: fields::plain(sheet, &ways(sheet), &examples(sheet)),
        form: html! { @for list in &lists { (fields::lines(sheet, list)) } },
        paper: fields::ruled(&says.prompt_before, RULED),
    }
}

fn listed(sheet: &Sheet) -> Markup {
    let says = &sheet.words.page;
    let parts = parts_of(sheet);
    let all: u32 = parts.iter().map(|part| part.minutes).sum();
    html! {
        @if all > 0 {
            section aria-labelledby="agenda" {
                h2 #agenda { (says.agenda) }
                ol.agenda { @for part in &parts {
                    li { span { (part.says) } " " span.quiet { (in_minutes(sheet, part.minutes)) } }
                } }
                p.quiet { (fill(&says.minutes_in_all, &[("n", &all.to_string())])) }
            }
        }
    }
}

/// What the meeting is made of, as the invitation says it.
pub(super) fn parts_of<'a>(sheet: &Sheet<'a>) -> Vec<Part<'a>> {
    agenda::parts(&sheet.words.page, &agenda::clock(sheet.view))
}

/// `8 min`
pub(super) fn in_minutes(sheet: &Sheet, minutes: u32) -> String {
    fill(&sheet.words.page.minutes, &[("n", &minutes.to_string())])
}

/// What can be written in plain words.
pub(super) fn ways<'a>(sheet: &Sheet<'a>) -> Vec<&'a Text> {
    let says = &sheet.words.page;
    vec![
        &says.how_worry,
        &says.how_question,
        &says.how_missing,
        &says.how_assumption,
    ]
}

pub(super) fn examples(sheet: &Sheet) -> Vec<String> {
    let says = &sheet.words.page;
    let examples = [
        &says.example_worry,
        &says.example_question,
        &says.example_missing,
        &says.example_assumption,
    ];
    examples.map(ToString::to_string).to_vec()
}
