//! However a meeting ends, how much risk was left is kept with it: closed by hand, by a lunch, by one threat, on leaving, or,
//! where nobody closed it, as the next one begins.

use chrono::TimeDelta;
use threatboard::domain::{
    Edit, Field, FourQuestion, New, Session, SessionField, SessionKind, Severity, ThreatId,
};
use threatboard::risk::{Conventions, keeping};

use super::{file, id, last_week, left, make};
use crate::support::{Desk, ten};

/// A session with a critical threat; it began at ten o'clock on that day, and nobody closed it.
fn open(kind: SessionKind, days: i64) -> Session {
    let at = ten() - TimeDelta::days(days);
    let mut session = Session::new(uuid::Uuid::nil(), "Refunds".into(), kind, at);
    let threat = New::threat("A refund token is replayed", FourQuestion::GoWrong);
    let rated = Edit::Set(id("T1"), Field::Severity(Some(Severity::Critical)));
    make(&mut session, [Edit::Add(threat), rated], at);
    session
}

/// What stays as it was.
fn critical() -> Vec<(String, Vec<u32>)> {
    vec![("critical".to_owned(), vec![1])]
}

#[test]
fn leaving_closes_a_meeting_that_was_changed_and_keeps_what_was_left() {
    let mut desk = Desk::with(open(SessionKind::Meeting, 0));
    desk.keys("2t«The ledger is flooded»<enter><esc><ctrl-q>y");
    assert!(desk.session().sittings[0].ended.is_some());
    assert_eq!(left(&desk.last_saved(), 0), critical());
}

#[test]
fn a_lunch_that_ends_keeps_what_was_left() {
    let mut desk = Desk::with(open(SessionKind::Whiteboard, 0));
    desk.keys("<esc>E<wait:who tries what by when\\>>«Ana: sign the links by fri»<enter><enter>");
    assert!(desk.session().sittings[0].ended.is_some());
    assert_eq!(left(&desk.last_saved(), 0), critical());
}

#[test]
fn one_threat_that_is_left_keeps_what_was_left() {
    let mut session = open(SessionKind::OneThreat, 0);
    // As the program closes it where it goes on with the next system.
    let close = Edit::All(vec![
        Edit::Session(SessionField::MoreSystems(Vec::new())),
        Edit::Session(SessionField::Close),
    ]);
    let keeps = keeping(&session, &close, ten(), &Conventions::bundled());
    make(&mut session, keeps, ten());
    assert!(session.sittings[0].ended.is_some());
    assert_eq!(left(&session, 0), critical());
}

#[test]
fn a_meeting_that_nobody_closed_keeps_what_was_left_as_the_next_one_begins() {
    let mut desk = Desk::with(open(SessionKind::Meeting, 7));
    desk.keys("2");
    assert_eq!(desk.session().sittings.len(), 1, "looking begins nothing");
    desk.keys("t«The ledger is flooded !h»<enter><esc>");
    let first = desk.last_saved();
    assert_eq!((first.sittings.len(), first.sittings[0].ended), (2, None));
    assert_eq!(
        left(&first, 0),
        critical(),
        "without what the next one says"
    );
    // Once, and no key takes back that a meeting began.
    desk.keys("t«Another one !c»<enter><esc>3uuu");
    assert_eq!(desk.session().sittings.len(), 2);
    assert_eq!(left(desk.session(), 0), critical());
    assert_eq!(desk.session().threats.len(), 1);
}

#[test]
fn the_return_screen_compares_with_a_meeting_that_nobody_closed() {
    let mut desk = Desk::with(open(SessionKind::Meeting, 7));
    desk.keys("2t«The ledger is flooded !h»<enter><esc>7");
    let screen = desk.screen(crate::support::WIDE);
    assert!(screen.contains("Since 2 May 2026: 1 new (T2)."), "{screen}");
}

#[test]
fn what_was_done_in_a_meeting_that_nobody_closed_was_not_done_since() {
    let mut session = open(SessionKind::Meeting, 7);
    let half = last_week() + TimeDelta::minutes(30);
    let built = |text: &str| {
        let status = threatboard::domain::Status::Implemented;
        Edit::Add(New::mitigation(text, ThreatId(1), status))
    };
    let all = Field::Strength(Some(threatboard::domain::Strength::All));
    make(
        &mut session,
        [built("Sign it"), Edit::Set(id("M1"), all.clone())],
        half,
    );
    let begin = Edit::Session(SessionField::Begin);
    let keeps = keeping(&session, &begin, ten(), &Conventions::bundled());
    make(&mut session, keeps, ten());
    let later = ten() + TimeDelta::minutes(5);
    let all = Field::LinkTerms(threatboard::domain::LinkTerms {
        strength: Some(threatboard::domain::Strength::All),
        ..threatboard::domain::LinkTerms::of(ThreatId(1))
    });
    make(
        &mut session,
        [built("Bind it"), Edit::Set(id("M2"), all)],
        later,
    );
    let format = threatboard::export::Format::SUMMARY;
    let summary = file(format, &session, threatboard::export::Audience::Business);
    let (_, fell) = summary.split_once("**Fell**").unwrap();
    let (fell, _) = fell.split_once('\n').unwrap();
    assert!(fell.contains("(M2,") && !fell.contains("M1"), "{fell}");
}
