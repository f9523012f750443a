//! The read back: what says the same is offered for merging.

use super::state::App;
use crate::domain::{AgendaStep, ThreatId};
use crate::keys::Screen;

impl App {
    /// While the list is read back: looks for a threat that says the same (R31).
    pub(super) fn look_for_alike(&mut self) {
        if self.step() != Some(AgendaStep::ReadBack) || self.screen() != Screen::GoWrong {
            return;
        }
        let Some(id) = self.threat_in_focus() else {
            return;
        };
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let known = open.rooms.go_wrong.alike;
        if known.is_none_or(|(revision, of, _)| (revision, of) != (open.revision, id)) {
            let alike = self.catalogue.alike(&open.session, id);
            open.rooms.go_wrong.alike = Some((open.revision, id, alike));
        }
    }

    /// The threat that the one that is read back looks like.
    pub fn alike(&self) -> Option<ThreatId> {
        let open = self.place.open()?;
        let (revision, of, alike) = open.rooms.go_wrong.alike?;
        (revision == open.revision && Some(of) == self.threat_in_focus())
            .then_some(alike)
            .flatten()
    }
}
