//! What users give of their own in the configuration folder: keys, prompts, thresholds, scales and packs of cards, as
//! texts. A file that is not there is no mistake; one that cannot be read is said.

use std::fs;

use super::{names, paths, read};

/// How many files of packs are read.
const MAX_PACKS: usize = 100;

/// A data file of the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OwnFile {
    /// Its name in the configuration folder: `keys.ron`, `packs/deck.ron`.
    pub name: String,
    /// What is in it, or a sentence that says why it cannot be read.
    pub text: Result<String, String>,
}

/// The file of this name, if there is one.
pub(crate) fn file(name: &str) -> Option<OwnFile> {
    let path = paths::config_folder()?.join(name);
    let text = match read::read(&path) {
        Ok(loaded) => Ok(loaded.text().to_owned()),
        Err(read::ReadError::Missing(_)) => return None,
        Err(error) => Err(error.to_string()),
    };
    Some(OwnFile {
        name: name.to_owned(),
        text,
    })
}

/// The files in the folder of packs, by their names.
pub(crate) fn packs() -> Vec<OwnFile> {
    let Some(folder) = paths::config_folder().map(|folder| folder.join("packs")) else {
        return Vec::new();
    };
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .collect();
    found.sort();
    let beyond = found.len().saturating_sub(MAX_PACKS);
    let mut packs: Vec<OwnFile> = found
        .iter()
        .take(MAX_PACKS)
        .map(|path| OwnFile {
            name: names::shown(
                &std::path::Path::new("packs").join(path.file_name().unwrap_or_default()),
            ),
            text: match read::read(path) {
                Ok(loaded) => Ok(loaded.text().to_owned()),
                Err(error) => Err(error.to_string()),
            },
        })
        .collect();
    if beyond > 0 {
        packs.push(OwnFile {
            name: "packs".to_owned(),
            text: Err(format!(
                "The folder contains more than {MAX_PACKS} files; {beyond} were not read."
            )),
        });
    }
    packs
}
