//! What a terminal sends faster than anyone types: sizes, lines without brackets, a paste with a trap in it (promises
//! R15, Q3).

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::meeting::{Meeting, SIZE, SOON, threats};

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
            ["One", "harmless"],
            "attempt {attempt}"
        );
    }
}
