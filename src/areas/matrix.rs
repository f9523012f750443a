//! The matrix of likelihood by impact: the steps of likelihood at the left, those of impact below, and below them what is
//! known of the selected cell.

use ratatui::layout::{Constraint, Layout, Rect};

/// Cells of the mark before a cell's text, and of the bar behind it.
pub const AROUND: usize = 2;
/// Cells before a name and behind it.
pub const MARGIN: usize = 2;
/// The most rows of a cell.
const TALLEST: u16 = 4;
/// The widest column that still reads as one picture.
const WIDEST: usize = 26;
/// Rows for what is known of the selected cell where there is room.
const DETAIL: u16 = 4;
/// Rows for it where threats beside the matrix want more.
const DETAIL_LEAST: u16 = 2;

/// What a matrix would like to have.
#[derive(Clone, Copy, Debug)]
pub struct Wants {
    /// Steps of likelihood.
    pub rows: usize,
    /// Steps of impact.
    pub columns: usize,
    /// Cells of the longest step of likelihood.
    pub name: usize,
    /// Cells of the longest word in a cell or below one.
    pub cell: usize,
    /// Digits of the largest count.
    pub digits: usize,
    /// Lines for threats that are not in the matrix.
    pub strip: usize,
    /// The lines in which those are named one and all.
    pub whole_strip: usize,
}

/// Where the matrix stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// What is shown, and the counts.
    pub heading: Rect,
    /// What goes up.
    pub up: Rect,
    /// The cells, likeliest first.
    pub cells: Rect,
    /// The steps of impact, and what goes right.
    pub below: Rect,
    /// Threats that are not in the matrix.
    pub strip: Rect,
    /// What is known of the selected place.
    pub detail: Rect,
    /// Cells of a step of likelihood.
    pub name: usize,
    /// Cells of the text in a cell.
    pub cell: usize,
    /// Rows of a cell.
    pub rows: u16,
    /// A rule stands between two rows of cells.
    pub ruled: bool,
}

/// The rows that pieces of these widths take one behind the other, none of them broken.
pub fn rows_of(pieces: impl IntoIterator<Item = usize>, room: usize) -> usize {
    let (mut rows, mut used) = (0, room);
    for piece in pieces {
        if used.saturating_add(piece) > room {
            (rows, used) = (rows + 1, 0);
        }
        used += piece;
    }
    rows
}

/// Divides a body; `None` where a word would be cut.
pub fn grid(body: Rect, wants: Wants) -> Option<Grid> {
    let columns = wants.columns.max(1);
    let room = usize::from(body.width).checked_sub(MARGIN + wants.name + 1)?;
    let cell = (room / columns).checked_sub(AROUND)?.min(WIDEST);
    // The word, a space and the count.
    if wants.rows == 0 || wants.columns == 0 || cell < wants.cell + 1 + wants.digits {
        return None;
    }
    let count = u16::try_from(wants.rows).ok()?;
    let strip = u16::try_from(wants.strip).ok()?;
    // Heading, what goes up, and two lines of impact; at least one line about the selected cell.
    let least = 1 + 1 + 2 + strip;
    let left = body.height.checked_sub(least + 1)?;
    if left < count {
        return None;
    }
    let detail = DETAIL.min(1 + (left - count) / 2);
    let left = (body.height - least).saturating_sub(detail);
    let rules = count - 1;
    let ruled = left >= 2 * count + rules;
    let for_cells = if ruled { left - rules } else { left };
    let rows = (for_cells / count).clamp(1, TALLEST);
    let cells = rows * count + if ruled { rules } else { 0 };
    // What is known of the selected place needs no more than this where threats beside the matrix want to be named.
    let free = (body.height - least).saturating_sub(cells + DETAIL_LEAST);
    let whole = u16::try_from(wants.whole_strip).unwrap_or(u16::MAX);
    let strip = strip + whole.saturating_sub(strip).min(free);
    let heights = [1, 1, cells, 2, strip].map(Constraint::Length);
    let heights = heights.into_iter().chain([Constraint::Fill(1)]);
    let [heading, up, cells, below, strip, detail] = Layout::vertical(heights).areas(body);
    Some(Grid {
        heading,
        up,
        cells,
        below,
        strip,
        detail,
        name: wants.name,
        cell,
        rows,
        ruled,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREE: Wants = Wants {
        rows: 3,
        columns: 3,
        name: 6,
        cell: 8,
        digits: 2,
        strip: 2,
        whole_strip: 3,
    };
    const FIVE: Wants = Wants {
        rows: 5,
        columns: 5,
        name: 8,
        ..THREE
    };

    #[test]
    fn three_by_three_fits_at_every_size_of_a_meeting_and_five_by_five_from_eighty_columns_on() {
        let at = |width, height, wants| grid(Rect::new(0, 3, width, height), wants);
        for (width, height) in [(100, 25), (80, 19), (60, 15)] {
            assert!(at(width, height, THREE).is_some(), "{width}");
        }
        assert!(at(100, 25, FIVE).is_some());
        assert!(at(80, 19, FIVE).is_some());
        assert_eq!(at(60, 15, FIVE), None, "a list says more than half words");
    }

    #[test]
    fn nothing_is_wider_or_higher_than_the_body() {
        for width in 0..120 {
            for height in 0..40 {
                let body = Rect::new(0, 3, width, height);
                for wants in [THREE, FIVE] {
                    let Some(grid) = grid(body, wants) else {
                        continue;
                    };
                    let parts = [grid.heading, grid.up, grid.cells, grid.below, grid.strip];
                    for part in parts.into_iter().chain([grid.detail]) {
                        assert_eq!(part.intersection(body), part, "{width}x{height}");
                    }
                    assert!(grid.detail.height > 0, "{width}x{height}");
                    let wide = MARGIN + grid.name + 1 + wants.columns * (grid.cell + AROUND);
                    assert!(wide <= usize::from(width), "{width}x{height}");
                }
            }
        }
    }
}
