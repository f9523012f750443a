//! Where the room looked: places by letters, with a cell that the arrows move. What a cell says and what is counted comes
//! from [`crate::check::coverage`].

use super::room::travel;
use super::{Deed, Look, Room, Rooms, Row, step_to};
use crate::areas::coverage::{Grid, Wants, grid};
use crate::areas::{Rect, wrap};
use crate::check::coverage::{self, Cell, Column, Coverage, Line, Spot, Unmarkable};
use crate::domain::{Edit, ItemId, Place, Says, Session, ThreatId, WalkedSet, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Coverage,
    title: "Coverage.",
    asks: || "Where did we look, and where not yet?".into(),
    rows: |_, rooms| {
        let state = &rooms.coverage;
        let column = state.at.map_or(0, |at| at.column);
        let lines = state.shown().into_iter().flat_map(|grid| &grid.rows);
        lines
            .map(|row| {
                Row::Cell(Spot {
                    line: row.line,
                    column,
                })
            })
            .collect()
    },
    selected: |_, rooms| rooms.coverage.at.map(Row::Cell),
    item: |_, rooms| rooms.coverage.at?.line.place().item(),
    threat: |_, rooms| rooms.coverage.threat(),
    put: |_, rooms, row| {
        if let Row::Cell(spot) = row {
            rooms.coverage.at = Some(spot);
        }
    },
    left_for: Some(Screen::GoWrong),
    shown_by: Some(Verb::GoCoverage),
    means,
    travel: |look, rooms, _, by| travel(look, rooms, by),
    select: |_, rooms, id| rooms.coverage.select(id),
    // Who adds a threat on a cell goes on from there.
    show_new: |_, _, _| {},
    enter: |look, rooms, _| {
        rooms.coverage.look_again(look);
    },
    mend: |look, rooms| {
        if look.screen == Screen::Coverage {
            rooms.coverage.look_again(look);
        }
    },
    ..Room::BARE
};

/// What a verb means on the grid.
fn means(look: &Look, rooms: &mut Rooms, verb: Verb) -> Deed {
    let state = &mut rooms.coverage;
    match verb {
        Verb::ScrollLeft | Verb::ScrollRight => {
            state.go_sideways(if verb == Verb::ScrollLeft { -1 } else { 1 });
            Deed::Quiet
        }
        Verb::NextPane | Verb::PreviousPane if state.grids.len() < 2 => {
            Deed::Say("This session uses one category set.".into())
        }
        Verb::NextPane | Verb::PreviousPane => {
            let by = if verb == Verb::NextPane {
                1
            } else {
                state.grids.len() - 1
            };
            state.set = (state.set + by) % state.grids.len();
            state.mend();
            Deed::Quiet
        }
        Verb::NextInTurn => state.turn(look.session),
        Verb::Open => state.open(look.session),
        Verb::Back => Deed::GoBack,
        _ => Deed::Usual,
    }
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// One grid per category set, as of the last change.
    grids: Vec<Known>,
    /// Which of them is shown.
    set: usize,
    /// The selected cell.
    at: Option<Spot>,
}

/// A grid, and how much room its texts take.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    grid: Coverage,
    /// Cells of the longest name.
    name: usize,
    /// Cells of the longest text in a cell.
    cell: usize,
}

impl Known {
    fn new(session: &Session, walked: &WalkedSet) -> Self {
        let grid = coverage::coverage(session, walked);
        let names = grid.rows.iter();
        let names = names.map(|row| wrap::width(&coverage::name(session, row.line)));
        let cells = grid.rows.iter().flat_map(|row| &row.cells);
        let cells = cells.map(|cell| coverage::cell_sign(cell).len());
        Self {
            name: names.max().unwrap_or_default(),
            cell: cells.max().unwrap_or_default(),
            grid,
        }
    }
}

impl State {
    /// The grid that is shown.
    pub fn shown(&self) -> Option<&Coverage> {
        self.grids.get(self.set).map(|known| &known.grid)
    }

    /// Which of how many grids is shown.
    pub fn place(&self) -> (usize, usize) {
        (self.set, self.grids.len())
    }

    /// What the selected cell is about.
    pub fn at(&self) -> Option<Spot> {
        self.at
    }

    /// The selected cell.
    pub fn cell(&self) -> Option<&Cell> {
        self.shown()?.cell(self.at?)
    }

    /// The column of the selected cell.
    pub fn column(&self) -> Option<&Column> {
        self.shown()?.columns.get(self.at?.column)
    }

    /// The first threat of the selected cell.
    fn threat(&self) -> Option<ThreatId> {
        self.cell()?.threats.first().copied()
    }

    /// Where the grid stands in this body.
    pub fn areas(&self, body: Rect) -> Grid {
        let known = self.grids.get(self.set);
        let wants = Wants {
            name: known.map_or(0, |known| known.name),
            cell: known.map_or(0, |known| known.cell),
            columns: known.map_or(0, |known| known.grid.columns.len()),
            at: self.at.map_or(0, |at| at.column),
        };
        grid(body, wants)
    }

    /// Makes the grids anew.
    fn look_again(&mut self, look: &Look) {
        let walked_sets = look.catalogue.walked_sets(look.session);
        let walked_sets = walked_sets.iter();
        self.grids = walked_sets
            .map(|walked| Known::new(look.session, walked))
            .collect();
        self.mend();
    }

    /// Keeps the selected cell on the grid: at first it is the first that no one has looked at.
    fn mend(&mut self) {
        self.set = self.set.min(self.grids.len().saturating_sub(1));
        let Some(Known { grid, .. }) = self.grids.get(self.set) else {
            self.at = None;
            return;
        };
        let last = grid.columns.len().saturating_sub(1);
        let column = self.at.map_or(0, |at| at.column.min(last));
        let at = self.at.filter(|at| grid.row(at.line).is_some());
        self.at = at.map(|at| Spot { column, ..at }).or_else(|| {
            let first = grid.rows.first().map(|row| Spot {
                line: row.line,
                column,
            });
            first_open(grid).or(first)
        });
    }

    fn go_sideways(&mut self, by: isize) {
        let columns = self.shown().map_or(0, |grid| grid.columns.len());
        if let Some(at) = &mut self.at
            && let Some(column) = step_to(columns, Some(at.column), by)
        {
            at.column = column;
        }
    }

    /// Selects the first cell of a place that no one has looked at, or the first where a threat stands.
    fn select(&mut self, id: ItemId) {
        let Some(grid) = self.shown() else { return };
        let spots = spots(grid);
        let found = match id {
            ItemId::Threat(id) => spots
                .into_iter()
                .find(|(_, cell)| cell.threats.contains(&id)),
            id => {
                let here = |(spot, _): &(Spot, &Cell)| {
                    Place::of(id).is_some_and(|place| spot.line == Line::At(place))
                };
                let row: Vec<_> = spots.into_iter().filter(here).collect();
                let open = row
                    .iter()
                    .find(|(_, cell)| cell.state == coverage::State::Open);
                open.or(row.first()).copied()
            }
        };
        self.at = found.map(|(spot, _)| spot).or(self.at);
    }

    /// Marks the selected cell as looked at, with nothing found, or takes that back.
    fn turn(&self, session: &Session) -> Deed {
        let (Some(cell), Some(about)) = (self.cell(), self.about(session)) else {
            return Deed::NothingSelected;
        };
        match coverage::turn(cell, &about) {
            Ok(field) => Deed::Make(Edit::Session(field), None),
            Err(Unmarkable::NotAsked(_)) => Deed::Say(not_asked(&about)),
            Err(why) => Deed::Say(why.into()),
        }
    }

    /// Goes to what was found in the selected cell, else to where it is asked about.
    fn open(&self, session: &Session) -> Deed {
        let (Some(cell), Some(about)) = (self.cell(), self.about(session)) else {
            return Deed::NothingSelected;
        };
        match (cell.threats.as_slice(), &cell.look) {
            ([], Some(look)) => Deed::SweepAt(look.clone()),
            ([], None) => Deed::Say(not_asked(&about)),
            ([only], _) => Deed::Show(None, Some((*only).into()), None),
            ([first, ..], _) => {
                let says = format!("{about}: {}", coverage::cell_words(cell));
                Deed::Show(None, Some((*first).into()), Some(says.into()))
            }
        }
    }

    /// What the selected cell is about: `web, tampering`.
    pub fn about(&self, session: &Session) -> Option<String> {
        Some(coverage::about(session, self.at?.line, self.column()?))
    }
}

fn not_asked(about: &str) -> Says {
    says![
        format!("{about}: does not apply. Press "),
        Verb::Threat,
        " to add a threat all the same."
    ]
}

/// Every cell, row by row.
fn spots(grid: &Coverage) -> Vec<(Spot, &Cell)> {
    let rows = grid.rows.iter();
    rows.flat_map(|row| {
        let cells = row.cells.iter().enumerate();
        cells.map(|(column, cell)| {
            (
                Spot {
                    line: row.line,
                    column,
                },
                cell,
            )
        })
    })
    .collect()
}

/// The first cell that no one has looked at.
fn first_open(grid: &Coverage) -> Option<Spot> {
    let open = |(_, cell): &(Spot, &Cell)| cell.state == coverage::State::Open;
    spots(grid).into_iter().find(open).map(|(spot, _)| spot)
}
