//! What a change did, as a value: no one should have to read it from the sentence.

mod clarity;
mod copied;
mod fields;
mod joining;
mod levels;
mod merging;
mod one_threat;
mod wall;

use chrono::DateTime;
use uuid::Uuid;

use crate::domain::{
    AssumptionState, Did, Edit, Field, FourQuestion, ItemId, New, NewThreat, NoteKind, ParkedKind,
    ParticipantId, ResponseKind, Session, SessionKind, Severity, Stamp, Text,
};

fn at_ten() -> Stamp {
    DateTime::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

fn flow(from: &str, to: &str) -> Edit {
    Edit::Add(New::Flow {
        from: from.into(),
        to: to.into(),
        data: "card".into(),
    })
}

fn threat(text: &str) -> Edit {
    Edit::Add(New::threat(text, FourQuestion::GoWrong))
}

fn id(word: &str) -> ItemId {
    word.parse().unwrap()
}

/// What each of these edits did, one after the other.
fn did(edits: &[Edit]) -> Vec<Option<Did>> {
    let mut session = Session::new(Uuid::nil(), "Refund".into(), SessionKind::Meeting, at_ten());
    let changes = edits
        .iter()
        .map(|edit| session.apply(edit, at_ten()).unwrap());
    changes.map(|change| change.did).collect()
}

#[test]
fn what_was_added_is_named_once_whatever_came_along() {
    let zone = |elements: &[&str]| {
        let elements = elements.iter().copied().map(Text::from).collect();
        Edit::Add(New::Zone("Cloud".into(), elements))
    };
    assert_eq!(
        did(&[
            flow("Web", "API"),
            flow("Web", "API"),
            Edit::Add(New::Note(NoteKind::InScope, "Added: to the scope".into())),
            zone(&["API"]),
            zone(&["API", "Store"]),
            Edit::Add(New::Parked {
                text: "Rate limit".into(),
                kind: ParkedKind::Fix,
                about: None,
                speaker: None,
            }),
        ]),
        [
            Some(Did::Added(id("F1"))),
            None,
            Some(Did::Added(id("N1"))),
            Some(Did::Added(id("Z1"))),
            None,
            Some(Did::Told(id("K1"))),
        ]
    );
}

#[test]
fn what_moved_is_told_and_not_only_what_was_added() {
    use crate::domain::{Named, ZoneLine};
    let zone = |head: &str, inside: &str| {
        Edit::Add(New::ZoneLine(ZoneLine {
            head: head.into(),
            is_one_name: false,
            inside: vec![Named::plain(inside.into())],
        }))
    };
    assert_eq!(
        did(&[
            zone("dmz", "web"),
            zone("core", "web"),
            zone("vault in core", "keys"),
            Edit::All(vec![zone("cloud", "core"), flow("web", "mail")]),
        ]),
        [Some(Did::Added(id("Z1"))), None, None, None]
    );
}

#[test]
fn of_several_edits_the_only_new_item_is_what_was_added() {
    let about = |from, to| Edit::All(vec![flow(from, to), threat("Refund replayed")]);
    let only = Edit::All(vec![
        threat("Card number logged"),
        Edit::Set(id("T1"), Field::Severity(Some(Severity::High))),
    ]);
    assert_eq!(
        did(&[about("Web", "API"), only]),
        [None, Some(Did::Added(id("T2")))]
    );
}

#[test]
fn a_change_says_whether_its_sentence_is_all_there_is_to_say() {
    let Some(ItemId::Threat(first)) = Some(id("T1")) else {
        panic!("T1 is a threat");
    };
    let Some(ItemId::Assumption(assumed)) = Some(id("S1")) else {
        panic!("S1 is an assumption");
    };
    let accepted = Some((ResponseKind::Accept, "Cheap".into(), None));
    let assumption = New::Assumption {
        text: "The network is private".into(),
        about: Vec::new(),
        speaker: None,
    };
    assert_eq!(
        did(&[
            threat("Refund replayed"),
            Edit::Set(id("T1"), Field::Text("Refund is replayed".into())),
            Edit::Set(id("T1"), Field::Severity(Some(Severity::High))),
            Edit::Set(id("T1"), Field::Response(accepted)),
            Edit::Add(assumption),
            Edit::Set(id("S1"), Field::Assumption(AssumptionState::Rejected)),
            threat("File swapped"),
            Edit::Move(id("T2"), -1),
            Edit::Delete(id("T2")),
        ]),
        [
            Some(Did::Added(id("T1"))),
            Some(Did::Changed(id("T1"))),
            Some(Did::Told(id("T1"))),
            Some(Did::Responded(first)),
            Some(Did::Added(id("S1"))),
            Some(Did::Judged(assumed)),
            Some(Did::Added(id("T2"))),
            Some(Did::Told(id("T2"))),
            None,
        ]
    );
}

#[test]
fn several_edits_say_what_they_added_else_how_many_they_are() {
    let mut session = Session::new(Uuid::nil(), "Refund".into(), SessionKind::Meeting, at_ten());
    let mut says = |edits: &[Edit]| {
        let edit = Edit::All(edits.to_vec());
        session.apply(&edit, at_ten()).unwrap().says
    };
    let note = |text: &str| Edit::Add(New::Note(NoteKind::InScope, text.into()));
    let high = |word| Edit::Set(id(word), Field::Severity(Some(Severity::High)));
    let reword = |word| Edit::Set(id(word), Field::Text("Other words".into()));
    let mixed = [
        flow("Web", "API"),
        threat("Refund replayed"),
        note("Refunds"),
    ];
    assert_eq!(says(&mixed), "3 items added");
    assert_eq!(says(&[threat("Card logged"), high("T1")]), "T2 added");
    assert_eq!(says(&[high("T1"), high("T2")]), "T1 to T2: 2 changes");
    assert_eq!(says(&[reword("T1"), reword("N1")]), "2 changes");
}

/// Ana and Di said the same: merging keeps both, in whichever direction, and each of them once.
#[test]
fn a_merged_threat_was_said_by_everyone_who_said_it() {
    let mut session = Session::new(Uuid::nil(), "Refund".into(), SessionKind::Meeting, at_ten());
    let said = |text: &str, who: Option<u32>| {
        Edit::Add(New::Threat(NewThreat {
            text: text.into(),
            places: Vec::new(),
            stride: Vec::new(),
            categories: Vec::new(),
            speaker: who.map(ParticipantId),
            severity: None,
            rated: None,
            references: Vec::new(),
            found_in: FourQuestion::GoWrong,
            pack: None,
        }))
    };
    let person = |name: &str| Edit::Add(New::Participant(name.into(), Text::default()));
    for edit in [
        person("Ana"),
        person("Bo"),
        person("Di"),
        said("Replay", Some(1)),
        said("Token used twice", Some(3)),
        said("Sent again", Some(1)),
        said("Twice", Some(2)),
        said("Once more", None),
    ] {
        session.apply(&edit, at_ten()).unwrap();
    }
    let mut merged = |from: &str, into: &str| {
        let merge = Edit::Merge(id(from), id(into));
        session.apply(&merge, at_ten()).unwrap();
        session.said_by(&session.threats[session.position(id(into)).unwrap()])
    };
    assert_eq!(merged("T2", "T1"), "Ana, Di");
    assert_eq!(merged("T3", "T1"), "Ana, Di", "she said it already");
    assert_eq!(merged("T4", "T5"), "Bo", "no one said it before");
    assert_eq!(merged("T1", "T5"), "Bo, Ana, Di");
    let text = serde_json::to_string(&session).unwrap();
    let read: Session = serde_json::from_str(&text).unwrap();
    assert_eq!(read, session, "the file keeps them");
    session.validate().unwrap();
    session.apply(&Edit::Delete(id("P3")), at_ten()).unwrap();
    assert_eq!(session.said_by(&session.threats[0]), "Bo, Ana");
    session.validate().unwrap();
    session.threats[0].also_said_by.push(ParticipantId(9));
    assert!(session.validate().is_err(), "no one is called so");
}

#[test]
fn a_deleted_element_says_which_flows_and_places_go_with_it() {
    let mut session = Session::new(Uuid::nil(), "Refund".into(), SessionKind::Meeting, at_ten());
    let mut says = |edit: &Edit| session.apply(edit, at_ten()).unwrap().says;
    for (from, to) in [("app", "db"), ("web", "db"), ("db", "log"), ("web", "log")] {
        says(&flow(from, to));
    }
    for (n, place) in (1..).zip(["E2", "F3", "F4", "E2", "E3"]) {
        says(&threat("Leak"));
        says(&Edit::Link(id(&format!("T{n}")), id(place)));
    }
    // The flows 1 to 3 are those of the database; threats are on itself and on one of them.
    assert_eq!(
        says(&Edit::Delete(id("E2"))),
        "E2 deleted, with 3 flows and the places of T1 and 2 more"
    );
    assert_eq!(
        says(&Edit::Delete(id("F4"))),
        "F4 deleted, with the place of T3"
    );
    assert_eq!(says(&Edit::Delete(id("E4"))), "E4 deleted");
    says(&flow("app", "web"));
    assert_eq!(
        says(&Edit::Delete(id("E3"))),
        "E3 deleted, with 1 flow and the place of T5"
    );
    says(&flow("app", "cache"));
    for threat in ["T1", "T4"] {
        says(&Edit::Link(id(threat), id("F6")));
    }
    assert_eq!(
        says(&Edit::Delete(id("F6"))),
        "F6 deleted, with the places of T1 and T4"
    );
}
