//! One threat as Markdown on the terminal's clipboard, or in a file where the terminal has none.

use std::fs;

use super::meeting::Meeting;
use super::program::Program;

/// What the program sent to the clipboard last, by OSC 52.
fn clipboard(program: &Program) -> Option<String> {
    let raw = String::from_utf8_lossy(&program.raw_output()).into_owned();
    let (_, sent) = raw.rsplit_once("\x1b]52;c;")?;
    let (base64, _) = sent.split_once("\x1b\\")?;
    Some(decoded(base64))
}

/// Base64 as RFC 4648 says, letter by letter.
fn decoded(base64: &str) -> String {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for letter in base64.trim_end_matches('=').chars() {
        let value = LETTERS.find(letter).expect("a letter of base64");
        held = held << 6 | u32::try_from(value).unwrap();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).unwrap());
        }
    }
    String::from_utf8(bytes).unwrap()
}

const THREAT: &str = "2t«Refund replayed from a *stolen* token»<enter><wait:+ T1 added><esc>";

#[test]
fn a_threat_goes_to_the_clipboard_and_again_into_a_file_too() {
    let meeting = Meeting::new();
    let program = meeting.open();
    program.play(THREAT);
    program.play("Y<wait:T1 copied. Clipboard empty? Press Y to write a file.>");
    let sent = clipboard(&program).expect("an OSC 52");
    assert!(
        sent.starts_with("## Refund replayed from a \\*stolen\\* token\n\n- **Threat** T1\n"),
        "{sent}"
    );
    let kept = meeting.folder.path().join("refund/T1.md");
    assert!(!kept.exists(), "no file was asked for");
    program.play("Y<wait:sent again, and written:>");
    assert_eq!(String::from_utf8(fs::read(kept).unwrap()).unwrap(), sent);
    assert_eq!(clipboard(&program), Some(sent));
}

#[test]
fn where_the_terminal_has_no_clipboard_the_threat_goes_into_a_file() {
    let mut meeting = Meeting::new();
    meeting.terminal = meeting.terminal.variable("TERM", "linux");
    let program = meeting.open();
    program.play(THREAT);
    program.play("Y<wait:This terminal has no clipboard, so T1 was written to>");
    let kept = fs::read(meeting.folder.path().join("refund/T1.md")).unwrap();
    let kept = String::from_utf8(kept).unwrap();
    assert!(kept.contains("- **Response:** none yet"), "{kept}");
    assert_eq!(clipboard(&program), None);
}

#[test]
fn a_threat_is_copied_where_nothing_is_drawn_too() {
    let meeting = Meeting::new();
    let program = meeting.terminal.start(&["--plain", "refund.ron"]);
    program.wait_for("Refunds");
    program.play("2t«Refund replayed»<enter><wait:Threat 1 added><esc>");
    program.play("Y<wait:copied. Clipboard empty>");
    let sent = clipboard(&program).expect("an OSC 52");
    assert!(sent.starts_with("## Refund replayed\n"), "{sent}");
}
