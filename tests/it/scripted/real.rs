//! The scripts against the real program in a real terminal, with a clock that the test moves.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use threatboard::domain::{Session, Stamp};

use crate::support::{Desk, WIDE, names_a_key, ten};
use crate::terminal::keys::parse;
use crate::terminal::program::{Program, Terminal};

/// How long the program may take to notice that a minute passed.
const SOON: Duration = Duration::from_secs(20);

/// Plays a script in a folder of its own, and gives the session that it leaves there.
fn play(script: &str) -> Session {
    play_in(tempfile::tempdir().unwrap().path(), script)
}

/// Plays a script in an empty folder.
fn play_in(folder: &Path, script: &str) -> Session {
    let sessions = folder.join("sessions");
    fs::create_dir(&sessions).unwrap();
    let clock = folder.join("clock");
    set(&clock, ten());
    let terminal = Terminal::new(WIDE)
        .folder(folder)
        .variable("THREATBOARD_CLOCK", clock.to_str().unwrap());
    let program = terminal.start(&[]);
    program.wait_for("THREAT MODEL SESSIONS");
    let mut now = ten();
    let mut typed = false;
    for line in script.lines() {
        if let Some(minute) = line.strip_prefix("#@ ") {
            let minute: i64 = minute.split(' ').next().unwrap().parse().unwrap();
            let then = ten() + TimeDelta::minutes(minute);
            while now < then {
                // A week is a closed laptop; within a meeting every minute is watched.
                let far = then - now > TimeDelta::hours(6);
                now = if far {
                    then
                } else {
                    now + TimeDelta::minutes(1)
                };
                set(&clock, now);
                if !far && typed {
                    noticed(&sessions, now, &program);
                }
            }
        }
        let line = super::sheets_90::filled(line, || session_in(&sessions).unwrap());
        let steps = parse(&line).unwrap();
        if !steps.is_empty() {
            program.play_steps(&steps);
            // What was typed in this minute is taken in this minute.
            program.wait_read();
            program.wait_quiet(Duration::from_millis(60));
            typed = true;
        }
    }
    program.play("<ctrl-q>");
    program.play("y");
    program.wait_exit(Duration::from_secs(10));
    session_in(&sessions).expect("a session in the folder")
}

fn set(clock: &Path, now: Stamp) {
    let text = now.to_rfc3339();
    threatboard::store::atomic::write_new(clock, text.as_bytes(), true).unwrap();
}

/// The only session of a folder.
fn session_in(sessions: &Path) -> Option<Session> {
    let files = fs::read_dir(sessions).unwrap().flatten();
    let mut files: Vec<PathBuf> = files.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    files.sort();
    let path = files.first()?;
    Some(threatboard::store::session::load(path).ok()?.session)
}

/// Waits until the program has kept this minute in its file, if its clock runs.
fn noticed(sessions: &Path, now: Stamp, program: &Program) {
    let began = Instant::now();
    loop {
        let session = session_in(sessions);
        let sitting = session.as_ref().and_then(|s| s.sittings.last());
        let clock = sitting.and_then(|sitting| sitting.clock.as_ref());
        let runs = clock.is_some_and(|c| c.state == threatboard::domain::ClockState::Running);
        let seen = clock.and_then(|c| c.seen);
        if (clock.is_some() && !runs) || seen.is_some_and(|seen| seen >= now) {
            return;
        }
        assert!(
            began.elapsed() < SOON,
            "{now} was not noticed:\n{}",
            program.screen()
        );
        std::thread::yield_now();
    }
}

/// Fields of the file that hold a moment or a length of time, or follow from the identity of the session.
const TIMES: [&str; 10] = [
    "key:",
    "at: \"",
    "changed:",
    "status_changed:",
    "spent:",
    "given:",
    "seen:",
    "started:",
    "ended:",
    "sheet: \"",
];

/// The file of a session, without what cannot be the same twice.
fn timeless(session: &Session) -> String {
    let mut session = session.clone();
    session.uuid = uuid::Uuid::nil();
    for sitting in &mut session.sittings {
        // Leaving closes what a script left open, and what is left is kept then.
        sitting.risk = None;
        if let Some(clock) = &mut sitting.clock {
            // Leaving closes what a script left open.
            clock.state = threatboard::domain::ClockState::Paused;
        }
    }
    if let Some(last) = session.sittings.last_mut() {
        // Closing keeps what is left, too.
        last.risk = None;
    }
    let text = threatboard::store::format::write(&session).unwrap();
    let lines = text.lines().filter(|line| {
        let line = line.trim_start();
        !TIMES.iter().any(|field| line.starts_with(field)) && !names_a_key(line)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Seconds that the first meeting of a session took by its clock.
fn spent(session: &Session) -> i64 {
    let clock = session.sittings.first().and_then(|s| s.clock.as_ref());
    clock.map_or(0, threatboard::domain::Clock::spent)
}

/// The real program leaves the file that the script leaves at a desk. A busy machine takes a key a moment later, which may
/// be the next minute: what was said must be the same, and the time that was counted nearly so.
fn same_as_at_a_desk(script: &str) {
    let mut desk = Desk::home();
    desk.play(script);
    same(&play(script), desk.session());
}

fn same(found: &Session, expected: &Session) {
    assert!((spent(found) - spent(expected)).abs() <= 120);
    let (found, expected) = (timeless(found), timeless(expected));
    let differs = found.lines().zip(expected.lines()).enumerate();
    let first: Vec<String> = differs
        .filter(|(_, (found, expected))| found != expected)
        .take(8)
        .map(|(line, (found, expected))| format!("{line}: {found} instead of {expected}"))
        .collect();
    assert!(found == expected, "{}", first.join("\n"));
}

#[test]
fn the_lunch_runs_in_a_real_terminal() {
    same_as_at_a_desk(super::lunch::LUNCH);
}

#[test]
fn a_lunch_from_the_screen_alone_and_the_next_one_run_in_a_real_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let (lunch, next) = (super::told::LUNCH, super::told::MONTH);
    let found = play_in(folder.path(), &[lunch, next].join("\n"));
    super::told::holds_the_lunch(&found);
    super::told::holds_the_next_lunch(&found);
    same(&found, super::told::next_lunch().0.session());
    let written = fs::read_dir(folder.path().join("sessions"))
        .unwrap()
        .flatten();
    let written: Vec<String> = written
        .filter_map(|entry| fs::read(entry.path().join("lunch.txt")).ok())
        .map(|bytes| String::from_utf8(bytes).unwrap())
        .collect();
    let [text] = written.as_slice() else {
        panic!("{written:?}")
    };
    assert!(text.contains("10 said: 7 threats, 3 questions"), "{text}");
}

#[test]
fn the_90_minutes_run_in_a_real_terminal() {
    same_as_at_a_desk(super::meeting_90::SCRIPT);
}

#[test]
fn the_90_minutes_with_sheets_run_in_a_real_terminal() {
    same(
        &play(super::sheets_90::SCRIPT),
        super::sheets_90::played().session(),
    );
}

#[test]
fn twelve_threats_are_sharpened_in_a_real_terminal() {
    same_as_at_a_desk(super::sharpen::SCRIPT);
}

#[test]
fn a_tree_of_twelve_threats_is_typed_in_a_real_terminal() {
    same_as_at_a_desk(super::tree::SCRIPT);
}

#[test]
fn the_telehealth_meeting_runs_in_a_real_terminal() {
    same_as_at_a_desk(super::telehealth::SCRIPT);
}

#[test]
fn the_telehealth_map_is_worked_on_and_swept_in_a_real_terminal() {
    same_as_at_a_desk(super::map_swept::SCRIPT);
}

#[test]
fn a_lunch_that_became_a_meeting_is_come_back_to_in_a_real_terminal() {
    let session = play(&[super::lunch::LUNCH, super::lunch::RETURN].join("\n"));
    let days: Vec<String> = session
        .sittings
        .iter()
        .map(|sitting| sitting.started.date_naive().to_string())
        .collect();
    assert_eq!(days, ["2026-05-09", "2026-05-16"]);
    assert_eq!(session.kind, threatboard::domain::SessionKind::Meeting);
    assert_eq!(session.threats.len(), 8);
}
