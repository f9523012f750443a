//! The real program in a real terminal, told line by line.

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::process::Signal;
use threatboard::store::{format, session};

use super::{SCRIPT, transcript};
use crate::support::{Desk, ENDLESS, WIDE, names_a_key};
use crate::terminal::keys::{Step, parse};
use crate::terminal::program::{Program, Terminal};

const SOON: Duration = Duration::from_secs(10);

/// What the program said, without the switches of bracketed paste at its beginning and end.
fn said(program: &Program) -> String {
    let sent = String::from_utf8(program.raw_output()).unwrap();
    transcript(&sent.replace("\x1b[?2004h", "").replace("\x1b[?2004l", ""))
}

/// Waits until this is said, in any case: what a drawn screen shows in capitals is told in small letters.
fn wait_for(program: &Program, text: &str) {
    let text = text.to_lowercase();
    program.wait_until(
        |screen| screen.contents().to_lowercase().contains(&text),
        &format!("`{text}` to be said"),
    );
}

/// Plays the script that is written for the drawn screen.
fn play(program: &Program, script: &str) {
    for step in parse(script).unwrap() {
        match step {
            Step::Wait(text) => wait_for(program, &text),
            Step::Gone(_) => {}
            step => program.play_steps(&[step]),
        }
    }
}

/// A session's file without what differs from one meeting to the next: who it is, and when.
fn timeless(text: &str) -> String {
    let timed = [
        "uuid:",
        "key:",
        "at:",
        "changed:",
        "status_changed:",
        "started:",
        "ended:",
    ];
    let lines = text.lines();
    lines
        .filter(|line| {
            let line = line.trim_start();
            !timed.iter().any(|field| line.starts_with(field)) && !names_a_key(line)
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// What is told, without the paths of this machine.
fn placeless(said: &str) -> Vec<&str> {
    let lines = said.lines();
    lines
        .filter(|line| !line.starts_with("Exported ") && *line != "Writing the exports.")
        .collect()
}

#[test]
fn the_scripted_meeting_runs_line_by_line_and_leaves_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("sessions")).unwrap();
    let program = Program::start(&["--plain"], (ENDLESS, 30), &[], folder.path());
    wait_for(&program, "No sessions yet");
    play(&program, SCRIPT);
    assert!(program.wait_exit(SOON).success());
    let path = folder.path().join("sessions/payments-api-refund-flow.ron");
    let mut told = session::load(&path).unwrap().session;
    let mut drawn = Desk::home();
    drawn.play(SCRIPT);
    let mut seen = drawn.session().clone();
    // The script's clock runs at the desk only.
    for sitting in told.sittings.iter_mut().chain(&mut seen.sittings) {
        sitting.clock = None;
    }
    assert_eq!(
        timeless(&format::write(&told).unwrap()),
        timeless(&format::write(&seen).unwrap()),
        "the file is that of the meeting on the drawn screen"
    );
    // Told by the real program as it was told at a desk on the same day.
    let began = session::load(&path).unwrap().session.started().unwrap();
    let at_desk = super::meeting(|desk| {
        desk.app.now = began;
        for step in super::steps(SCRIPT) {
            desk.step(&step);
        }
    });
    let really = said(&program);
    same(&placeless(&really), &placeless(&at_desk));
    assert_eq!(
        [1049, 25, 1000].map(|mode| program.mode(mode)),
        [None, None, None],
        "the screen, the caret and the mouse were never touched"
    );
}

/// Whether two transcripts are the same; the first line that differs is shown alone.
fn same(really: &[&str], wanted: &[&str]) {
    for (place, (really, wanted)) in really.iter().zip(wanted).enumerate() {
        assert_eq!(really, wanted, "line {}", place + 1);
    }
    assert_eq!(really.len(), wanted.len());
}

/// A program with a session of its own, question 2 before it.
fn started(variables: &[(&str, &str)]) -> (tempfile::TempDir, Program) {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["new", "Refunds", "--with", "Ana, Bo", "--file", "r.ron"];
    let program = Program::start(&arguments, WIDE, variables, folder.path());
    wait_for(&program, "What are we working on?");
    program.play("2");
    wait_for(&program, "What can go wrong?");
    (folder, program)
}

const PLAIN: &[(&str, &str)] = &[("THREATBOARD_PLAIN", "1")];

#[test]
fn the_line_is_edited_where_the_caret_is() {
    let (_folder, program) = started(PLAIN);
    program.play("t«Refunt»<bs>«d»");
    wait_for(&program, "threat: Refund");
    let (row, column) = program.read(vt100::Screen::cursor_position);
    assert_eq!(usize::from(column), "threat: Refund".len());
    program.play("<home>");
    let start = "threat: ".len();
    program.wait_until(
        |screen| screen.cursor_position() == (row, u16::try_from(start).unwrap()),
        "the caret at the beginning",
    );
}

#[test]
fn a_resize_goes_on_in_a_line_that_fits() {
    let (_folder, program) = started(PLAIN);
    program.play("t«A line that is longer than a small terminal»<resize:40x10>");
    program.wait_until(
        |screen| {
            let rows: Vec<String> = screen.rows(0, 40).collect();
            rows.iter()
                .any(|row| row.starts_with("threat: ") && !row.contains("A line"))
        },
        "the end of the line in a row of its own",
    );
    program.play("«s»<enter>");
    wait_for(&program, "Threat 1 added: A line that is longer");
    assert!(
        said(&program)
            .contains("\nThreat 1 added: A line that is longer\nthan a small terminals.\n")
    );
}

#[test]
fn suspended_and_back_it_says_where_the_meeting_is() {
    let (_folder, program) = started(PLAIN);
    program.play("t«half»");
    wait_for(&program, "threat: half");
    program.play("<ctrl-z>");
    program.wait_stopped(true);
    program.wait_until(|screen| !screen.bracketed_paste(), "the shell's terminal");
    assert!(program.is_cooked(), "{:?}", program.termios());
    assert_eq!(program.mode(2004), Some(false));
    assert!(
        said(&program).ends_with("\nthreat: half\n"),
        "the shell has a line of its own"
    );
    program.signal(Signal::CONT);
    program.wait_stopped(false);
    wait_for(&program, "Back in threatboard.");
    program.play("« a line»<enter>");
    wait_for(&program, "Threat 1 added: half a line.");
    assert!(said(&program).contains("You are typing: threat."));
}

#[test]
fn a_signal_leaves_the_terminal_whole_and_below_the_line() {
    let (folder, program) = started(PLAIN);
    program.play("t«half»");
    wait_for(&program, "threat: half");
    program.signal(Signal::TERM);
    assert_eq!(
        program.wait_exit(SOON).signal(),
        Some(Signal::TERM.as_raw())
    );
    assert!(program.is_cooked());
    assert_eq!(
        [1049, 2004].map(|mode| program.mode(mode)),
        [None, Some(false)]
    );
    assert!(said(&program).ends_with("\nthreat: half\n"));
    let kept = session::load(&folder.path().join("r.ron")).unwrap().session;
    assert_eq!(kept.draft.unwrap().text.as_str(), "half");
}

#[test]
fn a_fault_of_our_own_is_said_on_a_line_of_its_own() {
    let (_folder, program) = started(&[("THREATBOARD_PLAIN", "1"), ("THREATBOARD_FAULTS", "1")]);
    program.play("t«half»");
    wait_for(&program, "threat: half");
    program.play("<f12>");
    assert_eq!(program.wait_exit(SOON).code(), Some(101));
    assert!(program.is_cooked());
    assert_eq!(program.mode(1049), None);
    let screen = program.screen();
    assert!(screen.contains("The session is saved."), "{screen}");
    assert!(
        screen.lines().any(|line| line == "threat: half"),
        "{screen}"
    );
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_threatboard"))
        .arg("--plain")
        .env("HOME", home.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(done.stderr).unwrap(),
        "--plain also needs a terminal for keys and output, and this is not one: start it without < or |. For scripts: add, list, check, export.\n"
    );
    assert!(done.stdout.is_empty());
}

#[test]
fn the_flag_and_the_variable_are_one() {
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal::new(WIDE).folder(folder.path());
    let program = terminal.start(&["--plain"]);
    wait_for(&program, "threatboard, line by line.");
    program.play("<ctrl-q>");
    assert!(program.wait_exit(SOON).success());
    assert_eq!(program.mode(1049), None);
}
