//! One file for each way in which a session can be wrong, named after the mistake, with what the program says beside
//! it in `*.says`.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Ran, is_hostile, program};

/// Where the files are.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/invalid")
}

fn mistakes() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".ron").map(str::to_owned))
        .collect();
    names.sort();
    names
}

#[test]
fn every_mistake_in_a_file_is_named_with_its_place() {
    let mistakes = mistakes();
    assert!(mistakes.len() >= 20, "{mistakes:?}");
    for name in mistakes {
        let path = folder().join(format!("{name}.ron"));
        let before = fs::read(&path).unwrap();
        let file = format!("{name}.ron");
        let ran = Ran::of(program(&folder()).args(["check", &file]).output().unwrap());
        let expected = fs::read(folder().join(format!("{name}.says"))).unwrap();
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (3, ""),
            "{name}: {}",
            ran.err
        );
        assert_eq!(ran.err, String::from_utf8(expected).unwrap(), "{name}");
        assert!(!is_hostile(&ran.err), "{name}");
        assert!(fs::read(&path).unwrap() == before, "{name} was changed");
    }
}

#[test]
fn a_file_that_is_wrong_is_not_written_to() {
    for name in mistakes() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        fs::copy(folder().join(format!("{name}.ron")), &path).unwrap();
        let before = fs::read(&path).unwrap();
        let add = ["add", "a.ron", "threat", "One more"];
        let ran = Ran::of(program(dir.path()).args(add).output().unwrap());
        assert_eq!(ran.status, 3, "{name}: {}", ran.err);
        assert!(fs::read(&path).unwrap() == before, "{name} was changed");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "{name}");
    }
}
