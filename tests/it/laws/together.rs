//! A machine that is busy finds several typed signs waiting. What comes of them is what comes of them one by one.

use proptest::prelude::*;
use threatboard::app::key::Key;
use threatboard::app::msg::Msg;
use threatboard::store::format;

use super::{Event, event, happen, lunch};
use crate::coming_back::left_open;
use crate::support::{Desk, WIDE, room};

/// What the room sees, and what the next save would keep.
fn seen(desk: &Desk) -> String {
    let session = desk
        .app
        .session()
        .map(|session| format::write(session).unwrap());
    format!(
        "{}\n{session:?}\n{:?}",
        desk.screen(WIDE),
        desk.app.selected()
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn signs_that_come_together_do_what_they_do_one_by_one(
        start in prop::sample::select(vec![room(), lunch(), left_open()]),
        before in prop::collection::vec(event(), 0..30),
        signs in "[1-7tqapmiOWAfPRHnNkjw/.,edsrhBobyXCKJgSLDcxMu \\-@>!#%=lvQ]{2,12}",
    ) {
        let mut together = Desk::with(start);
        for event in before.iter().filter(|event| !matches!(event, Event::Opened(_))) {
            happen(&mut together, event);
        }
        let mut one_by_one = Desk::home();
        one_by_one.app = together.app.clone();
        together.tell(Msg::Typed(signs.clone()));
        for sign in signs.chars() {
            one_by_one.tell(Msg::Key(Key::char(sign)));
        }
        prop_assert_eq!(seen(&together), seen(&one_by_one));
    }
}
