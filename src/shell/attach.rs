//! Attaching a one-threat session to the model in another file: under that file's lock, from a fresh reading, whole or not
//! at all.

use std::path::Path;

use super::RunError;
use super::own;
use crate::domain::{AttachedTo, Session, Stamp};
use crate::parse::one::{self, Attached, Called};
use crate::store::atomic::SaveError;
use crate::store::lock::{self, LockOutcome};
use crate::store::names::shown;
use crate::store::session;

/// Attaches to a model whose path was typed.
///
/// # Errors
/// As [`attach`].
pub(super) fn typed(
    from: &Session,
    path: &str,
    model: &str,
    me: &str,
    now: Stamp,
) -> Result<AttachedTo, String> {
    let model = super::intake::typed(model);
    let attached = attach(from, path, &model, Some(me), now);
    attached
        .map(|(attached, _)| attached.to)
        .map_err(|error| match error {
            RunError::Usage(says) | RunError::Input(says) | RunError::System(says) => says,
        })
}

/// Writes the threat of a session into the model at `path`; and what else should be said.
///
/// # Errors
/// In a sentence: why not. The model is then as it was.
pub(crate) fn attach(
    from: &Session,
    name: &str,
    path: &Path,
    me: Option<&str>,
    now: Stamp,
) -> Result<(Attached, Vec<String>), RunError> {
    let model = shown(path);
    let _held = match lock::acquire_for_command(path, now) {
        LockOutcome::Held(lock) => Some(lock),
        LockOutcome::HeldBy(holder) => {
            return Err(RunError::System(format!(
                "{model} is {}. Close it there first.",
                lock::in_words(&holder, now)
            )));
        }
        LockOutcome::HeldByCommand(_) => {
            return Err(RunError::System(format!(
                "Another command is writing {model}. Try again."
            )));
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
    loaded.session.keep_index();
    let (categories, mut notes) = own::categories().map_err(RunError::System)?;
    loaded.session.know_categories(categories);
    let called = Called {
        one: name,
        model: &model,
    };
    let attached = one::attach(from, &mut loaded.session, me, called, now);
    let attached = attached.map_err(RunError::Usage)?;
    // What is written must be readable again: it may have gone over a limit.
    let valid = loaded.session.validate();
    valid.map_err(|invalid| RunError::Usage(invalid.says))?;
    match session::save(path, &loaded) {
        Ok(_) => {}
        Err(error @ SaveError::NotSynced(..)) => notes.push(error.to_string()),
        Err(error) => return Err(RunError::System(error.to_string())),
    }
    Ok((attached, notes))
}
