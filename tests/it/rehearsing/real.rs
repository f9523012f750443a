//! Rehearsals in a real terminal, with a clock that the test moves.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use threatboard::domain::{Clock, ClockState, Session, Stamp};

use super::{FACILITATOR, FIRST, SLOPPY};
use crate::support::{WIDE, ten};
use crate::terminal::keys::parse;
use crate::terminal::program::{Program, Terminal};

/// How long the program may take to notice that a minute passed.
const SOON: Duration = Duration::from_secs(20);

/// A terminal whose programs ask a file for the time.
fn terminal() -> (Terminal, PathBuf) {
    let terminal = Terminal::new(WIDE);
    let clock = terminal.home().join("clock");
    set(&clock, ten());
    let named = clock.to_str().unwrap().to_owned();
    (terminal.variable("THREATBOARD_CLOCK", &named), clock)
}

fn set(clock: &Path, now: Stamp) {
    let text = now.to_rfc3339();
    threatboard::store::atomic::write_new(clock, text.as_bytes(), true).unwrap();
}

fn meeting(terminal: &Terminal, name: &str) -> PathBuf {
    let data = terminal.home().join("data/threatboard/rehearsals");
    data.join(name).join("meeting.ron")
}

fn session(file: &Path) -> Option<Session> {
    Some(threatboard::store::session::load(file).ok()?.session)
}

fn clock_of(file: &Path) -> Option<Clock> {
    session(file)?.sittings.last()?.clock.clone()
}

/// Waits until the program has kept this minute in its file, if its clock runs.
fn noticed(file: &Path, now: Stamp, program: &Program) {
    let began = Instant::now();
    loop {
        let clock = clock_of(file);
        let stands = clock
            .as_ref()
            .is_some_and(|c| c.state != ClockState::Running);
        if stands || clock.and_then(|c| c.seen).is_some_and(|seen| seen >= now) {
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

/// Plays a script in a rehearsal to its end, which is the page of how it went.
fn played(name: &str, script: &str) -> (Terminal, Program) {
    let (terminal, clock) = terminal();
    let program = terminal.start(&["rehearse", name]);
    program.wait_for("ROOM 1x");
    let file = meeting(&terminal, name);
    let mut now = ten();
    for line in script.lines() {
        if let Some(minute) = line.strip_prefix("#@ ") {
            let minute: i64 = minute.split(' ').next().unwrap().parse().unwrap();
            while now < ten() + TimeDelta::minutes(minute) {
                now += TimeDelta::minutes(1);
                set(&clock, now);
                noticed(&file, now, &program);
            }
        }
        let steps = parse(line).unwrap();
        if !steps.is_empty() {
            program.play_steps(&steps);
            program.wait_read();
            program.wait_quiet(Duration::from_millis(60));
        }
    }
    (terminal, program)
}

/// Reads down the page until this is on the screen.
fn reads(program: &Program, says: &str) {
    for _ in 0..80 {
        if program.screen().contains(says) {
            return;
        }
        let before = Instant::now();
        program.play("<down>");
        program.wait_drawn_after(before);
    }
    panic!(
        "no {says:?} in the page that ends with\n{}",
        program.screen()
    );
}

fn quit(program: &Program) {
    program.play("<ctrl-q>");
    program.play("y");
    program.wait_exit(Duration::from_secs(10));
}

#[test]
fn the_ten_minutes_have_a_full_score() {
    let (_, program) = played("first", FIRST);
    reads(&program, "SCORE  15 of 15");
}

#[test]
fn the_forty_minutes_have_a_full_score_and_leave_nothing_elsewhere() {
    let (terminal, program) = played("facilitator", FACILITATOR);
    reads(&program, "SCORE  33 of 33");
    quit(&program);
    let folder = meeting(&terminal, "facilitator");
    let folder = folder.parent().unwrap();
    let written = files(terminal.home());
    let written = written.iter().filter(|path| !path.ends_with("clock"));
    let elsewhere: Vec<_> = written.filter(|path| !path.starts_with(folder)).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    assert!(
        files(folder)
            .iter()
            .any(|path| path.ends_with("summary.md")),
        "exported"
    );
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let found = entries.flat_map(|entry| match entry.path() {
        path if path.is_dir() => files(&path),
        path => vec![path],
    });
    found.collect()
}

#[test]
fn the_misses_of_someone_in_a_hurry_are_on_the_page() {
    let (_, program) = played("first", SLOPPY);
    for says in [
        "SCORE  2 of 11",
        "Pat    Does the locker company keep a list of our codes?",
        "T2 is in the file as: threat. Expected: fix.",
        "M1 is about T1. Expected: T3.",
        "No turn, no item, no task: Nia, Omar, Pat, Ruth.",
    ] {
        reads(&program, says);
    }
}

#[test]
fn a_killed_rehearsal_goes_on_where_its_file_is() {
    let (terminal, clock) = terminal();
    let program = terminal.start(&["rehearse"]);
    program.wait_for("Today we look at booking");
    let file = meeting(&terminal, "first");
    let minute = ten() + TimeDelta::minutes(1);
    set(&clock, minute);
    program.wait_for("Leave the website out");
    noticed(&file, minute, &program);
    program.kill9();
    let program = terminal.start(&[file.to_str().unwrap()]);
    program.wait_for("Leave the website out");
    assert!(clock_of(&file).unwrap().spent() >= 60);
    program.play("n");
    program.wait_for("A member books a drill");
    let first = program.screen();
    assert!(
        !first.contains("The app asks"),
        "not everything again:\n{first}"
    );
}

#[test]
fn a_rehearsal_says_where_it_is_and_a_second_one_has_a_folder_of_its_own() {
    let (terminal, _) = terminal();
    for name in ["first", "first-2"] {
        let program = terminal.start(&["rehearse"]);
        program.wait_for("ROOM 1x");
        quit(&program);
        program.wait_for("Your rehearsal is in");
        assert!(session(&meeting(&terminal, name)).is_some(), "{name}");
    }
    let program = terminal.start(&[]);
    program.wait_for("THREAT MODEL SESSIONS");
    program.play("l");
    program.wait_quiet(Duration::from_millis(60));
    assert!(
        !program.screen().contains("Tool library"),
        "{}",
        program.screen()
    );
}

#[test]
fn a_rehearsal_whose_script_is_broken_opens_without_its_room_and_says_so() {
    let (terminal, _) = terminal();
    let program = terminal.start(&["rehearse"]);
    program.wait_for("ROOM 1x");
    quit(&program);
    let file = meeting(&terminal, "first");
    let script = file.with_file_name("script.ron");
    let opens = |says: &str| {
        let program = terminal.start(&[file.to_str().unwrap()]);
        program.wait_for("WHAT ARE WE WORKING ON?");
        program.wait_for(says);
        assert!(!program.screen().contains("ROOM"), "{}", program.screen());
        quit(&program);
    };
    let text = threatboard::catalogue::rehearsals::Script::bundled_text(None).unwrap();
    let broken = text.replace("Round, 30", "Round, 3000");
    threatboard::store::atomic::write_new(&script, broken.as_bytes(), true).unwrap();
    opens("script.ron is not a rehearsal script: line");
    fs::remove_file(&script).unwrap();
    opens("This opens without its room. script.ron is gone.");
    let made = std::process::Command::new("mkfifo").arg(&script).status();
    assert!(made.unwrap().success());
    opens("script.ron is not a regular file.");
}

#[test]
fn the_door_begins_a_rehearsal_and_offers_it_again_until_it_is_closed() {
    let (terminal, _) = terminal();
    let program = terminal.start(&[]);
    program.play("<wait:First time? Press p>p<wait:10 minutes: Tool library>");
    assert!(!program.screen().contains("Go on"), "{}", program.screen());
    program.play("<enter><wait:Today we look at booking>i«Booking a tool»<enter><wait:Added><esc>");
    quit(&program);
    let program = terminal.start(&[]);
    program.play("<wait:No sessions yet>p<wait:Go on: Tool library><enter><wait:Booking a tool>");
    program.wait_for("ROOM");
    assert!(
        !program.screen().contains("meeting began"),
        "{}",
        program.screen()
    );
    program.play("E<wait:Press E again>E<wait:HOW IT WENT>");
    quit(&program);
    let program = terminal.start(&[]);
    program.play("<wait:No sessions yet>p<wait:10 minutes: Tool library>");
    assert!(!program.screen().contains("Go on"), "{}", program.screen());
    let rehearsals = meeting(&terminal, "first-2");
    assert!(!rehearsals.exists(), "going on makes no second one");
}

#[test]
fn a_sheet_and_a_paste_in_a_rehearsal_stay_in_its_folder_and_no_search_finds_them() {
    let (terminal, _) = terminal();
    let program = terminal.start(&["rehearse"]);
    program.play("<wait:Today we look at booking>2");
    program.play("<paste:Nia: Zebra eats the ledger\\nOmar: Zebra sleeps on the key><wait:PASTED><enter><wait:2 threats added><esc>");
    program.play("x<wait:EXPORT><down><down><down><down><down><down><down><down><space><enter>");
    program.wait_for("files to ~/data/threatboard/rehearsals/first");
    quit(&program);
    let folder = meeting(&terminal, "first");
    let folder = folder.parent().unwrap();
    let written = files(terminal.home());
    assert!(
        written.iter().any(|path| path.ends_with("sheet.html")),
        "{written:?}"
    );
    let elsewhere: Vec<_> = written
        .iter()
        .filter(|path| !path.ends_with("clock") && !path.starts_with(folder))
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    let program = terminal.start(&[]);
    program.play("<wait:No sessions yet>/«zebra»");
    program.wait_for("find> zebra");
    program.wait_quiet(Duration::from_millis(60));
    assert!(!program.screen().contains("Zebra"), "{}", program.screen());
}
