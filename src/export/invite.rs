//! `invite.md`: an invitation that can be pasted into a mail, and `invite.ics`: the same meeting for a calendar, once it
//! has a time. Who is asked is told why their role matters; nothing is said of a person that the file does not hold.

use chrono::{TimeDelta, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use uuid::Uuid;

use super::agenda;
use super::ics::refolded;
use super::markdown::escape;
use super::phrase::{capital, count, sentence};
use super::view::View;
use super::{File, Kind, Names, Shelf, Takes};
use crate::catalogue::Language;
use crate::catalogue::sheet::PageWords;
use crate::domain::{Clock, NoteKind, Participant, Stamp, Text};

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

/// The words that it shares with the sheet for before the meeting. An invitation is in English.
fn shared<'a>(view: &'a View<'_>) -> Option<&'a PageWords> {
    Some(&view.catalogue.sheet_words(Language::En)?.page)
}

/// What to bring.
fn bring(view: &View) -> Vec<String> {
    let bring = shared(view).map(|says| agenda::bring(says).map(ToString::to_string));
    bring.into_iter().flatten().collect()
}

/// The agenda line by line, with the time of day where the meeting has one.
fn agenda(view: &View, clock: &Clock) -> Vec<String> {
    let mut at = view.begins;
    let parts = shared(view).map(|says| agenda::parts(says, clock));
    let lines = parts.into_iter().flatten().map(|part| {
        let begins = at.map_or_else(String::new, |at| at.format("%H:%M, ").to_string());
        at = at.map(|at| at + TimeDelta::minutes(part.minutes.into()));
        let steps = match part.steps.as_slice() {
            [_] => String::new(),
            steps => {
                let steps = steps
                    .iter()
                    .map(|(step, minutes)| format!("{} {minutes}", step.word()));
                format!(" ({})", steps.collect::<Vec<_>>().join(", "))
            }
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
    let clock = agenda::clock(view);
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
            Some("No scope yet: we'll agree on it first."),
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
        "Who's invited, and why",
        &who(view),
        "No participants yet.",
    );
    let missing = view.session.notes_of(NoteKind::MissingRole);
    let missing: Vec<String> = missing.map(|note| escape(&note.text)).collect();
    if !missing.is_empty() {
        section(&mut out, "Roles that are missing", &missing, "");
    }
    section(&mut out, "What to bring", &bring(view), "Nothing.");
    let heading = format!("Agenda: {}", long(minutes));
    section(&mut out, &heading, &agenda(view, &clock), "No agenda yet.");
    section(
        &mut out,
        "Before the meeting",
        if view.sheet.is_invited_with {
            &invitation.before
        } else {
            &invitation.replies
        },
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
    let clock = agenda::clock(view);
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
    lines.extend(bring(view));
    lines.join("\n")
}
