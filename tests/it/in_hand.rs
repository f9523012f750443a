//! What is selected stays in hand from screen to screen: questions 2 and 3, the tree, the risk matrix and what if. Before,
//! keys, after.

use threatboard::domain::{Edit, Field, FourQuestion, ItemId, New, Severity, Status, ThreatId};
use threatboard::keys::Screen;

use crate::support::{Desk, room, ten};

fn id(word: &str) -> ItemId {
    word.parse().unwrap()
}

/// Five threats, T2 resting on T3 and T4, rated from low to critical but the last; each of the first four could be stopped.
/// Question 3 is at T1.
fn five() -> Desk {
    let mut session = room();
    let mut make = |edit: Edit| session.apply(&edit, ten()).map(|_| ()).unwrap();
    for n in 1..=5 {
        make(Edit::Add(New::threat(
            format!("Threat number {n}"),
            FourQuestion::GoWrong,
        )));
    }
    let levels = [
        Severity::Low,
        Severity::Medium,
        Severity::High,
        Severity::Critical,
    ];
    for (n, level) in (1..).zip(levels) {
        make(Edit::Set(ThreatId(n).into(), Field::Severity(Some(level))));
        let plan = format!("Plan number {n}");
        make(Edit::Add(New::mitigation(
            plan,
            ThreatId(n),
            Status::Planned,
        )));
    }
    let mut desk = Desk::with(session);
    desk.keys("3<home>/«T2»<enter>R«all of T3, T4»<enter><home>");
    assert_eq!(at(&desk), (Screen::DoAbout, "T1".to_owned()));
    desk
}

fn at(desk: &Desk) -> (Screen, String) {
    let id = desk.app.selected().map(|id| id.to_string());
    (desk.app.screen(), id.unwrap_or_default())
}

fn on(screen: Screen, id: &str) -> (Screen, String) {
    (screen, id.to_owned())
}

#[test]
fn a_threat_that_was_found_stays_in_hand_on_every_screen() {
    for from in ["", "2", "4", "/«T2»<enter>T", "M"] {
        let mut desk = five();
        desk.keys(from);
        desk.keys("/«T4»<enter>3");
        assert_eq!(at(&desk), on(Screen::DoAbout, "T4"), "{from:?}");
        desk.keys("2");
        assert_eq!(at(&desk), on(Screen::GoWrong, "T4"), "{from:?}");
    }
}

#[test]
fn find_on_the_tree_stays_on_the_tree() {
    let mut desk = five();
    desk.keys("/«T2»<enter>T/«T4»<enter>");
    assert_eq!(at(&desk), on(Screen::Tree, "T4"));
    desk.keys("/«T5»<enter>");
    assert_eq!(at(&desk), on(Screen::Tree, "T5"), "one that stands alone");
    desk.keys("3");
    assert_eq!(at(&desk), on(Screen::DoAbout, "T5"));
}

#[test]
fn what_is_selected_on_the_tree_goes_along_to_a_question_and_esc_goes_back() {
    let mut desk = five();
    desk.keys("/«T2»<enter>T<down>3");
    assert_eq!(at(&desk), on(Screen::DoAbout, "T3"));
    desk.keys("T<down>2");
    assert_eq!(at(&desk), on(Screen::GoWrong, "T4"));
    desk.keys("3");
    assert_eq!(
        at(&desk),
        on(Screen::DoAbout, "T3"),
        "the room goes on where it was"
    );
    desk.keys("T<up><esc>");
    assert_eq!(
        at(&desk),
        on(Screen::DoAbout, "T3"),
        "back where it was asked"
    );
}

#[test]
fn the_matrix_opens_where_the_threat_sits_and_leads_to_the_one_that_is_looked_at() {
    let mut desk = five();
    desk.keys("/«T3»<enter>M3");
    assert_eq!(
        at(&desk),
        on(Screen::DoAbout, "T3"),
        "nothing else was looked at"
    );
    // The strip of those rated by one level goes from the worst down.
    desk.keys("M<right>3");
    assert_eq!(at(&desk), on(Screen::DoAbout, "T2"));
    desk.keys("M<right><esc>");
    assert_eq!(
        at(&desk),
        on(Screen::DoAbout, "T2"),
        "back where it was asked"
    );
}

#[test]
fn what_if_opens_at_a_mitigation_of_the_threat() {
    let mut desk = five();
    desk.keys("/«T3»<enter>I");
    assert_eq!(at(&desk), on(Screen::WhatIf, "M3"));
    desk.keys("<esc>");
    assert_eq!(at(&desk), on(Screen::DoAbout, "T3"));
    desk.keys("I<down><esc>");
    assert_eq!(
        at(&desk),
        on(Screen::DoAbout, "T3"),
        "back where it was asked"
    );
    desk.keys("/«T5»<enter>I");
    assert_eq!(
        at(&desk).0,
        Screen::WhatIf,
        "one that nothing answers opens it all the same"
    );
    assert_eq!(id("M4"), id(&at(&desk).1), "where it was");
}
