//! What is typed is understood, or it is said that it was not: before, keys, after.

use crate::support::{Desk, WIDE, room};

#[test]
fn find_does_not_ask_for_accents_or_capitals() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Eine Überweisung wird doppelt ausgeführt»<enter>«Ids leak»<enter><esc>");
    for looked_for in ["uberw", "ÜBERW", "u\u{308}berweisung", "AUSGEFUHRT"] {
        desk.keys(&format!("2<home>/«{looked_for}»"));
        let screen = desk.screen(WIDE);
        assert!(screen.contains("Überweisung"), "{looked_for}: {screen}");
        desk.keys("<enter>");
        assert_eq!(
            desk.app.selected(),
            Some("T1".parse().unwrap()),
            "{looked_for}"
        );
    }
}

#[test]
fn a_part_typed_composed_and_decomposed_is_one_part() {
    let mut desk = Desk::with(room());
    desk.keys("1f«Café -> web : order»<enter>«Cafe\u{301} -> ledger : bill»<enter>«CAFÉ»<enter>");
    let names: Vec<&str> = desk.session().elements.iter().map(|e| &*e.name).collect();
    assert_eq!(names, ["Café", "web", "ledger"]);
}

#[test]
fn a_person_is_listed_once_however_the_name_is_typed() {
    let mut desk = Desk::with(room());
    desk.keys("1P«José eng»<enter>");
    let people = desk.session().participants.len();
    for again in ["Jose\u{301} ops", "jose eng"] {
        desk.keys(&format!("«{again}»<enter>"));
        assert_eq!(desk.session().participants.len(), people, "{again}");
        assert!(desk.screen(WIDE).contains("is already listed"), "{again}");
        desk.keys("<esc>P<ctrl-u>");
    }
}
