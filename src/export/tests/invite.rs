//! An invitation as the one who gets it reads it: the page as Markdown, the entry by the parser of the `icalendar` crate.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime, Event};
use insta::assert_snapshot;
use proptest::prelude::*;
use proptest::sample::select;

use super::escaping::{folded, read};
use super::laws::{core, hostile};
use super::options;
use super::rich::{at, rich};
use crate::domain::{AgendaStep, Moment, NoteKind, Planned, Session, SessionKind, Stamp};
use crate::export::{File, Format, Names, Options, remarks, render};

/// Ten o'clock on Thursday 28 May 2026, in Berlin.
fn thursday() -> Stamp {
    DateTime::parse_from_rfc3339("2026-05-28T10:00:00+02:00").unwrap()
}

fn at_ten(names: Names) -> Options {
    Options {
        at: Some(thursday()),
        ..options(names)
    }
}

fn files(session: &Session, options: &Options) -> Vec<File> {
    render(Format::INVITE, session, options)
}

/// A session that is prepared: people, scope, and no meeting yet.
fn prepared() -> Session {
    let mut session = rich();
    session.sittings.truncate(1);
    session.sittings[0].ended = None;
    session.sittings[0].clock = None;
    session
}

/// The one event of a calendar.
fn event(calendar: &str) -> Event {
    let calendar: Calendar = calendar.parse().unwrap();
    match calendar.components.as_slice() {
        [CalendarComponent::Event(event)] => event.clone(),
        other => panic!("{other:?}"),
    }
}

fn utc(at: Option<DatePerhapsTime>) -> DateTime<Utc> {
    match at {
        Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(at))) => at,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_invitation_says_who_why_what_to_bring_and_the_agenda() {
    for names in Names::ALL {
        let files = files(&prepared(), &at_ten(names));
        assert_snapshot!(format!("invite_{}", names.name()), files[0].contents);
    }
}

#[test]
fn without_a_time_the_page_says_so_and_there_is_no_entry() {
    let (session, options) = (prepared(), options(Names::default()));
    let open = files(&session, &options);
    let [page] = open.as_slice() else {
        panic!("{open:?}");
    };
    assert!(
        page.contents
            .contains("\nWhen: not set yet. It takes 90 minutes.\n"),
        "{}",
        page.contents
    );
    assert!(
        page.contents.contains("\n- 4 min: Why we meet"),
        "{}",
        page.contents
    );
    let said = remarks(Format::INVITE, &session, &options).join("\n");
    assert!(said.contains("--at \"thu 10:00\""), "{said}");
    assert_eq!(
        remarks(Format::INVITE, &session, &at_ten(Names::Full)),
        [""; 0]
    );
}

#[test]
fn the_entry_is_as_long_as_the_agenda_and_has_it_in_it() {
    let files = files(&prepared(), &at_ten(Names::default()));
    let [page, entry] = files.as_slice() else {
        panic!("{files:?}");
    };
    assert_eq!(
        [page.name.as_str(), entry.name.as_str()],
        ["invite.md", "invite.ics"]
    );
    assert!(
        page.contents
            .contains("When: Thu 28 May 2026, 10:00 to 11:30 (90 minutes)"),
        "{}",
        page.contents
    );
    let event = event(&entry.contents);
    assert_eq!(utc(event.get_start()), thursday());
    assert_eq!(
        utc(event.get_end()) - utc(event.get_start()),
        TimeDelta::minutes(90)
    );
    let says = event.get_description().unwrap();
    for line in page
        .contents
        .lines()
        .filter_map(|line| line.strip_prefix("- 1"))
    {
        assert!(
            says.contains(&format!("\n1{line}")),
            "{line} is not in {says}"
        );
    }
    assert_eq!(
        event.get_timestamp().map(|at| at.date_naive()),
        NaiveDate::from_ymd_opt(2026, 5, 20)
    );
    assert!(
        entry.contents.ends_with("END:VCALENDAR\r\n"),
        "{}",
        entry.contents
    );
    assert_snapshot!("invite_entry", says);
}

#[test]
fn another_time_moves_the_entry_and_the_next_meeting_is_another_entry() {
    let uid = |session: &Session, options: &Options| {
        let files = files(session, options);
        event(&files[1].contents).get_uid().unwrap().to_owned()
    };
    let session = prepared();
    let first = uid(&session, &at_ten(Names::Full));
    let later = Options {
        at: Some(thursday() + TimeDelta::days(1)),
        ..at_ten(Names::None)
    };
    assert_eq!(uid(&session, &later), first);
    let mut over = session.clone();
    over.sittings[0].ended = Some(at(90));
    assert_ne!(uid(&over, &later), first);
}

#[test]
fn the_agenda_is_the_one_that_was_chosen_and_a_closed_meeting_is_followed_up() {
    let catalogue = options(Names::Full).catalogue;
    let heading = |session: &Session| {
        let files = files(session, &options(Names::Full));
        let mut lines = files[0].contents.lines();
        lines
            .find(|line| line.starts_with("Agenda"))
            .unwrap()
            .to_owned()
    };
    let mut session = prepared();
    assert_eq!(heading(&session), "Agenda: 90 minutes");
    session.sittings[0].clock = catalogue
        .agenda("meeting-60")
        .map(crate::catalogue::Agenda::clock);
    assert_eq!(heading(&session), "Agenda: 60 minutes");
    session.sittings[0].ended = Some(at(60));
    assert_eq!(heading(&session), "Agenda: 45 minutes");
    let lunch = Session::new(
        uuid::Uuid::nil(),
        "Lunch".into(),
        SessionKind::Whiteboard,
        at(0),
    );
    assert_eq!(heading(&lunch), "Agenda: 45 minutes");
}

/// The minutes of the lines of the agenda, as they stand on the page.
fn minutes(page: &str) -> u32 {
    let lines = page.lines().filter(|line| line.contains(" min: "));
    let minutes = lines.map(|line| {
        let before = line.split(" min: ").next().unwrap();
        before.rsplit(' ').next().unwrap().parse::<u32>().unwrap()
    });
    minutes.sum()
}

#[test]
fn the_minutes_of_the_lines_come_to_the_whole_for_every_agenda() {
    let catalogue = options(Names::Full).catalogue;
    for kind in [SessionKind::Meeting, SessionKind::Whiteboard] {
        for agenda in catalogue.agendas_for(kind) {
            let mut session = Session::new(uuid::Uuid::nil(), "Refunds".into(), kind, at(0));
            session.sittings[0].clock = Some(agenda.clock());
            let files = files(&session, &at_ten(Names::Full));
            assert_eq!(
                minutes(&files[0].contents),
                agenda.minutes(),
                "{}",
                agenda.name
            );
            let event = event(&files[1].contents);
            let long = utc(event.get_end()) - utc(event.get_start());
            assert_eq!(
                long,
                TimeDelta::minutes(agenda.minutes().into()),
                "{}",
                agenda.name
            );
        }
    }
}

/// The agenda of the invitation and of the sheet that comes with it: what each part is called, with its minutes.
fn agendas(session: &Session) -> [Vec<(String, u32)>; 2] {
    let mut options = options(Names::Full);
    options.sheet.moment = Some(Moment::Before);
    let read = |format: Format, name: &str, part: fn(&str) -> Option<(String, u32)>| {
        let files = render(format, session, &options);
        let file = files.iter().find(|file| file.name == name).unwrap();
        let lines = file.contents.lines();
        let lines = lines.filter_map(|line| part(line.strip_prefix("- ")?));
        lines.collect::<Vec<_>>()
    };
    let invited = read(Format::INVITE, "invite.md", |line| {
        let (minutes, says) = line.split_once(" min: ")?;
        let says = says.split(" (").next()?;
        Some((says.to_owned(), minutes.parse().ok()?))
    });
    let handed = read(Format::SHEET, "sheet.txt", |line| {
        let (says, minutes) = line.strip_suffix(" min")?.rsplit_once(": ")?;
        Some((says.to_owned(), minutes.parse().ok()?))
    });
    [invited, handed]
}

#[test]
fn the_sheet_for_before_the_meeting_has_the_agenda_of_the_invitation() {
    let catalogue = options(Names::Full).catalogue;
    for kind in [SessionKind::Meeting, SessionKind::Whiteboard] {
        for agenda in catalogue.agendas_for(kind) {
            let mut session = Session::new(uuid::Uuid::nil(), "Refunds".into(), kind, at(0));
            let mut clock = agenda.clock();
            session.sittings[0].clock = Some(clock.clone());
            let [invited, handed] = agendas(&session);
            assert!(!invited.is_empty());
            assert_eq!(invited, handed, "{}", agenda.name);
            // Nothing but spare time goes by the name of what is no step.
            let spare = |steps: &[Planned]| {
                let steps = steps.iter().filter(|it| it.step == AgendaStep::Buffer);
                steps.map(|it| it.minutes).sum::<u32>()
            };
            let buffer = handed.iter().filter(|(says, _)| says == "Buffer");
            assert_eq!(
                buffer.map(|(_, minutes)| minutes).sum::<u32>(),
                spare(&agenda.steps),
                "{}",
                agenda.name
            );
            clock.slots.clear();
            session.sittings[0].clock = Some(clock);
            let [invited, handed] = agendas(&session);
            assert!(!invited.is_empty());
            assert_eq!(invited, handed, "{} without steps", agenda.name);
            session.sittings[0].clock = Some(agenda.clock());
            session.sittings[0].ended = Some(at(60));
            let [invited, handed] = agendas(&session);
            assert_eq!(invited, handed, "after {}", agenda.name);
        }
    }
}

#[test]
fn an_invitation_speaks_of_the_sheet_only_where_it_comes_along() {
    let session = prepared();
    let page = |comes: bool| {
        let mut options = options(Names::Full);
        options.sheet.is_invited_with = comes;
        files(&session, &options).remove(0).contents
    };
    let (with, alone) = (page(true), page(false));
    assert!(with.contains("The file sheet.html comes with this invitation."));
    assert!(
        !alone.contains("sheet.html") && !alone.contains("Finished"),
        "{alone}"
    );
    for page in [with, alone] {
        // Of fixes the sheet for before the meeting knows nothing.
        assert!(
            page.contains("missing:") && page.contains("assumption:"),
            "{page}"
        );
        assert!(!page.contains("fix:"), "{page}");
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_the_entry_is_read_and_the_page_keeps_the_scope(
        session in hostile(),
        names in select(&Names::ALL[..]),
    ) {
        let files = files(&session, &at_ten(names));
        prop_assert_eq!(files.len(), 2);
        let page = folded(&read(&files[0].contents).words);
        for kind in [NoteKind::WhyNow, NoteKind::InScope, NoteKind::OutOfScope, NoteKind::MissingRole] {
            for note in session.notes_of(kind) {
                prop_assert!(page.contains(&core(&note.text)), "{:?} is not in\n{}", note.text.as_str(), page);
            }
        }
        for line in files[1].contents.split("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{:?}", line);
        }
        let event = event(&files[1].contents);
        prop_assert_eq!(utc(event.get_start()), thursday());
        let summary = event.get_summary().unwrap_or_default();
        prop_assert!(summary.contains(session.title.as_str()), "{:?}", summary);
    }
}
