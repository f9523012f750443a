//! What is left of the threat that question 3 shows.

use std::sync::Arc;

use super::state::App;
use crate::keys::Screen;

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
}
