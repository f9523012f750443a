//! Names of files: where a path really leads, what the files beside it are called, and how a path or a failure is put
//! in words that are safe to show.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use crate::domain::text::safe;
use crate::store::sums;

/// The end of the name that the former text of a file has beside it.
pub(crate) const FORMER: &str = ".bak";

/// The end of the name of a lock.
pub(crate) const LOCK: &str = ".lock";

/// The end of the name of a file that is not whole yet.
pub(crate) const TEMPORARY: &str = ".tmp";

/// The word before the time in the name of a rescue copy.
pub(crate) const RESCUE: &str = "rescue-";

/// The same for a copy that was made because someone else had changed the file.
pub(crate) const CONFLICT: &str = "conflict-";

/// The longest file name that common file systems take, in bytes.
const MAX_NAME: usize = 255;

/// How many digits of its sum stand for a name that is too long.
const SHORT: usize = 16;

/// The most links that are followed before a path counts as a circle; Linux stops at the same number.
const MAX_LINKS: usize = 40;

/// The most characters of a path that a message shows; the end of a path tells more than its start.
const MAX_SHOWN: usize = 100;

/// The folder that holds `path`: its parent, or `.` for a bare name.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// The file that `path` leads to through symbolic links, also where the last link dangles: then the file it names is
/// the one to create.
///
/// # Errors
/// When the links run in a circle, or a folder on the way cannot be read.
pub(crate) fn resolve(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Ok(target) => return Ok(target),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let mut target = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        match fs::symlink_metadata(&target) {
            Ok(found) if found.is_symlink() => {
                target = folder_of(&target).join(fs::read_link(&target)?);
            }
            Ok(_) => return Ok(target),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(target),
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("its symbolic links form a loop"))
}

/// The path of a file beside `target`, named `{before}{name}{after}`. A name that would grow too long for the file
/// system is replaced by a short one that is the same each time.
pub(crate) fn beside(target: &Path, before: &str, after: &str) -> PathBuf {
    folder_of(target).join(framed(
        target.file_name().unwrap_or_default(),
        before,
        after,
    ))
}

/// The path of a copy beside `target`: `name.{word}.ron` for `name.ron`.
pub(crate) fn copy_beside(target: &Path, word: &str) -> PathBuf {
    folder_of(target).join(copy_name(target, word))
}

/// The name of a copy of `target`: `name.{word}.ron` for `name.ron`.
pub(crate) fn copy_name(target: &Path, word: &str) -> OsString {
    let extension = target
        .extension()
        .unwrap_or(OsStr::new("ron"))
        .to_string_lossy();
    framed(
        target.file_stem().unwrap_or_default(),
        "",
        &format!(".{word}.{extension}"),
    )
}

fn framed(name: &OsStr, before: &str, after: &str) -> OsString {
    let mut framed = OsString::from(before);
    if before.len() + name.len() + after.len() <= MAX_NAME {
        framed.push(name);
    } else {
        let mut digits = sums::digits(&sums::of(name.to_string_lossy().as_bytes()));
        digits.truncate(SHORT);
        framed.push(format!("session-{digits}"));
    }
    framed.push(after);
    framed
}

/// A path as a message may show it: clean, the home folder as `~` (the screen is shared), and a long one by its end.
pub(crate) fn shown(path: &Path) -> String {
    shown_from(path, std::env::home_dir().as_deref())
}

fn shown_from(path: &Path, home: Option<&Path>) -> String {
    let home = home.filter(|home| home.components().any(|c| matches!(c, Component::Normal(_))));
    let whole = match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(rest) => Path::new("~").join(rest),
        None => path.to_path_buf(),
    };
    let cleaned = crate::domain::text::clean(&whole.to_string_lossy());
    let chars = cleaned.chars().count();
    if chars <= MAX_SHOWN {
        return cleaned;
    }
    let end: String = cleaned.chars().skip(chars - (MAX_SHOWN - 3)).collect();
    format!("...{end}")
}

/// Why the system refused and what helps, as the end of a sentence.
pub(crate) fn why(error: &io::Error) -> String {
    let known = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full; free some space",
        ErrorKind::FileTooLarge => {
            "files may not grow so large here; raise the limit (ulimit -f), or free some space"
        }
        ErrorKind::PermissionDenied => {
            "permission is denied; ask its owner, or choose another folder"
        }
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only; choose another folder",
        ErrorKind::NotFound => {
            "the file or its folder does not exist; restore it, or choose another"
        }
        ErrorKind::NotADirectory => "a part of its path is not a folder; check the path",
        ErrorKind::InvalidFilename => "its name is too long or not allowed; choose a shorter one",
        _ => return safe(&error.to_string()),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_lives_in_the_current_folder() {
        assert_eq!(folder_of(Path::new("a.ron")), Path::new("."));
        assert_eq!(folder_of(Path::new("/x/a.ron")), Path::new("/x"));
    }

    #[test]
    fn a_name_at_the_limit_gets_short_companions_that_stay_the_same() {
        let long = PathBuf::from(format!("/x/{}.ron", "a".repeat(251)));
        let companion = beside(&long, ".", ".tmp");
        assert!(companion.file_name().unwrap().len() <= 255);
        assert_eq!(companion, beside(&long, ".", ".tmp"));
        // Two releases of the program must find the same lock.
        assert!(companion.ends_with(".session-c9b976b0b74281e5.tmp"));
        assert_ne!(companion, beside(&long, ".", ".lock"));
        assert_eq!(
            beside(Path::new("/x/a.ron"), ".", ".tmp"),
            Path::new("/x/.a.ron.tmp")
        );
    }

    #[test]
    fn a_hostile_or_long_path_is_shown_harmless_and_by_its_end() {
        let hostile = PathBuf::from("/x/\x1b]0;owned\x07\u{202e}.ron");
        assert_eq!(shown_from(&hostile, None), "/x/]0;owned\u{fffd}.ron");
        let long = PathBuf::from(format!("/{}/refund.ron", "deep/".repeat(60)));
        let words = shown_from(&long, None);
        assert!(words.ends_with("deep/refund.ron") || words.ends_with("deep//refund.ron"));
        assert_eq!(words.chars().count(), MAX_SHOWN);
    }

    #[test]
    fn the_home_folder_is_not_shown_on_a_shared_screen() {
        let home = Path::new("/home/ana");
        assert_eq!(
            shown_from(Path::new("/home/ana/a.ron"), Some(home)),
            "~/a.ron"
        );
        assert_eq!(
            shown_from(Path::new("/srv/a.ron"), Some(home)),
            "/srv/a.ron"
        );
        assert_eq!(
            shown_from(Path::new("/srv/a.ron"), Some(Path::new("/"))),
            "/srv/a.ron"
        );
    }
}
