//! The keys of the room take no others away but those for the minutes, which the room has in their place.

use std::collections::BTreeSet;

use threatboard::domain::Verb;
use threatboard::keys::{KeyMap, Screen};

use super::{first, strip};
use crate::support::WIDE;

#[test]
fn a_rehearsal_takes_the_keys_of_nothing_but_the_minutes() {
    let usual = KeyMap::bundled().unwrap();
    let rehearsal = usual.rehearsing(true);
    for screen in Screen::ALL {
        let of = |keys: &KeyMap| -> BTreeSet<String> {
            keys.bindings(screen)
                .map(|b| format!("{:?}", b.act))
                .collect()
        };
        let lost: Vec<_> = of(&usual).difference(&of(&rehearsal)).cloned().collect();
        let minutes = ["LessTime", "MoreTime"];
        assert!(lost.is_empty() || lost == minutes, "{screen:?}: {lost:?}");
    }
}

#[test]
fn nine_shows_the_notes_in_a_rehearsal_as_in_any_meeting() {
    let key = "9".parse().unwrap();
    for rehearses in [false, true] {
        let keys = KeyMap::bundled().unwrap().rehearsing(rehearses);
        assert_eq!(keys.action(Screen::GoWrong, key), Some(Verb::GoWaiting));
    }
    let mut desk = first();
    desk.keys("9");
    assert_eq!(desk.app.screen(), Screen::Waiting);
    // The room goes on there, and its keys with it.
    desk.keys("+");
    let strip = strip(&desk);
    for says in ["ROOM 2x", "Space stop", "+ faster", "- slower"] {
        assert!(strip.contains(says), "no {says} in\n{strip}");
    }
    desk.keys("<esc>Z");
    assert_eq!(desk.app.screen(), Screen::Rehearsed);
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::WorkingOn);
}

#[test]
fn while_votes_are_typed_the_room_keeps_its_pace() {
    let mut desk = first();
    desk.keys("2t«One»<enter>«Two»<enter><enter>v");
    assert!(!strip(&desk).contains("faster"), "{}", strip(&desk));
    desk.keys("+- VZ");
    assert_eq!(desk.app.room_pace(), (false, 100));
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    assert!(!desk.screen(WIDE).contains("Nothing new in the chat."));
}

#[test]
fn on_the_whiteboard_the_keys_of_the_room_are_those_of_the_whiteboard() {
    let usual = KeyMap::bundled().unwrap();
    let rehearsal = usual.rehearsing(true);
    for name in ["+", "-", "Space", "V", "Z", "9"] {
        let key = name.parse().unwrap();
        for screen in [
            Screen::Whiteboard,
            Screen::OneThreat,
            Screen::Pasted,
            Screen::Home,
        ] {
            assert_eq!(
                usual.action(screen, key),
                rehearsal.action(screen, key),
                "{name}"
            );
        }
    }
}

#[test]
fn the_strip_names_no_key_that_does_nothing_on_the_screen() {
    let mut desk = first();
    for screen in ["2", "5", "6", "8", "9", "x", "<esc>Z"] {
        desk.keys(screen);
        let strip = strip(&desk);
        assert!(!strip.contains("Ctrl+P"), "{screen} in\n{strip}");
    }
}
