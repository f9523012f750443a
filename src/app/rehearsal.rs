//! The room of a rehearsal: its script, what was said of it, and how fast it goes. Nothing here knows the program around it.

use std::sync::Arc;

use crate::catalogue::rehearsals::{Kind, Line, Script, When};
use crate::domain::Clock;
use crate::rehearsal::room::{Cue, Moment, Pace, Room};

/// The room of a rehearsal.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    pub(super) script: Arc<Script>,
    cues: Vec<Cue>,
    pub(super) room: Room,
    pub(super) pace: Pace,
    /// Keys besides the words, since the session was opened.
    pub(super) keys: usize,
    /// The lines of the chat that were pasted.
    pub(super) pasted: Vec<usize>,
}

impl Rehearsal {
    /// A room that has heard what its clock says. What was pasted before is not known any more.
    pub(super) fn new(script: Arc<Script>) -> Self {
        let cues = script.lines.iter().map(|line| cue(&script, line));
        Self {
            cues: cues.collect(),
            script,
            room: Room::default(),
            pace: Pace::default(),
            keys: 0,
            pasted: Vec::new(),
        }
    }

    /// The clock of its meeting.
    pub(super) fn clock(&self) -> Clock {
        self.script.clock()
    }

    /// The seconds that the clock counts for this many.
    pub(super) fn count(&mut self, seconds: u32) -> u32 {
        self.pace.count(seconds)
    }

    /// Lets the room say what is due. Gives how many lines are new.
    pub(super) fn hear(&mut self, clock: &Clock) -> usize {
        let (step, spent) = place(&self.script, clock);
        let spent = &spent;
        self.room.hear(&self.cues, Moment { step, spent })
    }

    /// Seconds until the next line.
    pub(super) fn next(&self, clock: &Clock) -> Option<u32> {
        let (step, spent) = place(&self.script, clock);
        let spent = &spent;
        let next = self.room.next(&self.cues, Moment { step, spent })?;
        Some(self.pace.takes(next))
    }

    pub(super) fn said(&self) -> impl DoubleEndedIterator<Item = (usize, &Line)> {
        let said = self.room.said().iter();
        said.filter_map(|place| Some((*place, self.script.lines.get(*place)?)))
    }

    /// The lines of the chat that no one has pasted.
    pub(super) fn chat(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.said()
            .filter(|(place, line)| line.kind == Kind::Chat && !self.pasted.contains(place))
    }
}

/// A line of the script as the room knows it.
fn cue(script: &Script, line: &Line) -> Cue {
    let step = line.when.step();
    let step = script.steps.iter().position(|planned| planned.step == step);
    let (at, after) = match line.when {
        When::In(_, at) => (at, false),
        When::After(_, at) => (at, true),
    };
    Cue {
        step: step.unwrap_or_default(),
        at,
        after,
    }
}

/// Where a clock is in the steps of the script, also when the room follows another agenda by now.
fn place(script: &Script, clock: &Clock) -> (usize, Vec<u32>) {
    let here = clock.step();
    let steps = || script.steps.iter().map(|planned| planned.step);
    let step = steps().position(|step| Some(step) == here);
    let spent = steps().map(|step| {
        let slot = clock.slots.iter().find(|slot| slot.step == step);
        slot.map_or(0, |slot| slot.spent)
    });
    (step.unwrap_or(usize::MAX), spent.collect())
}
