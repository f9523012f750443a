//! What is left of the threat that question 3 shows, and the cheapest set that a what-if was asked for.

use std::sync::Arc;

use super::state::{App, Tone};
use crate::keys::Screen;
use crate::screens::what_if::Found;

impl App {
    /// While one threat is shown in full: looks at what is left of it.
    pub(super) fn look_at_left(&mut self) {
        if self.screen() != Screen::DoAbout {
            return;
        }
        let scales = Arc::clone(&self.scales);
        if let Some(open) = self.place.open_mut() {
            let state = &mut open.rooms.do_about;
            state.look_at_left(&open.session, open.revision, &scales.conventions);
        }
    }

    /// The cheapest set was found: it is ticked, if the room still looks on.
    pub(super) fn take_cheapest(&mut self, found: &Found) {
        let is_seen = self.screen() == Screen::WhatIf;
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let state = &mut open.rooms.what_if;
        if !is_seen {
            return state.forget_cheapest();
        }
        if let Some(says) = state.take_cheapest(&open.session, found) {
            self.say(Tone::Info, says);
        }
    }
}
