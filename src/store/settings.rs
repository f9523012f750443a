//! What a user chose: the theme, what the start screen shows, and themes of their own. A broken settings file never stops a meeting.

use std::fs;
use std::path::{Path, PathBuf};

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::names::{shown, why};
use super::read::ReadError;
use super::{atomic, paths, read};
use crate::domain::Text;
use crate::domain::text::{clean, safe};

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Settings {
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ascii: Option<bool>,
    show_recents: ShowRecents,
    /// The user's name; empty when it was asked for and not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    me: Option<String>,
}

/// When the start screen lists the sessions.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ShowRecents {
    #[default]
    Ask,
    Always,
}

fn file() -> Option<PathBuf> {
    Some(paths::config_folder()?.join("settings.ron"))
}

/// The settings file; without one, nothing was chosen.
///
/// # Errors
/// In a sentence, with the place: what is wrong with the file.
fn load(file: &Path) -> Result<Settings, String> {
    let loaded = match read::read(file) {
        Ok(loaded) => loaded,
        Err(ReadError::Missing(_)) => return Ok(Settings::default()),
        Err(error) => return Err(error.to_string()),
    };
    options().from_str(loaded.text()).map_err(|error| {
        let at = error.span.start;
        let why = safe(&error.code.to_string());
        format!("{}:{}:{}: {why}.", shown(file), at.line, at.col)
    })
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The theme that was chosen last.
pub(crate) fn theme() -> Option<String> {
    load(&file()?).ok()?.theme
}

/// What the terminal calls itself.
pub(crate) fn term() -> Option<String> {
    std::env::var("TERM").ok()
}

/// Whether lines are to be drawn in ASCII: `THREATBOARD_ASCII`, else the settings; `None` when neither says.
pub(crate) fn ascii() -> Option<bool> {
    match std::env::var("THREATBOARD_ASCII")
        .unwrap_or_default()
        .as_str()
    {
        "" => load(&file()?).ok()?.ascii,
        said => Some(!matches!(said, "0" | "no" | "false" | "off")),
    }
}

/// Whether the start screen lists the sessions unasked.
pub(crate) fn shows_recents() -> bool {
    let chosen = file().and_then(|file| load(&file).ok());
    chosen.is_some_and(|settings| settings.show_recents == ShowRecents::Always)
}

/// The user's name; empty when it was asked for and not given, `None` when no one was asked yet.
pub(crate) fn me() -> Option<Text> {
    Some(Text::new(&load(&file()?).ok()?.me?))
}

/// Remembers the user's name.
///
/// # Errors
/// As for [`remember_theme`].
pub(crate) fn remember_me(name: &Text) -> Result<(), String> {
    remember(|settings| settings.me = Some(name.to_string()))
        .map_err(|why| format!("Your name could not be saved: {why}"))
}

/// Remembers the theme for the next time.
///
/// # Errors
/// In a sentence: why it could not be remembered. A settings file that cannot be read is left as it is.
pub(crate) fn remember_theme(name: &str) -> Result<(), String> {
    remember(|settings| settings.theme = Some(name.to_owned()))
        .map_err(|why| format!("The theme could not be saved: {why}"))
}

/// Remembers whether the start screen lists the sessions unasked.
///
/// # Errors
/// As for [`remember_theme`].
pub(crate) fn remember_show_recents(always: bool) -> Result<(), String> {
    remember(|settings| {
        settings.show_recents = if always {
            ShowRecents::Always
        } else {
            ShowRecents::Ask
        };
    })
    .map_err(|why| format!("The setting for recent sessions could not be saved: {why}"))
}

/// Writes the settings with one of them changed.
///
/// # Errors
/// In a sentence: why not. A settings file that cannot be read is left as it is.
fn remember(change: impl FnOnce(&mut Settings)) -> Result<(), String> {
    let Some(file) = file() else {
        return Ok(());
    };
    let mut settings = load(&file)?;
    change(&mut settings);
    let ron = options()
        .to_string_pretty(&settings, PrettyConfig::new())
        .map_err(|error| error.to_string())?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)
            .map_err(|error| format!("{}: {}.", shown(folder), why(&error)))?;
    }
    atomic::write_new(&file, ron.as_bytes(), true)
        .map(|_| ())
        .map_err(|error| error.to_string())
}

/// What the environment says about colors.
#[derive(Clone, Debug, Default)]
pub(crate) struct ColourWishes {
    /// `NO_COLOR`.
    pub no_color: Option<String>,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
}

/// What the environment says about colors.
pub(crate) fn colour_wishes() -> ColourWishes {
    let say = |name| std::env::var(name).ok();
    ColourWishes {
        no_color: say("NO_COLOR"),
        colorterm: say("COLORTERM"),
        term: say("TERM"),
    }
}

/// Whether the person hears the terminal instead of seeing it: `THREATBOARD_PLAIN=1`.
pub(crate) fn is_plain() -> bool {
    std::env::var("THREATBOARD_PLAIN").is_ok_and(|value| value == "1")
}

/// The files in the `themes` folder of the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UserThemes {
    /// Path and text of each file, in the order of their paths.
    pub files: Vec<(String, String)>,
    /// Name without its ending, and the reason, of each file that is not text or could not be read.
    pub unread: Vec<(String, String)>,
}

/// The user's own themes.
pub(crate) fn user_themes() -> UserThemes {
    let folder = paths::config_folder().map(|folder| folder.join("themes"));
    let Some(Ok(entries)) = folder.map(fs::read_dir) else {
        return UserThemes::default();
    };
    let mut themes = UserThemes::default();
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    found.sort();
    for path in found {
        match read::read(&path) {
            Ok(loaded) => themes.files.push((shown(&path), loaded.text().to_owned())),
            Err(error) => {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                themes.unread.push((clean(&stem), error.to_string()));
            }
        }
    }
    themes
}
