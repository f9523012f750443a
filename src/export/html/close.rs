//! The foot of the page: who was there, when it goes on, and what the room said about its own time.

use maud::{Markup, html};

use super::page::{Page, in_a_row, listed, term, words};
use crate::domain::{Foreseen, NoteKind, Participant, Seat, Sitting, Text};
use crate::export::phrase;

/// Who was there, by role, as the choice of names allows, and who was not.
pub(super) fn people(page: &Page) -> Option<Markup> {
    let session = page.view.session;
    let (away, there): (Vec<&Participant>, Vec<&Participant>) =
        session.participants.iter().partition(|p| p.absent);
    let missing = notes(page, NoteKind::MissingRole);
    if session.participants.is_empty() && missing.is_none() {
        return None;
    }
    let mut roles: Vec<(&str, Vec<Markup>)> = Vec::new();
    let mut unnamed = 0;
    for person in &there {
        let Some(label) = page.label(Some(person.id)) else {
            unnamed += 1;
            continue;
        };
        let what = html! {
            (label)
            @if let Some(seat) = person.seat { ", " (seat_words(seat)) }
        };
        let role = person.role.as_str();
        match roles.iter_mut().find(|(known, _)| *known == role) {
            Some((_, people)) => people.push(what),
            None => roles.push((role, vec![what])),
        }
    }
    let away: Vec<Markup> = away.iter().filter_map(|p| page.label(Some(p.id))).collect();
    Some(html! {
        @if unnamed > 0 {
            p { (if unnamed == 1 { "1 person".to_owned() } else { format!("{unnamed} people") }) ". Names are left out of this report." }
        }
        dl.facts {
            @for (role, people) in roles {
                div {
                    dt { @if role.is_empty() { "No role recorded" } @else { (words(role)) } }
                    dd { (listed(people)) }
                }
            }
            (term("Absent", (!away.is_empty()).then(|| listed(away))))
            (term("Missing", missing))
        }
    })
}

fn seat_words(seat: Seat) -> &'static str {
    match seat {
        Seat::Facilitator => "facilitator",
        Seat::Recorder => "scribe",
    }
}

/// When it goes on, and who should hear until then.
pub(super) fn again(page: &Page) -> Option<Markup> {
    let on = page.view.session.revisit;
    let when = notes(page, NoteKind::RevisitWhen);
    let hear = notes(page, NoteKind::ShouldHear);
    if on.is_none() && when.is_none() && hear.is_none() {
        return None;
    }
    let or_when = if on.is_some() { "Or if" } else { "If" };
    Some(html! {
        dl.facts {
            (term("On", on.map(|on| html! { (phrase::date(on)) })))
            (term(or_when, when))
            (term("To inform", hear))
        }
    })
}

/// The meetings, and what the room said about them.
pub(super) fn meeting(page: &Page) -> Option<Markup> {
    let session = page.view.session;
    let spent = page.view.tally.time_well_spent_tenths;
    let keep = notes(page, NoteKind::Keep);
    let change = notes(page, NoteKind::Change);
    let told = |s: &Sitting| s.why.is_some() || !s.incident.is_empty() || s.foreseen.is_some();
    let several = session.sittings.len() > 1 || session.sittings.iter().any(told);
    if spent.is_none() && keep.is_none() && change.is_none() && !several {
        return None;
    }
    Some(html! {
        dl.facts {
            (term("Time well spent", spent.map(|mean| html! { (phrase::tenths(mean)) " of 5" })))
            (term("Keep", keep))
            (term("Change", change))
            @if several {
                @for sitting in &session.sittings { (sat(page, sitting)) }
            }
        }
    })
}

/// One meeting of several: when, why, and what had happened.
fn sat(page: &Page, sitting: &Sitting) -> Markup {
    html! {
        div {
            dt { (phrase::date(sitting.started.date_naive())) }
            dd {
                "The team met"
                @if let Some(why) = sitting.why { " because of " (why.words()) }
                "."
                @if !sitting.incident.is_empty() {
                    " What happened: " (words(&phrase::sentence(&sitting.incident)))
                }
                @match sitting.foreseen {
                    Some(Foreseen::No) => { " It was not on the list." },
                    Some(Foreseen::As(id)) => { " It was on the list: " (page.link(id)) "." },
                    None => {},
                }
            }
        }
    }
}

/// The lines of one list; nothing when it is empty.
fn notes(page: &Page, kind: NoteKind) -> Option<Markup> {
    let texts: Vec<&Text> = page.view.session.notes_of(kind).map(|n| &n.text).collect();
    (!texts.is_empty()).then(|| in_a_row(texts))
}
