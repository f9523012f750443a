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
use crate::store::names::{beside, resolve, why};
use crate::store::stamp::is_same;

/// How often a lock is tried anew when its file was just removed by a holder that quit.
const TRIES: usize = 8;

/// How often a command asks for a lock that another command holds, and how long it waits in between: two seconds in all.
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

/// Asks for the lock of the session at `session` without waiting; `now` is written into it for others to read.
pub fn acquire(session: &Path, now: DateTime<FixedOffset>) -> LockOutcome {
    ask(session, now, "")
}

/// Asks for the lock for a command: another command is waited for, as it is done in a moment, but no screen.
pub fn acquire_for_command(session: &Path, now: DateTime<FixedOffset>) -> LockOutcome {
    for _ in 0..PATIENCE {
        match ask(session, now, COMMAND) {
            LockOutcome::HeldByCommand(_) => thread::sleep(PAUSE),
            other => return other,
        }
    }
    ask(session, now, COMMAND)
}

/// Asks once; `mark` says that it is for a command.
fn ask(session: &Path, now: DateTime<FixedOffset>, mark: &str) -> LockOutcome {
    let target = match resolve(session) {
        Ok(target) => target,
        Err(error) => return LockOutcome::Unsupported(why(&error)),
    };
    let path = beside(&target, ".", ".lock");
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

/// Who holds the lock of a session, in words for people: `open in another terminal since 10:04 by ana on vm`. `None` when
/// no one does, or it cannot be told.
pub fn holder_of(session: &Path, now: DateTime<FixedOffset>) -> Option<String> {
    match ask(session, now, COMMAND) {
        LockOutcome::HeldBy(holder) | LockOutcome::HeldByCommand(holder) => {
            Some(in_words(&holder, now))
        }
        LockOutcome::Held(_) | LockOutcome::Unsupported(_) => None,
    }
}

/// The line of a holder, `pid@host user time`, in words. The number of a process says nothing to anyone.
pub fn in_words(holder: &str, now: DateTime<FixedOffset>) -> String {
    let unknown = || "open in another terminal".to_owned();
    let words: Vec<&str> = holder.split(' ').collect();
    let [process, user, time] = words.as_slice() else {
        return unknown();
    };
    let (Some((_, host)), Ok(time)) = (process.split_once('@'), DateTime::parse_from_rfc3339(time))
    else {
        return unknown();
    };
    let time = time.with_timezone(now.offset());
    let today = time.date_naive() == now.date_naive();
    let since = time.format(if today { "%H:%M" } else { "%-d %b %H:%M" });
    let user = match user.strip_prefix("uid") {
        Some(number) if number.bytes().all(|b| b.is_ascii_digit()) => format!("uid {number}"),
        _ => (*user).to_owned(),
    };
    format!("open in another terminal since {since} by {user} on {host}")
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;
    // A link there was placed by someone else; a pipe there would make us wait.
    let flags = OFlags::NOFOLLOW
        .union(OFlags::NONBLOCK)
        .bits()
        .cast_signed();
    let mut options = OpenOptions::new();
    options
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .custom_flags(flags);
    plain(options.open(path)?)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    plain(
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?,
    )
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
mod tests {
    use super::*;

    fn noon() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-03-04T12:00:00+01:00").unwrap()
    }

    fn lock(path: &Path) -> Lock {
        match acquire(path, noon()) {
            LockOutcome::Held(lock) => lock,
            other => panic!("the session is free but {other:?}"),
        }
    }

    fn named_holder(path: &Path) -> String {
        match acquire(path, noon()) {
            LockOutcome::HeldBy(holder) => holder,
            other => panic!("the session is held but {other:?}"),
        }
    }

    #[test]
    fn a_second_instance_is_told_who_has_the_session_and_since_when() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        let held = lock(&path);
        let holder = named_holder(&path);
        assert!(
            holder.starts_with(&format!("{}@", std::process::id())),
            "{holder}"
        );
        assert!(holder.ends_with(" 2026-03-04T12:00:00+01:00"), "{holder}");
        assert_eq!(holder.split(' ').count(), 3, "{holder}");
        drop(held);
        drop(lock(&path));
        assert_eq!(
            fs::read_dir(dir.path()).unwrap().count(),
            0,
            "the lock file is taken away"
        );
    }

    #[test]
    fn who_has_the_session_is_said_in_words() {
        let table = [
            (
                "7@vm uid0 2026-03-04T10:04:59+01:00",
                "since 10:04 by uid 0 on vm",
            ),
            (
                "7@vm ana 2026-03-04T09:04:00+00:00",
                "since 10:04 by ana on vm",
            ),
            (
                "7@vm ana 2026-03-03T23:04:00+01:00",
                "since 3 Mar 23:04 by ana on vm",
            ),
        ];
        for (holder, words) in table {
            assert_eq!(
                in_words(holder, noon()),
                format!("open in another terminal {words}")
            );
        }
        assert_eq!(
            in_words("an unknown threatboard", noon()),
            "open in another terminal"
        );
    }

    #[test]
    fn a_holder_that_is_gone_is_named_no_longer() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        let held = lock(&path);
        assert!(
            holder_of(&path, noon())
                .unwrap()
                .contains("since 12:00 by ")
        );
        drop(held);
        assert_eq!(holder_of(&path, noon()), None);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn commands_wait_for_each_other() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        let write = || {
            for _ in 0..25 {
                let outcome = acquire_for_command(&path, noon());
                assert!(matches!(outcome, LockOutcome::Held(_)), "{outcome:?}");
                // The others ask meanwhile.
                (0..100).for_each(|_| thread::yield_now());
            }
        };
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(write);
            }
        });
    }

    #[test]
    fn a_command_and_a_screen_are_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        let screen = lock(&path);
        let outcome = acquire_for_command(&path, noon());
        assert!(matches!(outcome, LockOutcome::HeldBy(_)), "{outcome:?}");
        drop(screen);
        let _command = acquire_for_command(&path, noon());
        match acquire(&path, noon()) {
            LockOutcome::HeldByCommand(holder) => {
                assert!(holder.ends_with(" 2026-03-04T12:00:00+01:00"), "{holder}");
            }
            other => panic!("a command has it but {other:?}"),
        }
    }

    #[test]
    fn what_a_killed_instance_left_does_not_hold_the_session() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        let left = dir.path().join(".a.ron.lock");
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&left)
            .unwrap();
        file.write_all("999@elsewhere ana 2020-01-01T00:00:00Z and much more\n".as_bytes())
            .unwrap();
        let _held = lock(&path);
        assert!(!named_holder(&path).contains("much more"));
    }

    #[test]
    fn a_lock_whose_file_was_removed_binds_nobody_and_removes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        let first = lock(&path);
        fs::remove_file(dir.path().join(".a.ron.lock")).unwrap();
        let _second = lock(&path);
        drop(first);
        assert!(dir.path().join(".a.ron.lock").exists());
        named_holder(&path);
    }

    #[cfg(unix)]
    #[test]
    fn two_names_of_one_file_share_its_lock() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .unwrap();
        std::os::unix::fs::symlink(&path, dir.path().join("b.ron")).unwrap();
        let _held = lock(&dir.path().join("b.ron"));
        named_holder(&path);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_locks_place_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(dir.path().join("b"), dir.path().join(".a.ron.lock")).unwrap();
        let outcome = acquire(&dir.path().join("a.ron"), noon());
        assert!(
            matches!(outcome, LockOutcome::Unsupported(_)),
            "{outcome:?}"
        );
        assert!(!dir.path().join("b").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_is_private_unless_the_session_is_shared() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let mode = |name: &str| {
            fs::metadata(dir.path().join(name))
                .unwrap()
                .permissions()
                .mode()
                & 0o777
        };
        let _private = lock(&dir.path().join("a.ron"));
        assert_eq!(mode(".a.ron.lock"), 0o600);
        let shared = dir.path().join("b.ron");
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&shared)
            .unwrap();
        file.set_permissions(fs::Permissions::from_mode(0o664))
            .unwrap();
        let _shared = lock(&shared);
        assert_eq!(mode(".b.ron.lock"), 0o664);
    }
}
