//! The grid of places and letters in words and signs: the same on every screen, in every file and for scripts.

use std::collections::HashSet;

use super::sentence::{Clause, Looked, Said, list};
use crate::domain::{ItemId, Place, Session};
use crate::facts::Facts;
pub use crate::facts::{Cell, Column, Count, Coverage, Line, Row, Spot, State, coverage};

impl State {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Nothing => "nothing found",
            Self::Open => "not looked at",
            Self::No => "does not apply",
        }
    }

    /// The sign of a cell without threats.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Found => "T",
            Self::Nothing => ".",
            Self::Open => "_",
            Self::No => "-",
        }
    }
}

impl Cell {
    /// As it stands in a grid: `T3`, `T3+2` when there are more, or a sign.
    pub fn sign(&self) -> String {
        match self.threats.as_slice() {
            [] => self.state.sign().to_owned(),
            [one] => one.to_string(),
            [first, rest @ ..] => format!("{first}+{}", rest.len()),
        }
    }

    /// What came of looking there: `T3 and T9`, `nothing found`.
    pub fn words(&self) -> String {
        match self.threats.as_slice() {
            [] => self.state.words().to_owned(),
            ids => {
                let ids: Vec<ItemId> = ids.iter().map(|id| (*id).into()).collect();
                list(&ids, usize::MAX)
            }
        }
    }
}

/// What the signs mean, in a line of at most this many cells: all of them, or in fewer words.
pub fn legend(width: usize) -> String {
    let signed = |state: State| format!("{} {}", state.sign(), state.words());
    let [nothing, open, no] = [State::Nothing, State::Open, State::No].map(signed);
    let ways = [
        format!("T3 found   T3+2 T3 plus 2   {nothing}   {open}   {no}"),
        format!("T3 found   {nothing}   {open}   {no}"),
    ];
    ways.into_iter()
        .find(|says| says.len() <= width)
        .unwrap_or_else(|| format!("T3 found  {nothing}  {open}  {} n/a", State::No.sign()))
}

/// The row's name: its id, and what it is called.
pub fn name(session: &Session, line: Line) -> String {
    match line {
        Line::Accidents => "accidents".to_owned(),
        Line::At(Place::Whole) => session.place_words(Place::Whole),
        Line::At(place) => format!("{place} {}", session.place_words(place)),
    }
}

/// What a cell is about: `E1 web, tampering`.
pub fn about(session: &Session, line: Line, column: &Column) -> String {
    let name = name(session, line);
    if line.place() == Place::Whole && column.asked.is_none() {
        return name;
    }
    format!("{name}, {}", column.words)
}

/// How far the room is, in a phrase: `12 of 45 looked at: 5 found, 7 nothing found, 33 not looked at`.
pub fn in_short(count: Count) -> String {
    let parts = [
        (count.found, State::Found),
        (count.nothing, State::Nothing),
        (count.open, State::Open),
    ];
    let parts = parts.into_iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> = parts
        .map(|(n, state)| format!("{n} {}", state.words()))
        .collect();
    let (looked, of) = (count.looked(), count.of());
    if parts.is_empty() {
        return "nothing to look at".to_owned();
    }
    format!("{looked} of {of} looked at: {}", parts.join(", "))
}

/// That something was found where the set asks nothing, in a phrase.
pub fn beside(count: Count) -> Option<String> {
    (count.beside > 0).then(|| format!("{} found where nothing is asked", count.beside))
}

/// What the sweep left out, for each category set with which the room swept.
pub(super) fn left_out(facts: &Facts) -> Looked {
    facts.left_out().map(|grids| {
        let clauses = grids.iter().map(|grid| {
            let count = grid.count();
            Clause {
                says: format!(
                    "{}: {} of {} {}",
                    grid.title,
                    count.open,
                    count.of(),
                    State::Open.words()
                ),
                ids: ids(grid),
            }
        });
        let mut subjects: Vec<ItemId> = grids.iter().flat_map(|grid| ids(grid)).collect();
        let mut known = HashSet::new();
        subjects.retain(|id| known.insert(*id));
        Said {
            clauses: clauses.collect(),
            subjects,
        }
    })
}

/// The elements and flows with something that no one looked at.
fn ids(grid: &Coverage) -> Vec<ItemId> {
    grid.open_places()
        .into_iter()
        .filter_map(Place::item)
        .collect()
}
