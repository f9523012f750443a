//! What is found, with an index and without.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::{Session, SessionKind};
use crate::store::format;

fn noon() -> Stamp {
    Stamp::parse_from_rfc3339("2026-03-04T12:00:00+01:00").unwrap()
}

#[test]
fn copies_are_listed_as_copies_and_what_is_no_session_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::new(
        Uuid::from_u128(1),
        "Refunds".into(),
        SessionKind::Meeting,
        noon(),
    );
    session.revisit = Some(noon().date_naive().pred_opt().unwrap());
    let text = format::write(&session).unwrap();
    // Of those that were met over at one time, the one that was touched last is listed first.
    for (age, name) in [
        "a.rescue-20261130T080000Z.ron",
        "exports.ron",
        "refund.ron",
        "refund.conflict-20261130T080000Z.ron",
        "refund.rescue-20261130T080001Z.ron",
        "notes.ron",
        ".refund.ron",
        "refund.ron.bak",
        ".refund.ron.lock",
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.path().join(name);
        let bytes = if name == "notes.ron" { "[]" } else { &text };
        atomic::write_new(&path, bytes.as_bytes(), false).unwrap();
        let age = std::time::Duration::from_secs(1_700_000_000 + age as u64);
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(std::time::SystemTime::UNIX_EPOCH + age)
            .unwrap();
    }
    let found = without(folder.path());
    let found: Vec<(&str, bool, bool, bool)> = found
        .iter()
        .map(|recent| {
            (
                recent.title.as_str(),
                recent.broken.is_some(),
                recent.kind.is_some(),
                recent.revisit_due.is_some(),
            )
        })
        .collect();
    // Only sessions want attention, and are meetings of a system. A session may well be called "Exports". The older
    // rescue copy is of no use any more.
    let expected = [
        ("Rescue copy: Refunds", false, false, false),
        ("Conflict copy: Refunds", false, false, false),
        ("Refunds", false, true, true),
        ("Refunds", false, true, true),
        ("notes.ron", true, false, false),
    ];
    assert_eq!(found, expected);
}

/// What is found where there is no index.
fn without(folder: &Path) -> Vec<Recent> {
    look(folder, None, wall()).finish(noon().date_naive(), None)
}

fn look(folder: &Path, index: Option<&Path>, at: SystemTime) -> Hunt {
    let folders = [paths::one_threat_folder(folder), folder.to_owned()];
    Hunt::begin(&folders, std::iter::empty(), Index::load(index), at)
}

/// What is found with an index, at a time when the files are an hour old; and how many were read for that.
fn with(folder: &Path, index: &Path) -> (Vec<Recent>, usize) {
    let later = wall() + Duration::from_hours(1);
    let hunt = look(folder, Some(index), later);
    let unread = hunt.unread();
    (hunt.finish(noon().date_naive(), Some(index)), unread)
}

/// How many files were written.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

/// A session in a file of this name; titles of one length make files of one size.
fn write(folder: &Path, name: &str, title: &str) {
    let session = Session::new(
        Uuid::from_u128(7),
        title.into(),
        SessionKind::Meeting,
        noon(),
    );
    let text = format::write(&session).unwrap();
    let path = folder.join(name);
    atomic::write_new(&path, text.as_bytes(), true).unwrap();
    // No two are written at one time, however coarse the clock of the disk.
    let micros = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_780_000_000);
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(at + Duration::from_micros(micros))
        .unwrap();
}

fn titles(found: &[Recent]) -> Vec<&str> {
    found.iter().map(|recent| &*recent.title).collect()
}

#[test]
fn all_sessions_are_found_and_read_once() {
    let folder = tempfile::tempdir().unwrap();
    let kept = tempfile::tempdir().unwrap();
    let index = kept.path().join("state/index.json");
    for number in 0..200 {
        write(folder.path(), &format!("{number}.ron"), "Refunds");
    }
    let (first, read) = with(folder.path(), &index);
    assert_eq!((first.len(), read), (200, 200));
    let (again, read) = with(folder.path(), &index);
    assert_eq!((again.len(), read), (200, 0));
    assert_eq!(again, without(folder.path()));
}

#[test]
fn a_list_is_shown_at_once_with_what_was_known_of_a_file_that_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    let kept = tempfile::tempdir().unwrap();
    let index = kept.path().join("index.json");
    write(folder.path(), "a.ron", "Before");
    with(folder.path(), &index);
    write(folder.path(), "a.ron", "Behind");
    write(folder.path(), "b.ron", "Beside");
    let hunt = look(folder.path(), Some(&index), wall());
    assert_eq!(titles(&hunt.known(noon().date_naive())), ["Before"]);
    assert_eq!(hunt.unread(), 2);
    assert_eq!(
        titles(&hunt.finish(noon().date_naive(), Some(&index))).len(),
        2
    );
}

#[test]
fn a_file_that_was_changed_just_now_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let kept = tempfile::tempdir().unwrap();
    let index = kept.path().join("index.json");
    let path = folder.path().join("a.ron");
    for title in ["Before", "Behind", "Beyond"] {
        // In place, in one moment, and as long as before.
        let session = Session::new(Uuid::nil(), title.into(), SessionKind::Meeting, noon());
        let text = format::write(&session).unwrap();
        if path.is_file() {
            let mut file = fs::File::options().write(true).open(&path).unwrap();
            std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        } else {
            atomic::write_new(&path, text.as_bytes(), false).unwrap();
        }
        let hunt = look(folder.path(), Some(&index), wall());
        assert_eq!(
            titles(&hunt.finish(noon().date_naive(), Some(&index))),
            [title]
        );
    }
    // However fine the clock of the disk is, nothing is kept of it until it is older than any clock is coarse.
    let again = |at| look(folder.path(), Some(&index), at).unread();
    assert_eq!(again(wall()), 1);
    with(folder.path(), &index);
    assert_eq!(again(wall()), 0);
}

#[test]
fn a_copy_of_the_folder_was_not_met_over_today() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.ron", "Refunds");
    let found = without(folder.path());
    assert_eq!(found[0].when(), noon());
    assert_ne!(found[0].touched.date_naive(), noon().date_naive());
}

/// Something that happens to the sessions, or to the index.
#[derive(Clone, Debug)]
enum Happens {
    Write(u8, u8),
    Delete(u8),
    Rename(u8, u8),
    Break(u8),
    IndexGone,
    IndexCut(usize),
    IndexChanged(usize, u8),
    IndexOfAnotherVersion,
    IndexIsAFolder,
    IndexBack,
}

fn anything() -> impl Strategy<Value = Happens> {
    let file = || 0..4_u8;
    prop_oneof![
        6 => (file(), 0..9_u8).prop_map(|(file, title)| Happens::Write(file, title)),
        2 => file().prop_map(Happens::Delete),
        2 => (file(), file()).prop_map(|(from, to)| Happens::Rename(from, to)),
        1 => file().prop_map(Happens::Break),
        1 => Just(Happens::IndexGone),
        1 => (0..900_usize).prop_map(Happens::IndexCut),
        2 => (0..900_usize, any::<u8>()).prop_map(|(at, byte)| Happens::IndexChanged(at, byte)),
        1 => Just(Happens::IndexOfAnotherVersion),
        1 => Just(Happens::IndexIsAFolder),
        1 => Just(Happens::IndexBack),
    ]
}

fn happen(what: &Happens, folder: &Path, index: &Path, before: &mut Option<Vec<u8>>) {
    let name = |file: &u8| format!("{file}.ron");
    let change = |change: &dyn Fn(&mut Vec<u8>)| {
        if let Ok(mut bytes) = fs::read(index) {
            change(&mut bytes);
            atomic::write_new(index, &bytes, true).unwrap();
        }
    };
    match what {
        Happens::Write(file, title) => write(folder, &name(file), &format!("Title {title}")),
        Happens::Delete(file) => drop(fs::remove_file(folder.join(name(file)))),
        Happens::Rename(from, to) => {
            drop(fs::rename(folder.join(name(from)), folder.join(name(to))));
        }
        Happens::Break(file) => {
            atomic::write_new(&folder.join(name(file)), b"(version: 1", true).unwrap();
        }
        Happens::IndexGone => drop(fs::remove_file(index)),
        Happens::IndexCut(at) => change(&|bytes| bytes.truncate(*at)),
        Happens::IndexChanged(at, byte) => change(&|bytes| {
            if let Some(changed) = bytes.get_mut(*at) {
                *changed = *byte;
            }
        }),
        Happens::IndexOfAnotherVersion => change(&|bytes| {
            let text = String::from_utf8_lossy(bytes).replace("index 1", "index 0");
            *bytes = text.into_bytes();
        }),
        Happens::IndexIsAFolder => {
            drop(fs::remove_file(index));
            drop(fs::create_dir(index));
        }
        // Another program that began earlier writes what it knew.
        Happens::IndexBack => {
            drop(fs::remove_dir(index));
            if let Some(bytes) = before {
                atomic::write_new(index, bytes, true).unwrap();
            }
        }
    }
    if let Ok(bytes) = fs::read(index) {
        *before = Some(bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_index_changes_nothing_but_the_time_it_takes(
        all in proptest::collection::vec(anything(), 1..16)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let kept = tempfile::tempdir().unwrap();
        let index = kept.path().join("index.json");
        let mut before = None;
        for what in &all {
            happen(what, folder.path(), &index, &mut before);
            prop_assert_eq!(with(folder.path(), &index).0, without(folder.path()), "{:?}", what);
        }
    }
}
