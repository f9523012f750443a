//! Figures of risk, and what is said of them: the same rule wherever one is made.

use serde_json::Value;

use super::Desk;
use super::own::own;

/// Threats on a map, the first of which rests on the second and the third.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.ok(&["new", "Refunds", "--file", "r.ron", "--no-open"]);
    desk.ok(&["add", "r.ron", "map", "customer -> web : refund"]);
    desk.ok(&["add", "r.ron", "map", "customer -> web : login"]);
    desk
}

fn add(desk: &Desk, kind: &str, line: &str, about: &str) -> String {
    let id = match about {
        "" => desk.ok(&["add", "r.ron", kind, line]),
        about => desk.ok(&["add", "r.ron", kind, line, "--for", about]),
    };
    id.trim().to_owned()
}

fn json(desk: &Desk, arguments: &[&str]) -> Value {
    serde_json::from_str(&desk.ok(&[arguments, &["--json"]].concat())).unwrap()
}

#[test]
fn where_parts_stand_is_said_on_the_axis_of_the_threat() {
    let desk = desk();
    add(&desk, "threat", "Money is gone !critical", "");
    add(&desk, "threat", "A refund is replayed !critical", "");
    add(&desk, "threat", "A clerk pays a friend !low", "");
    desk.ok(&["set", "r.ron", "T1", "rests-on", "one of T2, T3"]);
    let id = add(&desk, "mitigation", "one-time token", "T2");
    desk.ok(&["set", "r.ron", &id, "strength", "all"]);
    desk.ok(&["set", "r.ron", &id, "status", "verified"]);
    let why = desk
        .ok(&["risk", "r.ron", "--why", "T1"])
        .replace("\n  ", " ");
    assert!(
        why.contains("Its parts stood at critical and stand at low: that counts here."),
        "{why}"
    );
}

#[test]
fn what_carries_most_is_what_is_left_on_parts_of_the_map() {
    let desk = desk();
    add(&desk, "threat", "A refund is replayed >F1 !critical", "");
    add(&desk, "threat", "A login is replayed >F2 !high", "");
    add(&desk, "threat", "A clerk pays a friend >all !critical", "");
    add(&desk, "threat", "The page is down >web !high", "");
    let id = add(&desk, "mitigation", "a second page", "T4");
    desk.ok(&["set", "r.ron", &id, "strength", "all"]);
    desk.ok(&["set", "r.ron", &id, "status", "verified"]);
    // Neither the system as a whole, which is no part of it, nor what is low by now. Two of one name are two.
    let found = &json(&desk, &["risk", "r.ron"])["contributors"];
    let part = |id: &str, data: &str| serde_json::json!({"place": id, "name": format!("{id} customer -> web : {data}"), "threats": 1});
    assert_eq!(
        found["parts"],
        serde_json::json!([part("F1", "refund"), part("F2", "login")])
    );
    assert_eq!((&found["threats"], &found["of"]), (&2.into(), &2.into()));
    let table = desk.ok(&["risk", "r.ron"]);
    let table = table.replace('\n', " ");
    let says =
        "is on: F1 customer -> web : refund (1 threat) and F2 customer -> web : login (1 threat).";
    assert!(table.contains(says), "{table}");
}

#[test]
fn what_a_what_if_cannot_take_is_said_as_it_is() {
    let desk = desk();
    add(&desk, "threat", "A refund is replayed !critical", "");
    add(&desk, "mitigation", "one-time token", "T1");
    for (status, says) in [
        ("rejected", "M1 is rejected, so it is not going to be done."),
        ("verified", "M1 is verified already, and counts in full."),
    ] {
        desk.ok(&["set", "r.ron", "M1", "status", status]);
        let said = desk.refused(2, &["what-if", "r.ron", "--done", "M1"]);
        assert!(said.contains(says), "{said}");
    }
    desk.ok(&["set", "r.ron", "M1", "status", "implemented"]);
    desk.ok(&["set", "r.ron", "M1", "checked", "passed"]);
    let said = desk.refused(2, &["what-if", "r.ron", "--done", "M1"]);
    assert!(
        said.contains("M1 was shown to work already, and counts in full."),
        "{said}"
    );
}

#[test]
fn a_what_if_names_the_defaults_that_it_counted_with_to_programs_too() {
    let desk = desk();
    add(&desk, "threat", "A refund is replayed !critical", "");
    add(&desk, "mitigation", "one-time token", "T1");
    add(&desk, "mitigation", "limit on amounts", "T1");
    desk.ok(&["set", "r.ron", "M2", "strength", "most"]);
    let found = json(&desk, &["what-if", "r.ron", "--done", "M1,M2"]);
    assert_eq!(
        found["defaults"]["strength_unsaid"],
        serde_json::json!(["M1"])
    );
    assert_eq!(found["defaults"]["strength_unsaid_counts"], 0);
    assert_eq!(
        found["defaults"]["effort_unsaid"],
        serde_json::json!(["M1", "M2"])
    );
    let found = json(&desk, &["what-if", "r.ron", "--done", "M2"]);
    assert_eq!(found["defaults"]["strength_unsaid"], serde_json::json!([]));
    assert_eq!(found["unrated"], serde_json::json!([]));
    add(&desk, "threat", "Nobody rated this", "");
    let found = json(&desk, &["what-if", "r.ron", "--done", "M2"]);
    assert_eq!(found["unrated"], serde_json::json!(["T2"]));
    let found = json(&desk, &["cheapest", "r.ron", "--below", "high"]);
    assert_eq!(found["set"][0]["id"], "M2");
    assert_eq!(found["unrated"], serde_json::json!(["T2"]));
    let defaults = &found["defaults"];
    assert_eq!(defaults["strength_unsaid"], serde_json::json!([]));
    assert_eq!(defaults["effort_unsaid"], serde_json::json!(["M2"]));
    assert_eq!(defaults["effort_unsaid"], found["effort_unsaid"]);
}

#[test]
fn a_team_that_trusts_only_what_was_checked_sees_it_in_levels_and_in_money() {
    let desk = desk();
    add(&desk, "threat", "A refund is replayed !critical", "");
    desk.ok(&["set", "r.ron", "T1", "frequency", "1"]);
    desk.ok(&["set", "r.ron", "T1", "loss", "100 EUR"]);
    let id = add(&desk, "mitigation", "one-time token", "T1");
    desk.ok(&["set", "r.ron", &id, "strength", "most"]);
    desk.ok(&["set", "r.ron", &id, "status", "implemented"]);
    let both = |desk: &Desk| {
        let level = json(desk, &["risk", "r.ron"])["threats"][0]["residual"].clone();
        let money = json(desk, &["simulate", "r.ron", "--trials", "1000"]);
        (level, money["threats"][0]["frequency_left"].clone())
    };
    assert_eq!(both(&desk), ("high".into(), 0.625.into()));
    own(&desk, "scales.ron", "(conventions: (weights: (built: 0)))");
    assert_eq!(both(&desk), ("critical".into(), 1.0.into()));
    own(&desk, "scales.ron", "(conventions: (weights: (built: 2)))");
    assert_eq!(both(&desk), ("medium".into(), 0.25.into()));
}

#[test]
fn help_names_days_and_levels_as_those_that_a_team_can_change() {
    let desk = Desk::new();
    for command in ["risk", "cheapest"] {
        let help = desk.ok(&[command, "--help"]).replace('\n', " ");
        assert!(
            help.contains("unless your scales.ron says otherwise"),
            "{help}"
        );
    }
}
