//! Silent minutes and the round.

use crate::support::{Desk, PLAIN, SMALL, WIDE, room, ten};
use threatboard::domain::{Edit, ParticipantId, ReturnReason, Session};
use threatboard::store::format;

/// Question 2 of a meeting with three people, in its silent minutes, with two threats from the chat.
fn silent() -> Desk {
    let mut desk = Desk::home();
    desk.keys("m«Payments API»<enter>«Ana eng, Bo eng, Di ops»<enter>ni«Refunds»<enter><esc>2");
    desk.keys("t<paste:Ana: Refunds are replayed\\nBo: Ids leak\n><enter><esc>");
    desk
}

fn said_by(desk: &Desk) -> Vec<(String, String)> {
    let session = desk.session();
    let threats = session.threats.iter();
    threats
        .map(|t| {
            let who = session.name_of(t.speaker).unwrap_or("nobody");
            (t.text.to_string(), who.to_owned())
        })
        .collect()
}

#[test]
fn in_the_silent_minutes_the_list_is_folded() {
    let mut desk = silent();
    for size in [WIDE, PLAIN, SMALL] {
        let screen = desk.screen(size);
        assert!(!screen.contains("Ids leak"), "{screen}");
        assert!(screen.contains("2 threats hidden"), "{screen}");
        assert!(screen.contains("3 min left"), "{screen}");
    }
    desk.keys("n");
    assert!(desk.screen(WIDE).contains("Ids leak"));
}

#[test]
fn silence_and_round_at_three_sizes() {
    let mut desk = silent();
    insta::assert_snapshot!("silent_wide", desk.styled(WIDE));
    desk.keys("n.t«The host is down»<enter><esc>,");
    insta::assert_snapshot!("round_wide", desk.styled(WIDE));
    insta::assert_snapshot!("round_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("round_small", desk.picture(SMALL));
}

#[test]
fn the_one_whose_turn_it_is_has_said_what_is_typed() {
    let mut desk = silent();
    desk.keys("n.t«The host is down»<enter>«Keys are old @di»<enter><esc>");
    desk.keys(".t«Nobody looks at the log»<enter><esc>");
    let said = said_by(&desk);
    assert_eq!(said[2].1, "Ana");
    assert_eq!(said[3].1, "Di");
    assert_eq!(said[4].1, "Bo");
}

#[test]
fn to_pass_is_to_take_part() {
    let mut desk = silent();
    desk.keys("n.,.");
    let sitting = desk.session().sittings.last().unwrap();
    let turns: Vec<(u32, bool)> = sitting.turns.iter().map(|t| (t.who.0, t.passed)).collect();
    assert_eq!(turns, [(1, true), (2, false)]);
    let screen = desk.screen(WIDE);
    // The last row says which key passes; nothing says who did.
    let said = screen.rsplit_once("\n ").unwrap().0;
    assert!(!said.to_lowercase().contains("pass"), "{screen}");
    assert_eq!(screen.matches(" ok").count(), 2, "{screen}");
    assert!(screen.contains("turn: 3 Di"), "{screen}");
    // The mark at the beginning of a line is the selected threat's alone.
    assert!(screen.contains(" 3 Di      now"), "{screen}");
    assert!(!screen.contains("> 3 Di"), "{screen}");
}

#[test]
fn after_the_last_turn_the_round_is_over_and_another_may_begin() {
    let mut desk = silent();
    desk.keys("n....");
    assert!(desk.screen(WIDE).contains("Everyone has had a turn."));
    desk.keys(".");
    assert!(desk.screen(WIDE).contains("turn: 1 Ana"));
    assert_eq!(desk.session().sittings.last().unwrap().turns, []);
}

#[test]
fn a_turn_that_was_taken_by_mistake_is_given_back() {
    let mut desk = silent();
    desk.keys("n..<left>");
    assert!(desk.screen(WIDE).contains("turn: 1 Ana"));
    assert_eq!(desk.session().sittings.last().unwrap().turns, []);
}

#[test]
fn the_facilitator_is_asked_last() {
    let mut desk = silent();
    let mut session = desk.session().clone();
    session.participants[0].seat = Some(threatboard::domain::Seat::Facilitator);
    let mut desk2 = Desk::with(session);
    desk2.keys("2n.");
    assert!(
        desk2.screen(WIDE).contains("turn: 2 Bo"),
        "{}",
        desk2.screen(WIDE)
    );
    desk.keys("n.");
    assert!(desk.screen(WIDE).contains("turn: 1 Ana"));
}

/// The example, whose last meeting was days ago, as its file is read.
fn example() -> Session {
    format::read(include_str!("../../../sessions/example-refund-flow.ron")).unwrap()
}

fn had_a_turn(session: &Session) -> Vec<u32> {
    let sitting = session.sittings.last().unwrap();
    sitting.turns.iter().map(|turn| turn.who.0).collect()
}

#[test]
fn undo_leaves_the_turns_that_were_had_since() {
    let mut desk = Desk::with(example());
    desk.keys("Wcn2....");
    assert!(desk.screen(WIDE).contains("turn: 4 Di"));
    desk.keys("u<wait:Undone: Reason for this meeting: a change>");
    assert!(desk.screen(WIDE).contains("turn: 4 Di"));
    assert_eq!(had_a_turn(&desk.last_saved()), [1, 2, 3]);
    assert_eq!(desk.session().sittings.last().unwrap().why, None);
    desk.keys(".");
    assert_eq!(had_a_turn(&desk.last_saved()), [1, 2, 3, 4]);
    desk.keys("<ctrl-r>");
    let sitting = desk.session().sittings.last().unwrap();
    assert_eq!(sitting.why, Some(ReturnReason::Change));
    assert_eq!(had_a_turn(desk.session()), [1, 2, 3, 4]);
}

#[test]
fn a_turn_is_saved_while_no_clock_runs() {
    let mut desk = Desk::with(room());
    desk.keys("2..");
    let saved = desk.last_saved();
    assert_eq!(had_a_turn(&saved), [1]);
    assert_eq!(saved.sittings[0].turn, Some(ParticipantId(2)));
    assert_eq!(saved.sittings[0].clock, None);
    desk.keys("<left>");
    assert_eq!(had_a_turn(&desk.last_saved()), [0; 0]);
}

fn delete(session: &mut Session, who: u32) {
    let edit = Edit::Delete(ParticipantId(who).into());
    session.apply(&edit, ten()).unwrap();
}

#[test]
fn the_turn_of_someone_who_is_deleted_ends_and_the_next_person_is_asked() {
    let mut desk = Desk::with(room());
    desk.keys("2.<wait:turn: 1 Ana>1ssd<wait:P1 deleted>2<gone:turn:>");
    assert_eq!(desk.last_saved().sittings[0].turn, None);
    desk.keys(".<wait:turn: 2 Bo>");
    assert_eq!(had_a_turn(&desk.last_saved()), [0; 0]);
}

#[test]
fn someone_who_is_deleted_had_no_turn_and_undo_brings_it_back() {
    let mut desk = Desk::with(room());
    desk.keys("2..<wait:turn: 2 Bo>1ssd<wait:P1 deleted>");
    assert_eq!(had_a_turn(&desk.last_saved()), [0; 0]);
    desk.keys("2<wait:turn: 2 Bo>.<wait:turn: 3 Cy>u<wait:Undone: P1 deleted>");
    let saved = desk.last_saved();
    assert_eq!(had_a_turn(&saved), [1, 2]);
    assert_eq!(saved.sittings[0].turn, Some(ParticipantId(3)));
    desk.keys("<ctrl-r>");
    assert_eq!(had_a_turn(&desk.last_saved()), [2]);
}

#[test]
fn undo_gives_the_turn_back_if_no_one_else_has_had_one() {
    let mut desk = Desk::with(room());
    desk.keys("2...1ss<down><down>d<wait:P3 deleted>u2<wait:turn: 3 Cy>");
    desk.keys("<ctrl-r><wait:Redone: P3 deleted>.<wait:turn: 4 Di>u<wait:turn: 4 Di>");
    assert_eq!(had_a_turn(&desk.last_saved()), [1, 2]);
    desk.keys(".<wait:turn: 3 Cy>");
}

#[test]
fn in_another_round_someone_who_comes_back_by_undo_has_had_no_turn() {
    let mut session = room();
    (4..=8).for_each(|who| delete(&mut session, who));
    let mut desk = Desk::with(session);
    desk.keys("2...1ssd<wait:P1 deleted>2..<wait:turn: 2 Bo>u");
    assert_eq!(had_a_turn(&desk.last_saved()), [0; 0]);
    desk.keys("..<wait:turn: 3 Cy>");
}

#[test]
fn a_file_with_a_turn_of_someone_who_is_not_in_it_opens_and_the_round_goes_on() {
    let mut desk = Desk::with(room());
    desk.keys("2..<wait:turn: 2 Bo>");
    let mut session = desk.last_saved();
    let sittings = session.sittings.clone();
    delete(&mut session, 1);
    delete(&mut session, 2);
    session.sittings = sittings;
    let session = format::read(&format::write(&session).unwrap()).unwrap();
    let mut desk = Desk::with(session);
    desk.keys("2<gone:turn:>t«Keys are old»<enter><esc><wait:Keys are old>");
    assert_eq!(desk.last_saved().threats[0].speaker, None);
    desk.keys("<left><wait:No one has had a turn yet.>.<wait:turn: 3 Cy>");
    assert_eq!(had_a_turn(&desk.last_saved()), [0; 0]);
}
