//! What follows from what, from scripts: an assumption is rejected, and `check` says what has to be looked at again.

use serde_json::Value;

use super::Desk;

fn json(desk: &Desk, arguments: &[&str]) -> Value {
    serde_json::from_str(&desk.ok(arguments)).unwrap()
}

#[test]
fn a_rejected_assumption_is_named_with_what_rests_on_it_until_somebody_says_that_it_holds() {
    let desk = Desk::with_session();
    let add = ["add", "refund.ron", "assumption", "only staff have access"];
    assert_eq!(desk.ok(&add), "S1\n");
    desk.ok(&["link", "refund.ron", "S1", "T2"]);
    desk.ok(&["set", "refund.ron", "S1", "status", "rejected"]);
    let says = desk.ok(&["check", "refund.ron"]);
    let sentence = "Look again at T2: S1 was rejected: only staff have access";
    assert!(says.contains(sentence), "{says}");
    let check = json(&desk, &["check", "refund.ron", "--json"]);
    let findings = check[0]["findings"].as_array().unwrap().iter();
    let finding = findings.filter(|f| f["check"] == "look-again");
    assert_eq!(finding.count(), 1, "{check:#}");
    let list = json(&desk, &["list", "refund.ron", "--json"]);
    let [look] = list["look_again"].as_array().unwrap().as_slice() else {
        panic!("{list:#}")
    };
    assert_eq!(
        (&look["of"], &look["by"], &look["event"], &look["reason"]),
        (
            &Value::from("T2"),
            &Value::from("S1"),
            &Value::from("assumption rejected"),
            &Value::from("S1 was rejected: only staff have access")
        )
    );
    let says = desk.refused(2, &["set", "refund.ron", "T2", "holds", "no"]);
    assert!(says.contains("The only value is `yes`"), "{says}");
    desk.ok(&["set", "refund.ron", "T2", "holds", "yes"]);
    let says = desk.ok(&["check", "refund.ron"]);
    assert!(!says.contains("Look again"), "{says}");
    let list = json(&desk, &["list", "refund.ron", "--json"]);
    assert_eq!(list["look_again"], Value::Array(Vec::new()));
    let says = desk.refused(2, &["set", "refund.ron", "T2", "holds", "yes"]);
    assert!(says.contains("T2 has nothing to look at again."), "{says}");
}

#[test]
fn a_decision_has_an_end_which_is_a_day_or_what_has_to_happen() {
    let desk = Desk::with_session();
    let accept = [
        "set",
        "refund.ron",
        "T1",
        "response",
        "accept",
        "--because",
        "rare",
    ];
    desk.ok(&[&accept[..], &["--by", "Bo", "--until", "2026-01-02"]].concat());
    let list = json(&desk, &["list", "refund.ron", "--json"]);
    assert_eq!(list["threats"][0]["response"]["until"], "2026-01-02");
    let says = desk.refused(2, &["set", "refund.ron", "T1", "until", "31 feb"]);
    assert!(says.contains("There is no such day"), "{says}");
    let says = desk.refused(
        2,
        &[
            "set",
            "refund.ron",
            "T1",
            "severity",
            "low",
            "--until",
            "fri",
        ],
    );
    assert!(says.contains("--until says when a response ends"), "{says}");
    desk.ok(&[
        "set",
        "refund.ron",
        "T1",
        "until",
        "the new gateway is live",
    ]);
    desk.ok(&[
        "defer",
        "refund.ron",
        "T2",
        "--because",
        "later",
        "--by",
        "Bo",
        "--until",
        "the audit",
    ]);
    for (format, says) in [
        ("summary", "Until the audit:** later. Decided by Bo."),
        ("minutes", "Reason: later. Decided by Bo."),
        ("html", "<bdi>later.</bdi> Decided by <bdi>Bo</bdi>."),
        ("pentest", "Reason: later. Decided by Bo."),
    ] {
        let page = desk.ok(&["export", "refund.ron", "--to", format]);
        assert!(page.contains(says), "{format}: {page}");
    }
    let says = desk.refused(2, &["defer", "refund.ron", "T2", "--by", "Zoe"]);
    assert!(says.contains("Zoe"), "{says}");
    let list = json(&desk, &["list", "refund.ron", "--json"]);
    let threats = &list["threats"];
    assert_eq!(threats[0]["response"]["until"], "the new gateway is live");
    assert_eq!(threats[1]["deferred"]["until"], "the audit");
    assert_eq!(threats[1]["deferred"]["by"], threats[0]["response"]["by"]);
    desk.ok(&["set", "refund.ron", "T1", "until", "none"]);
    let list = json(&desk, &["list", "refund.ron", "--json"]);
    assert_eq!(list["threats"][0]["response"]["until"], Value::Null);
}

#[test]
fn a_cell_whose_element_changed_is_told_in_the_grid() {
    let desk = Desk::with_session();
    desk.ok(&["set", "refund.ron", "sweep", "E2", "spoofing", "nothing"]);
    desk.ok(&["set", "refund.ron", "E2", "name", "shop"]);
    let table = desk.ok(&["coverage", "refund.ron"]);
    assert!(
        table.contains(".?") && table.contains("? look again"),
        "{table}"
    );
    let grids = json(&desk, &["coverage", "refund.ron", "--json"]);
    let rows = grids["grids"][0]["rows"].as_array().unwrap().iter();
    let cells = rows.flat_map(|row| row["cells"].as_array().unwrap());
    let again = cells.filter(|cell| cell["look_again"] == true);
    assert_eq!(again.count(), 1);
}
