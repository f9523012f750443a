//! The table of targets that a save may meet, and what notices someone else's change.
#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt, symlink};

use tempfile::TempDir;

use super::*;
use crate::store::read;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn given(path: &Path, content: &[u8], mode: u32) -> Stamp {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .unwrap();
    file.write_all(content).unwrap();
    file.set_permissions(fs::Permissions::from_mode(mode))
        .unwrap();
    read::bytes(path).unwrap().1
}

fn content(path: &Path) -> Vec<u8> {
    read::bytes(path).unwrap().0
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_new_file_is_for_its_owner_only_and_leaves_nothing_beside_it() {
    let dir = folder();
    let path = dir.path().join("a.ron");
    replace(&path, b"new", Expected::Nothing).unwrap();
    assert_eq!((content(&path), mode(&path)), (b"new".to_vec(), 0o600));
    assert_eq!(names(dir.path()), ["a.ron"]);
}

#[test]
fn a_files_mode_stays_as_it_was() {
    let dir = folder();
    for kept in [0o644, 0o664, 0o600, 0o640] {
        let path = dir.path().join(format!("{kept:o}.ron"));
        let stamp = given(&path, b"old", kept);
        replace(&path, b"new", Expected::This(&stamp)).unwrap();
        assert_eq!((content(&path), mode(&path)), (b"new".to_vec(), kept));
    }
}

#[test]
fn a_link_stays_a_link_and_its_file_is_replaced() {
    let dir = folder();
    fs::create_dir(dir.path().join("real")).unwrap();
    let target = dir.path().join("real/a.ron");
    let stamp = given(&target, b"old", 0o640);
    let link = dir.path().join("link.ron");
    symlink("real/a.ron", &link).unwrap();
    replace(&link, b"new", Expected::This(&stamp)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!((content(&target), mode(&target)), (b"new".to_vec(), 0o640));
    assert_eq!(names(&dir.path().join("real")), ["a.ron"]);
}

#[test]
fn a_chain_of_links_that_dangles_creates_the_file_at_its_end() {
    let dir = folder();
    fs::create_dir(dir.path().join("real")).unwrap();
    symlink("second", dir.path().join("first")).unwrap();
    symlink("real/a.ron", dir.path().join("second")).unwrap();
    replace(&dir.path().join("first"), b"new", Expected::Nothing).unwrap();
    assert_eq!(content(&dir.path().join("real/a.ron")), b"new");
    assert!(
        fs::symlink_metadata(dir.path().join("second"))
            .unwrap()
            .is_symlink()
    );
}

#[test]
fn links_in_a_circle_are_refused() {
    let dir = folder();
    symlink("b", dir.path().join("a")).unwrap();
    symlink("a", dir.path().join("b")).unwrap();
    let error = replace(&dir.path().join("a"), b"new", Expected::Anything).unwrap_err();
    assert!(matches!(error, SaveError::Io(..)));
    assert_eq!(names(dir.path()), ["a", "b"]);
}

#[test]
fn a_read_only_file_is_refused_also_when_the_folder_would_allow_it() {
    let dir = folder();
    let path = dir.path().join("a.ron");
    let stamp = given(&path, b"old", 0o444);
    let error = replace(&path, b"new", Expected::This(&stamp)).unwrap_err();
    assert!(error.to_string().contains("a.ron is read-only"), "{error}");
    assert!(write_new(&path, b"new", true).is_err());
    assert_eq!(
        (content(&path), names(dir.path())),
        (b"old".to_vec(), vec!["a.ron".to_owned()])
    );
}

#[test]
fn a_folder_or_a_pipe_is_refused_and_nothing_is_left() {
    let dir = folder();
    fs::create_dir(dir.path().join("d")).unwrap();
    let pipe = dir.path().join("p");
    let kind = rustix::fs::FileType::Fifo;
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, kind, rustix::fs::Mode::RWXU, 0).unwrap();
    for name in ["d", "p"] {
        let path = dir.path().join(name);
        assert!(matches!(
            replace(&path, b"new", Expected::Anything),
            Err(SaveError::NotAFile(_))
        ));
        assert!(matches!(
            write_new(&path, b"new", true),
            Err(SaveError::NotAFile(_))
        ));
    }
    assert_eq!(names(dir.path()), ["d", "p"]);
}

#[test]
fn the_longest_name_is_saved_and_a_longer_one_refused_in_words() {
    let dir = folder();
    let path = dir.path().join(format!("{}.ron", "a".repeat(251)));
    let stamp = replace(&path, b"one", Expected::Nothing).unwrap();
    replace(&path, b"two", Expected::This(&stamp)).unwrap();
    assert_eq!(content(&path), b"two");
    let error = replace(&dir.path().join("a".repeat(256)), b"x", Expected::Nothing).unwrap_err();
    assert!(error.to_string().contains("too long"), "{error}");
    assert_eq!(names(dir.path()).len(), 1);
}

#[test]
fn a_relative_path_works() {
    let dir = folder();
    let mut path = PathBuf::new();
    for _ in std::env::current_dir()
        .unwrap()
        .canonicalize()
        .unwrap()
        .components()
        .skip(1)
    {
        path.push("..");
    }
    path.push(
        dir.path()
            .canonicalize()
            .unwrap()
            .strip_prefix("/")
            .unwrap(),
    );
    path.push("a.ron");
    assert!(path.is_relative());
    replace(&path, b"new", Expected::Nothing).unwrap();
    assert_eq!(content(&dir.path().join("a.ron")), b"new");
}

#[test]
fn a_folder_that_is_not_there_or_not_writable_is_an_error_in_words() {
    let dir = folder();
    let error = replace(&dir.path().join("no/a.ron"), b"x", Expected::Nothing).unwrap_err();
    assert!(error.to_string().contains("does not exist"), "{error}");
    // Not even root may write here.
    let error = replace(Path::new("/proc/a.ron"), b"x", Expected::Nothing).unwrap_err();
    assert!(matches!(error, SaveError::Io(..)), "{error}");
}

#[test]
fn what_a_killed_save_left_is_replaced_without_following_it() {
    let dir = folder();
    let victim = dir.path().join("victim");
    given(&victim, b"precious", 0o600);
    symlink(&victim, dir.path().join(".a.ron.tmp")).unwrap();
    replace(&dir.path().join("a.ron"), b"new", Expected::Nothing).unwrap();
    assert_eq!(content(&victim), b"precious");
    assert_eq!(names(dir.path()), ["a.ron", "victim"]);
}

#[test]
fn a_change_of_equal_length_with_its_time_put_back_is_noticed() {
    let dir = folder();
    let path = dir.path().join("a.ron");
    let stamp = replace(&path, b"mine", Expected::Nothing).unwrap();
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let mut file = OpenOptions::new().write(true).open(&path).unwrap();
    file.write_all(b"your").unwrap();
    file.set_modified(time).unwrap();
    let error = replace(&path, b"more", Expected::This(&stamp)).unwrap_err();
    assert!(matches!(error, SaveError::ChangedByOther(_)));
    assert_eq!(
        (content(&path), names(dir.path())),
        (b"your".to_vec(), vec!["a.ron".to_owned()])
    );
}

#[test]
fn a_file_that_appeared_where_none_was_is_left_alone() {
    let dir = folder();
    let path = dir.path().join("a.ron");
    given(&path, b"theirs", 0o600);
    let error = replace(&path, b"mine", Expected::Nothing).unwrap_err();
    assert!(matches!(error, SaveError::ChangedByOther(_)));
    assert_eq!(content(&path), b"theirs");
}

#[test]
fn a_touch_that_changes_no_byte_is_no_conflict() {
    let dir = folder();
    let path = dir.path().join("a.ron");
    let stamp = replace(&path, b"mine", Expected::Nothing).unwrap();
    fs::remove_file(&path).unwrap();
    given(&path, b"mine", 0o600);
    let stamp = replace(&path, b"more", Expected::This(&stamp)).unwrap();
    fs::remove_file(&path).unwrap();
    replace(&path, b"again", Expected::This(&stamp)).unwrap();
    assert_eq!(content(&path), b"again");
}

#[test]
fn an_export_overwrites_only_when_told_and_never_through_a_link() {
    let dir = folder();
    let path = dir.path().join("summary.md");
    write_new(&path, b"one", false).unwrap();
    let error = write_new(&path, b"two", false).unwrap_err();
    assert!(matches!(error, SaveError::Exists(_)) && content(&path) == b"one");
    write_new(&path, b"two", true).unwrap();
    assert_eq!(content(&path), b"two");
    let link = dir.path().join("link.md");
    symlink(&path, &link).unwrap();
    assert!(matches!(
        write_new(&link, b"three", true),
        Err(SaveError::NotAFile(_))
    ));
    assert_eq!(content(&path), b"two");
}

#[test]
fn a_failed_save_takes_its_temporary_file_away() {
    let dir = folder();
    let path = dir.path().join("a.ron");
    given(&path, b"theirs", 0o600);
    for _ in 0..3 {
        replace(&path, b"mine", Expected::Nothing).unwrap_err();
    }
    assert_eq!(names(dir.path()), ["a.ron"]);
}

#[test]
fn an_export_has_the_mode_of_any_new_file_and_keeps_it() {
    let dir = folder();
    let plain = dir.path().join("plain");
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&plain)
        .unwrap();
    let path = dir.path().join("summary.md");
    write_new(&path, b"one", false).unwrap();
    assert_eq!(mode(&path), mode(&plain), "as the umask says");
    for kept in [0o644, 0o600] {
        fs::set_permissions(&path, fs::Permissions::from_mode(kept)).unwrap();
        write_new(&path, b"two", true).unwrap();
        assert_eq!(mode(&path), kept);
    }
    let private = dir.path().join("private");
    write_new_like(&private, b"one", false, NEW_FILE).unwrap();
    assert_eq!(mode(&private), 0o600);
    assert_eq!(mode_like(&path), Some(0o600));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(mode_like(&path), Some(0o644));
    assert_eq!(mode_like(&dir.path().join("none")), NEW_FILE);
}
