//! A session that begins as a copy of another one.

use serde_json::Value;
use threatboard::store::session;

use super::Desk;

fn json(desk: &Desk, arguments: &[&str]) -> Value {
    serde_json::from_str(&desk.ok(arguments)).unwrap()
}

#[test]
fn a_new_session_begins_with_the_system_and_the_threats_of_another_one() {
    let desk = Desk::with_session();
    desk.ok(&[
        "add",
        "refund.ron",
        "action",
        "Ask the partner",
        "--about",
        "T1",
    ]);
    let before = desk.bytes("refund.ron");
    let new = [
        "new",
        "--from",
        "refund.ron",
        "Refunds, next version",
        "--with",
        "Eve eng",
        "--file",
        "next.ron",
        "--no-open",
    ];
    assert_eq!(desk.ok(&new), "next.ron\n");
    assert_eq!(desk.bytes("refund.ron"), before);
    let list = json(&desk, &["list", "next.ron", "--json"]);
    assert_eq!(list["title"], "Refunds, next version");
    assert_eq!(list["elements"].as_array().unwrap().len(), 3);
    assert_eq!(list["threats"].as_array().unwrap().len(), 2);
    assert_eq!(list["threats"][0]["severity"], "High");
    assert_eq!(list["threats"][0]["copied"], true);
    assert_eq!(list["threats"][0]["speaker"], Value::Null);
    assert_eq!(list["actions"], Value::Array(Vec::new()));
    let people = list["participants"].as_array().unwrap();
    assert_eq!((people.len(), &people[0]["name"]), (1, &Value::from("Eve")));
    // The next threat has the next number.
    assert_eq!(
        desk.ok(&["add", "next.ron", "threat", "Refund lost"]),
        "T3\n"
    );
    let old = session::load(&desk.path("refund.ron")).unwrap().session;
    let new = session::load(&desk.path("next.ron")).unwrap().session;
    assert_ne!(new.uuid, old.uuid);
    let from = new.copied_from.unwrap();
    assert_eq!((from.session, from.title), (old.uuid, old.title));
}

#[test]
fn a_copy_without_a_title_has_the_title_of_the_other_one_and_takes_no_ones_place() {
    let desk = Desk::with_session();
    let new = [
        "new",
        "--from",
        "refund.ron",
        "--no-open",
        "--file",
        "next.ron",
    ];
    desk.ok(&new);
    let list = json(&desk, &["list", "next.ron", "--json"]);
    assert_eq!(list["title"], "Payments API: refund flow");
    let says = desk.refused(2, &new);
    assert!(says.contains("next.ron already exists"), "{says}");
    let says = desk.refused(2, &["new", "--no-open"]);
    assert!(says.contains("--from"), "{says}");
    let missing = desk.run(&["new", "--from", "missing.ron", "--no-open"]);
    assert_ne!(missing.status, 0);
    assert!(missing.err.contains("missing.ron"), "{}", missing.err);
}

#[test]
fn question_4_and_the_summary_say_how_much_was_copied_and_not_thought_through() {
    let desk = Desk::with_session();
    desk.ok(&[
        "new",
        "--from",
        "refund.ron",
        "--file",
        "next.ron",
        "--no-open",
    ]);
    let finding = "2 of 2 copied threats are unchanged. Do they still hold here?";
    let says = desk.ok(&["check", "next.ron"]);
    assert!(says.contains(finding), "{says}");
    desk.ok(&["export", "next.ron", "--to", "summary", "--out", "out"]);
    let summary = String::from_utf8(desk.bytes("out/summary.md")).unwrap();
    let from = "Copied from Payments API: refund flow on ";
    let line = summary.lines().find(|line| line.starts_with(from));
    let line = line.unwrap_or_else(|| panic!("{summary}"));
    assert!(
        line.ends_with(". 2 of 2 copied threats are unchanged."),
        "{line}"
    );
    desk.ok(&["set", "next.ron", "T1", "holds", "yes"]);
    let says = desk.ok(&["check", "next.ron"]);
    assert!(!says.contains("copied threat"), "{says}");
    let says = desk.refused(2, &["set", "next.ron", "T1", "holds", "yes"]);
    assert!(says.contains("T1 has nothing to look at again."), "{says}");
    // The file says nothing of a mark that is gone, and a session that is no copy says nothing at all.
    let text = String::from_utf8(desk.bytes("next.ron")).unwrap();
    assert_eq!(text.matches("copied: true").count(), 1);
    let text = String::from_utf8(desk.bytes("refund.ron")).unwrap();
    assert!(!text.contains("copied"), "{text}");
}
