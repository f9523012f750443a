//! Taking over files of other formats without a screen.

use threatboard::store::atomic;

use super::Desk;

const LINES: &str = "- Token replayed from a stolen laptop !h\n10:33\nWho rotates the keys?\n";

/// A file beside the session.
pub(super) fn put(desk: &Desk, name: &str, bytes: &[u8]) {
    atomic::write_new(&desk.path(name), bytes, true).unwrap();
}

#[test]
fn a_list_becomes_a_new_session_and_its_ids_are_printed() {
    let desk = Desk::new();
    put(&desk, "ideas.txt", LINES.as_bytes());
    let ran = desk.run(&["import", "ideas.txt", "--out", "new.ron"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "T1\nQ1\n"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("New: 1 threat, 1 question."),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .contains("Left out: line (it contains only a name or a time)."),
        "{}",
        ran.err
    );
    assert!(desk.ok(&["list", "new.ron"]).contains("Token replayed"));
    let before = desk.bytes("new.ron");
    let ran = desk.run(&["import", "ideas.txt", "--out", "new.ron"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("already exists"), "{}", ran.err);
    assert_eq!(desk.bytes("new.ron"), before);
}

#[test]
fn a_list_is_taken_into_a_session_once_and_a_dry_run_only_prints() {
    let desk = Desk::with_session();
    let before = desk.bytes("refund.ron");
    put(&desk, "ideas.txt", LINES.as_bytes());
    let looked = desk.ok(&["import", "ideas.txt", "--into", "refund.ron", "--dry-run"]);
    assert!(
        looked.starts_with("New: 1 threat, 1 question.\n"),
        "{looked}"
    );
    assert!(
        looked.contains("threat: Token replayed from a stolen laptop\n"),
        "{looked}"
    );
    assert_eq!(desk.bytes("refund.ron"), before);
    assert_eq!(
        desk.ok(&["import", "ideas.txt", "--into", "refund.ron"]),
        "T3\nQ1\n"
    );
    assert_eq!(
        desk.ok(&["import", "ideas.txt", "--into", "refund.ron"]),
        ""
    );
    assert_eq!(
        desk.ok(&["list", "refund.ron", "threats"]).lines().count(),
        3
    );
}

#[test]
fn standard_input_is_read_too() {
    let desk = Desk::with_session();
    let ran = desk.feed(&["import", "-", "--into", "refund.ron"], b"One\nTwo\n");
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "T3\nT4\n"),
        "{}",
        ran.err
    );
    let ran = desk.feed(&["import", "-", "--dry-run"], b"{\"a\": 1}");
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("--from"), "{}", ran.err);
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place_and_nothing_is_changed() {
    let desk = Desk::with_session();
    put(&desk, "bad.txt", b"One\nTw\xff\n");
    let says = desk.refused(3, &["import", "bad.txt", "--into", "refund.ron"]);
    assert!(says.contains("bad.txt:2:3 is not UTF-8"), "{says}");
    put(&desk, "empty.txt", b"\n\n");
    let says = desk.refused(3, &["import", "empty.txt", "--out", "new.ron"]);
    assert!(says.contains("empty.txt: There is no text"), "{says}");
    assert!(!desk.path("new.ron").exists());
    let says = desk.refused(3, &["import", "refund.ron", "--out", "new.ron"]);
    assert!(says.contains("Open it: threatboard refund.ron"), "{says}");
    let says = desk.refused(3, &["import", "no.txt", "--into", "refund.ron"]);
    assert!(says.contains("There is no file no.txt"), "{says}");
    let says = desk.refused(3, &["import", ".", "--into", "refund.ron"]);
    assert!(says.contains("not a regular file"), "{says}");
    let says = desk.refused(2, &["import", "bad.txt", "--from", "prose"]);
    assert!(says.contains("lines"), "{says}");
}

#[test]
fn without_a_terminal_or_a_session_nothing_is_guessed() {
    let desk = Desk::new();
    put(&desk, "ideas.txt", LINES.as_bytes());
    let says = desk.refused(2, &["import", "ideas.txt"]);
    assert!(says.contains("--out") && says.contains("--into"), "{says}");
    let says = desk.refused(2, &["import", "-"]);
    assert!(says.contains("--out"), "{says}");
    let list = desk.ok(&["import", "--list"]);
    assert!(list.contains("lines") && list.contains(".txt"), "{list}");
}

#[test]
fn a_workspace_that_left_and_was_edited_elsewhere_changes_what_is_here() {
    let desk = Desk::with_session();
    let to = ["export", "refund.ron", "--to", "threat-composer", "--out"];
    desk.ok(&[&to[..], &["model.tc.json"]].concat());
    let import = ["import", "model.tc.json", "--into", "refund.ron"];
    let untouched = desk.run(&import);
    assert!(untouched.err.contains("Nothing new"), "{}", untouched.err);

    let mut file: serde_json::Value = serde_json::from_slice(&desk.bytes("model.tc.json")).unwrap();
    file["threats"][0]["statement"] = "Edited elsewhere".into();
    put(&desk, "model.tc.json", file.to_string().as_bytes());
    let before = desk.bytes("refund.ron");
    let looked = desk.ok(&[&import[..], &["--dry-run"]].concat());
    assert!(
        looked.contains("T1: text \"Edited elsewhere\" (was "),
        "{looked}"
    );
    assert_eq!(desk.bytes("refund.ron"), before);
    let ran = desk.run(&import);
    assert_eq!(ran.out, "", "{}", ran.err);
    assert!(ran.err.contains("1 changed in the file"), "{}", ran.err);
    assert!(
        ran.err.contains("T1: text \"Edited elsewhere\""),
        "{}",
        ran.err
    );
    let list = desk.ok(&["list", "refund.ron", "threats"]);
    assert!(list.contains("Edited elsewhere"), "{list}");
}

#[test]
fn a_scan_that_comes_again_changes_nothing_that_the_team_decided() {
    let scan = |level: &str, text: &str| {
        let scan = serde_json::json!({
            "version": "2.1.0",
            "runs": [{"tool": {"driver": {"name": "lint", "rules": [
                {"id": "R1", "shortDescription": {"text": text}}]}},
                "results": [{"ruleId": "R1", "level": level, "message": {"text": text}}]}],
        });
        scan.to_string()
    };
    let desk = Desk::with_session();
    put(
        &desk,
        "scan.sarif",
        scan("warning", "A query is built").as_bytes(),
    );
    desk.ok(&["import", "scan.sarif", "--into", "refund.ron"]);
    desk.ok(&["set", "refund.ron", "T3", "severity", "low"]);
    let before = desk.ok(&["list", "refund.ron", "threats"]);
    put(
        &desk,
        "scan.sarif",
        scan("error", "A query is glued").as_bytes(),
    );
    let ran = desk.run(&["import", "scan.sarif", "--into", "refund.ron"]);
    assert!(ran.err.starts_with("Nothing new; "), "{}", ran.err);
    assert_eq!(desk.ok(&["list", "refund.ron", "threats"]), before);
}
