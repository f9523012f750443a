//! What the real program sends to a real terminal while someone types.

use std::time::Instant;

use super::meeting::{Meeting, SOON};

/// How often these bytes were sent.
fn count(sent: &[u8], what: &str) -> usize {
    sent.windows(what.len())
        .filter(|window| *window == what.as_bytes())
        .count()
}

#[test]
fn each_key_is_one_frame_and_a_save_is_none() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play("2t");
    program.wait_for("threat>");
    let before = program.raw_output().len();
    let mut line = String::new();
    for letter in "stolen-token-is-replayed-by-the-partner".chars() {
        line.push(letter);
        program.send(letter.to_string().as_bytes());
        program.wait_for(&format!("threat> {line}"));
    }
    // The last of the saves is over.
    let until = Instant::now() + SOON;
    while meeting.line().as_deref() != Some(line.as_str()) {
        assert!(Instant::now() < until, "{:?}", meeting.line());
        program.rest(std::time::Duration::from_millis(50));
    }
    let sent = program.raw_output().split_off(before);
    let (begun, ended) = (count(&sent, "\x1b[?2026h"), count(&sent, "\x1b[?2026l"));
    assert_eq!(begun, ended);
    // The clock of the first row may have changed its minute meanwhile.
    assert!((line.len()..=line.len() + 1).contains(&begun), "{begun}");
}
