//! What a terminal sends faster than anyone types: sizes, lines without brackets, a paste with a trap in it (promises
//! R15, Q3).

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::meeting::{Meeting, SIZE, SOON, threats};
use super::program::Terminal;

#[test]
fn a_storm_of_sizes_is_survived() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«Refund replayed»<enter><wait:+ T1 added>«half»");
    let sizes = [
        (1, 1),
        (200, 60),
        (40, 10),
        (39, 9),
        (80, 24),
        (2, 50),
        (300, 1),
        (60, 20),
        (100, 30),
    ];
    for _ in 0..5 {
        for size in sizes.repeat(4) {
            program.resize(size);
        }
        let moment = Instant::now();
        program.resize((90, 30));
        program.wait_drawn_after(moment);
        program.wait_quiet(Duration::from_millis(100));
        program.play("x<bs>");
    }
    let moment = Instant::now();
    program.resize(SIZE);
    program.wait_drawn_after(moment);
    program.wait_quiet(Duration::from_millis(100));
    program.play("« a line»<enter><wait:+ T2 added>");
    assert_eq!(program.read(vt100::Screen::size).1.get(), 100);
    program.wait_for("WHAT CAN GO WRONG");
}

#[test]
fn a_key_that_meets_a_new_size_is_read_at_once() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t");
    program.wait_for("threat>");
    for n in 1..=60_usize {
        program.send(b"x");
        program.resize(if n % 2 == 0 { (100, 30) } else { (120, 30) });
        program.wait_for(&format!("> {} ", "x".repeat(n)));
    }
    program.signal(Signal::TERM);
    program.wait_exit(SOON);
    assert_eq!(meeting.line(), Some("x".repeat(60)));
}

#[test]
fn a_burst_of_lines_without_brackets_is_a_paste() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t");
    program.wait_for("threat>");
    program.send(b"Refund replayed by a thief\rFile swapped on the way\rDisk full");
    program.wait_quiet(Duration::from_millis(300));
    assert!(
        !program.screen().contains("T1 added"),
        "nothing is added before it was looked at\n{}",
        program.screen()
    );
    program.play("<enter><wait:3 threats added: T1 to T3>");
    program.play("<esc>v<wait:How many hands>");
    program.send(b"Ana: T1, T2, T1\rBo: T2 T2\rCy: T3");
    program.wait_for("3 ballots, 6 votes");
    program.play("<enter><wait:VOTES>");
    program.signal(Signal::TERM);
    program.wait_exit(SOON);
    assert_eq!(
        threats(&meeting.saved()),
        [
            "Refund replayed by a thief",
            "File swapped on the way",
            "Disk full"
        ]
    );
}

#[test]
fn a_burst_without_brackets_and_without_a_line_runs_no_command() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«One»<enter><wait:+ T1 added><esc><gone:threat\\>>");
    program.send(include_bytes!("../../files/burst-without-brackets.txt"));
    program.wait_for("3 threats");
    program.play("<enter><wait:3 threats added: T2 to T4>");
    program.signal(Signal::TERM);
    program.wait_exit(SOON);
    assert_eq!(
        threats(&meeting.saved()),
        [
            "One",
            "Deleted accounts can still sign in",
            "nobody checks tokens",
            "export of data leaks"
        ]
    );
}

#[test]
fn a_sentence_in_one_burst_with_the_key_of_its_line_is_typed_there() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.send(b"2tRefund replayed by a thief\r");
    program.play("<wait:+ T1 added><esc><gone:threat\\>>");
    program.send(b"mTLS is missing");
    program.play("<wait:threat\\> mTLS is missing><enter><wait:+ T2 added>");
}

#[test]
fn a_long_burst_without_brackets_is_one_paste() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("3<wait:WHAT ARE WE GOING TO DO>");
    let lines: String = (1..=300)
        .map(|n| format!("Deleted account {n} can still sign in\r"))
        .collect();
    program.send(lines.as_bytes());
    program.wait_for("300 threats");
    program.play("<enter><wait:300 threats added>");
    program.signal(Signal::TERM);
    program.wait_exit(SOON);
    assert_eq!(threats(&meeting.saved()).len(), 300);
}

#[test]
fn keys_in_one_burst_do_what_they_do_one_by_one() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«One»<enter><wait:+ T1 added><esc> ");
    program.send(b"n-");
    program.wait_for("One minute less: read back.");
}

#[test]
fn esc_and_a_key_in_one_burst_are_two_keys() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«half a line»");
    program.send(b"\x1bq");
    program.play("<wait:question\\>>«Who?»<enter><wait:+ Q1 added>");
    program.send(b"\x1bt");
    program.wait_for("threat> half a line");
}

/// tmux takes Esc and a key that comes soon for Alt and that key.
#[test]
#[cfg_attr(without_tmux, ignore = "needs tmux")]
fn esc_and_a_key_are_two_keys_in_tmux() {
    let meeting = Meeting::new();
    let sockets = tempfile::tempdir().unwrap();
    let terminal = Terminal::new(SIZE)
        .folder(meeting.folder.path())
        .variable("TMUX_TMPDIR", sockets.path().to_str().unwrap());
    let board = env!("CARGO_BIN_EXE_threatboard");
    let tmux = [
        "tmux",
        "-f",
        "/dev/null",
        "new-session",
        board,
        "refund.ron",
    ];
    let program = terminal.start_command(&tmux);
    program.wait_for("Refunds");
    program.play("2<wait:WHAT CAN GO WRONG>t<wait:threat\\>>«half a line»<wait:half a line>");
    program.send(b"\x1b");
    program.send(b"q");
    program.play("<wait:question\\>>«Who?»<enter><wait:+ Q1 added><esc>");
    program.play("<gone:question\\>><ctrl-q><wait:Quit>y");
    program.wait_exit(SOON);
    assert_eq!(meeting.saved().questions.len(), 1);
}

#[test]
fn a_paste_that_holds_its_own_end_runs_no_command() {
    for attempt in 0..20 {
        let meeting = Meeting::new();
        let program = meeting.open();
        program.play("2t«One»<enter><wait:+ T1 added><esc><gone:threat\\>>");
        // After the false end: take out, undo, leave.
        program.send(b"\x1b[200~harmless\x1b[201~dd\x11y\x1b[201~");
        program.wait_for("harmless");
        program.wait_quiet(Duration::from_millis(100));
        program.play("<enter><wait:+ T2 added>");
        program.signal(Signal::TERM);
        program.wait_exit(SOON);
        assert_eq!(
            threats(&meeting.saved()),
            ["One", "harmlessddy"],
            "attempt {attempt}"
        );
    }
}

#[test]
fn what_was_typed_behind_a_paste_and_came_with_it_is_not_lost() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t");
    program.wait_for("threat>");
    program.send(b"\x1b[200~Token replayed\x1b[201~\rFile swapped");
    program.play("<wait:Token replayed><wait:File swapped><enter><wait:2 threats added>");
    program.signal(Signal::TERM);
    program.wait_exit(SOON);
    assert_eq!(
        threats(&meeting.saved()),
        ["Token replayed", "File swapped"]
    );
}

#[test]
fn what_the_terminal_answers_late_is_not_typed_and_swallows_no_key() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«half»");
    for answer in [
        "\x1b]11;rgb:1010/1414/1818\x1b\\",
        "\x1b]10;rgb:ffff/ffff/ffff\x07",
        "\x1b[>0;276;0c",
        "\x1b[?2026;2$y",
        "\x1b[12;40R\x1b[?62;22c",
        "\x1bP>|tmux 3.4\x1b\\",
        "\x1b[I\x1b[O\x1b[?0u",
    ] {
        program.send(answer.as_bytes());
        program.wait_read();
        program.play("x");
    }
    program.wait_for("threat> halfxxxxxxx ");
    // The same while no line is open: nothing of it is a command.
    program.play("<esc><gone:threat\\>>");
    program.send(b"\x1b]11;rgb:dddd/dddd/dddd\x07\x1b[>0;276;0c");
    program.play("t<wait:threat\\> halfxxxxxxx>y<wait:halfxxxxxxxy>");
    program.signal(Signal::TERM);
    program.wait_exit(SOON);
    assert_eq!(meeting.line().as_deref(), Some("halfxxxxxxxy"));
}

#[test]
fn esc_and_an_arrow_in_one_burst_are_two_keys() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«One»<enter>«Two»<enter><wait:+ T2 added>«half»");
    program.send(b"\x1b\x1b[A");
    program.play("<gone:threat\\>>e<wait:edit\\> One>");
}
