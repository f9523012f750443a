//! The sweep: the room is led from place to place, with one prompt at each; what it looked at and found empty is kept.
//! And the read back: what says the same is offered for merging.

use super::effect::Effect;
use super::state::{App, Tone};
use crate::domain::{AgendaStep, Asked, Edit, New, SessionField, Swept, ThreatId, Verb, says};
use crate::screens::go_wrong::{cell, is_done, sweep_by};

impl App {
    /// Where the sweep is, while it goes on: the place that was chosen, else the first that no one has looked at.
    pub fn sweep(&self) -> Option<Swept> {
        self.place.open()?;
        self.ask(|_, look, rooms| cell(look, rooms))
    }

    /// The room has looked here: on to the next place that no one has looked at.
    pub(super) fn sweep_on(&mut self, effects: &mut Vec<Effect>) {
        let Some(here) = self.sweep() else { return };
        let now = self.now;
        if self.place.open().is_some_and(|open| open.is_live(now)) {
            let edit = Edit::Session(SessionField::Sweep(here.clone(), true));
            self.make(&edit, effects);
        }
        self.notice = None;
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let walk = self.catalogue.walk(&open.session);
        let place = walk.iter().position(|cell| *cell == here).unwrap_or(0);
        let (before, after) = walk.split_at(place + 1);
        let next = after
            .iter()
            .chain(before)
            .find(|cell| !is_done(&open.session, cell));
        open.rooms.go_wrong.cell = next.cloned().or(Some(here));
        if next.is_none() {
            let says = says![
                "Every element and flow has been reviewed. Press ",
                Verb::NextStep,
                " to go on."
            ];
            self.say(Tone::Info, says);
        }
    }

    /// To the place before or after, without having looked.
    pub(super) fn sweep_to(&mut self, by: isize) {
        self.tell(|_, look, rooms| sweep_by(look, rooms, by));
        self.notice = None;
    }

    /// While the list is read back: looks for a threat that says the same (R31).
    pub(super) fn look_for_alike(&mut self) {
        if self.step() != Some(AgendaStep::ReadBack)
            || self.screen() != crate::keys::Screen::GoWrong
        {
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

    /// What is typed during the sweep is said about the place where the room is, unless the line says where.
    pub(super) fn swept_here(&self, edit: Edit) -> Edit {
        match (self.sweep(), edit) {
            (Some(cell), Edit::Add(New::Threat(mut new))) => {
                if new.places.is_empty() || new.places == [cell.place] {
                    new.places = vec![cell.place];
                    if let (Asked::Letter(letter), true) = (cell.asked, new.stride.is_empty()) {
                        new.stride.push(letter);
                    }
                }
                Edit::Add(New::Threat(new))
            }
            (_, edit) => edit,
        }
    }
}
