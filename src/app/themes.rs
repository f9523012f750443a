//! Choosing a theme: a list in which the selected theme is shown at once, kept by Enter and gone with Esc. Which themes
//! there are is asked of the edge each time the list is opened, so that a theme can be fixed while it is looked at.

use super::effect::Effect;
use super::overlay::Overlay;
use super::{App, Tone};
use crate::keys::key::{Key, KeyCode};

/// A theme that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeOffer {
    /// What it is called.
    pub name: String,
    /// What it is for, or whose it is.
    pub says: String,
    /// Why it cannot be used, with the place in its file.
    pub problem: Option<String>,
}

impl App {
    /// The name of the theme to be drawn with: the one that is being looked at, else the chosen one. Whatever closes
    /// the list, by Enter, Esc or anything else, cannot leave the wrong one behind.
    pub fn theme_shown(&self) -> &str {
        match &self.overlay {
            Some(Overlay::Themes { offers, selected }) => {
                offers.get(*selected).map_or(&self.theme, |o| &o.name)
            }
            _ => &self.theme,
        }
    }
}

/// Opens the list at the theme that is chosen.
pub(super) fn show(app: &mut App, offers: Vec<ThemeOffer>) {
    let chosen = offers.iter().position(|offer| offer.name == app.theme);
    app.overlay = Some(Overlay::Themes {
        selected: chosen.unwrap_or_default(),
        offers,
    });
}

pub(super) fn on_key(
    app: &mut App,
    key: Key,
    offers: Vec<ThemeOffer>,
    selected: usize,
    effects: &mut Vec<Effect>,
) {
    let last = offers.len().saturating_sub(1);
    let selected = match key.code {
        KeyCode::Esc => return,
        KeyCode::Enter => {
            let Some(offer) = offers.get(selected) else {
                return;
            };
            if offer.problem.is_none() {
                offer.name.clone_into(&mut app.theme);
                effects.push(Effect::UseTheme(offer.name.clone()));
                return app.say(
                    Tone::Info,
                    format!("Theme set to {} on this machine.", offer.name),
                );
            }
            app.say(
                Tone::Attention,
                format!("Theme {} cannot be used. Choose another.", offer.name),
            );
            selected
        }
        KeyCode::Down | KeyCode::Tab | KeyCode::Char('j') => (selected + 1).min(last),
        KeyCode::Up | KeyCode::BackTab | KeyCode::Char('k') => selected.saturating_sub(1),
        KeyCode::Home | KeyCode::PageUp => 0,
        KeyCode::End | KeyCode::PageDown => last,
        _ => selected,
    };
    app.overlay = Some(Overlay::Themes { offers, selected });
}
