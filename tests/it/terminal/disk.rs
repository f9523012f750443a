//! What happens to the file of a meeting from outside: a second instance, another program, a folder that is gone.
//! Nothing that was typed is lost, and nothing of anyone else's is overwritten (promises R7, R8, R9).

use std::fs;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use threatboard::domain::Text;
use threatboard::store::session;

use super::meeting::{Meeting, SIZE, SOON, put, threats};
use super::notes::Clocked;
use super::program::Terminal;
use crate::support::room;

#[test]
fn a_second_instance_reads_only_and_names_who_has_the_session() {
    let meeting = Meeting::new();
    let first = meeting.open();
    first.play("2t«Refund replayed»<enter><wait:+ T1 added>");
    let second = meeting.open();
    second.wait_for("READ ONLY");
    second.wait_for("open in another terminal since ");
    // Every way to change something, none of which may.
    second.play("2t«Mine»<enter><esc>sh<esc>d<esc>e<esc>u<paste:one\\ntwo><enter><esc>3rr<esc>m<esc>6a<esc>");
    second.play("<ctrl-q>y");
    assert!(second.wait_exit(SOON).success());
    first.play("«File swapped»<enter><wait:+ T2 added><esc><ctrl-q>y");
    assert!(first.wait_exit(SOON).success());
    let saved = meeting.saved();
    assert_eq!(threats(&saved), ["Refund replayed", "File swapped"]);
    assert_eq!(saved.threats[0].severity, None);
    assert_eq!(meeting.names(), ["refund.ron"]);
}

#[test]
fn a_read_only_window_is_told_when_the_other_one_is_closed() {
    let clocked = Clocked::new();
    let first = clocked.meeting.open();
    let second = clocked.meeting.open();
    second.wait_for("READ ONLY");
    clocked.set(1);
    second.wait_for("10:01");
    second.wait_for("open in another terminal since ");
    first.play("<ctrl-q>y");
    assert!(first.wait_exit(SOON).success());
    clocked.set(2);
    second.wait_for("the other terminal closed it. Open it again to change it");
    second.play("<ctrl-q>y");
    assert!(second.wait_exit(SOON).success());
    assert_eq!(clocked.meeting.names(), ["refund.ron"]);
}

#[test]
fn the_lock_of_a_killed_instance_asks_nobody_anything() {
    let meeting = Meeting::new();
    let first = meeting.open();
    first.kill9();
    first.wait_exit(SOON);
    let second = meeting.open();
    second.play("2t«Mine»<enter><wait:+ T1 added>");
}

#[test]
fn a_file_that_somebody_else_changed_is_left_alone() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«Ours»<enter><wait:+ T1 added>");
    let kept = |_: &_| threats(&meeting.saved()) == ["Ours"];
    program.wait_until(kept, "the first threat in the file");
    let mut theirs = room();
    theirs.title = Text::new("Theirs");
    // As an editor saves: another file takes the name.
    let new = meeting.folder.path().join("theirs");
    put(&new, &theirs);
    fs::rename(&new, meeting.file()).unwrap();
    // The line that is being typed is saved, too, so the change is noticed before Enter.
    program.play("«Ours too»<wait:changed by another program><enter><wait:+ T2 added>");
    program.play("«And this»<enter><wait:+ T3 added>«half»<wait:half>");
    program.signal(Signal::TERM);
    program.wait_exit(SOON);
    let screen = program.screen();
    assert!(
        screen.contains("Another program changed the session file.")
            && screen.contains("refund.conflict-"),
        "{screen}"
    );
    assert_eq!(meeting.saved(), theirs);
    let names = meeting.names();
    let conflict = names
        .iter()
        .find(|name| name.starts_with("refund.conflict-"))
        .expect("a copy of ours");
    let ours = session::load(&meeting.folder.path().join(conflict))
        .unwrap()
        .session;
    assert_eq!(threats(&ours), ["Ours", "Ours too", "And this"]);
    assert_eq!(ours.draft.unwrap().text.as_str(), "half");
}

#[test]
fn a_folder_that_is_gone_is_said_until_it_is_back_and_costs_nothing() {
    let meeting = Meeting::new();
    let home = meeting.folder.path().join("meetings");
    let away = meeting.folder.path().join("away");
    fs::create_dir(&home).unwrap();
    fs::rename(meeting.file(), home.join("refund.ron")).unwrap();
    let program = meeting.terminal.start(&["meetings/refund.ron"]);
    program.play("<wait:Refunds>2t«Before»<enter><wait:+ T1 added>");
    fs::rename(&home, &away).unwrap();
    program.play("«Meanwhile»<enter><wait:NOT SAVED>");
    program.play("«And more»<enter>«half»");
    // Three tries, a second apart.
    program.wait_for("A copy is in");
    program.wait_for("NOT SAVED");
    let rescue = meeting.terminal.home().join("state/threatboard");
    let copies = || {
        let names = fs::read_dir(&rescue)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        names
            .filter(|path| path.to_string_lossy().contains("rescue"))
            .collect::<Vec<_>>()
    };
    let copy = session::load(&copies()[0]).unwrap().session;
    assert_eq!(threats(&copy), ["Before", "Meanwhile", "And more"]);
    fs::rename(&away, &home).unwrap();
    program.wait_gone("NOT SAVED");
    program.signal(Signal::TERM);
    program.wait_exit(SOON);
    let saved = session::load(&home.join("refund.ron")).unwrap().session;
    assert_eq!(threats(&saved), ["Before", "Meanwhile", "And more"]);
    assert_eq!(saved.draft.unwrap().text.as_str(), "half");
    assert!(copies().is_empty(), "a forgotten copy would only leak");
}

/// A meeting whose folder went away while it was open.
fn with_its_folder_gone() -> (Meeting, super::program::Program) {
    let meeting = Meeting::new();
    let home = meeting.folder.path().join("meetings");
    fs::create_dir(&home).unwrap();
    fs::rename(meeting.file(), home.join("refund.ron")).unwrap();
    let program = meeting.terminal.start(&["meetings/refund.ron"]);
    program.wait_for("Refunds");
    fs::rename(&home, meeting.folder.path().join("away")).unwrap();
    (meeting, program)
}

#[test]
fn leaving_unsaved_says_so_and_ends_with_a_failure() {
    let (_meeting, program) = with_its_folder_gone();
    program.play("2t«Lost?»<enter><wait:NOT SAVED><esc><ctrl-q>y");
    let status = program.wait_exit(Duration::from_secs(10));
    assert_eq!(status.code(), Some(4), "{}", program.screen());
    assert!(
        program.screen().contains("not saved"),
        "{}",
        program.screen()
    );
}

/// A meeting whose folder is gone, with one threat that is in no file.
fn with_a_threat_that_is_in_no_file() -> (Meeting, super::program::Program) {
    let (meeting, program) = with_its_folder_gone();
    // The line that is being typed fails to be saved first.
    program.play("2t«Lost?»<wait:NOT SAVED><enter>");
    let is_on_the_list = |line: &str| line.contains("T1") && line.contains("Lost?");
    program.wait_until(
        |screen| screen.contents().lines().any(is_on_the_list),
        "the threat on the list",
    );
    (meeting, program)
}

/// The threats of the one rescue copy.
fn rescued(meeting: &Meeting) -> Vec<String> {
    let folder = meeting.terminal.home().join("state/threatboard");
    let names = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    // A window that is gone leaves no one who waits for the copy after the way out, so half of a second one may be there.
    let copies: Vec<_> = names
        .filter(|path| path.to_string_lossy().contains("rescue-"))
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .collect();
    assert_eq!(copies.len(), 1, "{copies:?}");
    let session = session::load(&copies[0]).unwrap().session;
    session.threats.iter().map(|t| t.text.to_string()).collect()
}

#[test]
fn a_signal_right_after_the_first_failure_leaves_a_rescue_copy_and_names_it() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let (meeting, program) = with_a_threat_that_is_in_no_file();
        program.signal(signal);
        program.wait_exit(SOON);
        assert_eq!(rescued(&meeting), ["Lost?"], "{signal:?}");
        let screen = program.screen();
        assert!(
            screen.contains("The last changes are not saved. A copy is in"),
            "{screen}"
        );
        assert!(screen.contains("refund.rescue-"), "{screen}");
    }
}

#[test]
fn a_window_that_is_closed_right_after_the_first_failure_leaves_a_rescue_copy() {
    let (meeting, program) = with_a_threat_that_is_in_no_file();
    program.close_terminal();
    program.wait_exit(SOON);
    assert_eq!(rescued(&meeting), ["Lost?"]);
}

#[test]
fn quitting_right_after_the_first_failure_names_the_rescue_copy() {
    let (meeting, program) = with_a_threat_that_is_in_no_file();
    program.play("<esc><ctrl-q>y");
    assert_eq!(
        program.wait_exit(SOON).code(),
        Some(4),
        "{}",
        program.screen()
    );
    assert!(
        program.screen().contains("refund.rescue-"),
        "{}",
        program.screen()
    );
    assert_eq!(rescued(&meeting), ["Lost?"]);
}

#[test]
fn a_terminal_that_takes_no_output_holds_back_neither_saving_nor_leaving() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«Before»<enter><wait:+ T1 added>");
    program.hold_output(true);
    // More frames than any buffer on the way takes, each of them whole.
    for (columns, rows) in (100..160).map(|n| (n, n / 2)) {
        program.resize((columns, rows));
    }
    for n in 10..90 {
        // So short that all of them in one read are no paste.
        program.send(n.to_string().as_bytes());
        program.wait_read();
        program.send(b"\r");
        program.wait_read();
    }
    let limit = Instant::now() + Duration::from_secs(10);
    while threats(&meeting.saved()).len() < 81 {
        assert!(Instant::now() < limit, "{:?}", threats(&meeting.saved()));
        std::thread::yield_now();
    }
    program.send(b"half");
    program.wait_read();
    program.signal(Signal::TERM);
    program.wait_exit(SOON);
    let saved = meeting.saved();
    assert_eq!(threats(&saved).last(), Some(&"89"));
    assert_eq!(saved.draft.unwrap().text.as_str(), "half");
}

#[test]
fn a_file_size_limit_is_a_full_disk_and_no_end() {
    let meeting = Meeting::new();
    // In blocks of 512 or 1024 bytes, by the shell: more than the session has, and less than it will have.
    let limited = format!(
        "ulimit -f 16; exec {} refund.ron",
        env!("CARGO_BIN_EXE_threatboard")
    );
    let program = meeting.terminal.start_command(&["sh", "-c", &limited]);
    program.wait_for("Refunds");
    program.play("2t");
    program.play(&format!("«{}»<enter>", "x".repeat(9_000)));
    program.play(&format!("«{}»<enter><wait:NOT SAVED>", "y".repeat(9_000)));
    program.signal(Signal::TERM);
    let status = program.wait_exit(SOON);
    assert_eq!(
        std::os::unix::process::ExitStatusExt::signal(&status),
        Some(15)
    );
    assert!(meeting.saved().threats.len() <= 2, "the file is whole");
}

#[test]
#[cfg_attr(
    without_permissions,
    ignore = "needs a user who may not write everywhere"
)]
fn a_folder_that_may_not_be_written_is_said_until_it_may() {
    use std::os::unix::fs::PermissionsExt;
    let meeting = Meeting::new();
    let folder = meeting.folder.path();
    let may = |mode: u32| fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
    may(0o500);
    let program = meeting.terminal.start(&["refund.ron"]);
    program.play("<wait:Refunds>2t«Meanwhile»<enter><wait:NOT SAVED>");
    may(0o700);
    program.wait_gone("NOT SAVED");
    assert_eq!(threats(&meeting.saved()), ["Meanwhile"]);
}

#[test]
fn a_line_that_a_kill_interrupted_is_offered_and_enter_keeps_it() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«Refund replayed»<enter><wait:+ T1 added>«half a ліне @bo <left>»");
    wait_for_line(&meeting, "half a ліне @bo");
    program.kill9();
    program.wait_exit(SOON);
    let program = meeting.open();
    program.wait_for("half a ліне @bo");
    program.wait_for("is back");
    program.play("<enter><wait:+ T2 added>");
    program.signal(Signal::TERM);
    program.wait_exit(SOON);
    let saved = meeting.saved();
    assert_eq!(threats(&saved), ["Refund replayed", "half a ліне"]);
    assert_eq!(saved.name_of(saved.threats[1].speaker), Some("Bo"));
    assert_eq!(saved.draft, None);
}

/// Waits until the file holds this half-typed line.
fn wait_for_line(meeting: &Meeting, line: &str) {
    let limit = Instant::now() + Duration::from_secs(5);
    while meeting.line().as_deref() != Some(line) {
        assert!(
            Instant::now() < limit,
            "the file holds {:?}",
            meeting.line()
        );
        std::thread::yield_now();
    }
}

#[test]
fn a_session_that_was_only_looked_at_is_not_touched() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t«One»<enter><wait:+ T1 added>«half»<wait:half>");
    program.signal(Signal::TERM);
    program.wait_exit(SOON);
    let before = (
        fs::read(meeting.file()).unwrap(),
        fs::metadata(meeting.file()).unwrap().modified().unwrap(),
    );
    // The half-typed line is offered, and stays half typed.
    let program = meeting.open();
    program.play("<wait:half><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let after = (
        fs::read(meeting.file()).unwrap(),
        fs::metadata(meeting.file()).unwrap().modified().unwrap(),
    );
    assert_eq!(after, before);
    assert_eq!(meeting.names(), ["refund.ron"]);
}

#[test]
fn looking_around_changes_no_byte() {
    let meeting = Meeting::new();
    let before = (
        fs::read(meeting.file()).unwrap(),
        fs::metadata(meeting.file()).unwrap().modified().unwrap(),
    );
    let program = meeting.open();
    program.play("123456<down><up>x<esc>?<esc><ctrl-p>«help»<esc>/«ana»<enter>u<ctrl-r>t<esc>M<tab>n<ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let after = (
        fs::read(meeting.file()).unwrap(),
        fs::metadata(meeting.file()).unwrap().modified().unwrap(),
    );
    assert_eq!(after, before);
}

#[test]
fn the_first_meeting_on_a_fresh_machine_is_saved() {
    let terminal = Terminal::new(SIZE);
    let program = terminal.start(&[]);
    program
        .play("<wait:THREAT MODEL SESSIONS>m«Payments»<enter><wait:participants>«Ana eng»<enter>");
    program.play("<wait:WHAT ARE WE WORKING ON>2t«One»<enter><wait:+ T1 added><esc><ctrl-q>y");
    let status = program.wait_exit(SOON);
    assert!(status.success(), "{}", program.screen());
    let file = terminal
        .home()
        .join("data/threatboard/sessions/payments.ron");
    assert_eq!(threats(&session::load(&file).unwrap().session), ["One"]);
}
