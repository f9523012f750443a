//! What a user chose: the theme, and themes of their own. A broken settings file never stops a meeting.

use std::fs;

use serde::{Deserialize, Serialize};

use super::{atomic, paths, read};

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Settings {
    theme: Option<String>,
}

/// The theme that was chosen last.
pub fn theme() -> Option<String> {
    let loaded = read::read(&paths::config_folder()?.join("settings.ron")).ok()?;
    ron::from_str::<Settings>(loaded.text()).ok()?.theme
}

/// Remembers the theme for the next time.
pub fn remember_theme(name: &str) {
    let Some(folder) = paths::config_folder() else {
        return;
    };
    let settings = Settings {
        theme: Some(name.to_owned()),
    };
    let made = fs::create_dir_all(&folder);
    if let (Ok(()), Ok(ron)) = (
        made,
        ron::ser::to_string_pretty(&settings, ron::ser::PrettyConfig::new()),
    ) {
        let _ = atomic::write_new(&folder.join("settings.ron"), ron.as_bytes(), true);
    }
}

/// What the environment says about colours.
#[derive(Clone, Debug, Default)]
pub struct ColourWishes {
    /// `NO_COLOR`.
    pub no_color: Option<String>,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
}

/// What the environment says about colours.
pub fn colour_wishes() -> ColourWishes {
    let say = |name| std::env::var(name).ok();
    ColourWishes {
        no_color: say("NO_COLOR"),
        colorterm: say("COLORTERM"),
        term: say("TERM"),
    }
}

/// Whether a tester asked for a key (F12) that is a fault of the program's own: `THREATBOARD_FAULTS=1`.
pub fn is_faulty() -> bool {
    std::env::var("THREATBOARD_FAULTS").is_ok_and(|value| value == "1")
}

/// The user's own themes: path and text of each file in the `themes` folder of the configuration.
pub fn user_themes() -> Vec<(String, String)> {
    let Some(folder) = paths::config_folder().map(|folder| folder.join("themes")) else {
        return Vec::new();
    };
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut themes: Vec<(String, String)> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .filter_map(|path| {
            Some((
                super::names::shown(&path),
                read::read(&path).ok()?.text().to_owned(),
            ))
        })
        .collect();
    themes.sort();
    themes
}
