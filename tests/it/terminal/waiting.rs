//! Slow disks: a named pipe holds what takes its time until the test lets it go, so that nothing here depends on how
//! fast a machine is.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags, open};
use threatboard::domain::{Edit, FourQuestion, New};
use threatboard::store::lock::{self, LockOutcome};
use threatboard::store::{paths, session};

use super::meeting::{Meeting, SIZE, SOON, threats};
use super::own::own;
use super::program::{Program, Terminal};
use crate::support::ten;

/// A meeting whose session lies in `./sessions`, and the pipe that holds the program's slow work.
fn held() -> (Meeting, PathBuf) {
    let mut meeting = Meeting::new();
    let folder = meeting.folder.path().join("sessions");
    paths::make_private_folder(&folder).unwrap();
    std::fs::copy(meeting.file(), folder.join("refund-flow.ron")).unwrap();
    let pipe = meeting.folder.path().join("hold");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    meeting.terminal = Terminal::new(SIZE)
        .folder(meeting.folder.path())
        .variable("THREATBOARD_HOLD", pipe.to_str().unwrap());
    (meeting, pipe)
}

/// Lets go of the work that waits at the pipe, or will in a moment.
fn let_go(program: &Program, pipe: &Path) {
    let until = Instant::now() + SOON;
    // Without a reader there is no one to write to, and waiting for one could be for ever.
    let flags = OFlags::WRONLY | OFlags::NONBLOCK;
    while let Err(error) = open(pipe, flags, Mode::empty()) {
        assert!(Instant::now() < until, "nothing waits at the pipe: {error}");
        program.rest(Duration::from_millis(1));
    }
}

#[test]
fn the_screen_goes_on_while_a_slow_disk_is_waited_for() {
    let (meeting, pipe) = held();
    let program = meeting.terminal.start(&[]);
    program.play("<wait:Looking for sessions ...>");
    program.play("?<wait:KEYS OF THIS SCREEN><esc>");
    let_go(&program, &pipe);
    program.play("<wait:1 session:><gone:Looking for sessions>l<wait:Refunds>");
    program.play("1<wait:Opening refund-flow.ron ...>t<wait:Esc cancels>");
    program.play("<esc><wait:refund-flow.ron was not opened.>");
    let_go(&program, &pipe);
    program.play("1<wait:Opening refund-flow.ron ...>");
    let_go(&program, &pipe);
    program.play("<wait:Last meeting: 9 May 2026>");
    program
        .play("2t«Disk full»<enter><wait:+ T1 added><esc>x<enter><wait:Writing the exports ...>");
    program.play("2t«half a line»<wait:half a line>");
    let_go(&program, &pipe);
    program.play("<wait:Exported><wait:half a line><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let file = meeting.folder.path().join("sessions/refund-flow.ron");
    let saved = session::load(&file).unwrap().session;
    assert_eq!(threats(&saved), ["Disk full"]);
    assert_eq!(saved.draft.unwrap().text.as_str(), "half a line");
}

#[test]
fn a_slow_file_of_the_command_line_is_named_on_the_first_frame() {
    let (meeting, pipe) = held();
    let program = meeting.terminal.start(&["refund.ron"]);
    program.play("<wait:Opening refund.ron ...>t<wait:Esc cancels>");
    assert_eq!(program.mode(1049), Some(true), "on a screen of its own");
    let_go(&program, &pipe);
    program.play("<wait:Last meeting: 9 May 2026>");
}

#[test]
fn what_is_wrong_with_ones_own_files_is_said_once_a_slow_file_is_open() {
    let (meeting, pipe) = held();
    own(&meeting, "thresholds.ron", "(room: (quiet_percent: 130))");
    let program = meeting.terminal.start(&["refund.ron"]);
    program.play("<wait:Opening refund.ron ...>");
    let_go(&program, &pipe);
    program.play("<wait:Last meeting: 9 May 2026><wait:! The bundled thresholds are used;>");
}

#[test]
fn a_slow_file_that_cannot_be_read_is_said_after_the_screen_is_given_back() {
    let (meeting, pipe) = held();
    let file = meeting.file();
    std::fs::remove_file(&file).unwrap();
    std::fs::copy("tests/it/terminal/waiting.rs", &file).unwrap();
    let program = meeting.terminal.start(&["refund.ron"]);
    program.play("<wait:Opening refund.ron ...>");
    let_go(&program, &pipe);
    assert_eq!(program.wait_exit(SOON).code(), Some(3));
    assert_eq!(program.mode(1049), Some(false));
    assert!(
        program.screen().contains("refund.ron:"),
        "{}",
        program.screen()
    );
}

#[test]
fn a_slow_file_of_the_command_line_can_be_left_for_the_start_screen() {
    let (meeting, pipe) = held();
    let program = meeting.terminal.start(&["refund.ron"]);
    program.play("<wait:Opening refund.ron ...><esc><wait:Looking for sessions ...>");
    let_go(&program, &pipe);
    program.play("<wait:1 session:><wait:refund.ron was not opened.><ctrl-q>");
    assert!(program.wait_exit(SOON).success());
}

#[test]
fn leaving_waits_for_exports_that_are_being_written() {
    let (meeting, pipe) = held();
    let program = meeting.terminal.start(&["refund.ron"]);
    let_go(&program, &pipe);
    program.play("<wait:Last meeting: 9 May 2026>x<enter><wait:Writing the exports ...><ctrl-q>y");
    let_go(&program, &pipe);
    program.wait_exit(SOON);
    assert!(meeting.folder.path().join("refund/summary.md").is_file());
}

#[test]
fn whether_the_list_is_always_shown_is_remembered_beside_the_theme() {
    let (meeting, _) = held();
    let terminal = Terminal::new(SIZE).folder(meeting.folder.path());
    let program = terminal.start(&[]);
    program.play("<wait:1 session:><gone:Refunds>");
    program.play("<ctrl-p>theme<enter><wait:THEME><down><enter><ctrl-p>list always<enter><wait:Refunds><ctrl-q>");
    assert!(program.wait_exit(SOON).success());
    let settings = terminal.home().join("config/threatboard/settings.ron");
    let settings = String::from_utf8(std::fs::read(settings).unwrap()).unwrap();
    assert!(
        settings.contains("show_recents: always") && settings.contains("light"),
        "{settings}"
    );
    let program = terminal.start(&[]);
    program.play("<wait:Refunds><ctrl-p>list always<enter><gone:Refunds><ctrl-q>");
    assert!(program.wait_exit(SOON).success());
    let program = terminal.start(&[]);
    program.play("<wait:1 session:><gone:Refunds>");
}

#[test]
fn a_window_that_opens_while_a_command_writes_waits_and_shows_what_was_written() {
    let (meeting, pipe) = held();
    let file = meeting.file();
    let program = meeting.terminal.start(&["refund.ron"]);
    program.wait_for("Refunds");
    // The file was read, and a command has it now.
    let LockOutcome::Held(command) = lock::acquire_for_command(&file, ten()) else {
        panic!("nothing else has the session");
    };
    let_go(&program, &pipe);
    for n in 1..=20 {
        let mut loaded = session::load(&file).unwrap();
        let new = New::threat(format!("Theirs {n}"), FourQuestion::GoWrong);
        loaded.session.apply(&Edit::Add(new), ten()).unwrap();
        session::save(&file, &loaded).unwrap();
    }
    drop(command);
    program.play("2<wait:Theirs 20>t«Mine»<enter><wait:+ T21 added><esc><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let saved = meeting.saved();
    assert_eq!(threats(&saved).len(), 21);
    assert_eq!(threats(&saved)[20], "Mine");
    assert_eq!(meeting.names(), ["hold", "refund.ron", "sessions"]);
}
