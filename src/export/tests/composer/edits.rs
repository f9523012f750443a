//! What someone changes here is all that is different in the workspace that goes out.

use serde_json::{Value, json};

use super::{out, read, said, schema, taken, unordered};
use crate::domain::{
    Edit, Field, FourQuestion, ItemId, New, NewAction, ResponseKind, Session, Severity, Status,
};
use crate::export::tests::rich::at;
use crate::import::guess;

const T1: &str = "11111111-1111-4111-8111-111111111111";
const T2: &str = "22222222-2222-4222-8222-222222222222";
const M1: &str = "33333333-3333-4333-8333-333333333333";
const S1: &str = "44444444-4444-4444-8444-444444444444";
const NOBODY: &str = "99999999-9999-4999-8999-999999999999";

fn file() -> Value {
    json!({
        "schema": 1,
        "applicationInfo": {"name": "Refunds", "description": "# Head\n\nOne queue.\nTwo workers."},
        "dataflow": {"image": "data:image/png;base64,AAAA"},
        "threats": [
            {"id": T1, "numericId": 4, "threatSource": "thief", "threatAction": "guess",
             "statement": "A thief can guess", "tags": ["CWE-79", "late"], "status": "threatResolved",
             "metadata": [{"key": "Priority", "value": "Low"}, {"key": "Comments", "value": "a\nb"}]},
            {"id": T2, "numericId": 5},
        ],
        "mitigations": [{"id": M1, "numericId": 1, "content": "Lock it"}],
        "assumptions": [{"id": S1, "numericId": 1, "content": "TLS is on"}],
        "mitigationLinks": [{"mitigationId": M1, "linkedId": T1}, {"mitigationId": M1, "linkedId": NOBODY}],
        "assumptionLinks": [{"assumptionId": S1, "linkedId": T1, "type": "Threat"}],
    })
}

/// The session of that file after some edits, and the difference that they make to it.
fn edited(edits: &[Edit], expected: impl Fn(&mut Value)) -> Session {
    let mut session = taken(&file().to_string());
    for edit in edits {
        session.apply(edit, at(80)).unwrap();
    }
    let mut want = file();
    expected(&mut want);
    let found = out(&session);
    assert_eq!(unordered(&found), unordered(&want), "{found:#}");
    assert_eq!(schema::faults(&found), Vec::<String>::new());
    session
}

fn set(id: &str, field: Field) -> Edit {
    Edit::Set(id.parse().unwrap(), field)
}

#[test]
fn a_file_is_read_into_what_has_a_place_here() {
    let draft = read(&file().to_string());
    let s = &draft.session;
    assert_eq!(s.title.as_str(), "Refunds");
    assert_eq!(s.notes[0].text.as_str(), "One queue.");
    assert_eq!(s.threats[0].severity, Some(Severity::Low));
    assert_eq!(s.threats[0].references[0].as_str(), "CWE-79");
    assert_eq!(
        s.threats[0].response.as_ref().unwrap().kind,
        ResponseKind::Reduce
    );
    assert_eq!(s.threats[1].text.as_str(), "Threat 5, without text");
    assert_eq!(s.mitigations[0].threats, [s.threats[0].id]);
    assert_eq!(s.assumptions[0].about, [ItemId::from(s.threats[0].id)]);
    let dropped: Vec<String> = draft.dropped.iter().map(ToString::to_string).collect();
    assert_eq!(
        dropped,
        [
            "threat without text: it got a placeholder text",
            "link of a mitigation: leads to nothing in this file; it is kept for the export",
            "description of the application: only its beginning is shown; all of it is kept for the export",
        ]
    );
}

#[test]
fn severity_and_status_change_nothing_else() {
    edited(&[], |_| {});
    edited(
        &[set("T1", Field::Severity(Some(Severity::High)))],
        |want| {
            want["threats"][0]["metadata"][0]["value"] = json!("High");
        },
    );
    edited(&[set("M1", Field::Status(Status::InProgress))], |want| {
        want["mitigations"][0]["status"] = json!("mitigationInProgress");
        want["mitigations"][0]["metadata"] =
            json!([{"key": "custom:threatboard", "value": ["status: in progress"]}]);
    });
}

#[test]
fn what_is_deleted_takes_its_links_along_and_no_others() {
    edited(&[Edit::Delete("T1".parse().unwrap())], |want| {
        want["threats"].as_array_mut().unwrap().remove(0);
        want["mitigationLinks"].as_array_mut().unwrap().remove(0);
        want["assumptionLinks"] = json!([]);
    });
}

#[test]
fn new_words_leave_the_parts_out_and_that_is_said() {
    let session = edited(
        &[set("T1", Field::Text("Somebody guesses".into()))],
        |want| {
            let threat = want["threats"][0].as_object_mut().unwrap();
            threat.remove("threatSource");
            threat.remove("threatAction");
            threat.insert("statement".to_owned(), json!("Somebody guesses"));
        },
    );
    let said = said(&session).join("\n");
    assert!(
        said.contains("that are no longer in its words were left out: T1."),
        "{said}"
    );
}

#[test]
fn a_long_text_is_cut_said_and_whole_again_when_it_comes_back() {
    let long = "long ".repeat(400);
    let long = long.trim();
    let mut session = taken(&file().to_string());
    session
        .apply(&set("M1", Field::Text(long.into())), at(80))
        .unwrap();
    let value = out(&session);
    assert_eq!(schema::faults(&value), Vec::<String>::new());
    assert!(
        said(&session)
            .iter()
            .any(|said| said.contains("Shortened") && said.ends_with("M1."))
    );
    let back = taken(&value.to_string());
    assert_eq!(back.mitigations[0].text.as_str(), long);
}

#[test]
fn a_new_threat_and_its_link_are_added() {
    let mut session = taken(&file().to_string());
    session
        .apply(
            &Edit::Add(New::threat("New", FourQuestion::GoWrong)),
            at(80),
        )
        .unwrap();
    let link = Edit::Link("M1".parse().unwrap(), "T3".parse().unwrap());
    session.apply(&link, at(81)).unwrap();
    let value = out(&session);
    let id = session.uuid_of(&session.threats[2]).to_string();
    let mut want = file();
    want["threats"].as_array_mut().unwrap().push(json!({
        "id": id, "numericId": 3, "displayOrder": 3, "statement": "New", "status": "threatIdentified",
    }));
    let links = want["mitigationLinks"].as_array_mut().unwrap();
    links.push(json!({"mitigationId": M1, "linkedId": id}));
    assert_eq!(unordered(&value), unordered(&want), "{value:#}");
}

#[test]
fn questions_and_actions_travel_and_come_back_once() {
    let mut session = taken(&file().to_string());
    let about: Vec<ItemId> = vec!["M1".parse().unwrap(), "T1".parse().unwrap()];
    for edit in [
        Edit::Add(New::Participant("Ana Lopez".into(), "eng".into())),
        Edit::Add(New::Question {
            text: "Who has the key?".into(),
            about: about.clone(),
            speaker: None,
            owner: Some("P1".parse().unwrap()),
        }),
        Edit::Add(New::Action(NewAction {
            text: "Turn it".into(),
            kind: None,
            about: vec!["Q1".parse().unwrap()],
            owner: Some("P1".parse().unwrap()),
            due: chrono::NaiveDate::from_ymd_opt(2026, 6, 1),
        })),
    ] {
        session.apply(&edit, at(80)).unwrap();
    }
    let value = out(&session);
    assert_eq!(schema::faults(&value), Vec::<String>::new());
    let back = taken(&value.to_string());
    assert_eq!(super::held(&back), super::held(&session));
    assert_eq!(unordered(&out(&back)), unordered(&value));

    // Someone deletes the question's item there: it hangs on nothing, and still comes out of what is left.
    let mut without = back.clone();
    without
        .apply(&Edit::Delete("Q1".parse().unwrap()), at(85))
        .unwrap();
    let value = out(&without).to_string();
    assert!(!value.contains("Who has the key?"), "{value}");
    assert!(value.contains("Turn it"), "{value}");
}

#[test]
fn a_workspace_is_known_by_what_it_holds() {
    let known = |name, text| guess(name, text).map(|source| source.name);
    let text = file().to_string();
    assert_eq!(known("model.tc.json", &text), Some("threat-composer"));
    assert_eq!(known("whatever.txt", &text), Some("threat-composer"));
    assert_eq!(known("whatever.json", "{\"schema\": 1}"), None);
    assert_eq!(known("list.json", "[]"), None);
}

#[test]
fn a_pack_comes_in_and_goes_out_as_a_pack_until_it_cannot() {
    let pack = json!({
        "schema": 1, "namespace": "threat-composer", "type": "mitigation-pack", "id": "Own",
        "name": "Own pack", "description": "Ours", "mitigations": [{"id": M1, "numericId": 1, "content": "Lock it"}],
    });
    let mut session = taken(&pack.to_string());
    assert_eq!(session.title.as_str(), "Own pack");
    assert_eq!(out(&session), pack);
    session
        .apply(
            &Edit::Add(New::threat("New", FourQuestion::GoWrong)),
            at(80),
        )
        .unwrap();
    let value = out(&session);
    assert_eq!(schema::faults(&value), Vec::<String>::new());
    assert_eq!(value["applicationInfo"]["name"], json!("Own pack"));
    assert!(
        said(&session)
            .iter()
            .any(|said| said.starts_with("A pack has no place"))
    );
}
