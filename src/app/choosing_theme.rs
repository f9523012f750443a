//! Choosing a theme: a list in which the selected theme is shown at once, kept by Enter and gone with Esc. Which themes
//! there are is asked of the edge each time the list is opened, so that a theme can be fixed while it is looked at.

use super::effect::Effect;
use super::overlay::{self, Overlay};
use super::state::{App, Tone};
use super::themes::ThemeOffer;
use crate::keys::key::{Key, KeyCode};

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
        code => overlay::moved(code, selected, last),
    };
    app.overlay = Some(Overlay::Themes { offers, selected });
}
