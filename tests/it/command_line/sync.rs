//! A tracker's tickets are read back: shown first, then made in one change.

use threatboard::store::session;

use super::Desk;

/// The ids of this session's tickets: A1, A2, A3, M1.
fn tickets(desk: &Desk) -> [String; 4] {
    let session = session::load(&desk.path("refund.ron")).unwrap().session;
    let id = |id: &str| session.ticket_id(session.identity(id.parse().unwrap()));
    ["A1", "A2", "A3", "M1"].map(id)
}

/// A desk with three action items and a mitigation.
fn desk() -> Desk {
    let desk = Desk::with_session();
    desk.ok(&[
        "add",
        "refund.ron",
        "action",
        "Sign the files @bo",
        "--about",
        "T1",
    ]);
    desk.ok(&[
        "add",
        "refund.ron",
        "action",
        "Try the outbox",
        "--about",
        "T2",
    ]);
    desk.ok(&["add", "refund.ron", "action", "Tell the partner @di"]);
    desk.ok(&[
        "add",
        "refund.ron",
        "mitigation",
        "Alert on replay",
        "--for",
        "T1",
    ]);
    desk
}

#[test]
fn tickets_of_jira_are_shown_and_then_taken_over() {
    let desk = desk();
    let [a1, a2, a3, m1] = tickets(&desk);
    let table = format!(
        "Summary,Issue key,Issue id,Status,Resolution,Assignee,Description\r\n\
         {a1} Sign the files,PAY-1,1,Done,Done,Ana Lopez,\"all of\nthem\"\r\n\
         Try it,PAY-2,2,In Progress,,Gus Lind,\"{a2}, not {a3}\"\r\n\
         {a3} Tell,PAY-3,3,Closed,Won't Do,,x\r\n\
         {m1} Alert,PAY-4,4,Done,,,x\r\n\
         Something else,PAY-5,5,Done,,,TB-00000000-A1\r\n"
    );
    std::io::Write::write_all(
        &mut std::fs::File::create_new(desk.path("jira.csv")).unwrap(),
        table.as_bytes(),
    )
    .unwrap();
    let before = desk.bytes("refund.ron");
    let shown = desk.run(&["sync", "refund.ron", "jira.csv"]);
    assert_eq!(
        shown.out,
        "A1   done, owner Ana Lopez (was Bo), ticket PAY-1\n\
         A2   owner Gus Lind (was no one), ticket PAY-2\n\
         A3   dropped, ticket PAY-3\n\
         M1   implemented, ticket PAY-4\n"
    );
    assert_eq!(
        shown.err,
        "1 ticket of other sessions: skipped.\n\
         Nothing changed yet. Run it again with --apply to make these changes.\n"
    );
    assert_eq!(desk.bytes("refund.ron"), before, "it was only shown");

    let made = desk.run(&["sync", "refund.ron", "jira.csv", "--apply"]);
    assert_eq!((made.status, &made.out), (0, &shown.out));
    let list = desk.ok(&["list", "refund.ron", "actions"]);
    for (id, words) in [
        ("A1", ["done", "Ana Lopez"]),
        ("A2", ["open", "Gus Lind"]),
        ("A3", ["dropped", "Di"]),
    ] {
        let row = list.lines().find(|row| row.starts_with(id)).unwrap();
        assert!(words.iter().all(|word| row.contains(word)), "{list}");
    }
    let session = session::load(&desk.path("refund.ron")).unwrap().session;
    assert_eq!(session.actions[1].external.as_deref(), Some("PAY-2"));
    assert_eq!(session.participants.len(), 4, "Gus was not known");

    let again = desk.run(&["sync", "refund.ron", "jira.csv"]);
    assert_eq!(again.out, "");
    assert_eq!(
        again.err,
        "4 tickets without changes.\n1 ticket of other sessions: skipped.\n"
    );
}

#[test]
fn what_is_done_here_stays_done_while_its_ticket_is_open() {
    let desk = desk();
    let [_, a2, ..] = tickets(&desk);
    let (before, _) = a2.split_once("-A2-").unwrap();
    let gone = format!("{before}-A9-0000000");
    desk.ok(&["set", "refund.ron", "A2", "status", "done"]);
    let issues = format!(
        r#"[{{"number": 7, "title": "{a2} Try the outbox", "state": "OPEN"}},
            {{"number": 8, "title": "{a2} again", "state": "OPEN"}},
            {{"number": 9, "title": "{gone} gone", "state": "CLOSED"}}]"#
    );
    std::io::Write::write_all(
        &mut std::fs::File::create_new(desk.path("issues.json")).unwrap(),
        issues.as_bytes(),
    )
    .unwrap();
    let shown = desk.run(&["sync", "refund.ron", "issues.json"]);
    assert_eq!(shown.out, "A2   ticket #7\n");
    assert_eq!(
        shown.err,
        "A2 is done here, but its ticket #7 is still open.\n\
         A2 has several tickets; #8 is left out.\n\
         #9 is about A9-0000000, which is no longer in this session.\n\
         Nothing changed yet. Run it again with --apply to make these changes.\n"
    );
}

#[test]
fn a_long_list_is_read_and_little_is_said_of_it() {
    let desk = desk();
    let [_, a2, ..] = tickets(&desk);
    let mut table = "Summary,Issue key,Status,Comment\n".to_owned();
    for number in [1, 1, 2, 3, 4] {
        let comment = "so ".repeat(1_200_000);
        table += &format!("{a2},PAY-{number},In Progress,{comment}\n");
    }
    assert!(table.len() > 17_000_000);
    std::io::Write::write_all(
        &mut std::fs::File::create_new(desk.path("long.csv")).unwrap(),
        table.as_bytes(),
    )
    .unwrap();
    let shown = desk.run(&["sync", "refund.ron", "long.csv"]);
    assert_eq!(shown.out, "A2   ticket PAY-1\n", "{}", shown.err);
    assert_eq!(
        shown.err,
        "A2 has several tickets; PAY-2 is left out.\n\
         2 tickets of items that already have one: left out too.\n\
         1 ticket without changes.\n\
         Nothing changed yet. Run it again with --apply to make these changes.\n"
    );
}

#[test]
fn a_file_that_is_no_list_of_tickets_changes_nothing() {
    let desk = desk();
    std::io::Write::write_all(
        &mut std::fs::File::create_new(desk.path("none.json")).unwrap(),
        b"[]",
    )
    .unwrap();
    let none = desk.run(&["sync", "refund.ron", "none.json"]);
    assert_eq!(none.err, "There is no ticket in this file.\n");
    let says = desk.refused(3, &["sync", "refund.ron", "refund.ron", "--apply"]);
    assert!(
        says.starts_with("refund.ron: line 1: These columns are not those of a known tracker"),
        "{says}"
    );
    let says = desk.refused(3, &["sync", "refund.ron", "nothing.csv"]);
    assert!(says.starts_with("There is no file nothing.csv."), "{says}");
}

/// What `sync` says of these issues, `{number, title}` each.
fn told(desk: &Desk, issues: &[(u32, &str)]) -> (String, String) {
    let issues: Vec<serde_json::Value> = issues
        .iter()
        .map(|(number, title)| {
            serde_json::json!({ "number": number, "title": title, "state": "CLOSED" })
        })
        .collect();
    let file = desk.path("closed.json");
    let text = serde_json::to_string(&issues).unwrap();
    threatboard::store::atomic::write_new(&file, text.as_bytes(), true).unwrap();
    let ran = desk.run(&["sync", "refund.ron", "closed.json"]);
    std::fs::remove_file(file).unwrap();
    assert_eq!(ran.status, 0, "{}", ran.err);
    let asks = ran.err.lines().next().unwrap_or_default();
    (ran.out, asks.to_owned())
}

/// As after two branches met: A2 and A3 were both A2, A1 is older than keys.
fn branches_met(desk: &Desk) -> String {
    let file = desk.path("refund.ron");
    let mut loaded = session::load(&file).unwrap();
    let session = &mut loaded.session;
    session.actions[0].key = None;
    session.actions[2].was = vec!["A2".parse().unwrap()];
    let prefix = session.ticket_prefix();
    session::save(&file, &loaded).unwrap();
    prefix
}

#[test]
fn a_ticket_that_two_items_may_mean_is_asked_about_and_an_answer_settles_it() {
    let desk = desk();
    let tb = branches_met(&desk);
    let old = format!("{tb}-A2 Try");
    let before = desk.bytes("refund.ron");
    let asks = "#7 is about A2, which may be A2 or A3. Which is it? `threatboard set FILE A2 ticket #7` says A2.";
    assert_eq!(told(&desk, &[(7, &old)]), (String::new(), asks.to_owned()));
    assert_eq!(desk.bytes("refund.ron"), before, "nothing is guessed");

    desk.ok(&["set", "refund.ron", "A3", "ticket", "#7"]);
    assert_eq!(told(&desk, &[(7, &old)]).0, "A3   done\n");
    desk.ok(&["set", "refund.ron", "A3", "ticket", "none"]);
    assert_eq!(told(&desk, &[(7, &old)]).1, asks);
}

#[test]
fn a_number_alone_is_enough_only_for_an_item_without_a_key() {
    let desk = desk();
    let tb = branches_met(&desk);
    let old = format!("{tb}-A1 Sign");
    assert_eq!(told(&desk, &[(7, &old)]).0, "A1   done, ticket #7\n");
    let new = format!("{tb}-M1 Alert");
    let asks = "#8 is about M1, and M1 may be another one: it was added since, or on another branch. Which is it? \
                `threatboard set FILE M1 ticket #8` says M1.";
    assert_eq!(told(&desk, &[(8, &new)]), (String::new(), asks.to_owned()));
    desk.ok(&["set", "refund.ron", "M1", "ticket", "#8"]);
    assert_eq!(told(&desk, &[(8, &new)]).0, "M1   implemented\n");
}

#[test]
fn two_items_that_are_tracked_as_the_same_ticket_are_asked_about() {
    let desk = desk();
    for id in ["A2", "M1"] {
        desk.ok(&["set", "refund.ron", id, "ticket", "#7"]);
    }
    let asks = "#7 is the ticket of A2 and M1. Which is it? `threatboard set FILE M1 ticket none` takes it from M1.";
    let told = told(&desk, &[(7, "Sign")]);
    assert_eq!(told, (String::new(), asks.to_owned()));
}
