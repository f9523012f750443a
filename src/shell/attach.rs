//! Attaching a one-threat session to the model in another file: under that file's lock, from a fresh reading, whole or not
//! at all.

use std::path::Path;

use super::RunError;
use super::locked::with_locked;
use crate::domain::{AttachedTo, Session, Stamp};
use crate::parse::one::{self, Attached, Called};
use crate::store::names::shown;

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
        .map_err(RunError::says)
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
    let called = Called {
        one: name,
        model: &model,
    };
    with_locked(path, now, |session| {
        one::attach(from, session, me, called, now).map_err(RunError::Usage)
    })
}
