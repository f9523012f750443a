//! The order of question 3: by votes once there are some, and then it stands still while the room is on the screen.

use super::State;
use crate::domain::{Session, Standing, ThreatId, in_order};

impl State {
    /// Puts the threats into their order; when the screen is entered, and when votes are shown.
    pub(crate) fn arrange(&mut self, session: &Session) {
        self.arranged_for = session.voting().map(|voting| voting.at);
        self.told_the_line = false;
        self.order = if session.voting().is_some() {
            session.ranked().into_iter().map(|s| s.id).collect()
        } else {
            Vec::new()
        };
    }

    /// Puts them into order again if the votes are other ones, as after undo.
    pub(crate) fn follow_the_votes(&mut self, session: &Session) {
        if self.arranged_for != session.voting().map(|voting| voting.at) {
            self.arrange(session);
        }
    }

    /// How the threats stand, in the order in which they are shown; what was written down since comes last.
    pub(crate) fn standings(&self, session: &Session) -> Vec<Standing> {
        in_order(session.standings(), &self.order)
    }

    /// The threats, in the order in which they are shown.
    pub(crate) fn rows(&self, session: &Session) -> Vec<ThreatId> {
        if self.order.is_empty() {
            return session.threats.iter().map(|t| t.id).collect();
        }
        self.standings(session).into_iter().map(|s| s.id).collect()
    }
}
