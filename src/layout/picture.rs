//! What was drawn, and where everything stands.

use std::collections::BTreeMap;

use super::canvas::Canvas;
use crate::domain::{FlowId, ItemId};

/// Columns and rows that a drawing should fit in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// How many cells side by side.
    pub columns: u16,
    /// How many lines.
    pub rows: u16,
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its first column.
    pub x: usize,
    /// Its first row.
    pub y: usize,
    /// How many columns.
    pub width: usize,
    /// How many rows.
    pub height: usize,
}

impl Area {
    /// The smallest area that holds both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let bottom = (self.y + self.height).max(other.y + other.height);
        Self {
            x,
            y,
            width: right - x,
            height: bottom - y,
        }
    }
}

/// Where an arrow key points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To smaller rows.
    Up,
    /// To larger rows.
    Down,
    /// To smaller columns.
    Left,
    /// To larger columns.
    Right,
}

/// One end of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The part that the line ends at.
    pub part: ItemId,
    /// The flows that arrive here; none when the line only leaves.
    pub flows: Vec<FlowId>,
    /// Where the arrow head is, when flows arrive.
    pub head: Option<(usize, usize)>,
    /// Where the numbers stand, when flows arrive.
    pub numbers: Option<Area>,
}

/// All flows between two parts, drawn as one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The flows in both directions, in the order in which they were typed.
    pub flows: Vec<FlowId>,
    /// The first end, where the path begins, and the last.
    pub ends: [End; 2],
    /// The cells from one part to the other, each beside the one before it, arrow heads included. Empty when no way was
    /// found; then both ends carry the numbers all the same.
    pub path: Vec<(usize, usize)>,
}

/// What was drawn, and where everything stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    pub(super) canvas: Canvas,
    pub(super) areas: BTreeMap<ItemId, Area>,
    /// What stands in brackets; the rest of `areas` are boxes around it.
    pub(super) parts: Vec<ItemId>,
    pub(super) lines: Vec<Drawn>,
}

impl Picture {
    /// How many columns were needed.
    pub fn width(&self) -> usize {
        self.canvas.width()
    }

    /// How many rows were needed.
    pub fn height(&self) -> usize {
        self.canvas.height()
    }

    /// The cells.
    pub fn canvas(&self) -> &Canvas {
        &self.canvas
    }

    /// Plain text, without spaces at the ends of rows.
    pub fn text(&self) -> String {
        self.canvas.text()
    }

    /// Where a part or a zone stands; for a flow, its line with both parts.
    pub fn area(&self, id: ItemId) -> Option<Area> {
        match id {
            ItemId::Flow(flow) => self.both_ends(flow),
            _ => self.areas.get(&id).copied(),
        }
    }

    /// Every line.
    pub fn lines(&self) -> &[Drawn] {
        &self.lines
    }

    /// The line of a flow. A flow to itself has none: it stands in its part.
    pub fn line(&self, flow: FlowId) -> Option<&Drawn> {
        self.lines.iter().find(|line| line.flows.contains(&flow))
    }

    /// The smallest area with a flow's line and both its parts.
    pub fn both_ends(&self, flow: FlowId) -> Option<Area> {
        let line = self.line(flow)?;
        let parts = line.ends.iter().filter_map(|end| self.areas.get(&end.part));
        let cells = line.path.iter().map(|(x, y)| Area {
            x: *x,
            y: *y,
            width: 1,
            height: 1,
        });
        parts.copied().chain(cells).reduce(Area::with)
    }

    /// The part that an arrow key leads to: the nearest one in that direction. From anything else than a part or zone,
    /// or from nothing, the first part in reading order.
    pub fn next(&self, from: Option<ItemId>, direction: Direction) -> Option<ItemId> {
        let parts = || {
            self.parts
                .iter()
                .filter_map(|id| Some((id, self.areas.get(id)?)))
        };
        let Some(start) = from.and_then(|id| self.areas.get(&id)) else {
            return parts()
                .min_by_key(|(_, area)| (area.y, area.x))
                .map(|(id, _)| *id);
        };
        parts()
            .filter(|(id, _)| Some(**id) != from)
            .filter_map(|(id, area)| Some((distance(*start, *area, direction)?, *id)))
            .min()
            .map(|(_, id)| id)
    }
}

/// How far `to` is in this direction, as the eye sees it: a row counts like two columns, and what is beside the way like
/// twice as far. None when it is not in this direction.
fn distance(from: Area, to: Area, direction: Direction) -> Option<usize> {
    let span = |start: usize, length: usize| (start, start + length.max(1));
    let (columns, rows) = (
        (span(from.x, from.width), span(to.x, to.width)),
        (span(from.y, from.height), span(to.y, to.height)),
    );
    let ahead = |((start, end), (first, last)): ((usize, usize), (usize, usize)), back: bool| {
        if back {
            start.checked_sub(last)
        } else {
            first.checked_sub(end)
        }
    };
    let beside = |((start, end), (first, last)): ((usize, usize), (usize, usize))| {
        (first + 1)
            .saturating_sub(end)
            .max((start + 1).saturating_sub(last))
    };
    match direction {
        Direction::Left => Some(ahead(columns, true)? + 4 * beside(rows)),
        Direction::Right => Some(ahead(columns, false)? + 4 * beside(rows)),
        Direction::Up => Some(2 * ahead(rows, true)? + 2 * beside(columns)),
        Direction::Down => Some(2 * ahead(rows, false)? + 2 * beside(columns)),
    }
}
