use super::*;
use crate::domain::{Edit, ItemId, New, SessionField, SessionKind, Voting};

fn at(minute: u32) -> Stamp {
    let stamp = format!("2026-05-09T10:{minute:02}:00+02:00");
    Stamp::parse_from_rfc3339(&stamp).unwrap()
}

fn session() -> Session {
    let uuid = Uuid::from_u128(7);
    let mut session = Session::new(uuid, "Refunds".into(), SessionKind::Meeting, at(0));
    for name in ["Ana", "Bo", "Cy"] {
        let who = New::Participant(name.into(), Text::default());
        session.apply(&Edit::Add(who), at(0)).unwrap();
    }
    session
}

fn keep(session: &mut Session, answers: Answers) -> Result<(), String> {
    let edit = Edit::Session(SessionField::Answers(answers));
    let made = session.apply(&edit, at(1));
    made.map(|_| ()).map_err(|refusal| refusal.to_string())
}

fn make(session: &mut Session, field: SessionField) {
    session.apply(&Edit::Session(field), at(2)).unwrap();
}

const ANA: ParticipantId = ParticipantId(1);

#[test]
fn each_moment_of_each_meeting_has_a_sheet_of_its_own() {
    let mut session = session();
    let mut known: Vec<SheetId> = Moment::ALL.map(|m| session.sheet_id(m)).to_vec();
    for moment in Moment::ALL {
        let id = session.sheet_id(moment);
        assert_eq!(session.sheet_of(id), Some(SheetOf::Now(moment)));
        assert_eq!(SheetId::parse(&id.to_string()), Some(id));
    }
    let mut other = session.clone();
    other.uuid = Uuid::from_u128(8);
    assert_eq!(other.sheet_of(session.sheet_id(Moment::Silent)), None);
    let (silent, end) = (known[1], known[3]);
    make(&mut session, SessionField::Close);
    // Late answers are not too late while no other meeting has begun.
    assert_eq!(session.sheet_of(silent), Some(SheetOf::Now(Moment::Silent)));
    assert_eq!(session.sheet_of(end), Some(SheetOf::Now(Moment::End)));
    assert_eq!(session.sheet_id(Moment::End), end);
    // The invitation to the next meeting goes out before it begins.
    let invited = session.sheet_id(Moment::Before);
    let prepared = session.sheet_id(Moment::Silent);
    make(&mut session, SessionField::Begin);
    known.extend(Moment::ALL.map(|m| session.sheet_id(m)));
    assert_eq!(session.sheet_id(Moment::Before), invited);
    assert_eq!(session.sheet_id(Moment::Silent), prepared);
    assert_eq!(session.sheet_of(end), Some(SheetOf::Earlier(Moment::End)));
    assert_eq!(
        session.sheet_of(silent),
        Some(SheetOf::Earlier(Moment::Silent))
    );
    assert_eq!(
        session.sheet_of(known[0]),
        Some(SheetOf::Now(Moment::Before))
    );
    let all = known.len();
    known.sort();
    known.dedup();
    assert_eq!(known.len(), all);
}

#[test]
fn a_late_ballot_is_of_the_vote_that_is_shown_and_the_next_vote_begins_with_none() {
    let mut session = session();
    let first = session.sheet_id(Moment::Vote);
    let voting = Voting {
        sheet: Text::new(&first.to_string()),
        ..Voting::begun(3, at(5))
    };
    make(&mut session, SessionField::Voting(Some(voting)));
    assert_eq!(session.sheet_of(first), Some(SheetOf::Voted));
    let second = session.sheet_id(Moment::Vote);
    assert_ne!(first, second);
    assert_eq!(session.sheet_of(second), Some(SheetOf::Now(Moment::Vote)));
    let voting = Voting {
        sheet: Text::new(&second.to_string()),
        ..Voting::begun(3, at(9))
    };
    make(&mut session, SessionField::Voting(Some(voting)));
    assert_eq!(
        session.sheet_of(first),
        Some(SheetOf::Earlier(Moment::Vote))
    );
    assert_eq!(session.sheet_of(second), Some(SheetOf::Voted));
}

#[test]
fn a_meeting_that_goes_on_the_next_day_has_the_same_sheets() {
    let mut session = session();
    let sheets = Moment::ALL.map(|moment| session.sheet_id(moment));
    make(&mut session, SessionField::Begin);
    assert_eq!(Moment::ALL.map(|moment| session.sheet_id(moment)), sheets);
}

#[test]
fn a_ballot_after_a_show_of_hands_is_of_that_vote_and_every_vote_of_a_session_is_known() {
    let mut session = session();
    let first = session.sheet_id(Moment::Vote);
    make(
        &mut session,
        SessionField::Voting(Some(Voting::begun(3, at(5)))),
    );
    assert_eq!(session.sheet_of(first), Some(SheetOf::Voted));
    let second = session.sheet_id(Moment::Vote);
    make(&mut session, SessionField::Close);
    make(&mut session, SessionField::Begin);
    for sheet in [first, second] {
        assert_eq!(
            session.sheet_of(sheet),
            Some(SheetOf::Earlier(Moment::Vote))
        );
    }
}

#[test]
fn finished_counts_each_person_once_and_undo_takes_them_back() {
    let mut session = session();
    let sheet = session.sheet_id(Moment::Silent);
    assert_eq!(session.finished(Moment::Silent), None);
    keep(&mut session, Answers::to(sheet, ANA)).unwrap();
    let later = Answers {
        rev: 2,
        ..Answers::to(sheet, ANA)
    };
    keep(&mut session, later.clone()).unwrap();
    assert_eq!(session.answers_of(sheet, ANA), Some(&later));
    assert_eq!(session.finished(Moment::Silent), Some((1, 3)));
    assert_eq!(session.finished(Moment::Vote), None);
    // Who is absent today is not waited for, unless they answered all the same.
    let absent = |who: u32| {
        let id = ItemId::Participant(ParticipantId(who));
        Edit::Set(id, crate::domain::Field::Absent(true))
    };
    for who in [1, 2] {
        session.apply(&absent(who), at(3)).unwrap();
    }
    assert_eq!(session.finished(Moment::Silent), Some((1, 2)));
}

#[test]
fn whoever_is_deleted_leaves_no_answers_and_their_notes_wait_without_a_name() {
    let mut session = session();
    let sheet = session.sheet_id(Moment::Before);
    keep(&mut session, Answers::to(sheet, ANA)).unwrap();
    let note = Waiting {
        kind: WaitingKind::Map,
        text: "The backup job".into(),
        speaker: Some(ANA),
        at: at(1),
    };
    make(&mut session, SessionField::Waiting(vec![note.clone()]));
    let ana = ItemId::Participant(ANA);
    session.apply(&Edit::Delete(ana), at(2)).unwrap();
    assert_eq!(session.answers_to(sheet).count(), 0);
    let nameless = Waiting {
        speaker: None,
        ..note
    };
    assert_eq!(session.waiting, [nameless]);
    assert_eq!(session.validate(), Ok(()));
}

#[test]
fn answers_that_could_not_be_read_again_are_refused() {
    let session = session();
    let sheet = session.sheet_id(Moment::End);
    let sound = Answers::to(sheet, ANA);
    let wrong = [
        (
            Answers::to(sheet, ParticipantId(9)),
            "Answers to a sheet are from P9, who is not in this file. Delete them.",
        ),
        (
            Answers {
                confidence: Some(6),
                ..sound.clone()
            },
            "Confidence is 0 to 5, time well spent 1 to 5. Correct the number in these answers.",
        ),
        (
            Answers {
                sheet: "k7-m".into(),
                ..sound.clone()
            },
            "\"k7-m\" is not the id of a sheet. Write four letters or digits, or delete these answers.",
        ),
        (
            Answers {
                took: vec!["a".into(); LIMITS.items + 1],
                ..sound
            },
            "Answers have more than 20000 entries. Delete them.",
        ),
    ];
    for (answers, says) in wrong {
        let mut tried = session.clone();
        assert_eq!(keep(&mut tried, answers.clone()), Err(says.to_owned()));
        tried.sittings[0].answers.push(answers);
        assert_eq!(tried.validate().unwrap_err().says, says);
    }
    let mut tried = session;
    tried.waiting.push(Waiting {
        kind: WaitingKind::Fix,
        text: "Use tokens".into(),
        speaker: Some(ParticipantId(9)),
        at: at(1),
    });
    assert_eq!(
        tried.validate().unwrap_err().says,
        "A waiting note was written by P9, who is not in this file. Delete them."
    );
}
