//! What users give of their own, as the room sees it.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use threatboard::app::msg::Msg;
use threatboard::domain::Verb;
use threatboard::keys::{Group, KeyMap, Screen};

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

/// Every verb on a key that no sentence has for another reason: letters of scripts that the program does not write.
fn foreign_keys() -> String {
    let verbs: HashSet<Verb> = Screen::ALL
        .into_iter()
        .flat_map(|screen| {
            let keys = KeyMap::bundled().unwrap();
            keys.bindings(screen).map(|b| b.act).collect::<Vec<_>>()
        })
        .collect();
    let mut verbs: Vec<String> = verbs.into_iter().map(Verb::name).collect();
    verbs.sort();
    let letters = ('\u{3b1}'..='\u{3c9}').chain('\u{430}'..='\u{44f}');
    let letters = letters
        .chain('\u{5d0}'..='\u{5ea}')
        .chain('\u{10d0}'..='\u{10f0}');
    let rows = verbs
        .iter()
        .zip(letters)
        .map(|(verb, letter)| format!("(act: {verb}, keys: [\"{letter}\"]),"));
    let rows: Vec<String> = rows.collect();
    assert_eq!(rows.len(), verbs.len());
    format!("(rebind: [{}])", rows.concat())
}

/// Words on a screen that are the name of a bundled key and nothing else.
fn bundled_keys_in(screen: &str) -> Vec<String> {
    // Letters of STRIDE, and the signs of effort, rank and grids stand alone for another reason.
    let mut named = Vec::new();
    for line in screen.lines() {
        for press in ["Press ", "press "] {
            for behind in line.split(press).skip(1) {
                let key = behind.split_whitespace().next().unwrap_or_default();
                let key = key.trim_end_matches(['.', ',', ':', ';']);
                if key.chars().count() == 1 && key.is_ascii() {
                    named.push(line.trim().to_owned());
                }
            }
        }
        for verb in [
            "goes", "writes", "begins", "takes", "says", "opens", "shows", "parks",
        ] {
            let words: Vec<&str> = line.split_whitespace().collect();
            let bare = |pair: &[&str]| pair[0].len() == 1 && pair[0].is_ascii() && pair[1] == verb;
            if words.windows(2).any(bare) {
                named.push(line.trim().to_owned());
            }
        }
    }
    named
}

#[test]
fn no_screen_names_a_bundled_key_that_the_user_gave_away() {
    let text = foreign_keys();
    let example = threatboard::store::session::load(Path::new("sessions/example-refund-flow.ron"));
    for session in [room(), example.unwrap().session] {
        for screen in Screen::ALL {
            for step in 0..6 {
                let mut desk = Desk::with(session.clone());
                desk.app.keys = Arc::new(KeyMap::bundled().unwrap().rebound(&text).unwrap());
                desk.app.screen = screen;
                for _ in 0..step {
                    let next = desk.app.keys.key_for(screen, Verb::NextStep);
                    desk.tell(Msg::Key(next.parse().unwrap()));
                }
                desk.after(2);
                let shown = desk.screen(WIDE);
                assert_eq!(bundled_keys_in(&shown), [""; 0], "{screen:?}:\n{shown}");
            }
        }
    }
}

#[test]
fn action_item_due_and_question_on_function_keys_leave_no_a_b_or_q_in_any_sentence() {
    let own = r#"(rebind: [
        (act: action_item, keys: ["F5"]),
        (act: due, keys: ["F6"]),
        (act: question, keys: ["F7"]),
    ])"#;
    let mut desk = with_keys(own);
    let key = |desk: &mut Desk, name: &str| desk.tell(Msg::Key(name.parse().unwrap()));
    let sees = |desk: &Desk, says: &str| {
        let screen = desk.screen(WIDE);
        assert!(screen.contains(says), "{says}\n{screen}");
    };
    desk.keys("5");
    sees(&desk, "No questions yet. Press F7 on any screen");
    desk.keys("6");
    sees(&desk, "No action items yet. Press F5 to add one");
    desk.keys("3");
    key(&mut desk, "F6");
    sees(&desk, "then press F6 and type a date");
    desk.keys("2");
    key(&mut desk, "F5");
    desk.keys("«Ask the partner»<enter><esc>6").after(1);
    sees(
        &desk,
        "A1 has no owner or date. Press o for who, F6 for by when.",
    );
}

#[test]
fn every_verb_that_is_bound_on_a_screen_does_or_says_something_there() {
    let example = threatboard::store::session::load(Path::new("sessions/example-refund-flow.ron"));
    let mut silent = Vec::new();
    // Those of an import are shown with an import only: `sources` walks through them.
    let screens = Screen::ALL
        .into_iter()
        .filter(|screen| !matches!(screen, Screen::Review | Screen::Import));
    for session in [room(), example.unwrap().session] {
        for screen in screens.clone() {
            let keys = KeyMap::bundled().unwrap().rebound(&foreign_keys()).unwrap();
            // An arrow at the end of a list does nothing, and Esc nothing where nothing is open.
            let acts = keys
                .bindings(screen)
                .filter(|binding| binding.group != Group::Move)
                .map(|binding| binding.act);
            for verb in acts.collect::<Vec<_>>() {
                let mut desk = Desk::with(session.clone());
                desk.app.keys = Arc::new(keys.clone());
                desk.app.screen = screen;
                desk.after(1);
                let before = (desk.screen(WIDE), desk.effects.len());
                desk.tell(Msg::Key(keys.key_for(screen, verb).parse().unwrap()));
                if before == (desk.screen(WIDE), desk.effects.len()) {
                    silent.push(format!("{} on {screen:?}", verb.name()));
                }
            }
        }
    }
    assert_eq!(silent, [""; 0]);
}
