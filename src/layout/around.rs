//! The neighborhood of one element or flow: it in the middle, what comes in on its left and what goes out on its right,
//! with everything in words. It fits where the whole map does not, so it is what a room reads when it speaks of one
//! thing.
//!
//! What is said of each is in `words`, how much room it takes in `arms`, and where it goes in `part` and `flow`.

mod arms;
mod flow;
mod part;
#[cfg(test)]
mod tests;
mod words;

use crate::domain::{ItemId, Session};

use super::canvas::{Canvas, Owner, Role, cells};
use super::picture::Area;
use crate::theme::Signs;

pub use words::{flow_words, speak};

/// Below this many columns what comes in stands above, and what goes out below.
const NARROW: usize = 76;

/// Pieces of one row, each with what it is part of.
type Line = Vec<(String, Role)>;

/// Where an item stands, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The element or the flow.
    pub item: ItemId,
    /// Its cells.
    pub area: Area,
}

/// A neighborhood that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    canvas: Canvas,
    spots: Vec<Spot>,
    hidden: usize,
}

impl Around {
    /// The cells.
    pub fn canvas(&self) -> &Canvas {
        &self.canvas
    }

    /// What can be selected, in walking order: what comes in from top to bottom, each flow behind the element that it
    /// comes from, then the middle, then what goes out, each flow before the element that it reaches. An element
    /// stands once for each of its flows.
    pub fn spots(&self) -> &[Spot] {
        &self.spots
    }

    /// As plain text, without blanks at the ends of its rows.
    pub fn text(&self) -> String {
        self.canvas.text()
    }
}

/// Draws the neighborhood of an element or a flow in at most this many columns and rows; nothing for anything else.
/// Words are wrapped, never cut, and flows for which there is no room are counted.
pub fn around(
    session: &Session,
    center: ItemId,
    columns: u16,
    rows: u16,
    signs: Signs,
) -> Option<Around> {
    let room = Room {
        columns: usize::from(columns).max(16),
        rows: usize::from(rows).max(1),
    };
    match center {
        ItemId::Element(id) => part::draw(session, id, room, signs),
        ItemId::Flow(id) => flow::draw(session, id, room, signs),
        _ => None,
    }
}

/// The cells that a drawing may take.
#[derive(Clone, Copy, Debug)]
struct Room {
    columns: usize,
    rows: usize,
}

/// What a line is part of, and whose it is.
#[derive(Clone, Copy, Debug)]
struct Ink {
    role: Role,
    item: ItemId,
}

/// A drawing under way.
struct Sheet {
    around: Around,
    signs: Signs,
}

impl Sheet {
    fn new(width: usize, height: usize, signs: Signs) -> Self {
        let around = Around {
            canvas: Canvas::new(width, height),
            spots: Vec::new(),
            hidden: 0,
        };
        Self { around, signs }
    }

    fn put(&mut self, x: usize, y: usize, sign: char, ink: Ink) {
        let owner = Some(Owner::Item(ink.item));
        self.around.canvas.put(x, y, sign, ink.role, owner);
    }

    /// A line across from `from` up to before `to`.
    fn across(&mut self, from: usize, to: usize, y: usize, ink: Ink) {
        let sign = self.signs.joint([true, false, true, false]);
        (from..to).for_each(|x| self.put(x, y, sign, ink));
    }

    /// An upright line from row `top` up to before row `end`.
    fn upright(&mut self, x: usize, top: usize, end: usize, ink: Ink) {
        let sign = self.signs.joint([false, true, false, true]);
        (top..end).for_each(|y| self.put(x, y, sign, ink));
    }

    fn line(&mut self, x: usize, y: usize, line: &Line, item: Option<ItemId>) {
        let mut at = x;
        for (text, role) in line {
            let owner = item.map(Owner::Item);
            self.around.canvas.write(at, y, text, *role, owner);
            at += cells(text);
        }
    }

    fn lines(&mut self, x: usize, y: usize, lines: &[Line], item: Option<ItemId>) {
        for (down, line) in lines.iter().enumerate() {
            self.line(x, y + down, line, item);
        }
    }

    fn spot(&mut self, item: ItemId, (x, y): (usize, usize), (width, height): (usize, usize)) {
        // What has no room has no spot either.
        if y < self.around.canvas.height() && height > 0 {
            let area = Area {
                x,
                y,
                width,
                height,
            };
            self.around.spots.push(Spot { item, area });
        }
    }

    fn done(self) -> Around {
        self.around
    }
}

/// The widest of some lines.
fn widest(lines: &[Line]) -> usize {
    lines.iter().map(wide).max().unwrap_or_default()
}

/// The cells of a line.
fn wide(line: &Line) -> usize {
    line.iter().map(|(text, _)| cells(text)).sum()
}
