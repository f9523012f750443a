//! `threatboard new` and `threatboard lunch`: a session on the screen, or only its file.

use std::path::PathBuf;

use uuid::Uuid;

use super::{Done, Failure, path_line};
use crate::domain::{Session, SessionKind, Stamp, Text};
use crate::parse::{lines, people};
use crate::shell::Start;
use crate::store::atomic;
use crate::store::names::{shown, why};
use crate::store::{format, paths};

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
    let people = lines::participants(with.unwrap_or_default());
    session
        .apply(&people, now)
        .map_err(|refusal| Failure::refused(&refusal))?;
    session
        .validate()
        .map_err(|invalid| Failure::usage(invalid.says))?;
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
    let text = format::write(&session).map_err(|error| Failure::system(error.to_string()))?;
    atomic::write_new_like(&path, text.as_bytes(), false, atomic::NEW_FILE)?;
    Ok(Done::with(path_line(&path)))
}
