//! The finished meeting that comes with the program, as a copy that anyone may try keys in.

use std::path::{Path, PathBuf};

use super::names::{shown, why};
use super::{atomic, paths};

/// The session, as it comes with the source.
const TEXT: &str = include_str!("../../sessions/example-refund-flow.ron");

const FILE: &str = "example-refund-flow.ron";

/// The copy's file. It is made when there is none; one that was changed stays as it is.
///
/// # Errors
/// A sentence, when the system refuses.
pub(crate) fn file() -> Result<PathBuf, String> {
    let folder = paths::example_folder();
    let path = folder.join(FILE);
    if path.exists() {
        return Ok(path);
    }
    paths::make_private_folder(&folder)
        .map_err(|error| format!("{}: {}", shown(&folder), why(&error)))?;
    match atomic::write_new(&path, TEXT.as_bytes(), false) {
        Ok(_) => Ok(path),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether this is the copy.
pub(crate) fn is_it(path: &Path) -> bool {
    path == paths::example_folder().join(FILE)
}
