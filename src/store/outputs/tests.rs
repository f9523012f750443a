use super::*;

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        atomic::write_new(&self.path(name), text.as_bytes(), true).unwrap();
    }

    fn holds(&self, name: &str) -> String {
        read::read(&self.path(name)).unwrap().text().to_owned()
    }

    /// Writes `text` as the export `name`.
    fn export(&self, name: &str, text: &str, force: bool) -> Result<(), String> {
        let output = Output {
            path: self.path(name),
            bytes: text.as_bytes(),
        };
        let session = self.path("refund.ron");
        let record = self.path("state/exports.ron");
        write_by(Some(&record), &[output], Some(&session), |_, _| force)
            .map(|_| ())
            .map_err(|refused| refused.says("Use --force to replace it").to_string())
    }
}

#[test]
fn what_the_program_wrote_is_replaced_until_somebody_edits_it() {
    let place = Place::new();
    place.export("a.md", "one", false).unwrap();
    place.export("a.md", "two", false).unwrap();
    assert_eq!(place.holds("a.md"), "two");
    assert!(!place.path("a.md.bak").exists());
    place.put("a.md", "two, and mine");
    let says = place.export("a.md", "three", false).unwrap_err();
    assert!(
        says.starts_with("Use --force to replace it: ")
            && says.ends_with("a.md was edited, or is not an export; its text stays as a.md.bak."),
        "{says}"
    );
    assert_eq!(place.holds("a.md"), "two, and mine");
    place.export("a.md", "three", true).unwrap();
    assert_eq!(place.holds("a.md"), "three");
    assert_eq!(place.holds("a.md.bak"), "two, and mine");
    place.put("a.md", "mine again");
    place.export("a.md", "four", true).unwrap();
    assert_eq!(place.holds("a.md.bak"), "two, and mine");
    assert_eq!(place.holds("a.md.bak-2"), "mine again");
    place.export("a.md", "five", false).unwrap();
}

#[test]
fn what_was_written_is_remembered_by_a_sum_that_stays_the_same_whatever_built_the_program() {
    let place = Place::new();
    place.export("a.md", "one", false).unwrap();
    let record = place.holds("state/exports.ron");
    assert!(record.contains("\"sha256\""), "{record}");
    let one = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";
    assert!(record.contains(one), "{record}");
}

#[test]
fn sums_of_another_kind_are_unknown_and_asked_about_once() {
    let place = Place::new();
    let whole = key(&place.path("a.md"));
    let one = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";
    for record in [
        // As it was first, and as another version may have it.
        format!("[({whole:?}, 15130871412783076140)]"),
        format!("(sums: \"blake3\", files: [({whole:?}, {one:?})])"),
        "(".to_owned(),
    ] {
        place.put("a.md", "one");
        fs::create_dir_all(place.path("state")).unwrap();
        place.put("state/exports.ron", &record);
        let says = place.export("a.md", "two", false).unwrap_err();
        assert!(says.contains("was edited, or is not an export"), "{says}");
        place.export("a.md", "two", true).unwrap();
        place.export("a.md", "three", false).unwrap();
        assert_eq!(place.holds("a.md"), "three", "{record}");
    }
}

#[test]
fn a_file_that_holds_the_same_already_is_no_question() {
    let place = Place::new();
    place.put("a.md", "same");
    place.export("a.md", "same", false).unwrap();
    place.export("a.md", "other", false).unwrap();
}

#[test]
fn a_session_is_never_replaced_by_whatever_name() {
    let place = Place::new();
    let session =
        "#![enable(implicit_some)]\n(\n    version: 2,\n    uuid: \"\",\n    title: \"x\",";
    place.put("refund.ron", session);
    place.put("other.md", session);
    place.put("merged.ron", &format!("<<<<<<< ours\n{session}"));
    fs::hard_link(place.path("refund.ron"), place.path("hard.md")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("refund.ron", place.path("soft.md")).unwrap();
    let names: &[&str] = if cfg!(unix) {
        &["refund.ron", "other.md", "merged.ron", "hard.md", "soft.md"]
    } else {
        &["refund.ron", "other.md", "merged.ron"]
    };
    for name in names {
        let says = place.export(name, "x", true).unwrap_err();
        assert!(
            says.contains("is a session, so it was not replaced"),
            "{name}: {says}"
        );
    }
    assert_eq!(place.holds("refund.ron"), session);
    assert_eq!(place.holds("other.md"), session);
}

#[cfg(unix)]
#[test]
fn a_hard_link_of_an_empty_session_file_is_the_session() {
    let place = Place::new();
    place.put("refund.ron", "not yet a session");
    fs::hard_link(place.path("refund.ron"), place.path("hard.md")).unwrap();
    let says = place.export("hard.md", "x", true).unwrap_err();
    assert!(says.contains("is a session"), "{says}");
}

#[test]
fn either_all_are_written_or_none() {
    let place = Place::new();
    place.put("b.md", "mine");
    let of = |name: &str| Output {
        path: place.path(name),
        bytes: b"x",
    };
    let refused = write_by(None, &[of("a.md"), of("b.md")], None, |_, _| false).unwrap_err();
    assert!(matches!(&refused, NotWritten::Foreign(files) if files.len() == 1));
    assert!(!place.path("a.md").exists());
    let asked = |path: &Path, holds: Sum| path.ends_with("b.md") && holds == sums::of(b"mine");
    write_by(None, &[of("a.md"), of("b.md")], None, asked).unwrap();
    assert_eq!(place.holds("b.md"), "x");
    assert_eq!(place.holds("b.md.bak"), "mine");
}

#[cfg(unix)]
#[test]
fn the_former_text_of_an_export_is_as_private_as_the_export_was() {
    use std::os::unix::fs::PermissionsExt;
    for mode in [0o600, 0o644] {
        let place = Place::new();
        place.put("a.md", "mine");
        let private = fs::Permissions::from_mode(mode);
        fs::set_permissions(place.path("a.md"), private).unwrap();
        place.export("a.md", "one", true).unwrap();
        for name in ["a.md", "a.md.bak"] {
            let metadata = fs::metadata(place.path(name)).unwrap();
            assert_eq!(metadata.permissions().mode() & 0o777, mode, "{name}");
        }
    }
}

#[test]
fn the_same_former_text_is_kept_once() {
    let place = Place::new();
    for text in ["one", "two"] {
        place.put("a.md", "mine");
        place.export("a.md", text, true).unwrap();
    }
    assert_eq!(place.holds("a.md.bak"), "mine");
    assert!(!place.path("a.md.bak-2").exists());
}
