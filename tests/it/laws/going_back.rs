//! Esc leads out of every screen that lies beside the questions, and never goes around in a circle.

use proptest::prelude::*;
use threatboard::app::msg::Msg;
use threatboard::keys::key::{Key, KeyCode};
use threatboard::screens::TABLE;

use super::{Event, happen};
use crate::coming_back::left_open;
use crate::support::Desk;

/// How the room gets to a screen.
#[derive(Clone, Debug)]
enum Goes {
    /// By the key that shows the screen of this row of the table.
    ByKey(usize),
    Event(Event),
    Enter,
    Esc,
}

fn goes() -> impl Strategy<Value = Goes> {
    prop_oneof![
        8 => (0..TABLE.len()).prop_map(Goes::ByKey),
        1 => any::<bool>().prop_map(|asks| Goes::Event(Event::Imported(asks, "list".to_owned()))),
        1 => Just(Goes::Event(Event::Paste("One\nTwo\nThree".to_owned()))),
        1 => Just(Goes::Enter),
        1 => Just(Goes::Esc),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn esc_leads_back_to_a_question_or_a_list(all in prop::collection::vec(goes(), 0..25)) {
        let mut desk = Desk::with(left_open());
        let press = |desk: &mut Desk, code| desk.tell(Msg::Key(Key::plain(code)));
        for one in &all {
            match one {
                Goes::ByKey(row) => {
                    if let Some(verb) = TABLE.get(*row).and_then(|room| room.shown_by) {
                        let key = desk.app.keys.key_for(desk.app.screen(), verb);
                        let mut one = key.chars();
                        if let (Some(letter), None) = (one.next(), one.next()) {
                            desk.tell(Msg::Key(Key::char(letter)));
                        }
                    }
                }
                Goes::Event(event) => happen(&mut desk, event),
                Goes::Enter => press(&mut desk, KeyCode::Enter),
                Goes::Esc => press(&mut desk, KeyCode::Esc),
            }
        }
        for _ in 0..2 * TABLE.len() {
            press(&mut desk, KeyCode::Esc);
        }
        let out = desk.app.screen();
        prop_assert!(desk.app.room().left_for.is_none(), "Esc does not lead out of {:?}", out);
        press(&mut desk, KeyCode::Esc);
        prop_assert_eq!(desk.app.screen(), out);
    }
}
