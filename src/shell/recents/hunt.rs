//! Looks for sessions: which files there are, what is known of them, and what only reading them tells.

use std::collections::HashSet;
use std::fs::{self, DirEntry, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, Local, NaiveDate};
use uuid::Uuid;

use super::index::Index;
use crate::domain::Stamp;
use crate::domain::text::safe;
use crate::screens::home::{Gist, Recent};
use crate::store::stamp::Marks;
use crate::store::{copies, session};

/// A file that may be a session.
struct File {
    path: PathBuf,
    touched: Stamp,
    marks: Marks,
}

/// Sessions that are looked for.
pub(super) struct Hunt {
    files: Vec<File>,
    index: Index,
    /// When it began: what was changed just before that may change again unseen.
    at: SystemTime,
}

impl Hunt {
    /// Finds the files in folders, and those of `elsewhere` that are there; each once, whatever it is called.
    pub(super) fn begin(
        folders: &[PathBuf],
        elsewhere: impl Iterator<Item = PathBuf>,
        index: Index,
        at: SystemTime,
    ) -> Self {
        let folders = folders.iter().filter_map(|f| fs::canonicalize(f).ok());
        let inside = folders.filter_map(|folder| Some((fs::read_dir(&folder).ok()?, folder)));
        let inside = inside.flat_map(|(entries, folder)| {
            let entries = entries.flatten();
            entries.filter_map(move |entry| in_folder(&folder, &entry))
        });
        let elsewhere = elsewhere.filter_map(|path| fs::canonicalize(path).ok());
        let mut seen = HashSet::new();
        let mut files = Vec::new();
        for path in inside.chain(elsewhere).filter(|path| may_be_session(path)) {
            let Some(found) = fs::metadata(&path).ok().filter(Metadata::is_file) else {
                continue;
            };
            let Some(touched) = touched(&found) else {
                continue;
            };
            if seen.insert(path.clone()) {
                files.push(File {
                    path,
                    touched,
                    marks: Marks::of(&found),
                });
            }
        }
        Self { files, index, at }
    }

    /// How many files have to be read, as nothing is known of them or they have changed.
    pub(super) fn unread(&self) -> usize {
        let known = |file: &&File| self.index.get(&file.path, &file.marks);
        let unread = self.files.iter();
        unread
            .filter(|file| !known(file).is_some_and(|(_, fresh)| fresh))
            .count()
    }

    /// What is known without reading; of a file that has changed, what it held before.
    pub(super) fn known(&self, today: NaiveDate) -> Vec<Recent> {
        let known = self.files.iter().filter_map(|file| {
            let (gist, _) = self.index.get(&file.path, &file.marks)?;
            Some(of(file, gist, today))
        });
        in_order(known.collect())
    }

    /// All of it. Reads what is not known, and keeps it in the index.
    pub(super) fn finish(mut self, today: NaiveDate, index: Option<&Path>) -> Vec<Recent> {
        let mut all = Vec::with_capacity(self.files.len());
        for file in &self.files {
            if let Some((gist, true)) = self.index.get(&file.path, &file.marks) {
                all.push(of(file, gist, today));
                continue;
            }
            match session::load(&file.path) {
                Ok(loaded) => {
                    let gist = Gist::of(&loaded.session);
                    all.push(of(file, &gist, today));
                    let marks = loaded.stamp.marks();
                    self.index.put(&file.path, marks, gist, self.at);
                }
                // Why it cannot be read is not kept: the next reading may find it mended by other means than a change.
                Err(error) => {
                    self.index.forget(&file.path);
                    all.push((broken(file, &error.to_string()), None));
                }
            }
        }
        let seen = self.files.iter().map(|file| file.path.as_path()).collect();
        self.index.save(index, &seen);
        in_order(all)
    }
}

/// Where an entry of a folder is. Only a link leads elsewhere: to ask where each file of a long list is takes its time.
fn in_folder(folder: &Path, entry: &DirEntry) -> Option<PathBuf> {
    let path = folder.join(entry.file_name());
    if entry.file_type().is_ok_and(|kind| kind.is_file()) {
        return Some(path);
    }
    fs::canonicalize(path).ok()
}

fn may_be_session(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && path.extension().is_some_and(|ending| ending == "ron")
}

fn touched(found: &Metadata) -> Option<Stamp> {
    let modified = found.modified().ok()?;
    Some(DateTime::<Local>::from(modified).fixed_offset())
}

fn of(file: &File, gist: &Gist, today: NaiveDate) -> (Recent, Option<Uuid>) {
    let place = file.path.to_string_lossy().into_owned();
    let recent = Recent::of(place, file.touched, gist, today);
    let recent = match copies::Kind::of(&file.path) {
        Some(kind) => recent.copy(&capital(kind.words())),
        None => recent,
    };
    (recent, Some(gist.uuid))
}

fn broken(file: &File, why: &str) -> Recent {
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    let place = file.path.to_string_lossy().into_owned();
    Recent::broken(place, file.touched, safe(&name), why.to_owned())
}

/// The most recent meeting comes first. A rescue copy is of no use once its session was saved again.
fn in_order(all: Vec<(Recent, Option<Uuid>)>) -> Vec<Recent> {
    let is_rescue =
        |recent: &Recent| copies::Kind::of(Path::new(&recent.path)) == Some(copies::Kind::Rescue);
    let is_old = |(copy, uuid): &(Recent, Option<Uuid>)| {
        let later = |(other, its): &(Recent, Option<Uuid>)| {
            its == uuid && other.touched >= copy.touched && !is_rescue(other)
        };
        is_rescue(copy) && all.iter().any(later)
    };
    let old: Vec<bool> = all.iter().map(is_old).collect();
    let mut shown: Vec<Recent> = all
        .into_iter()
        .zip(old)
        .filter_map(|((recent, _), is_old)| (!is_old).then_some(recent))
        .collect();
    shown.sort_by(|a, b| {
        let key = |r: &Recent| std::cmp::Reverse((r.when(), r.touched));
        key(a).cmp(&key(b)).then_with(|| a.path.cmp(&b.path))
    });
    shown
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
