//! The private view in a second terminal beside the main program, on the same file, with a clock that the test moves.

use std::fs;
use std::time::SystemTime;

use tempfile::TempDir;
use threatboard::store::atomic;

use super::meeting::{Meeting, SIZE, SOON};
use super::program::{Program, Terminal};

/// A meeting whose programs ask the test for the time.
pub(super) struct Clocked {
    pub(super) meeting: Meeting,
    /// Not in the meeting's folder, as what is in there is looked at.
    clock: TempDir,
}

impl Clocked {
    pub(super) fn new() -> Self {
        let clock = tempfile::tempdir().unwrap();
        let mut meeting = Meeting::new();
        let path = clock.path().join("clock");
        meeting.terminal = Terminal::new(SIZE)
            .folder(meeting.folder.path())
            .variable("THREATBOARD_CLOCK", path.to_str().unwrap());
        let clocked = Self { meeting, clock };
        clocked.set(0);
        clocked
    }

    /// It is this many minutes past ten.
    pub(super) fn set(&self, minute: u32) {
        let now = format!("2026-05-09T10:{minute:02}:00+02:00");
        atomic::write_new(&self.clock.path().join("clock"), now.as_bytes(), true).unwrap();
    }

    fn notes(&self) -> Program {
        self.meeting.terminal.start(&["notes", "refund.ron"])
    }

    fn file(&self) -> (Vec<u8>, SystemTime) {
        let path = self.meeting.file();
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        (fs::read(path).unwrap(), modified)
    }
}

#[test]
fn the_notes_follow_what_happens_on_the_shared_screen() {
    let clocked = Clocked::new();
    let main = clocked.meeting.open();
    let notes = clocked.notes();
    notes.wait_for("Clock not started. Starting now would end at ");
    main.play("<space>");
    notes.wait_for("SCOPE  3 of 3 min left");
    notes.wait_for("4 min ahead  ends 11:26, planned 11:30");
    main.play("2");
    notes.wait_for("ROUND  11 of 11 min left");
    main.play("t«Ids leak @cy»<enter><wait:T1 added><esc>");
    notes.wait_for("Not heard yet: Ana, Bo, Di, Ed, Flo, Gus and Hal.");
    main.play(".");
    notes.wait_for("Turn: Ana. Then Bo.");
    // The main program saves once a minute; the notes go on by themselves.
    clocked.set(2);
    notes.wait_for("ROUND  9 of 11 min left");
    main.play("3");
    notes.wait_for("THREATS");
    notes.wait_for("T1: 4 of 4 min left.");
    notes.play("<ctrl-q>");
    assert!(notes.wait_exit(SOON).success());
    assert!(notes.is_cooked());
    assert_eq!(notes.mode(1049), Some(false));
    main.play("t«Still held»<enter><wait:T2 added>");
}

#[test]
fn the_notes_leave_no_trace_of_themselves() {
    let clocked = Clocked::new();
    let main = clocked.meeting.open();
    main.play("2t«Refund replayed»<enter><wait:T1 added><esc>");
    main.play("<ctrl-q>y");
    assert!(main.wait_exit(SOON).success());
    let (before, beside) = (clocked.file(), clocked.meeting.names());
    for key in ["q", "<esc>", "<ctrl-q>"] {
        let notes = clocked.notes();
        notes.wait_for("The last meeting ended at 10:00.");
        // None of these does what it does in the main program.
        notes.play("tmau2<enter><down><up>");
        notes.play(&format!("?<wait:The session file is only read.>{key}"));
        assert!(notes.wait_exit(SOON).success(), "{key}");
    }
    assert_eq!(clocked.file(), before);
    assert_eq!(clocked.meeting.names(), beside);
}

#[test]
fn a_file_that_is_away_or_broken_for_a_moment_is_said_and_waited_for() {
    let clocked = Clocked::new();
    let notes = clocked.notes();
    notes.wait_for("Clock not started. Starting now would end at");
    let file = clocked.meeting.file();
    let away = clocked.meeting.folder.path().join("away.ron");
    fs::rename(&file, &away).unwrap();
    notes.wait_for("! The file is gone. This is its state at 10:00.");
    notes.wait_for("Refunds");
    atomic::write_new(&file, b"(version: 1,", true).unwrap();
    notes.wait_for("! The file cannot be read now. This is its state at 10:00.");
    fs::rename(&away, &file).unwrap();
    notes.wait_gone("cannot be read");
    notes.play("<resize:60x20><wait:below><resize:30x8><wait:Window too small>");
    notes.play("<esc>");
    assert!(notes.wait_exit(SOON).success());
}

#[test]
fn a_file_that_is_no_session_is_refused_before_the_screen_is_taken() {
    let clocked = Clocked::new();
    let broken = clocked.meeting.folder.path().join("broken.ron");
    atomic::write_new(&broken, b"(version: 1,", true).unwrap();
    for (name, status, says) in [
        ("gone.ron", 3, "There is no file"),
        ("broken.ron", 3, "broken.ron:1:"),
    ] {
        let notes = clocked.meeting.terminal.start(&["notes", name]);
        assert_eq!(notes.wait_exit(SOON).code(), Some(status), "{name}");
        assert!(notes.screen().contains(says), "{}", notes.screen());
        assert_eq!(notes.mode(1049), None);
    }
}
