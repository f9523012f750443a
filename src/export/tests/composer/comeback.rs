//! A workspace that comes back after someone edited it in Threat Composer: what they changed is taken over.

use serde_json::{Value, json};

use proptest::prelude::*;

use super::super::laws::hostile;
use super::super::rich::{at, rich};
use super::arbitrary::workspace;
use super::{held, out, read, schema, taken, unordered};
use crate::domain::{
    Change, Edit, Field, FourQuestion, History, ItemId, New, NewAction, ResponseKind, Session,
    Severity, Status,
};
use crate::export::{Format, Names, render};
use crate::import::comeback::edit;
use crate::import::preview::Preview;

const T1: &str = "11111111-1111-4111-8111-111111111111";
const T2: &str = "22222222-2222-4222-8222-222222222222";
const M1: &str = "33333333-3333-4333-8333-333333333333";
const S1: &str = "44444444-4444-4444-8444-444444444444";

fn file() -> Value {
    json!({
        "schema": 1,
        "applicationInfo": {"name": "Refunds"},
        "threats": [
            {"id": T1, "numericId": 1, "statement": "A thief can guess", "status": "threatIdentified",
             "metadata": [{"key": "Priority", "value": "Medium"}]},
            {"id": T2, "numericId": 2, "statement": "Orders are read"},
        ],
        "mitigations": [{"id": M1, "numericId": 1, "content": "Lock it"}],
        "assumptions": [{"id": S1, "numericId": 1, "content": "TLS is on"}],
        "mitigationLinks": [{"mitigationId": M1, "linkedId": T1}],
        "assumptionLinks": [{"assumptionId": S1, "linkedId": T1, "type": "Threat"}],
    })
}

fn set(session: &mut Session, id: &str, field: Field) {
    let edit = Edit::Set(id.parse().unwrap(), field);
    session.apply(&edit, at(80)).unwrap();
}

/// What is said before the file is taken, line by line.
fn told(session: &Session, file: &Value) -> Vec<String> {
    let draft = read(&file.to_string());
    let preview = Preview::of(&draft.session, session, at(90)).unwrap();
    preview.sentences(&draft)
}

/// Takes a file that comes back; one undo gives the session back, and the next export has all that the file said.
fn comes_back(session: &mut Session, file: &Value) -> Change {
    let before = session.clone();
    let edit = edit(&read(&file.to_string()).session, session);
    let mut history = History::default();
    let change = history.apply(session, &edit, at(90)).unwrap();
    session.validate().unwrap();
    assert_eq!(schema::faults(&out(session)), Vec::<String>::new());
    let mut undone = session.clone();
    if undone != before {
        history.undo(&mut undone).unwrap();
    }
    undone.counters = before.counters;
    assert_eq!(undone, before, "one undo gives the session back");
    let told = told(session, file);
    let nothing = told[0].starts_with("Nothing new") && !told[0].contains("changed");
    assert!(nothing, "{told:?}");
    let again = self::edit(&read(&file.to_string()).session, session);
    let mut twice = session.clone();
    twice.apply(&again, at(95)).unwrap();
    assert_eq!(twice, *session, "the same file again changes nothing");
    change
}

#[test]
fn what_was_edited_there_is_changed_here_and_goes_out_as_it_came() {
    let mut session = taken(&file().to_string());
    let mut back = file();
    back["threats"][0]["statement"] = json!("A thief guesses the code");
    back["threats"][0]["status"] = json!("threatResolved");
    back["threats"][0]["tags"] = json!(["new there"]);
    back["threats"][0]["metadata"] = json!([
        {"key": "Priority", "value": "High"},
        {"key": "STRIDE", "value": ["S"]},
    ]);
    back["mitigations"][0]["status"] = json!("mitigationInProgress");
    back["mitigationLinks"] = json!([{"mitigationId": M1, "linkedId": T2}]);
    back["assumptions"][0]["metadata"] =
        json!([{"key": "custom:threatboard", "value": ["state: confirmed"]}]);
    assert_eq!(
        told(&session, &back),
        [
            "Nothing new; 3 changed in the file; 1 already here.",
            "T1: text \"A thief guesses the code\" (was \"A thief can guess\")",
            "T1: STRIDE spoofing (was none)",
            "T1: severity high (was medium)",
            "T1: response mitigate (was none)",
            "M1: status in progress (was proposed)",
            "M1: now mitigates T2",
            "M1: no longer mitigates T1",
            "S1: state true (was unknown)",
        ]
    );
    let change = comes_back(&mut session, &back);
    assert_eq!(change.says, "3 items changed, 1 item already here");
    assert_eq!(session.threats[0].severity, Some(Severity::High));
    assert_eq!(session.mitigations[0].status, Status::InProgress);
    assert_eq!(session.mitigations[0].threats, [session.threats[1].id]);
    assert_eq!(unordered(&out(&session)), unordered(&back));
}

#[test]
fn what_both_changed_stays_as_it_is_here_and_is_said() {
    let mut session = taken(&file().to_string());
    set(&mut session, "T1", Field::Severity(Some(Severity::Low)));
    set(&mut session, "T2", Field::Text("In our words".into()));
    set(&mut session, "M1", Field::Status(Status::Verified));
    let mut back = file();
    back["threats"][0]["metadata"][0]["value"] = json!("High");
    back["threats"][1]["metadata"] = json!([{"key": "Priority", "value": "Low"}]);
    assert_eq!(
        told(&session, &back),
        [
            "Nothing new; 1 changed in the file; 3 already here.",
            "T1: severity stays low: it was changed here too (the file has high)",
            "T2: severity low (was not rated)",
        ]
    );
    comes_back(&mut session, &back);
    assert_eq!(session.threats[0].severity, Some(Severity::Low));
    assert_eq!(session.threats[1].text.as_str(), "In our words");
    assert_eq!(session.mitigations[0].status, Status::Verified);
    assert_eq!(out(&session)["threats"][0]["metadata"][0]["value"], "Low");
}

#[test]
fn both_may_have_changed_the_same_to_the_same() {
    let mut session = taken(&file().to_string());
    set(&mut session, "T1", Field::Severity(Some(Severity::High)));
    let mut back = file();
    back["threats"][0]["metadata"][0]["value"] = json!("High");
    assert_eq!(told(&session, &back), ["Nothing new; 4 already here."]);
    comes_back(&mut session, &back);
    assert_eq!(unordered(&out(&session)), unordered(&back));
}

#[test]
fn a_file_that_nobody_touched_changes_nothing_however_people_are_named_in_it() {
    for names in Names::ALL {
        let mut session = rich();
        let files = render(
            Format::THREAT_COMPOSER,
            &session,
            &super::super::options(names),
        );
        let back: Value = serde_json::from_str(&files[0].contents).unwrap();
        let before = session.clone();
        let change = comes_back(&mut session, &back);
        assert!(
            change.says.starts_with("Nothing new"),
            "{names:?}: {}",
            change.says
        );
        assert_eq!(change.met, []);
        assert_eq!(held(&session), held(&before), "{names:?}");
        assert_eq!(session.participants, before.participants);
    }
    let mut session = taken(&file().to_string());
    let before = session.clone();
    comes_back(&mut session, &file());
    assert_eq!(session, before);
}

/// A session of ours with a question and an action item.
fn ours() -> Session {
    let mut session = Session::new(
        uuid::Uuid::from_u128(9),
        "Refunds".into(),
        crate::domain::SessionKind::Meeting,
        at(0),
    );
    let about: Vec<ItemId> = vec!["T1".parse().unwrap()];
    for edit in [
        Edit::Add(New::Participant("Ana Lopez".into(), "eng".into())),
        Edit::Add(New::Participant("Bo Berg".into(), "ops".into())),
        Edit::Add(New::threat("A thief can guess", FourQuestion::GoWrong)),
        Edit::Add(New::threat("Orders are read", FourQuestion::GoWrong)),
        Edit::Add(New::Question {
            text: "Who has the key?".into(),
            about: about.clone(),
            speaker: None,
            owner: Some("P1".parse().unwrap()),
        }),
        Edit::Add(New::Action(NewAction {
            text: "Turn it".into(),
            kind: None,
            about,
            owner: Some("P1".parse().unwrap()),
            due: None,
        })),
    ] {
        session.apply(&edit, at(1)).unwrap();
    }
    session
}

fn replaced(file: &Value, from: &str, to: &str) -> Value {
    let text = file.to_string();
    assert!(text.contains(from), "{from} in {text}");
    serde_json::from_str(&text.replace(from, to)).unwrap()
}

#[test]
fn what_left_from_here_and_was_edited_there_is_changed_here() {
    let mut session = ours();
    let mut back = out(&session);
    back["threats"][0]["status"] = json!("threatResolvedNotUseful");
    let back = replaced(&back, "owner: Ana Lopez", "owner: Bo Berg");
    let back = replaced(
        &back,
        "state: open",
        "state: answered\",\"answer: Ana has it",
    );
    let back = replaced(&back, "status: open", "status: done\",\"due: 2026-06-01");
    assert_eq!(
        told(&session, &back),
        [
            "Nothing new; 3 changed in the file; 1 already here.",
            "T1: response not applicable (was none)",
            "Q1: state answered (was open)",
            "Q1: answer \"Ana has it\" (was empty)",
            "Q1: owner Bo Berg (was Ana Lopez)",
            "A1: status done (was open)",
            "A1: owner Bo Berg (was Ana Lopez)",
            "A1: due 2026-06-01 (was not set)",
        ]
    );
    comes_back(&mut session, &back);
    let response = session.threats[0].response.as_ref().unwrap();
    assert_eq!(response.kind, ResponseKind::NotApplicable);
    assert_eq!(session.questions[0].answer.as_str(), "Ana has it");
    assert_eq!(unordered(&out(&session)), unordered(&back));

    // From then on it is known how it was: what changes here meanwhile is not taken back by what comes next.
    set(&mut session, "T2", Field::Text("Orders are sold".into()));
    let next = replaced(&back, "answer: Ana has it", "answer: Bo has it");
    let change = comes_back(&mut session, &next);
    assert_eq!(change.says, "1 item changed, 3 items already here");
    assert_eq!(session.threats[1].text.as_str(), "Orders are sold");
    assert_eq!(session.questions[0].answer.as_str(), "Bo has it");
}

#[test]
fn what_is_new_there_comes_and_what_is_gone_there_stays_here_and_is_counted() {
    let mut session = taken(&file().to_string());
    let mut back = file();
    back["applicationInfo"]["name"] = json!("Refunds and returns");
    let threats = back["threats"].as_array_mut().unwrap();
    threats.remove(1);
    threats.push(
        json!({"id": "55555555-5555-4555-8555-555555555555", "numericId": 3, "statement": "New"}),
    );
    let links = back["mitigationLinks"].as_array_mut().unwrap();
    links.push(json!({"mitigationId": M1, "linkedId": "55555555-5555-4555-8555-555555555555"}));
    assert_eq!(
        told(&session, &back),
        [
            "New: 1 threat; 1 changed in the file; 2 already here.",
            "1 item here is not in this file; it stays.",
            "M1: now mitigates T3",
            "threat: New",
        ]
    );
    comes_back(&mut session, &back);
    assert_eq!(session.threats.len(), 3);
    assert_eq!(
        session.origins.len(),
        1,
        "a renamed workspace is still that one"
    );
}

#[test]
fn who_is_named_by_initials_there_is_who_it_is_here() {
    let mut session = ours();
    let options = super::super::options(Names::Initials);
    let files = render(Format::THREAT_COMPOSER, &session, &options);
    let first: Value = serde_json::from_str(&files[0].contents).unwrap();
    comes_back(&mut session, &first);
    let second = replaced(&first, "owner: AL", "owner: Bo Berg");
    let change = comes_back(&mut session, &second);
    let says: Vec<&str> = change.met.iter().map(|met| met.says.as_str()).collect();
    assert_eq!(says, ["owner Bo Berg (was Ana Lopez)"; 2]);
    assert_eq!(session.participants.len(), 2);
    let third = replaced(&second, "owner: Bo Berg", "owner: Zoe Dahl");
    comes_back(&mut session, &third);
    assert_eq!(session.name_of(session.actions[0].owner), Some("Zoe Dahl"));
}

#[test]
fn a_threat_of_a_scan_is_found_again_when_it_comes_back_from_a_workspace() {
    let mut session = ours();
    let origin = crate::domain::Origin {
        format: "sarif".into(),
        id: "rule".into(),
        value: Value::Null,
    };
    session.threats[0].origin = Some(Box::new(origin.clone()));
    let mut back = out(&session);
    back["threats"][0]["statement"] = json!("A thief guesses");
    comes_back(&mut session, &back);
    assert_eq!(session.threats.len(), 2);
    assert_eq!(session.threats[0].text.as_str(), "A thief guesses");
    assert_eq!(session.threats[0].origin.as_deref(), Some(&origin));
}

#[test]
fn two_people_of_one_name_stay_who_they_are() {
    let mut session = ours();
    session.participants[1].name = "Ana Lopez".into();
    set(
        &mut session,
        "A1",
        Field::Owner(Some("P2".parse().unwrap())),
    );
    let back = out(&session);
    assert_eq!(comes_back(&mut session, &back).met, []);
    assert_eq!(session.actions[0].owner, Some("P2".parse().unwrap()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_nobody_touched_changes_nothing(file in workspace()) {
        // What has no id there is not known again.
        prop_assume!(!file.to_string().contains("\"id\":\"\""));
        let mut session = taken(&file.to_string());
        let before = session.clone();
        let change = comes_back(&mut session, &file);
        prop_assert_eq!(change.met, []);
        prop_assert_eq!(session.threats, before.threats);
        prop_assert_eq!(session.mitigations, before.mitigations);
        prop_assert_eq!(session.questions, before.questions);
    }

    #[test]
    fn what_left_from_here_and_nobody_touched_changes_nothing(mut session in hostile()) {
        let file = out(&session);
        let before = held(&session);
        let draft = read(&file.to_string());
        let change = session.apply(&edit(&draft.session, &session), at(90)).unwrap();
        prop_assert_eq!(change.met, []);
        prop_assert_eq!(held(&session), before);
    }
}
