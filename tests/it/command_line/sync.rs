//! A tracker's tickets are read back: shown first, then made in one change.

use threatboard::store::session;

use super::Desk;

/// What begins the ids of this session's tickets.
fn tickets(desk: &Desk) -> String {
    let session = session::load(&desk.path("refund.ron")).unwrap().session;
    let id = session.ticket_id("A1".parse::<threatboard::domain::ActionId>().unwrap());
    id.strip_suffix("A1").unwrap().to_owned()
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
    let tb = tickets(&desk);
    let table = format!(
        "Summary,Issue key,Issue id,Status,Resolution,Assignee,Description\r\n\
         {tb}A1 Sign the files,PAY-1,1,Done,Done,Ana Lopez,\"all of\nthem\"\r\n\
         Try it,PAY-2,2,In Progress,,Gus Lind,\"{tb}A2, not {tb}A3\"\r\n\
         {tb}A3 Tell,PAY-3,3,Closed,Won't Do,,x\r\n\
         {tb}M1 Alert,PAY-4,4,Done,,,x\r\n\
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
         A2   owner Gus Lind (was nobody), ticket PAY-2\n\
         A3   dropped, ticket PAY-3\n\
         M1   implemented, ticket PAY-4\n"
    );
    assert_eq!(
        shown.err,
        "1 ticket of this file: not of this session.\n\
         Nothing was changed yet. The same with --apply changes it.\n"
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
        "4 tickets would change nothing.\n1 ticket of this file: not of this session.\n"
    );
}

#[test]
fn what_is_done_here_stays_done_while_its_ticket_is_open() {
    let desk = desk();
    let tb = tickets(&desk);
    desk.ok(&["set", "refund.ron", "A2", "status", "done"]);
    let issues = format!(
        r#"[{{"number": 7, "title": "{tb}A2 Try the outbox", "state": "OPEN"}},
            {{"number": 8, "title": "{tb}A2 again", "state": "OPEN"}},
            {{"number": 9, "title": "{tb}A9 gone", "state": "CLOSED"}}]"#
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
        "A2 is done here, and its ticket #7 is still open.\n\
         A2 has more than one ticket; #8 is left out.\n\
         #9 is about A9, which is not in this session any more.\n\
         Nothing was changed yet. The same with --apply changes it.\n"
    );
}

#[test]
fn a_long_list_is_read_and_little_is_said_of_it() {
    let desk = desk();
    let tb = tickets(&desk);
    let mut table = "Summary,Issue key,Status,Comment\n".to_owned();
    for number in [1, 1, 2, 3, 4] {
        let comment = "so ".repeat(1_200_000);
        table += &format!("{tb}A2,PAY-{number},In Progress,{comment}\n");
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
        "A2 has more than one ticket; PAY-2 is left out.\n\
         2 tickets of an item that has one: left out too.\n\
         1 ticket would change nothing.\n\
         Nothing was changed yet. The same with --apply changes it.\n"
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
        says.starts_with("refund.ron: line 1: These are not the columns of a tracker"),
        "{says}"
    );
    let says = desk.refused(3, &["sync", "refund.ron", "nothing.csv"]);
    assert!(says.starts_with("There is no file nothing.csv."), "{says}");
}
