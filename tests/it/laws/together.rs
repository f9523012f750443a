//! A machine that is busy finds several typed characters waiting. What comes of them is what comes of them one by one.
//! The same for Esc and a key, which a terminal sends as Alt and that key.

use proptest::prelude::*;
use threatboard::app::msg::Msg;
use threatboard::domain::Session;
use threatboard::keys::key::{Key, KeyCode};
use threatboard::store::format;

use super::{Event, event, happen, lunch};
use crate::coming_back::left_open;
use crate::support::{Desk, WIDE, room};

/// What the next save would keep, what is seen, and where the next key would go.
fn left(desk: &Desk) -> String {
    let app = &desk.app;
    let session = app.session().map(|session| format::write(session).unwrap());
    let bar = app.bar.as_ref().map(|bar| (bar.line, bar.editor.text()));
    format!(
        "{session:?}\n{:?} {:?} {bar:?}\n{}",
        app.screen(),
        app.selected(),
        desk.screen(WIDE)
    )
}

fn begun(start: Session, before: &[Event]) -> Desk {
    let mut desk = Desk::with(start);
    let before = before.iter();
    for event in before.filter(|event| !matches!(event, Event::Opened(_))) {
        happen(&mut desk, event);
    }
    desk
}

fn copy(desk: &Desk) -> Desk {
    let mut copy = Desk::home();
    copy.app = desk.app.clone();
    copy
}

/// Both ways leave the same.
fn same_together(start: Session, before: &[Event], signs: &str) -> Result<(), TestCaseError> {
    same_from(&begun(start, before), signs)
}

fn same_from(desk: &Desk, signs: &str) -> Result<(), TestCaseError> {
    // What was written is told when it is done, whatever is pressed meanwhile.
    if signs.contains("EE") || signs.contains('F') {
        return Ok(());
    }
    let (mut together, mut one_by_one) = (copy(desk), copy(desk));
    together.tell(Msg::Typed(signs.to_owned()));
    for sign in signs.chars() {
        one_by_one.tell(Msg::Key(Key::char(sign)));
    }
    prop_assert_eq!(left(&together), left(&one_by_one), "{}", signs);
    Ok(())
}

/// Whether Alt and a letter may edit a line.
fn has_line(desk: &Desk) -> bool {
    desk.app.bar.is_some() || desk.app.overlay.is_some()
}

#[test]
fn a_meeting_that_begins_among_characters_that_come_together() {
    let before = [Event::Key(Key::char(':')), Event::Key(Key::ctrl('p'))];
    same_together(left_open(), &before, "n-").unwrap();
}

#[test]
fn a_step_that_is_entered_among_characters_that_come_together_has_its_minutes() {
    for start in [room(), lunch(), left_open()] {
        for signs in [" 6n", "n-", " n-", "2n+", "n-n-", "2nn- 6n+"] {
            same_together(start.clone(), &[], signs).unwrap();
        }
    }
}

/// The keys that lead to every screen that a session can show.
const SCREENS: [&str; 12] = [
    "",
    "1",
    "2",
    "2nn",
    "3",
    "4",
    "5",
    "6",
    "7",
    "x",
    "w",
    "2tA threat\r\u{1b}3",
];

fn play(desk: &mut Desk, keys: &str) {
    for key in keys.chars() {
        desk.tell(Msg::Key(match key {
            '\r' => Key::plain(KeyCode::Enter),
            '\u{1b}' => Key::plain(KeyCode::Esc),
            key => Key::char(key),
        }));
    }
}

/// Every letter that does something on the shown screen.
fn letters(desk: &Desk) -> Vec<char> {
    let app = &desk.app;
    let keys = app
        .keys
        .bindings(app.screen())
        .flat_map(|binding| &binding.keys);
    let letters = keys
        .filter(|key| key.writes())
        .filter_map(|key| match key.code {
            KeyCode::Char(letter) => Some(letter),
            _ => None,
        });
    letters.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn characters_that_come_together_do_what_they_do_one_by_one(
        start in prop::sample::select(vec![room(), lunch(), left_open()]),
        before in prop::collection::vec(event(), 0..30),
        signs in "[1-7tqapmiOWAfPRHnNkjw/.,edsrhBobyXCKJgSLDcxMu \\-@>!#%=lvQ]{2,12}",
    ) {
        same_together(start, &before, &signs)?;
    }

    #[test]
    fn verbs_of_every_screen_that_come_together_do_what_they_do_one_by_one(
        start in prop::sample::select(vec![room(), lunch(), left_open()]),
        way in prop::sample::select(&SCREENS),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 2..6),
    ) {
        let mut desk = Desk::with(start);
        play(&mut desk, way);
        let letters = letters(&desk);
        let signs: String = picks.iter().map(|pick| *pick.get(&letters)).collect();
        same_from(&desk, &signs)?;
    }

    #[test]
    fn esc_and_a_key_that_come_together_do_what_they_do_one_by_one(
        start in prop::sample::select(vec![room(), lunch(), left_open()]),
        before in prop::collection::vec(event(), 0..20),
        letter in "[a-zA-Z0-9.,? ]",
    ) {
        let mut together = begun(start, &before);
        let mut one_by_one = copy(&together);
        let key = Key::char(letter.chars().next().unwrap());
        together.tell(Msg::Key(Key { alt: true, ..key }));
        if !("bdf".contains(&letter) && has_line(&one_by_one)) {
            one_by_one.tell(Msg::Key(Key::plain(KeyCode::Esc)));
            one_by_one.tell(Msg::Key(key));
            prop_assert_eq!(left(&together), left(&one_by_one));
        }
    }
}
