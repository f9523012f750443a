//! What a change did, as a value: no one should have to read it from the sentence.

use chrono::DateTime;
use uuid::Uuid;

use crate::domain::{
    AssumptionState, Did, Edit, Field, FourQuestion, ItemId, New, NoteKind, ParkedKind,
    ResponseKind, Session, SessionKind, Severity, Stamp, Text,
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
