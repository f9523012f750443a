//! What comes out: lists, checks, exports, help.

use std::fs;
use std::process::Stdio;

use super::{Desk, Ran, invalid, is_hostile};

#[test]
fn exports_are_the_same_on_standard_output_in_a_file_and_in_a_folder() {
    let desk = Desk::with_session();
    let summary = desk.ok(&["export", "refund.ron", "--to", "summary"]);
    assert!(summary.contains("Attacker replays a refund"), "{summary}");
    desk.ok(&["export", "refund.ron", "--to", "summary", "--out", "one.md"]);
    assert_eq!(desk.bytes("one.md"), summary.as_bytes());
    let several = [
        "export",
        "refund.ron",
        "--to",
        "summary,actions,actions-csv",
        "--out",
        "for/all",
    ];
    assert_eq!(desk.ok(&several), "");
    assert_eq!(desk.bytes("for/all/summary.md"), summary.as_bytes());
    assert!(desk.path("for/all/actions.md").exists() && desk.path("for/all/actions.csv").exists());
    desk.ok(&several);
    desk.refused(
        2,
        &[
            "export",
            "refund.ron",
            "--to",
            "summary,actions",
            "--out",
            "two.md",
        ],
    );
    let list = desk.ok(&["export", "--list"]);
    assert!(list.contains("actions-csv      actions.csv"), "{list}");
    // Where the last column begins, which is after the last run of blanks.
    let column = |line: &str| line.rfind("  ").map(|place| place + 2);
    let first = list.lines().next().and_then(column);
    for line in list.lines() {
        assert_eq!(column(line), first, "the columns align:\n{list}");
    }
}

#[test]
fn a_summary_is_written_for_whom_it_is_told() {
    let desk = Desk::with_session();
    let told = |audience: &str| {
        let arguments = ["export", "refund.ron", "--to", "summary", "--for", audience];
        desk.ok(&arguments)
    };
    let usual = desk.ok(&["export", "refund.ron", "--to", "summary"]);
    assert_eq!(told("everyone"), usual);
    let business = told("business");
    assert!(business.contains("Attacker replays a refund"), "{business}");
    // But for the name of the thing, there are risks and no threats.
    let body = business.replace("Threat-modeling session", "");
    assert!(body.contains(" risk") && !body.contains("hreat"), "{body}");
    desk.refused(
        2,
        &["export", "refund.ron", "--to", "summary", "--for", "press"],
    );
}

#[test]
fn an_export_names_people_as_it_is_told() {
    let desk = Desk::with_session();
    desk.ok(&["add", "refund.ron", "action", "Test it @ana"]);
    let actions = |names: &str| {
        desk.ok(&[
            "export",
            "refund.ron",
            "--to",
            "actions-csv",
            "--names",
            names,
        ])
    };
    assert!(actions("full").contains("Ana Lopez"));
    assert!(actions("initials").contains("\"AL\""));
    assert!(!actions("none").contains("Ana"));
}

#[test]
fn a_check_fails_only_when_it_is_told_to() {
    let desk = Desk::with_session();
    let plain = desk.run(&["check", "refund.ron"]);
    assert_eq!(plain.status, 0);
    assert!(plain.out.contains("! Nothing is "), "{}", plain.out);
    let failing = desk.run(&["check", "refund.ron", "--fail-on", "look"]);
    assert_eq!((failing.status, failing.out), (1, plain.out));
    assert_eq!(
        desk.run(&["check", "refund.ron", "--fail-on", "ask"])
            .status,
        1
    );
}

#[test]
fn one_broken_file_does_not_hide_the_findings_of_another() {
    let desk = Desk::with_session();
    fs::copy(
        invalid::folder().join("unknown-field.ron"),
        desk.path("bad.ron"),
    )
    .unwrap();
    let ran = desk.run(&["check", "bad.ron", "refund.ron", "--fail-on", "look"]);
    assert_eq!(ran.status, 3);
    assert!(ran.out.starts_with("refund.ron: ! "), "{}", ran.out);
    assert!(ran.err.starts_with("bad.ron:"), "{}", ran.err);
}

#[test]
fn json_holds_the_items_the_tally_and_the_findings() {
    let desk = Desk::with_session();
    let value = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&desk.ok(arguments)).unwrap()
    };
    let list = value(&["list", "refund.ron", "threats", "--json"]);
    assert_eq!(list["threats"][0]["id"], "T1");
    assert_eq!(list["threats"][0]["severity"], "High");
    assert_eq!(list["tally"]["threats"], 2);
    assert!(list.get("elements").is_none());
    let all = value(&["list", "refund.ron", "--json"]);
    assert_eq!(all["elements"][2]["kind"], "DataStore");
    let check = value(&["check", "refund.ron", "--json"]);
    assert_eq!(check[0]["file"], "refund.ron");
    let findings = check[0]["findings"].as_array().unwrap();
    let scope = findings
        .iter()
        .find(|finding| finding["check"] == "scope")
        .unwrap();
    assert_eq!(scope["strength"], "look");
}

#[test]
fn nothing_hostile_reaches_standard_output_or_standard_error() {
    let desk = Desk::with_session();
    let evil = "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}x";
    desk.ok(&["add", "refund.ron", "threat", evil]);
    desk.ok(&["add", "refund.ron", "action", evil]);
    let named = format!("{evil}.ron");
    fs::copy(desk.path("refund.ron"), desk.path(&named)).unwrap();
    let runs: [&[&str]; 11] = [
        &["list", "refund.ron"],
        &["list", "refund.ron", "--json"],
        &["check", &named, "refund.ron"],
        &["check", &named, "--json"],
        &["export", "refund.ron", "--to", "summary"],
        &["export", "refund.ron", "--to", "summary", "--out", evil],
        &["list", evil],
        &["list", "."],
        &["list", ".", "--json"],
        &["add", "refund.ron", evil, evil],
        &["set", "refund.ron", "T1", "severity", evil],
    ];
    for arguments in runs {
        let ran = desk.run(arguments);
        assert!(!is_hostile(&ran.out), "{arguments:?}: {:?}", ran.out);
        assert!(!is_hostile(&ran.err), "{arguments:?}: {:?}", ran.err);
        assert!(
            ran.out.len() + ran.err.len() > 0,
            "{arguments:?} says nothing"
        );
    }
}

#[test]
fn a_reader_that_has_read_enough_is_no_failure() {
    let desk = Desk::with_session();
    let lines = "A threat of many\n".repeat(20_000 - 2);
    let added = desk.feed(&["add", "refund.ron", "threat", "-"], lines.as_bytes());
    assert_eq!(added.status, 0, "{}", added.err);
    let mut child = desk
        .command(&["list", "refund.ron", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // More than a pipe holds is on its way when its reader goes.
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let says = desk.refused(2, &["add", "refund.ron", "threat", "One too many"]);
    assert!(
        says.contains("The limit is 20000 items of one kind"),
        "{says}"
    );
}

#[test]
fn the_program_describes_itself() {
    let desk = Desk::new();
    assert!(
        desk.ok(&["--help"])
            .contains("Exit status: 0 done; 1 check found something")
    );
    assert!(desk.ok(&["--version"]).starts_with("threatboard "));
    assert!(desk.ok(&["add", "--help"]).contains("revisit-when"));
    assert!(desk.ok(&["man"]).contains(".TH threatboard 1"));
    assert!(desk.ok(&["man", "add"]).contains(".TH threatboard-add 1"));
    assert!(
        desk.ok(&["completions", "bash"])
            .contains("complete -F _threatboard")
    );
    desk.refused(2, &["man", "nothing"]);
}

#[test]
fn a_check_is_dismissed_by_the_number_it_had_and_shown_again_by_its_name() {
    let desk = Desk::with_session();
    let scope = |desk: &Desk| desk.ok(&["check", "refund.ron"]).contains("(scope, ");
    assert!(scope(&desk));
    let because = ["--because", "agreed by mail"];
    let dismiss = ["set", "refund.ron", "session", "dismiss", "Q20"];
    desk.ok(&[&dismiss[..], &because[..]].concat());
    let file = String::from_utf8(fs::read(desk.path("refund.ron")).unwrap()).unwrap();
    assert!(file.contains("check: \"scope\""), "{file}");
    assert!(!scope(&desk));
    let json: serde_json::Value =
        serde_json::from_str(&desk.ok(&["check", "refund.ron", "--json"])).unwrap();
    let dismissed = &json[0]["dismissed"][0];
    assert_eq!(
        (&dismissed["check"], &dismissed["reason"]),
        (&"scope".into(), &"agreed by mail".into())
    );
    desk.ok(&["set", "refund.ron", "session", "undismiss", "scope"]);
    assert!(scope(&desk));
}

#[test]
fn nothing_to_export_is_said_and_is_no_mistake_wherever_it_would_go() {
    let desk = Desk::with_session();
    for text in ["Sign the requests", "Log each refund"] {
        desk.ok(&["add", "refund.ron", "mitigation", text, "--about", "T1"]);
    }
    let says = "2 mitigations proposed, none picked.";
    for format in ["ics", "todo"] {
        for out in [None, Some("one.out"), Some("handout")] {
            let mut asked = vec!["export", "refund.ron", "--to", format];
            asked.extend(out.into_iter().flat_map(|out| ["--out", out]));
            let ran = desk.run(&asked);
            assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{format} {out:?}");
            assert_eq!(
                ran.err,
                format!("Nothing to export as {format}. {says}\n"),
                "{out:?}"
            );
            assert!(!desk.path("one.out").exists());
        }
    }
    let ran = desk.run(&["export", "refund.ron", "--to", "jira"]);
    assert!(ran.out.starts_with("\"Summary\""), "{}", ran.out);
    assert_eq!(ran.err, format!("Nothing to export as jira. {says}\n"));
    for (format, line) in [("tasks", "No tasks."), ("actions", "No action items.")] {
        let text = desk.ok(&["export", "refund.ron", "--to", format]);
        assert!(text.ends_with(&format!("{line} {says}\n")), "{text}");
    }
    desk.ok(&["set", "refund.ron", "M1", "status", "planned"]);
    let ran = desk.run(&["export", "refund.ron", "--to", "ics"]);
    assert!(ran.out.contains("Sign the requests"), "{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn a_folder_is_listed_with_its_sessions_in_the_order_of_their_meetings() {
    let desk = Desk::with_session();
    fs::create_dir(desk.path("models")).unwrap();
    fs::create_dir(desk.path("models/one")).unwrap();
    // What a file says of its day counts, whenever it was copied.
    let old = desk.backdated("refund.ron", "2025-03-04");
    desk.put("models/old.ron", &old);
    fs::copy(desk.path("refund.ron"), desk.path("models/refund.ron")).unwrap();
    let worm = [
        "one",
        "Package worm https://example.org/worm",
        "--system",
        "Billing",
        "--applies",
        "no",
        "--reason",
        "we do not use it",
        "--file",
        "models/one/worm.ron",
    ];
    desk.ok(&worm);
    let list = desk.ok(&["list", "models"]);
    let last = list.lines().last().unwrap();
    let words: Vec<&str> = last.split_whitespace().collect();
    assert_eq!(words[..2], ["2025-03-04", "meeting"], "{list}");
    assert!(
        last.ends_with("models/old.ron       Payments API: refund flow"),
        "{list}"
    );
    assert!(
        list.contains("one-threat") && list.contains("models/one/worm.ron"),
        "{list}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&desk.ok(&["list", "models", "--json"])).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 3);
    assert_eq!(json[2]["path"], "models/old.ron");
    assert_eq!(json[2]["threats"], 2);
    let worm = json
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["kind"] == "one-threat")
        .unwrap();
    assert_eq!(worm["one_threat"]["applies"], "No");
    assert_eq!(worm["one_threat"]["system"], "Billing");
    assert_eq!(worm["one_threat"]["ids"][0], "example.org/worm");
}

#[test]
fn a_folder_with_a_broken_file_is_listed_and_says_so() {
    let desk = Desk::with_session();
    fs::copy(
        invalid::folder().join("unknown-field.ron"),
        desk.path("bad.ron"),
    )
    .unwrap();
    // Twice, as the second time what can be read is known already.
    for _ in 0..2 {
        let ran = desk.run(&["list", "."]);
        assert_eq!(ran.status, 3);
        assert!(ran.out.contains("./refund.ron"), "{}", ran.out);
        assert!(!ran.out.contains("bad.ron"), "{}", ran.out);
        assert!(ran.err.contains("bad.ron:"), "{}", ran.err);
    }
    fs::create_dir(desk.path("empty")).unwrap();
    assert_eq!(desk.ok(&["list", "empty"]), "");
    assert_eq!(desk.ok(&["list", "empty", "--json"]), "[]\n");
    let ran = desk.run(&["list", "empty", "threats"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("empty is a folder"), "{}", ran.err);
}
