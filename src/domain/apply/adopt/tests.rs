use chrono::DateTime;
use serde_json::json;
use uuid::Uuid;

use crate::domain::{
    Edit, Field, FourQuestion, History, ItemId, New, NewAction, NewMitigation, Origin, Session,
    SessionKind, Stamp, Status, ThreatId,
};

fn at(minute: u32) -> Stamp {
    DateTime::parse_from_rfc3339(&format!("2026-05-09T10:{minute:02}:00+02:00")).unwrap()
}

fn empty() -> Session {
    Session::new(Uuid::nil(), "Refund".into(), SessionKind::Meeting, at(0))
}

fn add(session: &mut Session, new: New) {
    session.apply(&Edit::Add(new), at(0)).unwrap();
}

/// Ana says one threat with all that can be linked to it, and it came from elsewhere.
fn other() -> Session {
    let mut session = empty();
    add(&mut session, New::Participant("Ana".into(), "eng".into()));
    let flow = New::Flow {
        from: "web".into(),
        to: "db".into(),
        data: "orders".into(),
    };
    add(&mut session, flow);
    let mut threat = New::threat("Orders are read", FourQuestion::GoWrong);
    if let New::Threat(new) = &mut threat {
        new.places = vec!["F1".parse().unwrap()];
        new.speaker = Some("P1".parse().unwrap());
    }
    add(&mut session, threat);
    add(
        &mut session,
        New::Mitigation(NewMitigation {
            text: "Encrypt".into(),
            threats: vec![ThreatId(1)],
            status: Status::CouldDo,
            kind: None,
            strength: None,
            effort: None,
            speaker: None,
        }),
    );
    add(
        &mut session,
        New::Action(NewAction {
            text: "Try it".into(),
            kind: None,
            about: vec!["M1".parse().unwrap()],
            owner: Some("P1".parse().unwrap()),
            due: None,
        }),
    );
    session.threats[0].origin = Some(Box::new(Origin {
        format: "threat-composer".into(),
        id: "one".into(),
        value: json!({"a": [1, 2.5, null, "x", {"b": true}]}),
    }));
    session
}

#[test]
fn what_is_adopted_gets_numbers_of_this_session_and_keeps_its_links() {
    let mut session = empty();
    add(&mut session, New::Participant("Bo".into(), "".into()));
    add(&mut session, New::Participant("ana".into(), "".into()));
    add(&mut session, New::threat("First", FourQuestion::GoWrong));
    let before = session.clone();
    let mut history = History::default();
    let edit = Edit::Adopt(Box::new(other()));
    let change = history.apply(&mut session, &edit, at(5)).unwrap();
    assert_eq!(change.says, "6 items imported");
    session.validate().unwrap();
    let threat = &session.threats[1];
    assert_eq!(threat.id, ThreatId(2));
    assert_eq!(session.name_of(threat.speaker), Some("ana"));
    assert_eq!(session.place_words(threat.places[0]), "web -> db");
    assert_eq!(threat.at, at(5));
    assert_eq!(session.mitigations[0].threats, [ThreatId(2)]);
    assert_eq!(
        session.actions[0].about,
        [ItemId::from(session.mitigations[0].id)]
    );
    assert_eq!(session.name_of(session.actions[0].owner), Some("ana"));

    history.undo(&mut session).unwrap();
    let counters = session.counters;
    assert_eq!(
        Session { counters, ..before },
        session,
        "one undo takes all of it back"
    );
}

#[test]
fn what_came_from_the_same_place_before_is_not_added_again() {
    let mut session = empty();
    let edit = Edit::Adopt(Box::new(other()));
    session.apply(&edit, at(5)).unwrap();
    let id = ItemId::from(ThreatId(1));
    let text = Edit::Set(id, Field::Text("In our words".into()));
    session.apply(&text, at(6)).unwrap();
    let mut again = other();
    again.mitigations.clear();
    again.actions.clear();
    let change = session.apply(&Edit::Adopt(Box::new(again)), at(7)).unwrap();
    assert!(change.says.starts_with("Nothing new"), "{}", change.says);
    assert_eq!(session.threats.len(), 1);
    assert_eq!(session.threats[0].text.as_str(), "In our words");
}
