//! Which item a ticket is about, and what it may change there.

use super::*;
use crate::domain::{
    FourQuestion, NewAction, NewMitigation, ParticipantId, SessionKind, Stamp, ThreatId,
};

fn id(word: &str) -> ItemId {
    word.parse().unwrap()
}

/// Ana Lopez and Ana, two action items and two mitigations. A2 is tracked as PAY-2, M2 as PAY-4.
fn session() -> Session {
    let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
    let uuid = uuid::Uuid::from_u128(7);
    let mut session = Session::new(uuid, "Refund".into(), SessionKind::Meeting, at);
    let person = |name: &str| Edit::Add(New::Participant(name.into(), Text::default()));
    let action = |text: &str, owner| {
        Edit::Add(New::Action(NewAction {
            text: text.into(),
            kind: None,
            about: Vec::new(),
            owner,
            due: None,
        }))
    };
    let mitigation = |text: &str| {
        Edit::Add(New::Mitigation(NewMitigation {
            text: text.into(),
            threats: vec![ThreatId(1)],
            status: Status::CouldDo,
            kind: None,
            strength: None,
            effort: None,
            speaker: None,
        }))
    };
    let tracked = |word, key: &str| Edit::Set(id(word), Field::External(Some(key.into())));
    for edit in [
        person("Ana"),
        person("Ana Lopez"),
        action("Sign the files", Some(ParticipantId(1))),
        action("Try the outbox", None),
        Edit::Add(New::threat("Refund replayed", FourQuestion::GoWrong)),
        mitigation("Alert on replay"),
        mitigation("Count the files"),
        tracked("A2", "PAY-2"),
        tracked("M2", "PAY-4"),
    ] {
        session.apply(&edit, at).unwrap();
    }
    session
}

fn ticket(key: &str, text: &str, state: TicketState, owner: &str) -> Ticket {
    Ticket {
        key: key.into(),
        texts: vec![text.to_owned()],
        state,
        owner: owner.into(),
    }
}

/// Each item and what would happen to it.
fn would(session: &Session, tickets: &[Ticket]) -> Vec<String> {
    let plan = plan(session, tickets);
    let changes = plan.changes.iter();
    changes
        .map(|(id, says, _)| format!("{id} {says}"))
        .collect()
}

#[test]
fn a_ticket_never_takes_back_that_a_mitigation_works() {
    use TicketState::{Done, Dropped, Open};
    for (here, state, becomes) in [
        (Status::InPlace, Done, ""),
        (Status::InPlace, Dropped, ""),
        (Status::Implemented, Done, ""),
        (Status::Implemented, Dropped, ""),
        (Status::Verified, Done, ""),
        (Status::Verified, Dropped, ""),
        (Status::CouldDo, Done, "M2 implemented"),
        (Status::CouldDo, Dropped, "M2 rejected"),
        (Status::Planned, Done, "M2 implemented"),
        (Status::InProgress, Dropped, "M2 rejected"),
        (Status::Rejected, Done, "M2 implemented"),
        (Status::Rejected, Dropped, ""),
        (Status::Planned, Open, ""),
        (Status::Verified, Open, ""),
        (Status::Rejected, Open, ""),
    ] {
        let mut session = session();
        session.mitigations[1].status = here;
        let said = would(&session, &[ticket("PAY-4", "", state, "")]).join("; ");
        assert_eq!(said, becomes, "{here:?} here, {state:?} there");
    }
}

#[test]
fn a_ticket_never_opens_an_action_item_again() {
    use TicketState::{Done, Dropped, Open};
    for (here, state, becomes, remarks) in [
        (ActionStatus::Open, Open, "", 0),
        (ActionStatus::Open, Done, "A2 done", 0),
        (ActionStatus::Open, Dropped, "A2 dropped", 0),
        (ActionStatus::Done, Open, "", 1),
        (ActionStatus::Done, Done, "", 0),
        (ActionStatus::Done, Dropped, "A2 dropped", 0),
        (ActionStatus::Dropped, Open, "", 1),
        (ActionStatus::Dropped, Done, "A2 done", 0),
        (ActionStatus::Dropped, Dropped, "", 0),
    ] {
        let mut session = session();
        session.actions[1].status = here;
        let plan = plan(&session, &[ticket("PAY-2", "", state, "")]);
        let said: Vec<_> = plan
            .changes
            .iter()
            .map(|(id, says, _)| format!("{id} {says}"))
            .collect();
        assert_eq!(said.join("; "), becomes, "{here:?} here, {state:?} there");
        let still_open = plan.remarks.iter().filter(|r| r.contains("is still open"));
        assert_eq!(still_open.count(), remarks, "{:?}", plan.remarks);
    }
}

#[test]
fn the_key_of_a_ticket_is_enough_and_only_the_whole_key() {
    let session = session();
    let done = |key: &str| ticket(key, "no id of ours", TicketState::Done, "");
    assert_eq!(would(&session, &[done("PAY-2")]), ["A2 done"]);
    assert_eq!(would(&session, &[done("PAY-4")]), ["M2 implemented"]);
    for stranger in ["PAY-1", "PAY-22", "PAY", "pay-2", ""] {
        let plan = plan(&session, &[done(stranger)]);
        assert_eq!(plan.changes, [], "{stranger}");
        assert_eq!(plan.remarks, ["1 ticket of other sessions: skipped."]);
    }
}

#[test]
fn a_whole_id_in_the_text_wins_over_the_key() {
    let session = session();
    let named = session.ticket_id(session.identity(id("A1")));
    let said = would(&session, &[ticket("PAY-2", &named, TicketState::Done, "")]);
    assert_eq!(said, ["A1 done, ticket PAY-2"]);
}

#[test]
fn an_owner_is_the_one_of_that_name_and_else_of_its_first_word() {
    let session = session();
    let owned = |owner: &str| {
        let named = session.ticket_id(session.identity(id("A1")));
        let said = would(&session, &[ticket("", &named, TicketState::Open, owner)]);
        said.join("; ")
    };
    assert_eq!(owned("Ana"), "");
    assert_eq!(owned("ana"), "");
    assert_eq!(owned("Ana Lopez"), "A1 owner Ana Lopez (was Ana)");
    assert_eq!(
        owned("Ana Moor"),
        "",
        "the only Ana whose name is that alone"
    );
    assert_eq!(owned("Gus"), "A1 owner Gus (was Ana)");
    assert_eq!(owned(""), "", "a ticket of no one takes no owner away");
}
