//! Answers that come in pieces, twice, without a name, or beside what the room says itself.

use threatboard::domain::{Edit, Moment, ParticipantId, SessionField};

use super::{answers, desk, paste};
use crate::support::{Desk, WIDE, ten};

#[test]
fn parts_that_come_in_another_paste_are_put_together() {
    let mut desk = desk();
    let long: String = (0..80_u64)
        .map(|n| format!("tThreat {:x}\n", n.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
        .collect();
    let ana = answers(desk.session(), Moment::Silent, 1, 1, &long);
    let ana: Vec<&str> = ana.lines().collect();
    let bo = answers(desk.session(), Moment::Silent, 2, 1, "tLog deleted");
    paste(&mut desk, &format!("{}\n{bo}", ana[0]));
    desk.keys("<enter>");
    assert_eq!(desk.session().threats.len(), 1);
    paste(&mut desk, &ana[1..].join("\n"));
    desk.keys("<enter>");
    assert_eq!(desk.session().threats.len(), 81);
}

#[test]
fn a_page_that_was_opened_again_brings_what_is_new_and_a_line_that_was_taken_back_is_left_out() {
    let mut desk = desk();
    let two = answers(desk.session(), Moment::Silent, 1, 2, "tKey stolen");
    paste(&mut desk, &two);
    desk.keys("<enter>");
    let anew = answers(desk.session(), Moment::Silent, 1, 1, "tKey lost");
    paste(&mut desk, &anew);
    desk.keys("<enter>");
    let texts = |desk: &Desk| -> Vec<String> {
        let threats = desk.session().threats.iter();
        threats.map(|threat| threat.text.to_string()).collect()
    };
    assert_eq!(texts(&desk), ["Key stolen", "Key lost"]);
    let first = answers(
        desk.session(),
        Moment::Silent,
        2,
        1,
        "tLog deleted\ntNonsense",
    );
    let later = answers(desk.session(), Moment::Silent, 2, 2, "tLog deleted");
    paste(&mut desk, &format!("{first}\n{later}"));
    let shown = desk.screen(WIDE);
    assert!(shown.contains("Bo took lines back"), "{shown}");
    desk.keys("<enter>");
    assert_eq!(texts(&desk), ["Key stolen", "Key lost", "Log deleted"]);
}

#[test]
fn one_name_in_two_spellings_is_one_new_person() {
    let mut desk = desk();
    let people = desk.session().participants.len();
    let one = answers(desk.session(), Moment::Silent, 0, 1, "iGil\ntKey stolen");
    let other = answers(desk.session(), Moment::Silent, 0, 1, "igil\ntKey lost");
    paste(&mut desk, &format!("{one}\n{other}"));
    desk.keys("<enter>");
    assert_eq!(desk.session().participants.len(), people + 1);
    assert_eq!(desk.session().threats.len(), 2);
}

#[test]
fn a_sheet_without_a_name_belongs_to_whoever_is_chosen_for_one_of_its_lines() {
    let mut desk = desk();
    let nameless = answers(
        desk.session(),
        Moment::Silent,
        0,
        1,
        "tKey stolen\ntKey lost",
    );
    paste(&mut desk, &nameless);
    desk.keys("o3<enter>");
    let cy = Some(ParticipantId(3));
    assert!(
        desk.session()
            .threats
            .iter()
            .all(|threat| threat.speaker == cy)
    );
    let sheet = desk.session().sheet_id(Moment::Silent);
    assert!(desk.session().answers_of(sheet, ParticipantId(3)).is_some());
    // One that no one signed is known by its words.
    let mut desk = super::desk();
    for _ in 0..2 {
        paste(&mut desk, &nameless);
        desk.keys("<enter><esc>");
    }
    assert_eq!(desk.session().threats.len(), 2);
}

#[test]
fn what_is_said_beside_ballots_is_left_out_while_hands_are_counted() {
    let mut desk = desk();
    desk.keys("tKey stolen<enter><esc>v");
    let ana = answers(desk.session(), Moment::Vote, 1, 1, "vT1");
    paste(
        &mut desk,
        &format!("Ana: {ana}\nBo: I voted for the first one"),
    );
    desk.keys("<enter>");
    assert_eq!(desk.session().threats.len(), 1);
    assert_eq!(desk.session().finished(Moment::Vote), Some((1, 8)));
}

#[test]
fn hands_that_are_counted_in_the_room_are_added_to_those_of_the_sheets() {
    let mut desk = desk();
    let ana = answers(desk.session(), Moment::End, 1, 1, "c2\nw4");
    paste(&mut desk, &ana);
    desk.keys("<enter>4c45<enter>");
    assert_eq!(desk.session().confidence(), [2, 4, 5]);
}

#[test]
fn a_no_to_an_action_item_becomes_a_question_about_it_once() {
    let mut desk = desk();
    desk.keys("aPin the key @ana<enter><esc>");
    let action = desk.session().actions[0].id;
    let no = answers(desk.session(), Moment::End, 1, 1, &format!("n{action}"));
    paste(&mut desk, &no);
    let shown = desk.screen(WIDE);
    assert!(shown.contains("A1 not agreed: Ana"), "{shown}");
    desk.keys("<enter>");
    let again = answers(desk.session(), Moment::End, 1, 2, &format!("n{action}\nc3"));
    paste(&mut desk, &again);
    desk.keys("<enter>");
    let [question] = desk.session().questions.as_slice() else {
        panic!("{:?}", desk.session().questions)
    };
    assert_eq!(
        question.text.as_str(),
        "A1 is not agreed: what is in the way?"
    );
    assert_eq!(question.speaker, Some(ParticipantId(1)));
}

#[test]
fn a_transcript_over_a_paste_is_not_taken_for_more_of_it() {
    let mut desk = desk();
    paste(&mut desk, "Ana: Key stolen\nBo: Log deleted");
    paste(
        &mut desk,
        "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ana>Hello there</v>\n",
    );
    let shown = desk.screen(WIDE);
    assert!(shown.contains("A transcript was pasted."), "{shown}");
    desk.keys("<enter>");
    assert_eq!(desk.session().threats.len(), 2);
}

#[test]
fn someone_new_on_a_sheet_of_an_earlier_meeting_comes_only_with_a_line_that_is_kept() {
    let mut desk = desk();
    let old = answers(desk.session(), Moment::Silent, 0, 1, "iGil\ntKey stolen");
    let mut session = desk.session().clone();
    for field in [SessionField::Close, SessionField::Begin] {
        session.apply(&Edit::Session(field), ten()).unwrap();
    }
    let people = session.participants.len();
    desk = Desk::with(session);
    desk.keys("2");
    let ana = answers(desk.session(), Moment::Silent, 1, 1, "tLog deleted");
    for (keys, came) in [("<enter>", 0), ("<space><enter>", 1)] {
        paste(&mut desk, &format!("{old}\n{ana}"));
        desk.keys(keys);
        assert_eq!(desk.session().participants.len(), people + came, "{keys}");
    }
}
