//! The parts of a statement are the parts of a threat, both ways.

use serde_json::{Value, json};

use super::{held, out, read, said, schema, taken, unordered};
use crate::domain::{ActorKind, Edit, Field, FourQuestion, New, PartName, Session, SessionKind};
use crate::export::tests::rich::at;
use crate::import::comeback;

const T1: &str = "11111111-1111-4111-8111-111111111111";

fn file() -> Value {
    json!({
        "schema": 1,
        "applicationInfo": {"name": "Payouts"},
        "threats": [{
            "id": T1, "numericId": 1,
            "statement": "A fired admin with a stolen password can replace the payout file, which leads to wrong payouts, resulting in reduced integrity of ledger and payouts",
            "threatSource": "fired admin", "prerequisites": "with a stolen password",
            "threatAction": "replace the payout file", "threatImpact": "wrong payouts",
            "impactedGoal": ["integrity"], "impactedAssets": ["ledger", "payouts"],
        }],
    })
}

fn set(session: &mut Session, field: Field) {
    let edit = Edit::Set("T1".parse().unwrap(), field);
    session.apply(&edit, at(80)).unwrap();
}

fn part(name: PartName, words: &str) -> Field {
    Field::Part(name, words.into())
}

#[test]
fn their_parts_are_ours_and_their_assets_are_assets() {
    let session = taken(&file().to_string());
    let threat = &session.threats[0];
    let parts = threat.parts.as_deref().unwrap();
    assert_eq!(parts.who.as_str(), "fired admin");
    assert_eq!(parts.starting_from.as_str(), "with a stolen password");
    assert_eq!(parts.does.as_str(), "replace the payout file");
    assert_eq!(parts.so_that.as_str(), "wrong payouts");
    assert_eq!(parts.goals, ["integrity".into()]);
    let names: Vec<&str> = session.assets.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["ledger", "payouts"]);
    assert_eq!(threat.assets.len(), 2);
    assert_eq!(session.sentence(threat), None, "its words say all of it");
    assert_eq!(unordered(&out(&session)), unordered(&file()));
}

#[test]
fn a_full_stop_or_a_word_more_costs_no_part() {
    for edit in ["{}.", "{} at night", "Hm: {}"] {
        let mut session = taken(&file().to_string());
        let text = edit.replace("{}", &session.threats[0].text);
        set(&mut session, Field::Text(text.as_str().into()));
        let mut want = file();
        want["threats"][0]["statement"] = json!(text);
        assert_eq!(unordered(&out(&session)), unordered(&want), "{edit}");
        assert_eq!(said(&session), Vec::<String>::new(), "{edit}");
    }
}

#[test]
fn a_part_that_is_no_longer_in_the_words_goes_and_the_others_stay() {
    let mut session = taken(&file().to_string());
    let text = session.threats[0].text.replace("wrong payouts", "fines");
    set(
        &mut session,
        Field::Text(text.replace("ledger and ", "").as_str().into()),
    );
    let value = out(&session);
    let threat = &value["threats"][0];
    assert_eq!(threat.get("threatImpact"), None);
    assert_eq!(threat["threatSource"], json!("fired admin"));
    assert_eq!(threat["impactedAssets"], json!(["payouts"]));
    assert!(said(&session).join(" ").contains("left out: T1."));
}

#[test]
fn a_session_of_an_earlier_version_keeps_the_parts_that_it_knows_only_as_they_came() {
    let mut session = taken(&file().to_string());
    session.threats[0].parts = None;
    session.threats[0].assets.clear();
    session.assets.clear();
    assert_eq!(unordered(&out(&session)), unordered(&file()));
    let text = format!("{}.", session.threats[0].text);
    set(&mut session, Field::Text(text.as_str().into()));
    assert_eq!(
        out(&session)["threats"][0]["threatSource"],
        json!("fired admin")
    );
}

#[test]
fn a_sharpened_threat_goes_out_with_all_its_parts_and_comes_back() {
    let mut session = Session::new(
        uuid::Uuid::from_u128(7),
        "x".into(),
        SessionKind::Meeting,
        at(0),
    );
    let new = New::threat("Payout file changed", FourQuestion::GoWrong);
    session.apply(&Edit::Add(new), at(1)).unwrap();
    let long = "a stolen password ".repeat(30);
    for field in [
        Field::Actor(Some(ActorKind::Insider)),
        part(PartName::Who, "night shift"),
        part(PartName::StartingFrom, long.trim()),
        part(PartName::Does, "replaces the file"),
        part(PartName::To, "the sftp server"),
        part(PartName::SoThat, "the bank pays the wrong accounts"),
        Field::Goals(vec!["integrity".into()]),
    ] {
        set(&mut session, field);
    }
    for edit in [
        Edit::Add(New::Asset {
            name: "payouts".into(),
            kind: None,
            needs: [None; 3],
            threats: Vec::new(),
            places: Vec::new(),
        }),
        Edit::Link("T1".parse().unwrap(), "V1".parse().unwrap()),
        Edit::Add(New::BusinessRisk(
            "fines".into(),
            vec!["T1".parse().unwrap()],
        )),
    ] {
        session.apply(&edit, at(2)).unwrap();
    }
    let value = out(&session);
    assert_eq!(schema::faults(&value), Vec::<String>::new());
    let threat = &value["threats"][0];
    assert_eq!(threat["statement"], json!("Payout file changed"));
    assert_eq!(threat["threatSource"], json!("night shift"));
    assert_eq!(threat["threatAction"], json!("replaces the file"));
    assert_eq!(
        threat["threatImpact"],
        json!("the bank pays the wrong accounts")
    );
    assert_eq!(threat["impactedGoal"], json!(["integrity"]));
    assert_eq!(threat["impactedAssets"], json!(["payouts"]));
    let back = taken(&value.to_string());
    assert_eq!(held(&back), held(&session));
    assert_eq!(unordered(&out(&back)), unordered(&value));
}

#[test]
fn who_is_a_kind_where_it_is_called_so_and_words_where_it_was_typed_so() {
    for (actor, who) in [
        (Some(ActorKind::Outsider), ""),
        (Some(ActorKind::Accident), ""),
        (Some(ActorKind::Partner), "the bank"),
        (None, "clerk"),
        (None, "Insider"),
    ] {
        let mut session = Session::new(
            uuid::Uuid::from_u128(7),
            "x".into(),
            SessionKind::Meeting,
            at(0),
        );
        let new = New::threat("Late", FourQuestion::GoWrong);
        session.apply(&Edit::Add(new), at(1)).unwrap();
        set(&mut session, Field::Actor(actor));
        set(&mut session, part(PartName::Who, who));
        let back = taken(&out(&session).to_string());
        assert_eq!(
            back.threats[0].parts, session.threats[0].parts,
            "{actor:?} {who}"
        );
    }
}

#[test]
fn parts_that_were_edited_there_are_merged_and_what_both_changed_stays() {
    let mut session = taken(&file().to_string());
    set(&mut session, part(PartName::SoThat, "fines"));
    set(&mut session, part(PartName::To, "sftp"));
    let mut back = file();
    let threat = &mut back["threats"][0];
    threat["threatAction"] = json!("swap the payout file");
    threat["threatImpact"] = json!("lost trust");
    threat["impactedAssets"] = json!(["payouts", "good name"]);
    threat["impactedGoal"] = json!(["integrity", "availability"]);
    let edit = comeback::edit(&read(&back.to_string()).session, &session);
    let change = session.apply(&edit, at(90)).unwrap();
    session.validate().unwrap();
    let told: Vec<String> = change.met.iter().map(|met| met.says.clone()).collect();
    assert_eq!(
        told,
        [
            "action \"swap the payout file\" (was \"replace the payout file\")",
            "impact stays \"fines\": it was changed here too (the file has \"lost trust\")",
            "goals availability, integrity (was integrity)",
            "now harms V3",
            "no longer harms V1",
        ]
    );
    let threat = &session.threats[0];
    let parts = threat.parts.as_deref().unwrap();
    assert_eq!(parts.does.as_str(), "swap the payout file");
    assert_eq!(parts.so_that.as_str(), "fines");
    assert_eq!(parts.to.as_str(), "sftp", "what has no field there stays");
    let names: Vec<String> = threat
        .assets
        .iter()
        .map(|id| session.asset(*id).unwrap().name.to_string())
        .collect();
    assert_eq!(names, ["payouts", "good name"]);
}

#[test]
fn a_file_from_before_the_sharpening_takes_no_part_away() {
    let mut session = Session::new(
        uuid::Uuid::from_u128(7),
        "x".into(),
        SessionKind::Meeting,
        at(0),
    );
    let new = New::threat("Payout file changed", FourQuestion::GoWrong);
    session.apply(&Edit::Add(new), at(1)).unwrap();
    let early = out(&session);
    set(&mut session, Field::Actor(Some(ActorKind::Insider)));
    set(&mut session, part(PartName::Does, "replaces the file"));
    let sharp = session.threats[0].parts.clone();
    let edit = comeback::edit(&read(&early.to_string()).session, &session);
    session.apply(&edit, at(90)).unwrap();
    assert_eq!(session.threats[0].parts, sharp);
}
