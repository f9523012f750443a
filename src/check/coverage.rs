//! The grid of places and letters in words and signs: the same on every screen, in every file and for scripts.

use std::collections::HashSet;

use super::sentence::{Clause, Looked, Said, list};
use crate::domain::{Asked, ItemId, Place, Says, Session, SessionField, Swept, counted};
use crate::facts::Facts;
pub use crate::facts::{Cell, Column, Count, Coverage, Line, Row, Spot, State, coverage, is_under};

/// What stands behind the sign of a cell that has to be looked at again.
const AGAIN: &str = "?";

/// How far the room is with a cell, in words.
pub fn state_words(state: State) -> &'static str {
    match state {
        State::Found => "found",
        State::Nothing => "nothing found",
        State::Open => "not looked at",
        State::No => "does not apply",
    }
}

/// The sign of a cell without threats.
pub fn state_sign(state: State) -> &'static str {
    match state {
        State::Found => "T",
        State::Nothing => ".",
        State::Open => "_",
        State::No => "-",
    }
}

/// A cell as it stands in a grid: `T3`, `T3+2` when there are more, or a sign.
pub fn cell_sign(cell: &Cell) -> String {
    let sign = match cell.threats.as_slice() {
        [] => state_sign(cell.state).to_owned(),
        [one] => one.to_string(),
        [first, rest @ ..] => format!("{first}+{}", rest.len()),
    };
    if cell.again { sign + AGAIN } else { sign }
}

/// What came of looking at a cell: `T3 and T9`, `nothing found`.
pub fn cell_words(cell: &Cell) -> String {
    let words = match cell.threats.as_slice() {
        [] => state_words(cell.state).to_owned(),
        ids => {
            let ids: Vec<ItemId> = ids.iter().map(|id| (*id).into()).collect();
            list(&ids, usize::MAX)
        }
    };
    if cell.again {
        format!("{words}, look again")
    } else {
        words
    }
}

/// What the sign of [`AGAIN`] means, where a grid has it.
pub fn again_legend(grid: &Coverage) -> Option<String> {
    let mut cells = grid.rows.iter().flat_map(|row| &row.cells);
    cells
        .any(|cell| cell.again)
        .then(|| format!("{AGAIN} look again"))
}

/// What the signs mean, in a line of at most this many cells: all of them, or in fewer words.
pub fn legend(width: usize) -> String {
    let signed = |state: State| format!("{} {}", state_sign(state), state_words(state));
    let [nothing, open, no] = [State::Nothing, State::Open, State::No].map(signed);
    let ways = [
        format!("T3 found   T3+2 T3 plus 2   {nothing}   {open}   {no}"),
        format!("T3 found   {nothing}   {open}   {no}"),
    ];
    ways.into_iter()
        .find(|says| says.len() <= width)
        .unwrap_or_else(|| format!("T3 found  {nothing}  {open}  {} n/a", state_sign(State::No)))
}

/// The row's name: its id, and what it is called.
pub fn name(session: &Session, line: Line) -> String {
    match line {
        Line::Accidents => "accidents".to_owned(),
        Line::At(Place::Whole) => session.place_words(Place::Whole),
        Line::At(place) => {
            let words = session.parallel(place);
            let words = words.unwrap_or_else(|| session.place_words(place));
            format!("{place} {words}")
        }
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

/// What a look is about: `E1 web, tampering`.
pub fn about_look(session: &Session, look: &Swept) -> String {
    match &look.asked {
        Asked::Accidents => name(session, Line::Accidents),
        Asked::Whole => name(session, Line::At(Place::Whole)),
        asked => format!("{}, {}", name(session, Line::At(look.place)), asked.words()),
    }
}

/// Why a cell cannot be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmarkable {
    /// There is a threat, so that it is not empty.
    Found(String),
    /// Nothing is asked there.
    NotAsked(String),
}

impl Unmarkable {
    /// In a sentence.
    pub fn says(self) -> String {
        match self {
            Self::Found(says) | Self::NotAsked(says) => says,
        }
    }
}

impl From<Unmarkable> for Says {
    fn from(why: Unmarkable) -> Self {
        why.says().into()
    }
}

/// The change that marks a cell as looked at with nothing found, or takes that back. A cell with a threat cannot be
/// marked, as no one would see the mark; one that a file brings along can be taken back.
///
/// # Errors
/// Why it cannot be, beginning with what the cell is about.
pub fn mark(cell: &Cell, about: &str, looked: bool) -> Result<SessionField, Unmarkable> {
    match &cell.look {
        _ if looked && cell.state == State::Found => Err(Unmarkable::Found(format!(
            "{about}: {} found, so it is not empty. Change or delete the threat first.",
            cell_words(cell)
        ))),
        None => Err(Unmarkable::NotAsked(format!(
            "{about}: {}.",
            state_words(State::No)
        ))),
        Some(look) => Ok(SessionField::Sweep(look.clone(), looked)),
    }
}

/// The change that turns the mark of a cell: see [`mark`].
///
/// # Errors
/// As [`mark`].
pub fn turn(cell: &Cell, about: &str) -> Result<SessionField, Unmarkable> {
    mark(cell, about, cell.state != State::Nothing)
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
        .map(|(n, state)| format!("{n} {}", state_words(state)))
        .collect();
    let (looked, of) = (count.looked(), count.of());
    if parts.is_empty() {
        return "nothing to look at".to_owned();
    }
    format!("{looked} of {of} looked at: {}", parts.join(", "))
}

/// What was found that the walk does not ask about, in a phrase: `8 threats have no category yet`.
pub fn found_outside(grid: &Coverage) -> Option<String> {
    let uncategorized = (grid.uncategorized > 0).then(|| {
        let threats = counted(grid.uncategorized, "threat");
        let have = if grid.uncategorized == 1 {
            "has"
        } else {
            "have"
        };
        format!("{threats} {have} no category yet")
    });
    let misplaced = (grid.misplaced > 0).then(|| {
        let threats = counted(grid.misplaced, "threat");
        let their = if grid.misplaced == 1 { "its" } else { "their" };
        format!("{threats} where {their} category does not apply")
    });
    let says: Vec<String> = uncategorized.into_iter().chain(misplaced).collect();
    (!says.is_empty()).then(|| says.join("; "))
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
                    state_words(State::Open)
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
