//! `threatboard rehearse`: a meeting to practice on.

use std::path::Path;

use super::Failure;
use crate::catalogue::rehearsals::Script;
use crate::data::MAX_BYTES;
use crate::shell::Start;
use crate::store::format;
use crate::store::names::shown;
use crate::store::read::{self, ReadError};

/// The start of a rehearsal: of a script that comes with the program, by its name, or of a file.
pub(super) fn start(script: &Path) -> Result<Start, Failure> {
    let bundled = script
        .to_str()
        .and_then(|name| Script::bundled_text(Some(name)));
    let text = match bundled {
        Some(text) => text.to_owned(),
        None => read::read(script)
            .map_err(|error| unread(script, &error))?
            .text()
            .to_owned(),
    };
    if text.len() > MAX_BYTES {
        return Err(Failure::input(too_large(&shown(script))));
    }
    let parsed = Script::parse(&text).map_err(|error| {
        let file = shown(script);
        Failure::input(if format::read(&text).is_ok() {
            format!("{file} is a session, not a rehearsal script. Open it with: threatboard {file}")
        } else {
            format!("Rehearsal script {file}: {error}")
        })
    })?;
    Ok(Start::Rehearse(Box::new(parsed), text))
}

fn too_large(file: &str) -> String {
    let most = MAX_BYTES / 1024;
    format!("{file} is larger than {most} KiB, the most for a rehearsal script. Split it.")
}

/// Why a script cannot be read; a bare name may be a misspelled one.
fn unread(script: &Path, error: &ReadError) -> Failure {
    let file = shown(script);
    if script.extension().is_none() && !script.exists() {
        let names = Script::bundled().unwrap_or_default();
        let names: Vec<String> = names.iter().map(|script| script.name.to_string()).collect();
        let names = names.join(" and ");
        return Failure::usage(format!(
            "There is no script {file}. {names} come with threatboard; for your own, give its file."
        ));
    }
    Failure::input(match error {
        ReadError::NotAFile(_) => {
            format!("{file} is not a regular file. Give the file of a rehearsal script.")
        }
        ReadError::TooLarge(_) => too_large(&file),
        ReadError::NotText { utf16: true, .. } => {
            format!("{file} is UTF-16. Save the rehearsal script as UTF-8 and try again.")
        }
        ReadError::NotText { line, column, .. } => format!(
            "{file}:{line}:{column} is not UTF-8 text. Save the rehearsal script as UTF-8 and try again."
        ),
        ReadError::ConflictMarkers { line, .. } => format!(
            "{file}:{line} contains a merge conflict. Resolve it in the rehearsal script and try again."
        ),
        ReadError::Missing(_) | ReadError::Io(..) => error.to_string(),
    })
}
