//! A file at a limit: it opens and says so, and nothing is added that could not be read again.

use threatboard::domain::{FourQuestion, LIMITS, Session, Text, Threat, ThreatId};
use threatboard::store::{atomic, format, session};

use super::Desk;

/// `refund.ron` after a change by hand.
fn change(desk: &Desk, change: impl FnOnce(&mut Session)) {
    let path = desk.path("refund.ron");
    let mut loaded = session::load(&path).unwrap();
    change(&mut loaded.session);
    put(&path, format::write(&loaded.session).unwrap()).unwrap();
}

#[test]
fn numbers_that_are_used_up_are_said_and_the_file_stays() {
    for last in ["999999", "4294967295"] {
        let desk = Desk::with_session();
        let text = String::from_utf8(desk.bytes("refund.ron")).unwrap();
        assert!(text.contains("        threat: 2,"), "{text}");
        let full = text.replace("        threat: 2,", &format!("        threat: {last},"));
        put(desk.path("refund.ron"), full).unwrap();
        let says = desk.refused(2, &["add", "refund.ron", "threat", "One more"]);
        assert_eq!(
            says,
            "The threats of this session have used all numbers up to 999999. Start a new session.\n"
        );
        desk.ok(&["add", "refund.ron", "question", "Who pays?"]);
        desk.ok(&["list", "refund.ron"]);
    }
}

#[test]
fn a_large_session_in_few_lines_takes_nothing_that_could_not_be_opened_again() {
    let desk = Desk::with_session();
    change(&desk, |session| {
        let one = session.threats.first().cloned().unwrap();
        let long = Text::new(&"x".repeat(64 * 1024));
        let short: Vec<Text> = (10..99)
            .cycle()
            .take(200)
            .map(|n| Text::new(&n.to_string()))
            .collect();
        session.threats.extend((3..=900).map(|n| Threat {
            id: ThreatId(n),
            key: None,
            found_in: FourQuestion::GoWrong,
            text: if n < 224 {
                long.clone()
            } else {
                "short".into()
            },
            also: if n < 224 { Vec::new() } else { short.clone() },
            ..one.clone()
        }));
        session.counters.threat = 900;
    });
    // As another program writes it: no line breaks, no indentation.
    let text = String::from_utf8(desk.bytes("refund.ron")).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let (head, rest) = lines.split_first().unwrap();
    put(
        desk.path("refund.ron"),
        format!("{head}\n{}\n", rest.concat()),
    )
    .unwrap();
    let bytes = desk.bytes("refund.ron").len();
    assert!(
        (LIMITS.bytes - (1 << 20)..LIMITS.bytes).contains(&bytes),
        "{bytes}"
    );
    let says = desk.refused(2, &["add", "refund.ron", "question", "One more"]);
    assert!(
        says.starts_with("This session is full: its file can have 15 MiB."),
        "{says}"
    );
    let says = desk.refused(2, &["delete", "refund.ron", "T500"]);
    assert!(
        says.contains("could not be opened again, so it was not saved"),
        "{says}"
    );
}

/// Writes a file as another program does.
fn put(path: impl AsRef<std::path::Path>, text: impl AsRef<[u8]>) -> Result<(), atomic::SaveError> {
    atomic::write_new(path.as_ref(), text.as_ref(), true).map(|_| ())
}
