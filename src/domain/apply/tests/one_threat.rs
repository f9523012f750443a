use chrono::NaiveDate;
use uuid::Uuid;

use super::at_ten;
use crate::domain::{
    AttachedTo, EXCERPT_BYTES, Edit, Field, FourQuestion, History, LIMITS, New, Pair,
    ParticipantId, ResponseKind, Session, SessionField as F, SessionKind, Source, Text, ThreatId,
    VERSION,
};

fn on(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

fn alone() -> Session {
    Session::new(Uuid::nil(), "Worm".into(), SessionKind::OneThreat, at_ten())
}

fn attached(day: &str) -> F {
    F::AttachedTo(vec![AttachedTo {
        model: Uuid::from_u128(7),
        title: "Billing".into(),
        threat: ThreatId(4),
        on: on(day),
    }])
}

fn heard(excerpt: Vec<Text>) -> F {
    F::Source(Some(Source {
        title: "Worm".into(),
        url: Text::default(),
        seen_on: on("2026-05-09"),
        excerpt,
    }))
}

#[test]
fn what_is_kept_beside_one_threat_is_said_and_undone() {
    let beside = Pair::default().with_beside("threat", "And the mirror?".into());
    let pair = Pair {
        learned: "Ask who builds it".into(),
        ..beside.clone()
    };
    for (field, says) in [
        (attached("2026-05-10"), "Attached to Billing as T4"),
        (
            F::MoreSystems(vec!["Portal".into(), "Shop".into()]),
            "Next: Portal, Shop",
        ),
        (F::Pair(Some(Pair::default())), "For two people"),
        (F::Pair(Some(beside)), "The senior's line"),
        (F::Pair(Some(pair)), "What was learned"),
        (
            F::Revisit(Some(on("2026-05-23"))),
            "Next review on 23 May 2026",
        ),
        (
            heard(vec!["Line one".into(), "Line two".into()]),
            "Source saved",
        ),
    ] {
        let (mut session, mut history) = (alone(), History::default());
        let before = session.clone();
        let edit = Edit::Session(field);
        let change = history.apply(&mut session, &edit, at_ten());
        assert_eq!(change.unwrap().says, says);
        assert_ne!(session, before);
        assert_eq!(session.validate(), Ok(()));
        history.undo(&mut session);
        // The model has it whatever is undone here.
        let stays = edit.stays() == Some(crate::domain::Stays::Attached);
        assert_eq!(session == before, !stays, "{says}");
    }
}

#[test]
fn what_no_file_may_say_of_one_threat_is_refused() {
    let many = |n: usize| vec![Text::from("Portal"); n];
    let long = Text::from("x".repeat(EXCERPT_BYTES / 2 + 1));
    for (field, says) in [
        (
            attached("1999-05-10"),
            "The year 1999 is not between 2000 and 2199. Correct the date.",
        ),
        (
            F::MoreSystems(many(LIMITS.links + 1)),
            "`more_systems` has more than 200 entries. Leave some out.",
        ),
        (
            heard(many(LIMITS.links + 1)),
            "`excerpt` has more than 200 entries. Leave some out.",
        ),
        (
            heard(vec![long.clone(), long]),
            "The excerpt is longer than 16384 bytes. Shorten it.",
        ),
    ] {
        let mut session = alone();
        let refused = session.apply(&Edit::Session(field), at_ten()).unwrap_err();
        assert_eq!(refused.to_string(), says);
        assert_eq!(session, alone());
    }
    let mut session = alone();
    let fits = Edit::Session(F::MoreSystems(many(LIMITS.links)));
    assert!(session.apply(&fits, at_ten()).is_ok());
    session.more_systems = many(LIMITS.links + 1);
    assert!(session.validate().is_err());
}

#[test]
fn a_file_of_version_1_becomes_one_of_this_version_with_what_it_had_no_place_for() {
    for field in [
        attached("2026-05-10"),
        F::MoreSystems(vec!["Portal".into()]),
        F::Pair(Some(Pair::default())),
    ] {
        let mut session = alone();
        session.version = 1;
        session.apply(&Edit::Session(field), at_ten()).unwrap();
        assert_eq!(session.version, VERSION);
    }
}

#[test]
fn a_line_beside_a_box_replaces_the_one_before_and_an_empty_one_takes_it_out() {
    let pair = Pair::default().with_beside("threat", "Mirror?".into());
    let pair = pair.with_beside("in place", "Pinned".into());
    let pair = pair.with_beside("threat", "And the mirror?".into());
    assert_eq!(pair.beside("threat"), "And the mirror?");
    assert_eq!(pair.beside("in place"), "Pinned");
    let pair = pair.with_beside("threat", Text::default());
    assert_eq!((pair.beside.len(), pair.beside("threat")), (1, ""));
}

#[test]
fn who_decided_is_who_said_so_and_a_meeting_is_not_looked_at_again_as_one_threat() {
    let mut session = alone();
    let mut make = |edit| {
        session
            .apply(&edit, at_ten())
            .map(|_| session.clone())
            .unwrap()
    };
    make(Edit::Session(F::Revisit(Some(on("2026-05-23")))));
    make(Edit::Add(New::Participant("Bo".into(), Text::default())));
    let named = make(Edit::Add(New::Participant("Ana".into(), Text::default())));
    assert_eq!(named.who_said(), Some("Bo"));
    make(Edit::Add(New::threat("Worm", FourQuestion::GoWrong)));
    let no = (
        ResponseKind::NotApplicable,
        "unused".into(),
        Some(ParticipantId(2)),
    );
    let no = make(Edit::Set(ThreatId(1).into(), Field::Response(Some(no))));
    assert_eq!(no.who_said(), Some("Ana"));
    assert_eq!(no.look_again(), Some(on("2026-05-23")));
    let meeting = make(Edit::Session(F::Kind(SessionKind::Meeting)));
    assert_eq!(meeting.look_again(), None);
}
