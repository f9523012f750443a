//! A machine that is busy finds several typed characters waiting. What comes of them is what comes of them one by one.

use proptest::prelude::*;
use threatboard::app::msg::Msg;
use threatboard::domain::Session;
use threatboard::keys::key::Key;
use threatboard::store::format;

use super::{Event, event, happen, lunch};
use crate::coming_back::left_open;
use crate::support::{Desk, room};

/// What the next save would keep, and where the next key would go. A line that a rule says may differ: a rule speaks
/// when the room looks at a step, and no one looks at one that lasted no time.
fn left(desk: &Desk) -> String {
    let app = &desk.app;
    let session = app.session().map(|session| format::write(session).unwrap());
    let bar = app.bar.as_ref().map(|bar| (bar.line, bar.editor.text()));
    format!(
        "{session:?}\n{:?} {:?} {bar:?}",
        app.screen(),
        app.selected()
    )
}

/// Both ways leave the same.
fn same_together(start: Session, before: &[Event], signs: &str) -> Result<(), TestCaseError> {
    let mut together = Desk::with(start);
    for event in before
        .iter()
        .filter(|event| !matches!(event, Event::Opened(_)))
    {
        happen(&mut together, event);
    }
    let mut one_by_one = Desk::home();
    one_by_one.app = together.app.clone();
    together.tell(Msg::Typed(signs.to_owned()));
    for sign in signs.chars() {
        one_by_one.tell(Msg::Key(Key::char(sign)));
    }
    prop_assert_eq!(left(&together), left(&one_by_one));
    Ok(())
}

#[test]
fn a_meeting_that_begins_among_characters_that_come_together() {
    let before = [Event::Key(Key::char(':')), Event::Key(Key::ctrl('p'))];
    same_together(left_open(), &before, "n-").unwrap();
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
}
