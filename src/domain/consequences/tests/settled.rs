//! What is a second look at an item, and what is told where more than one thing happens.

use super::*;

#[test]
fn what_is_changed_was_looked_at_and_what_is_merged_or_deleted_goes_along() {
    let mut room = Room::new();
    room.assume(&["T1", "T2", "T3"]);
    room.set("S1", Field::Assumption(AssumptionState::Rejected));
    assert_eq!(room.looks().len(), 4);
    room.set("T1", Field::Speaker("P1".parse().ok()));
    assert_eq!(room.looks().len(), 4, "who said it is not what it says");
    room.decide("T1", ResponseKind::Accept, "rare enough");
    let of = |room: &Room| -> Vec<String> {
        room.looks()
            .iter()
            .map(|look| look.of.to_string())
            .collect()
    };
    assert_eq!(of(&room), ["T2", "T3", "T4"]);
    room.edit(Edit::Merge(id("T2"), id("T3")));
    assert_eq!(of(&room), ["T3", "T4"]);
    room.edit(Edit::Delete(id("S1")));
    assert_eq!(
        room.looks()[0].reason(),
        "S1 was rejected: only staff have access"
    );
    room.edit(Edit::Delete(id("T4")));
    assert_eq!(of(&room), ["T3"]);
    room.session.validate().unwrap();
}

/// T1 and M1 have to be looked at again, as has everything that Gus owned.
fn unsettled() -> Room {
    let mut room = Room::new();
    room.assume(&["T1", "M1"]);
    room.add(New::Question {
        text: "Who else?".into(),
        about: vec![id("T1")],
        speaker: None,
        owner: "P2".parse().ok(),
    });
    room.set("S1", Field::Assumption(AssumptionState::Rejected));
    room.edit(Edit::Delete(id("P2")));
    room
}

#[test]
fn what_stands_beside_the_words_and_the_decision_of_an_item_is_no_second_look_at_it() {
    let mut room = unsettled();
    let before = room.looks();
    let kind = Some(crate::domain::ControlKind::Detective);
    for (of, field) in [
        ("T1", Field::Actor(Some(ActorKind::Insider))),
        ("T1", Field::Part(PartName::SoThat, "money is lost".into())),
        ("T1", Field::Goals(vec!["integrity".into()])),
        ("T1", Field::Stride(vec![Stride::Tampering])),
        ("T1", Field::BusinessRisk("fines".into())),
        ("T1", Field::Figures(None)),
        ("T1", Field::Places(vec!["E2".parse().unwrap()])),
        ("M1", Field::Effort(Some(Effort::Small))),
        ("M1", Field::ControlKind(kind)),
        ("M1", Field::Verify("a forged file is refused".into())),
        ("Q1", Field::Confirmed(true)),
    ] {
        room.set(of, field.clone());
        assert_eq!(room.looks(), before, "{of}: {field:?}");
    }
}

#[test]
fn words_severity_response_and_status_are_a_second_look_at_an_item() {
    let accept = (ResponseKind::Accept, "rare".into(), None);
    for (of, field) in [
        ("T1", Field::Text("Orders are replayed".into())),
        ("T1", Field::Severity(Some(Severity::High))),
        ("T1", Field::Response(Some(accept))),
        ("M1", Field::Status(Status::Planned)),
        ("M1", Field::Checked(Some((true, None)))),
        ("Q1", Field::QuestionState(QuestionState::Withdrawn)),
        ("Q1", Field::Owner("P1".parse().ok())),
    ] {
        let mut room = unsettled();
        let is_there = |room: &Room| room.looks().iter().any(|look| look.of == id(of));
        assert!(is_there(&room));
        room.set(of, field.clone());
        assert!(!is_there(&room), "{of}: {field:?}");
    }
}

#[test]
fn how_a_mitigation_is_verified_answers_that_its_ticket_was_closed_unverified() {
    let mut room = with_action(Some("SEC-12"));
    room.set("A1", Field::ActionStatus(ActionStatus::Done));
    assert_eq!(room.looks().len(), 1);
    room.set("M1", Field::Verify("a forged file is refused".into()));
    assert_eq!(room.looks(), []);
}

#[test]
fn two_events_of_one_item_in_one_change_are_both_told() {
    let mut room = Room::new();
    room.set("M1", Field::Status(Status::Planned));
    room.set("M1", Field::External(Some("SEC-13".into())));
    let set = |field| Edit::Set(id("M1"), field);
    room.edit(Edit::All(vec![
        set(Field::Status(Status::Implemented)),
        set(Field::Checked(Some((false, None)))),
    ]));
    let looks = room.looks();
    let told: Vec<(Event, String)> = looks.iter().map(|l| (l.why, l.of.to_string())).collect();
    let failed = (Event::MitigationFailed, "T1".to_owned());
    assert_eq!(told, [failed, (Event::TicketClosed, "M1".to_owned())]);
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "Owned says nothing about what OwnerLeft happens to")]
fn a_row_that_pairs_an_event_with_what_cannot_follow_from_it_is_no_silent_one() {
    let room = Room::new();
    let words = "Gus left".to_owned();
    let happened = super::super::happened::Happened::alone(Event::OwnerLeft, None, words);
    let touched = super::super::related::Touched {
        session: &room.session,
        before: &super::super::happened::Before::default(),
        only: None,
    };
    touched.by(&happened, at(9));
}
