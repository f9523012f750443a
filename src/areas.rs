//! Where things stand: for each screen and overlay one pure function from the cells that there are, and from what is
//! shown, to rectangles. What a key does with a page and what is drawn ask the same function, so that neither guesses
//! how high the other is. The measures of text that such heights follow from are here, too.

pub mod article;
pub mod boxes;
pub mod coverage;
pub mod export;
pub mod frame;
pub mod list;
pub mod lists;
pub mod map;
pub mod matrix;
pub mod notes;
pub mod pasted;
pub mod scroll;
pub mod tree;
pub mod wall;
pub mod wall_lines;
pub mod what_if;
pub mod wrap;

pub use ratatui::layout::Rect;
use ratatui::layout::{Constraint, Layout};

/// The whole terminal, of this many columns and rows.
pub fn terminal((columns, rows): (u16, u16)) -> Rect {
    Rect::new(0, 0, columns, rows)
}

/// The first row of an area, and what is below it.
pub fn head(area: Rect) -> [Rect; 2] {
    Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area)
}

/// What is below this many rows of an area.
pub fn below(area: Rect, rows: u16) -> Rect {
    let [_, rest] = Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(area);
    rest
}

/// An area without this many cells at its left.
pub fn indented(area: Rect, cells: u16) -> Rect {
    let [_, rest] =
        Layout::horizontal([Constraint::Length(cells), Constraint::Fill(1)]).areas(area);
    rest
}
