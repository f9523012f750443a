//! Follows a session file without ever writing, locking or creating anything: keeps the last session that could be
//! read, and says in one line when that is not the file's latest.

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::{Session, Stamp};
use crate::store::read::ReadError;
use crate::store::session::{self, LoadError};
use crate::store::stamp;

/// A session file and what was read of it last.
pub(super) struct Follower {
    path: PathBuf,
    /// The last session that could be read.
    pub(super) session: Session,
    stamp: stamp::Stamp,
    /// When it was read.
    at: Stamp,
    /// Why the session may be old.
    pub(super) trouble: Option<String>,
}

impl Follower {
    /// Reads the session for the first time.
    pub(super) fn new(path: &Path, now: Stamp) -> Result<Self, LoadError> {
        let loaded = session::load(path)?;
        Ok(Self {
            path: path.to_owned(),
            session: loaded.session,
            stamp: loaded.stamp,
            at: now,
            trouble: None,
        })
    }

    /// Reads the session again if its file is another one than it was.
    pub(super) fn look(&mut self, now: Stamp) {
        let same = fs::metadata(&self.path)
            .and_then(|metadata| self.stamp.still_holds(&self.path, &metadata))
            .unwrap_or(false);
        if same && self.trouble.is_none() {
            self.at = now;
            return;
        }
        match session::load(&self.path) {
            Ok(loaded) => {
                self.session = loaded.session;
                self.stamp = loaded.stamp;
                self.at = now;
                self.trouble = None;
            }
            Err(error) => self.trouble = Some(self.says(&error)),
        }
    }

    fn says(&self, error: &LoadError) -> String {
        let at = self.at.format("%H:%M");
        match error {
            LoadError::Read(ReadError::Missing(_)) => {
                format!("The file is gone. This is its state at {at}.")
            }
            error => {
                format!("The file cannot be read now. This is its state at {at}. {error}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{SessionKind, Text};
    use crate::store::lock::{self, LockOutcome};
    use crate::store::{atomic, format};

    fn at(time: &str) -> Stamp {
        Stamp::parse_from_rfc3339(&format!("2026-05-09T{time}:00+02:00")).unwrap()
    }

    fn put(path: &Path, title: &str) {
        let ten = at("10:00");
        let kind = SessionKind::Meeting;
        let session = Session::new(uuid::Uuid::nil(), Text::new(title), kind, ten);
        let text = format::write(&session).unwrap();
        atomic::write_new(path, text.as_bytes(), true).unwrap();
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_that_is_replaced_gone_or_broken_for_a_moment_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("refund.ron");
        put(&path, "One");
        let mut follower = Follower::new(&path, at("10:00")).unwrap();
        put(&path, "Two");
        follower.look(at("10:01"));
        assert_eq!(follower.session.title.as_str(), "Two");
        assert_eq!(follower.trouble, None);

        fs::remove_file(&path).unwrap();
        follower.look(at("10:02"));
        assert_eq!(follower.session.title.as_str(), "Two");
        assert_eq!(
            follower.trouble.as_deref(),
            Some("The file is gone. This is its state at 10:01.")
        );

        atomic::write_new(&path, b"(version: 1,", true).unwrap();
        follower.look(at("10:03"));
        assert_eq!(follower.session.title.as_str(), "Two");
        let says = follower.trouble.clone().unwrap();
        assert!(
            says.starts_with("The file cannot be read now. This is its state at 10:01."),
            "{says}"
        );
        assert!(!says.contains('\n'), "one line: {says}");

        put(&path, "Three");
        follower.look(at("10:04"));
        assert_eq!(follower.session.title.as_str(), "Three");
        assert_eq!(follower.trouble, None);
    }

    #[test]
    fn following_leaves_no_trace_and_needs_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("refund.ron");
        put(&path, "One");
        let LockOutcome::Held(_lock) = lock::acquire(&path, at("10:00")) else {
            panic!("the main program holds the lock");
        };
        let seen = |path: &Path| {
            let bytes = fs::read(path).unwrap();
            (bytes, fs::metadata(path).unwrap().modified().unwrap())
        };
        let (before, beside) = (seen(&path), names(folder.path()));
        let mut follower = Follower::new(&path, at("10:00")).unwrap();
        follower.look(at("10:01"));
        assert_eq!(seen(&path), before);
        assert_eq!(names(folder.path()), beside);
    }
}
