//! A file of another format on the real screen: looked at, decided about, taken over as one change, or refused in words.

use std::fs;

use threatboard::store::{atomic, session};

use super::meeting::{Meeting, SOON, threats};

const LINES: &str = "- Token replayed from a stolen laptop\n10:33\nWho rotates the keys?\n";

/// A file beside the session.
fn put(meeting: &Meeting, name: &str, bytes: &[u8]) {
    atomic::write_new(&meeting.folder.path().join(name), bytes, true).unwrap();
}

#[test]
fn a_file_is_shown_first_and_then_kept_in_a_new_session_that_u_empties() {
    let meeting = Meeting::new();
    put(&meeting, "scan.txt", LINES.as_bytes());
    let program = meeting.terminal.start(&["import", "scan.txt"]);
    program.play("<wait:IMPORT scan.txt><wait:New: 1 threat, 1 question.><wait:Token replayed>");
    program.play("<enter><wait:2 items imported>u<wait:Undone><ctrl-r><wait:T1><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let sessions = meeting.terminal.home().join("data/threatboard");
    let mut folders = vec![sessions];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "ron") {
                found.push(path);
            }
        }
    }
    let [path] = found.as_slice() else {
        panic!("one session, not {found:?}")
    };
    let session = session::load(path).unwrap().session;
    assert_eq!(threats(&session), ["Token replayed from a stolen laptop"]);
    assert_eq!(session.questions.len(), 1);
}

#[test]
fn esc_leaves_no_session_behind() {
    let meeting = Meeting::new();
    put(&meeting, "scan.txt", LINES.as_bytes());
    let program = meeting.terminal.start(&["import", "scan.txt"]);
    program.play("<wait:IMPORT scan.txt><esc><wait:Nothing imported from scan.txt><ctrl-q>");
    assert!(program.wait_exit(SOON).success());
    assert_eq!(meeting.names(), ["refund.ron", "scan.txt"]);
    assert!(!meeting.terminal.home().join("data/threatboard").exists());
}

const SAID: &str = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>A token is replayed.</v>\n\n\
    00:02.000 --> 00:03.000\n<v Bo>Who checks that?</v>\n";

#[test]
fn a_transcript_is_decided_about_in_the_session_that_into_names() {
    let meeting = Meeting::new();
    let session = meeting.saved();
    put(&meeting, "monday.vtt", SAID.as_bytes());
    let into = ["import", "monday.vtt", "--into", "refund.ron"];
    let program = meeting.terminal.start(&into);
    program.play("<wait:1 of 2><wait:A token is replayed>t<wait:2 of 2>q");
    program.play("<wait:IMPORT monday.vtt><enter><wait:items imported><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    let after = meeting.saved();
    assert_eq!(after.threats.len(), session.threats.len() + 1);
    assert_eq!(after.questions.len(), session.questions.len() + 1);
    assert_eq!(after.title, session.title);
    assert!(!meeting.terminal.home().join("data/threatboard").exists());
}

#[test]
fn what_cannot_be_read_is_said_before_the_session_is_taken() {
    let meeting = Meeting::new();
    put(&meeting, "monday.vtt", SAID.as_bytes());
    put(&meeting, "broken.ron", b"(");
    let into = ["import", "monday.vtt", "--into", "broken.ron"];
    let program = meeting.terminal.start(&into);
    assert_eq!(program.wait_exit(SOON).code(), Some(3));
    let screen = program.screen();
    assert!(screen.contains("broken.ron"), "{screen}");
    assert_eq!(meeting.names(), ["broken.ron", "monday.vtt", "refund.ron"]);
}

#[test]
fn a_broken_file_is_said_before_the_screen_is_taken() {
    let meeting = Meeting::new();
    put(&meeting, "scan.txt", b"One\nTw\xff\n");
    let program = meeting.terminal.start(&["import", "scan.txt"]);
    assert_eq!(program.wait_exit(SOON).code(), Some(3));
    let screen = program.screen();
    assert!(screen.contains("scan.txt:2:3 is not UTF-8"), "{screen}");
}

#[test]
fn a_file_is_taken_into_the_open_session_from_the_palette() {
    let meeting = Meeting::new();
    put(&meeting, "scan.txt", LINES.as_bytes());
    put(&meeting, "bad.txt", b"One\nTw\xff\n");
    let program = meeting.open();
    program.play("2<ctrl-p>import<enter><wait:import file>bad.txt<enter>");
    program.play("<wait:THIS FILE CANNOT BE IMPORTED><wait:bad.txt:2:3><esc>");
    program.play("<bs><bs><bs><bs><bs><bs><bs>scan.txt<enter><wait:IMPORT scan.txt><enter>");
    program.play("<wait:2 items imported><ctrl-q>y");
    assert!(program.wait_exit(SOON).success());
    assert_eq!(
        threats(&meeting.saved()),
        ["Token replayed from a stolen laptop"]
    );
}
