//! What a threat refers to, from a script.

use serde_json::Value;

use super::Desk;

fn with_threat() -> Desk {
    let desk = Desk::with_session();
    desk.ok(&["add", "refund.ron", "threat", "Refund list injected"]);
    desk
}

fn threat(desk: &Desk) -> Value {
    let json = desk.ok(&["list", "refund.ron", "threats", "--json"]);
    let mut json: Value = serde_json::from_str(&json).unwrap();
    let threats = json["threats"].as_array_mut().unwrap();
    threats.pop().unwrap()
}

#[test]
fn references_are_set_in_any_form_and_listed_with_their_names() {
    let desk = with_threat();
    let id = threat(&desk)["id"].as_str().unwrap().to_owned();
    let set = |value: &str| desk.run(&["set", "refund.ron", &id, "references", value]);
    let ran = set("cwe 79, T1566, https://example.org/a,b");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let list = desk.ok(&["list", "refund.ron", "threats"]);
    let says = "Refund list injected (see CWE-79 Cross-site Scripting, ATT&CK T1566 Phishing, https://example.org/a,b)";
    assert!(list.contains(says), "{list}");
    let json = threat(&desk);
    assert_eq!(
        json["references"],
        serde_json::json!(["CWE-79", "T1566", "https://example.org/a,b"])
    );
    assert_eq!(json["reference_details"][1]["name"], "Phishing");
    assert_eq!(
        json["reference_details"][1]["url"],
        "https://attack.mitre.org/techniques/T1566/"
    );
    assert_eq!(json["reference_details"].as_array().unwrap().len(), 2);

    let ran = set("CWE-99999");
    assert_eq!(
        (ran.status, ran.err.trim()),
        (0, "CWE-99999 is not in CWE 4.14.")
    );
    assert_eq!(threat(&desk)["reference_details"][0]["known"], false);

    assert_eq!(set("none").status, 0);
    assert!(threat(&desk)["reference_details"].is_null());
    assert!(!desk.ok(&["list", "refund.ron", "threats"]).contains("(see"));
}

#[test]
fn a_technique_is_no_threat_and_a_threat_no_technique() {
    let desk = with_threat();
    let id = threat(&desk)["id"].as_str().unwrap().to_owned();
    desk.ok(&[
        "set",
        "refund.ron",
        &id,
        "references",
        &format!("T1566, {id}"),
    ]);
    let kept = threat(&desk);
    assert_eq!(kept["references"], serde_json::json!(["T1566", id]));
    assert_eq!(kept["reference_details"].as_array().unwrap().len(), 1);
    let says = desk.refused(2, &["link", "refund.ron", "T1566", "M1"]);
    assert!(says.contains("T1566"), "{says}");
}

#[test]
fn a_reference_in_a_line_is_kept_in_the_form_of_its_list() {
    let desk = Desk::with_session();
    desk.ok(&[
        "add",
        "refund.ron",
        "threat",
        "Mail with a link =t1566.002, =cwe-89 =CVE-2024-1 !high",
    ]);
    let json = threat(&desk);
    assert_eq!(
        json["references"],
        serde_json::json!(["T1566.002", "CWE-89", "CVE-2024-1"])
    );
    assert_eq!(json["text"], "Mail with a link");
}

#[test]
fn an_entry_is_looked_for_by_name_or_id() {
    let desk = Desk::new();
    let found = desk.ok(&["references", "sql", "inj"]);
    assert!(
        found.starts_with("CWE-89 "),
        "the likeliest is first: {found}"
    );
    assert!(
        found.contains("https://cwe.mitre.org/data/definitions/89.html"),
        "{found}"
    );
    let json: Value =
        serde_json::from_str(&desk.ok(&["references", "t1566.002", "--json"])).unwrap();
    assert_eq!(json[0]["id"], "T1566.002");
    let ran = desk.run(&["references", "nothing", "is", "called", "so"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("No entry"), "{}", ran.err);
    assert_eq!(
        desk.ok(&["references", "nothing is called so", "--json"]),
        "[]\n"
    );
}

#[test]
fn the_notices_of_the_lists_come_with_the_program() {
    let notices = Desk::new().ok(&["references", "--notices"]);
    assert!(
        notices.contains("2006–2022, The MITRE Corporation"),
        "{notices}"
    );
    assert!(
        notices.contains("ATT&CK are registered trademarks of The MITRE Corporation"),
        "{notices}"
    );
}
