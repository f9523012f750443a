//! A session that begins as a copy of another one: what comes along, and how long it counts as copied.

use super::fields::{made, merge, person, set};
use super::*;
use crate::domain::{
    Amount, AssumptionState, ControlKind, Estimate, Figures, History, MapField, NewAction,
    NewMitigation, PartName, Place, Range, SessionField, Status, ThreatId, Until,
};

fn mitigation(text: &str, status: Status) -> Edit {
    Edit::Add(New::Mitigation(NewMitigation {
        text: text.into(),
        threats: vec![ThreatId(1)],
        status,
        kind: None,
        strength: None,
        effort: None,
        speaker: Some(ParticipantId(1)),
    }))
}

fn numbers(amount: f64, by: Option<ParticipantId>) -> Field {
    Field::Figures(Some(Box::new(Figures {
        loss: Some(Estimate {
            range: Range::new(vec![Amount::new(amount).unwrap()]).unwrap(),
            by,
            at: at_ten(),
        }),
        currency: "EUR".into(),
        ..Figures::default()
    })))
}

/// A meeting in which all kinds of things were said.
fn old() -> Session {
    made(vec![
        person("Ana"),
        flow("Web", "API"),
        threat("Refund replayed"),
        threat("File swapped"),
        threat("Log edited"),
        threat("Refund replayed twice"),
        set("T1", Field::Severity(Some(Severity::High))),
        set("T1", Field::RatedBy(Some(ParticipantId(1)))),
        set("T1", Field::Speaker(Some(ParticipantId(1)))),
        set("T1", Field::Places(vec!["E1".parse::<Place>().unwrap()])),
        set("T1", numbers(10.0, Some(ParticipantId(1)))),
        set(
            "T1",
            Field::Response(Some((
                ResponseKind::Accept,
                "rare".into(),
                Some(ParticipantId(1)),
            ))),
        ),
        Edit::Defer(vec![ThreatId(2)], "not now".into(), None, None),
        mitigation("Sign the files", Status::Planned),
        mitigation("Nonce", Status::InPlace),
        set("M1", Field::External(Some("PAY-7".into()))),
        set("M2", Field::Checked(Some((true, Some(ParticipantId(1)))))),
        Edit::Add(New::Question {
            text: "Who signs?".into(),
            about: vec![id("T1")],
            speaker: None,
            owner: None,
        }),
        Edit::Add(New::Action(NewAction {
            text: "Ask the partner".into(),
            kind: None,
            about: vec![id("T1")],
            owner: Some(ParticipantId(1)),
            due: None,
        })),
        Edit::Add(New::Assumption {
            text: "The bank checks the amount".into(),
            about: vec![id("T1"), id("Q1")],
            speaker: Some(ParticipantId(1)),
        }),
        set("S1", Field::Assumption(AssumptionState::Confirmed)),
        Edit::Add(New::Note(NoteKind::InScope, "refunds".into())),
        set(
            "E2",
            Field::Map(MapField::OutOfScope(Some("theirs".into()))),
        ),
        Edit::Session(SessionField::Confidence(vec![3, 4])),
        Edit::Session(SessionField::Dismiss("scope".into(), "known".into())),
    ])
}

fn copy() -> Session {
    let copy = old().copied(Uuid::max(), "Refund 2".into(), at_ten());
    copy.validate().unwrap();
    copy
}

/// The items that are marked.
fn marked(session: &Session) -> Vec<String> {
    let threats = session.threats.iter().map(|t| ItemId::from(t.id));
    let all = threats.chain(session.mitigations.iter().map(|m| m.id.into()));
    let marked = all.filter(|id| session.is_copied(*id));
    marked.map(|id| id.to_string()).collect()
}

#[test]
fn what_describes_the_system_comes_along_and_what_people_said_and_decided_does_not() {
    let (old, copy) = (old(), copy());
    assert_eq!((&*copy.title, copy.uuid), ("Refund 2", Uuid::max()));
    let from = copy.copied_from.as_ref().unwrap();
    assert_eq!(
        (from.session, &from.title, from.threats),
        (old.uuid, &old.title, 4)
    );
    assert_eq!(from.on, at_ten().date_naive());
    assert_eq!(copy.flows, old.flows);
    assert_eq!(copy.elements.len(), 2);
    assert_eq!(copy.elements[1].out_of_scope, None);
    let first = &copy.threats[0];
    assert_eq!(first.severity, Some(Severity::High));
    assert_eq!(first.places, old.threats[0].places);
    assert!(first.figures.is_some() && first.speaker.is_none() && first.response.is_none());
    assert!(copy.threats[1].deferred.is_none());
    let [planned, built] = copy.mitigations.as_slice() else {
        panic!("{:?}", copy.mitigations)
    };
    assert_eq!(
        (planned.status, &planned.external),
        (Status::CouldDo, &None)
    );
    assert_eq!(built.status, Status::InPlace);
    assert_eq!(
        built.checked.as_ref().map(|c| (c.passed, c.by)),
        Some((true, None))
    );
    assert!(copy.participants.is_empty() && copy.notes.is_empty());
    assert!(copy.questions.is_empty() && copy.actions.is_empty());
    assert!(copy.dismissed.is_empty() && copy.look_again.is_empty());
    assert_eq!(copy.sittings.len(), 1);
    assert!(copy.confidence().is_empty());
    assert_eq!(marked(&copy), ["T1", "T2", "T3", "T4", "M1", "M2"]);
}

#[test]
fn assumptions_of_a_copied_session_are_unconfirmed_again() {
    let copy = copy();
    let [said] = copy.assumptions.as_slice() else {
        panic!("{:?}", copy.assumptions)
    };
    assert_eq!(said.state, AssumptionState::Unconfirmed);
    assert_eq!((&said.about, said.speaker), (&vec![id("T1")], None));
}

#[test]
fn a_mark_goes_with_a_change_of_what_was_copied_and_undo_brings_it_back() {
    let holds = |item: &str| Edit::Session(SessionField::StillHolds(id(item)));
    for (item, edit) in [
        (
            "T1",
            set("T1", Field::Text("Refund replayed by night".into())),
        ),
        ("T1", set("T1", Field::Severity(Some(Severity::Low)))),
        ("T1", set("T1", Field::Severity(None))),
        ("T1", set("T1", numbers(20.0, None))),
        (
            "T1",
            set("T1", Field::BusinessRisk("a day of refunds".into())),
        ),
        (
            "T1",
            set("T1", Field::Part(PartName::Does, "replays".into())),
        ),
        (
            "T1",
            set(
                "T1",
                Field::Response(Some((ResponseKind::Reduce, Text::default(), None))),
            ),
        ),
        ("T1", holds("T1")),
        ("M1", set("M1", Field::Text("Sign each file".into()))),
        ("M1", set("M1", Field::Status(Status::Planned))),
        (
            "M1",
            set("M1", Field::ControlKind(Some(ControlKind::ALL[1]))),
        ),
        ("M1", set("M1", Field::Verify("Send a forged one".into()))),
        ("M1", holds("M1")),
    ] {
        let mut session = copy();
        let mut history = History::default();
        history.apply(&mut session, &edit, at_ten()).unwrap();
        assert!(!session.is_copied(id(item)), "{edit:?}");
        assert_eq!(marked(&session).len(), 5, "{edit:?}");
        history.undo(&mut session).unwrap();
        assert!(session.is_copied(id(item)), "undo of {edit:?}");
        history.redo(&mut session).unwrap();
        assert!(!session.is_copied(id(item)), "redo of {edit:?}");
    }
}

#[test]
fn what_nobody_had_to_think_for_leaves_the_mark() {
    let mut session = copy();
    for edit in [
        set("T1", Field::Places(vec![Place::Whole])),
        set("T1", Field::Severity(Some(Severity::High))),
        set("T1", Field::Text("Refund replayed".into())),
        Edit::Defer(
            vec![ThreatId(1)],
            "not now".into(),
            None,
            Until::of("autumn"),
        ),
        Edit::Move(id("T1"), 1),
        Edit::Link(id("M1"), id("T2")),
        Edit::Delete(id("E1")),
        person("Bo"),
        threat("Another one"),
    ] {
        session.apply(&edit, at_ten()).unwrap();
    }
    assert_eq!(marked(&session), ["T2", "T1", "T3", "T4", "M1", "M2"]);
}

#[test]
fn to_say_twice_that_it_holds_is_refused() {
    let mut session = copy();
    let holds = Edit::Session(SessionField::StillHolds(id("T3")));
    assert_eq!(
        session.apply(&holds, at_ten()).unwrap().says,
        "T3 still holds"
    );
    let refused = session.apply(&holds, at_ten()).unwrap_err();
    assert_eq!(refused.to_string(), "T3 has nothing to look at again.");
}

#[test]
fn a_merged_threat_is_copied_only_if_both_were() {
    let mut both = copy();
    both.apply(&merge("T3", "T2"), at_ten()).unwrap();
    assert_eq!(marked(&both), ["T1", "T2", "T4", "M1", "M2"]);
    for (from, into) in [("T5", "T2"), ("T2", "T5")] {
        let mut one = copy();
        one.apply(&threat("Said here"), at_ten()).unwrap();
        one.apply(&merge(from, into), at_ten()).unwrap();
        assert_eq!(marked(&one), ["T1", "T3", "T4", "M1", "M2"], "{from}");
    }
    // A worse rating than it had is a change.
    let mut rated = copy();
    rated.apply(&merge("T1", "T2"), at_ten()).unwrap();
    assert_eq!(marked(&rated), ["T3", "T4", "M1", "M2"]);
    let mut mitigations = copy();
    mitigations.apply(&mitigation_here(), at_ten()).unwrap();
    mitigations.apply(&merge("M3", "M2"), at_ten()).unwrap();
    assert_eq!(marked(&mitigations), ["T1", "T2", "T3", "T4", "M1"]);
}

fn mitigation_here() -> Edit {
    Edit::Add(New::mitigation("A counter", ThreatId(1), Status::CouldDo))
}

#[test]
fn of_a_split_threat_only_what_was_not_touched_is_copied() {
    let mut session = copy();
    let split = Edit::Split(ThreatId(2), "File read".into(), "File swapped".into());
    session.apply(&split, at_ten()).unwrap();
    assert_eq!(marked(&session), ["T1", "T3", "T4", "M1", "M2"]);
    let mut session = copy();
    let split = Edit::Split(ThreatId(2), "File swapped".into(), "File read".into());
    session.apply(&split, at_ten()).unwrap();
    assert_eq!(marked(&session), ["T1", "T2", "T3", "T4", "M1", "M2"]);
}

#[test]
fn what_is_taken_over_by_another_session_is_not_copied_there() {
    let mut other = made(Vec::new());
    other
        .apply(&Edit::Adopt(Box::new(copy())), at_ten())
        .unwrap();
    assert_eq!((other.threats.len(), other.mitigations.len()), (4, 2));
    assert!(marked(&other).is_empty());
}

#[test]
fn a_copy_of_a_copy_names_the_one_it_came_from() {
    let mut first = copy();
    let holds = Edit::Session(SessionField::StillHolds(id("T1")));
    first.apply(&holds, at_ten()).unwrap();
    let again = first.copied(Uuid::from_u128(3), "Refund 3".into(), at_ten());
    let from = again.copied_from.as_ref().unwrap();
    assert_eq!((from.session, &*from.title), (Uuid::max(), "Refund 2"));
    assert_eq!(marked(&again).len(), 6);
}
