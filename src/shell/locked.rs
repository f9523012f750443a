//! Changing a session that is not open on the screen: under its lock, from a fresh reading, whole or not at all.

use std::path::Path;

use super::RunError;
use super::own;
use crate::domain::{Session, Stamp};
use crate::store::atomic::SaveError;
use crate::store::lock::{self, LockOutcome};
use crate::store::names::shown;
use crate::store::session;

/// Reads the session at `path` under its lock, changes it, and writes it if the change was made whole and changed
/// something. Gives what the change gave, and what else should be said.
///
/// # Errors
/// Why it was not changed: who has it open, or what the disk or the change refuses. The file is then as it was.
pub(crate) fn with_locked<T, E: From<RunError>>(
    path: &Path,
    now: Stamp,
    change: impl FnOnce(&mut Session) -> Result<T, E>,
) -> Result<(T, Vec<String>), E> {
    let _held = match lock::acquire_for_command(path, now) {
        LockOutcome::Held(lock) => Some(lock),
        LockOutcome::HeldBy(holder) => {
            let says = format!(
                "{} is {}. Close it there, or make this change there.",
                shown(path),
                lock::in_words(&holder, now)
            );
            return Err(RunError::System(says).into());
        }
        LockOutcome::HeldByCommand(_) => {
            let says = format!("Another command is writing {}. Try again.", shown(path));
            return Err(RunError::System(says).into());
        }
        // Other writers are then still noticed by the stamp.
        LockOutcome::Unsupported(_) => None,
    };
    let mut loaded = session::load(path).map_err(|error| {
        let says = error.to_string();
        if error.is_system() {
            RunError::System(says)
        } else {
            RunError::Input(says)
        }
    })?;
    // Many lines may follow, and none may cost more than the one before.
    loaded.session.keep_index();
    let (categories, mut notes) = own::categories().map_err(RunError::System)?;
    loaded.session.know_categories(categories);
    let before = loaded.session.clone();
    let changed = change(&mut loaded.session)?;
    // A file that says the same is left as its team wrote it.
    if loaded.session == before {
        return Ok((changed, notes));
    }
    // What is written must be readable again: a change may have gone over a limit.
    let valid = loaded.session.validate();
    valid.map_err(|invalid| RunError::Usage(invalid.says))?;
    match session::save(path, &loaded) {
        Ok(_) => {}
        Err(error @ SaveError::NotSynced(..)) => notes.push(error.to_string()),
        // That a session is full is no matter of the system.
        Err(error @ (SaveError::Exists(_) | SaveError::TooLarge(_))) => {
            return Err(RunError::Usage(error.to_string()).into());
        }
        Err(error) => return Err(RunError::System(error.to_string()).into()),
    }
    Ok((changed, notes))
}
