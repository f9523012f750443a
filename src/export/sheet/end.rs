//! The end of the meeting: who does what by when, who says yes to it, and how the meeting was.

use maud::{Markup, html};

use super::fields::{self, Lines, typed};
use super::page::Parts;
use super::{Sheet, code};
use crate::catalogue::sheet::fill;
use crate::domain::{Action, ResponseKind, Text, Threat};
use crate::export::view::is_open;

/// How many lines there are for a pen, of which a page shows as many as it has room for.
const RULED: usize = 40;

pub(super) fn parts(sheet: &Sheet) -> Parts {
    let says = &sheet.words.page;
    let list = |letter, heading, nth| Lines {
        letter,
        heading,
        help: None,
        nth,
        has_place: false,
    };
    let confidence = [&says.confidence_low, &says.confidence_high];
    let time = [&says.time_low, &says.time_high];
    Parts {
        shown: html! {
            section.asked aria-labelledby="actions" {
                h2 #actions { (says.actions) }
                (all(sheet))
            }
            (accepted_list(sheet))
        },
        how: fields::plain(sheet, &ways(sheet), &examples(sheet)),
        form: html! {
            (yes_or_no(sheet))
            (fields::scale('c', &says.confidence, 0, confidence))
            (fields::scale('w', &says.time, 1, time))
            (fields::lines(sheet, &list('k', &says.keep, &says.keep_n)))
            (fields::lines(sheet, &list('d', &says.change, &says.change_n)))
        },
        paper: html! {
            ul.ballot { @for action in actions(sheet) { li {
                span.boxes { span.box {} " " (says.yes) " " span.box {} " " (says.no) }
                span { (row(sheet, action)) }
            } } }
            (fields::crosses(&says.confidence, 0))
            (fields::crosses(&says.time, 1))
            (fields::few(&says.keep, 3))
            (fields::ruled(&says.change, RULED))
        },
    }
}

/// The action items that are still to do.
pub(super) fn actions<'a>(sheet: &Sheet<'a>) -> Vec<&'a Action> {
    let actions = sheet.session.actions.iter();
    actions.filter(|action| is_open(action)).collect()
}

/// The threats that the team lives with.
pub(super) fn accepted<'a>(sheet: &Sheet<'a>) -> Vec<&'a Threat> {
    let accepted = |threat: &&Threat| {
        let response = threat.response.as_ref();
        response.is_some_and(|response| response.kind == ResponseKind::Accept)
    };
    sheet.session.threats.iter().filter(accepted).collect()
}

fn all(sheet: &Sheet) -> Markup {
    let actions = actions(sheet);
    html! {
        @if actions.is_empty() { p.quiet { (sheet.words.page.no_actions) } } @else {
            ul.plain { @for action in actions { li { (row(sheet, action)) } } }
        }
    }
}

fn row(sheet: &Sheet, action: &Action) -> Markup {
    html! {
        span.id { (action.id) } " " (typed(&action.text)) " "
        span.quiet { "(" (typed(&terms(sheet, action))) ")" }
    }
}

/// Who does it by when.
pub(super) fn terms(sheet: &Sheet, action: &Action) -> String {
    let says = &sheet.words.page;
    let owner = match (action.owner, sheet.view.label(action.owner)) {
        (_, Some(name)) => fill(&says.owner, &[("name", name)]),
        (Some(_), None) => says.has_owner.to_string(),
        (None, None) => says.no_owner.to_string(),
    };
    let due = match action.due {
        Some(day) => fill(&says.due, &[("date", &sheet.date(day))]),
        None => says.no_due.to_string(),
    };
    format!("{owner}, {due}")
}

fn accepted_list(sheet: &Sheet) -> Markup {
    let accepted = accepted(sheet);
    html! {
        @if !accepted.is_empty() {
            section aria-labelledby="accepted" {
                h2 #accepted { (sheet.words.page.accepted) }
                ul.plain { @for threat in accepted { li {
                    span.id { (threat.id) } " " (typed(&threat.text)) " "
                    @let why = why(sheet, threat);
                    @if !why.is_empty() { span.quiet { "(" (typed(&why)) ")" } }
                } } }
            }
        }
    }
}

/// Why a threat was accepted, and by whom.
pub(super) fn why(sheet: &Sheet, threat: &Threat) -> String {
    let Some(response) = &threat.response else {
        return String::new();
    };
    let by = sheet.view.label(response.by);
    let by = by.map(|name| fill(&sheet.words.page.accepted_by, &[("name", name)]));
    let reason = Some(super::line(&response.reason)).filter(|reason| !reason.is_empty());
    [reason, by]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// Yes or no to one's own: the script shows those of whoever is chosen.
fn yes_or_no(sheet: &Sheet) -> Markup {
    let says = &sheet.words.page;
    let is_chosen = !sheet.people().is_empty();
    let owner = |action: &Action| {
        let owner = action.owner.filter(|_| is_chosen)?;
        code(sheet.session.participants.iter().find(|p| p.id == owner)?)
    };
    html! {
        section.mine #mine aria-labelledby="mine-heading" {
            h2 #mine-heading { (says.your_actions) }
            p.quiet #choose-first hidden { (says.choose_first) }
            p.quiet #none-yours hidden { (says.none_yours) }
            @for action in actions(sheet) {
                fieldset.yes-no data-action=(action.id) data-owner=[owner(action)] {
                    legend {
                        span.id { (action.id) } " " (typed(&action.text)) " "
                        span.quiet { "(" (typed(&terms(sheet, action))) "). " (says.do_you) }
                    }
                    div.steps {
                        label { input type="radio" name={ "yes-" (action.id) } value="y" autocomplete="off"; span { (says.yes) } }
                        label { input type="radio" name={ "yes-" (action.id) } value="n" autocomplete="off"; span { (says.no) } }
                    }
                }
            }
        }
    }
}

/// What can be written in plain words.
pub(super) fn ways<'a>(sheet: &Sheet<'a>) -> Vec<&'a Text> {
    let says = &sheet.words.page;
    vec![
        &says.how_yes,
        &says.how_confidence,
        &says.how_time,
        &says.how_keep,
    ]
}

pub(super) fn examples(sheet: &Sheet) -> Vec<String> {
    let says = &sheet.words.page;
    let action = actions(sheet).into_iter().next();
    let yes = action.map(|action| format!("{} {}", action.id, says.yes.to_lowercase()));
    let others = [
        &says.example_confidence,
        &says.example_time,
        &says.example_keep,
        &says.example_change,
    ];
    yes.into_iter()
        .chain(others.map(ToString::to_string))
        .collect()
}
