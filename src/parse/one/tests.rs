//! What each answer makes of a session.

use super::*;
use crate::domain::ParticipantId;

fn at() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

fn worm() -> Session {
    begin(
        Uuid::nil(),
        "Package worm spreads https://example.org/worm",
        at(),
    )
    .unwrap()
}

#[test]
fn what_was_heard_becomes_title_and_source() {
    let session = worm();
    let source = session.source.clone().unwrap();
    assert_eq!(session.title.as_str(), "Package worm spreads");
    assert_eq!(
        (source.title.as_str(), source.url.as_str()),
        ("Package worm spreads", "https://example.org/worm")
    );
    assert_eq!(source.seen_on, at().date_naive());
}

#[test]
fn a_no_is_a_response_and_a_later_maybe_takes_it_back() {
    let mut session = worm();
    for (answer, response) in [
        (Applies::No, Some(ResponseKind::NotApplicable)),
        (Applies::Maybe, None),
    ] {
        let edit = applies(&session, answer).unwrap();
        session.apply(&edit, at()).unwrap();
        let threat = the_threat(&session).unwrap();
        assert_eq!(threat.applies, Some(answer));
        assert_eq!(threat.response.as_ref().map(|r| r.kind), response);
    }
    assert_eq!(session.threats.len(), 1);
}

#[test]
fn me_comes_into_the_room_once() {
    let mut session = worm();
    for line in ["try it @me due fri", "read on @me"] {
        let edit = next_step(&session, line, at().date_naive());
        session.apply(&edit, at()).unwrap();
    }
    assert_eq!(session.participants.len(), 1);
    let owners: Vec<_> = session.actions.iter().map(|a| a.owner).collect();
    assert_eq!(owners, [Some(ParticipantId(1)); 2]);
    assert_eq!(session.actions[0].text.as_str(), "try it");
    assert_eq!(
        session.actions[0].due.map(|d| d.to_string()).as_deref(),
        Some("2026-05-15")
    );
}

#[test]
fn a_threat_that_names_nothing_of_ours_is_noticed() {
    let mut session = worm();
    session.apply(&system("Billing API"), at()).unwrap();
    for (text, ours) in [
        ("package worm: spreads", false),
        ("A package steals keys", false),
        ("A package steals our keys", true),
        ("A package steals the billing key", true),
    ] {
        assert_eq!(names_ours(&session, text), ours, "{text}");
    }
}

#[test]
fn opened_as_a_meeting_nothing_has_to_be_typed_again() {
    let mut session = worm();
    let answers = Answers {
        system: "Billing".to_owned(),
        applies: Some(Applies::Yes),
        threat: "Our key is stolen".to_owned(),
        ..Answers::default()
    };
    answer(&mut session, &answers, at()).unwrap();
    for _ in 0..2 {
        let edit = open_as_meeting(&session);
        session.apply(&edit, at()).unwrap();
    }
    assert_eq!(session.kind, SessionKind::Meeting);
    let notes: Vec<&str> = session.notes.iter().map(|n| n.text.as_str()).collect();
    assert_eq!(
        notes,
        ["Billing", "Package worm spreads https://example.org/worm"]
    );
    assert_eq!(
        session.threats[0].references,
        ["https://example.org/worm".into()]
    );
    assert_eq!(
        session.actions[0].text.as_str(),
        "Decide: what do we do first about T1?"
    );
}

#[test]
fn a_threat_without_a_headline_names_the_session() {
    let mut session = begin(Uuid::nil(), "", at()).unwrap();
    assert!(applies(&session, Applies::Yes).is_err());
    let answers = Answers {
        applies: Some(Applies::Yes),
        threat: "Our key is stolen".to_owned(),
        ..Answers::default()
    };
    answer(&mut session, &answers, at()).unwrap();
    assert_eq!(session.title.as_str(), "Our key is stolen");
    assert_eq!(session.threats[0].applies, Some(Applies::Yes));
}
