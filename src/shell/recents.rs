//! The sessions that can be carried on: those in the sessions' folder, and those that were opened from elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local};
use uuid::Uuid;

use crate::app::msg::Recent;
use crate::domain::Stamp;
use crate::screens::home::Gist;
use crate::store::names::folder_of;
use crate::store::{atomic, copies, paths, read, session};

/// More than anyone scrolls through; each is read whole for its counts.
const MOST: usize = 60;

/// Remembers that a session was opened, wherever it is. That it cannot be remembered is no reason to stop a meeting.
pub(super) fn remember(path: &Path) {
    let Ok(path) = fs::canonicalize(path).or_else(|_| std::path::absolute(path)) else {
        return;
    };
    let Some(text) = path.to_str() else { return };
    let mut known = remembered();
    known.retain(|other| other != text);
    known.insert(0, text.to_owned());
    known.truncate(MOST);
    let Some(file) = paths::recents_file() else {
        return;
    };
    let made = paths::make_private_folder(folder_of(&file));
    if let (Ok(()), Ok(ron)) = (
        made,
        ron::ser::to_string_pretty(&known, ron::ser::PrettyConfig::new()),
    ) {
        let _ = atomic::write_new(&file, ron.as_bytes(), true);
    }
}

fn remembered() -> Vec<String> {
    paths::recents_file()
        .and_then(|file| read::read(&file).ok())
        .and_then(|loaded| ron::from_str(loaded.text()).ok())
        .unwrap_or_default()
}

/// Everything that can be carried on, last touched first.
pub(super) fn find(now: Stamp) -> Vec<Recent> {
    let elsewhere = remembered().into_iter().map(PathBuf::from);
    let elsewhere = elsewhere.chain(copies::rescued());
    find_in(&paths::sessions_folder(), elsewhere, now)
}

fn find_in(folder: &Path, elsewhere: impl Iterator<Item = PathBuf>, now: Stamp) -> Vec<Recent> {
    let mut files: Vec<PathBuf> = Vec::new();
    let in_folder = [paths::one_threat_folder(folder), folder.to_owned()]
        .into_iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    for path in in_folder.chain(elsewhere) {
        let path = fs::canonicalize(&path).unwrap_or(path);
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let ron = path.extension().is_some_and(|ending| ending == "ron");
        if ron && !hidden && path.is_file() && !files.contains(&path) {
            files.push(path);
        }
    }
    let mut touched: Vec<(Stamp, PathBuf)> = files
        .into_iter()
        .filter_map(|path| Some((touched(&path)?, path)))
        .collect();
    touched.sort_by_key(|(touched, _)| std::cmp::Reverse(*touched));
    touched.truncate(MOST);
    let all: Vec<(Recent, Option<Uuid>)> = touched
        .into_iter()
        .map(|(touched, path)| recent(&path, touched, now))
        .collect();
    // A rescue copy is of no use once its session was saved again.
    let is_rescue =
        |recent: &Recent| copies::Kind::of(Path::new(&recent.path)) == Some(copies::Kind::Rescue);
    let is_old = |(copy, uuid): &(Recent, Option<Uuid>)| {
        let mut others = all
            .iter()
            .filter(|(other, its)| !is_rescue(other) && its == uuid);
        is_rescue(copy) && others.any(|(other, _)| other.touched >= copy.touched)
    };
    let shown = all.iter().filter(|recent| !is_old(recent));
    shown.map(|(recent, _)| recent.clone()).collect()
}

fn touched(path: &Path) -> Option<Stamp> {
    let modified = fs::metadata(path).ok()?.modified().ok()?;
    Some(DateTime::<Local>::from(modified).fixed_offset())
}

fn recent(path: &Path, touched: Stamp, now: Stamp) -> (Recent, Option<Uuid>) {
    let place = path.to_string_lossy().into_owned();
    match session::load(path) {
        Ok(loaded) => {
            let gist = Gist::of(&loaded.session);
            let recent = Recent::of(place, touched, &gist, now.date_naive());
            let recent = match copies::Kind::of(path) {
                Some(kind) => recent.copy(&capital(kind.words())),
                None => recent,
            };
            (recent, Some(gist.uuid))
        }
        Err(error) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let name = crate::domain::text::safe(&name);
            (
                Recent::broken(place, touched, name, error.to_string()),
                None,
            )
        }
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Session, SessionKind};
    use crate::store::format;

    fn noon() -> Stamp {
        Stamp::parse_from_rfc3339("2026-03-04T12:00:00+01:00").unwrap()
    }

    #[test]
    fn copies_are_listed_as_copies_and_what_is_no_session_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::new(
            Uuid::from_u128(1),
            "Refunds".into(),
            SessionKind::Meeting,
            noon(),
        );
        session.revisit = Some(noon().date_naive().pred_opt().unwrap());
        let text = format::write(&session).unwrap();
        // The later one is listed first.
        for (age, name) in [
            "a.rescue-20261130T080000Z.ron",
            "exports.ron",
            "refund.ron",
            "refund.conflict-20261130T080000Z.ron",
            "refund.rescue-20261130T080001Z.ron",
            "notes.ron",
            ".refund.ron",
            "refund.ron.bak",
            ".refund.ron.lock",
        ]
        .into_iter()
        .enumerate()
        {
            let path = folder.path().join(name);
            let bytes = if name == "notes.ron" { "[]" } else { &text };
            atomic::write_new(&path, bytes.as_bytes(), false).unwrap();
            let age = std::time::Duration::from_secs(1_700_000_000 + age as u64);
            let file = fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(std::time::SystemTime::UNIX_EPOCH + age)
                .unwrap();
        }
        let found = find_in(folder.path(), std::iter::empty(), noon());
        let found: Vec<(&str, bool, bool, bool)> = found
            .iter()
            .map(|recent| {
                (
                    recent.title.as_str(),
                    recent.broken.is_some(),
                    recent.kind.is_some(),
                    recent.revisit_due.is_some(),
                )
            })
            .collect();
        // Only sessions want attention, and are meetings of a system. A session may well be called "Exports". The older
        // rescue copy is of no use any more.
        let expected = [
            ("notes.ron", true, false, false),
            ("Rescue copy: Refunds", false, false, false),
            ("Conflict copy: Refunds", false, false, false),
            ("Refunds", false, true, true),
            ("Refunds", false, true, true),
        ];
        assert_eq!(found, expected);
    }
}
