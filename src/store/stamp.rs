//! What a file looked like when we last read or wrote it, so that someone else's change is noticed before it is
//! overwritten.

use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::store::read;

/// A file as last seen: device, inode, length, both times, and a sum of its content. The times and the inode notice a
/// change of equal length; the sum forgives a tool that touched the file without changing a byte (sync clients do).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    marks: Marks,
    sum: u64,
}

/// How a file looks from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Marks {
    dev: u64,
    ino: u64,
    len: u64,
    /// Seconds and nanoseconds.
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    /// The stamp of a file whose metadata is `metadata` and whose whole content is `bytes`.
    pub(crate) fn new(metadata: &Metadata, bytes: &[u8]) -> Self {
        Self {
            marks: Marks::of(metadata),
            sum: sum(bytes),
        }
    }

    /// How the file looked from outside.
    pub(crate) fn marks(&self) -> Marks {
        self.marks
    }

    /// Whether the file at `target`, which exists with `metadata`, still holds what this stamp saw.
    ///
    /// # Errors
    /// When the marks differ and the content cannot be read to compare.
    pub(crate) fn still_holds(&self, target: &Path, metadata: &Metadata) -> io::Result<bool> {
        let marks = Marks::of(metadata);
        if marks == self.marks {
            return Ok(true);
        }
        if marks.len != self.marks.len {
            return Ok(false);
        }
        Ok(sum(&read::bytes(target)?.0) == self.sum)
    }
}

impl Marks {
    #[cfg(unix)]
    pub(crate) fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            dev: metadata.dev(),
            ino: metadata.ino(),
            len: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }

    #[cfg(not(unix))]
    pub(crate) fn of(metadata: &Metadata) -> Self {
        let since = |time: io::Result<std::time::SystemTime>| {
            time.ok()
                .and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok())
                .map_or((0, 0), |d| {
                    (
                        i64::try_from(d.as_secs()).unwrap_or(i64::MAX),
                        i64::from(d.subsec_nanos()),
                    )
                })
        };
        Self {
            dev: 0,
            ino: 0,
            len: metadata.len(),
            modified: since(metadata.modified()),
            changed: since(metadata.created()),
        }
    }
}

impl Marks {
    /// Whether the file was last changed this long before a moment, so that a change after that moment has other times.
    pub(crate) fn are_older_than(&self, age: Duration, at: SystemTime) -> bool {
        let at = at.duration_since(SystemTime::UNIX_EPOCH);
        let at = at.ok().and_then(|at| i64::try_from(at.as_secs()).ok());
        let age = i64::try_from(age.as_secs()).unwrap_or(i64::MAX);
        let last = self.modified.0.max(self.changed.0);
        at.is_some_and(|at| last.saturating_add(age) < at)
    }
}

/// Whether the open file `file` is the one that `path` names now, without following a link.
#[cfg(unix)]
pub(crate) fn is_same(file: &fs::File, path: &Path) -> bool {
    let (Ok(ours), Ok(theirs)) = (file.metadata(), fs::symlink_metadata(path)) else {
        return false;
    };
    let (ours, theirs) = (Marks::of(&ours), Marks::of(&theirs));
    ours.dev == theirs.dev && ours.ino == theirs.ino
}

#[cfg(not(unix))]
pub(crate) fn is_same(file: &fs::File, path: &Path) -> bool {
    is_same_by_handle(file, path)
}

/// The same where metadata tells no identity: the system is asked for that of both open files. Two files of one length
/// are two files.
#[cfg(any(not(unix), test))]
fn is_same_by_handle(file: &fs::File, path: &Path) -> bool {
    use same_file::Handle;
    if !fs::symlink_metadata(path).is_ok_and(|there| there.is_file()) {
        return false;
    }
    let ours = file.try_clone().and_then(Handle::from_file);
    let theirs = Handle::from_path(path);
    matches!((ours, theirs), (Ok(ours), Ok(theirs)) if ours == theirs)
}

/// Whether both names lead to one file, as hard links do.
#[cfg(unix)]
pub(crate) fn is_one_file(a: &Path, b: &Path) -> bool {
    let (Ok(a), Ok(b)) = (fs::metadata(a), fs::metadata(b)) else {
        return false;
    };
    let (a, b) = (Marks::of(&a), Marks::of(&b));
    a.dev == b.dev && a.ino == b.ino
}

#[cfg(not(unix))]
pub(crate) fn is_one_file(a: &Path, b: &Path) -> bool {
    same_file::is_same_file(a, b).unwrap_or(false)
}

fn sum(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_only_handles_tell_files_apart_two_of_one_length_are_two() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let put = |name: &str| crate::store::atomic::write_new(&path(name), b"same", true);
        put("a").unwrap();
        put("b").unwrap();
        let a = fs::File::open(path("a")).unwrap();
        for is_same in [is_same, is_same_by_handle] {
            assert!(is_same(&a, &path("a")));
            assert!(!is_same(&a, &path("b")), "as after a rename that failed");
            assert!(!is_same(&a, &path("gone")));
            assert!(!is_same(&a, folder.path()));
        }
        fs::rename(path("a"), path("b")).unwrap();
        assert!(
            is_same_by_handle(&a, &path("b")),
            "as after one that worked"
        );
    }
}
