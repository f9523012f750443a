//! Where things live: sessions, settings, and what the program keeps for itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The name of the file that holds what exports were written where.
pub(crate) const EXPORTS: &str = "exports.ron";

/// The most characters of a title that a file name takes.
const MAX_SLUG: usize = 60;

/// Names that Windows keeps for devices, whatever the extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];

fn platform() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "threatboard")
}

/// The folder for sessions that were given no path: `./sessions` if there is one, else the platform's data folder, else
/// (no home folder is known) the current one.
pub fn sessions_folder() -> PathBuf {
    let here = PathBuf::from("sessions");
    if here.is_dir() {
        return here;
    }
    platform().map_or_else(
        || PathBuf::from("."),
        |dirs| dirs.data_dir().join("sessions"),
    )
}

/// The folder of one-threat sessions in a folder of sessions.
pub fn one_threat_folder(sessions: &Path) -> PathBuf {
    sessions.join("one")
}

/// A path in `folder` for a one-threat session that no file has yet: the day and the headline,
/// `2026-11-21-package-worm.ron`.
pub fn new_one_threat_path(folder: &Path, day: chrono::NaiveDate, headline: &str) -> PathBuf {
    let headline = if headline.is_empty() {
        "one threat"
    } else {
        headline
    };
    new_session_path(folder, &format!("{} {headline}", day.format("%Y-%m-%d")))
}

/// The folder of the user's themes, keys and settings; `None` when no home folder is known.
pub fn config_folder() -> Option<PathBuf> {
    platform().map(|dirs| dirs.config_dir().to_path_buf())
}

/// The folder of what the program keeps for itself: recent sessions, rescue copies; `None` when no home folder is known.
pub fn state_folder() -> Option<PathBuf> {
    platform().map(|dirs| {
        dirs.state_dir()
            .unwrap_or_else(|| dirs.data_local_dir())
            .to_path_buf()
    })
}

/// The list of the sessions that were opened last; `None` when no home folder is known.
pub(crate) fn recents_file() -> Option<PathBuf> {
    state_folder().map(|folder| folder.join("recent.ron"))
}

/// What is known of sessions without reading them; `None` when no home folder is known.
pub(crate) fn index_file() -> Option<PathBuf> {
    state_folder().map(|folder| folder.join("index.json"))
}

/// What exports were written where; `None` when no home folder is known.
pub(crate) fn exports_file() -> Option<PathBuf> {
    state_folder().map(|folder| folder.join(EXPORTS))
}

/// The folder of the example's copy: apart from the sessions, so that no list of them shows it.
pub(crate) fn example_folder() -> PathBuf {
    state_folder().map_or_else(std::env::temp_dir, |folder| folder.join("example"))
}

/// The folder of rehearsals: apart from the sessions, so that no list of them shows one.
pub(crate) fn rehearsals_folder() -> PathBuf {
    let data = platform().map_or_else(std::env::temp_dir, |dirs| dirs.data_dir().to_owned());
    data.join("rehearsals")
}

/// A folder for a new rehearsal of this name that is not there yet: `first`, else with `-2` and so on.
pub(crate) fn new_rehearsal_folder(name: &str) -> PathBuf {
    free(&rehearsals_folder(), name, "")
}

/// Where rescue copies go, the best place first: where the program keeps things for itself, and where that is full, too,
/// the system's folder for temporary files.
pub fn rescue_folders() -> Vec<PathBuf> {
    let temporary = std::env::temp_dir();
    state_folder().into_iter().chain([temporary]).collect()
}

/// A path in `folder` for a new session of this title that no file has yet: `payments-api-refund-flow.ron`, else with
/// `-2` and so on.
pub fn new_session_path(folder: &Path, title: &str) -> PathBuf {
    free(folder, title, ".ron")
}

/// A path in `folder` that is named after this title, ends so, and is not taken.
fn free(folder: &Path, title: &str, end: &str) -> PathBuf {
    let slug = slug(title);
    let taken = |path: &Path| fs::symlink_metadata(path).is_ok();
    let mut path = folder.join(format!("{slug}{end}"));
    let mut number = 2_u32;
    while taken(&path) {
        path = folder.join(format!("{slug}-{number}{end}"));
        number = number.saturating_add(1);
    }
    path
}

/// Makes a folder that only its owner may look into, and those above it.
///
/// # Errors
/// When the system refuses.
pub fn make_private_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
    }
    #[cfg(not(unix))]
    fs::create_dir_all(folder)
}

/// A title as a file name: small letters and digits of any script, joined by hyphens.
fn slug(title: &str) -> String {
    let words: Vec<String> = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let whole: String = words.join("-").chars().take(MAX_SLUG).collect();
    let slug = whole.trim_end_matches('-');
    if slug.is_empty() || DEVICES.contains(&slug) {
        return format!("session{}{slug}", if slug.is_empty() { "" } else { "-" });
    }
    slug.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_file_name_without_surprises() {
        let table = [
            ("Payments API: refund flow", "payments-api-refund-flow"),
            ("../../etc/passwd", "etc-passwd"),
            ("Zahlungen für Zoë", "zahlungen-für-zoë"),
            ("!?", "session"),
            ("Con", "session-con"),
        ];
        for (title, expected) in table {
            assert_eq!(slug(title), expected);
        }
        assert_eq!(slug(&"ab ".repeat(60)).chars().count(), 59);
    }

    #[test]
    fn a_second_session_of_the_same_title_gets_a_number() {
        let dir = tempfile::tempdir().unwrap();
        let first = new_session_path(dir.path(), "Refunds");
        assert_eq!(first, dir.path().join("refunds.ron"));
        crate::store::atomic::write_new(&first, b"x", false).unwrap();
        let second = new_session_path(dir.path(), "Refunds");
        assert_eq!(second, dir.path().join("refunds-2.ron"));
    }
}
