//! What goes in: items and changes, whole or not at all.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use threatboard::domain::SessionKind;
use threatboard::store::lock::{self, LockOutcome};
use threatboard::store::session;

use super::Desk;

#[test]
fn a_new_session_is_named_after_its_title_and_lives_in_the_sessions_folder_if_there_is_one() {
    let desk = Desk::new();
    fs::create_dir(desk.path("sessions")).unwrap();
    let new = ["new", "Payments API: refund flow", "--no-open"];
    assert_eq!(desk.ok(&new), "sessions/payments-api-refund-flow.ron\n");
    assert_eq!(desk.ok(&new), "sessions/payments-api-refund-flow-2.ron\n");
}

#[test]
fn a_new_session_never_takes_the_place_of_a_file() {
    let desk = Desk::with_session();
    let says = desk.refused(2, &["new", "x", "--file", "refund.ron", "--no-open"]);
    assert!(says.contains("refund.ron already exists"), "{says}");
}

#[test]
fn a_whiteboard_is_made_and_promoted_without_a_screen() {
    let desk = Desk::new();
    let kind = || {
        let loaded = session::load(&desk.path("lunch.ron")).unwrap();
        loaded.session.kind
    };
    let made = ["lunch", "our exports", "--file", "lunch.ron", "--no-open"];
    assert_eq!(desk.ok(&made), "lunch.ron\n");
    assert_eq!(kind(), SessionKind::Whiteboard);
    desk.ok(&["add", "lunch.ron", "threat", "Old exports stay"]);
    assert_eq!(desk.ok(&["promote", "lunch.ron"]), "");
    assert_eq!(kind(), SessionKind::Meeting);
    let list = desk.ok(&["list", "lunch.ron", "threat"]);
    assert!(list.contains("T1 "), "{list}");
    let says = desk.refused(2, &["promote", "lunch.ron"]);
    assert!(says.contains("lunch.ron is already a meeting"), "{says}");
}

#[test]
fn a_threat_is_sharpened_part_by_part_and_the_list_shows_its_parts() {
    let desk = Desk::with_session();
    let id = desk.ok(&["add", "refund.ron", "threat", "Payout file changed"]);
    let id = id.trim();
    let set = |field: &str, value: &str| {
        let ran = desk.run(&["set", "refund.ron", id, field, value]);
        assert_eq!(ran.status, 0, "{field}: {}", ran.err);
    };
    for (field, value) in [
        ("actor", "outsider"),
        ("starting-from", "a stolen password"),
        ("action", "replaces the payout file"),
        ("target", "the sftp server"),
        ("impact", "the bank pays the wrong accounts"),
        ("goals", "integrity"),
        ("assets", "payouts, ledger"),
    ] {
        set(field, value);
    }
    let sentence = "An outsider, starting from a stolen password, replaces the payout file on the sftp server, so that the \
                    bank pays the wrong accounts, which reduces integrity of payouts and ledger";
    let list = desk.ok(&["list", "refund.ron", "threats"]);
    assert!(list.contains(sentence), "{list}");
    let json: serde_json::Value =
        serde_json::from_str(&desk.ok(&["list", "refund.ron", "threats", "--json"])).unwrap();
    let all = json["threats"].as_array().unwrap();
    let threat = all.iter().find(|threat| threat["id"] == *id).unwrap();
    assert_eq!(threat["parts"]["actor"], "Outsider");
    assert_eq!(threat["parts"]["starting_from"], "a stolen password");
    assert_eq!(threat["sentence"], format!("{sentence}."));
    // Words of one's own, none, and exactly these assets.
    set("actor", "the night shift");
    set("impact", "none");
    set("assets", "ledger");
    let list = desk.ok(&["list", "refund.ron", "threats"]);
    assert!(
        list.contains("The night shift, starting from a stolen password, replaces the payout file on the sftp server, which reduces integrity of ledger)"),
        "{list}"
    );
    let says = desk.refused(2, &["set", "refund.ron", "M1", "actor", "outsider"]);
    assert!(
        says.contains("has no such field") || says.contains("M1"),
        "{says}"
    );
}

#[test]
fn adding_prints_the_new_ids_one_a_line() {
    let desk = Desk::with_session();
    assert_eq!(
        desk.ok(&["add", "refund.ron", "map", "zone core: ledger, audit"]),
        "Z1\nE4\n"
    );
    let mitigation = [
        "add",
        "refund.ron",
        "mitigation",
        "Idempotency keys #prevent",
        "--for",
        "T1,T2",
    ];
    assert_eq!(desk.ok(&mitigation), "M1\n");
    assert_eq!(
        desk.ok(&["add", "refund.ron", "in-place", "Log", "--for", "T2"]),
        "M2\n"
    );
    assert_eq!(
        desk.ok(&[
            "add",
            "refund.ron",
            "action",
            "Test",
            "it",
            "@bo",
            "due",
            "2030-01-31",
            "--about",
            "M1"
        ]),
        "A1\n"
    );
    let list = desk.ok(&["list", "refund.ron"]);
    for line in [
        "M1  planned   prevent  T1,T2  Idempotency keys\n",
        "M2  in place  -        T2     Log\n",
        "A1  open  test  Bo  2030-01-31  M1  Test it\n",
        "T1  high  web     Ana Lopez  Attacker replays a refund\n",
        "T2  -     ledger  -          Someone edits the log\n",
    ] {
        assert!(list.contains(line), "no {line:?} in\n{list}");
    }
}

#[test]
fn every_kind_can_be_added_and_is_listed() {
    let desk = Desk::with_session();
    let kinds = [
        ("question", "Q1"),
        ("assumption", "S1"),
        ("park", "K1"),
        ("in-scope", "N1"),
        ("out-of-scope", "N2"),
        ("why-now", "N3"),
        ("missing-role", "N4"),
        ("should-hear", "N5"),
        ("keep", "N6"),
        ("change", "N7"),
        ("revisit-when", "N8"),
        ("participant", "P4"),
    ];
    for (kind, id) in kinds {
        let words = format!("Words-of-{kind}");
        assert_eq!(
            desk.ok(&["add", "refund.ron", kind, &words]),
            format!("{id}\n")
        );
        let list = desk.ok(&["list", "refund.ron"]);
        assert!(
            list.lines()
                .any(|line| line.starts_with(id) && line.ends_with(&words)),
            "{kind} in\n{list}"
        );
    }
}

#[test]
fn each_line_of_standard_input_is_an_item() {
    let desk = Desk::with_session();
    let ran = desk.feed(
        &["add", "refund.ron", "threat", "-"],
        "Someone reads the ledger >ledger\r\n\n  Zoë is impersonated #spoof\n".as_bytes(),
    );
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "T3\nT4\n"),
        "{}",
        ran.err
    );
    let list = desk.ok(&["list", "refund.ron", "threats"]);
    assert!(list.ends_with("  Zoë is impersonated\n"), "{list}");
}

#[test]
fn one_line_that_cannot_be_added_adds_none() {
    let desk = Desk::with_session();
    let before = desk.bytes("refund.ron");
    let ran = desk.feed(&["add", "refund.ron", "map", "-"], b"a -> b\nb -> \n");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.starts_with("Line 2: "), "{}", ran.err);
    let ran = desk.feed(&["add", "refund.ron", "threat", "-"], b"good\nb\xff\n");
    assert_eq!((ran.status, ran.out.as_str()), (3, ""));
    assert!(
        ran.err.starts_with("Standard input:2:2 is not UTF-8"),
        "{}",
        ran.err
    );
    assert_eq!(desk.bytes("refund.ron"), before);
}

#[test]
fn a_line_of_ids_links_what_exists() {
    let desk = Desk::with_session();
    desk.ok(&["add", "refund.ron", "mitigation", "Keys", "--for", "T1"]);
    assert_eq!(
        desk.ok(&["add", "refund.ron", "mitigation", "M1", "--for", "T2"]),
        ""
    );
    let list = desk.ok(&["list", "refund.ron", "mitigations"]);
    assert_eq!(list, "M1  proposed  T1,T2  Keys\n");
}

#[test]
fn what_the_screen_changes_a_script_changes() {
    let desk = Desk::with_session();
    let set = |arguments: &[&str]| {
        let mut all = vec!["set", "refund.ron"];
        all.extend(arguments);
        desk.ok(&all);
    };
    desk.ok(&["add", "refund.ron", "mitigation", "Keys", "--for", "T1"]);
    desk.ok(&["add", "refund.ron", "question", "Who?"]);
    desk.ok(&["add", "refund.ron", "action", "Do it"]);
    desk.ok(&["add", "refund.ron", "park", "WAF >T2"]);
    set(&["T1", "severity", "critical"]);
    set(&[
        "T1",
        "response",
        "not-applicable",
        "--because",
        "Behind VPN",
        "--by",
        "ana",
    ]);
    set(&["T1", "business-risk", "Money"]);
    set(&["T2", "risk", "high/medium"]);
    set(&["M1", "verify", "A test"]);
    set(&["M1", "status", "in-progress"]);
    set(&["Q1", "answer", "Nobody"]);
    set(&["Q1", "confirmed", "yes"]);
    set(&["A1", "owner", "di"]);
    set(&["A1", "due", "2030-12-01"]);
    set(&["A1", "yes", "yes"]);
    set(&["A1", "text", "Do all of it"]);
    set(&["session", "confidence", "4", "3", "5"]);
    set(&["session", "revisit", "2031-01-01"]);
    desk.ok(&["link", "refund.ron", "A1", "T1", "M1"]);
    desk.ok(&["unlink", "refund.ron", "A1", "M1"]);
    assert_eq!(desk.ok(&["use", "refund.ron", "K1", "T2"]), "M2\n");
    assert_eq!(
        desk.ok(&["split", "refund.ron", "T2", "Edits", "Deletes"]),
        "T3\n"
    );
    desk.ok(&[
        "defer",
        "refund.ron",
        "T3",
        "--because",
        "Later",
        "--until",
        "2030-02-01",
    ]);
    desk.ok(&["move", "refund.ron", "T3", "-2"]);
    let list = desk.ok(&["list", "refund.ron"]);
    for line in [
        "T3  high      deferred        ledger  -          Deletes\nT1  critical  not applicable  web     Ana Lopez  ",
        "M1  in progress  T1     Keys\nM2  proposed     T2,T3  WAF\n",
        "Q1  answered  Who?\n",
        "A1  open  change  Di  2030-12-01  yes  T1  Do all of it\n",
        "K1  used as M2  T2  WAF\n",
    ] {
        assert!(list.contains(line), "no {line:?} in\n{list}");
    }
    let file = String::from_utf8(desk.bytes("refund.ron")).unwrap();
    for line in [
        "reason: \"Behind VPN\"",
        "by: \"P1\"",
        "answer: \"Nobody\"",
        "confirmed: true",
        "verify: \"A test\"",
        "business_risk: \"Money\"",
        "revisit: \"2031-01-01\"",
    ] {
        assert!(file.contains(line), "no {line:?} in\n{file}");
    }
    desk.ok(&["merge-items", "refund.ron", "T3", "T2"]);
    desk.ok(&["delete", "refund.ron", "T1", "M1"]);
    let list = desk.ok(&["list", "refund.ron", "threats"]);
    assert_eq!(list.lines().count(), 1, "{list}");
}

#[test]
fn votes_from_a_script_are_hands_or_ballots() {
    let desk = Desk::with_session();
    let set = ["set", "refund.ron", "session", "votes"];
    let ok = |words: &[&str]| desk.ok(&[&set, words].concat());
    ok(&["3", "12"]);
    let file = || String::from_utf8(desk.bytes("refund.ron")).unwrap();
    assert!(file().contains("(\"T2\", 12)"), "{}", file());
    ok(&["Ana: 1 1\nDi: 2"]);
    assert!(file().contains("who: \"P1\""), "{}", file());
    ok(&["none"]);
    assert!(!file().contains("voting"), "{}", file());
    for (words, says) in [
        ("3", "There is 1 number for 2 threats"),
        ("the first", "Write a ballot as a line such as"),
        ("Ana: 1 1 2 2", "only the first 3 count"),
    ] {
        let ran = desk.run(&[&set[..], &[words]].concat());
        assert_eq!(ran.status, 2, "{words}");
        assert!(ran.err.contains(says), "{}", ran.err);
    }
}

#[test]
fn votes_from_a_script_are_for_the_lines_and_heaps_of_a_whiteboard() {
    let desk = Desk::new();
    desk.ok(&["lunch", "Exports", "--file", "lunch.ron", "--no-open"]);
    for text in ["Links work for anyone", "Old files stay"] {
        desk.ok(&["add", "lunch.ron", "threat", text]);
    }
    desk.ok(&["add", "lunch.ron", "question", "Who deletes them?"]);
    desk.ok(&["add", "lunch.ron", "participant", "Ana, Di"]);
    let set = ["set", "lunch.ron", "session", "votes"];
    let ok = |words: &[&str]| desk.ok(&[&set, words].concat());
    ok(&["3", "1", "12"]);
    let file = || String::from_utf8(desk.bytes("lunch.ron")).unwrap();
    assert!(file().contains("(3, 12)"), "{}", file());
    ok(&["Ana: 1 1\nDi: 3"]);
    assert!(!file().contains("(3, 12)"), "{}", file());
    let text = desk.ok(&["export", "lunch.ron", "--to", "lunch"]);
    for line in [
        "2 votes: Links work for anyone\n",
        "1 vote: Who deletes them?\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
    for (words, says) in [
        (
            "3",
            "There is 1 number for 3 lines. Give one number per line, in the order of the list.",
        ),
        (
            "the first",
            "Write a ballot as a line such as Ana: 1 4 4 9, with the numbers on the whiteboard.",
        ),
        ("Ana: 9", "Votes not on the list were ignored: Ana"),
    ] {
        let ran = desk.run(&[&set[..], &[words]].concat());
        assert_eq!(ran.status, 2, "{words}");
        assert!(ran.err.contains(says), "{}", ran.err);
    }
}

#[test]
fn what_makes_no_sense_is_refused_with_2_and_changes_nothing() {
    let desk = Desk::with_session();
    let table: [(&[&str], &str); 12] = [
        (&["add", "refund.ron", "mitigation", "Keys"], "--for T2,T9"),
        (
            &["add", "refund.ron", "question", "Who?", "--about", "T9"],
            "There is no T9",
        ),
        (
            &["add", "refund.ron", "keep", "Timer", "--about", "T1"],
            "Leave out --about",
        ),
        (&["add", "refund.ron", "wat", "x"], "invalid value 'wat'"),
        (&["add", "refund.ron", "threat"], "TEXT"),
        (
            &["set", "refund.ron", "T1", "severity", "huge"],
            "low, medium, high, critical",
        ),
        (
            &["set", "refund.ron", "T1", "due", "fri"],
            "T1 has no such field",
        ),
        (&["set", "refund.ron", "A1", "due", "fri"], "There is no A1"),
        (
            &[
                "set",
                "refund.ron",
                "T1",
                "response",
                "accept",
                "--by",
                "zed",
            ],
            "is not a participant",
        ),
        (
            &["export", "refund.ron", "--to", "summary,actions"],
            "--out",
        ),
        (
            &[
                "export",
                "refund.ron",
                "--to",
                "summary",
                "--out",
                "./refund.ron",
            ],
            "is a session, so it was not replaced",
        ),
        (
            &["refund.ron", "list", "refund.ron"],
            "The command comes first",
        ),
    ];
    for (arguments, expected) in table {
        let says = desk.refused(2, arguments);
        assert!(says.contains(expected), "{arguments:?}: {says}");
    }
}

#[test]
fn a_file_that_is_not_there_or_is_none_is_an_input_that_cannot_be_read() {
    let desk = Desk::new();
    let says = desk.refused(3, &["list", "no.ron"]);
    assert_eq!(says, "There is no file no.ron. Check the name.\n");
    let says = desk.refused(3, &["add", ".", "threat", "x"]);
    assert!(says.contains("is not a regular file"), "{says}");
}

#[test]
fn a_session_that_somebody_has_open_is_left_alone_and_its_holder_named() {
    let desk = Desk::with_session();
    let at = chrono::DateTime::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
    let LockOutcome::Held(_held) = lock::acquire(&desk.path("refund.ron"), at) else {
        panic!("the session is free");
    };
    let says = desk.refused(4, &["add", "refund.ron", "threat", "x"]);
    assert!(
        says.contains("refund.ron is open in another terminal since "),
        "{says}"
    );
    assert!(says.contains(" by "), "{says}");
    assert_eq!(
        desk.ok(&["list", "refund.ron", "zones"]),
        "",
        "reading needs no lock"
    );
}

#[test]
fn a_read_only_file_is_named_and_left_alone() {
    let desk = Desk::with_session();
    let path = desk.path("refund.ron");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let says = desk.refused(4, &["add", "refund.ron", "threat", "x"]);
    assert!(says.contains("refund.ron is read-only"), "{says}");
}

#[test]
fn a_script_comes_back_as_the_screen_does() {
    let desk = Desk::with_session();
    let set = |target: &'static str, field: &'static str, value: &'static str| {
        ["set", "refund.ron", target, field, value]
    };
    desk.ok(&["add", "refund.ron", "action", "Sign the files"]);
    let says = desk.refused(2, &set("session", "begin", "now"));
    assert!(says.contains("A meeting is still open"), "{says}");
    for args in [
        set("session", "close", "now"),
        set("session", "begin", "now"),
        set("session", "why", "incident"),
        set("session", "incident", "A refund was replayed"),
        set("session", "foreseen", "T1"),
        set("A1", "still", "now"),
    ] {
        desk.ok(&args);
    }
    let saved = String::from_utf8(desk.bytes("refund.ron")).unwrap();
    for line in [
        "why: Incident,",
        "incident: \"A refund was replayed\",",
        "foreseen: \"T1\",",
        "still: \"",
    ] {
        assert!(saved.contains(line), "no {line} in\n{saved}");
    }
    let says = desk.refused(2, &set("session", "foreseen", "T9"));
    assert!(says.contains("There is no T9"), "{says}");
    let says = desk.refused(2, &set("session", "foreseen", "perhaps"));
    assert!(says.contains("not a threat id"), "{says}");
}

#[test]
fn comments_that_a_change_would_lose_are_kept_beside_the_file() {
    let desk = Desk::with_session();
    let mut by_hand = desk.bytes("refund.ron");
    by_hand.extend(b"// ask Di\n");
    fs::OpenOptions::new()
        .append(true)
        .open(desk.path("refund.ron"))
        .unwrap()
        .write_all(b"// ask Di\n")
        .unwrap();
    desk.ok(&["list", "refund.ron"]);
    assert_eq!(desk.bytes("refund.ron"), by_hand, "reading writes nothing");
    desk.ok(&["add", "refund.ron", "threat", "x"]);
    assert_eq!(desk.bytes("refund.ron.bak"), by_hand);
    let left: Vec<_> = fs::read_dir(desk.folder.path()).unwrap().collect();
    assert_eq!(
        left.len(),
        2,
        "no lock and no temporary file stays: {left:?}"
    );
}

#[test]
fn a_refusal_speaks_of_commands_and_not_of_keys() {
    let desk = Desk::with_session();
    let says = desk.refused(2, &["set", "refund.ron", "T1", "text", ""]);
    assert!(
        says.contains("T1 cannot be empty. To delete it: `threatboard delete`."),
        "{says}"
    );
}

#[test]
fn an_id_that_is_given_twice_is_deleted_once_and_what_goes_along_is_no_mistake() {
    let desk = Desk::with_session();
    let says = desk.refused(2, &["delete", "refund.ron", "T1", "T1", "T99"]);
    assert!(says.contains("There is no T99 in this session."), "{says}");
    assert_eq!(desk.ok(&["delete", "refund.ron", "T1", "T1"]), "");
    // A flow is deleted with an element that it leads to.
    assert_eq!(desk.ok(&["delete", "refund.ron", "E1", "F1"]), "");
    let list = desk.ok(&["list", "refund.ron"]);
    for gone in ["T1 ", "E1 ", "F1 "] {
        assert!(!list.contains(gone), "{gone:?} in {list}");
    }
}

#[test]
fn a_split_without_words_is_refused_in_words_of_the_command_line() {
    let desk = Desk::with_session();
    for halves in [["", ""], ["One", ""], ["", "Two"]] {
        let says = desk.refused(2, &["split", "refund.ron", "T1", halves[0], halves[1]]);
        assert!(says.contains("Both threats need text."), "{says}");
        assert!(!says.contains("cursor"), "{says}");
    }
    let says = desk.refused(2, &["merge-items", "refund.ron", "T1", "T1"]);
    assert!(
        says.contains("T1 cannot be merged into itself. Choose another one."),
        "{says}"
    );
    let says = desk.refused(2, &["add", "refund.ron", "mitigation", "Log it"]);
    assert!(!says.contains("Select"), "{says}");
}

#[test]
fn unlinking_what_is_not_linked_is_refused() {
    let desk = Desk::with_session();
    let says = desk.refused(2, &["unlink", "refund.ron", "T1", "E1"]);
    assert!(says.contains("T1 and E1 are not linked."), "{says}");
    // Whole or not at all.
    desk.refused(2, &["unlink", "refund.ron", "T2", "E3", "E1"]);
    assert_eq!(desk.ok(&["unlink", "refund.ron", "T2", "E3", "E3"]), "");
    let list = desk.ok(&["list", "refund.ron", "threat"]);
    assert!(list.contains("T2  -     -"), "{list}");
}

#[test]
fn commands_that_write_at_once_wait_for_each_other() {
    let desk = Desk::with_session();
    let words = ["Key is old", "Log is full", "Host is down", "Disk is lost"];
    let add = |text: &&str| {
        let mut command = desk.command(&["add", "refund.ron", "threat", text]);
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        command.spawn().unwrap()
    };
    let running: Vec<_> = words.iter().map(add).collect();
    for child in running {
        assert!(child.wait_with_output().unwrap().status.success());
    }
    let list = desk.ok(&["list", "refund.ron", "threat"]);
    for text in words {
        assert!(list.contains(text), "no {text:?} in\n{list}");
    }
}

#[test]
fn a_command_that_waited_in_vain_for_another_one_says_so() {
    let desk = Desk::with_session();
    let at = chrono::DateTime::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
    let _held = lock::acquire_for_command(&desk.path("refund.ron"), at);
    let says = desk.refused(4, &["add", "refund.ron", "threat", "x"]);
    assert!(
        says.contains("Another command is writing refund.ron. Try again."),
        "{says}"
    );
    assert!(says.contains("Try again."), "{says}");
}

#[test]
fn how_well_a_threat_is_understood_is_set_listed_minuted_and_taken_back() {
    let desk = Desk::with_session();
    let id = desk.ok(&["add", "refund.ron", "threat", "Payout file changed"]);
    let id = id.trim();
    desk.ok(&["set", "refund.ron", id, "clarity", "5 4 2 3"]);
    let hands = || {
        let list = desk.ok(&["list", "refund.ron", "threat", "--json"]);
        let list: serde_json::Value = serde_json::from_str(&list).unwrap();
        let threats = list["threats"].as_array().unwrap().clone();
        let threat = threats.into_iter().find(|threat| threat["id"] == id);
        threat.unwrap()["clarity"].clone()
    };
    assert_eq!(hands(), serde_json::json!([5, 4, 2, 3]));
    let minutes = desk.ok(&["export", "refund.ron", "--to", "minutes"]);
    let says = format!("- {id} understood: 3.5 of 5 (4 people).");
    assert!(minutes.contains(&says), "{minutes}");
    let summary = desk.ok(&["export", "refund.ron", "--to", "summary"]);
    let says = "Understood, hands from 1 to 5: 5 4 2 3.";
    assert!(summary.contains(says), "{summary}");
    let report = desk.ok(&["export", "refund.ron", "--to", "html"]);
    let says = "<dt>Understood</dt><dd>hands from 1 to 5: 5 4 2 3</dd>";
    assert!(report.contains(says), "{report}");
    let says = desk.refused(2, &["set", "refund.ron", id, "clarity", "5 0"]);
    assert!(says.contains("One digit per person, 1 to 5."), "{says}");
    desk.ok(&["set", "refund.ron", id, "clarity", "none"]);
    assert_eq!(hands(), serde_json::Value::Null);
}
