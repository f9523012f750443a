//! Answers to sheets out of a saved chat, without a screen.

use threatboard::domain::{Moment, Session};
use threatboard::parse::folded;
use threatboard::store::format;

use super::Desk;
use super::importing::put;

pub(super) fn session(desk: &Desk) -> Session {
    let text = String::from_utf8(desk.bytes("refund.ron")).unwrap();
    format::read(&text).unwrap()
}

fn chat(session: &Session, rev: u32) -> String {
    let silent = session.sheet_id(Moment::Silent);
    let before = session.sheet_id(Moment::Before);
    let ana = folded::fold(silent, 1, rev, "tKey stolen\nqWho rotates it?\nmUse tokens");
    let gil = folded::fold(before, 0, rev, "iGil\ngThe backup job");
    format!(
        "10:31:02\t From Ana to Everyone:\n\t{}\n10:32:00\t From Gil to Everyone:\n\t{}\nthe map is old\n",
        ana.join("\n"),
        gil.join("\n")
    )
}

#[test]
fn a_saved_chat_brings_its_answers_once_into_the_session_that_they_belong_to() {
    let desk = Desk::with_session();
    let people = session(&desk).participants.len();
    put(&desk, "chat.txt", chat(&session(&desk), 1).as_bytes());
    let looked = desk.ok(&[
        "import",
        "chat.txt",
        "--from",
        "sheets",
        "--into",
        "refund.ron",
        "--dry-run",
    ]);
    assert!(looked.contains("New in the meeting: Gil"), "{looked}");
    assert_eq!(session(&desk).participants.len(), people);
    let ran = desk.run(&[
        "import",
        "chat.txt",
        "--from",
        "sheets",
        "--into",
        "refund.ron",
    ]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("other line"), "{}", ran.err);
    let after = session(&desk);
    let threat = after.threats.last().unwrap();
    assert_eq!(threat.text.as_str(), "Key stolen");
    assert_eq!(
        after.questions.last().unwrap().text.as_str(),
        "Who rotates it?"
    );
    assert_eq!(after.parked.last().unwrap().text.as_str(), "Use tokens");
    let gil = after.participants.last().unwrap();
    assert_eq!(gil.name.as_str(), "Gil");
    assert_eq!(after.waiting[0].text.as_str(), "The backup job");
    assert_eq!(after.waiting[0].speaker, Some(gil.id));
    // The same chat again adds nothing.
    let ran = desk.run(&[
        "import",
        "chat.txt",
        "--from",
        "sheets",
        "--into",
        "refund.ron",
    ]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains("Nothing new from"), "{}", ran.err);
    assert_eq!(session(&desk), after);
}

#[test]
fn standard_input_is_read_and_a_chat_without_answers_is_refused() {
    let desk = Desk::with_session();
    let text = chat(&session(&desk), 1);
    let args = ["import", "-", "--from", "sheets", "--into", "refund.ron"];
    let ran = desk.feed(&args, text.as_bytes());
    assert_eq!(ran.status, 0, "{}", ran.err);
    put(&desk, "chat.txt", b"Ana: hello");
    let ran = desk.run(&[
        "import",
        "chat.txt",
        "--from",
        "sheets",
        "--into",
        "refund.ron",
    ]);
    assert_eq!(ran.status, 3);
    assert!(
        ran.err.contains("no answers to sheets in it"),
        "{}",
        ran.err
    );
    let ran = desk.run(&["import", "chat.txt", "--from", "sheets", "--out", "new.ron"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("Leave out --out and --as."), "{}", ran.err);
}

#[test]
fn without_into_the_session_is_found_by_its_sheets_in_the_sessions_folder() {
    let desk = Desk::with_session();
    put(&desk, "chat.txt", chat(&session(&desk), 1).as_bytes());
    let import = ["import", "chat.txt", "--from", "sheets"];
    std::fs::create_dir(desk.path("sessions")).unwrap();
    let ran = desk.run(&import);
    assert_eq!(ran.status, 2, "{}", ran.err);
    let none = "No session in the sessions folder has these sheets. Give the session with --into.";
    assert!(ran.err.contains(none), "{}", ran.err);
    let there = "sessions/refund.ron";
    std::fs::copy(desk.path("refund.ron"), desk.path(there)).unwrap();
    desk.ok(&[
        "new",
        "Another",
        "--file",
        "sessions/other.ron",
        "--no-open",
    ]);
    let ran = desk.run(&import);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("These answers are for"), "{}", ran.err);
    let took = |file: &str| {
        String::from_utf8(desk.bytes(file))
            .unwrap()
            .contains("Key stolen")
    };
    assert!(took(there) && !took("refund.ron") && !took("sessions/other.ron"));
    // Two copies: the answers would be in one of them alone.
    std::fs::copy(desk.path("refund.ron"), desk.path("sessions/copy.ron")).unwrap();
    let ran = desk.run(&import);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("are copies of one session"), "{}", ran.err);
    assert!(!took("sessions/copy.ron"));
}

#[test]
fn a_chat_with_answers_is_no_list_of_threats() {
    let desk = Desk::with_session();
    let text = chat(&session(&desk), 1);
    put(&desk, "chat.txt", text.as_bytes());
    let before = session(&desk);
    let ran = desk.run(&["import", "chat.txt", "--into", "refund.ron"]);
    assert_eq!(ran.status, 3, "{}", ran.err);
    assert!(
        ran.err.contains("Take them in with --from sheets."),
        "{}",
        ran.err
    );
    let ran = desk.feed(&["import", "-", "--into", "refund.ron"], text.as_bytes());
    assert_eq!(ran.status, 3, "{}", ran.err);
    assert_eq!(session(&desk), before);
    // Whoever says that it is a list gets one.
    let ran = desk.run(&[
        "import",
        "chat.txt",
        "--from",
        "lines",
        "--into",
        "refund.ron",
    ]);
    assert_eq!(ran.status, 0, "{}", ran.err);
}
