//! Question 3: R44 to R48.

use super::{round, says};
use crate::support::{Desk, WIDE};
use threatboard::domain::ResponseKind;

/// A threat on question 3.
fn threat() -> Desk {
    let mut desk = round();
    desk.keys("t«Ids leak»<enter><esc>3<home><esc><esc>");
    desk
}

#[test]
fn one_idea_asks_for_more_of_other_kinds() {
    let mut desk = threat();
    desk.keys("m«Random ids»<enter><esc><esc>");
    assert_eq!(
        says(&desk),
        "T1 has 1 idea. What else? Aim for 3 to 6, of different kinds."
    );
}

#[test]
fn what_was_said_of_one_threat_is_not_said_beside_others() {
    let mut desk = threat();
    desk.keys("m«Random ids»<enter><esc><esc>");
    assert!(says(&desk).contains("T1 has 1 idea."));
    for key in ["M", "I"] {
        desk.keys(key);
        let screen = desk.screen(WIDE);
        assert!(!screen.contains("T1 has 1 idea"), "{screen}");
        desk.keys("<esc>");
    }
}

#[test]
fn three_ideas_of_one_kind_ask_for_another() {
    let mut desk = threat();
    desk.keys("m«Random ids #prevent»<enter>«Sign ids #prevent»<enter>«Hide ids #prevent»<enter><esc><esc>");
    assert!(
        says(&desk).contains("What other kind of control is there?"),
        "{}",
        says(&desk)
    );
    desk.keys("m«Log each use #detect»<enter><esc><esc>");
    assert!(
        !says(&desk).contains("other kind of control"),
        "{}",
        says(&desk)
    );
}

#[test]
fn a_soft_verb_asks_how_we_would_see_it() {
    let mut desk = threat();
    desk.keys("m«Improve the logging»<enter>");
    assert!(
        says(&desk).starts_with(
            "+ M1 added for T1. \"improve\" in M1: how would we see it? Press Esc, then h to say how."
        ),
        "{}",
        says(&desk)
    );
}

#[test]
fn what_was_picked_can_be_seen_to_work() {
    let mut desk = threat();
    desk.keys("m«Random ids»<enter><esc><enter>y");
    assert!(
        says(&desk).contains("M1 is planned. How will we know that M1 works? Press h to say how."),
        "{}",
        says(&desk)
    );
    desk.keys("h«Guess one»<enter><esc><esc>");
    assert!(!says(&desk).contains("How will we know"), "{}", says(&desk));
}

#[test]
fn what_is_ruled_out_is_asked_for_evidence_once_and_enter_goes_on() {
    let mut desk = threat();
    desk.keys("rn«No ids in the URL»<enter>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("evidence>"), "{screen}");
    assert!(screen.contains("empty Enter skips"), "{screen}");
    desk.keys("«Test 14 reads every link»<enter>");
    assert!(
        desk.screen(WIDE).contains("T1 decided by"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("2");
    let response = desk.session().threats[0].response.clone().unwrap();
    assert_eq!(response.kind, ResponseKind::NotApplicable);
    assert_eq!(response.evidence.as_str(), "Test 14 reads every link");
    assert_eq!(response.by.map(|who| who.0), Some(2));
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("evidence: Test 14 reads every link"),
        "{screen}"
    );
    desk.keys("x<enter>");
    let summary = &desk.exported[0].contents;
    assert!(
        summary.contains("Evidence: Test 14 reads every link."),
        "{summary}"
    );
    desk.keys("4");
    assert!(
        !desk.screen(WIDE).contains("T1 was ruled out"),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn without_evidence_question_4_says_so() {
    let mut desk = threat();
    desk.keys("rn«No ids in the URL»<enter><enter>2");
    let response = desk.session().threats[0].response.clone().unwrap();
    assert!(response.evidence.is_empty() && response.by.is_some());
    desk.keys("4");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("T1 was ruled out without evidence"),
        "{screen}"
    );
}
