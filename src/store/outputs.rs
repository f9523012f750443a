//! Files that are made to be passed on, and that people edit: one is replaced without a question only while it is what
//! the program wrote there. A session is never replaced, whatever it is called.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::Says;
use crate::domain::text::safe;
use crate::store::atomic::{self, SaveError};
use crate::store::names::{FORMER, beside, folder_of, resolve, shown};
use crate::store::sums::{self, Sum};
use crate::store::{paths, read, rehearsals, stamp};

/// How many files are remembered as written.
const MOST: usize = 2_000;

/// The largest file that is compared with what was written.
const MOST_BYTES: u64 = 256 << 20;

/// How many names are tried for the former text.
const NAMES: u32 = 100;

/// What was written where, as it is kept.
#[derive(Serialize, Deserialize)]
struct Record {
    /// What kind of sums these are.
    sums: String,
    /// Whole names, each with the sum of what was written, the last one first.
    files: Vec<(String, String)>,
}

/// The folder in which the exports of a session are, beside it.
///
/// # Errors
/// That there is none, where the session's name would be that of the folder.
pub(crate) fn folder(session: &Path) -> Result<PathBuf, String> {
    let folder = folder_of(session).join(session.file_stem().unwrap_or_default());
    if folder == session {
        return Err(format!(
            "{} has no file extension, so its exports have no folder. Rename it.",
            shown(session)
        ));
    }
    Ok(folder)
}

/// A file to be written.
#[derive(Debug)]
pub(crate) struct Output<'a> {
    /// Where.
    pub path: PathBuf,
    /// What.
    pub bytes: &'a [u8],
}

/// Why nothing was written.
#[derive(Debug)]
pub(crate) enum NotWritten {
    /// A session is there.
    Session(PathBuf),
    /// There are files that the program did not write, or that were edited since.
    Foreign(Vec<(PathBuf, Sum)>),
    /// The system refused one; those before it are written.
    Save(SaveError),
}

impl NotWritten {
    /// A sentence, which for files of others begins with how to replace them: a narrow screen cuts its end.
    pub(crate) fn says(&self, remedy: impl Into<Says>) -> Says {
        match self {
            Self::Session(path) => Says::from(safe(&format!(
                "{} is a session, so it was not replaced. Choose another file.",
                shown(path)
            ))),
            Self::Foreign(files) => {
                let first = files.first().map(|(path, _)| path.as_path());
                let name = shown(first.unwrap_or(Path::new("")));
                let kept = first
                    .and_then(Path::file_name)
                    .map(|name| shown(Path::new(name)))
                    .unwrap_or_default();
                let (what, kept) = match files.len() {
                    0 | 1 => (
                        format!("{name} was edited, or is not an export"),
                        format!("its text stays as {kept}{FORMER}"),
                    ),
                    n => (
                        format!("{name} and {} more were edited, or are not exports", n - 1),
                        format!("each stays as {FORMER}"),
                    ),
                };
                remedy.into().and(safe(&format!(": {what}; {kept}.")))
            }
            Self::Save(error) => error.to_string().into(),
        }
    }
}

/// What is at a path.
enum There {
    /// Nothing, or what the program wrote there.
    Ours,
    /// What someone else wrote.
    Theirs(Sum),
}

/// Writes files atomically. Where a file is not the program's own, `may_replace` is asked with what it holds; its bytes
/// then stay beside it as `NAME.bak`. Gives the failures to sync a file that is there.
///
/// # Errors
/// Before anything is written, that a session or files of others are there; or why one could not be written.
pub(crate) fn write(
    outputs: &[Output<'_>],
    session: Option<&Path>,
    may_replace: impl Fn(&Path, Sum) -> bool,
) -> Result<Vec<SaveError>, NotWritten> {
    let of_rehearsal = session.and_then(rehearsals::exports_of);
    write_by(
        of_rehearsal.or_else(paths::exports_file).as_deref(),
        outputs,
        session,
        may_replace,
    )
}

fn write_by(
    record: Option<&Path>,
    outputs: &[Output<'_>],
    session: Option<&Path>,
    may_replace: impl Fn(&Path, Sum) -> bool,
) -> Result<Vec<SaveError>, NotWritten> {
    let known = record.map(remembered).unwrap_or_default();
    let (mut asks, mut keep) = (Vec::new(), Vec::new());
    for output in outputs {
        match look(output, session, &known)? {
            There::Theirs(sum) if may_replace(&output.path, sum) => keep.push(&output.path),
            There::Theirs(sum) => asks.push((output.path.clone(), sum)),
            There::Ours => {}
        }
    }
    if !asks.is_empty() {
        return Err(NotWritten::Foreign(asks));
    }
    for path in keep {
        keep_former(path).map_err(NotWritten::Save)?;
    }
    let (mut written, mut unsynced) = (Vec::new(), Vec::new());
    let mut failed = None;
    for output in outputs {
        match atomic::write_new(&output.path, output.bytes, true) {
            Ok(_) => {}
            Err(error @ SaveError::NotSynced(..)) => unsynced.push(error),
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
        written.push((key(&output.path), sums::digits(&sums::of(output.bytes))));
    }
    if let Some(record) = record {
        remember(record, known, written);
    }
    failed.map_or(Ok(unsynced), |error| Err(NotWritten::Save(error)))
}

fn look(
    output: &Output<'_>,
    session: Option<&Path>,
    known: &[(String, String)],
) -> Result<There, NotWritten> {
    let path = output.path.as_path();
    let is_session = || Err(NotWritten::Session(path.into()));
    if session.is_some_and(|session| is_one_file(path, session)) {
        return is_session();
    }
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(There::Ours),
        // What is neither a file nor readable is refused where it would be written.
        Err(_) => return Ok(There::Ours),
        Ok(there) if !there.is_file() => return Ok(There::Ours),
        Ok(_) => {}
    }
    let there = match read::bytes_up_to(path, MOST_BYTES) {
        Ok((bytes, _)) => bytes,
        Err(error) => return Err(NotWritten::Save(SaveError::Io(path.into(), error))),
    };
    let holds = sums::of(&there);
    if there == output.bytes || known.contains(&(key(path), sums::digits(&holds))) {
        return Ok(There::Ours);
    }
    if looks_like_a_session(&there) {
        return is_session();
    }
    Ok(There::Theirs(holds))
}

/// Whether both names lead to one file, by whatever links.
fn is_one_file(path: &Path, other: &Path) -> bool {
    let leads = |path: &Path| resolve(path).ok();
    if leads(path).is_some_and(|target| leads(other) == Some(target)) {
        return true;
    }
    stamp::is_one_file(path, other)
}

/// Whether these bytes are a session, also one that someone broke, such as by a merge.
fn looks_like_a_session(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..8192).unwrap_or(bytes)).into_owned();
    let begins = |mark: &&str| {
        head.trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with(*mark)
    };
    let is_ron = ["#![", "(", "//", "/*", "<<<<<<<"].iter().any(begins);
    is_ron
        && ["version:", "uuid:", "title:"]
            .iter()
            .all(|field| head.contains(field))
}

/// Keeps the bytes of a file beside it, under a name that is free or holds them already.
fn keep_former(path: &Path) -> Result<(), SaveError> {
    let failed = |error| SaveError::Io(path.into(), error);
    let (bytes, _) = read::bytes_up_to(path, MOST_BYTES).map_err(failed)?;
    let mode = atomic::mode_like(path);
    for number in 1..=NAMES {
        let after = match number {
            1 => FORMER.to_owned(),
            number => format!("{FORMER}-{number}"),
        };
        let kept = beside(path, "", &after);
        match atomic::write_new_like(&kept, &bytes, false, mode) {
            Err(SaveError::Exists(_)) => {
                let there = read::bytes_up_to(&kept, MOST_BYTES);
                if there.is_ok_and(|(there, _)| there == bytes) {
                    return Ok(());
                }
            }
            Ok(_) | Err(SaveError::NotSynced(..)) => return Ok(()),
            Err(error) => return Err(error),
        }
    }
    Err(SaveError::Exists(beside(path, "", FORMER)))
}

/// A file by its whole name.
fn key(path: &Path) -> String {
    let folder = fs::canonicalize(folder_of(path)).unwrap_or_else(|_| folder_of(path).into());
    let whole = folder.join(path.file_name().unwrap_or_default());
    whole.to_string_lossy().into_owned()
}

/// What is known of earlier exports. Sums of another kind, such as those of an older version, say nothing: each file is
/// then asked about once.
fn remembered(record: &Path) -> Vec<(String, String)> {
    read::read(record)
        .ok()
        .and_then(|loaded| ron::from_str(loaded.text()).ok())
        .filter(|record: &Record| record.sums == sums::NAME)
        .map(|record| record.files)
        .unwrap_or_default()
}

/// That it cannot be remembered only costs a question.
fn remember(record: &Path, mut known: Vec<(String, String)>, mut written: Vec<(String, String)>) {
    known.retain(|(path, _)| !written.iter().any(|(new, _)| new == path));
    written.append(&mut known);
    written.truncate(MOST);
    let kept = Record {
        sums: sums::NAME.to_owned(),
        files: written,
    };
    if paths::make_private_folder(folder_of(record)).is_ok()
        && let Ok(text) = ron::ser::to_string_pretty(&kept, ron::ser::PrettyConfig::new())
    {
        let _ = atomic::write_new_like(record, text.as_bytes(), true, atomic::NEW_FILE);
    }
}

#[cfg(test)]
mod tests;
