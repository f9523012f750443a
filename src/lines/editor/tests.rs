use proptest::prelude::{Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::*;

const FAMILY: &str = "👨\u{200d}👩\u{200d}👧";

/// The line after these keys, with `|` for the caret: from such a line.
fn after(line: &str, keys: &str) -> String {
    let (before, behind) = line.split_once('|').unwrap();
    let mut editor = Editor::with_caret(&format!("{before}{behind}"), before.chars().count());
    for key in keys.split(' ').filter(|key| !key.is_empty()) {
        editor.edit(key.parse().unwrap());
    }
    let caret: String = editor.text().chars().take(editor.caret()).collect();
    let rest: String = editor.text().chars().skip(editor.caret()).collect();
    format!("{caret}|{rest}")
}

#[test]
fn a_line_is_edited_as_in_a_shell() {
    let line = "Refund to-do twi|ce";
    for (keys, expected) in [
        ("Ctrl+A", "|Refund to-do twice"),
        ("Home", "|Refund to-do twice"),
        ("Ctrl+E", "Refund to-do twice|"),
        ("End", "Refund to-do twice|"),
        ("Ctrl+U", "|ce"),
        ("Ctrl+K", "Refund to-do twi|"),
        ("Ctrl+W", "Refund to-do |ce"),
        ("Ctrl+W Ctrl+W", "Refund |ce"),
        ("Alt+B", "Refund to-do |twice"),
        ("Alt+B Alt+B", "Refund to-|do twice"),
        ("Ctrl+Left", "Refund to-do |twice"),
        ("Alt+Left", "Refund to-do |twice"),
        ("Ctrl+A Alt+F", "Refund| to-do twice"),
        ("Ctrl+A Ctrl+Right Ctrl+Right", "Refund to|-do twice"),
        ("Ctrl+A Alt+Right", "Refund| to-do twice"),
        ("Alt+Backspace", "Refund to-do |ce"),
        ("Ctrl+A Alt+D", "| to-do twice"),
        ("Home Ctrl+Del", "| to-do twice"),
        ("Ctrl+B", "Refund to-do tw|ice"),
        ("Ctrl+F", "Refund to-do twic|e"),
        ("Ctrl+H", "Refund to-do tw|ce"),
        ("Backspace", "Refund to-do tw|ce"),
        ("Ctrl+D", "Refund to-do twi|e"),
        ("Del", "Refund to-do twi|e"),
        ("Ctrl+W End Ctrl+Y", "Refund to-do cetwi|"),
        ("Ctrl+W Ctrl+A Ctrl+W Ctrl+Y", "twi|Refund to-do ce"),
        ("X", "Refund to-do twiX|ce"),
    ] {
        assert_eq!(after(line, keys), expected, "{keys}");
    }
}

#[test]
fn what_looks_like_one_character_is_one() {
    for one in ["🇩🇪", FAMILY, "e\u{301}", "👍🏽", "한", "ä"] {
        let line = format!("a{one}|{one}b");
        assert_eq!(after(&line, "Left"), format!("a|{one}{one}b"), "{one}");
        assert_eq!(after(&line, "Right"), format!("a{one}{one}|b"), "{one}");
        assert_eq!(after(&line, "Backspace"), format!("a|{one}b"), "{one}");
        assert_eq!(after(&line, "Del"), format!("a{one}|b"), "{one}");
    }
}

#[test]
fn nothing_stands_before_the_start_or_behind_the_end() {
    for keys in ["Left", "Backspace", "Ctrl+U", "Ctrl+W", "Alt+B"] {
        assert_eq!(after("|one", keys), "|one", "{keys}");
    }
    for keys in ["Right", "Del", "Ctrl+K", "Alt+D", "Alt+F", "Ctrl+Y"] {
        assert_eq!(after("one|", keys), "one|", "{keys}");
    }
}

#[test]
fn the_caret_is_where_it_was_left() {
    let mut editor = Editor::with_caret("refund twice", 6);
    assert!(editor.edit(Key::char('s')));
    assert_eq!((editor.text(), editor.caret()), ("refunds twice", 7));
    assert!(!editor.edit(Key::ctrl('g')), "this key edits nothing");
}

#[test]
fn a_mark_that_takes_no_cell_holds_no_key_up() {
    assert_eq!(after("a|\u{1160}", "Right"), "a\u{1160}|");
    assert_eq!(after("a|\u{1160}", "Del"), "a|");
    assert_eq!(after("\u{301}|a", "Left"), "|\u{301}a");
}

#[test]
fn no_word_begins_within_a_character() {
    let keycap = "#\u{fe0f}\u{20e3}";
    let line = format!("dial {keycap}|");
    assert_eq!(after(&line, "Alt+B"), format!("|dial {keycap}"));
    assert_eq!(after(&line, "Ctrl+W"), "dial |");
    assert_eq!(after(&line, "Alt+Backspace"), "|");
}

#[test]
fn what_is_deleted_is_not_what_was_cut() {
    let line = format!("one {FAMILY}e\u{301}| two");
    let rest = format!("one {FAMILY}two| two");
    assert_eq!(
        after(&line, "Ctrl+K Backspace Backspace Ctrl+Y"),
        "one  two|"
    );
    assert_eq!(
        after(&line, "End Ctrl+W Ctrl+A Del Ctrl+Y"),
        format!("two|ne {FAMILY}e\u{301} ")
    );
    assert_eq!(
        after(&line, "Ctrl+K Ctrl+K Alt+D Ctrl+Y"),
        format!("one {FAMILY}e\u{301} two|"),
        "nothing was cut"
    );
    assert_eq!(after(&rest, "Ctrl+U Ctrl+Y"), rest);
}

/// The library's own jumps end at 65,535.
#[test]
fn a_long_line_is_edited_as_a_short_one() {
    for length in [10_000, 65_534, 65_535, 65_536, 70_000] {
        let (long, ends) = ("x".repeat(length), format!("{} end", "x".repeat(length)));
        let mut editor = Editor::new(&ends);
        for keys in [
            "Ctrl+W",
            "Backspace",
            "Left",
            "a",
            "Right",
            "🇩",
            "🇪",
            "Left",
            "Del",
            "Ctrl+Y",
        ] {
            assert!(editor.edit(keys.parse().unwrap()), "{keys} at {length}");
        }
        let (most, _) = long.split_at(length - 1);
        assert_eq!(editor.text(), format!("{most}axend"), "{length}");
        assert_eq!(editor.caret(), length + 4);
        let mut editor = Editor::with_caret(&ends, length);
        editor.edit("Alt+D".parse().unwrap());
        assert_eq!((editor.text(), editor.caret()), (long.as_str(), length));
        assert_eq!(Editor::with_caret(&long, usize::MAX), Editor::new(&long));
    }
}

#[test]
fn no_key_makes_a_second_line() {
    let mut editor = Editor::new("one");
    for key in [
        Key::plain(KeyCode::Enter),
        Key::ctrl('m'),
        Key::ctrl('j'),
        Key::char('\n'),
    ] {
        editor.edit(key);
    }
    assert_eq!(editor.text().trim_end(), "one");
}

proptest! {
    #[test]
    fn any_keys_leave_a_caret_within_one_line(
        text in "\\PC{0,12}",
        caret in 0..14_usize,
        keys in prop::collection::vec(prop_oneof![
            any::<char>().prop_map(Key::char),
            proptest::char::range('a', 'z').prop_map(Key::ctrl),
            proptest::char::range('a', 'z').prop_map(|c| Key { alt: true, ..Key::char(c) }),
            prop::sample::select(vec![KeyCode::Left, KeyCode::Right, KeyCode::Backspace, KeyCode::Delete])
                .prop_map(Key::plain),
        ], 0..20),
    ) {
        let mut editor = Editor::with_caret(&text, caret);
        for key in keys {
            let before = editor.clone();
            let changed = editor.edit(key);
            prop_assert!(editor.caret() <= editor.text().chars().count());
            prop_assert!(!editor.text().contains('\n'));
            prop_assert!(changed || editor == before);
        }
    }

    #[test]
    fn going_there_and_back_is_by_what_is_seen(text in "[a 🇩🇪e\u{301}👩\u{200d}👧]{0,10}") {
        let mut editor = Editor::with_caret(&text, 0);
        let seen = text.graphemes(true).count();
        for _ in 0..seen {
            prop_assert!(editor.edit(Key::plain(KeyCode::Right)));
        }
        prop_assert!(!editor.edit(Key::plain(KeyCode::Right)));
        for _ in 0..seen {
            prop_assert!(editor.edit(Key::plain(KeyCode::Backspace)));
        }
        prop_assert_eq!(editor.text(), "");
    }
}
