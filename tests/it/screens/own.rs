//! What users give of their own, as the room sees it.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use threatboard::app::msg::Msg;
use threatboard::domain::{Session, Verb};
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

#[test]
fn a_form_shows_a_help_key_that_it_does_not_take_as_text() {
    let own = r#"(rebind: [(act: help, keys: ["&", "F9"])])"#;
    let mut desk = Desk::home();
    desk.app.keys = Arc::new(KeyMap::bundled().unwrap().rebound(own).unwrap());
    let new = desk.app.keys.key_for(Screen::Home, Verb::NewOne);
    desk.tell(Msg::Key(new.parse().unwrap()));
    for box_of in ["", "«Library has a hole»<enter>"] {
        desk.keys(box_of);
        let screen = desk.screen(WIDE);
        assert!(screen.contains("F9 all keys"), "{screen}");
    }
    desk.keys("<enter>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("y yes") && screen.contains("& all keys"),
        "{screen}"
    );
    desk.keys("&");
    assert!(desk.screen(WIDE).contains("KEYS OF THIS SCREEN"));
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
        .chain('\u{10d0}'..='\u{10f0}')
        .chain('\u{561}'..='\u{586}')
        .chain('\u{905}'..='\u{914}');
    let rows = verbs
        .iter()
        .zip(letters)
        .map(|(verb, letter)| format!("(act: {verb}, keys: [\"{letter}\"]),"));
    let rows: Vec<String> = rows.collect();
    assert_eq!(rows.len(), verbs.len());
    format!("(rebind: [{}])", rows.concat())
}

/// What is shown of a bundled key that has another verb now or none: a letter or `?` that stands alone, and whatever
/// `Press` is said of. Capitals stand alone in headings, ranks and initials, so that they count after `press` only.
fn bundled_keys_in(desk: &Desk, screen: &str) -> Vec<String> {
    let mut named = Vec::new();
    for line in screen.lines().filter(|line| !is_of_its_own(desk, line)) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let bare = |word: &str| {
            word.trim_matches(['.', ',', ':', ';', '(', ')', '"'])
                .to_owned()
        };
        for (at, word) in words.iter().enumerate() {
            let key = bare(word);
            let before = at.checked_sub(1).map_or("", |at| words[at]);
            let pressed =
                ["press", "and", "or", "then"].contains(&bare(before).to_lowercase().as_str());
            // An article, unless it is said to be pressed.
            let article = key == "a" && !before.to_lowercase().ends_with("press");
            let letter = key.len() == 1 && key.chars().all(|c| c.is_ascii_lowercase() || c == '?');
            let any = key.len() == 1 && pressed && key.chars().all(|c| c.is_ascii_graphic());
            if (letter || any) && !article {
                named.push(line.trim().to_owned());
            }
        }
        // In a line that is typed, Enter and Tab are not the map's.
        let free =
            desk.app.bar.is_none() && desk.app.choice.is_none() && desk.app.overlay.is_none();
        let fixed = [
            "Press Enter",
            "Press Tab",
            "Press Space",
            "Press Esc",
            "Enter to",
            "Tab to",
        ];
        let typed = line.contains("type one, press Enter");
        if line.contains("Ctrl+") || free && !typed && fixed.iter().any(|key| line.contains(key)) {
            named.push(line.trim().to_owned());
        }
    }
    named
}

/// Whether the letters of a row are no keys of the map: answers to what is asked there, typed text, headings in spaced
/// letters, and what a file will hold.
fn is_of_its_own(desk: &Desk, line: &str) -> bool {
    let answers = [
        "y quit",
        "r tr",
        "y yes",
        "two weeks",
        "Type y",
        " x  ",
        "keep   - change",
        "or - for",
        "x 30",
        " x impact",
    ];
    let spaced = |line: &str| line.split_whitespace().all(|word| word.len() == 1);
    let exports = desk.app.screen() == Screen::Export && line.contains('│');
    desk.app.choice.is_some() && line.contains(": ")
        || answers.iter().any(|says| line.contains(says))
        || spaced(line)
        || exports
}

/// A meeting on a screen, with every verb on a foreign letter.
fn foreign(session: &Session, keys: &Arc<KeyMap>, screen: Screen) -> Desk {
    let mut desk = Desk::with(session.clone());
    desk.app.keys = Arc::clone(keys);
    desk.app.show(screen);
    desk
}

/// The empty meeting of eight, and one in which everything there is was captured.
fn meetings() -> [Session; 2] {
    let example = threatboard::store::session::load(Path::new("sessions/example-refund-flow.ron"));
    [room(), example.unwrap().session]
}

fn foreign_map() -> Arc<KeyMap> {
    Arc::new(KeyMap::bundled().unwrap().rebound(&foreign_keys()).unwrap())
}

fn names_no_bundled_key(desk: &Desk, after: &str) {
    let shown = desk.screen(WIDE);
    let named = bundled_keys_in(desk, &shown);
    assert_eq!(named, [""; 0], "{:?}, {after}:\n{shown}", desk.app.screen());
}

#[test]
fn no_screen_names_a_bundled_key_that_the_user_gave_away() {
    let keys = foreign_map();
    for session in meetings() {
        for screen in Screen::ALL {
            for step in 0..6 {
                let mut desk = foreign(&session, &keys, screen);
                for _ in 0..step {
                    let next = desk.app.keys.key_for(screen, Verb::NextStep);
                    desk.tell(Msg::Key(next.parse().unwrap()));
                }
                desk.after(2);
                names_no_bundled_key(&desk, &format!("step {step}"));
            }
        }
    }
}

/// Every verb of every screen, what it opens, what it says to nonsense and to nothing, and what is left after Esc.
#[test]
fn no_answer_to_a_key_names_a_bundled_key_that_the_user_gave_away() {
    let keys = foreign_map();
    for session in meetings() {
        for screen in Screen::ALL {
            let verbs: Vec<Verb> = keys.bindings(screen).map(|b| b.act).collect();
            for verb in verbs {
                let mut desk = foreign(&session, &keys, screen);
                let Ok(key) = keys.key_for(screen, verb).parse() else {
                    continue;
                };
                desk.tell(Msg::Key(key));
                names_no_bundled_key(&desk, &verb.name());
                for then in ["«@@ #! ñü»", "<enter>", "<enter>", "<esc>"] {
                    desk.keys(then);
                    names_no_bundled_key(&desk, &format!("{}, then {then}", verb.name()));
                }
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
    let mut silent = Vec::new();
    // Those of an import are shown with an import only: `intake` and `heard` walk through them, and `pasting` through a paste.
    let screens = Screen::ALL.into_iter().filter(|screen| {
        use Screen::{Heard, Import, Pasted, Review};
        !matches!(screen, Review | Heard | Import | Pasted)
    });
    for session in meetings() {
        for screen in screens.clone() {
            let keys = foreign_map();
            // Moving does nothing at the end of a list, Esc nothing where nothing is open, nor the key of a screen on it.
            let shows = |verb| threatboard::screens::shown_by(verb).map(|room| room.id);
            let acts = keys
                .bindings(screen)
                .filter(|binding| {
                    binding.group != Group::Move || shows(binding.act).is_some_and(|s| s != screen)
                })
                .map(|binding| binding.act);
            for verb in acts.collect::<Vec<_>>() {
                let mut desk = foreign(&session, &keys, screen);
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
