//! Columns and rows as points: every box as large as its words, every column and row as large as its largest box.
//!
//! As no two boxes share a column and a row, none can lie on another, and a line has the whole gap between two columns
//! to itself and to the lines beside it.

use crate::layout::{Frame, Item, Plan, What};

/// The width of a cell of text, in half points: letters of 13 points are narrower than this on average.
const HALF_POINTS: usize = 15;
/// The height of a line of text.
pub(super) const LINE: usize = 17;
/// What stays free around the picture.
const MARGIN: usize = 24;
/// How far a zone's box reaches into the gap beside its columns.
const REACH: usize = 14;
/// The room that a zone's name needs in the row of the upper border.
const NAME: usize = 30;
/// The height of a row that holds nothing but lines or a lower border.
const THIN: usize = 18;

/// What the picture needs to know about one box before it has a place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    pub(super) width: usize,
    pub(super) height: usize,
}

/// A box with its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Spot {
    pub(super) fn right(&self) -> usize {
        self.x + self.width
    }

    pub(super) fn middle(&self) -> usize {
        self.y + self.height / 2
    }
}

/// A stretch from one edge to the next: a column or a row.
#[derive(Clone, Copy, Debug, Default)]
struct Band {
    start: usize,
    size: usize,
}

impl Band {
    fn end(&self) -> usize {
        self.start + self.size
    }
}

/// All places of a picture.
pub(super) struct Sheet {
    /// One for each item of the plan.
    pub(super) spots: Vec<Spot>,
    pub(super) width: usize,
    pub(super) height: usize,
    columns: Vec<Band>,
    rows: Vec<Band>,
}

/// How wide a text of this many cells is.
pub(super) fn points(cells: usize) -> usize {
    cells * HALF_POINTS / 2
}

impl Sheet {
    /// Gives every item of the plan its place; `sizes` are those of the items.
    pub(super) fn new(plan: &Plan, sizes: &[Size]) -> Self {
        let columns = columns(plan, sizes);
        let rows = rows(plan, sizes);
        let spots = plan.items.iter().zip(sizes).map(|(item, size)| {
            let column = columns.get(item.column).copied().unwrap_or_default();
            let row = rows.get(item.row).copied().unwrap_or_default();
            Spot {
                x: column.start + column.size.saturating_sub(size.width) / 2,
                y: row.start + row.size.saturating_sub(size.height) / 2,
                width: size.width,
                height: size.height,
            }
        });
        Self {
            spots: spots.collect(),
            width: columns.last().map_or(0, Band::end) + MARGIN,
            height: rows.last().map_or(0, Band::end) + MARGIN,
            columns,
            rows,
        }
    }

    /// Left and right edge of the column in which an item stands.
    pub(super) fn sides(&self, item: &Item) -> (usize, usize) {
        let column = self.columns.get(item.column).copied().unwrap_or_default();
        (column.start, column.end())
    }

    /// The box of a zone.
    pub(super) fn zone(&self, frame: &Frame) -> Spot {
        let column = |n: usize| self.columns.get(n).copied().unwrap_or_default();
        let row = |n: usize| self.rows.get(n).copied().unwrap_or_default();
        let x = column(frame.first).start.saturating_sub(REACH);
        let y = row(frame.top).end().saturating_sub(NAME - 4);
        Spot {
            x,
            y,
            width: (column(frame.last).end() + REACH).saturating_sub(x),
            height: (row(frame.bottom).start + 10).saturating_sub(y),
        }
    }
}

/// The columns, with gaps that grow with the number of lines that cross them.
fn columns(plan: &Plan, sizes: &[Size]) -> Vec<Band> {
    let mut bands = vec![Band::default(); plan.columns];
    for (item, size) in plan.items.iter().zip(sizes) {
        if let Some(band) = bands.get_mut(item.column) {
            band.size = band.size.max(size.width);
        }
    }
    let mut lines = vec![0_usize; plan.columns];
    for piece in &plan.pieces {
        let column = plan.items.get(piece.left).map(|item| item.column);
        if let Some(count) = column.and_then(|column| lines.get_mut(column)) {
            *count += 1;
        }
    }
    let mut x = MARGIN;
    for (band, count) in bands.iter_mut().zip(lines) {
        band.start = x;
        x = band.end() + 32 + 4 * count.min(12);
    }
    bands
}

/// The rows, each as high as what stands in it and the borders that run through it.
fn rows(plan: &Plan, sizes: &[Size]) -> Vec<Band> {
    let mut bands = vec![
        Band {
            start: 0,
            size: THIN
        };
        plan.rows
    ];
    let mut grow = |row: usize, size: usize| {
        if let Some(band) = bands.get_mut(row) {
            band.size = band.size.max(size);
        }
    };
    for (item, size) in plan.items.iter().zip(sizes) {
        let air = if matches!(item.what, What::Bend) {
            0
        } else {
            8
        };
        grow(item.row, size.height + air);
    }
    for frame in &plan.frames {
        grow(frame.top, NAME);
    }
    let mut y = MARGIN / 2;
    for band in &mut bands {
        band.start = y;
        y = band.end();
    }
    bands
}
