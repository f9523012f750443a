//! The wall of a whiteboard session: one big question, and what the room says to it.

use chrono::TimeDelta;

use crate::app::bar::Bar;
use crate::domain::{ItemId, Session, Stamp};

/// After so many seconds without a line, the room is asked once more (facilitation, flow c).
const QUIET: TimeDelta = TimeDelta::seconds(90);

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The selected line.
    pub selected: Option<ItemId>,
    /// The selected line stands alone in large letters, to be read back.
    pub reading: bool,
    /// Esc has left the line: letters are commands until it is opened again.
    pub commands: bool,
    /// A line that was half typed when it was left.
    pub(crate) aside: Option<Bar>,
    /// When the last line was written.
    last: Option<Last>,
    /// The room was asked once.
    asked: bool,
}

/// The lines on the wall, newest last; once hands were counted, by them.
pub fn rows(session: &Session) -> Vec<ItemId> {
    let ranked = session.ranked();
    ranked.iter().map(|standing| standing.id.into()).collect()
}

/// When the last line was written, how many there were then, and whether one of them is on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Last {
    at: Stamp,
    lines: usize,
    begun: bool,
}

/// How many lines were written, in sight or not.
pub(crate) fn written(session: &Session) -> usize {
    session.threats.len() + session.questions.len() + session.flows.len() + session.zones.len()
}

impl State {
    /// Takes note of when the last line was written.
    pub(crate) fn note(&mut self, session: &Session, now: Stamp) {
        let lines = written(session);
        if self.last.is_some_and(|last| last.lines == lines) {
            return;
        }
        self.asked |= self.is_quiet(now);
        self.last = Some(Last {
            at: now,
            lines,
            begun: !session.threats.is_empty(),
        });
    }

    /// Whether nobody has said anything for a while, for the first time since something stands on the wall.
    pub fn is_quiet(&self, now: Stamp) -> bool {
        let quiet = self
            .last
            .is_some_and(|last| last.begun && now - last.at >= QUIET);
        quiet && !self.asked && !self.commands && !self.reading
    }
}
