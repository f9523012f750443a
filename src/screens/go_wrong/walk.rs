//! The walk of the sweep: where the room is, and where it goes next.

use super::stops::{Known, Sweep};
use crate::domain::{AgendaStep, Asked, Place, Stop, Swept};
use crate::keys::Screen;
use crate::lines::About;
use crate::screens::{Look, Rooms, step_to};

/// Where the room is on its walk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The place that was gone to; none as long as it is the first that is not done.
    pub place: Option<Place>,
    /// The letter there that was chosen.
    pub letter: Option<Asked>,
    /// What the room was asked when the line was opened. It goes on being asked as long as threats are typed, so that
    /// the second of them is found where the first was.
    pub held: Option<Swept>,
    /// Places that were left without looking.
    pub skipped: Vec<Place>,
    /// The room came from a cell of the grid while the meeting was at no sweep: it looks at that place beside its agenda,
    /// and goes back to the grid.
    pub outside: bool,
    /// Only what is at a boundary, as time is short.
    pub boundaries_only: bool,
    /// How fast the room is.
    pub pace: Pace,
}

/// How long the room takes for a stop, by its own clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    first: u32,
    last: u32,
    stops: u32,
}

impl Pace {
    /// Stops before a pace can be told.
    const ENOUGH: u32 = 3;

    /// A stop was done when the step had taken so many seconds.
    pub fn done(&mut self, spent: u32) {
        if self.stops == 0 || spent < self.last {
            *self = Self {
                first: spent,
                last: spent,
                stops: 0,
            };
        }
        (self.last, self.stops) = (spent, self.stops + 1);
    }

    /// Seconds a stop: those of the room once it has done a few, until then `usual`.
    pub fn seconds(self, usual: u32) -> u32 {
        match self.stops.checked_sub(1) {
            Some(between) if between >= Self::ENOUGH => ((self.last - self.first) / between).max(1),
            _ => usual,
        }
    }
}

impl Walk {
    /// Goes to a place, and to a letter there if one is named.
    pub fn go_to(&mut self, place: Place, letter: Option<Asked>) {
        (self.place, self.letter) = (Some(place), letter);
    }

    /// Whether a stop is on the walk as it is led now.
    pub fn covers(&self, stop: &Stop) -> bool {
        stop.at_boundary || !self.boundaries_only
    }

    /// Places that were left without looking, and still are.
    pub fn left(&self, sweep: &Sweep) -> Vec<Place> {
        let stops = sweep.to_do().filter(|stop| self.covers(stop));
        let places = stops.map(|stop| stop.place);
        places
            .filter(|place| self.skipped.contains(place))
            .collect()
    }

    /// The stop to go to from a place: the next that is not done, then those before it; what was skipped comes last.
    pub fn next(&self, sweep: &Sweep, from: Option<Place>) -> Option<Place> {
        let stops: Vec<&Stop> = sweep.stops().iter().filter(|s| self.covers(s)).collect();
        let at = stops.iter().position(|stop| Some(stop.place) == from);
        let (before, after) = stops.split_at(at.map_or(0, |at| at + 1));
        let around = after.iter().chain(before);
        let mut todo = around.filter(|stop| Some(stop.place) != from && !sweep.is_done(stop));
        let is_skipped = |stop: &&&Stop| self.skipped.contains(&stop.place);
        let first = todo.clone().find(|stop| !is_skipped(stop));
        first.or_else(|| todo.next()).map(|stop| stop.place)
    }
}

/// Where the sweep is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Here {
    /// The stop.
    pub stop: Stop,
    /// The letter that was chosen there.
    pub letter: Option<Asked>,
    /// The letter that the room is asked about: a threat that is typed is found under it.
    pub asked: Asked,
}

impl Here {
    /// What the room is asked.
    pub fn look(&self) -> Swept {
        Swept {
            place: self.stop.place,
            asked: self.asked.clone(),
        }
    }
}

/// Whether the room sweeps: in that step of its agenda, or beside the agenda. The whole list in large hides the stop.
pub(crate) fn is_on(look: &Look, rooms: &Rooms) -> bool {
    let in_step = look.step == Some(AgendaStep::Sweep);
    look.screen == Screen::GoWrong && !look.wall && (in_step || rooms.go_wrong.walk.outside)
}

/// The stop that the sweep is at, and what the room was asked when the line was opened.
fn stop<'a>(
    look: &Look,
    rooms: &'a Rooms,
    sweep: &'a Sweep,
) -> Option<(&'a Stop, Option<&'a Swept>)> {
    let walk = &rooms.go_wrong.walk;
    let typing = look.line.is_some_and(|line| line.about == About::Place);
    let held = walk.held.as_ref().filter(|_| typing);
    let gone_to = held.map(|held| held.place).or(walk.place);
    let gone_to = gone_to.and_then(|place| sweep.stop(place));
    let stop = gone_to
        .or_else(|| sweep.stop(walk.next(sweep, None)?))
        .or(sweep.stops().last())?;
    Some((stop, held))
}

/// The place that the sweep is at.
pub(super) fn place(look: &Look, rooms: &Rooms) -> Option<Place> {
    if !is_on(look, rooms) {
        return None;
    }
    let sweep = rooms.go_wrong.sweep(look);
    stop(look, rooms, &sweep).map(|(stop, _)| stop.place)
}

/// Where the sweep is: where it was gone to, else at the first stop that is not done.
pub(crate) fn here(look: &Look, rooms: &Rooms) -> Option<Here> {
    if !is_on(look, rooms) {
        return None;
    }
    let sweep = rooms.go_wrong.sweep(look);
    let walk = &rooms.go_wrong.walk;
    let (stop, held) = stop(look, rooms, &sweep)?;
    let letter = walk
        .letter
        .clone()
        .filter(|letter| stop.asked.contains(letter));
    let held = held.filter(|held| held.place == stop.place && stop.asked.contains(&held.asked));
    let held = held.map(|held| held.asked.clone());
    let asked = held.or_else(|| letter.clone()).or_else(|| {
        let letters = sweep.letters(stop);
        let open = letters.iter().find(|(_, known)| *known == Known::NotYet);
        open.or(letters.first()).map(|(asked, _)| (*asked).clone())
    })?;
    Some(Here {
        stop: stop.clone(),
        letter,
        asked,
    })
}

/// Goes this many stops on, whether they are done or not.
pub(crate) fn walk_by(look: &Look, rooms: &mut Rooms, by: isize) {
    let here = here(look, rooms).map(|here| here.stop.place);
    let sweep = rooms.go_wrong.sweep(look);
    let walk = &mut rooms.go_wrong.walk;
    let places = sweep.stops().iter().filter(|stop| walk.covers(stop));
    let places: Vec<Place> = places.map(|stop| stop.place).collect();
    let at = places.iter().position(|place| Some(*place) == here);
    let to = step_to(places.len(), at, by).and_then(|at| places.get(at).copied());
    if let Some(place) = to.or(here) {
        walk.go_to(place, None);
    }
}

/// Chooses the letter before or after the one that the room is asked about.
pub(super) fn choose_letter(look: &Look, rooms: &mut Rooms, forward: bool) {
    let Some(here) = here(look, rooms) else {
        return;
    };
    let asked = &here.stop.asked;
    let at = asked.iter().position(|asked| *asked == here.asked);
    let (at, last) = (at.unwrap_or(0), asked.len().saturating_sub(1));
    let to = match forward {
        true if at == last => 0,
        true => at + 1,
        false if at == 0 => last,
        false => at - 1,
    };
    let letter = asked.get(to).cloned();
    rooms.go_wrong.walk.go_to(here.stop.place, letter);
}
