//! What our lines say of other items: what a threat rests on, who showed what to work, until when, what assets need.

use serde_json::json;

use super::{held, out, read, said, schema, taken, unordered};
use crate::domain::{
    AssetKind, Checked, ControlKind, Edit, Field, FourQuestion, Gate, ItemId, Level, LinkTerms,
    New, NoteKind, RestsOn, Session, SessionKind, Status, Strength, ThreatId, Until,
};
use crate::export::tests::rich::at;
use crate::import::comeback;

fn id(word: &str) -> ItemId {
    word.parse().unwrap()
}

fn asset(name: &str, kind: Option<AssetKind>, needs: [Option<Level>; 3], of: &[u32]) -> Edit {
    Edit::Add(New::Asset {
        name: name.into(),
        kind,
        needs,
        threats: of.iter().map(|id| ThreatId(*id)).collect(),
        places: Vec::new(),
    })
}

fn rests(gate: Gate, of: &[u32]) -> Field {
    let of = of.iter().map(|id| ThreatId(*id)).collect();
    Field::RestsOn(Some(RestsOn { gate, of }))
}

/// Four threats, of which T1 rests on two, with everything that has a line of its own.
fn session() -> Session {
    let mut session = Session::new(
        uuid::Uuid::from_u128(9),
        "Refunds".into(),
        SessionKind::Meeting,
        at(0),
    );
    let long = "customer records of ".repeat(15);
    let mut edits = vec![Edit::Add(New::Participant(
        "Ana Lopez".into(),
        "eng".into(),
    ))];
    for text in ["Paid twice", "Ticket forged", "Clerk fooled", "Late"] {
        edits.push(Edit::Add(New::threat(text, FourQuestion::GoWrong)));
    }
    edits.push(Edit::Set(id("T1"), rests(Gate::One, &[2, 3])));
    edits.push(Edit::Set(id("T3"), rests(Gate::All, &[4])));
    for (text, status) in [
        ("Sign it", Status::Verified),
        ("Ask twice", Status::Implemented),
    ] {
        edits.push(Edit::Add(New::mitigation(text, ThreatId(2), status)));
    }
    edits.push(Edit::Link(id("M1"), id("T3")));
    edits.push(Edit::Set(id("M1"), Field::Strength(Some(Strength::Most))));
    edits.push(Edit::Set(
        id("M1"),
        Field::LinkTerms(LinkTerms {
            threat: ThreatId(3),
            strength: Some(Strength::Some),
            kind: Some(ControlKind::Recovery),
            in_rating: true,
        }),
    ));
    let needs = [Some(Level::High), None, Some(Level::Low)];
    edits.push(asset(
        "payouts, all of them: ours",
        Some(AssetKind::Money),
        needs,
        &[1, 2],
    ));
    edits.push(asset(
        "good name",
        Some(AssetKind::Reputation),
        [None; 3],
        &[],
    ));
    edits.push(asset("ledger", None, [None; 3], &[]));
    edits.push(asset(
        &long,
        Some(AssetKind::Data),
        [Some(Level::Medium); 3],
        &[4],
    ));
    edits.push(Edit::Add(New::BusinessRisk(
        "Fines".into(),
        vec![ThreatId(4)],
    )));
    edits.push(Edit::Add(New::BusinessRisk(
        "Lost trust".into(),
        Vec::new(),
    )));
    edits.push(Edit::Add(New::Assumption {
        text: "TLS is on".into(),
        about: vec![id("T2")],
        speaker: None,
    }));
    for edit in edits {
        session.apply(&edit, at(1)).unwrap();
    }
    session.assumptions[0].until = Until::of("2026-08-12");
    for (place, passed, by) in [(0, true, Some("P1".parse().unwrap())), (1, false, None)] {
        session.mitigations[place].checked = Some(Checked {
            passed,
            by,
            at: at(3),
        });
    }
    session.mitigations[1].kind = Some(ControlKind::Compensating);
    session.mitigations[1].instead_of = Some(ControlKind::Detective);
    session.validate().unwrap();
    session
}

#[test]
fn what_has_no_field_there_goes_out_in_lines_and_comes_back() {
    let session = session();
    let value = out(&session);
    assert_eq!(schema::faults(&value), Vec::<String>::new());
    let ids = [2, 3].map(|n: usize| session.uuid_of(&session.threats[n - 1]).to_string());
    let lines = value["threats"][0]["metadata"].to_string();
    for id in ids {
        assert!(lines.contains(&format!("rests on: one of {id}")), "{lines}");
    }
    let needs = "asset: money, confidentiality high, availability low: payouts, all of them: ours";
    assert!(lines.contains(needs), "{lines}");
    let lines = value["mitigations"][0]["metadata"].to_string();
    assert!(
        lines.contains("checked: works") && lines.contains("checked by: Ana Lopez"),
        "{lines}"
    );
    let back = taken(&value.to_string());
    assert_eq!(held(&back), held(&session));
    assert_eq!(unordered(&out(&back)), unordered(&value));
    // What is not carried is named.
    let shortened = "Shortened to the length that Threat Composer takes, with the whole text in the metadata: T4.";
    assert_eq!(said(&session)[0], shortened);
}

#[test]
fn what_is_changed_there_is_taken_and_a_loop_is_not() {
    let mut session = session();
    let value = out(&session);
    let text = value.to_string();
    let changed = text
        .replace("checked: does not work", "checked: works")
        .replace("until: 2026-08-12", "until: the audit")
        .replace("rests on: all of", "rests on: one of");
    assert_ne!(changed, text);
    let edit = comeback::edit(&read(&changed).session, &session);
    let change = session.apply(&edit, at(90)).unwrap();
    session.validate().unwrap();
    let told: Vec<String> = change.met.iter().map(|met| met.says.clone()).collect();
    assert_eq!(
        told,
        [
            "rests on one of T4 (was all of T4)",
            "checked works (was does not work)",
            "until the audit (was 12 Aug 2026)",
        ]
    );
    // T4 would rest on T1, which rests on it.
    let id = |place: usize| session.uuid_of(&session.threats[place]).to_string();
    let (first, last) = (id(0), id(3));
    let mut looped = out(&session);
    for threat in looped["threats"].as_array_mut().unwrap() {
        if threat["id"] == json!(last) {
            let line = format!("rests on: all of {first}");
            threat["metadata"] = json!([{"key": "custom:threatboard", "value": [line]}]);
        }
    }
    let draft = read(&looped.to_string());
    assert!(
        draft
            .dropped
            .iter()
            .any(|left| left.what.contains("rests on"))
    );
    let edit = comeback::edit(&draft.session, &session);
    session.apply(&edit, at(91)).unwrap();
    session.validate().unwrap();
    assert_eq!(session.rests(&session.threats[3]), None);
}

#[test]
fn a_session_without_items_names_the_assets_that_it_cannot_carry() {
    let mut session = Session::new(
        uuid::Uuid::from_u128(9),
        "Refunds".into(),
        SessionKind::Meeting,
        at(0),
    );
    for edit in [
        asset("ledger", None, [None; 3], &[]),
        Edit::Add(New::Note(NoteKind::InScope, "The queue".into())),
    ] {
        session.apply(&edit, at(1)).unwrap();
    }
    let said = said(&session).join("\n");
    assert!(said.contains("so these are not carried: V1."), "{said}");
}
