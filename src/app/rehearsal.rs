//! The room of a rehearsal: its script, what was said of it, and how fast it goes. Nothing here knows the program around it.

use std::sync::Arc;

use crate::catalogue::Catalogue;
use crate::catalogue::rehearsals::{Kind, Line, Rules, Script, When};
use crate::domain::{Clock, Says, Session};
use crate::rehearsal::report::Report;
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
    rules: Arc<Rules>,
    /// What the file holds of what was said, and as of when.
    looked: Option<(Mark, Report)>,
    /// As of when the page was made, and with how many keys.
    paged: Option<(Mark, usize)>,
}

/// What a report depends on: the revision of the session, how many lines were said, and which ones were left before.
type Mark = (u64, usize, Vec<usize>);

impl Rehearsal {
    /// A room that has heard what its clock says. What was pasted before is not known any more.
    pub(super) fn new(script: Arc<Script>, rules: Arc<Rules>) -> Self {
        let cues = script.lines.iter().map(|line| cue(&script, line));
        Self {
            cues: cues.collect(),
            script,
            room: Room::default(),
            pace: Pace::default(),
            keys: 0,
            pasted: Vec::new(),
            rules,
            looked: None,
            paged: None,
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

    /// Looks for what was said in the session, if either has changed since the last look.
    pub(super) fn look(
        &mut self,
        (revision, session): (u64, &Session),
        (clock, is_over): (&Clock, bool),
        catalogue: &Catalogue,
    ) {
        let said = self.room.said();
        let left = if is_over {
            let places = 0..self.cues.len();
            places.filter(|place| !said.contains(place)).collect()
        } else {
            let (step, spent) = place(&self.script, clock);
            let spent = &spent;
            self.room.left(&self.cues, Moment { step, spent })
        };
        let mark = (revision, said.len(), left);
        if self.looked.as_ref().is_none_or(|(of, _)| *of != mark) {
            let heard = (said, mark.2.as_slice());
            let known = (catalogue, &*self.rules);
            let report = Report::of(&self.script, heard, session, 0, known);
            self.looked = Some((mark, report));
        }
    }

    /// How it went, if the page does not say so already.
    pub(super) fn news(&mut self) -> Option<Report> {
        let (mark, report) = self.looked.as_ref()?;
        let now = (mark.clone(), self.keys);
        if self.paged.as_ref() == Some(&now) {
            return None;
        }
        self.paged = Some(now);
        Some(report.clone().with_keys(self.keys, &self.rules))
    }

    /// What to do about the last line: once the file holds it, only what comes next.
    pub(super) fn advice(&self) -> impl Iterator<Item = &Says> {
        let last = self.said().next_back();
        let is_held = |place| self.looked.as_ref().is_some_and(|(_, r)| r.holds(place));
        let advice = last.into_iter().flat_map(move |(place, line)| {
            let hint = line.hint.as_ref().filter(|_| !is_held(place));
            hint.into_iter().chain(&line.then)
        });
        advice.map(|hint| &hint.0)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, New, NoteKind, SessionKind, Stamp};

    #[test]
    fn the_file_is_looked_at_again_after_a_change_alone() {
        let text = Script::bundled_text(None).unwrap();
        let script = Arc::new(Script::parse(text).unwrap());
        let rules = Arc::new(Rules::bundled().unwrap());
        let catalogue = Catalogue::bundled().unwrap();
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let empty = Session::new(uuid::Uuid::nil(), "x".into(), SessionKind::Meeting, at);
        let mut done = empty.clone();
        let note = New::Note(NoteKind::InScope, "Booking and unlocking".into());
        done.apply(&Edit::Add(note), at).unwrap();
        let mut rehearsal = Rehearsal::new(script, rules);
        let clock = rehearsal.clock();
        rehearsal.hear(&clock);
        let mut right = |revision, session: &Session| {
            rehearsal.look((revision, session), (&clock, false), &catalogue);
            rehearsal.news().map(|report| report.right())
        };
        assert_eq!(right(1, &empty), Some(0));
        assert_eq!(right(1, &done), None, "no change, no look, no new page");
        assert_eq!(right(2, &done), Some(1));
        assert_eq!(right(2, &done), None);
    }
}
