//! Assets and business risks from a script.

use super::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.ok(&["new", "Refunds", "--file", "r.ron", "--no-open"]);
    desk.ok(&["add", "r.ron", "map", "customer -> web : request"]);
    desk.ok(&["add", "r.ron", "threat", "Refund replayed"]);
    desk.ok(&["add", "r.ron", "threat", "File swapped"]);
    desk
}

#[test]
fn an_asset_is_added_set_linked_and_listed() {
    let desk = desk();
    let add = [
        "add",
        "r.ron",
        "asset",
        "customer records #data c:high",
        "--on",
        "E2",
    ];
    assert_eq!(desk.ok(&add), "V1\n");
    desk.ok(&["set", "r.ron", "V1", "integrity", "medium"]);
    desk.ok(&["set", "r.ron", "V1", "places", "web, F1"]);
    desk.ok(&["link", "r.ron", "V1", "T2"]);
    assert_eq!(
        desk.ok(&["list", "r.ron", "assets"]),
        "V1  data  high  medium  E2,F1  T2  customer records\n"
    );
    desk.ok(&["set", "r.ron", "V1", "confidentiality", "none"]);
    desk.ok(&["set", "r.ron", "V1", "kind", "money"]);
    desk.ok(&["unlink", "r.ron", "V1", "T2"]);
    assert_eq!(
        desk.ok(&["list", "r.ron", "assets"]),
        "V1  money  medium  E2,F1  customer records\n"
    );
    let says = desk.refused(2, &["set", "r.ron", "V1", "availability", "huge"]);
    assert!(
        says.contains("\"huge\" is not one of low, medium, high"),
        "{says}"
    );
    let says = desk.refused(2, &["set", "r.ron", "V1", "severity", "high"]);
    assert!(says.contains("confidentiality"), "{says}");
}

#[test]
fn one_business_risk_is_added_for_several_threats_and_listed_as_json() {
    let desk = desk();
    let words = "Pays out to the wrong accounts";
    assert_eq!(
        desk.ok(&["add", "r.ron", "business-risk", words, "--for", "T1"]),
        "B1\n"
    );
    assert_eq!(
        desk.ok(&["add", "r.ron", "business-risk", words, "--for", "T2"]),
        ""
    );
    assert_eq!(
        desk.ok(&["list", "r.ron", "business-risks"]),
        "B1  T1,T2  Pays out to the wrong accounts\n"
    );
    desk.ok(&["add", "r.ron", "asset", "keys i:high"]);
    let json = desk.ok(&["list", "r.ron", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["business_risks"][0]["text"], words);
    assert_eq!(value["assets"][0]["integrity"], "High");
    assert_eq!(
        value["threats"][0]["business_risks"][0],
        value["business_risks"][0]["id"]
    );
    let says = desk.refused(2, &["add", "r.ron", "business-risk", words, "--for", "E1"]);
    assert!(says.contains("E1 is not a threat"), "{says}");
}

#[test]
fn a_page_for_the_business_says_which_threats_lead_to_each_risk_the_worst_first() {
    let desk = desk();
    desk.ok(&["set", "r.ron", "T2", "severity", "high"]);
    desk.ok(&[
        "add",
        "r.ron",
        "business-risk",
        "A day without refunds",
        "--for",
        "T1",
    ]);
    desk.ok(&[
        "add",
        "r.ron",
        "business-risk",
        "Pays out to the wrong accounts",
        "--for",
        "T1,T2",
    ]);
    desk.ok(&[
        "add",
        "r.ron",
        "asset",
        "customer records c:high",
        "--on",
        "E2,T1",
    ]);
    let page = desk.ok(&["export", "r.ron", "--to", "summary", "--for", "business"]);
    let risks = "## Business risks\n\n\
        - **B2** Pays out to the wrong accounts. Threats that lead to it: T2 (high) and T1 (not rated).\n\
        - **B1** A day without refunds. Threats that lead to it: T1 (not rated).\n";
    assert!(page.contains(risks), "{page}");
    let asset = "- **V1** customer records (confidentiality high). On web. Harmed by T1.";
    assert!(page.contains(asset), "{page}");
    let report = desk.ok(&["export", "r.ron", "--to", "html"]);
    for words in [
        "Business risks, the worst first",
        "customer records",
        "confidentiality high",
    ] {
        assert!(report.contains(words), "{words}");
    }
    let minutes = desk.ok(&["export", "r.ron", "--to", "minutes"]);
    assert!(
        minutes.contains("Asset: **V1** customer records."),
        "{minutes}"
    );
    assert!(
        minutes.contains("Business risk: **B2** Pays out to the wrong accounts."),
        "{minutes}"
    );
}
