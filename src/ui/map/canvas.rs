//! A grid of cells that is painted once and shown through a window that scrolls.
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

/// What a cell is part of; the theme gives each its style. No meaning rests on the style alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing is drawn here.
    Blank,
    /// An element with its brackets.
    Node,
    /// The element that is selected.
    Highlighted,
    /// The line or arrow head of a flow.
    Edge,
    /// The label of a flow that crosses a trust boundary.
    Crossing,
    /// The border and name of a trust zone.
    Zone,
    /// The label of any other flow.
    Label,
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
}

/// A painted map; every row is equally wide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Canvas {
    width: usize,
    rows: Vec<Vec<Cell>>,
}

impl Canvas {
    /// An empty canvas of `width` by `height` cells.
    pub(super) fn new(width: usize, height: usize) -> Self {
        let blank = Cell {
            glyph: Glyph::Char(' '),
            role: Role::Blank,
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

    /// Paints one narrow character; outside the canvas nothing happens.
    pub(super) fn put(&mut self, x: usize, y: usize, glyph: char, role: Role) {
        if let Some(cell) = self.rows.get_mut(y).and_then(|row| row.get_mut(x)) {
            *cell = Cell {
                glyph: Glyph::Char(glyph),
                role,
            };
        }
    }

    /// Writes `text` from `x` on, letter by letter as readers see them.
    pub(super) fn write(&mut self, x: usize, y: usize, text: &str, role: Role) {
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
                *cell = Cell { glyph, role };
            }
            if wide > 1
                && let Some(cell) = row.get_mut(at + 1)
            {
                *cell = Cell {
                    glyph: Glyph::Tail,
                    role,
                };
            }
            at += wide;
        }
    }

    /// The part of the map seen through a window of `width` by `height` cells whose corner is at `scroll_x`,
    /// `scroll_y`, as runs of one role each. Lines are at most `width` cells wide; a wide letter cut by the window's
    /// edge becomes a space.
    pub fn lines(
        &self,
        scroll_x: usize,
        scroll_y: usize,
        width: usize,
        height: usize,
    ) -> Vec<Vec<(String, Role)>> {
        self.rows
            .iter()
            .skip(scroll_y)
            .take(height)
            .map(|row| runs(row, scroll_x, width))
            .collect()
    }
}

/// One row's window as runs.
fn runs(row: &[Cell], scroll_x: usize, width: usize) -> Vec<(String, Role)> {
    let mut runs: Vec<(String, Role)> = Vec::new();
    let mut push = |text: &str, role: Role| match runs.last_mut() {
        Some((run, last)) if *last == role => run.push_str(text),
        _ => runs.push((text.to_owned(), role)),
    };
    let window: Vec<&Cell> = row.iter().skip(scroll_x).take(width).collect();
    for (at, cell) in window.iter().enumerate() {
        match &cell.glyph {
            Glyph::Char(c) => push(c.encode_utf8(&mut [0; 4]), cell.role),
            Glyph::Tail if at == 0 => push(" ", Role::Blank),
            Glyph::Tail => {}
            Glyph::Cluster(text) if text.width() > 1 && at + 1 == window.len() => {
                push(" ", Role::Blank);
            }
            Glyph::Cluster(text) => push(text, cell.role),
        }
    }
    runs
}

/// The letters of `text` that take one or two cells. One that takes none (a lone mark) or more (some emoji sequences,
/// on which terminals disagree) is left out, or the boxes behind it would not close.
fn letters(text: &str) -> impl Iterator<Item = &str> {
    text.graphemes(true)
        .filter(|letter| (1..=2).contains(&letter.width()))
}

/// How many cells [`Canvas::write`] needs for `text`.
pub(super) fn cells(text: &str) -> usize {
    letters(text).map(UnicodeWidthStr::width).sum()
}

/// `text` made safe to show and, when wider than `limit` cells, cut between letters with an ellipsis for the rest.
pub(super) fn cut(text: &str, limit: usize) -> String {
    let clean = crate::domain::text::clean(text);
    if cells(&clean) <= limit {
        return letters(&clean).collect();
    }
    let mut room = limit.saturating_sub(2);
    let mut kept = String::new();
    for letter in letters(&clean) {
        let Some(left) = room.checked_sub(letter.width()) else {
            break;
        };
        room = left;
        kept.push_str(letter);
    }
    kept.truncate(kept.trim_end().len());
    kept.push_str(crate::ui::wrap::CUT);
    kept
}
