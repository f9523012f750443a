//! Replacing a whole file so that at every moment the disk holds the whole old or the whole new version, also through
//! a kill, a power cut or a full disk: write a temporary file beside it, sync it, rename it over, sync the folder.
//!
//! Links are followed and the mode is kept. What this way of saving cannot keep: a hard link is separated from its twin
//! (rename makes a new file), extended attributes are lost, and the owner changes to the writer where the system does
//! not allow giving files away.

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::domain::text::safe;
use crate::store::names::{TEMPORARY, beside, folder_of, resolve, shown, why};
use crate::store::stamp::{Stamp, is_same};

/// What the writer believes is on disk; anything else there is someone's work and is not overwritten.
#[derive(Clone, Copy, Debug)]
pub enum Expected<'a> {
    /// Whatever is there may be replaced.
    Anything,
    /// No file yet.
    Nothing,
    /// The file as last read or written. That it is gone is no conflict: nothing is overwritten.
    This(&'a Stamp),
}

/// Why a file was not written.
#[derive(Debug)]
pub enum SaveError {
    /// The file on disk is not the one expected; it was left alone.
    ChangedByOther(PathBuf),
    /// The file exists and may not be overwritten.
    Exists(PathBuf),
    /// The file is marked read-only, or its mode does not let us write it.
    ReadOnly(PathBuf),
    /// A folder, pipe, device or, for an export, a symbolic link.
    NotAFile(PathBuf),
    /// The new version would be larger than a file that is read.
    TooLarge(PathBuf),
    /// The new version is in place, but the folder could not be synced: a power cut may bring the old one back. Carries
    /// the stamp of the new version, which is what is on disk now.
    NotSynced(PathBuf, Box<Stamp>, io::Error),
    /// The system refused; the old version is untouched.
    Io(PathBuf, io::Error),
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::ChangedByOther(path) => format!(
                "{} was changed by someone else, so it was not overwritten. Compare both versions.",
                shown(path)
            ),
            Self::Exists(path) => {
                format!(
                    "{} already exists. Choose another name or overwrite it.",
                    shown(path)
                )
            }
            Self::ReadOnly(path) => {
                format!(
                    "{} is read-only, so it was not changed. Make it writable.",
                    shown(path)
                )
            }
            Self::NotAFile(path) => format!(
                "{} is not a regular file, so it was not replaced. Choose another name.",
                shown(path)
            ),
            Self::TooLarge(path) => format!(
                "{} would have more than 16 MiB and could not be opened again, so it was not saved. Delete something first.",
                shown(path)
            ),
            Self::NotSynced(path, _, error) => {
                format!("{} is not safely on disk yet: {}.", shown(path), why(error))
            }
            Self::Io(path, error) => format!("{} was not saved: {}.", shown(path), why(error)),
        };
        f.write_str(&safe(&words))
    }
}

impl std::error::Error for SaveError {}

/// Replaces the file that `path` leads to by `bytes`, and gives the stamp of the new version.
///
/// Follows links, keeps mode and, where allowed, owner and group; a new file is for its owner only (0600).
///
/// # Errors
/// A [`SaveError`]; but for `NotSynced` the old version is then whole and no temporary file is left.
pub fn replace(path: &Path, bytes: &[u8], expected: Expected<'_>) -> Result<Stamp, SaveError> {
    let target = resolve(path).map_err(|error| SaveError::Io(path.into(), error))?;
    let old = look(path, fs::metadata(&target))?;
    put(
        &Job {
            path,
            target: &target,
            old: old.as_ref(),
            mode: NEW_FILE,
            expected,
        },
        bytes,
    )
}

/// Writes an export or another new file at `path` atomically; `overwrite` allows replacing a plain file there. A
/// symbolic link at `path` is refused either way: whoever placed it may lead the text out of the folder.
///
/// # Errors
/// A [`SaveError`]; nothing is changed then.
pub fn write_new(path: &Path, bytes: &[u8], overwrite: bool) -> Result<Stamp, SaveError> {
    write_new_like(path, bytes, overwrite, NEW_EXPORT)
}

/// As [`write_new`], with `mode` as the permissions of a file that was not there.
pub(crate) fn write_new_like(
    path: &Path,
    bytes: &[u8],
    overwrite: bool,
    mode: Option<u32>,
) -> Result<Stamp, SaveError> {
    let old = look(path, fs::symlink_metadata(path))?;
    if old.is_some() && !overwrite {
        return Err(SaveError::Exists(path.into()));
    }
    let expected = if overwrite {
        Expected::Anything
    } else {
        Expected::Nothing
    };
    put(
        &Job {
            path,
            target: path,
            old: old.as_ref(),
            mode,
            expected,
        },
        bytes,
    )
    .map_err(|error| match error {
        SaveError::ChangedByOther(path) if !overwrite => SaveError::Exists(path),
        error => error,
    })
}

/// A new session is a draft about weaknesses: for its owner only.
pub(crate) const NEW_FILE: Option<u32> = Some(0o600);

/// An export is made to be passed on: what the user's umask says.
const NEW_EXPORT: Option<u32> = None;

/// The mode of the file that `path` leads to, or of a new one.
#[cfg(unix)]
pub(crate) fn mode_like(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = resolve(path).and_then(fs::metadata).ok();
    metadata
        .map(|metadata| metadata.permissions().mode() & 0o777)
        .or(NEW_FILE)
}

#[cfg(not(unix))]
pub(crate) fn mode_like(_path: &Path) -> Option<u32> {
    NEW_FILE
}

struct Job<'a> {
    /// As the user named it, for messages.
    path: &'a Path,
    /// Where that leads.
    target: &'a Path,
    /// What is there, whose mode is kept.
    old: Option<&'a Metadata>,
    /// The mode of a new file; without one, the system's.
    mode: Option<u32>,
    expected: Expected<'a>,
}

/// What is at `path`, refused when it is not a plain file or not to be written.
fn look(path: &Path, found: io::Result<Metadata>) -> Result<Option<Metadata>, SaveError> {
    match found {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SaveError::Io(path.into(), error)),
        Ok(old) if !old.is_file() => Err(SaveError::NotAFile(path.into())),
        // A rename would replace a read-only file without asking.
        Ok(old) if old.permissions().readonly() || !may_write(path) => {
            Err(SaveError::ReadOnly(path.into()))
        }
        Ok(old) => Ok(Some(old)),
    }
}

fn put(job: &Job<'_>, bytes: &[u8]) -> Result<Stamp, SaveError> {
    let failed = |error| SaveError::Io(job.path.into(), error);
    if job.target.file_name().is_none() {
        return Err(SaveError::NotAFile(job.path.into()));
    }
    let temporary = beside(job.target, ".", TEMPORARY);
    // Left by a killed save, if anything. Without following a link: it is the name that goes.
    match fs::remove_file(&temporary) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    // Never wider than the file it replaces, not even for a moment.
    let mode = if job.old.is_some() {
        NEW_FILE
    } else {
        job.mode
    };
    let file = create(&temporary, mode).map_err(failed)?;
    let placed = fill(&file, job, bytes)
        .map_err(failed)
        .and_then(|()| check(job))
        .and_then(|()| place(&file, &temporary, job));
    if let Err(error) = placed {
        if is_same(&file, &temporary) {
            let _ = fs::remove_file(&temporary);
        }
        return Err(error);
    }
    let stamp = file
        .metadata()
        .map(|metadata| Stamp::new(&metadata, bytes))
        .map_err(failed)?;
    match sync_folder(folder_of(job.target)) {
        Ok(()) => Ok(stamp),
        Err(error) => Err(SaveError::NotSynced(
            job.path.into(),
            Box::new(stamp),
            error,
        )),
    }
}

/// Writes, gives the file its predecessor's mode, and waits until it is on the disk. After a failed sync the file is
/// thrown away, never synced again: the system may have dropped the pages and would report success.
fn fill(mut file: &File, job: &Job<'_>, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    if let Some(old) = job.old {
        keep_owner_and_mode(file, old)?;
    }
    file.sync_all()
}

/// Looks once more, directly before the rename, whether what is about to be replaced is what was expected.
fn check(job: &Job<'_>) -> Result<(), SaveError> {
    let found = match fs::symlink_metadata(job.target) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(SaveError::Io(job.path.into(), error)),
    };
    let expected = match job.expected {
        Expected::Anything => true,
        Expected::Nothing => false,
        Expected::This(stamp) => stamp
            .still_holds(job.target, &found)
            .map_err(|error| SaveError::Io(job.path.into(), error))?,
    };
    if expected {
        Ok(())
    } else {
        Err(SaveError::ChangedByOther(job.path.into()))
    }
}

fn place(file: &File, temporary: &Path, job: &Job<'_>) -> Result<(), SaveError> {
    // Where locks do not work, another instance may have put its own, half written file under this name.
    if !is_same(file, temporary) {
        let error = io::Error::other("another program deleted the temporary file");
        return Err(SaveError::Io(job.path.into(), error));
    }
    let clobber = matches!(job.expected, Expected::Anything) || job.old.is_some();
    let renamed = if clobber {
        rename(temporary, job.target)
    } else {
        rename_new(temporary, job.target)
    };
    // Also after an error: a network file system may do the work and lose the answer. And a success that cannot be
    // looked at is a success, not someone's change.
    if is_same(file, job.target) || (renamed.is_ok() && fs::symlink_metadata(job.target).is_err()) {
        return Ok(());
    }
    match renamed {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(SaveError::Io(job.path.into(), error))
        }
        // Someone was faster by microseconds, before or after.
        _ => Err(SaveError::ChangedByOther(job.path.into())),
    }
}

#[cfg(not(windows))]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Virus scanners hold fresh files for some milliseconds; the system then says 5 (access denied) or 32 (in use).
#[cfg(windows)]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    for wait in [5, 15, 30, 50, 85] {
        match fs::rename(from, to) {
            Err(error) if matches!(error.raw_os_error(), Some(5 | 32)) => {
                std::thread::sleep(std::time::Duration::from_millis(wait));
            }
            done => return done,
        }
    }
    fs::rename(from, to)
}

/// Renames only if there is nothing at `to`: asked of the system in one step where it can, else looked up before.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            done => return Ok(done?),
        }
    }
    match fs::symlink_metadata(to) {
        Ok(_) => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => rename(from, to),
    }
}

#[cfg(unix)]
fn create(path: &Path, mode: Option<u32>) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode.unwrap_or(0o666))
        .open(path)
}

#[cfg(not(unix))]
fn create(path: &Path, _mode: Option<u32>) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn keep_owner_and_mode(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let new = file.metadata()?;
    let mut mode = old.permissions().mode() & 0o777;
    if new.uid() != old.uid() {
        // Only root may; anyone else becomes the owner.
        let _ = fchown(file, Some(old.uid()), None);
    }
    if new.gid() != old.gid() && fchown(file, None, Some(old.gid())).is_err() {
        // Our group is not the one that was trusted: it gets what everyone has.
        mode = (mode & 0o707) | ((mode & 0o007) << 3);
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_owner_and_mode(file: &File, old: &Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}

#[cfg(unix)]
fn may_write(path: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(path, Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn may_write(_path: &Path) -> bool {
    true
}

/// Makes the rename itself survive a power cut. A folder that may not be opened, or a file system that cannot sync one,
/// is as good as that system gets and no failure.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::PermissionDenied | ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        done => done,
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;
