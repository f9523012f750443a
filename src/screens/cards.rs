//! The cards that prompt a room: which pack was chosen for which question, which of its cards lies on top, and on which
//! screen it is shown.

use std::collections::HashMap;

use crate::domain::Text;
use crate::keys::Screen;

/// What is known of the cards while a session is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The screen on which a card is shown.
    pub shown: Option<Screen>,
    /// That own ideas come first was said.
    pub told: bool,
    chosen: HashMap<Screen, Text>,
    places: HashMap<Text, usize>,
}

impl State {
    /// The name of the pack that was chosen for a screen.
    pub fn chosen(&self, screen: Screen) -> Option<&Text> {
        self.chosen.get(&screen)
    }

    /// Which card of a pack lies on top, from 0.
    pub fn place(&self, pack: &Text) -> usize {
        self.places.get(pack).copied().unwrap_or_default()
    }

    /// Chooses a pack for a screen, and shows the card on which it was left.
    pub fn choose(&mut self, screen: Screen, pack: Text) {
        self.chosen.insert(screen, pack);
        self.shown = Some(screen);
    }

    /// Goes so many cards forward (1) or back (-1) in a pack of `len` cards, and round at its ends; says whether it
    /// came round.
    pub fn turn(&mut self, pack: &Text, by: isize, len: usize) -> bool {
        let last = len.saturating_sub(1);
        let place = self.place(pack).min(last);
        let (next, round) = match place.checked_add_signed(by) {
            None => (last, true),
            Some(next) if next > last => (0, true),
            Some(next) => (next, false),
        };
        self.places.insert(pack.clone(), next);
        round
    }
}
