//! Lines as directions, cell by cell, before they become characters: only so can they join, cross and pass borders.
use super::super::canvas::{Canvas, Role};
use crate::layout::Frame;
use crate::theme::Signs;

const NORTH: u8 = 1;
pub(super) const EAST: u8 = 2;
const SOUTH: u8 = 4;
pub(super) const WEST: u8 = 8;

/// Lines in a cell: which ways they go, whose they are, and whether another flow passes underneath.
#[derive(Clone, Copy, Debug, Default)]
struct Strokes {
    flow: u8,
    net: usize,
    passes: bool,
    border: u8,
}

/// Lines before they become characters, so that they can join.
pub(super) struct Ink {
    width: usize,
    rows: Vec<Vec<Strokes>>,
}

impl Ink {
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            rows: vec![vec![Strokes::default(); width]; height],
        }
    }

    fn at(&mut self, x: usize, y: usize) -> Option<&mut Strokes> {
        self.rows.get_mut(y)?.get_mut(x)
    }

    pub(super) fn mark(&mut self, x: usize, y: usize, ways: u8, net: usize) {
        let Some(strokes) = self.at(x, y) else { return };
        strokes.passes |= strokes.flow != 0 && strokes.net != net;
        strokes.flow |= ways;
        strokes.net = net;
    }

    /// A level line over the cells from `from` up to before `to`.
    pub(super) fn across(&mut self, from: usize, to: usize, y: usize, net: usize) {
        for x in from..to {
            self.mark(x, y, EAST | WEST, net);
        }
    }

    /// An upright line from row `top` to row `bottom`, joining what is there.
    pub(super) fn down(&mut self, x: usize, top: usize, bottom: usize, net: usize) {
        for y in top..=bottom {
            let north = if y > top { NORTH } else { 0 };
            let south = if y < bottom { SOUTH } else { 0 };
            self.mark(x, y, north | south, net);
        }
    }

    pub(super) fn border(&mut self, frame: &Frame, (left, right): (usize, usize)) {
        for y in frame.top..=frame.bottom {
            let north = if y > frame.top { NORTH } else { 0 };
            let south = if y < frame.bottom { SOUTH } else { 0 };
            for x in left..=right {
                let level = if y == frame.top || y == frame.bottom {
                    (if x > left { WEST } else { 0 }) | (if x < right { EAST } else { 0 })
                } else {
                    0
                };
                let upright = if x == left || x == right {
                    north | south
                } else {
                    0
                };
                if let Some(strokes) = self.at(x, y) {
                    strokes.border |= level | upright;
                }
            }
        }
    }

    pub(super) fn dry(self, signs: Signs) -> Canvas {
        let mut canvas = Canvas::new(self.width, self.rows.len());
        for (y, row) in self.rows.iter().enumerate() {
            for (x, strokes) in row.iter().enumerate() {
                if strokes.border != 0 {
                    canvas.put(x, y, border_glyph(*strokes, signs), Role::Zone);
                } else if strokes.flow != 0 {
                    canvas.put(x, y, flow_glyph(*strokes, signs), Role::Edge);
                }
            }
        }
        canvas
    }
}

/// Zones have double lines and flows single ones, so that a flow is seen to go through a border.
fn border_glyph(strokes: Strokes, signs: Signs) -> char {
    let upright = strokes.border & (NORTH | SOUTH) != 0;
    let level = strokes.border & (EAST | WEST) != 0;
    match (signs, upright, level) {
        (Signs::Lines, true, true) => match strokes.border {
            b if b == EAST | SOUTH => '╔',
            b if b == WEST | SOUTH => '╗',
            b if b == EAST | NORTH => '╚',
            _ => '╝',
        },
        (Signs::Lines, true, false) if strokes.flow != 0 => '╫',
        (Signs::Lines, true, false) => '║',
        (Signs::Lines, false, _) if strokes.flow != 0 => '╪',
        (Signs::Lines, false, _) => '═',
        (Signs::Ascii, true, true) => '+',
        (Signs::Ascii, true, false) => ':',
        (Signs::Ascii, false, _) if strokes.flow != 0 => '|',
        (Signs::Ascii, false, _) => '=',
    }
}

/// A joint only where lines of one net meet; where flows merely cross, the upright one passes over.
fn flow_glyph(strokes: Strokes, signs: Signs) -> char {
    let ways = if strokes.passes {
        NORTH | SOUTH
    } else {
        strokes.flow
    };
    let (upright, level) = (ways & (NORTH | SOUTH), ways & (EAST | WEST));
    match signs {
        Signs::Ascii if level == 0 => '|',
        Signs::Ascii if upright == 0 => '-',
        Signs::Ascii => '+',
        Signs::Lines if level == 0 => '│',
        Signs::Lines if upright == 0 => '─',
        Signs::Lines => match (upright, level) {
            (SOUTH, EAST) => '┌',
            (SOUTH, WEST) => '┐',
            (NORTH, EAST) => '└',
            (NORTH, WEST) => '┘',
            (SOUTH, _) => '┬',
            (NORTH, _) => '┴',
            (_, EAST) => '├',
            (_, WEST) => '┤',
            _ => '┼',
        },
    }
}
