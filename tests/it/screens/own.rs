//! What users give of their own, as the room sees it.

use std::sync::Arc;

use threatboard::keys::KeyMap;

use crate::support::{Desk, WIDE, room};

/// A meeting with these keys.
fn with_keys(text: &str) -> Desk {
    let mut desk = Desk::with(room());
    desk.app.keys = Arc::new(KeyMap::bundled().unwrap().rebound(text).unwrap());
    desk
}

#[test]
fn footer_help_palette_and_sentences_show_the_users_keys() {
    let mut desk = with_keys(
        r#"(rebind: [
            (act: threat, keys: ["F2"]),
            (act: park, keys: ["Z"]),
            (act: help, keys: ["F9"]),
        ])"#,
    );
    desk.keys("2");
    let screen = desk.screen(WIDE);
    for shown in ["F2 threat", "Z park", "F9 help", "Press F2, type one"] {
        assert!(screen.contains(shown), "no {shown:?} in\n{screen}");
    }
    desk.keys("?");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("? does nothing here. Press F9 to see the keys."),
        "{screen}"
    );
    desk.keys("<ctrl-p>add a threat");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("F2"), "{screen}");
    desk.keys("<esc><ctrl-p>help<enter>threat");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("F2") && !screen.contains(" t  "),
        "{screen}"
    );
}

#[test]
fn a_key_of_ones_own_closes_what_it_opened_and_leaves_from_a_line() {
    let mut desk = with_keys(
        r#"(rebind: [
            (act: help, keys: ["F1", "Ctrl+H"]),
            (act: palette, keys: ["Ctrl+K"]),
            (act: quit, keys: ["Ctrl+X"]),
        ])"#,
    );
    desk.keys("2<ctrl-h><wait:ADD><ctrl-h><gone:ADD>");
    desk.keys("<ctrl-k>");
    assert!(desk.app.overlay.is_some());
    desk.keys("<ctrl-k>");
    assert!(desk.app.overlay.is_none());
    desk.keys("t«half a line»<ctrl-x><wait:QUIT?>");
}
