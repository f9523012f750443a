//! A grid of cells that is painted once and shown through a window that scrolls.
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

use crate::domain::ItemId;

/// What a cell is part of; the theme gives each its style. No meaning rests on the style alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing is drawn here.
    Blank,
    /// The name of a part with its brackets.
    Part,
    /// The name of a part that stands outside this level.
    Stub,
    /// What stands behind a name: threats, unknown, out of scope.
    Badge,
    /// The line or arrow head of a flow.
    Line,
    /// The line or arrow head of a flow that crosses a trust boundary.
    CrossingLine,
    /// The number of a flow.
    Number,
    /// The number of a flow that crosses a trust boundary.
    CrossingNumber,
    /// The border of a trust zone.
    Zone,
    /// The name of a trust zone.
    Title,
    /// Words that belong to none of these.
    Words,
}

/// What a cell belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A part or a zone.
    Item(ItemId),
    /// A line, by its index in [`super::Picture::lines`].
    Line(usize),
}

/// What one cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// One character of width 1.
    Char(char),
    /// One letter as readers see it: several code points, or two cells wide.
    Cluster(Box<str>),
    /// The second half of the wide letter on its left.
    Tail,
}

/// One cell of the canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it shows.
    pub glyph: Glyph,
    /// What it is part of.
    pub role: Role,
    /// Whose it is.
    pub owner: Option<Owner>,
}

/// Cells of one row, side by side, that show the same kind of thing of the same owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// What they are part of.
    pub role: Role,
    /// Whose they are.
    pub owner: Option<Owner>,
}

/// A painted map; every row is equally wide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Canvas {
    width: usize,
    rows: Vec<Vec<Cell>>,
}

impl Canvas {
    /// An empty canvas of `width` by `height` cells.
    pub fn new(width: usize, height: usize) -> Self {
        let blank = Cell {
            glyph: Glyph::Char(' '),
            role: Role::Blank,
            owner: None,
        };
        Self {
            width,
            rows: vec![vec![blank; width]; height],
        }
    }

    /// The width in cells.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The height in lines.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// One cell; none outside the canvas.
    pub fn cell(&self, x: usize, y: usize) -> Option<&Cell> {
        self.rows.get(y)?.get(x)
    }

    /// Paints one narrow character; outside the canvas nothing happens.
    pub fn put(&mut self, x: usize, y: usize, glyph: char, role: Role, owner: Option<Owner>) {
        if let Some(cell) = self.rows.get_mut(y).and_then(|row| row.get_mut(x)) {
            *cell = Cell {
                glyph: Glyph::Char(glyph),
                role,
                owner,
            };
        }
    }

    /// Writes `text` from `x` on, letter by letter as readers see them.
    pub fn write(&mut self, x: usize, y: usize, text: &str, role: Role, owner: Option<Owner>) {
        let Some(row) = self.rows.get_mut(y) else {
            return;
        };
        let mut at = x;
        for letter in letters(text) {
            let wide = letter.width();
            let mut chars = letter.chars();
            let glyph = match (chars.next(), chars.next()) {
                (Some(only), None) if wide == 1 => Glyph::Char(only),
                _ => Glyph::Cluster(letter.into()),
            };
            if let Some(cell) = row.get_mut(at) {
                *cell = Cell { glyph, role, owner };
            }
            if wide > 1
                && let Some(cell) = row.get_mut(at + 1)
            {
                *cell = Cell {
                    glyph: Glyph::Tail,
                    role,
                    owner,
                };
            }
            at += wide;
        }
    }

    /// The part of the canvas seen through a window of `width` by `height` cells whose corner is at `scroll_x`,
    /// `scroll_y`. Lines are at most `width` cells wide; a wide letter cut by the window's edge becomes a space.
    pub fn lines(
        &self,
        scroll_x: usize,
        scroll_y: usize,
        width: usize,
        height: usize,
    ) -> Vec<Vec<Run>> {
        self.rows
            .iter()
            .skip(scroll_y)
            .take(height)
            .map(|row| runs(row, scroll_x, width))
            .collect()
    }

    /// Plain text: one line per row, without spaces at their ends.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for row in self.lines(0, 0, self.width, self.height()) {
            let line: String = row.into_iter().map(|run| run.text).collect();
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// One row's window as runs.
fn runs(row: &[Cell], scroll_x: usize, width: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut push = |text: &str, cell: &Cell| match runs.last_mut() {
        Some(run) if run.role == cell.role && run.owner == cell.owner => run.text.push_str(text),
        _ => runs.push(Run {
            text: text.to_owned(),
            role: cell.role,
            owner: cell.owner,
        }),
    };
    let window: Vec<&Cell> = row.iter().skip(scroll_x).take(width).collect();
    for (at, cell) in window.iter().enumerate() {
        match &cell.glyph {
            Glyph::Char(c) => push(c.encode_utf8(&mut [0; 4]), cell),
            Glyph::Tail if at == 0 => push(" ", cell),
            Glyph::Tail => {}
            Glyph::Cluster(text) if text.width() > 1 && at + 1 == window.len() => push(" ", cell),
            Glyph::Cluster(text) => push(text, cell),
        }
    }
    runs
}

/// The letters of `text` that take one or two cells. One that takes none (a lone mark) or more (some emoji sequences,
/// on which terminals disagree) is left out, or the boxes behind it would not close; so is a sign that makes one letter
/// with whatever stands behind it, which may be such a box.
pub(super) fn letters(text: &str) -> impl Iterator<Item = &str> {
    text.graphemes(true)
        .map(|letter| letter.trim_start_matches(joins_what_follows))
        .filter(|letter| (1..=2).contains(&letter.width()))
}

/// Whether a character makes one letter with whatever stands behind it.
fn joins_what_follows(c: char) -> bool {
    !c.is_ascii() && format!("{c})").graphemes(true).nth(1).is_none()
}

/// How many cells [`Canvas::write`] needs for `text`.
pub fn cells(text: &str) -> usize {
    letters(text).map(UnicodeWidthStr::width).sum()
}

/// `text` when it fits `limit` cells, else cut between letters with two dots for the rest.
pub fn cut(text: &str, limit: usize) -> String {
    if cells(text) <= limit {
        return letters(text).collect();
    }
    let mut room = limit.saturating_sub(2);
    let mut kept = String::new();
    for letter in letters(text) {
        let Some(left) = room.checked_sub(letter.width()) else {
            break;
        };
        room = left;
        kept.push_str(letter);
    }
    kept.truncate(kept.trim_end().len());
    kept.push_str("..");
    kept
}
