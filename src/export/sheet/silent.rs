//! The silent minutes: everyone writes what can go wrong, what they need to know, and what they would do about it.

use maud::html;

use super::Sheet;
use super::fields::{self, Lines};
use super::page::Parts;
use super::system;
use crate::domain::Text;

/// How many lines there are for a pen, of which a page shows as many as it has room for.
const RULED: usize = 40;

pub(super) fn parts(sheet: &Sheet) -> Parts {
    let says = &sheet.words.page;
    let lists = [
        Lines {
            letter: 't',
            heading: &says.threats,
            help: Some(&says.threats_help),
            nth: &says.threat_n,
            has_place: true,
        },
        Lines {
            letter: 'q',
            heading: &says.questions,
            help: Some(&says.questions_help),
            nth: &says.question_n,
            has_place: false,
        },
        Lines {
            letter: 'm',
            heading: &says.fixes,
            help: Some(&says.fixes_help),
            nth: &says.fix_n,
            has_place: false,
        },
    ];
    Parts {
        shown: system::shown(sheet),
        how: fields::plain(sheet, &ways(sheet), &examples(sheet)),
        form: html! { @for list in &lists { (fields::lines(sheet, list)) } },
        paper: fields::ruled(&says.paper_lines, RULED),
    }
}

/// What can be written in plain words.
pub(super) fn ways<'a>(sheet: &Sheet<'a>) -> Vec<&'a Text> {
    let says = &sheet.words.page;
    vec![&says.how_threat, &says.how_question, &says.how_fix]
}

pub(super) fn examples(sheet: &Sheet) -> Vec<String> {
    let says = &sheet.words.page;
    let examples = [
        &says.example_threat,
        &says.example_question,
        &says.example_fix,
    ];
    examples.map(ToString::to_string).to_vec()
}
