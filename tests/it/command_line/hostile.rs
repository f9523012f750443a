//! Saved chats that someone made to do harm, without a screen: bounded, said, and nothing of them comes in.

use std::fmt::Write as _;

use threatboard::domain::{Moment, Session};
use threatboard::parse::folded;

use super::importing::put;
use super::sheets::session;
use super::{Desk, Ran};

fn import(desk: &Desk, chat: &[u8]) -> Ran {
    put(desk, "chat.txt", chat);
    let args = [
        "import",
        "chat.txt",
        "--from",
        "sheets",
        "--into",
        "refund.ron",
    ];
    desk.run(&args)
}

fn line(session: &Session, who: u32, payload: &str) -> String {
    folded::fold(session.sheet_id(Moment::Silent), who, 1, payload).join("\n")
}

#[test]
fn a_large_chat_that_only_looks_like_lines_is_refused() {
    let desk = Desk::with_session();
    let before = session(&desk);
    for word in ["tb1", "tb1 "] {
        let mut chat = String::from("x");
        while chat.len() + word.len() <= 1 << 20 {
            chat.push_str(word);
        }
        let ran = import(&desk, chat.as_bytes());
        assert_eq!(ran.status, 3, "{word}: {}", ran.err);
        assert!(
            ran.err.contains("no answers to sheets in it"),
            "{word}: {}",
            ran.err
        );
    }
    assert_eq!(session(&desk), before);
}

#[test]
fn a_chat_of_more_lines_than_a_room_sends_is_read_up_to_a_bound_and_said() {
    let desk = Desk::with_session();
    let before = session(&desk);
    let mut chat = line(&before, 1, "tKey stolen");
    for n in 0..100_000 {
        writeln!(chat, " tb1abcd{:02}{n:020}", n % 90).unwrap();
    }
    let ran = import(&desk, chat.as_bytes());
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.err.contains("More than 4096 folded lines"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("90 sheets belong to another session"),
        "{}",
        ran.err
    );
    assert!(ran.err.lines().count() < 20, "{}", ran.err);
    let after = session(&desk);
    assert_eq!(after.threats.len(), before.threats.len() + 1);
}

#[test]
fn what_could_steer_a_terminal_comes_neither_into_the_file_nor_onto_the_screen() {
    let desk = Desk::with_session();
    let before = session(&desk);
    let payload = "tKey \u{1b}[2Jstolen \u{202e}dab\nz\u{1b}]0;x\u{7}\nq@bo Who?";
    let chat = format!(
        "{}\n{}",
        line(&before, 1, payload),
        line(&before, 0, "i\u{1b}[31mGil\ntx")
    );
    let ran = import(&desk, chat.as_bytes());
    assert_eq!(ran.status, 0, "{}", ran.err);
    let unsafe_signs = ['\u{1b}', '\u{7}', '\u{202e}'];
    assert!(!ran.err.contains(unsafe_signs), "{:?}", ran.err);
    assert!(ran.err.contains("Not understood from"), "{}", ran.err);
    let text = String::from_utf8(desk.bytes("refund.ron")).unwrap();
    assert!(!text.contains(unsafe_signs));
    let after = session(&desk);
    assert!(
        after
            .threats
            .iter()
            .any(|t| t.text.as_str() == "Key [2Jstolen \u{fffd}dab")
    );
    assert_eq!(
        after.questions.last().unwrap().speaker,
        Some(after.participants[0].id)
    );
}
