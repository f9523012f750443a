//! What `check` goes by when a user has thresholds of their own.

use std::fs;

use threatboard::store::atomic;

use super::Desk;

/// Puts a file into the configuration folder of the desk.
pub(super) fn own(desk: &Desk, name: &str, text: &str) {
    let folder = if cfg!(target_os = "macos") {
        "Library/Application Support/threatboard"
    } else {
        ".config/threatboard"
    };
    fs::create_dir_all(desk.path(folder)).unwrap();
    let file = desk.path(folder).join(name);
    atomic::write_new(&file, text.as_bytes(), true).unwrap();
}

#[test]
fn a_check_goes_by_the_thresholds_of_the_user() {
    let desk = Desk::with_session();
    let says = "3 people here. Split the scope?";
    assert!(!desk.ok(&["check", "refund.ron"]).contains(says));
    own(&desk, "thresholds.ron", "(room: (many_voices: 2))");
    let out = desk.ok(&["check", "refund.ron"]);
    assert!(out.contains(says), "{out}");
}

#[test]
fn broken_thresholds_are_said_and_the_bundled_ones_are_used() {
    let desk = Desk::with_session();
    let before = desk.ok(&["check", "refund.ron"]);
    own(&desk, "thresholds.ron", "(\n  room: (many_voicse: 2),\n)");
    own(&desk, "prompts.ron", "(steps: [\n  (on: GoWrong)])");
    let ran = desk.run(&["check", "refund.ron"]);
    assert_eq!((ran.status, ran.out), (0, before));
    for says in [
        "The bundled thresholds are used; thresholds.ron, line 2, column 10: `many_voicse` is not a field here.",
        "Did you mean `many_voices`?",
        "The bundled prompts are used; prompts.ron, line 2, column",
        "`step` is missing",
    ] {
        assert!(ran.err.contains(says), "no {says:?} in\n{}", ran.err);
    }
}

#[test]
fn votes_from_a_script_go_by_the_thresholds_of_the_user() {
    let desk = Desk::with_session();
    own(&desk, "thresholds.ron", "(voting: (least_votes: 9))");
    desk.ok(&["set", "refund.ron", "session", "votes", "2 1"]);
    let file = String::from_utf8(desk.bytes("refund.ron")).unwrap();
    assert!(file.contains("per_person: 9,"), "{file}");
}
