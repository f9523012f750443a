//! `threatboard tree`: what threats rest on, printed.

use serde_json::Value;

use super::Desk;

/// T3 rests on one of T4 and T5, and T5 on all of T6 and T7; a mitigation is in place against T4.
fn with_tree() -> Desk {
    let desk = Desk::with_session();
    for text in [
        "Refunds paid twice !h",
        "Ticket forged !m",
        "Clerk fooled",
        "Mailbox taken over",
        "Call faked",
    ] {
        desk.ok(&["add", "refund.ron", "threat", text]);
    }
    desk.ok(&["set", "refund.ron", "T3", "rests-on", "one of T4, T5"]);
    desk.ok(&["set", "refund.ron", "T5", "rests-on", "all of T6, T7, T4"]);
    desk
}

#[test]
fn a_tree_is_printed_with_its_lines_and_shared_parts_once() {
    let desk = with_tree();
    let tree = "\
T3 Refunds paid twice (one of 2): high
├─ T4 Ticket forged: medium
└─ T5 Clerk fooled (all of 3): not rated
   ├─ T6 Mailbox taken over: not rated
   ├─ T7 Call faked: not rated
   └─ T4 Ticket forged: medium
";
    assert_eq!(desk.ok(&["tree", "refund.ron"]), tree);
    assert_eq!(desk.ok(&["tree", "refund.ron", "T3"]), tree);
    let ascii = desk.ok(&["--ascii", "tree", "refund.ron", "T5"]);
    assert_eq!(
        ascii.lines().nth(1),
        Some("+- T6 Mailbox taken over: not rated")
    );
    desk.ok(&["set", "refund.ron", "T4", "rests-on", "one of T1"]);
    let tree = desk.ok(&["tree", "refund.ron"]);
    assert!(tree.ends_with("   └─ T4 (above)\n"), "{tree}");
    assert_eq!(tree.matches("T1 ").count(), 1, "{tree}");
}

#[test]
fn programs_read_it_as_json() {
    let desk = with_tree();
    let json = desk.ok(&["tree", "refund.ron", "--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let nodes = json["trees"][0]["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 6);
    assert_eq!(nodes[0]["gate"], "one");
    assert_eq!(nodes[2]["parts"], serde_json::json!(["T6", "T7", "T4"]));
    assert_eq!(nodes[1]["rated"], "medium");
    assert_eq!(nodes[5]["above"], true);
    assert_eq!(nodes[3]["rated"], Value::Null);
}

#[test]
fn without_trees_it_says_so_and_an_unknown_threat_is_refused() {
    let desk = Desk::with_session();
    let ran = desk.run(&["tree", "refund.ron"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert!(
        ran.err.contains("No threat rests on others yet."),
        "{}",
        ran.err
    );
    let says = desk.refused(2, &["tree", "refund.ron", "T99"]);
    assert!(says.contains("There is no T99 here."), "{says}");
}
