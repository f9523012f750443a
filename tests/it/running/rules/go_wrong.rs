//! Question 2: R23, R24, R32, R34 to R36.

use super::{round, says, seconds};
use crate::support::{Desk, PLAIN, SMALL, WIDE};
use threatboard::domain::Severity;

#[test]
fn a_threat_that_reads_like_a_fix_is_taken_and_said() {
    let mut desk = round();
    desk.keys("t«Encrypt the disk»<enter><esc>");
    assert!(
        says(&desk)
            .starts_with("+ T1 added. This reads like a fix. To park it instead: u, then p."),
        "{}",
        says(&desk)
    );
}

#[test]
fn a_threat_that_is_handled_already_still_counts() {
    let mut desk = round();
    desk.keys("t«Ids leak»<enter><esc>d");
    assert!(
        says(&desk).contains("Threats already handled still count.   u undo"),
        "{}",
        says(&desk)
    );
    desk.keys("u");
    assert_eq!(desk.session().threats.len(), 1);
}

#[test]
fn ninety_seconds_on_one_threat_offer_to_park_it_or_to_ask() {
    let mut desk = round();
    desk.keys("t«Ids leak»<enter><esc>");
    seconds(&mut desk, 89);
    assert!(!says(&desk).contains("90 seconds"), "{}", says(&desk));
    seconds(&mut desk, 1);
    assert_eq!(
        says(&desk),
        "90 seconds on T1. Press p to park it, q to make it a question."
    );
    // Whatever the room does about it, it is not said again.
    desk.keys("q«Whose are they?»<enter><esc>");
    seconds(&mut desk, 100);
    assert!(!says(&desk).contains("90 seconds"), "{}", says(&desk));
}

#[test]
fn no_debate_is_counted_while_the_clock_stands_still() {
    let mut desk = round();
    desk.keys("t«Ids leak»<enter><esc><space>");
    seconds(&mut desk, 140);
    assert!(!says(&desk).contains("90 seconds"), "{}", says(&desk));
}

#[test]
fn a_threat_that_is_not_clear_is_marked_and_not_deleted() {
    let mut desk = round();
    desk.keys("t«It breaks»<enter>«Ids leak»<enter><esc>nn<home>X");
    assert!(
        says(&desk).contains("T1 marked for rewording"),
        "{}",
        says(&desk)
    );
    for size in [WIDE, PLAIN, SMALL] {
        let screen = desk.screen(size);
        assert!(screen.contains("REWORD"), "{screen}");
    }
    desk.keys("NN");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("reword"), "{screen}");
    insta::assert_snapshot!("reword_wide", screen);
    insta::assert_snapshot!("reword_small", desk.picture(SMALL));
    desk.keys("u");
    // The notice names what was undone; no row is marked.
    let screen = desk.screen(WIDE).replace("marked for rewording", "");
    assert!(!screen.contains("reword"), "{screen}");
    desk.keys("<home>X");
    assert!(desk.session().threats[0].reword);
    desk.keys("e« on a Friday»<enter>");
    assert!(!desk.session().threats[0].reword);
}

#[test]
fn severity_waits_until_the_list_was_read_back() {
    let mut desk = round();
    desk.keys("t«Ids leak !h»<enter><esc>");
    assert_eq!(desk.session().threats[0].severity, Some(Severity::High));
    assert!(!desk.screen(WIDE).contains("HIGH"), "{}", desk.screen(WIDE));
    desk.keys("s");
    assert_eq!(
        says(&desk),
        "Rate severity after the read-back; for now, just collect threats."
    );
    // Sweep, read back, vote.
    desk.keys("nnn");
    assert!(desk.screen(WIDE).contains("HIGH"), "{}", desk.screen(WIDE));
    desk.keys("sl");
    assert_eq!(desk.session().threats[0].severity, Some(Severity::Low));
}

#[test]
fn few_threats_are_said_when_the_room_leaves_question_2() {
    let mut desk = round();
    desk.keys("t«Ids leak»<enter>«Host down»<enter><esc>3");
    assert_eq!(
        says(&desk),
        "Only 2 threats so far. Is that all that can go wrong? Press 2 to go back."
    );
}

#[test]
fn a_boundary_that_nobody_looked_at_is_named_when_the_room_leaves_question_2() {
    let mut desk = round();
    desk.keys("1f«zone core: api»<enter>«partner -> api : files»<enter><esc>2t");
    for n in 0..5 {
        desk.keys(&format!("«Threat {n}»<enter>"));
    }
    desk.keys("<esc>3");
    assert!(
        says(&desk)
            .starts_with("No threats yet for F1 (partner -> api), which crosses a boundary."),
        "{}",
        says(&desk)
    );
    let mut desk2 = Desk::with(desk.session().clone());
    desk2.keys("2t«Files are swapped >api»<enter><esc>3");
    assert!(!says(&desk2).contains("Nobody looked"), "{}", says(&desk2));
}

#[test]
fn a_question_that_takes_ninety_seconds_gets_an_owner() {
    let mut desk = round();
    desk.keys("q«Who rotates the keys?»<enter><esc>5y<esc>");
    seconds(&mut desk, 95);
    assert_eq!(
        says(&desk),
        "90 seconds on Q1. Press o to say who finds out, p to park the rest."
    );
}
