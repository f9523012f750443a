//! Every key that the screen of a lunch names does what it is named for, in every step, and also while a line is open.

use threatboard::app::overlay::Overlay;
use threatboard::app::voting;
use threatboard::domain::{Session, SessionKind, Text};
use threatboard::keys::Screen;
use threatboard::lines::table;

use crate::support::{Desk, WIDE, ten};

/// The keys that bring a wall with three lines into each state: steps, open lines, the count, its result, the end.
const STATES: [(&str, &str); 20] = [
    ("sketch", "<esc>"),
    ("sketch, line open", ""),
    ("sketch, half typed", "«And what»"),
    ("quiet", "<esc>n"),
    ("quiet, line open", "<esc>nt"),
    ("talk, line open", "<esc>nn"),
    ("talk", "<esc>nn<esc>"),
    ("read back", "<esc>nn<esc>n"),
    ("read back, line open", "<esc>nn<esc>nt"),
    ("read back, edit", "<esc>nn<esc>ne"),
    ("nothing counted", "<esc>nn<esc>nn"),
    ("all counted", "<esc>nn<esc>nn152"),
    ("result", "<esc>nn<esc>nn152<enter>"),
    ("result, one thing", "<esc>nn<esc>nn152<enter>n"),
    ("mitigation", "<esc>nn<esc>nn152<enter>nm«Delete them»"),
    ("who", "<esc>nn<esc>nn152<enter>nn"),
    ("action", "<esc>nn<esc>nn152<enter>nna«Ask»"),
    ("who tries", "<esc>nn<esc>nn152<enter>nnE"),
    ("the end", "<esc>nn<esc>nn152<enter>nnE<enter>"),
    ("a month later", ""),
];

fn state(name: &str) -> Desk {
    let topic = Text::new("our data exports");
    let kind = SessionKind::Whiteboard;
    let mut desk = Desk::with(Session::new(uuid::Uuid::nil(), topic, kind, ten()));
    desk.keys("«Link works for anyone»<enter>«Old files stay»<enter>«Slow at noon»<enter>");
    let (_, keys) = STATES.iter().find(|(other, _)| *other == name).unwrap();
    desk.keys(keys);
    if name == "a month later" {
        desk.keys("<esc>E<enter>");
        let mut back = Desk::home();
        back.app.now = ten() + chrono::TimeDelta::days(30);
        back.open(desk.last_saved());
        return back;
    }
    desk
}

/// `Esc, then n: next, quiet   t: type` as keys and what they do. What stands behind Esc comes after it.
fn named(row: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut before = "";
    for part in row.split("   ") {
        let Some((keys, does)) = part.trim().split_once(": ") else {
            continue;
        };
        let key = keys.strip_prefix("Esc, then ");
        if key.is_some() {
            before = "<esc>";
        }
        let key = key
            .unwrap_or(keys)
            .replace("empty ", "")
            .replace("Enter", "<enter>")
            .replace("Esc", "<esc>");
        all.push((format!("{before}{key}"), does.to_owned()));
    }
    all
}

/// Whether the key did what it was named for.
fn does(label: &str, before: &Desk, after: &Desk) -> bool {
    let app = &after.app;
    let state = &app.open().unwrap().rooms.whiteboard;
    let bar = app.bar.as_ref();
    let screen = after.screen(WIDE);
    if let Some(step) = label.strip_prefix("next, ") {
        return screen.contains(&format!("[{}]", step.to_uppercase()));
    }
    match label {
        "type" => bar.is_some_and(|bar| bar.is(&table::WALL)),
        "all keys" => matches!(app.overlay, Some(Overlay::Help { .. })),
        "another example" => app.script().unwrap().example != before.app.script().unwrap().example,
        "heap" => bar.is_some_and(|bar| bar.is(&table::HEAP)),
        "question, off topic" => after.session() != before.session(),
        "show the result" => voting::is_shown(app),
        "add" | "save" => after.session() != before.session() || bar.is_none(),
        "the end" | "who tries more" => bar.is_some_and(|bar| bar.is(&table::TRIES)),
        "end" => !state.ended.is_empty(),
        "go on" => bar.is_none() && state.ended.is_empty() && app.screen() == Screen::Whiteboard,
        "back to the whiteboard" => state.ended.is_empty() && app.screen() == Screen::Whiteboard,
        "other exports" => app.screen() == Screen::Export,
        _ => panic!("nothing is known of \"{label}\""),
    }
}

#[test]
fn every_key_of_the_last_row_does_what_it_is_named_for() {
    let mut count = 0;
    for (name, _) in STATES {
        let before = state(name);
        let screen = before.screen(WIDE);
        let row = screen
            .lines()
            .rev()
            .find(|row| !row.trim().is_empty())
            .unwrap();
        for (keys, label) in named(row) {
            // What is typed is no key.
            if ["sign the links by fri", "4w"].contains(&label.as_str()) {
                continue;
            }
            let mut after = state(name);
            after.keys(&keys);
            assert!(
                does(&label, &before, &after),
                "{name}: {keys}: {label}\n{screen}\n{}",
                after.screen(WIDE)
            );
            count += 1;
        }
    }
    assert!(count >= 60, "{count}");
}

/// In which state, what its sentence names, the keys that it means, and what is on the screen then.
const SENTENCES: [(&str, &str, &str, &str); 13] = [
    (
        "sketch",
        "Esc, then 1: the map",
        "<esc>1",
        "our data exports",
    ),
    (
        "sketch, line open",
        "Esc, then 1: the map",
        "<esc>1",
        "our data exports",
    ),
    (
        "talk, line open",
        "and press Enter",
        "«Gone»<enter>",
        "4   Gone",
    ),
    ("read back", ". shows the next line", ".", "[READ BACK]"),
    ("read back", "e edits it", "e", "edit 1>"),
    (
        "read back, line open",
        "Esc, then . shows the next line, e edits it",
        "<esc>e",
        "edit ",
    ),
    (
        "read back, edit",
        "Esc, then . shows the next line",
        "<esc>.",
        "[READ BACK]",
    ),
    ("nothing counted", "type how many hands", "2", "2 of 3"),
    ("result", "v starts a vote", "v", "1 of 3"),
    ("result, one thing", "m adds it", "m", "mitigation for 2>"),
    (
        "mitigation",
        "Esc, then m adds it",
        "<esc>m",
        "mitigation for 2>",
    ),
    ("who", "5 lists the questions", "5", "QUESTIONS"),
    (
        "action",
        "o sets who. E ends: who tries one",
        "<esc>E",
        "who tries what by when>",
    ),
];

#[test]
fn every_key_in_the_sentence_of_a_step_works_when_it_is_named() {
    for (name, says, keys, then) in SENTENCES {
        let mut desk = state(name);
        let screen = desk.screen(WIDE);
        assert!(screen.contains(says), "{name}: {says}\n{screen}");
        desk.keys(keys);
        let screen = desk.screen(WIDE);
        assert!(
            screen.to_lowercase().contains(&then.to_lowercase()),
            "{name}: {keys}: {then}\n{screen}"
        );
    }
}

#[test]
fn while_hands_are_counted_no_key_is_named_that_would_be_a_hand() {
    for name in ["nothing counted", "all counted"] {
        let screen = state(name).screen(WIDE);
        assert!(!screen.contains("v starts a vote"), "{screen}");
        assert!(screen.contains("Read out each line"), "{screen}");
    }
}

#[test]
fn the_end_keeps_a_line_that_is_half_typed() {
    for (keys, then) in [("<esc>E<esc>t", ""), ("<esc>E<enter>t", " after the end")] {
        let mut desk = state("sketch, half typed");
        desk.keys(keys);
        let text = desk
            .app
            .bar
            .as_ref()
            .map(|bar| bar.editor.text().to_owned());
        assert_eq!(text.as_deref(), Some("And what"), "{keys}{then}");
    }
}

#[test]
fn esc_from_the_line_of_the_end_goes_on_where_the_room_was() {
    let mut desk = state("who tries");
    desk.keys("«Ana: sign the li»<esc>");
    assert!(desk.session().sittings[0].ended.is_none());
    assert!(desk.screen(WIDE).contains("[WHO]"));
    desk.keys("E");
    let text = desk.app.bar.as_ref().unwrap().editor.text();
    assert_eq!(text, "Ana: sign the li", "what was typed is kept");
}

#[test]
fn at_the_last_step_n_names_the_key_of_the_end_and_it_works() {
    let mut desk = state("who");
    desk.keys("n<wait:Press E to end the lunch>E<wait:who tries what by when\\>>");
    let mut desk = state("action");
    desk.keys("<esc>n<wait:Press E to end the lunch>E<wait:who tries what by when\\>>");
}

#[test]
fn from_the_large_map_and_from_help_one_gets_back() {
    let mut desk = state("talk");
    desk.keys("1<esc><wait:[TALK]>?<esc><wait:[TALK]>");
    assert_eq!(desk.app.screen(), Screen::Whiteboard);
    desk.keys("5<esc><wait:[TALK]>6<esc><wait:[TALK]>x<esc><wait:[TALK]>");
    assert!(desk.app.bar.is_none());
}
