//! The sweep: leads the room from place to place with a question for each letter, and keeps what it looked at.

use std::sync::Arc;

use super::effect::Effect;
use super::state::{App, Tone};
use crate::check::coverage::{self, State};
use crate::domain::{AgendaStep, Asked, Edit, Place, SessionField, Swept, Verb, says};
use crate::keys::Screen;
use crate::lines::About;
use crate::screens::go_wrong::{Here, Known, Sweep, here, is_on, walk_by};

impl App {
    /// Where the sweep is, while it goes on: where it was gone to, else the first stop that is not done.
    pub fn sweep(&self) -> Option<Here> {
        self.place.open()?;
        self.ask(|_, look, rooms| here(look, rooms))
    }

    /// Every stop, and what was looked at.
    pub fn stops(&self) -> Arc<Sweep> {
        self.ask(|_, look, rooms| rooms.go_wrong.sweep(look))
    }

    /// Whether the key to the next pane has somewhere to go: on question 2 that is another threat of the stop.
    pub fn has_others_here(&self) -> bool {
        let others = || self.ask(|room, look, rooms| (room.rows)(look, rooms).len() > 1);
        self.screen() != Screen::GoWrong || (self.sweep().is_some() && others())
    }

    /// After every message: the stops are those that there are now, and what the room is asked stays as long as a line
    /// for threats is open.
    pub(super) fn follow_sweep(&mut self) {
        if !self.ask(|_, look, rooms| is_on(look, rooms)) {
            return;
        }
        self.tell(|_, look, rooms| rooms.go_wrong.follow(look));
        let bar = self.bar.as_ref();
        let typing = bar.is_some_and(|bar| bar.line.about == About::Place);
        let held = typing.then(|| Some(self.sweep()?.look())).flatten();
        if let Some(open) = self.place.open_mut() {
            open.rooms.go_wrong.walk.held = held;
        }
    }

    /// The room has looked at everything here: on to the next stop that is not done.
    pub(super) fn sweep_on(&mut self, effects: &mut Vec<Effect>) {
        let Some(Here { stop, .. }) = self.sweep() else {
            return;
        };
        let sweep = self.stops();
        let cells = sweep.cells(stop.place).iter();
        // What has a threat is not empty, and what has a mark keeps it.
        let open_ones = cells.filter(|cell| cell.state == State::Open);
        let asked: Vec<Asked> = open_ones
            .filter_map(|cell| Some(cell.look.as_ref()?.asked.clone()))
            .collect();
        let receipt = self.receipt(stop.place, &asked);
        if !asked.is_empty() {
            let edit = Edit::Session(SessionField::SweepStop(stop.place, asked));
            if self.make(&edit, effects).is_none() {
                return;
            }
            let spent = self.clock().and_then(|clock| clock.slots.get(clock.at));
            let spent = spent.map(|slot| slot.spent);
            if let (Some(spent), Some(open)) = (spent, self.place.open_mut()) {
                open.rooms.go_wrong.walk.pace.done(spent);
            }
        }
        self.notice = None;
        let sweep = self.stops();
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let walk = &mut open.rooms.go_wrong.walk;
        let next = walk.next(&sweep, Some(stop.place));
        let rest = sweep.to_do().count();
        let only = walk.boundaries_only;
        walk.go_to(next.unwrap_or(stop.place), None);
        let skipped = next.filter(|next| walk.skipped.contains(next));
        let did = receipt.as_ref().map(|did| format!("{did}. "));
        let did = did.unwrap_or_default();
        let says = match next {
            Some(_) if skipped.is_some() => format!("{did}Only skipped places are left").into(),
            Some(_) => match receipt {
                Some(did) => return self.say(Tone::Change, did),
                None => return,
            },
            None if only && rest > 0 => says![
                format!("{did}Everything at a trust boundary has been looked at. For the rest: "),
                Verb::BoundariesOnly,
                ". To go on: ",
                Verb::NextStep
            ],
            None => says![
                format!("{did}Every element and flow has been looked at. Press "),
                Verb::NextStep,
                " to go on"
            ],
        };
        match receipt {
            // What changed ends with its full stop by itself.
            Some(_) => self.say(Tone::Change, says),
            None => self.say(Tone::Info, says.and(".".to_owned())),
        }
    }

    /// What was marked at a stop, in words: `F3: tampering and denial of service looked at, nothing found`.
    fn receipt(&self, place: Place, asked: &[Asked]) -> Option<String> {
        let session = self.session()?;
        let name = match place {
            Place::Flow(id) => id.to_string(),
            place => session.place_words(place),
        };
        let words = asked.iter().map(|asked| match asked {
            Asked::Whole => "any threat",
            asked => asked.words(),
        });
        let what = match words.collect::<Vec<_>>().as_slice() {
            [] => return None,
            [one] => format!("{name}: {one} looked at"),
            [one, two] => format!("{name}: {one} and {two} looked at"),
            [one, two, three] => format!("{name}: {one}, {two} and {three} looked at"),
            more => format!("{name}: {} categories looked at", more.len()),
        };
        Some(format!("{what}, nothing found"))
    }

    /// After undo or redo: back to the stop at which something was marked, or is marked no more.
    pub(super) fn sweep_back(&mut self, before: &[Swept]) {
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let now = &open.session.swept;
        let gone = before.iter().find(|swept| !now.contains(swept));
        let changed = gone.or_else(|| now.iter().find(|swept| !before.contains(swept)));
        if let Some(place) = changed.map(|swept| swept.place) {
            open.rooms.go_wrong.walk.go_to(place, None);
        }
    }

    /// The room has looked at the letter that it is asked about, or not after all; then it is asked about the next one.
    pub(super) fn mark_letter(&mut self, effects: &mut Vec<Effect>) {
        let Some(here) = self.sweep() else { return };
        let Some(open) = self.place.open() else {
            return;
        };
        let sweep = self.stops();
        let Some(cell) = sweep.cell(here.stop.place, &here.asked) else {
            return;
        };
        let about = coverage::about_look(&open.session, &here.look());
        let looked = cell.state == State::Open;
        let field = match coverage::turn(cell, &about) {
            Ok(field) => field,
            Err(why) => return self.say(Tone::Info, why),
        };
        if self.make(&Edit::Session(field), effects).is_none() {
            return;
        }
        let sweep = self.stops();
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let walk = &mut open.rooms.go_wrong.walk;
        walk.go_to(here.stop.place, here.letter.clone());
        if here.letter.is_some() && looked {
            let letters = sweep.letters(&here.stop);
            let at = letters.iter().position(|(asked, _)| **asked == here.asked);
            let (before, after) = letters.split_at(at.map_or(0, |at| at + 1));
            let mut around = after.iter().chain(before);
            let next = around.find(|(_, known)| *known == Known::NotYet);
            walk.letter = next.map(|(asked, _)| (*asked).clone());
        }
    }

    /// To the stop before or after, without having looked.
    pub(super) fn sweep_to(&mut self, by: isize) {
        self.tell(|_, look, rooms| walk_by(look, rooms, by));
        self.notice = None;
    }

    /// How many of the stops that are left fit into what is left of the step, in words; nothing where all of them do,
    /// or no clock runs.
    pub fn stops_that_fit(&self) -> Option<String> {
        let (clock, open) = (self.clock()?, self.place.open()?);
        if clock.step() != Some(AgendaStep::Sweep) {
            return None;
        }
        let sweep = self.stops();
        let walk = &open.rooms.go_wrong.walk;
        let todo = sweep.to_do().filter(|stop| walk.covers(stop)).count();
        let edge = sweep.to_do().filter(|stop| stop.at_boundary).count();
        let pace = walk.pace.seconds(self.catalogue.seconds_a_stop());
        let left = usize::try_from(clock.left().max(0)).unwrap_or_default();
        let fit = left / usize::try_from(pace.max(1)).unwrap_or(1);
        if fit >= todo {
            return None;
        }
        let says = match fit {
            0 => format!("time for none of {todo} stops"),
            fit => format!("about {fit} of {todo} stops fit"),
        };
        Some(if walk.boundaries_only || edge == 0 || edge == todo {
            says
        } else {
            format!("{says}; boundaries only: {edge}")
        })
    }
}
