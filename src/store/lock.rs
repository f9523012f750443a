//! One writer at a time: a lock on a file beside the session, as a lock on the session itself is void after the first
//! save (a rename makes a new file). The system frees it when its holder dies, so there is never a stale lock to ask
//! about; the file alone means nothing.
//!
//! The lock file is removed on a clean release. That is safe because only the holder removes it, while holding it, and
//! whoever gets a lock looks whether the locked file still has its name and starts again if not. After a kill it
//! stays and is used again.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, SecondsFormat};

use crate::domain::text::safe;
use crate::store::names::{LOCK, beside, resolve, why};
use crate::store::stamp::is_same;

/// How often a lock is tried anew when its file was just removed by a holder that quit.
const TRIES: usize = 8;

/// How often a lock that a command holds is asked for, and how long it is waited in between: two seconds in all.
const PATIENCE: usize = 100;
const PAUSE: Duration = Duration::from_millis(20);

/// The last word in the line of a holder that is a command.
const COMMAND: &str = " command";

/// The most bytes of a holder's line that are read.
const MAX_HOLDER: u64 = 300;

/// What came of asking for a session's lock.
#[derive(Debug)]
pub enum LockOutcome {
    /// Ours until dropped.
    Held(Lock),
    /// Someone else's: `pid@host user time`, clean, or words for an unknown holder.
    HeldBy(String),
    /// A command's, which holds it for a moment: `pid@host user time`.
    HeldByCommand(String),
    /// Locking does not work here (network file systems, read-only folders); why, as the end of a sentence. The
    /// stamps still notice other writers.
    Unsupported(String),
}

/// A held lock; dropping it frees the session.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed first and unlocked after, when the file closes. Not if someone deleted ours and made another.
        if is_same(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Asks for the lock of the session at `session`; `now` is written into it for others to read. A command is waited for,
/// as it is done in a moment, but no screen.
pub fn acquire(session: &Path, now: DateTime<FixedOffset>) -> LockOutcome {
    patiently(|| ask(session, now, ""))
}

/// The same for a command: others wait for it.
pub fn acquire_for_command(session: &Path, now: DateTime<FixedOffset>) -> LockOutcome {
    patiently(|| ask(session, now, COMMAND))
}

/// Asks until the answer is sure. A screen is believed when it is named twice: who looks whether a session is free (see
/// [`is_free`]) is in the way for an instant, and the name in the file may be that of an instance that was killed.
fn patiently(mut ask: impl FnMut() -> LockOutcome) -> LockOutcome {
    let mut named = false;
    for _ in 0..PATIENCE {
        match ask() {
            LockOutcome::HeldByCommand(_) => {}
            LockOutcome::HeldBy(_) if !named => named = true,
            other => return other,
        }
        thread::sleep(PAUSE);
    }
    ask()
}

/// Asks once; `mark` says that it is for a command.
fn ask(session: &Path, now: DateTime<FixedOffset>, mark: &str) -> LockOutcome {
    let target = match resolve(session) {
        Ok(target) => target,
        Err(error) => return LockOutcome::Unsupported(why(&error)),
    };
    let path = beside(&target, ".", LOCK);
    for _ in 0..TRIES {
        let file = match open(&path) {
            Ok(file) => file,
            Err(error) => return LockOutcome::Unsupported(why(&error)),
        };
        match file.try_lock() {
            Ok(()) if is_same(&file, &path) => {
                name_holder(&file, &target, now, mark);
                return LockOutcome::Held(Lock { file, path });
            }
            // The file was removed between opening and locking: this lock binds no one.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return held(&file),
            Err(TryLockError::Error(error)) => return LockOutcome::Unsupported(why(&error)),
        }
    }
    LockOutcome::HeldByCommand("another threatboard that opens and closes it".to_owned())
}

/// Writes who holds the lock. A failure (a full disk) only costs the name.
fn name_holder(mut file: &File, target: &Path, now: DateTime<FixedOffset>, mark: &str) {
    share_like(file, target);
    let line = format!(
        "{}@{} {} {}{mark}\n",
        std::process::id(),
        host(),
        user(),
        now.to_rfc3339_opts(SecondsFormat::Secs, false)
    );
    // Over the old line and then cut, so that a reader never finds the file empty.
    if file.write_all(line.as_bytes()).is_ok() {
        let _ = file.set_len(line.len() as u64);
    }
}

/// Who holds the lock. Who has not written their name yet has just got it, as commands do.
fn held(mut file: &File) -> LockOutcome {
    let mut line = Vec::new();
    let read = file
        .rewind()
        .and_then(|()| file.take(MAX_HOLDER).read_to_end(&mut line));
    let line = String::from_utf8_lossy(&line);
    let name = safe(line.lines().next().unwrap_or_default());
    if read.is_err() || name.trim().is_empty() {
        return LockOutcome::HeldByCommand("an unknown threatboard".to_owned());
    }
    match name.trim().strip_suffix(COMMAND) {
        Some(name) => LockOutcome::HeldByCommand(name.to_owned()),
        None => LockOutcome::HeldBy(name.trim().to_owned()),
    }
}

/// Whether no one holds the lock of a session, as far as that can be told. Nothing is made, written or removed: a lock
/// file that is there is locked for an instant, together with all who ask.
pub fn is_free(session: &Path) -> bool {
    let Ok(target) = resolve(session) else {
        return false;
    };
    let there = options().open(beside(&target, ".", LOCK));
    match there.and_then(plain) {
        Ok(file) => file.try_lock_shared().is_ok(),
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}

/// The line of a holder, `pid@host user time`, in words for people: `open in another terminal since 10:04 by ana on vm`.
/// The number of a process says nothing to anyone.
pub fn in_words(holder: &str, now: DateTime<FixedOffset>) -> String {
    words("open in another terminal", holder, now)
}

/// The line of a command that did not end while it was waited for, in words.
pub fn command_in_words(holder: &str, now: DateTime<FixedOffset>) -> String {
    words("open in another command", holder, now)
}

fn words(open: &str, holder: &str, now: DateTime<FixedOffset>) -> String {
    let words: Vec<&str> = holder.split(' ').collect();
    let [process, user, time] = words.as_slice() else {
        return open.to_owned();
    };
    let (Some((_, host)), Ok(time)) = (process.split_once('@'), DateTime::parse_from_rfc3339(time))
    else {
        return open.to_owned();
    };
    let time = time.with_timezone(now.offset());
    let today = time.date_naive() == now.date_naive();
    let since = time.format(if today { "%H:%M" } else { "%-d %b %H:%M" });
    let user = match user.strip_prefix("uid") {
        Some(number) if number.bytes().all(|b| b.is_ascii_digit()) => format!("uid {number}"),
        _ => (*user).to_owned(),
    };
    format!("{open} since {since} by {user} on {host}")
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = options();
    plain(
        options
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?,
    )
}

#[cfg(unix)]
fn options() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;
    // A link there was placed by someone else; a pipe there would make us wait.
    let flags = OFlags::NOFOLLOW
        .union(OFlags::NONBLOCK)
        .bits()
        .cast_signed();
    let mut options = OpenOptions::new();
    options.read(true).mode(0o600).custom_flags(flags);
    options
}

#[cfg(not(unix))]
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    options
}

fn plain(file: File) -> io::Result<File> {
    if file.metadata()?.is_file() {
        return Ok(file);
    }
    Err(io::Error::new(
        ErrorKind::InvalidInput,
        "its lock is not a regular file; delete it",
    ))
}

/// Who may write the session must be able to see its lock, or two of a team would both believe to be alone. A session
/// for its owner only keeps the lock at 0600.
#[cfg(unix)]
fn share_like(lock: &File, session: &Path) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let Ok(metadata) = fs::metadata(session) else {
        return;
    };
    let mode = metadata.permissions().mode() & 0o666;
    if mode & 0o022 != 0 && fchown(lock, None, Some(metadata.gid())).is_ok() {
        let _ = lock.set_permissions(fs::Permissions::from_mode(mode | 0o600));
    }
}

#[cfg(not(unix))]
fn share_like(_lock: &File, _session: &Path) {}

/// The name of this machine: what the environment says, else where Linux keeps it.
fn host() -> String {
    let told = ["HOSTNAME", "COMPUTERNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok());
    let kept = || {
        ["/proc/sys/kernel/hostname", "/etc/hostname"]
            .into_iter()
            .find_map(first_line)
    };
    word(
        told.filter(|name| !name.is_empty()).or_else(kept),
        "unknown-host",
    )
}

/// The name of this user: what the environment says, else the number.
fn user() -> String {
    let told = ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok());
    let mut number = String::from("unknown-user");
    #[cfg(unix)]
    {
        number.clear();
        let _ = write!(number, "uid{}", rustix::process::getuid().as_raw());
    }
    word(told, &number)
}

/// A name as one clean word of at most 64 characters.
fn word(name: Option<String>, otherwise: &str) -> String {
    let name: String = safe(&name.unwrap_or_default()).split_whitespace().collect();
    if name.is_empty() {
        otherwise.to_owned()
    } else {
        name.chars().take(64).collect()
    }
}

fn first_line(path: &str) -> Option<String> {
    let mut line = String::new();
    File::open(path)
        .ok()?
        .take(MAX_HOLDER)
        .read_to_string(&mut line)
        .ok()?;
    line.lines()
        .next()
        .map(str::to_owned)
        .filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests;
