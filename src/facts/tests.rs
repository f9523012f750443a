//! Pairs of voices about one fact: what question 4 says, and what the facilitator's line says, is counted once.

mod limits;

use chrono::NaiveDate;

use super::{Facts, Look, Thresholds};
use crate::domain::{
    Asked, Edit, ElementKind, Field, ItemId, New, NewAction, NoteKind, QuestionState, Session,
    SessionField, SessionKind, Stamp, Stride, Swept, Text,
};

fn today() -> NaiveDate {
    "2026-05-23".parse().unwrap()
}

fn session(edits: Vec<Edit>) -> Session {
    let start = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
    let mut session = Session::new(
        uuid::Uuid::nil(),
        Text::new("Refunds"),
        SessionKind::Meeting,
        start,
    );
    for edit in edits {
        session.apply(&edit, start).unwrap();
    }
    session
}

fn look<T>(edits: Vec<Edit>, fact: impl Fn(&Facts) -> T) -> T {
    let (session, limits) = (session(edits), Thresholds::bundled());
    fact(&Facts::new(&session, today(), &limits))
}

fn id(text: &str) -> ItemId {
    text.parse().unwrap()
}

fn action(text: &str, owner: Option<&str>) -> Edit {
    Edit::Add(New::Action(NewAction {
        text: text.into(),
        kind: None,
        about: Vec::new(),
        owner: owner.map(|owner| match id(owner) {
            ItemId::Participant(id) => id,
            other => panic!("{other} is not a participant"),
        }),
        due: None,
    }))
}

fn person(name: &str) -> Edit {
    Edit::Add(New::Participant(name.into(), "eng".into()))
}

fn question(text: &str, about: &str) -> Edit {
    Edit::Add(New::Question {
        text: text.into(),
        about: vec![id(about)],
        speaker: None,
        owner: None,
    })
}

#[test]
fn what_is_done_is_nobodys_load() {
    let mut edits = vec![person("Ana"), person("Bo")];
    edits.extend((0..6).map(|_| action("Ask the partner", Some("P1"))));
    edits.extend((0..3).map(|_| action("Pin the key", Some("P2"))));
    let done = crate::domain::ActionStatus::Done;
    let done = (1..=4).map(|n| Edit::Set(id(&format!("A{n}")), Field::ActionStatus(done)));
    edits.extend(done);
    let found = look(edits, |facts| facts.one_pair_of_hands().found());
    let (who, share) = found.unwrap();
    assert_eq!((ItemId::from(who), share.n, share.of), (id("P2"), 3, 5));
    assert_eq!(share.subjects, [id("A7"), id("A8"), id("A9")]);
}

#[test]
fn an_assumption_that_a_question_pursues_is_unsettled_and_not_asked_again() {
    let assumption = Edit::Add(New::Assumption {
        text: "Files are signed".into(),
        about: Vec::new(),
        speaker: None,
    });
    let mut edits = vec![assumption.clone(), assumption, question("Who signs?", "S1")];
    let found =
        |edits: Vec<Edit>| look(edits, |facts| facts.unsettled_assumptions().found()).unwrap();
    let open = found(edits.clone());
    assert_eq!(open.subjects, [id("S1"), id("S2")]);
    assert_eq!(open.unasked, [id("S2")]);
    edits.push(Edit::Set(id("Q1"), Field::Answer("The partner".into())));
    assert_eq!(found(edits.clone()).unasked, [id("S1"), id("S2")]);
    let moved = Field::QuestionState(QuestionState::Moved);
    edits.push(Edit::Set(id("Q1"), moved));
    assert_eq!(found(edits).unasked, [id("S2")]);
}

#[test]
fn a_missing_role_is_informed_by_a_line_or_an_action_that_names_it() {
    let note = |kind, text: &str| Edit::Add(New::Note(kind, text.into()));
    let mut edits = vec![
        note(NoteKind::MissingRole, "Legal"),
        note(NoteKind::MissingRole, "finance"),
    ];
    let left = |edits: Vec<Edit>| -> Vec<String> {
        let (session, limits) = (session(edits), Thresholds::bundled());
        let facts = Facts::new(&session, today(), &limits);
        let notes = facts.not_informed().found().unwrap_or_default();
        notes.iter().map(|note| note.text.to_string()).collect()
    };
    assert_eq!(left(edits.clone()), ["Legal", "finance"]);
    edits.push(note(NoteKind::ShouldHear, "the legal team"));
    assert_eq!(left(edits.clone()), ["finance"]);
    edits.push(action("Tell finance what we found", None));
    assert_eq!(left(edits), [""; 0]);
}

#[test]
fn a_boundary_that_the_room_swept_was_looked_at() {
    let zone = Edit::Add(New::Zone("core".into(), vec!["ledger".into()]));
    let flow = Edit::Add(New::Flow {
        from: "sftp".into(),
        to: "ledger".into(),
        data: "file".into(),
    });
    let mut edits = vec![flow, zone];
    let quiet = |edits: Vec<Edit>| look(edits, |facts| facts.quiet_boundary());
    assert_eq!(quiet(edits.clone()), Look::Found(vec![id("F1")]));
    let place = match id("E1") {
        ItemId::Element(id) => crate::domain::Place::Element(id),
        other => panic!("{other} is not an element"),
    };
    let swept = Swept {
        place,
        asked: Asked::Letter(Stride::Tampering),
    };
    edits.push(Edit::Session(SessionField::Sweep(swept, true)));
    assert_eq!(quiet(edits), Look::Fine);
}

#[test]
fn an_element_that_nobody_knows_is_found_until_it_is_asked_about() {
    let mut edits = vec![Edit::Add(New::Element {
        name: "batch".into(),
        kind: Some(ElementKind::Process),
        unknown: true,
    })];
    let unknown = |edits: Vec<Edit>| look(edits, |facts| facts.unknown_elements());
    assert_eq!(unknown(edits.clone()), Look::Found(vec![id("E1")]));
    edits.push(question("What does it do?", "E1"));
    assert_eq!(unknown(edits), Look::Fine);
}
