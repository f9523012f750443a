//! The last keys that were pressed, for a room that learns them: commands and named keys only. What is typed into a line,
//! a filter or a choice of people is no one's business, so a character is shown only where it is certain to be a command.

use crate::keys::key::Key;

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

    /// Shows one more command key, if keys are shown.
    pub(super) fn add(&mut self, key: Key) {
        if !self.on {
            return;
        }
        self.keys.push(key);
        let over = self.keys.len().saturating_sub(MOST);
        self.keys.drain(..over);
    }
}
