//! `threatboard new` and `threatboard lunch`: a session on the screen, or only its file.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::{Done, Failure, path_line};
use crate::domain::{Session, SessionKind, Stamp, Text};
use crate::parse::{lines, people};
use crate::shell::Start;
use crate::store::atomic;
use crate::store::names::{shown, why};
use crate::store::{format, paths, session};

/// The start of a new session on the screen.
pub(super) fn start(
    title: Option<String>,
    with: Option<&str>,
    file: Option<PathBuf>,
    kind: SessionKind,
) -> Start {
    Start::New {
        title,
        people: with.map(people::parse).unwrap_or_default(),
        file,
        kind,
    }
}

/// Makes the file of a new session and prints its path.
pub(super) fn make(
    title: Option<String>,
    with: Option<&str>,
    file: Option<PathBuf>,
    kind: SessionKind,
    now: Stamp,
) -> Result<Done, Failure> {
    let title = Text::new(&title.unwrap_or_default());
    let mut session = Session::new(Uuid::new_v4(), title, kind, now);
    join(&mut session, with, now)?;
    keep(&session, file)
}

/// A new session that begins with the system, threats and mitigations of the one in a file.
pub(super) fn copy(
    from: &Path,
    title: Option<String>,
    with: Option<&str>,
    now: Stamp,
) -> Result<Session, Failure> {
    let from = session::load(from)?.session;
    let title = title.map(|title| Text::new(&title));
    let title = title.filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| from.title.clone());
    let mut copy = from.copied(Uuid::new_v4(), title, now);
    join(&mut copy, with, now)?;
    Ok(copy)
}

/// Adds the participants, and looks whether the file could be opened again.
fn join(session: &mut Session, with: Option<&str>, now: Stamp) -> Result<(), Failure> {
    let people = lines::participants(with.unwrap_or_default());
    session
        .apply(&people, now)
        .map_err(|refusal| Failure::refused(&refusal))?;
    session
        .validate()
        .map_err(|invalid| Failure::usage(invalid.says))
}

/// Makes the file of a new session and prints its path.
pub(super) fn keep(session: &Session, file: Option<PathBuf>) -> Result<Done, Failure> {
    let path = if let Some(path) = file {
        path
    } else {
        let folder = paths::sessions_folder();
        paths::make_private_folder(&folder).map_err(|error| {
            Failure::system(format!(
                "The folder {} could not be created: {}.",
                shown(&folder),
                why(&error)
            ))
        })?;
        paths::new_session_path(&folder, &session.title)
    };
    let text = format::write(session).map_err(|error| Failure::system(error.to_string()))?;
    atomic::write_new_like(&path, text.as_bytes(), false, atomic::NEW_FILE)?;
    Ok(Done::with(path_line(&path)))
}
