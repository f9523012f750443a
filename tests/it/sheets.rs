//! Answers to sheets come back by pasting the chat: looked at first, taken in as one change, never taken twice.

use threatboard::app::msg::Msg;
use threatboard::domain::{Moment, NoteKind, ParticipantId, Session, WaitingKind};
use threatboard::keys::Screen;
use threatboard::parse::folded;

use crate::support::{Desk, WIDE, room};

mod again;
mod hostile;

/// What someone sends back on the sheet of a moment.
fn answers(session: &Session, moment: Moment, who: u32, rev: u32, payload: &str) -> String {
    folded::fold(session.sheet_id(moment), who, rev, payload).join("\n")
}

/// A room at the list of question 2.
fn desk() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2");
    desk
}

fn paste(desk: &mut Desk, text: &str) {
    desk.tell(Msg::Paste(text.to_owned()));
}

/// Each threat with the number of its speaker, and each question and parked item.
fn items(session: &Session) -> Vec<String> {
    let who =
        |who: Option<ParticipantId>| who.map_or_else(|| "-".to_owned(), |who| who.to_string());
    let threats = session.threats.iter();
    let threats = threats.map(|t| format!("t {} {}", who(t.speaker), t.text));
    let questions = session.questions.iter();
    let questions = questions.map(|q| format!("q {} {}", who(q.speaker), q.text));
    let parked = session.parked.iter();
    let parked = parked.map(|p| format!("{:?} {} {}", p.kind, who(p.speaker), p.text));
    threats.chain(questions).chain(parked).collect()
}

#[test]
fn a_chat_with_answers_is_looked_at_and_added_with_two_keys_and_taken_back_with_one() {
    let mut desk = desk();
    let before = items(desk.session());
    let ana = answers(
        desk.session(),
        Moment::Silent,
        1,
        1,
        "tKey stolen\nqWho rotates it?\nmUse tokens",
    );
    let bo = answers(desk.session(), Moment::Silent, 2, 1, "tLog deleted");
    paste(
        &mut desk,
        &format!("10:31 Ana: {ana}\n10:32 Bo: here you are {bo}\n"),
    );
    assert_eq!(desk.app.screen(), Screen::Pasted);
    let shown = desk.screen(WIDE);
    assert!(shown.contains("2 threats, 1 question, 1 parked"), "{shown}");
    assert!(shown.contains("Finished 2 of 8"), "{shown}");
    assert_eq!(
        items(desk.session()),
        before,
        "nothing is added before Enter"
    );
    desk.keys("<enter>");
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    let came: Vec<String> = items(desk.session())
        .into_iter()
        .filter(|item| !before.contains(item))
        .collect();
    assert_eq!(
        came,
        [
            "t P1 Key stolen",
            "t P2 Log deleted",
            "q P1 Who rotates it?",
            "Fix P1 Use tokens",
        ]
    );
    assert_eq!(desk.session().finished(Moment::Silent), Some((2, 8)));
    desk.keys("u");
    assert_eq!(items(desk.session()), before);
    assert_eq!(desk.session().finished(Moment::Silent), None);
}

#[test]
fn the_same_line_twice_adds_nothing_and_a_later_one_what_is_new() {
    let mut desk = desk();
    let first = answers(desk.session(), Moment::Silent, 1, 1, "tKey stolen");
    paste(&mut desk, &first);
    desk.keys("<enter>");
    let before = items(desk.session());
    paste(&mut desk, &first);
    assert!(
        desk.screen(WIDE).contains("Nothing new from Ana"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("<esc>");
    assert_eq!(items(desk.session()), before);
    let later = answers(
        desk.session(),
        Moment::Silent,
        1,
        2,
        "tKey stolen\ntKey lost",
    );
    paste(&mut desk, &format!("{first}\n{later}"));
    desk.keys("<enter>");
    let mut after = before;
    after.insert(desk.session().threats.len() - 1, "t P1 Key lost".to_owned());
    assert_eq!(items(desk.session()), after);
    assert_eq!(desk.session().finished(Moment::Silent), Some((1, 8)));
}

#[test]
fn a_missing_part_an_old_sheet_and_one_of_another_session_are_said_by_name() {
    let mut desk = desk();
    let long: String = (0..80_u64)
        .map(|n| format!("tThreat {:x}\n", n.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
        .collect();
    let ana = answers(desk.session(), Moment::Silent, 1, 1, &long);
    let ana: Vec<&str> = ana.lines().collect();
    let mut other = desk.session().clone();
    other.uuid = uuid::Uuid::from_u128(99);
    let strange = answers(&other, Moment::Silent, 2, 1, "tElsewhere");
    paste(&mut desk, &format!("{}\n{strange}", ana[0]));
    let shown = desk.screen(WIDE);
    assert!(shown.contains("of the answers of Ana"), "{shown}");
    assert!(shown.contains("missing. Ask for"), "{shown}");
    assert!(
        shown.contains("1 sheet belongs to another session."),
        "{shown}"
    );
    // The rest comes in a second paste.
    paste(&mut desk, &ana[1..].join("\n"));
    let shown = desk.screen(WIDE);
    assert!(!shown.contains("missing"), "{shown}");
    assert!(shown.contains("80 threats"), "{shown}");
}

#[test]
fn ballots_wait_unseen_until_the_vote_is_shown() {
    let mut desk = desk();
    desk.keys("tToken replayed<enter>File swapped<enter><esc>v");
    let (one, other) = {
        let ids: Vec<String> = desk
            .session()
            .threats
            .iter()
            .map(|t| t.id.to_string())
            .collect();
        (ids[0].clone(), ids[1].clone())
    };
    let ana = answers(
        desk.session(),
        Moment::Vote,
        1,
        1,
        &format!("v{one} {other}*2"),
    );
    paste(&mut desk, &format!("Ana: {ana}"));
    let shown = desk.screen(WIDE);
    assert!(shown.contains("Finished 1 of 8: 1 ballot"), "{shown}");
    desk.keys("<enter>");
    let shown = desk.screen(WIDE);
    assert!(shown.contains("finished 1 of 8"), "{shown}");
    assert_eq!(desk.session().voting(), None);
    let bo = answers(desk.session(), Moment::Vote, 2, 1, &format!("v{one}"));
    paste(&mut desk, &bo);
    desk.keys("<enter><enter>");
    let voting = desk.session().voting().expect("the vote is shown");
    assert_eq!(voting.total(), 4);
    let of = |name: &str| {
        let id = name.parse().unwrap();
        desk.session().vote_counts().unwrap().get(&id).copied()
    };
    assert_eq!((of(&one), of(&other)), (Some(2), Some(2)));
    // Whoever changes their mind late counts anew, and once.
    let sheet = voting.sheet.clone();
    let sheet = threatboard::domain::SheetId::parse(&sheet).unwrap();
    let late = folded::fold(sheet, 1, 2, &format!("v{one}*3")).join("\n");
    paste(&mut desk, &late);
    desk.keys("<enter>");
    let counts = desk.session().vote_counts().unwrap();
    assert_eq!(counts.get(&one.parse().unwrap()), Some(&4));
    assert_eq!(
        counts.get(&other.parse().unwrap()),
        None,
        "Ana took these back"
    );
    assert_eq!(desk.session().voting().unwrap().ballots.len(), 2);
}

#[test]
fn hands_notes_and_agreement_of_the_end_come_in_and_a_later_hand_replaces_the_first() {
    let mut desk = desk();
    let first = answers(
        desk.session(),
        Moment::End,
        1,
        1,
        "c3\nw4\nkThe map\ndShorter round",
    );
    paste(&mut desk, &first);
    assert!(
        desk.screen(WIDE)
            .contains("Finished 1 of 8: 1 hand, 2 notes about the meeting"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("<enter>");
    assert_eq!(desk.session().confidence(), [3]);
    assert_eq!(desk.session().time_well_spent(), [4]);
    let notes = |kind| -> Vec<String> {
        let notes = desk.session().notes_of(kind);
        notes.map(|note| note.text.to_string()).collect()
    };
    assert!(notes(NoteKind::Keep).contains(&"The map".to_owned()));
    assert!(notes(NoteKind::Change).contains(&"Shorter round".to_owned()));
    let later = answers(
        desk.session(),
        Moment::End,
        1,
        2,
        "c5\nw4\nkThe map\ndShorter round",
    );
    paste(&mut desk, &later);
    desk.keys("<enter>");
    assert_eq!(desk.session().confidence(), [5]);
    assert_eq!(desk.session().time_well_spent(), [4]);
}

#[test]
fn what_was_written_before_the_meeting_waits() {
    let mut desk = desk();
    let payload =
        "gThe backup job\naOnly staff have access\ntKey stolen\nqWho rotates it?\nmUse tokens";
    let before = answers(desk.session(), Moment::Before, 1, 1, payload);
    paste(&mut desk, &before);
    assert!(
        desk.screen(WIDE).contains("5 waiting notes"),
        "{}",
        desk.screen(WIDE)
    );
    // One of them is dropped.
    desk.keys("<space><enter>");
    let waiting = &desk.session().waiting;
    let waiting: Vec<(WaitingKind, &str)> =
        waiting.iter().map(|n| (n.kind, n.text.as_str())).collect();
    assert_eq!(
        waiting,
        [
            (WaitingKind::Assumption, "Only staff have access"),
            (WaitingKind::Threat, "Key stolen"),
            (WaitingKind::Question, "Who rotates it?"),
            (WaitingKind::Fix, "Use tokens"),
        ]
    );
    assert!(
        desk.session()
            .waiting
            .iter()
            .all(|n| n.speaker == Some(ParticipantId(1)))
    );
}

#[test]
fn answers_that_someone_else_sent_are_asked_about_once() {
    let mut desk = desk();
    let before = items(desk.session());
    let ana = answers(desk.session(), Moment::Silent, 1, 1, "tKey stolen");
    paste(&mut desk, &format!("Bo: {ana}"));
    assert!(
        desk.screen(WIDE).contains("Bo sent the answers of Ana"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("<enter>");
    assert_eq!(items(desk.session()), before);
    desk.keys("<enter>");
    assert!(items(desk.session()).contains(&"t P1 Key stolen".to_owned()));
}

#[test]
fn someone_who_is_not_on_the_list_comes_into_the_meeting_with_their_answers() {
    let mut desk = desk();
    let gil = answers(desk.session(), Moment::Silent, 0, 1, "iGil\ntKey stolen");
    paste(&mut desk, &gil);
    assert!(
        desk.screen(WIDE).contains("New in the meeting: Gil"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("<enter>");
    let gil = desk
        .session()
        .participants
        .iter()
        .find(|p| p.name.as_str() == "Gil");
    let gil = gil.expect("Gil came").id;
    assert!(items(desk.session()).contains(&format!("t {gil} Key stolen")));
    let sheet = desk.session().sheet_id(Moment::Silent);
    assert!(desk.session().answers_of(sheet, gil).is_some());
}

#[test]
fn plain_words_and_folded_lines_give_the_same_session() {
    let votes = |desk: &Desk| {
        let ids = desk.session().threats.iter().map(|t| t.id.to_string());
        ids.take(2).collect::<Vec<_>>().join(" ")
    };
    let mut plain = desk();
    paste(
        &mut plain,
        "Ana: Key stolen\nAna: Who rotates it?\nAna: fix: Use tokens\nBo: Log deleted",
    );
    plain.keys("<enter>v");
    let ballots = format!("Ana: {0}\nBo: {0}", votes(&plain));
    paste(&mut plain, &ballots);
    plain.keys("<enter>");
    let mut folded = desk();
    let ana = answers(
        folded.session(),
        Moment::Silent,
        1,
        1,
        "tKey stolen\nqWho rotates it?\nmUse tokens",
    );
    let bo = answers(folded.session(), Moment::Silent, 2, 1, "tLog deleted");
    paste(&mut folded, &format!("{ana}\n{bo}"));
    folded.keys("<enter>v");
    let ballot = format!("v{}", votes(&folded));
    let both = [1, 2].map(|who| answers(folded.session(), Moment::Vote, who, 1, &ballot));
    paste(&mut folded, &both.join("\n"));
    folded.keys("<enter><enter>");
    let without_sheets = |desk: &Desk| {
        let mut session = desk.session().clone();
        for sitting in &mut session.sittings {
            sitting.answers.clear();
            if let Some(voting) = &mut sitting.voting {
                voting.sheet = threatboard::domain::Text::default();
            }
        }
        session
    };
    assert_eq!(without_sheets(&plain), without_sheets(&folded));
    assert!(plain.session().voting().is_some());
}

#[test]
fn numbers_in_a_chat_are_ballots_while_a_vote_waits() {
    let mut desk = desk();
    desk.keys("tToken replayed<enter><esc>");
    let id = desk.session().threats[0].id.to_string();
    let ana = answers(desk.session(), Moment::Vote, 1, 1, &format!("v{id}"));
    paste(&mut desk, &ana);
    desk.keys("<enter>");
    let threats = desk.session().threats.len();
    let number = id.trim_start_matches('T');
    paste(
        &mut desk,
        &format!("Bo: {number} {number}\nAna: Log deleted"),
    );
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("1 ballot for the vote, not shown"),
        "{shown}"
    );
    desk.keys("<enter>");
    assert_eq!(desk.session().threats.len(), threats + 1);
    assert_eq!(desk.session().finished(Moment::Vote), Some((2, 8)));
}

#[test]
fn what_comes_late_or_early_begins_no_meeting() {
    let mut desk = desk();
    desk.keys("tKey stolen<enter><esc>");
    let end = desk.session().sheet_id(Moment::End);
    let mut closed = desk.session().clone();
    let close = threatboard::domain::Edit::Session(threatboard::domain::SessionField::Close);
    closed.apply(&close, crate::support::ten()).unwrap();
    let mut desk = Desk::with(closed);
    let late = folded::fold(end, 1, 1, "c4\nw5\nkThe map").join("\n");
    let early = answers(desk.session(), Moment::Before, 2, 1, "tLog deleted");
    paste(&mut desk, &format!("{late}\n{early}"));
    desk.keys("<enter>");
    assert_eq!(desk.session().sittings.len(), 1);
    assert_eq!(desk.session().confidence(), [4]);
    assert_eq!(desk.session().waiting.len(), 1);
}
