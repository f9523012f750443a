//! Before the meeting: what it is about, what happens when, and what to think about on the way there.

use maud::{Markup, html};

use super::fields::{self, Lines};
use super::page::Parts;
use super::{Sheet, system};
use crate::catalogue::sheet::fill;
use crate::domain::{AgendaStep, FourQuestion, Text};

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
            (agenda(sheet))
            section aria-labelledby="bring" {
                h2 #bring { (says.bring) }
                p { (says.bring_says) }
            }
            (system::shown(sheet))
        },
        how: fields::plain(sheet, &ways(sheet), &examples(sheet)),
        form: html! { @for list in &lists { (fields::lines(sheet, list)) } },
        paper: fields::ruled(&says.prompt_before, RULED),
    }
}

fn agenda(sheet: &Sheet) -> Markup {
    let says = &sheet.words.page;
    let steps = steps(sheet);
    let all: u32 = steps.iter().map(|(_, minutes)| minutes).sum();
    html! {
        @if all > 0 {
            section aria-labelledby="agenda" {
                h2 #agenda { (says.agenda) }
                ol.agenda { @for (step, minutes) in &steps {
                    li { span { (step) } " " span.quiet { (in_minutes(sheet, *minutes)) } }
                } }
                p.quiet { (fill(&says.minutes_in_all, &[("n", &all.to_string())])) }
            }
        }
    }
}

/// `8 min`
pub(super) fn in_minutes(sheet: &Sheet, minutes: u32) -> String {
    fill(&sheet.words.page.minutes, &[("n", &minutes.to_string())])
}

/// What the meeting is made of, as someone who has never been to one would call it, with its minutes.
pub(super) fn steps<'a>(sheet: &Sheet<'a>) -> Vec<(&'a Text, u32)> {
    let clock = sheet
        .session
        .sittings
        .last()
        .and_then(|it| it.clock.as_ref());
    let clock = clock
        .cloned()
        .unwrap_or_else(|| sheet.catalogue.clock(sheet.session.kind.into()));
    let mut steps: Vec<(&Text, u32)> = Vec::new();
    for slot in clock.slots.iter().filter(|slot| slot.planned > 0) {
        let name = step_name(sheet, slot.step);
        match steps.last_mut().filter(|(last, _)| *last == name) {
            Some((_, minutes)) => *minutes += slot.planned,
            None => steps.push((name, slot.planned)),
        }
    }
    steps
}

fn step_name<'a>(sheet: &Sheet<'a>, step: AgendaStep) -> &'a Text {
    use AgendaStep as S;
    let says = &sheet.words.page;
    match step {
        S::Orientation | S::Welcome => &says.step_start,
        S::Sketch => &says.step_working_on,
        S::Quiet | S::Open | S::WallReadBack | S::OneThreat => &says.step_go_wrong,
        S::TopThree => &says.step_do_about,
        S::Vote | S::WallVote => &says.step_vote,
        S::RankQuestions | S::AnswerQuestions | S::WhoFindsOut => &says.step_questions,
        S::ActionsReadBack | S::Close => &says.step_actions,
        S::SinceLastTime => &says.step_since,
        _ => match step.question() {
            Some(FourQuestion::WorkingOn) => &says.step_working_on,
            Some(FourQuestion::GoWrong) => &says.step_go_wrong,
            Some(FourQuestion::DoAbout) => &says.step_do_about,
            Some(FourQuestion::GoodEnough) => &says.step_good_enough,
            None => &says.step_buffer,
        },
    }
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
