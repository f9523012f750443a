//! Every way out of the program: signals, faults of our own, a closed window, a stop. Nothing that was typed is lost, and
//! the terminal is left as it was (promises R3, R4, R5, R14).

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::meeting::{Meeting, SIZE, SOON, threats};
use super::program::{Program, Terminal};

/// Ends the program with a line half typed, and looks at everything that it leaves.
fn nothing_is_lost_by(end: impl FnOnce(&Program), meeting: &Meeting, by: &str) -> ExitStatus {
    let program = meeting.open();
    program.play("2t«Refund replayed»<enter><wait:+ T1 added>«half a line»<wait:half a line>");
    end(&program);
    let status = program.wait_exit(SOON);
    assert_eq!(threats(&meeting.saved()), ["Refund replayed"], "{by}");
    assert_eq!(meeting.line().as_deref(), Some("half a line"), "{by}");
    assert_eq!(
        meeting.names(),
        ["refund.ron"],
        "{by} leaves nothing beside the file"
    );
    status
}

fn is_given_back(program: &Program, by: &str) {
    assert!(program.is_cooked(), "{by}: {:?}", program.termios());
    for (mode, on) in [(1049, false), (2004, false), (25, true)] {
        assert_eq!(program.mode(mode), Some(on), "{by}: mode {mode}");
    }
}

/// What a way out leaves beside the session: nothing that someone would have to clear away.
fn no_lock_is_left(meeting: &Meeting, by: &str) {
    let names = meeting.names();
    assert!(
        !names.iter().any(|name| name.contains(".lock")),
        "{by}: {names:?}"
    );
}

#[test]
fn a_signal_costs_nothing_and_leaves_the_terminal_whole() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let meeting = Meeting::new();
        let by = format!("{signal:?}");
        let program = meeting.open();
        program.play("2t«Refund replayed»<enter><wait:+ T1 added>«half a line»<wait:half a line>");
        program.signal(signal);
        let status = program.wait_exit(SOON);
        assert_eq!(status.signal(), Some(signal.as_raw()), "{by}");
        is_given_back(&program, &by);
        assert_eq!(threats(&meeting.saved()), ["Refund replayed"], "{by}");
        assert_eq!(meeting.line().as_deref(), Some("half a line"), "{by}");
        no_lock_is_left(&meeting, &by);
    }
}

#[test]
fn a_fault_of_our_own_costs_nothing_and_leaves_the_terminal_whole() {
    let mut meeting = Meeting::new();
    meeting.terminal = Terminal::new(SIZE)
        .folder(meeting.folder.path())
        .variable("THREATBOARD_FAULTS", "1");
    let program = meeting.open();
    program.play("2t«Refund replayed»<enter><wait:+ T1 added>«half a line»<wait:half a line><f12>");
    assert_eq!(program.wait_exit(SOON).code(), Some(101));
    is_given_back(&program, "a panic");
    let screen = program.screen();
    assert!(screen.contains("The session is saved."), "{screen}");
    assert_eq!(threats(&meeting.saved()), ["Refund replayed"]);
    assert_eq!(meeting.line().as_deref(), Some("half a line"));
    no_lock_is_left(&meeting, "a panic");
}

#[test]
fn f12_is_no_fault_in_a_meeting() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("<f12><wait:F12 does nothing here>");
}

#[test]
fn a_closed_window_costs_nothing_and_leaves_no_process() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«Refund replayed»<enter><wait:+ T1 added>«half a line»<wait:half a line>");
    program.close_terminal();
    let status = program.wait_exit(SOON);
    // Whichever comes first, the signal or the terminal that cannot be read any more (4: the system refused).
    let hung_up = Signal::HUP.as_raw();
    let ends = [Some(128 + hung_up), Some(4)];
    assert!(
        status.signal() == Some(hung_up) || ends.contains(&status.code()),
        "{status}"
    );
    assert_eq!(threats(&meeting.saved()), ["Refund replayed"]);
    assert_eq!(meeting.line().as_deref(), Some("half a line"));
    no_lock_is_left(&meeting, "a closed window");
}

#[test]
fn leaving_keeps_the_half_typed_line_and_frees_the_session() {
    let meeting = Meeting::new();
    let status = nothing_is_lost_by(|program| program.play("<ctrl-q>y"), &meeting, "Ctrl+Q");
    assert!(status.success());
    assert!(
        meeting.saved().sittings.last().unwrap().ended.is_some(),
        "a meeting in which something changed is closed"
    );
}

#[test]
fn a_terminal_that_takes_no_output_keeps_nothing_back() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«Refund replayed»<enter><wait:+ T1 added>");
    program.hold_output(true);
    // Frames until the terminal is full; keys are read all the same until then.
    for n in 0..400_u16 {
        program.resize((100 + n % 2, 30));
        program.rest(Duration::from_millis(1));
    }
    program.signal(Signal::TERM);
    program.rest(Duration::from_secs(1));
    program.hold_output(false);
    let status = program.wait_exit(SOON);
    assert_eq!(status.signal(), Some(Signal::TERM.as_raw()));
    assert_eq!(threats(&meeting.saved()), ["Refund replayed"]);
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_the_screen_returns() {
    for answers in [true, false] {
        let mut meeting = Meeting::new();
        if !answers {
            meeting.terminal = Terminal::new(SIZE).folder(meeting.folder.path()).silent();
        }
        let program = meeting.open();
        program.play("2t«Refund replayed»<enter><wait:+ T1 added>«half»<ctrl-z>");
        program.wait_stopped(true);
        program.wait_until(|screen| !screen.alternate_screen(), "the shell's screen");
        is_given_back(&program, "Ctrl+Z");
        assert_eq!(
            meeting.line().as_deref(),
            Some("half"),
            "a stopped program may be killed"
        );
        program.signal(Signal::CONT);
        program.wait_stopped(false);
        program.wait_for("WHAT CAN GO WRONG");
        assert!(!program.is_cooked());
        assert_eq!(
            (program.mode(1049), program.mode(2004)),
            (Some(true), Some(true))
        );
        program.play("« a line»<enter><wait:+ T2 added>");
        program.signal(Signal::TERM);
        program.wait_exit(SOON);
        assert_eq!(
            threats(&meeting.saved()),
            ["Refund replayed", "half a line"]
        );
    }
}

#[test]
fn a_stop_that_no_one_announced_is_undone_too() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2");
    program.wait_for("WHAT CAN GO WRONG");
    program.signal(Signal::STOP);
    program.wait_stopped(true);
    let before = program.raw_output().len();
    let continued = Instant::now();
    program.signal(Signal::CONT);
    program.wait_stopped(false);
    program.wait_drawn_after(continued);
    // crossterm 0.29 leaves a key that comes in the same instant as a signal unread until the next one comes: the first
    // may meet the signal of the new size, the second comes when that is over.
    program.send(b"2");
    program.wait_quiet(Duration::from_millis(100));
    program.send(b"2");
    program.play("t«Still here»<enter><wait:+ T1 added>");
    assert!(
        program.raw_output().len() > before + 1000,
        "the whole screen is drawn anew"
    );
}

#[test]
fn ctrl_c_closes_the_line_and_then_asks_before_it_leaves() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«not this»<ctrl-c><gone:not this>");
    program.play("<ctrl-c><ctrl-c>");
    assert!(program.wait_exit(SOON).success());
    is_given_back(&program, "Ctrl+C");
    assert!(threats(&meeting.saved()).is_empty());
    assert_eq!(
        meeting.line(),
        Some("not this".to_owned()),
        "a line that was closed is kept"
    );
}
