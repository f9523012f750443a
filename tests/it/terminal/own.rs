//! What users put into their configuration folder: it is used, or it is said why not, and the meeting goes on.

use std::fs;
use std::path::PathBuf;

use super::meeting::{Meeting, SOON};

/// Puts a file into the configuration folder of the meeting's terminal.
fn own(meeting: &Meeting, name: &str, text: &str) {
    let home = meeting.terminal.home();
    let folder: PathBuf = if cfg!(target_os = "macos") {
        home.join("Library/Application Support/threatboard")
    } else {
        home.join("config/threatboard")
    };
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

#[test]
fn a_key_of_ones_own_does_what_the_bundled_one_did() {
    let meeting = Meeting::new();
    own(
        &meeting,
        "keys.ron",
        "(rebind: [(act: threat, keys: [\"T\"], on: [GoWrong])])",
    );
    let program = meeting.open();
    program.play("2<wait:T threat>T«Refund replayed»<enter><wait:+ T1 added><esc><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
}

#[test]
fn two_verbs_on_one_key_are_said_with_both_lines_and_the_bundled_keys_work() {
    let meeting = Meeting::new();
    own(
        &meeting,
        "keys.ron",
        "(rebind: [\n  (act: threat, keys: [\"T\"]),\n  (act: park, keys: [\"T\"], on: [GoWrong]),\n])\n",
    );
    let program = meeting.open();
    program.wait_for(
        "! Bundled keys are used; keys.ron, lines 2 and 3: on GoWrong, T is threat and park. Change one.",
    );
    program.play("2t«Refund replayed»<enter><wait:+ T1 added><esc><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    assert!(
        program.screen().contains("keys.ron, lines 2 and 3"),
        "after leaving, the shell still says it:\n{}",
        program.screen()
    );
}
