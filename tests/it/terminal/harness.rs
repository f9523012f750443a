//! The harness is tested with programs that everyone has, so that a failing flow is the program's mistake.

use std::time::Duration;

use rustix::process::Signal;

use super::keys::parse;
use super::program::{Program, Terminal};

const SIZE: (u16, u16) = (60, 10);
const SOON: Duration = Duration::from_secs(10);

fn shell(script: &str) -> Program {
    Terminal::new(SIZE).start_command(&["/bin/sh", "-c", script])
}

fn signal_of(status: std::process::ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[test]
fn the_real_program_runs_in_a_terminal_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(&["--version"], SIZE, &[("NO_COLOR", "1")], folder.path());
    assert!(program.wait_exit(SOON).success(), "{}", program.screen());
}

#[test]
fn what_a_program_says_is_on_the_screen_and_its_status_is_known() {
    let program = shell("echo one; echo two; exit 3");
    program.wait_for("two");
    assert_eq!(program.wait_exit(SOON).code(), Some(3));
    assert_eq!(program.screen().trim_end(), "one\ntwo");
    assert_eq!(program.raw_output(), b"one\r\ntwo\r\n");
}

#[test]
fn a_program_sees_its_own_home_and_nothing_of_ours() {
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal::new((200, 30))
        .variable("EXTRA", "set")
        .folder(folder.path());
    let program = terminal.start_command(&["/bin/sh", "-c", "env; pwd -P; echo end"]);
    program.wait_for("end");
    let screen = program.screen();
    let home = terminal.home().to_str().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    for line in [
        &format!("HOME={home}"),
        &format!("XDG_STATE_HOME={home}/state"),
        "TERM=xterm-256color",
        "COLORTERM=truecolor",
        "EXTRA=set",
        folder.to_str().unwrap(),
    ] {
        assert!(
            screen.lines().any(|seen| seen == line),
            "{line} is missing in\n{screen}"
        );
    }
    assert!(!screen.contains("CARGO"), "{screen}");
}

#[test]
fn typed_keys_reach_the_program() {
    let program = shell("echo ready; read line; echo \"got $line\"; clear; echo end; exec cat");
    program.play("<wait:ready>t«o <lt>type»<enter><gone:ready><wait:end>");
    program.play("again<enter>");
    program.wait_until(
        |screen| screen.contents().matches("again").count() == 2,
        "an echo and an answer",
    );
}

#[test]
fn a_paste_arrives_in_brackets_with_the_line_ends_of_a_terminal() {
    let program = shell("stty -icanon -echo -icrnl; echo ready; head -c 15 | od -An -c");
    program.play(r"<wait:ready><paste:a\nb>");
    program.wait_for(r"033   [   2   0   0   ~   a  \r   b 033   [   2   0   1   ~");
}

#[test]
fn an_escape_is_read_before_the_next_key_is_sent() {
    let program =
        shell("stty -icanon -echo; echo ready; dd bs=9 count=1 2>/dev/null | od -An -c; echo end");
    program.play("<wait:ready><esc>x<wait:end>");
    assert!(
        program.screen().contains("033\nend"),
        "{}",
        program.screen()
    );
}

#[test]
fn a_new_size_is_seen_by_the_program() {
    let program = shell("stty size; read line; stty size");
    program.play("<wait:10 60><resize:100x30><enter><wait:30 100>");
    assert_eq!(program.screen().split('\n').count(), 30);
}

#[test]
fn a_typist_with_a_pace_sends_every_step_and_stops_when_the_program_is_gone() {
    let program = shell("head -n 1; echo bye; exec cat");
    let steps = parse("«ab»<enter><wait:bye>").unwrap();
    let sent = program.play_paced(&steps, Duration::from_millis(2));
    assert!(sent.len() == 4 && sent.is_sorted(), "{sent:?}");
    program.kill9();
    program.wait_exit(SOON);
    assert!(
        program
            .play_paced(&steps, Duration::from_millis(2))
            .is_empty()
    );
}

#[test]
fn signals_end_a_program_with_their_number() {
    for signal in [Signal::TERM, Signal::INT] {
        let program = shell("echo ready; exec cat");
        program.wait_for("ready");
        program.signal(signal);
        assert_eq!(signal_of(program.wait_exit(SOON)), Some(signal.as_raw()));
    }
    let program = shell("trap '' TERM; echo ready; exec cat");
    program.wait_for("ready");
    program.signal(Signal::TERM);
    program.kill9();
    assert_eq!(
        signal_of(program.wait_exit(SOON)),
        Some(Signal::KILL.as_raw())
    );
}

#[test]
fn a_stopped_program_is_seen_to_stop_and_to_go_on() {
    let program = shell("echo ready; exec cat");
    program.wait_for("ready");
    program.signal(Signal::STOP);
    program.wait_stopped(true);
    program.signal(Signal::CONT);
    program.wait_stopped(false);
    program.play("on<enter>");
}

#[test]
fn a_closed_terminal_hangs_up_without_a_last_key() {
    let folder = tempfile::tempdir().unwrap();
    let script = "trap 'exit 7' HUP; echo ready; while read line; do echo \"$line.\" > typed; done";
    let program = Terminal::new(SIZE)
        .folder(folder.path())
        .start_command(&["/bin/sh", "-c", script]);
    program.wait_for("ready");
    program.close_terminal();
    assert_eq!(program.wait_exit(SOON).code(), Some(7));
    assert!(
        !folder.path().join("typed").exists(),
        "closing the terminal typed a line"
    );
}

#[test]
fn a_held_terminal_blocks_the_program_until_it_reads_again() {
    let program = shell("echo ready; read line; yes | head -n 200000; echo the end");
    program.play("<wait:ready>");
    program.hold_output(true);
    program.play("<enter>");
    program.rest(Duration::from_millis(20));
    let sent = program.raw_output().len();
    assert!(sent < 200_000, "{sent} bytes were read");
    program.hold_output(false);
    program.wait_for("the end");
}

#[test]
fn quiet_comes_after_the_last_output() {
    let program = shell("for i in 1 2 3 4 5 6 7 8; do echo line $i; done; exec cat");
    program.wait_for("line 1");
    program.wait_quiet(Duration::from_millis(100));
    assert!(program.screen().contains("line 8"));
}

#[test]
fn raw_and_cooked_terminals_are_told_apart() {
    let program = shell("stty raw -echo; echo raw; head -c 1; stty sane; echo cooked; exec cat");
    program.wait_for("raw");
    assert!(!program.is_cooked());
    program.play("x<wait:cooked>");
    assert!(program.is_cooked(), "{:?}", program.termios());
}

#[test]
fn styles_and_modes_are_seen() {
    let program = shell(r"printf '\033[?1049h\033[?25l漢 \033[1;31mred\033[0m plain'; exec cat");
    program.wait_for("plain");
    let (red, plain) = (program.cell_of("red"), program.cell_of("plain"));
    assert_eq!((red.fgcolor(), red.bold()), (vt100::Color::Idx(1), true));
    assert_eq!(
        (plain.fgcolor(), plain.bold()),
        (vt100::Color::Default, false)
    );
    assert_eq!(
        [1049, 25, 2004].map(|mode| program.mode(mode)),
        [Some(true), Some(false), None]
    );
    assert_eq!(program.read(vt100::Screen::cursor_position), (0, 12));
}

#[test]
fn questions_to_the_terminal_are_answered_unless_it_is_silent() {
    let questions = [
        (r"ab\033[6n", "033   [   1   ;   3   R"),
        (r"\033[c", "033   [   ?   6   2   ;"),
        (r"\033]10;?\007", "033   ]   1   0   ;   r"),
        (r"\033]11;?\033\\", "033   ]   1   1   ;   r"),
    ];
    for (question, answer) in questions {
        let ask = |patience: &str| {
            format!(
                "stty -icanon -echo {patience}; printf '{question}'; head -c 6 | od -An -c; echo end"
            )
        };
        let program = shell(&ask("min 1"));
        program.wait_for("end");
        assert!(
            program.screen().contains(answer),
            "{question}\n{}",
            program.screen()
        );
        // Reads nothing after a fifth of a second.
        let deaf = Terminal::new(SIZE).silent();
        let program = deaf.start_command(&["/bin/sh", "-c", &ask("min 0 time 2")]);
        program.wait_for("end");
        assert!(
            !program.screen().contains("033"),
            "{question}\n{}",
            program.screen()
        );
    }
}

#[test]
#[should_panic(
    expected = "waited in vain for `two` to appear; the program ended with exit status: 4 and shows\none"
)]
fn a_wait_in_vain_shows_the_screen() {
    let program = shell("echo one; exit 4");
    program.wait_exit(SOON);
    program.wait_for("two");
}
