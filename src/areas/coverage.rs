//! The grid of places by letters: the names at the left stay, and as many columns as there is room for.

use std::ops::Range;

use ratatui::layout::{Constraint, Layout, Rect};

use super::lists::List;

/// Cells before a name: the mark of the selected row.
pub const MARK: u16 = 3;
/// The fewest cells of a name, if it needs them.
const LEAST_NAME: usize = 14;
/// The fewest cells of a column: the longest head, and a space.
const LEAST_CELL: usize = 6;
/// The brackets around the selected cell.
pub const BRACKETS: usize = 2;
/// Cells of how much was looked at in a row.
pub const COUNTS: usize = 11;
/// From this many rows on, the columns are counted, too.
const WITH_FOOT: u16 = 13;
/// From this many rows on, what is known of the selected cell has three rows.
const ROOMY: u16 = 16;
/// From this many rows on, the legend stands below, and what is known of the selected cell has two rows.
const WITH_LEGEND: u16 = 9;

/// What a grid would like to have.
#[derive(Clone, Copy, Debug)]
pub struct Wants {
    /// Cells of the longest name.
    pub name: usize,
    /// Cells of the longest text in a cell.
    pub cell: usize,
    /// How many columns there are.
    pub columns: usize,
    /// The column that must be seen.
    pub at: usize,
}

/// Where the grid stands.
#[derive(Clone, Debug)]
pub struct Grid {
    /// The rows; above them the heading and the heads of the columns.
    pub list: List,
    /// How much was looked at of each column.
    pub foot: Rect,
    /// What is known of the selected cell.
    pub detail: Rect,
    /// What the signs mean.
    pub legend: Rect,
    /// Cells of a name.
    pub name: usize,
    /// Cells of a column.
    pub cell: usize,
    /// The columns that are seen.
    pub columns: Range<usize>,
    /// Each row says how much was looked at.
    pub counts: bool,
}

/// Divides a body.
pub fn grid(body: Rect, wants: Wants) -> Grid {
    let room = usize::from(body.width.saturating_sub(MARK + 1));
    let least = wants.name.min(LEAST_NAME);
    let wide = (wants.cell + BRACKETS).max(LEAST_CELL);
    // Names are whole before cells are wide, and cells say all before rows are counted.
    let ways = [
        (wide, COUNTS),
        (wide, 0),
        (LEAST_CELL, COUNTS),
        (LEAST_CELL, 0),
    ];
    let is_whole =
        |(cell, counts): &(usize, usize)| wants.columns * cell + counts + wants.name <= room;
    let (cell, counts) = ways.into_iter().find(is_whole).unwrap_or((LEAST_CELL, 0));
    let seen = (room.saturating_sub(least) / cell).clamp(1, wants.columns.max(1));
    // Page by page, so that the columns stand still while the cell moves.
    let start = (wants.at / seen * seen).min(wants.columns.saturating_sub(seen));
    let name = room.saturating_sub(seen * cell + counts);
    let foot = u16::from(body.height >= WITH_FOOT);
    let (detail, legend) = match body.height {
        ROOMY.. => (3, 1),
        WITH_LEGEND.. => (2, 1),
        _ => (1, 0),
    };
    let list = List::of(body, 2, foot + detail + legend);
    let parts = [foot, detail, legend].map(Constraint::Length);
    let [foot, detail, legend] = Layout::vertical(parts).areas(list.below);
    Grid {
        list,
        foot,
        detail,
        legend,
        name: name.min(wants.name),
        cell,
        columns: start..(start + seen).min(wants.columns),
        counts: counts > 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRIDE: Wants = Wants {
        name: 40,
        cell: 5,
        columns: 7,
        at: 0,
    };

    #[test]
    fn six_letters_and_the_rest_fit_from_sixty_columns_on() {
        for (width, name, cell) in [(60, 14, 6), (80, 34, 6), (100, 40, 7), (160, 40, 7)] {
            let grid = grid(Rect::new(0, 0, width, 20), STRIDE);
            assert_eq!(grid.columns, 0..7, "{width}");
            assert_eq!((grid.name, grid.cell), (name, cell), "{width}");
        }
    }

    #[test]
    fn rows_are_counted_only_where_their_names_are_whole() {
        for (name, width, counts) in [(40, 80, false), (14, 80, true), (36, 100, true)] {
            let grid = grid(Rect::new(0, 0, width, 20), Wants { name, ..STRIDE });
            assert_eq!(grid.counts, counts, "{name} in {width}");
        }
    }

    #[test]
    fn where_columns_are_missing_the_one_that_is_looked_at_is_seen() {
        for at in 0..7 {
            let grid = grid(Rect::new(0, 0, 40, 10), Wants { at, ..STRIDE });
            assert!(grid.columns.contains(&at), "{at}: {grid:?}");
            assert_eq!(grid.columns.len(), 3);
        }
    }

    #[test]
    fn nothing_is_wider_or_higher_than_the_body() {
        for width in 0..120 {
            for height in 0..30 {
                let body = Rect::new(0, 3, width, height);
                let grid = grid(body, STRIDE);
                for part in [grid.list.rows, grid.foot, grid.detail, grid.legend] {
                    assert_eq!(part.intersection(body), part, "{width}x{height}");
                }
            }
        }
    }
}
