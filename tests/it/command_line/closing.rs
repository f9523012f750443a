//! A script that closes a meeting keeps how much risk was left, and what a file says of it is checked.

use super::Desk;

fn text(desk: &Desk) -> String {
    String::from_utf8(desk.bytes("refund.ron")).unwrap()
}

#[test]
fn a_meeting_that_a_script_closes_keeps_what_was_left() {
    let desk = Desk::with_session();
    desk.ok(&["set", "refund.ron", "session", "close", "now"]);
    let text = text(&desk);
    let kept = text.split_once("risk: (").expect(&text).1;
    let words: Vec<&str> = kept.split_whitespace().take(11).collect();
    assert_eq!(
        words.join(" "),
        "scale: \"standard\", version: 1, left: [ ( level: \"high\", threats: [",
        "{text}"
    );
    assert_eq!(
        desk.ok(&["list", "refund.ron", "threats"]).lines().count(),
        2
    );
}

#[test]
fn a_script_that_begins_a_meeting_keeps_what_was_left_in_one_that_nobody_closed() {
    let desk = Desk::with_session();
    let was = text(&desk);
    let (before, after) = was.split_once("started: \"").unwrap();
    let (_, after) = after.split_at("2026-05-09".len());
    desk.put(
        "refund.ron",
        &format!("{before}started: \"2020-01-02{after}"),
    );
    desk.ok(&["set", "refund.ron", "session", "begin", "now"]);
    assert_eq!(text(&desk).matches("risk: (").count(), 1);
    desk.ok(&["set", "refund.ron", "session", "close", "now"]);
    assert_eq!(text(&desk).matches("risk: (").count(), 2);
    let risk = desk.ok(&["risk", "refund.ron", "--json"]);
    let risk: serde_json::Value = serde_json::from_str(&risk).unwrap();
    let [first, second] = risk["sittings"].as_array().unwrap().as_slice() else {
        panic!("{risk}");
    };
    assert_eq!(
        (&first["day"], &first["closed"]),
        (&"2020-01-02".into(), &false.into())
    );
    assert_eq!(first["fell"], serde_json::Value::Null);
    assert_eq!(second["closed"], true);
    assert_eq!(
        second["scale"],
        serde_json::json!({ "name": "standard", "version": 1 })
    );
    assert_eq!(first["counts"], second["counts"]);
    for way in ["fell", "rose", "came", "went"] {
        assert_eq!(second[way], serde_json::json!([]), "{way}");
    }
    desk.ok(&["set", "refund.ron", "T1", "severity", "low"]);
    let risk = desk.ok(&["risk", "refund.ron", "--json"]);
    let risk: serde_json::Value = serde_json::from_str(&risk).unwrap();
    assert_eq!(risk["since"]["fell"], serde_json::json!(["T1"]));
}

#[test]
fn a_file_that_says_nonsense_of_it_is_refused_with_its_place() {
    let desk = Desk::with_session();
    desk.ok(&["set", "refund.ron", "session", "close", "now"]);
    let sound = text(&desk);
    let wrong = [
        (
            "scale: \"standard\"",
            "scale: \"\"",
            "needs the name of its scale",
        ),
        ("level: \"high\"", "level: \"\"", "has no id"),
        (
            "\"T1\"",
            "\"T1\", \"T1\"",
            "T1 was left at the end of a meeting twice",
        ),
    ];
    for (is, becomes, says) in wrong {
        let (before, kept) = sound.split_once("risk: (").unwrap();
        let text = format!("{before}risk: ({}", kept.replacen(is, becomes, 1));
        desk.put("refund.ron", &text);
        let ran = desk.run(&["check", "refund.ron"]);
        assert_eq!(ran.status, 3, "{becomes}: {}", ran.out);
        assert!(ran.err.contains(says), "{}", ran.err);
        assert!(ran.err.starts_with("refund.ron:1"), "{}", ran.err);
    }
}
