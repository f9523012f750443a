use super::*;
use crate::domain::{Answers, Edit, New, SessionField, SessionKind, Stamp};
use crate::parse::folded::fold;

fn at() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

/// Ana, Bo and Bo Chen in the meeting.
fn session() -> Session {
    let uuid = uuid::Uuid::from_u128(7);
    let mut session = Session::new(uuid, "Refunds".into(), SessionKind::Meeting, at());
    for name in ["Ana", "Bo Adams", "Bo Chen"] {
        let who = New::Participant(name.into(), Text::default());
        session.apply(&Edit::Add(who), at()).unwrap();
    }
    session
}

fn line(session: &Session, who: u32, rev: u32, payload: &str) -> String {
    fold(session.sheet_id(Moment::Silent), who, rev, payload).join(" ")
}

fn texts(sheet: &Sheet) -> Vec<&str> {
    sheet.items.iter().map(|item| item.text.as_str()).collect()
}

#[test]
fn a_chat_without_folded_lines_is_no_one_s_business() {
    assert_eq!(Back::read("Ana: Token replayed\n1 4 4", &session()), None);
}

#[test]
fn who_answered_is_known_by_number_by_name_or_by_who_sent_it() {
    let session = session();
    let cases = [
        (line(&session, 2, 1, "tA"), Who::Known(ParticipantId(2))),
        (
            line(&session, 0, 1, "iana\ntA"),
            Who::Known(ParticipantId(1)),
        ),
        (line(&session, 0, 1, "iGil\ntA"), Who::New("Gil".into())),
        (line(&session, 0, 1, "iBo\ntA"), Who::New("Bo".into())),
        (line(&session, 77, 1, "tA"), Who::Unknown),
        (
            format!("Bo Chen: {}", line(&session, 0, 1, "tA")),
            Who::Known(ParticipantId(3)),
        ),
    ];
    for (text, who) in cases {
        let back = Back::read(&text, &session).unwrap();
        assert_eq!(back.sheets[0].who, who, "{text}");
        assert_eq!(back.sheets[0].sent_by, None, "{text}");
    }
    let text = format!("Bo Chen: {}", line(&session, 1, 1, "tA"));
    let back = Back::read(&text, &session).unwrap();
    assert_eq!(back.sheets[0].sent_by, Some(ParticipantId(3)));
}

#[test]
fn of_two_answers_the_later_one_counts_whichever_comes_first() {
    let session = session();
    let (one, two) = (
        line(&session, 1, 1, "tA\ntB"),
        line(&session, 1, 2, "tA\ntC"),
    );
    for text in [format!("{one}\n{two}"), format!("{two}\n{one}")] {
        let back = Back::read(&text, &session).unwrap();
        assert_eq!(back.sheets.len(), 1);
        assert_eq!(texts(&back.sheets[0]), ["A", "C"]);
        assert_eq!(back.sheets[0].rev, 2);
    }
    // Written on two machines, both count.
    let other = line(&session, 1, 1, "tB\ntD");
    let back = Back::read(&format!("{one}\n{other}"), &session).unwrap();
    let mut both = texts(&back.sheets[0]);
    both.sort_unstable();
    assert_eq!(both, ["A", "B", "D"]);
}

#[test]
fn what_was_taken_is_not_brought_again_and_what_is_new_counts_at_any_number() {
    let mut session = session();
    let sheet = session.sheet_id(Moment::Silent);
    let first = line(&session, 1, 2, "tA\nqB?\nkC");
    let back = Back::read(&first, &session).unwrap();
    let took = Answers {
        rev: 2,
        took: back.sheets[0].marks.clone(),
        ..Answers::to(sheet, ParticipantId(1))
    };
    let keep = Edit::Session(SessionField::Answers(took));
    session.apply(&keep, at()).unwrap();
    let again = Back::read(&first, &session).unwrap();
    assert_eq!(again.sheets, []);
    assert_eq!(again.known, [Who::Known(ParticipantId(1))]);
    let older = Back::read(&line(&session, 1, 1, "tA"), &session).unwrap();
    assert_eq!((older.sheets.len(), older.known.len()), (0, 1));
    // A page that was opened again begins with the first number.
    let anew = Back::read(&line(&session, 1, 1, "tA\ntZ"), &session).unwrap();
    assert_eq!(texts(&anew.sheets[0]), ["Z"]);
    let later = Back::read(&line(&session, 1, 3, "tA\nqB?\nqD?\nkC\nkE"), &session).unwrap();
    assert_eq!(texts(&later.sheets[0]), ["D?"]);
    assert_eq!(later.sheets[0].notes, [(NoteKind::Keep, "E".into())]);
}

#[test]
fn what_stands_around_the_lines_is_kept_and_small_talk_beside_one_is_left_out() {
    let session = session();
    let chat = format!(
        "Ana 10:31 AM\nhere you are: {}\nBo Chen 10:32 AM\nToken replayed",
        line(&session, 1, 1, "tA")
    );
    let back = Back::read(&chat, &session).unwrap();
    let rest: Vec<(&str, bool, Option<u32>)> = back
        .rest
        .lines
        .iter()
        .map(|line| (line.text.as_str(), line.noise, line.speaker))
        .collect();
    assert_eq!(
        rest,
        [
            ("here you are", true, Some(1)),
            ("Token replayed", false, Some(3))
        ]
    );
}
