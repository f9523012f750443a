//! What a file looked like when we last read or wrote it, so that someone else's change is noticed before it is
//! overwritten.

use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::Path;

use crate::store::read;

/// A file as last seen: device, inode, length, both times, and a sum of its content. The times and the inode notice a
/// change of equal length; the sum forgives a tool that touched the file without changing a byte (sync clients do).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    marks: Marks,
    sum: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marks {
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
    fn of(metadata: &Metadata) -> Self {
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
    fn of(metadata: &Metadata) -> Self {
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

/// Whether the open file `file` is the one that `path` names now, without following a link.
pub(crate) fn is_same(file: &fs::File, path: &Path) -> bool {
    let (Ok(ours), Ok(theirs)) = (file.metadata(), fs::symlink_metadata(path)) else {
        return false;
    };
    let (ours, theirs) = (Marks::of(&ours), Marks::of(&theirs));
    ours.dev == theirs.dev && ours.ino == theirs.ino && (cfg!(unix) || ours.len == theirs.len)
}

fn sum(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}
