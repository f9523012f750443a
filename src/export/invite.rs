//! `invite.md`: an invitation that can be pasted into a mail, and `invite.ics`: the same meeting for a calendar, once it
//! has a time. Who is asked is told why their role matters; nothing is said of a person that the file does not hold.

use std::borrow::Cow;

use chrono::{TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use uuid::Uuid;

use super::ics::refolded;
use super::markdown::escape;
use super::phrase::{capital, count, sentence};
use super::view::View;
use super::{File, Kind, Names, Shelf, Takes};
use crate::catalogue::{Invitation, Occasion};
use crate::domain::{Clock, FourQuestion, NoteKind, Participant, SessionKind, Slot, Stamp, Text};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "invite",
    file: "invite.md",
    describes: "invitation: who, why, agenda",
    shelf: Shelf::People,
    write,
    takes: Takes::Less(|view| no_time(view).into_iter().collect()),
};

/// The file for a calendar.
const CALENDAR: &str = "invite.ics";

fn write(view: &View) -> Vec<File> {
    let page = File {
        name: KIND.file.to_owned(),
        contents: render(view),
    };
    let calendar = view.begins.map(|at| File {
        name: CALENDAR.to_owned(),
        contents: calendar(view, at),
    });
    std::iter::once(page).chain(calendar).collect()
}

/// A calendar needs a time.
fn no_time(view: &View) -> Option<String> {
    view.begins.is_none().then(|| {
        format!("The time of the meeting is open, so there is no {CALENDAR}. Give one with --at \"thu 10:00\".")
    })
}

/// The agenda that the meeting will follow: the chosen one where the meeting has not been closed, else that of a
/// follow-up.
fn clock<'a>(view: &View<'a>) -> Cow<'a, Clock> {
    let session = view.session;
    let sitting = session.sittings.last();
    let over = sitting.is_some_and(|sitting| sitting.ended.is_some());
    let chosen = sitting.and_then(|sitting| sitting.clock.as_ref());
    match chosen.filter(|clock| !over && !clock.slots.is_empty()) {
        Some(clock) => Cow::Borrowed(clock),
        None if over && session.kind == SessionKind::Meeting => {
            Cow::Owned(view.catalogue().clock(Occasion::Return))
        }
        None => Cow::Owned(view.catalogue().clock(session.kind.into())),
    }
}

/// A part of the agenda: its minutes, and what it is for.
struct Part {
    minutes: u32,
    says: String,
    /// The steps of a question with their minutes.
    steps: Vec<String>,
}

/// The steps in order, those of one question together.
fn parts(invitation: &Invitation, slots: &[Slot]) -> Vec<Part> {
    let same = |one: &Slot, next: &Slot| {
        one.step.question().is_some() && one.step.question() == next.step.question()
    };
    let parts = slots.chunk_by(same).filter_map(|slots| {
        let first = slots.first()?;
        let minutes = slots.iter().map(|slot| slot.planned).sum();
        let step = |slot: &Slot| format!("{} {}", slot.step.word(), slot.planned);
        let steps = slots.iter().filter(|_| slots.len() > 1).map(step).collect();
        let says = first.step.question().map_or_else(
            || invitation.step(first.step).to_owned(),
            |question: FourQuestion| question.sentence().to_owned(),
        );
        Some(Part {
            minutes,
            says,
            steps,
        })
    });
    parts.filter(|part| part.minutes > 0).collect()
}

/// The agenda line by line, with the time of day where the meeting has one.
fn agenda(view: &View, clock: &Clock) -> Vec<String> {
    let mut at = view.begins;
    let parts = parts(view.catalogue().invitation(), &clock.slots);
    let lines = parts.into_iter().map(|part| {
        let begins = at.map_or_else(String::new, |at| at.format("%H:%M, ").to_string());
        at = at.map(|at| at + TimeDelta::minutes(part.minutes.into()));
        let steps = match part.steps.as_slice() {
            [] => String::new(),
            steps => format!(" ({})", steps.join(", ")),
        };
        format!("{begins}{} min: {}{steps}", part.minutes, part.says)
    });
    lines.collect()
}

/// `Thu 14 May 2026, 10:00 to 11:30 (90 minutes)`.
fn when(at: Stamp, minutes: i64) -> String {
    let end = at + TimeDelta::minutes(minutes);
    let day = at.format("%a %-d %b %Y, %H:%M");
    format!("{day} to {} ({})", end.format("%H:%M"), long(minutes))
}

fn long(minutes: i64) -> String {
    count(usize::try_from(minutes).unwrap_or_default(), "minute")
}

/// The title, as it is called where there is none.
fn title<'a>(view: &View<'a>) -> &'a str {
    match view.session.title.as_str() {
        "" => "untitled",
        title => title,
    }
}

/// The whole page. Headings are underlined, as that is what plain text in a mail looks like, too.
fn render(view: &View) -> String {
    let invitation = view.catalogue().invitation();
    let clock = clock(view);
    let minutes = clock.planned() / 60;
    let mut out = String::new();
    head(
        &mut out,
        &format!("Invitation: {}", escape(title(view))),
        '=',
    );
    out.push_str(&invitation.purpose.join(" "));
    out.push_str("\n\n");
    out.push_str(&match view.begins {
        Some(at) => format!("When: {}\n", when(at, minutes)),
        None => format!("When: not set yet. It takes {}.\n", long(minutes)),
    });
    for (kind, heading, gap) in [
        (NoteKind::WhyNow, "Why now", None),
        (
            NoteKind::InScope,
            "In scope",
            Some("No scope yet: we agree on it first."),
        ),
        (NoteKind::OutOfScope, "Out of scope", None),
    ] {
        let notes = view.session.notes_of(kind);
        let notes: Vec<String> = notes.map(|note| escape(&note.text)).collect();
        match (notes.is_empty(), gap) {
            (true, None) => {}
            (true, Some(gap)) => section(&mut out, heading, &[], gap),
            (false, _) => section(&mut out, heading, &notes, ""),
        }
    }
    section(
        &mut out,
        "Who is asked, and why",
        &who(view),
        "No participants yet.",
    );
    let missing = view.session.notes_of(NoteKind::MissingRole);
    let missing: Vec<String> = missing.map(|note| escape(&note.text)).collect();
    if !missing.is_empty() {
        section(&mut out, "Roles that are missing", &missing, "");
    }
    section(&mut out, "What to bring", &invitation.bring, "Nothing.");
    let heading = format!("Agenda: {}", long(minutes));
    section(&mut out, &heading, &agenda(view, &clock), "No agenda yet.");
    section(
        &mut out,
        "Before the meeting",
        &invitation.before,
        "Nothing.",
    );
    out
}

fn head(out: &mut String, words: &str, line: char) {
    out.push_str(words);
    out.push('\n');
    let width = words.chars().count().clamp(3, 72);
    out.extend(std::iter::repeat_n(line, width));
    out.push_str("\n\n");
}

/// A heading, and its lines; what is said where there are none.
fn section(out: &mut String, heading: &str, lines: &[String], none: &str) {
    out.push('\n');
    head(out, heading, '-');
    if lines.is_empty() {
        out.push_str(none);
        out.push('\n');
    }
    for line in lines {
        out.push_str("- ");
        out.push_str(line);
        out.push('\n');
    }
}

/// Everyone who is asked, with why; where no one is named, each role once.
fn who(view: &View) -> Vec<String> {
    let invitation = view.catalogue().invitation();
    let people = &view.session.participants;
    if view.names == Names::None {
        let mut roles: Vec<(&str, &str, usize)> = Vec::new();
        for person in people {
            let asked = invitation.asked(&person.role);
            match roles.iter_mut().find(|(role, ..)| *role == asked.role) {
                Some((_, _, n)) => *n += 1,
                None => roles.push((&asked.role, &asked.why, 1)),
            }
        }
        let line = |(role, why, n): (&str, &str, usize)| match n {
            1 => format!("{}: {why}", capital(role)),
            n => format!("{} ({n} people): {why}", capital(role)),
        };
        return roles.into_iter().map(line).collect();
    }
    let line = |person: &Participant| {
        let label = view.label_md(Some(person.id))?;
        let is_said = view.names == Names::Roles || person.role.is_empty();
        let role = if is_said {
            String::new()
        } else {
            format!(" ({})", escape(&person.role))
        };
        let why = &invitation.asked(&person.role).why;
        Some(format!("{label}{role}: {why}"))
    };
    people.iter().filter_map(line).collect()
}

/// The meeting for a calendar. Its id stays the same, so that another time replaces the first one.
fn calendar(view: &View, at: Stamp) -> String {
    let session = view.session;
    let clock = clock(view);
    let over = session.sittings.last().is_some_and(|s| s.ended.is_some());
    let meeting = session.sittings.len() + usize::from(over);
    let id = Uuid::new_v5(&session.uuid, format!("invite/{meeting}").as_bytes());
    let begins = at.with_timezone(&Utc);
    let mut event = Event::new();
    event
        .uid(&id.to_string())
        .summary(&format!("Threat model: {}", title(view)))
        .description(&describe(view, &clock))
        .starts(begins)
        .ends(begins + TimeDelta::seconds(clock.planned()));
    if let Some(day) = view.today.and_hms_opt(0, 0, 0) {
        event.timestamp(day.and_utc());
    }
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//threatboard//EN"));
    calendar.push(event.done());
    refolded(&calendar.to_string())
}

/// What stands in the entry: why now, the scope, the agenda and what to bring.
fn describe(view: &View, clock: &Clock) -> String {
    let invitation = view.catalogue().invitation();
    let said = |kind: NoteKind| {
        let notes = view.session.notes_of(kind);
        notes.map(|note| &note.text).collect::<Vec<&Text>>()
    };
    let mut lines = vec![invitation.purpose.join(" ")];
    for (kind, label) in [
        (NoteKind::WhyNow, "Why now"),
        (NoteKind::InScope, "In scope"),
        (NoteKind::OutOfScope, "Out of scope"),
    ] {
        lines.extend(
            said(kind)
                .iter()
                .map(|text| format!("{label}: {}", sentence(text))),
        );
    }
    lines.push(String::new());
    lines.push("Agenda:".to_owned());
    lines.extend(agenda(view, clock));
    lines.push(String::new());
    lines.push("Bring:".to_owned());
    lines.extend(invitation.bring.iter().cloned());
    lines.join("\n")
}
