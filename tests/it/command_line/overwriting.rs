//! What an export may replace: its own earlier output, and nothing else unasked.

use std::fs;

use threatboard::store::atomic;

use super::Desk;

fn export<'a>(out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let always = ["export", "refund.ron", "--to", "summary", "--out", out];
    always.into_iter().chain(more.iter().copied()).collect()
}

#[test]
fn an_export_that_was_edited_is_replaced_only_by_force_and_kept() {
    let desk = Desk::with_session();
    desk.ok(&export("one.md", &[]));
    desk.ok(&["add", "refund.ron", "threat", "One more"]);
    desk.ok(&export("one.md", &[]));
    let edited = [desk.bytes("one.md"), b"Our notes\n".to_vec()].concat();
    put(desk.path("one.md"), &edited).unwrap();
    let says = desk.refused(2, &export("one.md", &[]));
    assert_eq!(
        says,
        "Use --force to replace it: one.md was edited, or is not an export; its text stays as one.md.bak.\n"
    );
    assert_eq!(desk.bytes("one.md"), edited);
    desk.ok(&export("one.md", &["--force"]));
    assert_eq!(desk.bytes("one.md.bak"), edited);
    assert_ne!(desk.bytes("one.md"), edited);
}

#[test]
fn no_export_takes_the_place_of_a_session() {
    let desk = Desk::with_session();
    desk.ok(&["new", "Other", "--file", "other-session.ron", "--no-open"]);
    fs::hard_link(desk.path("refund.ron"), desk.path("hard.md")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("refund.ron", desk.path("soft.md")).unwrap();
    let before = desk.bytes("other-session.ron");
    for out in [
        "other-session.ron",
        "refund.ron",
        "./refund.ron",
        "hard.md",
        "soft.md",
    ] {
        for more in [&[][..], &["--force"]] {
            let says = desk.refused(2, &export(out, more));
            assert!(
                says.contains("is a session, so it was not replaced"),
                "{out}: {says}"
            );
        }
    }
    assert_eq!(desk.bytes("other-session.ron"), before);
}

#[test]
fn of_several_files_none_is_written_when_one_is_somebody_elses() {
    let desk = Desk::with_session();
    fs::create_dir(desk.path("out")).unwrap();
    put(desk.path("out/actions.md"), "Ours").unwrap();
    let both = [
        "export",
        "refund.ron",
        "--to",
        "summary,actions",
        "--out",
        "out",
    ];
    let says = desk.refused(2, &both);
    assert!(says.contains("out/actions.md was edited"), "{says}");
    assert!(!desk.path("out/summary.md").exists());
}

/// Writes a file as another program does.
fn put(path: impl AsRef<std::path::Path>, text: impl AsRef<[u8]>) -> Result<(), atomic::SaveError> {
    atomic::write_new(path.as_ref(), text.as_ref(), true).map(|_| ())
}
