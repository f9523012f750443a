//! Every stop of the sweep, and what the room knows of each letter there.

use std::collections::{HashMap, HashSet};

use crate::catalogue::Catalogue;
use crate::check::coverage::{Cell, State, is_under};
use crate::domain::{Asked, Place, Session, Stop, Swept, Threat};

/// What the room knows of one letter at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// So many threats were found.
    Found(usize),
    /// It was looked at, and nothing was found.
    Nothing,
    /// No one has looked yet.
    NotYet,
}

impl Known {
    fn of(cell: &Cell) -> Self {
        match cell.state {
            State::Found => Self::Found(cell.threats.len()),
            State::Nothing => Self::Nothing,
            State::Open | State::No => Self::NotYet,
        }
    }
}

/// Every stop of a session, and what was looked at: worked out once for each change. A frame still counts the stops that
/// are left, but asks no threat and no mark again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sweep {
    stops: Vec<Stop>,
    /// What is known of each letter, stop by stop.
    cells: Vec<Vec<Cell>>,
    /// Where each place stands among the stops.
    at: HashMap<Place, usize>,
    /// Stops that are not done, by their place among all.
    to_do: Vec<usize>,
}

impl Sweep {
    /// The sweep of a session.
    pub fn of(catalogue: &Catalogue, session: &Session) -> Self {
        let swept: HashSet<&Swept> = session.swept.iter().collect();
        let stops = catalogue.stops(session);
        let cells = stops.iter().map(|stop| {
            let threats = threats_at(session, stop.place);
            let cell = |look: Swept| {
                let found = threats.iter().filter(|t| is_under(t, &look.asked));
                let found = found.map(|threat| threat.id).collect();
                Cell::new(Some(look), found, |look| swept.contains(look))
            };
            stop.looks().map(cell).collect::<Vec<Cell>>()
        });
        let cells: Vec<Vec<Cell>> = cells.collect();
        let is_open = |cells: &[Cell]| cells.iter().any(|cell| Known::of(cell) == Known::NotYet);
        let to_do = cells.iter().enumerate();
        let to_do = to_do.filter(|(_, cells)| is_open(cells));
        Self {
            to_do: to_do.map(|(at, _)| at).collect(),
            at: stops
                .iter()
                .enumerate()
                .map(|(at, stop)| (stop.place, at))
                .collect(),
            stops,
            cells,
        }
    }

    /// Every stop, in the order of the walk.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// The stop at a place.
    pub fn stop(&self, place: Place) -> Option<&Stop> {
        self.stops.get(*self.at.get(&place)?)
    }

    /// What is known of one letter at a place, as the grid shows it.
    pub fn cell(&self, place: Place, asked: &Asked) -> Option<&Cell> {
        let letters = &self.stop(place)?.asked;
        let at = letters.iter().position(|letter| letter == asked)?;
        self.cells(place).get(at)
    }

    /// What is known of each letter at a place.
    pub fn cells(&self, place: Place) -> &[Cell] {
        let at = self.at.get(&place);
        let cells = at.and_then(|at| self.cells.get(*at));
        cells.map_or(&[], Vec::as_slice)
    }

    /// Each letter of a stop, and what is known of it.
    pub fn letters<'b>(&self, stop: &'b Stop) -> Vec<(&'b Asked, Known)> {
        let known = self.cells(stop.place).iter().map(Known::of);
        stop.asked.iter().zip(known).collect()
    }

    /// Whether the room has looked at every letter of a stop.
    pub fn is_done(&self, stop: &Stop) -> bool {
        let at = self.at.get(&stop.place);
        at.is_none_or(|at| self.to_do.binary_search(at).is_err())
    }

    /// Stops that are not done.
    pub fn to_do(&self) -> impl Iterator<Item = &Stop> {
        self.to_do.iter().filter_map(|at| self.stops.get(*at))
    }
}

/// The threats at a place.
pub fn threats_at(session: &Session, place: Place) -> Vec<&Threat> {
    match place.item() {
        Some(id) => session.threats_at(id).collect(),
        None => {
            let all = session.threats.iter();
            all.filter(|threat| threat.places.contains(&place))
                .collect()
        }
    }
}
