//! Copies of a session that the program made in need, and that may hold more than its file: rescue copies of what could
//! not be saved, and versions that went on beside a file that someone else changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::domain::{Session, counted};
use crate::store::names::{CONFLICT, RESCUE, folder_of, resolve, shown};
use crate::store::{paths, session};

/// How many copies are read, as each is read whole.
const MOST: usize = 8;

/// Why there is a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The file could not be written.
    Rescue,
    /// Someone else had changed the file.
    Conflict,
}

impl Kind {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Rescue => "rescue copy",
            Self::Conflict => "conflict copy",
        }
    }

    /// What kind of copy a file is by its name, if it is one.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_stem()?.to_string_lossy().into_owned();
        let (_, word) = name.rsplit_once('.')?;
        let is = |mark: &str| {
            word.strip_prefix(mark)
                .is_some_and(|time| time.ends_with('Z') || time.contains("Z-"))
        };
        match () {
            () if is(RESCUE) => Some(Self::Rescue),
            () if is(CONFLICT) => Some(Self::Conflict),
            () => None,
        }
    }
}

/// All rescue copies that the program left on this machine.
pub fn rescued() -> Vec<PathBuf> {
    let folders = paths::rescue_folders();
    let all = folders.iter().flat_map(|folder| in_folder(folder));
    all.filter(|path| Kind::of(path) == Some(Kind::Rescue))
        .filter(|path| is_mine(path))
        .collect()
}

/// Whether it is this user's: in the folder for temporary files anyone may put one.
#[cfg(unix)]
fn is_mine(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let mine = rustix::process::getuid().as_raw();
    fs::symlink_metadata(path).is_ok_and(|there| there.is_file() && there.uid() == mine)
}

#[cfg(not(unix))]
fn is_mine(path: &Path) -> bool {
    path.is_file()
}

fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| Kind::of(path).is_some())
        .collect()
}

/// A sentence about the newest copy of the session at `path` that is newer than its file, with what both hold.
pub fn newer(path: &Path, open: &Session) -> Option<String> {
    newer_in(path, open, rescued())
}

fn newer_in(path: &Path, open: &Session, rescued: Vec<PathBuf>) -> Option<String> {
    let target = resolve(path).ok()?;
    let saved = modified(&target)?;
    let mut copies: Vec<(SystemTime, PathBuf)> = in_folder(folder_of(&target))
        .into_iter()
        .chain(rescued)
        .filter(|copy| *copy != target)
        .filter_map(|copy| Some((modified(&copy)?, copy)))
        .filter(|(time, _)| *time > saved)
        .collect();
    copies.sort();
    let is_of_it = |copy: &PathBuf| {
        let loaded = session::load(copy).ok()?;
        (loaded.session.uuid == open.uuid).then_some(loaded.session)
    };
    let mut found = copies.iter().rev().take(MOST);
    let (copy, session) = found.find_map(|(_, copy)| Some((copy, is_of_it(copy)?)))?;
    let kind = Kind::of(copy)?.words();
    Some(format!(
        "A {kind} is newer: {}; here {}. Open it to look: {}",
        counts(&session),
        counts(open),
        shown(copy)
    ))
}

fn counts(session: &Session) -> String {
    let (threats, actions) = (session.threats.len(), session.actions.len());
    format!(
        "{}, {}",
        counted(threats, "threat"),
        counted(actions, "action")
    )
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, FourQuestion, New, SessionKind, Stamp};
    use crate::store::{atomic, format};

    fn session(uuid: u128, threats: usize) -> Session {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let uuid = uuid::Uuid::from_u128(uuid);
        let mut session = Session::new(uuid, "Refunds".into(), SessionKind::Meeting, at);
        for n in 0..threats {
            let new = New::threat(format!("Threat {n}"), FourQuestion::GoWrong);
            session.apply(&Edit::Add(new), at).unwrap();
        }
        session
    }

    /// Writes a session with a time of its own, in seconds.
    fn put(path: &Path, session: &Session, time: u64) {
        let text = format::write(session).unwrap();
        atomic::write_new(path, text.as_bytes(), true).unwrap();
        let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000 + time);
        fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_modified(time)
            .unwrap();
    }

    #[test]
    fn a_newer_copy_is_named_with_what_it_holds_and_an_older_or_strange_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let (file, here) = (path("refund.ron"), session(1, 1));
        put(&file, &here, 100);
        let rescue = path("other/refund.rescue-20261130T080000Z.ron");
        fs::create_dir(path("other")).unwrap();
        put(&rescue, &session(1, 2), 99);
        put(
            &path("refund.conflict-20261130T080000Z.ron"),
            &session(2, 3),
            200,
        );
        let says = || newer_in(&file, &here, vec![rescue.clone()]);
        assert_eq!(says(), None);
        put(&rescue, &session(1, 2), 101);
        let words = says().unwrap();
        assert!(
            words.starts_with("A rescue copy is newer: 2 threats, 0 actions; here 1 threat, 0 actions. Open it to look: ")
                && words.ends_with("refund.rescue-20261130T080000Z.ron"),
            "{words}"
        );
        put(
            &path("refund.conflict-20261130T080001Z-2.ron"),
            &session(1, 3),
            300,
        );
        assert!(
            says()
                .unwrap()
                .starts_with("A conflict copy is newer: 3 threats")
        );
    }

    #[test]
    fn a_copy_is_known_by_its_name() {
        let of = |name: &str| Kind::of(Path::new(name));
        assert_eq!(of("a.rescue-20261130T080000Z.ron"), Some(Kind::Rescue));
        assert_eq!(
            of("a.conflict-20261130T080000Z-2.ron"),
            Some(Kind::Conflict)
        );
        for name in ["a.ron", "rescue-party.ron", "a.rescue-party.ron", ""] {
            assert_eq!(of(name), None, "{name}");
        }
    }

    #[test]
    fn a_copy_of_the_same_moment_is_not_newer() {
        let folder = tempfile::tempdir().unwrap();
        let (file, here) = (folder.path().join("refund.ron"), session(1, 1));
        put(&file, &here, 100);
        let copy = folder.path().join("refund.conflict-20261130T080000Z.ron");
        put(&copy, &session(1, 2), 100);
        assert_eq!(newer_in(&file, &here, Vec::new()), None);
        put(&copy, &session(1, 2), 101);
        assert!(newer_in(&file, &here, Vec::new()).is_some());
    }
}
