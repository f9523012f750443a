use super::*;

/// The events of bytes that came in one read, with nothing behind them; what stays is shown as bytes.
fn read(bytes: &[u8], waited: bool) -> (Vec<Event>, Vec<u8>) {
    let (mut events, mut taken) = (Vec::new(), 0);
    while taken < bytes.len() {
        match next(&bytes[taken..], 0, false, waited) {
            Next::Event(event, len) => {
                events.push(event);
                taken += len;
            }
            Nothing(len) => taken += len,
            Wait(_) => break,
        }
    }
    (events, bytes[taken..].to_vec())
}

/// The keys, as a person names them, of bytes that are whole.
fn keys(bytes: &[u8]) -> String {
    let (events, rest) = read(bytes, false);
    assert_eq!(rest, [0_u8; 0], "{bytes:?}");
    let keys = events.iter().map(|event| match event {
        Event::Paste(text) => format!("[{text}]"),
        event => crate::shell::events::key(event).unwrap().to_string(),
    });
    keys.collect::<Vec<_>>().join(" ")
}

#[test]
fn keys_are_known_by_what_terminals_send_for_them() {
    for (bytes, expected) in [
        ("t", "t"),
        ("ü漢🇩", "ü 漢 🇩"),
        ("\r\t\x7f ", "Enter Tab Backspace Space"),
        ("\x01\x11\0", "Ctrl+A Ctrl+Q Ctrl+Space"),
        ("\x1b", "Esc"),
        (
            "\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F",
            "Up Down Right Left Home End",
        ),
        ("\x1bOA\x1bOH\x1bOP\x1bOS", "Up Home F1 F4"),
        (
            "\x1b[1~\x1b[3~\x1b[4~\x1b[5~\x1b[6~\x1b[7~\x1b[8~",
            "Home Del End PgUp PgDn Home End",
        ),
        (
            "\x1b[11~\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~",
            "F1 F5 F6 F10 F11 F12",
        ),
        ("\x1b[[A\x1b[[E", "F1 F5"),
        (
            "\x1b[1;5D\x1b[1;3C\x1b[3;5~",
            "Ctrl+Left Alt+Right Ctrl+Del",
        ),
        ("\x1b[Z\x1b[1;5P", "Shift+Tab Ctrl+F1"),
        ("\x1b[97;5u\x1b[13u\x1b[27u\x1b[228u", "Ctrl+A Enter Esc ä"),
        (
            "\x1bb\x1bß\x1b\x7f\x1b\r",
            "Alt+B Alt+SS Alt+Backspace Alt+Enter",
        ),
        ("\x1b[200~a\rb\x1b[201~x", "[a\rb] x"),
    ] {
        assert_eq!(keys(bytes.as_bytes()), expected, "{bytes:?}");
    }
}

#[test]
fn esc_and_another_key_in_one_read_are_both_there() {
    for (bytes, expected) in [
        ("\x1b\x1b[A", "Esc Up"),
        ("\x1b\x1b", "Esc Esc"),
        ("\x1bO", "Esc O"),
        ("\x1bOt", "Esc O t"),
        ("\x1bX", "Alt+X"),
        ("\x1bPq", "Esc P q"),
        ("\x1b.", "Alt+."),
        ("\x1b_a", "Esc _ a"),
    ] {
        assert_eq!(keys(bytes.as_bytes()), expected, "{bytes:?}");
    }
    let (events, rest) = read(b"\x1bP1", false);
    assert!(events.is_empty() && rest.len() == 3, "it may be an answer");
    let waited = read(b"\x1bP1", true).0;
    assert_eq!(
        waited.len(),
        3,
        "after a moment it is three keys: {waited:?}"
    );
    for two in [b"\x1b[", b"\x1b]", b"\x1bP"] {
        assert_eq!(read(two, true).0.len(), 2, "{two:?}");
    }
}

#[test]
fn what_a_terminal_answers_late_is_never_typed() {
    for answer in [
        "\x1b[12;40R",
        "\x1b[?1;2c",
        "\x1b[?62;22;52c",
        "\x1b[>0;276;0c",
        "\x1b[=0c",
        "\x1b[0n",
        "\x1b[?2026;2$y",
        "\x1b[4;1$y",
        "\x1b[?997;1n",
        "\x1b[?0u",
        "\x1b[I",
        "\x1b[O",
        "\x1b[8;30;100t",
        "\x1b[4;600;1000t",
        "\x1b[>1u",
        "\x1b[3;1:3u",
        "\x1b[<0;10;10M",
        "\x1b[<0;10;10m",
        "\x1b[M !!",
        "\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
        "\x1b]11;rgb:1010/1414/1818\x07",
        "\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
        "\x1b]52;c;dCByIGQgZA==\x07",
        "\x1bP>|tmux 3.4\x1b\\",
        "\x1bP1$r0 q\x1b\\",
        "\x1bP1+r544e=787465726d\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
    ] {
        let bytes = format!("a{answer}t");
        assert_eq!(keys(bytes.as_bytes()), "a t", "{answer:?}");
        // Cut anywhere, the rest is waited for, and nothing of it is a letter.
        for cut in 3..bytes.len() - 1 {
            let (mut events, mut pending) = read(&bytes.as_bytes()[..cut], false);
            pending.extend(&bytes.as_bytes()[cut..]);
            let (more, rest) = read(&pending, false);
            events.extend(more);
            let letters = events.iter().filter(
                |event| matches!(event, Event::Key(key) if matches!(key.code, KeyCode::Char(_))),
            );
            assert_eq!(
                (letters.count(), rest.len()),
                (2, 0),
                "{answer:?} cut at {cut}: {events:?}"
            );
        }
    }
}

#[test]
fn a_paste_is_waited_for_and_one_without_an_end_is_there_after_a_while() {
    let whole = "\x1b[200~Größe\r\x1b[201~".as_bytes();
    for cut in 6..whole.len() {
        assert!(read(&whole[..cut], false).0.is_empty());
        let Wait(looked) = next(&whole[..cut], 0, false, false) else {
            panic!("cut at {cut}")
        };
        let paste = Event::Paste("Größe\r".to_owned());
        assert_eq!(
            next(whole, looked, false, false),
            Next::Event(paste, whole.len())
        );
    }
    let lost = Event::Paste("half a".to_owned());
    assert_eq!(read(b"\x1b[200~half a", true).0, [lost]);
}

#[test]
fn bytes_that_are_no_text_are_dropped_and_letters_in_two_reads_are_one() {
    assert_eq!(keys(b"a\xffb\xc3(c"), "a b ( c");
    assert_eq!(
        read("ü".as_bytes().split_last().unwrap().1, false).1,
        [0xc3]
    );
    assert_eq!(read(b"\xc3", true), (Vec::new(), Vec::new()));
    assert_eq!(keys("😀".as_bytes()), "😀");
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_understood_in_the_end(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..40)) {
        let (_, rest) = read(&bytes, true);
        proptest::prop_assert!(rest.is_empty(), "{:?}", rest);
        let (_, rest) = read(&[b"\x1b".as_slice(), &bytes].concat(), true);
        proptest::prop_assert!(rest.is_empty(), "{:?}", rest);
    }
}
