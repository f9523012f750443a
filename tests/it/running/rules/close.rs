//! Questions, action items and the end: R54 to R61.

use super::{round, says};
use crate::support::{Desk, PLAIN, WIDE};
use threatboard::domain::{ActionKind, ActionStatus};

#[test]
fn the_wording_of_each_open_question_is_read_back() {
    let mut desk = round();
    desk.keys("q«Who rotates?»<enter>«Who reads?»<enter><esc>5");
    assert_eq!(says(&desk), "Wording not confirmed yet: Q1 and 1 more.");
    desk.keys("y<down>y<esc>");
    assert!(!says(&desk).contains("not confirmed"), "{}", says(&desk));
}

#[test]
fn the_team_is_no_person_and_asap_is_no_date() {
    let mut desk = round();
    desk.keys("6a«Rotate the keys @team asap»<enter><esc>");
    assert!(
        says(&desk).contains("A1 added · @team is nobody here."),
        "{}",
        says(&desk)
    );
}

#[test]
fn an_action_item_begins_with_what_to_do() {
    let mut desk = round();
    desk.keys("6a«The keys of partners @bo due fri»<enter><esc>");
    assert!(
        says(&desk).contains("A1: start with a verb. Press e to edit it."),
        "{}",
        says(&desk)
    );
}

#[test]
fn an_action_item_without_owner_or_date_is_said_while_it_is_read_back() {
    let mut desk = round();
    desk.keys("6a«Rotate the keys»<enter><esc><esc>");
    assert_eq!(
        says(&desk),
        "A1 has no owner or date. Press o for who, b for by when."
    );
    desk.keys("o2<esc>");
    assert_eq!(says(&desk), "A1 has no date. Press b and type one.");
    desk.keys("b«fri»<enter><esc>");
    assert!(!says(&desk).contains("A1"), "{}", says(&desk));
}

/// Five people, and Bo (2) is not here.
fn without_bo() -> Desk {
    let mut desk = round();
    desk.keys("a«Sign the files @bo due fri»<enter><esc>1n<home>");
    for _ in 0..20 {
        if desk.app.selected().is_some_and(|id| id.to_string() == "P2") {
            break;
        }
        desk.keys("<down>");
    }
    desk.keys("X");
    desk
}

#[test]
fn an_owner_who_is_not_here_is_asked_by_somebody_who_is() {
    let mut desk = without_bo();
    assert!(says(&desk).contains("Bo is absent"), "{}", says(&desk));
    assert!(
        desk.screen(WIDE).contains("2 Bo eng, absent"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("6");
    assert_eq!(
        says(&desk),
        "Bo is absent and cannot agree to A1. Press X to have someone ask Bo."
    );
    insta::assert_snapshot!("absent_owner_wide", desk.picture(WIDE));
    insta::assert_snapshot!("absent_owner_plain", desk.picture(PLAIN));
    desk.keys("X");
    assert!(
        desk.screen(WIDE).contains("A1 owner"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("1");
    let action = &desk.session().actions[0];
    assert_eq!(action.text.as_str(), "Ask Bo: Sign the files");
    assert_eq!(
        (action.kind, action.owner.map(|who| who.0)),
        (ActionKind::Ask, Some(1))
    );
    desk.keys("uu");
    let action = &desk.session().actions[0];
    assert_eq!(action.text.as_str(), "Sign the files");
    assert_eq!(action.owner.map(|who| who.0), Some(2));
}

#[test]
fn who_is_not_here_has_no_turn_and_is_not_listed_as_there() {
    let mut desk = without_bo();
    desk.keys("2..");
    assert!(
        desk.screen(WIDE).contains("turn: 3 Cy"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("x<enter>");
    let summary = &desk.exported[0].contents;
    assert!(summary.contains("5 people"), "{summary}");
}

#[test]
fn one_person_with_most_of_the_action_items_is_named() {
    let mut desk = round();
    desk.keys("6a«Do a @bo due fri»<enter>«Do b @bo due fri»<enter>«Do c @bo due fri»<enter>");
    desk.keys("«Do d @ana due fri»<enter>«Do e @cy due fri»<enter><esc><esc>");
    assert_eq!(
        says(&desk),
        "Bo owns 3 of 5 open action items. Who can take some over?"
    );
}

#[test]
fn question_4_and_the_action_items_say_the_same_of_one_load() {
    let mut desk = round();
    desk.keys("6a");
    for n in 1..=6 {
        desk.keys(&format!("«Do part {n} @ana due fri»<enter>"));
    }
    for n in 1..=3 {
        desk.keys(&format!("«Do rest {n} @bo due fri»<enter>"));
    }
    desk.keys("<esc><esc>");
    for _ in 0..4 {
        desk.keys("<home>f");
    }
    let done = |desk: &Desk| {
        let actions = desk.session().actions.iter();
        let done = actions.filter(|a| a.status == ActionStatus::Done);
        done.map(|a| a.owner.map(|who| who.0)).collect::<Vec<_>>()
    };
    assert_eq!(done(&desk), [Some(1); 4]);
    let same = "Bo owns 3 of 5 open action items. Who can take some over?";
    desk.after(1);
    assert_eq!(says(&desk), same);
    desk.keys("4");
    let report = &desk.app.open().unwrap().report.as_ref().unwrap().1;
    let found = report.findings.iter().find(|f| f.check == "one-owner");
    assert_eq!(found.map(|f| f.sentence()).as_deref(), Some(same));
}

#[test]
fn the_lowest_hand_speaks_first() {
    let mut desk = round();
    desk.keys("4c«554255»<enter>");
    assert!(
        says(&desk).contains("Lowest vote 2: that person speaks first. Press c to vote again."),
        "{}",
        says(&desk)
    );
}

#[test]
fn a_meeting_that_was_not_worth_it_is_asked_for_one_change() {
    let mut desk = round();
    desk.keys("4r«2233»<enter>");
    assert!(
        says(&desk).contains("One thing to change? Press f, then type - and the change."),
        "{}",
        says(&desk)
    );
    let mut fine = round();
    fine.keys("4r«3344»<enter>");
    assert!(
        !says(&fine).contains("one thing to change"),
        "{}",
        says(&fine)
    );
}
