//! Nothing is lost or guessed in silence: what is merged, added again, or written as an id or a day.

use super::Desk;

/// `refund.ron` with five threats, three mitigations and an asset.
fn desk() -> Desk {
    let desk = Desk::with_session();
    for n in 3..=5 {
        desk.ok(&["add", "refund.ron", "threat", &format!("Threat number {n}")]);
    }
    desk.ok(&["add", "refund.ron", "mitigation", "Sign it", "--for", "T1"]);
    desk.ok(&[
        "add",
        "refund.ron",
        "mitigation",
        "Check it",
        "--for",
        "T1,T2",
    ]);
    let asset = [
        "add",
        "refund.ron",
        "asset",
        "customer records #data c:high",
        "--on",
        "E2",
    ];
    desk.ok(&asset);
    desk
}

fn set(desk: &Desk, arguments: &[&str]) -> String {
    let mut all = vec!["set", "refund.ron"];
    all.extend(arguments);
    let ran = desk.run(&all);
    assert_eq!(ran.status, 0, "{arguments:?}: {}", ran.err);
    ran.err
}

fn json(desk: &Desk, list: &str) -> serde_json::Value {
    let all = desk.ok(&["list", "refund.ron", list, "--json"]);
    serde_json::from_str::<serde_json::Value>(&all).unwrap()[list].clone()
}

#[test]
fn two_mitigations_that_are_merged_are_as_far_and_as_strong_as_the_weaker() {
    let desk = desk();
    for threat in ["T1", "T2"] {
        set(&desk, &[threat, "severity", "critical"]);
    }
    set(&desk, &["M1", "strength", "some"]);
    set(&desk, &["M1", "status", "verified"]);
    set(&desk, &["M1", "ticket", "PAY-1"]);
    set(&desk, &["M2", "ticket", "PAY-2"]);
    set(&desk, &["M2", "strength", "all"]);
    let ran = desk.run(&["merge-items", "refund.ron", "M1", "M2"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    for said in [
        "M1's status verified",
        "M2's strength all for T1",
        "M1's ticket PAY-1",
    ] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    let kept = &json(&desk, "mitigations")[0];
    assert_eq!(kept["status"], "CouldDo", "{kept}");
    let also = kept["also"].to_string();
    assert!(also.contains("ticket PAY-1"), "{also}");
    let risk = desk.ok(&["risk", "refund.ron"]);
    assert!(risk.contains("T1  critical  critical"), "{risk}");
    assert!(risk.contains("T2  critical  critical"), "{risk}");
}

#[test]
fn of_two_threats_that_are_merged_what_does_not_fit_is_named_and_stays_readable() {
    let desk = desk();
    let accept = [
        "T1",
        "response",
        "accept",
        "--because",
        "rare",
        "--by",
        "Ana",
    ];
    for said in [
        &["T1", "frequency", "2"][..],
        &["T1", "loss", "100k EUR"],
        &["T1", "chance", "20%"],
        &["T1", "rests-on", "one of T5"],
        &["T1", "actor", "outsider"],
        &["T1", "impact", "money is gone"],
        &accept,
        &["T1", "evidence", "the audit"],
        &["T2", "frequency", "1"],
        &["T2", "loss", "5 EUR"],
        &["T2", "rests-on", "one of T4"],
        &["T2", "actor", "insider"],
        &["T2", "response", "mitigate"],
    ] {
        set(&desk, said);
    }
    let ran = desk.run(&["merge-items", "refund.ron", "T1", "T2"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    for said in [
        "T1's frequency 2",
        "T1's loss 100k EUR",
        "T1's actor outsider",
        "T1's response accept \"rare\" by Ana Lopez, evidence \"the audit\"",
        "were not taken over",
    ] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    let threats = json(&desk, "threats");
    let kept = threats
        .as_array()
        .unwrap()
        .iter()
        .find(|t| t["id"] == "T2")
        .unwrap();
    assert!(kept["also"].to_string().contains("loss 100k EUR"), "{kept}");
    assert_eq!(
        kept["rests_on"]["of"].to_string(),
        r#"["T4","T5"]"#,
        "{kept}"
    );
    assert_eq!(kept["parts"]["so_that"], "money is gone");
}

#[test]
fn an_asset_that_is_listed_already_says_what_changes() {
    let desk = desk();
    let add = |line: &str| {
        let ran = desk.run(&["add", "refund.ron", "asset", line, "--on", "E2"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.err
    };
    let says = add("customer records #money c:low");
    let said = "V1 customer records is listed already and changed: money instead of data, confidentiality low instead of high";
    assert!(says.contains(said), "{says}");
}

#[test]
fn an_id_is_a_link_and_one_that_does_not_exist_is_refused() {
    let desk = desk();
    desk.ok(&[
        "add",
        "refund.ron",
        "business-risk",
        "Pays twice",
        "--about",
        "T3",
    ]);
    set(&desk, &["T1", "assets", "V1"]);
    set(&desk, &["T1", "business-risk", "B1"]);
    set(&desk, &["T1", "target", "E1"]);
    let threats = json(&desk, "threats");
    let threat = threats
        .as_array()
        .unwrap()
        .iter()
        .find(|t| t["id"] == "T1")
        .unwrap();
    assert_eq!(threat["assets"].to_string(), r#"["V1"]"#, "{threat}");
    assert_eq!(
        threat["business_risks"].to_string(),
        r#"["B1"]"#,
        "{threat}"
    );
    assert!(threat["places"].to_string().contains("E1"), "{threat}");
    for (arguments, says) in [
        (
            &["set", "refund.ron", "T1", "assets", "V9"][..],
            "There is no V9",
        ),
        (
            &["set", "refund.ron", "T1", "assets", "T2"],
            "T2 is a threat",
        ),
        (
            &["set", "refund.ron", "T1", "business-risk", "B9"],
            "There is no B9",
        ),
        (
            &["set", "refund.ron", "T1", "target", "E99"],
            "There is no E99",
        ),
        (
            &["set", "refund.ron", "E1", "owner", "P9"],
            "\"P9\" is not a participant",
        ),
        (
            &["add", "refund.ron", "business-risk", "B9"],
            "There is no B9",
        ),
    ] {
        let said = desk.refused(2, arguments);
        assert!(said.contains(says), "{arguments:?}: {said}");
    }
}

#[test]
fn the_command_says_how_an_until_was_read_and_refuses_what_is_nearly_a_day() {
    let desk = desk();
    let until = |words: &str| {
        let line = [
            "T1",
            "response",
            "accept",
            "--because",
            "rare",
            "--by",
            "Ana",
            "--until",
            words,
        ];
        set(&desk, &line)
    };
    let says = until("the gateway is live");
    assert!(
        says.contains("T1 until this happens: the gateway is live"),
        "{says}"
    );
    let says = until("2020-01-01");
    assert!(
        says.contains("T1 until the day Wed 1 Jan 2020, which has passed"),
        "{says}"
    );
    for (words, says) in [
        ("yesterday", "is in the past"),
        ("last friday", "is in the past"),
        ("tomorow", "Type `tomorrow`"),
        ("next mondey", "Type `next monday`"),
    ] {
        let defer = [
            "defer",
            "refund.ron",
            "T2",
            "--because",
            "later",
            "--until",
            words,
        ];
        let said = desk.refused(2, &defer);
        assert!(said.contains(says), "{words}: {said}");
    }
}

#[test]
fn what_a_hand_wrote_and_no_one_could_mean_is_refused_with_its_place() {
    let desk = desk();
    set(&desk, &["T1", "actor", "outsider"]);
    set(&desk, &["T1", "frequency", "2"]);
    let until = [
        "T1",
        "response",
        "accept",
        "--because",
        "rare",
        "--by",
        "Ana",
        "--until",
        "2030-01-31",
    ];
    set(&desk, &until);
    let text = String::from_utf8(desk.bytes("refund.ron")).unwrap();
    let level = "scale: (name: \"own\", version: 2, levels: [(id: \"none\", word: \"none\", counts_as: Low), (id: \"high\", word: \"high\", counts_as: High)]),\n    threats: [";
    for (from, to, says) in [
        (
            "\"2030-01-31\"",
            "\"2026-02-30\"",
            "2026-02-30 is not a day of the calendar",
        ),
        (
            "actor: Outsider",
            "actor: \"nobody\"",
            "`actor`: one word without quotes is expected here",
        ),
        ("threats: [", level, "is called \"none\""),
    ] {
        desk.put("bad.ron", &text.replacen(from, to, 1));
        let ran = desk.run(&["list", "bad.ron", "threats"]);
        assert_eq!(ran.status, 3, "{to}: {}{}", ran.out, ran.err);
        assert!(ran.err.starts_with("bad.ron:"), "{}", ran.err);
        assert!(ran.err.contains(says), "{}", ran.err);
        std::fs::remove_file(desk.path("bad.ron")).unwrap();
    }
}

#[test]
fn what_a_command_does_beside_what_was_asked_is_said() {
    let desk = desk();
    let ran = desk.run(&["add", "refund.ron", "action", "Do it", "--about", "M1"]);
    assert_eq!(ran.out, "A1\n");
    assert!(ran.err.contains("Now planned: M1"), "{}", ran.err);
    let says = desk.refused(
        2,
        &["set", "refund.ron", "M1", "instead-of", "compensating"],
    );
    assert!(says.contains("stands in for another kind"), "{says}");
    set(&desk, &["T1", "severity", "none"]);
    let says = desk.ok(&["cheapest", "refund.ron", "--below", "high"]);
    assert!(says.contains("No threat is rated yet"), "{says}");
    set(&desk, &["T2", "actor", "nature and accident"]);
    set(&desk, &["T2", "action", "types 40 instead of 4.0"]);
    let list = desk.ok(&["list", "refund.ron", "threats"]);
    assert!(
        list.contains("By accident, someone types 40 instead of 4.0"),
        "{list}"
    );
}
