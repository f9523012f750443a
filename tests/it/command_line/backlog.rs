//! Work that leaves for a backlog: what changed since a day, a team's own words, and the script for GitHub in a real
//! shell with a `gh` that only writes down how it was called.

use std::fs;

use super::{Desk, own};

#[test]
fn only_what_changed_since_a_day_is_written() {
    let desk = Desk::with_session();
    desk.ok(&[
        "add",
        "refund.ron",
        "action",
        "Ask the partner due 2030-01-02",
    ]);
    let example = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/sessions/example-refund-flow.ron"
    );
    fs::copy(example, desk.path("old.ron")).unwrap();
    let to = |file: &str, since: &str| {
        let asked = ["export", file, "--to", "todo", "--changed-since", since];
        desk.ok(&asked)
    };
    assert!(to("refund.ron", "2026-05-09").contains("Ask the partner"));
    assert!(to("refund.ron", "today").contains("Ask the partner"));
    assert!(to("old.ron", "2026-05-09").contains("just sign the files"));
    assert_eq!(to("old.ron", "2026-05-10"), "");
}

#[test]
fn a_page_that_is_always_whole_does_not_leave_out_what_did_not_change() {
    let desk = Desk::with_session();
    let since = ["--changed-since", "2026-05-09"];
    let asked = [
        &["export", "refund.ron", "--to", "todo,summary"],
        &since[..],
    ]
    .concat();
    assert_eq!(
        desk.refused(2, &asked),
        "summary cannot use --changed-since. Leave it out, or choose a backlog format.\n"
    );
    let asked = [
        "export",
        "refund.ron",
        "--to",
        "todo",
        "--changed-since",
        "marmalade",
    ];
    let says = desk.refused(2, &asked);
    assert!(says.starts_with("`marmalade` is not a date."), "{says}");
}

#[test]
fn a_team_has_words_of_its_own_for_its_tracker() {
    let desk = Desk::with_session();
    desk.ok(&[
        "add",
        "refund.ron",
        "action",
        "Spike: signed files",
        "--about",
        "T1",
    ]);
    own::own(
        &desk,
        "trackers.ron",
        "(trackers: [(
            name: \"jira\",
            priorities: [(is: High, called: \"P1\")],
            kinds: [(is: Spike, called: \"Research\")],
            columns: [
                (is: Title, called: \"Summary\"),
                (is: Kind, called: \"Issue Type\"),
                (is: Priority, called: \"Urgency\"),
                (is: Description, called: \"Description\"),
            ],
        )])",
    );
    let table = desk.ok(&["export", "refund.ron", "--to", "jira"]);
    let head = "\"Summary\",\"Issue Type\",\"Urgency\",\"Description\"\r\n";
    let row = "\"Spike: signed files\",\"Research\",\"P1\",\"From the threat model: ";
    assert!(table.starts_with(&format!("{head}{row}")), "{table}");
}

#[test]
fn broken_words_are_said_with_their_place_and_the_bundled_ones_are_used() {
    let desk = Desk::with_session();
    desk.ok(&["add", "refund.ron", "action", "Spike: signed files"]);
    let before = desk.ok(&["export", "refund.ron", "--to", "jira"]);
    let text = "(trackers: [\n  (name: \"jira\", prioritys: []),\n])";
    own::own(&desk, "trackers.ron", text);
    let ran = desk.run(&["export", "refund.ron", "--to", "jira"]);
    assert_eq!((ran.status, ran.out), (0, before));
    let says = "The bundled trackers are used; trackers.ron, line 2, column 18: `prioritys` is not a field here.";
    assert!(ran.err.starts_with(says), "{}", ran.err);
}

#[cfg(unix)]
mod github {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    use super::*;

    /// Writes down each call, word for word, and answers the search with what the test says is known.
    const GH: &str = r#"#!/bin/sh
{
    printf 'call\n'
    for word in "$@"; do printf 'word %s\n' "$(printf '%s' "$word" | tr '\n' ' ')"; done
    case "$1 $2" in "issue create" | "issue edit") sed 's/^/text /' ;; esac
    printf 'end\n'
} >>"$GH_LOG"
case "$1 $2" in "issue list") cat "$GH_KNOWN" ;; esac
"#;

    /// Titles that would do something in a shell, or to `gh`, if they were let.
    const HOSTILE: [&str; 12] = [
        "$(touch canary)",
        "`touch canary`",
        "'; touch canary; '",
        "\"; touch canary; \"",
        "' || touch canary || \"$(touch canary)\"",
        "-R evil/repo",
        "--repo=evil/repo --body=x",
        "$HOME ${PATH} ~ * ? [a-z] {a,b}",
        "back \\ slash \\\\ and \\' quote \\\" end \\",
        "%s %n %% !! & | > canary < canary",
        "# no comment",
        "EOF",
    ];

    struct Call {
        words: Vec<String>,
        text: String,
    }

    /// Runs the script, after the shell has read it whole without doing anything.
    fn run(desk: &Desk, known: &str) -> (Vec<Call>, String) {
        let bin = desk.path("bin");
        fs::create_dir_all(&bin).unwrap();
        for (name, text) in [("bin/gh", GH), ("known", known), ("log", "")] {
            let path = desk.path(name);
            threatboard::store::atomic::write_new(&path, text.as_bytes(), true).unwrap();
        }
        fs::set_permissions(bin.join("gh"), fs::Permissions::from_mode(0o755)).unwrap();
        let path = format!(
            "{}:{}",
            bin.to_str().unwrap(),
            std::env::var("PATH").unwrap()
        );
        let sh = |arguments: &[&str]| {
            let output = Command::new("sh")
                .args(arguments)
                .current_dir(desk.path("."))
                .env("PATH", &path)
                .env("GH_LOG", desk.path("log"))
                .env("GH_KNOWN", desk.path("known"))
                .output()
                .unwrap();
            let err = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.success() && err.is_empty(), "{err}");
            String::from_utf8(output.stdout).unwrap()
        };
        sh(&["-n", "github.sh"]);
        let out = sh(&["github.sh"]);
        assert!(!desk.path("canary").exists(), "a title was run");
        let log = String::from_utf8(desk.bytes("log")).unwrap();
        let mut calls: Vec<Call> = Vec::new();
        for line in log.lines() {
            match line.split_once(' ') {
                Some(("word", word)) => calls.last_mut().unwrap().words.push(word.to_owned()),
                Some(("text", line)) => {
                    let text = &mut calls.last_mut().unwrap().text;
                    text.extend([line, "\n"]);
                }
                _ if line == "call" => calls.push(Call {
                    words: Vec::new(),
                    text: String::new(),
                }),
                _ => assert!(line == "end" || line == "text", "{line}"),
            }
        }
        (calls, out)
    }

    /// The calls of `gh issue VERB`.
    fn issue<'c>(calls: &'c [Call], verb: &str) -> Vec<&'c Call> {
        let its = calls
            .iter()
            .filter(|call| call.words[..2] == ["issue", verb]);
        its.collect()
    }

    fn write(desk: &Desk) {
        let asked = [
            "export",
            "refund.ron",
            "--to",
            "github",
            "--out",
            "github.sh",
        ];
        desk.ok(&asked);
    }

    /// Ids and titles, as another export tells them.
    fn tickets(desk: &Desk) -> Vec<(String, String)> {
        let json = desk.ok(&["export", "refund.ron", "--to", "json"]);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let word = |it: &serde_json::Value| it.as_str().unwrap().to_owned();
        let tickets = json["tickets"].as_array().unwrap();
        let pairs = tickets
            .iter()
            .map(|it| (word(&it["id"]), word(&it["text"])));
        pairs.collect()
    }

    #[test]
    fn each_ticket_becomes_one_issue_and_no_title_does_anything() {
        let desk = Desk::with_session();
        let fed = desk.feed(
            &["add", "refund.ron", "action", "-"],
            HOSTILE.join("\n").as_bytes(),
        );
        assert_eq!(fed.status, 0, "{}", fed.err);
        let tickets = tickets(&desk);
        assert_eq!(tickets.len(), HOSTILE.len());
        assert!(
            tickets
                .iter()
                .any(|(_, title)| title.starts_with("-R evil/repo"))
        );
        write(&desk);

        let (calls, out) = run(&desk, "");
        let made = issue(&calls, "create");
        assert_eq!(made.len(), tickets.len());
        for (call, (id, title)) in made.iter().zip(&tickets) {
            let words: Vec<&str> = call.words.iter().map(String::as_str).collect();
            let wanted = format!("--title={title}");
            let rest = ["--body-file=-", "--label=threat-model,change"];
            assert_eq!(words[..3], ["issue", "create", &wanted]);
            assert_eq!(words[3..], rest);
            assert!(
                call.text.ends_with(&format!("- **Ticket:** {id}\n")),
                "{}",
                call.text
            );
            assert!(
                out.contains(&format!("Creates issue: {id} {title}\n")),
                "{out}"
            );
        }
        assert!(issue(&calls, "edit").is_empty());

        // Issues of ours are known by now; one of them is of work that is done.
        let numbers = tickets.iter().zip(1..);
        let known: String = numbers.map(|((id, _), n)| format!("{id} {n}\n")).collect();
        desk.ok(&["set", "refund.ron", "A1", "status", "done"]);
        desk.ok(&["set", "refund.ron", "A2", "text", "Another title"]);
        write(&desk);
        let (calls, out) = run(&desk, &known);
        assert!(issue(&calls, "create").is_empty(), "nothing is made twice");
        let edited = issue(&calls, "edit");
        assert_eq!(edited.len(), tickets.len() - 1);
        assert_eq!(edited[0].words[2..4], ["2", "--title=Another title"]);
        let closed = issue(&calls, "close");
        assert_eq!(closed.len(), 1);
        assert_eq!(closed[0].words[2..], ["1", "--reason=completed"]);
        let says = format!("Closes #1, completed: {}\n", tickets[0].0);
        assert!(out.contains(&says), "{out}");
    }

    #[test]
    fn what_is_tracked_elsewhere_is_left_alone() {
        let desk = Desk::with_session();
        desk.ok(&["add", "refund.ron", "action", "Ask the partner"]);
        let text = String::from_utf8(desk.bytes("refund.ron")).unwrap();
        let open = "            status: Open,\n";
        let tracked = text.replace(open, &format!("{open}            external: \"PAY-12\",\n"));
        assert_ne!(tracked, text);
        let file = desk.path("refund.ron");
        threatboard::store::atomic::write_new(&file, tracked.as_bytes(), true).unwrap();
        write(&desk);
        let (calls, out) = run(&desk, "");
        assert!(issue(&calls, "create").is_empty());
        assert!(
            out.contains("already tracked as PAY-12: Ask the partner\n"),
            "{out}"
        );
    }
}

#[test]
fn a_day_that_has_not_come_is_no_day_since_when() {
    let desk = Desk::with_session();
    let says = desk.refused(
        2,
        &[
            "export",
            "refund.ron",
            "--to",
            "todo",
            "--changed-since",
            "2199-01-01",
        ],
    );
    assert!(says.starts_with("1 Jan 2199 is in the future"), "{says}");
}
