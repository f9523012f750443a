//! The rules that speak in one quiet line, as the room sees them: before, keys, and what the status line says after.

mod close;
mod do_about;
mod gates;
mod go_wrong;
mod start;
mod table;
mod working_on;

use chrono::TimeDelta;
use threatboard::app::msg::Msg;

use crate::support::{Desk, WIDE};

/// A team with every role that is asked for.
const TEAM: &str = "Ana eng, Bo eng, Cy dev, Di ops, Flo product owner, Gus security";

/// A meeting that was just begun at the start screen, with these people.
fn meeting(people: &str) -> Desk {
    let mut desk = Desk::home();
    desk.keys(&format!("m«Payments API»<enter>«{people}»<enter>"));
    desk
}

/// A meeting of the team at question 2, in the round, with a scope.
fn round() -> Desk {
    let mut desk = meeting(TEAM);
    desk.keys("i«refunds»<enter><esc>O«ledger»<enter><esc>2n");
    desk
}

/// What the status line says.
fn says(desk: &Desk) -> String {
    let screen = desk.screen(WIDE);
    // Around the map there are fewer rules.
    let lines: Vec<&str> = screen.lines().collect();
    let row = if lines[24].starts_with('─') { 25 } else { 27 };
    lines[row].trim().to_owned()
}

/// Time passes without a key.
fn seconds(desk: &mut Desk, seconds: i64) {
    desk.app.now += TimeDelta::seconds(seconds);
    desk.tell(Msg::Tick);
}

#[test]
fn a_rule_speaks_once_a_step_and_then_the_prompt_comes_back() {
    let mut desk = meeting("Ana eng, Bo eng, Cy eng, Flo product owner, Gus security");
    assert!(says(&desk).contains("Who is missing?"), "{}", says(&desk));
    // Esc: it has been read.
    desk.keys("<esc>");
    assert!(says(&desk).starts_with("Who will write down the questions?"));
    desk.keys("<down><up>").after(3);
    assert!(!says(&desk).contains("Who is missing?"), "{}", says(&desk));
}

#[test]
fn a_notice_stands_before_any_rule_and_gives_way_after_a_while() {
    let mut desk = meeting("Ana eng, Bo eng, Cy eng, Flo product owner, Gus security");
    desk.keys("P«Hal legal»<enter><esc>");
    assert!(says(&desk).contains("as number 6"), "{}", says(&desk));
    seconds(&mut desk, 31);
    assert!(
        says(&desk).contains("Who is the scribe?"),
        "{}",
        says(&desk)
    );
}

#[test]
fn what_it_says_anew_it_says_again() {
    let mut desk = round();
    desk.keys("t«Ids leak»<enter>«Use mTLS»<enter><esc>");
    assert!(
        says(&desk).contains("T2 added. This reads like a fix"),
        "{}",
        says(&desk)
    );
    desk.keys("t«Add signing»<enter><esc>");
    // The same words were said in this step already.
    assert_eq!(says(&desk), "+ T3 added.   u undo");
}

#[test]
fn who_only_looks_at_a_finished_session_is_told_nothing() {
    let mut desk = meeting("Ana eng");
    desk.keys("EE");
    let again = Desk::with(desk.session().clone());
    assert_eq!(says(&again), again.app.prompt());
}

#[test]
fn a_long_line_is_cut_with_two_dots_on_a_small_screen() {
    let desk = meeting("Ana eng, Bo eng, Cy eng, Flo product owner, Gus security");
    let screen = desk.screen(crate::support::SMALL);
    let row = screen.lines().nth(15).unwrap();
    assert!(row.contains("5 people here"), "{screen}");
    insta::assert_snapshot!("nudge_wide", desk.styled(WIDE));
    insta::assert_snapshot!("nudge_small", screen);
}
