//! An invitation: the page alone while the time is open, and with a time the entry for a calendar, too.

use super::Desk;

#[test]
fn a_page_and_an_entry_are_written_for_a_time() {
    let desk = Desk::with_session();
    desk.ok(&["add", "refund.ron", "in-scope", "refunds by card"]);
    let at = ["--at", "2 jan 2199 10:00", "--out", "invitation"];
    desk.ok(&[&["export", "refund.ron", "--to", "invite"], &at[..]].concat());
    let page = String::from_utf8(desk.bytes("invitation/invite.md")).unwrap();
    assert!(
        page.contains("When: Wed 2 Jan 2199, 10:00 to 11:30 (90 minutes)\n"),
        "{page}"
    );
    assert!(
        page.contains("- refunds by card\n") && page.contains("- Ana (eng): knows how"),
        "{page}"
    );
    let entry = String::from_utf8(desk.bytes("invitation/invite.ics")).unwrap();
    assert!(
        entry.contains("BEGIN:VEVENT\r\n") && entry.contains("\r\nDTSTART:2199010"),
        "{entry}"
    );
}

#[test]
fn without_a_time_the_page_alone_is_printed_and_says_so() {
    let desk = Desk::with_session();
    let ran = desk.run(&["export", "refund.ron", "--to", "invite"]);
    assert!(
        ran.out
            .contains("\nWhen: not set yet. It takes 90 minutes.\n"),
        "{}",
        ran.out
    );
    assert!(
        ran.err.contains("Give one with --at \"thu 10:00\"."),
        "{}",
        ran.err
    );
}

#[test]
fn a_time_that_is_none_is_refused_with_what_to_type() {
    let desk = Desk::with_session();
    let refused = |to: &str, at: &str| {
        desk.refused(
            2,
            &[
                "export",
                "refund.ron",
                "--to",
                to,
                "--at",
                at,
                "--out",
                "invitation",
            ],
        )
    };
    assert_eq!(
        refused("invite", "thu"),
        "`thu` has no time of day. Type a day and a time, such as `thu 10:00`.\n"
    );
    assert_eq!(
        refused("invite", "marmalade 10:00"),
        "`marmalade` is not a date. Type a date such as `fri`, `2w` or `12 aug`.\n"
    );
    assert_eq!(
        refused("summary", "thu 10:00"),
        "--at is the time of an invitation. Leave it out, or add invite to --to.\n"
    );
    assert!(!desk.path("invitation").exists());
}

#[test]
fn an_invitation_names_the_sheet_that_is_written_with_it_and_no_other() {
    let desk = Desk::with_session();
    let page = |to: &str, moment: &[&str]| {
        let out = ["--out", "invitation", "--force"];
        desk.ok(&[&["export", "refund.ron", "--to", to], moment, &out[..]].concat());
        String::from_utf8(desk.bytes("invitation/invite.md")).unwrap()
    };
    let before = page("invite,sheet", &["--moment", "before"]);
    assert!(before.contains("The file sheet.html comes"), "{before}");
    for other in [
        page("invite", &[]),
        page("invite,sheet", &["--moment", "vote"]),
    ] {
        assert!(!other.contains("sheet.html"), "{other}");
        assert!(other.contains("Write one thought per line."), "{other}");
    }
}
