//! Rehearsals on the disk: each in a folder of its own, with its session, its script and what was exported from it.
//! Nothing of one is written anywhere else, so that no list of sessions shows it.

use std::fs;
use std::path::{Path, PathBuf};

use super::names::{folder_of, shown, why};
use super::read::ReadError;
use super::{atomic, paths, read, session};
use crate::domain::Session;

const SESSION: &str = "meeting.ron";
/// The name of a script beside its session.
pub(crate) const SCRIPT: &str = "script.ron";

/// How many rehearsals that were begun are offered, and how many files are read for that.
const MOST: usize = 3;
const MOST_READ: usize = 20;

/// Makes the folder of a new rehearsal with this script, and gives the path for its session.
///
/// # Errors
/// A sentence, when the system refuses.
pub(crate) fn begin(name: &str, script: &str) -> Result<PathBuf, String> {
    let folder = paths::new_rehearsal_folder(name);
    paths::make_private_folder(&folder)
        .map_err(|error| format!("{}: {}", shown(&folder), why(&error)))?;
    atomic::write_new(&folder.join(SCRIPT), script.as_bytes(), false)
        .map_err(|error| error.to_string())?;
    Ok(folder.join(SESSION))
}

/// The sessions of rehearsals that were begun and not closed, with their files, the last one first: as many as a short
/// list shows, of those that were written last. What cannot be read is left out.
pub(crate) fn begun() -> Vec<(PathBuf, Session)> {
    let folders = fs::read_dir(paths::rehearsals_folder()).into_iter();
    let files = folders.flatten().flatten();
    let files = files.map(|entry| entry.path().join(SESSION));
    let mut files: Vec<_> = files
        .filter_map(|file| Some((fs::metadata(&file).ok()?.modified().ok()?, file)))
        .collect();
    files.sort_by(|a, b| b.cmp(a));
    let sessions = files.into_iter().take(MOST_READ).filter_map(|(_, file)| {
        let session = session::load(&file).ok()?.session;
        let goes_on = session.sittings.last()?.ended.is_none();
        goes_on.then_some((file, session))
    });
    sessions.take(MOST).collect()
}

/// Whether this is the session of a rehearsal.
pub(crate) fn is_one(session: &Path) -> bool {
    let session = std::path::absolute(session).unwrap_or_else(|_| session.to_owned());
    session.starts_with(paths::rehearsals_folder())
}

/// The text of the script beside a rehearsal's session, if this is the session of one.
///
/// # Errors
/// What is wrong with the file, as the end of a sentence.
pub(crate) fn script_of(session: &Path) -> Option<Result<String, &'static str>> {
    is_one(session).then(|| match read::read(&folder_of(session).join(SCRIPT)) {
        Ok(loaded) => Ok(loaded.text().to_owned()),
        Err(ReadError::Missing(_)) => Err("is gone."),
        Err(ReadError::NotAFile(_)) => Err("is not a regular file."),
        Err(_) => Err("cannot be read."),
    })
}

/// Where it is kept what a rehearsal exported, if this is the session of one.
pub(crate) fn exports_of(session: &Path) -> Option<PathBuf> {
    is_one(session).then(|| folder_of(session).join(paths::EXPORTS))
}
