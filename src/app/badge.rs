//! The last keys that were pressed, for a room that learns them: commands and named keys only. What is typed into a line,
//! a filter or a choice of people is no one's business, so a character is shown only where it is certain to be a command.

use super::App;
use crate::keys::key::{Key, KeyCode};

/// More keys than this are not remembered while they are watched.
const MOST: usize = 4;

/// The last keys, when they are to be seen; off until asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Badge {
    on: bool,
    keys: Vec<Key>,
}

impl Badge {
    /// The last keys, the newest last; none while the badge is off.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// Switches it on or off, and forgets the keys so far; says whether it is on now.
    pub(super) fn switch(&mut self) -> bool {
        self.on = !self.on;
        self.keys.clear();
        self.on
    }
}

/// Remembers a key that is about to be acted on, if the room may see it.
pub(super) fn note(app: &mut App, key: Key) {
    if !app.sharing.badge.on || !is_command(app, key) {
        return;
    }
    let keys = &mut app.sharing.badge.keys;
    keys.push(key);
    let over = keys.len().saturating_sub(MOST);
    keys.drain(..over);
}

/// Whether a key is a command and not a part of a text.
fn is_command(app: &App, key: Key) -> bool {
    let KeyCode::Char(sign) = key.code else {
        return true;
    };
    // A terminal sends Esc and a letter that come together as Alt and the letter, which may be the first of a line.
    if key.alt {
        return false;
    }
    if key.ctrl {
        return true;
    }
    match (&app.overlay, &app.choice, &app.bar) {
        (None, None, None) => app.keys.action(app.screen, key).is_some(),
        // Digits choose people.
        (None, Some((choice, _)), _) if !sign.is_ascii_digit() => {
            let options = app.session().map(|s| choice.options(s, &app.catalogue));
            let word = sign.to_string();
            options.is_some_and(|options| options.iter().any(|offer| offer.key == word))
        }
        _ => false,
    }
}
