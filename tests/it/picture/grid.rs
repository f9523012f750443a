//! A printed text as cells, the way a terminal shows it.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A cell: column and row.
pub(super) type Cell = (usize, usize);

/// A direction on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    East,
    South,
    West,
    North,
}

impl Way {
    pub(super) fn back(self) -> Self {
        match self {
            Self::East => Self::West,
            Self::South => Self::North,
            Self::West => Self::East,
            Self::North => Self::South,
        }
    }

    pub(super) fn is_level(self) -> bool {
        matches!(self, Self::East | Self::West)
    }

    /// The next cell; none above the first row or left of the first column.
    pub(super) fn from(self, (x, y): Cell) -> Option<Cell> {
        Some(match self {
            Self::East => (x + 1, y),
            Self::South => (x, y + 1),
            Self::West => (x.checked_sub(1)?, y),
            Self::North => (x, y.checked_sub(1)?),
        })
    }
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rect {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
}

impl Rect {
    /// Whether it lies between the borders of the other one.
    pub(super) fn is_within(&self, frame: &Self) -> bool {
        self.x > frame.x
            && self.y > frame.y
            && self.x + self.width < frame.x + frame.width
            && self.y + self.height < frame.y + frame.height
    }

    /// Whether the two share a cell.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    pub(super) fn cells(self) -> impl Iterator<Item = Cell> {
        let columns = self.x..self.x + self.width;
        (self.y..self.y + self.height).flat_map(move |y| columns.clone().map(move |x| (x, y)))
    }
}

/// A text in cells. What is beside or below it is blank.
pub(super) struct Grid(Vec<Vec<String>>);

impl Grid {
    pub(super) fn of(text: &str) -> Self {
        let rows = text.lines().map(|line| {
            let mut row = Vec::new();
            for letter in line.graphemes(true) {
                row.push(letter.to_owned());
                // The second half of a wide letter.
                row.extend((1..letter.width()).map(|_| String::new()));
            }
            row
        });
        Self(rows.collect())
    }

    pub(super) fn at(&self, (x, y): Cell) -> &str {
        let cell = self.0.get(y).and_then(|row| row.get(x));
        cell.map_or(" ", String::as_str)
    }

    pub(super) fn width(&self) -> usize {
        self.0.iter().map(Vec::len).max().unwrap_or_default()
    }

    pub(super) fn height(&self) -> usize {
        self.0.len()
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = Cell> {
        let rows = self.0.iter().enumerate();
        rows.flat_map(|(y, row)| (0..row.len()).map(move |x| (x, y)))
    }

    /// What stands in one row between two columns.
    pub(super) fn span(&self, y: usize, from: usize, to: usize) -> String {
        (from..to).map(|x| self.at((x, y))).collect()
    }
}
