//! What the program says is so, and the keys that it names do what it says: before, keys, after.

use threatboard::domain::{Edit, New, Session, SessionKind, Text};
use threatboard::parse::people;

use crate::support::{Desk, ten};

/// A session of three people, opened from its file: two threats that no one did anything about.
fn bakery() -> Desk {
    let title = Text::new("Bakery");
    let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, ten());
    for (name, role) in people::parse("Ana eng, Bo eng, Di ops") {
        let person = Edit::Add(New::Participant(name, role));
        session.apply(&person, ten()).unwrap();
    }
    let mut desk = Desk::with(session);
    desk.keys("2t«Order is faked»<enter>«Oven stops»<enter><esc>");
    Desk::with(desk.session().clone())
}

#[test]
fn a_threat_that_is_accepted_is_not_counted_as_one_with_work() {
    let mut desk = bakery();
    desk.keys("3<home>ra«Cheap @ana»<enter><esc>x<enter>");
    let summary = &desk.exported[0].contents;
    let counted = "2 threats: 1 with a response, mitigation or action";
    assert!(summary.contains(counted), "{summary}");
}
