//! What was said at earlier lunches: the wall of the next one begins empty, and a key shows the lines before.

use chrono::NaiveDate;

use super::State;
use crate::domain::{ItemId, Session, SessionKind, counted};
use crate::screens::{Deed, Look};

/// Which lines of earlier lunches are hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Earlier {
    /// The day on which the session was opened after its last lunch: the next one begins with the first change.
    opened: Option<NaiveDate>,
    /// They were asked for.
    shown: bool,
}

/// The lines of earlier lunches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hidden {
    /// They are in sight all the same.
    pub(crate) shown: bool,
    /// How many there are, and when the last one was said: `18 lines from 3 Nov`.
    pub(crate) says: String,
}

impl State {
    /// What the wall knows of a session that was just opened.
    pub(crate) fn at_opening(session: &Session, today: NaiveDate) -> Self {
        let started = session.started().map(|at| at.date_naive());
        let is_later = session.kind == SessionKind::Whiteboard && started < Some(today);
        Self {
            earlier: Earlier {
                opened: Some(today).filter(|_| is_later && started.is_some()),
                shown: false,
            },
            ..Self::default()
        }
    }

    /// The lunch before is over, and nothing was done at the next one when the session was opened.
    pub(crate) fn comes_back(&self) -> bool {
        self.earlier.opened.is_some()
    }

    /// The day from which on lines are in sight; `None` where all are.
    pub(crate) fn since(&self, session: &Session) -> Option<NaiveDate> {
        if self.earlier.shown {
            None
        } else {
            self.begins(session)
        }
    }

    /// The day before which everything was said at an earlier lunch.
    pub(super) fn begins(&self, session: &Session) -> Option<NaiveDate> {
        let is_wall = session.kind == SessionKind::Whiteboard;
        session
            .lunch_day()
            .max(self.earlier.opened.filter(|_| is_wall))
    }

    /// The lines of earlier lunches, if there are some.
    pub(crate) fn hidden(
        &self,
        session: &Session,
        revision: u64,
        today: NaiveDate,
    ) -> Option<Hidden> {
        let before = self.lines(session, revision).before()?;
        let from = if before.first == before.last {
            "from"
        } else {
            "up to"
        };
        let lines = counted(before.lines, "line");
        let day = crate::parse::when::show(before.last, today);
        Some(Hidden {
            shown: self.earlier.shown,
            says: format!("{lines} {from} {day}"),
        })
    }
}

/// Shows the lines of earlier lunches, or hides them again.
pub(super) fn turn(look: &Look, state: &mut State) -> Deed {
    let today = look.now.date_naive();
    if state.hidden(look.session, look.revision, today).is_none() {
        return Deed::Say("Nothing was said here at an earlier lunch.".into());
    }
    state.earlier.shown ^= true;
    let is_left = |id: &ItemId| {
        let lines = state.lines(look.session, look.revision);
        lines.place(*id).is_some()
    };
    state.selected = state.selected.filter(is_left);
    // A line that stood alone went with the others.
    state.reading &= state.selected.is_some();
    Deed::Done
}

/// Shows the lines of earlier lunches where one of them is gone to.
pub(super) fn show_with(look: &Look, state: &mut State, id: ItemId) {
    let Some(day) = state.since(look.session) else {
        return;
    };
    let wall = look.session.wall();
    let line = wall.iter().find(|line| line.id == id);
    state.earlier.shown = line.is_some_and(|line| line.at.date_naive() < day);
}
