//! `threatboard rehearse`: a meeting to practice on.

use std::path::Path;

use super::Failure;
use crate::catalogue::rehearsals::Script;
use crate::shell::Start;
use crate::store::names::shown;
use crate::store::read;

/// The start of a rehearsal: of a script that comes with the program, by its name, or of a file.
pub(super) fn start(script: &Path) -> Result<Start, Failure> {
    let bundled = script
        .to_str()
        .and_then(|name| Script::bundled_text(Some(name)));
    let text = match bundled {
        Some(text) => text.to_owned(),
        None => read::read(script)
            .map_err(|error| missing(script, &error.to_string()))?
            .text()
            .to_owned(),
    };
    let parsed = Script::parse(&text)
        .map_err(|error| Failure::input(format!("{}: {error}", shown(script))))?;
    Ok(Start::Rehearse(Box::new(parsed), text))
}

/// A script that cannot be read; a bare name may be a misspelt one.
fn missing(script: &Path, why: &str) -> Failure {
    let names = Script::bundled().unwrap_or_default();
    let names: Vec<String> = names.iter().map(|script| script.name.to_string()).collect();
    let names = names.join(" and ");
    if script.extension().is_none() && !script.exists() {
        let script = shown(script);
        return Failure::usage(format!(
            "There is no script {script}. {names} come with threatboard; for your own, give its file."
        ));
    }
    Failure::input(why)
}
