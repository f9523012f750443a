//! A session file read and understood in one go, and written back by who changes it once: what the shell and the
//! command line share.

use std::fmt;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use crate::domain::text::safe;
use crate::domain::{LIMITS, Session, Text};
use crate::store::atomic::{self, Expected, SaveError};
use crate::store::format::{self, FormatError};
use crate::store::names::{FORMER, beside, resolve, shown};
use crate::store::read::{self, ReadError};
use crate::store::stamp::Stamp;

/// A session as its file holds it.
#[derive(Clone, Debug)]
pub struct LoadedSession {
    /// The session.
    pub session: Session,
    /// The file as it was, to notice later changes by.
    pub stamp: Stamp,
    /// The bytes of the file.
    pub bytes: Vec<u8>,
}

impl LoadedSession {
    /// The same, or what was written since it was read: a command may have had the lock meanwhile. What cannot be read
    /// any more stays as it was; saving then notices that the file was changed.
    #[must_use]
    pub fn renewed(self, path: &Path) -> Self {
        let changed = |found: &Metadata| matches!(self.stamp.still_holds(path, found), Ok(false));
        if fs::metadata(path).is_ok_and(|found| changed(&found)) {
            return load(path).unwrap_or(self);
        }
        self
    }
}

/// Whether a session file is laid out by hand or holds comments: they are lost when it is written again, so its bytes
/// are kept beside it first. `session` is what was read from them. Takes as long as writing the session once.
pub fn is_laid_out_by_hand(bytes: &[u8], session: &Session) -> bool {
    !std::str::from_utf8(bytes).is_ok_and(|text| format::is_canonical(text, session))
}

/// Why a file could not be loaded.
#[derive(Debug)]
pub enum LoadError {
    /// It could not be read, or is not text.
    Read(ReadError),
    /// It is text, but not a session of a version that this program knows.
    Format(PathBuf, FormatError),
}

impl LoadError {
    /// The system refused, as opposed to a file that is wrong or not there.
    pub fn is_system(&self) -> bool {
        matches!(self, Self::Read(ReadError::Io(..)))
    }

    /// The line of the file that is wrong, for those who can show it.
    pub fn line_of_file(&self, path: &Path) -> Option<String> {
        let Self::Format(_, error) = self else {
            return None;
        };
        let loaded = read::read(path).ok()?;
        let line = loaded.text().lines().nth(error.line.checked_sub(1)?)?;
        Some(safe(line))
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Format(path, error) => {
                // As compilers write places, so that editors can jump there.
                let path = shown(path);
                let says = match (error.line, error.column) {
                    (0, _) => format!("{path}: {}", error.says),
                    (line, 0) => format!("{path}:{line}: {}", error.says),
                    (line, column) => format!("{path}:{line}:{column}: {}", error.says),
                };
                f.write_str(&safe(&says))
            }
        }
    }
}

impl std::error::Error for LoadError {}

/// The title near the beginning of the file at `path`, to be shown while the rest is read. No more is checked of it than
/// that it is a text.
pub fn title(path: &Path) -> Option<Text> {
    let head = read::head(path, 4096).ok()?;
    let line = head
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("title:"))?;
    let title: String = ron::from_str(line.trim().strip_suffix(',')?).ok()?;
    Some(Text::new(&title)).filter(|title| !title.is_empty())
}

/// Reads the session in the file at `path`, and checks it whole.
///
/// # Errors
/// A [`LoadError`] as a full sentence that begins with path, line and column. The file is only read.
pub fn load(path: &Path) -> Result<LoadedSession, LoadError> {
    let loaded = read::read(path).map_err(LoadError::Read)?;
    let mut session = format::read(loaded.text())
        .map_err(|error| LoadError::Format(path.to_path_buf(), error))?;
    session.measured(size(&session, loaded.text().len()));
    let stamp = loaded.stamp.clone();
    let bytes = loaded.into_bytes();
    Ok(LoadedSession {
        session,
        stamp,
        bytes,
    })
}

/// How many bytes the file will have once it is written again. One that is laid out in fewer lines grows by that, but
/// only of a large one this matters.
fn size(session: &Session, bytes: usize) -> usize {
    if bytes < LIMITS.bytes / 3 {
        return bytes;
    }
    format::size(session)
}

/// Whether a file of this size is read, as larger ones are not.
pub fn can_be_read_again(bytes: usize) -> bool {
    bytes as u64 <= read::MAX_BYTES
}

/// Writes a session that was loaded from `path` back, if no one changed the file meanwhile. Where that would lose
/// comments or a layout, the former file is kept as `name.ron.bak`.
///
/// # Errors
/// A [`SaveError`]; but for `NotSynced` the file is as it was.
pub fn save(path: &Path, loaded: &LoadedSession) -> Result<Stamp, SaveError> {
    let text = format::write(&loaded.session)
        .map_err(|error| SaveError::Io(path.into(), std::io::Error::other(error)))?;
    if !can_be_read_again(text.len()) {
        return Err(SaveError::TooLarge(path.into()));
    }
    // The session was changed since it was read.
    let as_read = std::str::from_utf8(&loaded.bytes).map(format::read);
    let as_read = as_read.ok().and_then(Result::ok);
    if as_read.is_none_or(|as_read| is_laid_out_by_hand(&loaded.bytes, &as_read)) {
        let target = resolve(path).map_err(|error| SaveError::Io(path.into(), error))?;
        keep_former(&target, &loaded.bytes)?;
    }
    atomic::replace(path, text.as_bytes(), Expected::This(&loaded.stamp))
}

/// Keeps the bytes that a file held as `name.ron.bak` beside it, with its permissions.
pub(crate) fn keep_former(target: &Path, former: &[u8]) -> Result<(), SaveError> {
    let mode = atomic::mode_like(target);
    atomic::write_new_like(&beside(target, "", FORMER), former, true, mode).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title_of(text: &str) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        atomic::write_new(&path, text.as_bytes(), false).unwrap();
        title(&path).map(|title| title.as_str().to_owned())
    }

    #[test]
    fn what_was_written_since_a_session_was_read_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let put = |text: &str| atomic::write_new(&path, text.as_bytes(), true).unwrap();
        let uuid = uuid::Uuid::from_u128(1);
        let at = crate::domain::Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let titled = |title: &str| {
            let session = Session::new(uuid, title.into(), crate::domain::SessionKind::Meeting, at);
            format::write(&session).unwrap()
        };
        let title_now = || {
            let loaded = load(&path).unwrap();
            move |path: &Path| loaded.renewed(path).session.title.as_str().to_owned()
        };
        put(&titled("Before"));
        assert_eq!(title_now()(&path), "Before");
        let now = title_now();
        put(&titled("After"));
        assert_eq!(now(&path), "After");
        let now = title_now();
        put("(");
        assert_eq!(now(&path), "After", "what cannot be read is left to saving");
        put(&titled("Gone"));
        let now = title_now();
        fs::remove_file(&path).unwrap();
        assert_eq!(now(&path), "Gone");
    }

    #[test]
    fn the_title_is_told_from_the_beginning_of_a_file() {
        let head =
            "(\n    version: 1,\n    title: \"Zo\u{eb} \\\"pays\\\"\",\n    kind: Meeting,\n";
        let long = format!("{head}{}", "é".repeat(4_000));
        assert_eq!(title_of(&long).unwrap(), "Zo\u{eb} \"pays\"");
        assert_eq!(
            title_of("(\n    title: \"\x1b]0;x\x07\",\n").unwrap(),
            "]0;x"
        );
        for none in [
            "",
            "(version: 1)",
            "(\n    title: \"half a ti",
            "(\n    title: \"\",\n",
        ] {
            assert_eq!(title_of(none), None, "{none}");
        }
        assert_eq!(title(Path::new("/dev/zero")), None);
    }
}
