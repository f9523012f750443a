//! A session that is open, and what the program knows of it.

use super::meeting_clock::MeetingClock;
use super::nudging::Nudging;
use super::recorded::Recorded;
use super::rehearsal::Rehearsal;
use crate::check::Report;
use crate::domain::{Stamp, ThreatId};
use crate::screens::Rooms;

/// An open session, and what each of its screens knows.
#[derive(Clone, Debug)]
pub struct Open {
    /// The session, and undo and redo.
    pub session: Recorded,
    /// Where it is kept, as the screen shows it.
    pub path: String,
    /// Who holds it, when it can only be read.
    pub held_by: Option<String>,
    /// How saving goes.
    pub saving: Saving,
    /// It is the example that comes with the program.
    pub example: bool,
    /// Someone else changed the file, until someone answers that it was seen; and after that, to be said on leaving.
    pub conflict: Option<Conflict>,
    /// Grows with every change.
    pub revision: u64,
    /// Something was changed since it was opened.
    pub changed: bool,
    /// The steps and the clock.
    pub meeting_clock: MeetingClock,
    /// What the rules have said.
    pub nudging: Nudging,
    /// What each of its screens knows.
    pub rooms: Rooms,
    /// The room, if this is a rehearsal.
    pub rehearsal: Option<Box<Rehearsal>>,
    /// The threat that was copied last.
    pub copied: Option<ThreatId>,
    /// What the checks say, as of a revision; made when question 4 or leaving needs it.
    pub report: Option<(u64, Report)>,
}

/// Someone else changed the session's file, so that the session goes on in another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The name of the file that was changed.
    pub changed: String,
    /// The name of the file that holds the session now.
    pub kept_as: String,
    /// Someone answered that they saw it.
    pub seen: bool,
}

impl Conflict {
    /// A sentence for whoever leaves.
    pub fn says(&self) -> String {
        format!(
            "{} was changed by another program. Your version is in {}.",
            self.changed, self.kept_as
        )
    }
}

/// How saving goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Everything is in the file, as of this time; `None` when nothing was written yet.
    Saved(Option<Stamp>),
    /// A save with this number is under way.
    Under(u64),
    /// The file could not be written; it is tried again until it can.
    Failed(String),
}

impl Open {
    /// Whether a meeting of this session is going on, and this is the program that keeps its minutes.
    pub(super) fn is_live(&self, now: Stamp) -> bool {
        self.held_by.is_none()
            && (self.changed || !self.session.is_between_meetings(now))
            && self
                .session
                .sittings
                .last()
                .is_some_and(|s| s.ended.is_none())
    }
}
