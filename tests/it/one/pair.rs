//! One threat for two: the junior answers first, the senior adds a line beside it. Before, keys, after.

use threatboard::catalogue::Catalogue;
use threatboard::domain::{ClockState, Pair};
use threatboard::export::five_lines;

use super::{desk, holds_the_exercise, open, saved, worm};
use crate::support::{Desk, PLAIN, SMALL, WIDE};
use crate::terminal::keys::{count, parse};

/// The whole exercise of two people.
const FOR_TWO: &str = "<enter>«use the name on the invoices»<enter>m<enter>«Our key is stolen»<enter>\
    «And the mirror?»<enter>«lockfile»<enter><enter>«block scripts»<enter><enter>«Sign them, too»<enter>\
    «try it @me due fri»<enter><enter>«which repos?»<enter><enter>y«Ask who builds it»<enter>";

fn pair(desk: &Desk) -> Pair {
    desk.session().pair.clone().unwrap_or_default()
}

#[test]
fn the_junior_answers_first_the_senior_adds_a_line_and_what_was_learned_is_kept() {
    let mut desk = worm();
    desk.keys("<f4><wait:ONE THREAT FOR TWO>«Billing»<enter>");
    desk.keys("<wait:Senior: what would you add?>«use the name on the invoices»<enter>");
    desk.keys("<wait:Does it affect us?>m<wait:Senior: what would you add?><enter>");
    desk.keys("<wait:Describe how it would happen here>«Our key is stolen»<enter>");
    desk.keys(
        "<wait:Senior: what would you add?>«And the mirror?»<enter><wait:What already stops it?>",
    );
    assert_eq!(pair(&desk).beside("system"), "use the name on the invoices");
    assert_eq!(pair(&desk).beside("threat"), "And the mirror?");
    assert_eq!(pair(&desk).beside.len(), 2, "what is skipped is not kept");
    desk.keys(
        "<enter><enter>«block scripts»<enter><wait:What could we do?><enter><wait:Senior:><enter>",
    );
    desk.keys(
        "<wait:One next step>«try it»<enter><enter><wait:What do we not know yet?><enter><enter>",
    );
    desk.keys("<wait:Do we know more than ten minutes ago?>y<wait:Junior: what did you learn?>");
    desk.keys("«Ask who builds it»<enter><wait:look again>");
    assert_eq!(pair(&desk).learned.as_str(), "Ask who builds it");
    let (session, _) = saved(&desk);
    assert_eq!(session.pair, Some(pair(&desk)), "it is in the file");
    // Nothing of it is lost where the answer is no.
    let mut desk = worm();
    desk.keys("<f4>«Billing»<enter><enter>n«But the test servers do»<enter><wait:Why does it not affect us?>");
    desk.keys("«unused»<enter><enter><wait:Junior: what did you learn?>«Ask for the servers»<enter><wait:Complete.>");
    assert_eq!(pair(&desk).beside("applies"), "But the test servers do");
    let shown = desk.screen(PLAIN);
    assert!(shown.contains("Ask for the servers"), "{shown}");
}

#[test]
fn the_line_of_the_senior_stands_beside_the_answer_and_below_it_where_it_is_narrow() {
    let mut desk = worm();
    desk.keys("<f4>").keys(FOR_TWO);
    let row_of = |screen: &str, words: &str| screen.lines().position(|line| line.contains(words));
    let wide = desk.screen(WIDE);
    assert_eq!(
        row_of(&wide, "Our key is stolen"),
        row_of(&wide, "And the mirror?"),
        "{wide}"
    );
    let narrow = desk.screen(PLAIN);
    let answer = row_of(&narrow, "Our key is stolen").unwrap();
    assert_eq!(
        row_of(&narrow, "senior               And the mirror?"),
        Some(answer + 1),
        "{narrow}"
    );
    for screen in [&wide, &narrow] {
        assert!(screen.contains("what I learned"), "{screen}");
        assert!(screen.contains("Ask who builds it"), "{screen}");
    }
    // The smallest screen cuts neither the question nor the example of the box.
    desk.keys("<esc>");
    let mut desk = worm();
    desk.keys("<f4><enter>");
    let small = desk.screen(SMALL);
    for words in [
        "Senior: what would you add? Enter alone skips it.",
        "One name that the",
        "answer each.",
    ] {
        assert!(small.contains(words), "{small}");
    }
    // Where nothing was said, no row is empty.
    assert_eq!(narrow.matches("senior ").count(), 3, "{narrow}");
}

#[test]
fn each_box_has_an_example_that_is_open_at_first_and_folds() {
    let catalogue = Catalogue::bundled().unwrap();
    let begins = |step: &str| {
        let says = catalogue.box_example(step).unwrap();
        says.chars().take(20).collect::<String>()
    };
    let mut desk = desk();
    desk.keys("o<f4><wait:two people, 10 minutes>");
    assert!(desk.screen(PLAIN).contains(&begins("heard")));
    desk.keys("«Worm»<enter>");
    for (step, keys) in [
        ("system", "<enter><enter>"),
        ("applies", "d<enter>"),
        ("threat", "«Key gone»<enter>"),
        ("threat", "<enter>"),
        ("in place", "<enter><enter>"),
        ("could do", "<enter><enter>"),
        ("next step", "<enter><enter>"),
        ("question", "<enter><enter>"),
        ("better", "y"),
        ("learned", ""),
    ] {
        let shown = desk.screen(PLAIN);
        assert!(shown.contains(&begins(step)), "{step}: {shown}");
        desk.keys("<f5>");
        let folded = desk.screen(PLAIN);
        assert!(!folded.contains(&begins(step)), "{step}: {folded}");
        desk.keys("<f5>").keys(keys);
    }
    // Folded stays folded in the next box.
    let mut desk = worm();
    desk.keys("<f4><f5><enter><enter>");
    assert!(!desk.screen(PLAIN).contains(&begins("applies")));
    // Alone there is none.
    let mut alone = worm();
    assert!(!alone.screen(PLAIN).contains(&begins("system")));
    alone.keys("<f5><wait:Examples are part of the exercise for two.>");
}

#[test]
fn two_people_have_ten_minutes_and_one_has_three() {
    let minutes = |desk: &Desk| {
        let clock = &desk.app.open().unwrap().meeting_clock.clock;
        assert_eq!(clock.state, ClockState::Running);
        clock.planned() / 60
    };
    let mut desk = worm();
    assert_eq!(minutes(&desk), 3);
    desk.keys("<f4>");
    assert_eq!(minutes(&desk), 10);
    desk.keys("<f4><wait:For one person>");
    assert_eq!((minutes(&desk), desk.session().pair.clone()), (3, None));
    let mut desk = super::desk();
    desk.keys("o<f4>«Worm»<enter>");
    assert_eq!((minutes(&desk), pair(&desk)), (10, Pair::default()));
    // Who begins the next one begins alone.
    desk.keys("<esc>o«Other worm»<enter>");
    assert_eq!(desk.session().pair, None);
}

#[test]
fn what_is_typed_stays_when_the_form_becomes_one_for_two_and_what_the_senior_said_when_it_would_not_be()
 {
    let mut desk = worm();
    desk.keys("«Bill»<f4>«ing»<enter>");
    assert_eq!(desk.session().system.as_deref(), Some("Billing"));
    desk.keys("«use the name on the invoices»<enter>");
    // What was said is not thrown away with one key.
    desk.keys("<f4><wait:The senior has added lines>");
    assert_eq!(pair(&desk).beside.len(), 1);
    // A line that is emptied is taken back.
    desk.keys("<backtab><wait:use the name on the invoices><ctrl-u><enter>");
    assert_eq!(pair(&desk).beside.len(), 0);
}

#[test]
fn a_form_that_is_filled_in_becomes_one_for_two_at_the_first_line_of_the_senior() {
    let mut desk = worm();
    desk.keys("«Billing»<enter>y«Our key is stolen»<enter><enter><enter><enter><enter>y");
    assert!(desk.app.bar.is_none());
    desk.keys("<f4><wait:Senior: what would you add?>«And the shop»<enter>");
    assert_eq!(pair(&desk).beside("system"), "And the shop");
}

#[test]
fn undo_takes_the_lines_of_the_senior_back_one_by_one_and_says_which() {
    let mut desk = worm();
    desk.keys("<f4>«Billing»<enter>«And the shop»<enter>n<enter>«unused»<enter>«Since May»<enter>");
    desk.keys("«Ask for the shop»<enter><wait:Complete.>u<wait:What was learned>");
    assert_eq!(pair(&desk).learned.as_str(), "");
    assert_eq!(pair(&desk).beside("reason"), "Since May");
    desk.keys("u<wait:The senior's line>");
    assert_eq!(
        (pair(&desk).beside("reason"), pair(&desk).beside("system")),
        ("", "And the shop")
    );
    desk.keys("<ctrl-r><ctrl-r>");
    assert_eq!(pair(&desk).beside("reason"), "Since May");
    assert_eq!(pair(&desk).learned.as_str(), "Ask for the shop");
}

#[test]
fn a_crash_gives_the_line_of_the_senior_back_to_its_own_box() {
    let mut desk = worm();
    desk.keys("<f4>«Billing»<enter><enter>y<enter>«Our key is stolen»<enter>«And the mir»");
    let (mut session, _) = saved(&desk);
    session.draft = desk.last_draft();
    let mut again = open(session);
    again.keys("<wait:And the mir>«ror?»<enter>");
    assert_eq!(pair(&again).beside("threat"), "And the mirror?");
}

#[test]
fn the_five_lines_say_what_the_senior_added_and_what_was_learned() {
    let mut desk = worm();
    desk.keys("<f4>").keys(FOR_TWO);
    let says = five_lines(desk.session());
    let lines: Vec<&str> = says.lines().collect();
    assert_eq!(lines.len(), 5, "{says}");
    for (place, ends) in [
        (1, ". Senior: use the name on the invoices"),
        (
            2,
            "What would happen here: Our key is stolen. Senior: And the mirror?",
        ),
        (
            3,
            "In place: lockfile. Proposed: block scripts. Senior: Sign them, too",
        ),
        (4, "Open question: which repos?. Learned: Ask who builds it"),
    ] {
        assert!(lines[place].ends_with(ends), "{says}");
    }
}

#[test]
fn alone_the_exercise_costs_no_key_more_and_asks_nothing_of_a_second_person() {
    let cost = count(&parse(super::SCRIPT).unwrap());
    assert!(cost.keys_besides_text <= 14, "{cost:?}");
    let mut alone = desk();
    alone.keys(super::SCRIPT);
    let (session, _) = saved(&alone);
    holds_the_exercise(&session);
    assert_eq!(session.pair, None);
}
