use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::store::{atomic, read};

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
    assert_eq!(
        command_in_words("7@vm ana 2026-03-04T10:04:59+01:00", noon()),
        "open in another command since 10:04 by ana on vm"
    );
}

#[test]
fn a_session_is_free_once_its_holder_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.ron");
    let held = lock(&path);
    assert!(!is_free(&path));
    drop(held);
    assert!(is_free(&path));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn asking_whether_a_session_is_free_leaves_the_lock_file_of_a_killed_instance_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let left = dir.path().join(".a.ron.lock");
    let line = "999@elsewhere ana 2020-01-01T00:00:00Z\n";
    atomic::write_new(&left, line.as_bytes(), false).unwrap();
    assert!(is_free(&dir.path().join("a.ron")));
    assert_eq!(read::read(&left).unwrap().text(), line);
}

#[cfg(unix)]
#[test]
fn a_lock_that_cannot_be_asked_for_is_not_free() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.ron");
    std::os::unix::fs::symlink(dir.path().join("b"), dir.path().join(".a.ron.lock")).unwrap();
    assert!(!is_free(&path));
    assert!(!dir.path().join("b").exists());
}

#[test]
fn whoever_opens_a_session_is_not_turned_away_by_those_who_ask_whether_it_is_free() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.ron");
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    is_free(&path);
                }
            });
        }
        // Each is let go before the next.
        let turned_away: Vec<String> = (0..100)
            .map(|_| acquire(&path, noon()))
            .filter(|outcome| !matches!(outcome, LockOutcome::Held(_)))
            .map(|outcome| format!("{outcome:?}"))
            .collect();
        done.store(true, Ordering::Relaxed);
        assert_eq!(turned_away, [""; 0]);
    });
}

#[test]
fn a_screen_is_believed_to_have_a_session_when_it_is_named_twice() {
    let answer = |answers: &[fn(String) -> LockOutcome]| {
        let mut answers = answers.iter();
        let next = || answers.next().expect("asked too often")("ana".to_owned());
        let outcome = patiently(next);
        (outcome, answers.len())
    };
    let free = |_| LockOutcome::Unsupported("free".to_owned());
    let (by, command) = (
        LockOutcome::HeldBy as fn(_) -> _,
        LockOutcome::HeldByCommand as fn(_) -> _,
    );
    assert!(matches!(
        answer(&[by, free, by]),
        (LockOutcome::Unsupported(_), 1)
    ));
    assert!(matches!(answer(&[by, by, by]), (LockOutcome::HeldBy(_), 1)));
    assert!(matches!(
        answer(&[command, command, by, by]),
        (LockOutcome::HeldBy(_), 0)
    ));
    let long = [command; PATIENCE + 2];
    assert!(matches!(answer(&long), (LockOutcome::HeldByCommand(_), 1)));
}

#[test]
fn a_screen_waits_for_a_command() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.ron");
    let command = acquire_for_command(&path, noon());
    let (asks, asked) = std::sync::mpsc::channel();
    thread::scope(|scope| {
        let screen = scope.spawn(|| {
            asks.send(()).unwrap();
            acquire(&path, noon())
        });
        asked.recv().unwrap();
        // Meanwhile the other asks.
        (0..1000).for_each(|_| thread::yield_now());
        drop(command);
        let outcome = screen.join().unwrap();
        assert!(matches!(outcome, LockOutcome::Held(_)), "{outcome:?}");
    });
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
    match ask(&path, noon(), "") {
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
