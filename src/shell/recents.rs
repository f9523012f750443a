//! The sessions that can be carried on: those in the sessions' folder, and those that were opened from elsewhere.

mod hunt;
mod index;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::app::msg::Recent;
use crate::domain::Stamp;
use crate::store::names::folder_of;
use crate::store::{atomic, copies, paths, read};
use hunt::Hunt;
use index::Index;

/// Remembers that a session was opened, wherever it is. That it cannot be remembered is no reason to stop a meeting.
pub(super) fn remember(path: &Path) {
    let Ok(path) = fs::canonicalize(path).or_else(|_| std::path::absolute(path)) else {
        return;
    };
    let Some(text) = path.to_str() else { return };
    let mut known = remembered();
    known.retain(|other| other != text);
    known.insert(0, text.to_owned());
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

/// What is known of the sessions at once.
pub(super) struct Glance {
    /// Those that were read before.
    pub(super) known: Vec<Recent>,
    /// How many have to be read, as nothing is known of them or they have changed.
    pub(super) unread: usize,
}

/// So many files are read in the moment that no one notices.
const FEW: usize = 40;

/// Everything that can be carried on, most recent meeting first; where many files have to be read for that, what is
/// known without reading them.
pub(super) fn glance(now: Stamp) -> Glance {
    let hunt = hunt();
    let unread = hunt.unread();
    let today = now.date_naive();
    if unread > FEW {
        let known = hunt.known(today);
        return Glance { known, unread };
    }
    Glance {
        known: hunt.finish(today, paths::index_file().as_deref()),
        unread: 0,
    }
}

/// Everything that can be carried on, most recent meeting first.
pub(super) fn find(now: Stamp) -> Vec<Recent> {
    hunt().finish(now.date_naive(), paths::index_file().as_deref())
}

/// The sessions in a folder, and the one-threat sessions below it.
pub(crate) fn in_folder(folder: &Path, now: Stamp) -> Vec<Recent> {
    let index = paths::index_file();
    let folders = [paths::one_threat_folder(folder), folder.to_owned()];
    let known = Index::load(index.as_deref());
    Hunt::begin(&folders, std::iter::empty(), known, wall())
        .finish(now.date_naive(), index.as_deref())
}

/// The time by which the disk marks files, whatever a tester says that it is.
#[expect(
    clippy::disallowed_methods,
    reason = "it is held against the times of files, and never shown"
)]
fn wall() -> SystemTime {
    SystemTime::now()
}

fn hunt() -> Hunt {
    let folder = paths::sessions_folder();
    let elsewhere = remembered().into_iter().map(PathBuf::from);
    let elsewhere = elsewhere.chain(copies::rescued());
    let folders = [paths::one_threat_folder(&folder), folder];
    let known = Index::load(paths::index_file().as_deref());
    Hunt::begin(&folders, elsewhere, known, wall())
}

#[cfg(test)]
mod tests;
