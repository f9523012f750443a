//! What is asked once and kept in the file, and rules that act by themselves.

use super::{meeting, round, says};
use crate::support::WIDE;
use threatboard::domain::{FourQuestion, QuestionState};

/// The rules that the room went on without, and why.
fn waived(desk: &crate::support::Desk) -> Vec<(String, String)> {
    let waived = desk.session().waived.iter();
    waived
        .map(|w| (w.rule.to_string(), w.reason.to_string()))
        .collect()
}

#[test]
fn question_2_without_a_scope_is_asked_about_once_and_the_reason_is_kept() {
    let mut desk = meeting("Ana eng, Bo eng");
    desk.keys("nnnn");
    assert!(
        says(&desk).starts_with("! Nothing is in scope yet. n to go on anyway"),
        "{}",
        says(&desk)
    );
    desk.keys("<enter>«the lead joins later»<enter>");
    assert!(
        desk.screen(WIDE).contains("[2 GO WRONG]"),
        "{}",
        desk.screen(WIDE)
    );
    assert_eq!(
        waived(&desk).last().unwrap(),
        &("R01".to_owned(), "the lead joins later".to_owned())
    );
}

#[test]
fn a_question_without_an_owner_is_asked_about_once() {
    let mut desk = round();
    desk.keys("q«Who rotates?»<enter><esc>5nn");
    assert!(
        says(&desk).contains("1 question has no owner"),
        "{}",
        says(&desk)
    );
    desk.keys("n");
    assert!(
        desk.screen(WIDE).contains("[4 GOOD ENOUGH]"),
        "{}",
        desk.screen(WIDE)
    );
    assert_eq!(waived(&desk), [("R53".to_owned(), String::new())]);
}

#[test]
fn a_meeting_without_a_date_to_come_back_is_asked_about_once() {
    let mut desk = round();
    desk.keys("4nnn");
    assert!(
        says(&desk).contains("No next review is planned."),
        "{}",
        says(&desk)
    );
    desk.keys("n");
    assert_eq!(waived(&desk), [("R62".to_owned(), String::new())]);
}

#[test]
fn a_threat_may_be_caught_during_question_1() {
    let mut desk = meeting("Ana eng, Bo eng");
    desk.keys("t«Ids leak»<enter><esc>");
    assert_eq!(desk.session().threats[0].found_in, FourQuestion::WorkingOn);
}

#[test]
fn an_answer_needs_its_words() {
    let mut desk = round();
    desk.keys("q«Who rotates?»<enter><esc>5<enter><enter>");
    assert_eq!(desk.session().questions[0].state, QuestionState::Open);
    desk.keys("C");
    assert!(
        !desk.screen(WIDE).contains("answered"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("<esc><enter>«Ops, each quarter»<enter>");
    assert_eq!(desk.session().questions[0].state, QuestionState::Answered);
}

#[test]
fn the_rest_is_put_off_on_purpose_and_the_summary_says_so() {
    let mut desk = round();
    desk.keys("t«Ids leak»<enter>«Host down»<enter><esc>3<home>m«Random ids»<enter><esc>D«no time until 12 aug»<enter>");
    assert!(desk.session().threats[1].deferred.is_some());
    assert!(desk.session().threats[0].deferred.is_none());
    desk.keys("x<enter>");
    let summary = &desk.exported[0].contents;
    assert!(
        summary.contains("Host down") && summary.contains("## Deferred"),
        "{summary}"
    );
}

#[test]
fn an_export_says_what_is_open_on_its_page_and_writes_first_names() {
    let mut desk = round();
    desk.keys("t«Ids leak @ana»<enter><esc>a«Rotate keys @gus»<enter><esc>x<enter>");
    let summary = &desk.exported[0].contents;
    let (page, appendix) = summary.split_once("\n# Appendix\n").unwrap();
    let open = page
        .split("\n## ")
        .find(|part| part.starts_with("Still open"));
    let open = open.unwrap();
    assert!(
        open.contains("- Actions without a date: Rotate keys (A1, Gus)"),
        "{summary}"
    );
    assert!(appendix.contains("Rotate keys: Gus, no date"), "{summary}");
}
