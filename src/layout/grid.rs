//! The cells that lines run through: what is taken, by whom, and what a line pays to pass.

use super::at::{At as _, Rect, count};
use super::model::Model;

/// Where a line can go. The order is that of the state numbers.
pub(super) const STEPS: [(i32, i32); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// Whether a direction is left or right.
pub(super) fn across(dir: usize) -> bool {
    dir.is_multiple_of(2)
}

/// The opposite direction.
pub(super) fn back(dir: usize) -> usize {
    (dir + 2) % 4
}

const SOLID: u8 = 1;
const ACROSS_EDGE: u8 = 2;
const UPRIGHT_EDGE: u8 = 4;

/// What a line pays, in tenths of a column.
pub(super) mod price {
    pub(in super::super) const COLUMN: u32 = 10;
    pub(in super::super) const ROW: u32 = 20;
    pub(in super::super) const BEND: u32 = 40;
    pub(in super::super) const CROSSING: u32 = 60;
    pub(in super::super) const FOREIGN_FRAME: u32 = 20;
    pub(in super::super) const FOREIGN_BRACKET: u32 = 90;
    pub(in super::super) const OWN_BRACKET: u32 = 20;
    pub(in super::super) const FOREIGN_NAME: u32 = 30;
    pub(in super::super) const FOREIGN_NUMBER: u32 = 70;
    /// Taking the place of another line, which is then laid anew.
    pub(in super::super) const TAKEN: u32 = 300;
}

/// One cell. Parts, rings and lines count from 1; 0 is none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spot {
    flags: u8,
    /// Whose edge it is.
    ring: u16,
    /// A part whose bracket is directly left or right of here, and one whose name is directly above or below.
    beside: u16,
    over: u16,
    /// The lines that run through it across and upright; in a corner both are the same.
    pub(super) across: u16,
    pub(super) upright: u16,
    /// The line whose number or arrow head stands here.
    pub(super) number: u16,
    /// The lines whose numbers stand directly on the left and on the right of here.
    pub(super) near: [u16; 2],
}

/// Whose line passes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passing<'a> {
    /// The line, counted from 1.
    pub line: u16,
    /// Its two parts, counted from 1.
    pub parts: [u16; 2],
    /// For each ring, counted from 1, whether the line has to cross its frame.
    pub must: &'a [bool],
    /// Whether other lines may be in the way.
    pub soft: bool,
}

impl Passing<'_> {
    /// Whether this is one of its two parts. Asked for every cell that a search enters.
    #[inline]
    fn is_own(&self, part: u16) -> bool {
        let [a, b] = self.parts;
        part == a || part == b
    }
}

/// All cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub(super) w: i32,
    pub(super) h: i32,
    spots: Vec<Spot>,
}

fn id(index: usize) -> u16 {
    u16::try_from(index + 1).unwrap_or(u16::MAX)
}

impl Grid {
    pub(super) fn new(model: &Model, parts: &[Rect], rings: &[Rect], (w, h): (i32, i32)) -> Self {
        let mut grid = Self {
            w,
            h,
            spots: vec![Spot::default(); count(w * h)],
        };
        for (i, (rect, ring)) in rings.iter().zip(&model.rings).enumerate() {
            let (left, right) = (rect.x, rect.right() - 1);
            let (top, bottom) = (rect.y, rect.below() - 1);
            for x in left..=right {
                for y in [top, bottom] {
                    grid.change(x, y, |spot| {
                        spot.flags |= ACROSS_EDGE;
                        spot.ring = id(i);
                    });
                }
            }
            for y in top..=bottom {
                for x in [left, right] {
                    grid.change(x, y, |spot| {
                        spot.flags |= UPRIGHT_EDGE;
                        spot.ring = id(i);
                    });
                }
            }
            for (x, y) in [(left, bottom), (right, top), (right, bottom)] {
                grid.change(x, y, |spot| spot.flags |= SOLID);
            }
            for x in left..=left + ring.w {
                grid.change(x, top, |spot| spot.flags |= SOLID);
            }
        }
        for (i, rect) in parts.iter().enumerate() {
            for y in rect.y..rect.below() {
                for x in rect.x..rect.right() {
                    grid.change(x, y, |spot| spot.flags |= SOLID);
                }
                for x in [rect.x - 1, rect.right()] {
                    grid.change(x, y, |spot| {
                        spot.beside = if spot.beside == 0 { id(i) } else { u16::MAX };
                    });
                }
            }
            for x in rect.x..rect.right() {
                for y in [rect.y - 1, rect.below()] {
                    grid.change(x, y, |spot| {
                        spot.over = if spot.over == 0 { id(i) } else { u16::MAX };
                    });
                }
            }
        }
        grid
    }

    /// The number of a cell; one that does not exist gets a number that nothing has.
    #[inline]
    pub(super) fn index(&self, x: i32, y: i32) -> usize {
        if x < 0 || y < 0 || x >= self.w || y >= self.h {
            return usize::MAX;
        }
        count(y * self.w + x)
    }

    #[inline]
    pub(super) fn spot(&self, x: i32, y: i32) -> Spot {
        self.spots.at(self.index(x, y))
    }

    pub(super) fn change(&mut self, x: i32, y: i32, change: impl FnOnce(&mut Spot)) {
        let index = self.index(x, y);
        if let Some(spot) = self.spots.get_mut(index) {
            change(spot);
        }
    }

    /// Whether a number or an arrow head can stand here, and what that costs.
    pub(super) fn room(&self, x: i32, y: i32, who: Passing) -> Option<u32> {
        let index = self.index(x, y);
        let spot = *self.spots.get(index)?;
        if spot.flags != 0 {
            return None;
        }
        let taken = u32::from(spot.across != 0)
            + u32::from(spot.upright != 0 && spot.upright != spot.across)
            + u32::from(spot.number != 0)
            + u32::from(spot.near != [0, 0]);
        if taken > 0 && !who.soft {
            return None;
        }
        let mut cost = taken * price::TAKEN;
        if spot.beside != 0 && !who.is_own(spot.beside) {
            cost += price::FOREIGN_BRACKET;
        }
        Some(cost)
    }

    /// What it costs that a number ends beside this cell; none when it would read as one with what stands here.
    pub(super) fn neighbor(&self, x: i32, y: i32, who: Passing) -> Option<u32> {
        let spot = self.spot(x, y);
        let solid = if spot.flags & SOLID != 0 {
            price::FOREIGN_NUMBER
        } else {
            0
        };
        match (
            spot.upright != 0 || spot.across != 0 || spot.number != 0,
            who.soft,
        ) {
            (true, false) => None,
            (true, true) => Some(price::TAKEN + solid),
            (false, _) => Some(solid),
        }
    }

    /// What a line pays to enter a cell in a direction; none when it cannot.
    #[inline]
    pub(super) fn enter(&self, x: i32, y: i32, dir: usize, who: Passing) -> Option<u32> {
        let index = self.index(x, y);
        let spot = *self.spots.get(index)?;
        let across = across(dir);
        let along = if across { ACROSS_EDGE } else { UPRIGHT_EDGE };
        if spot.flags & (SOLID | along) != 0 {
            return None;
        }
        let mut cost = if across { price::COLUMN } else { price::ROW };
        let (same, other) = if across {
            (spot.across, spot.upright)
        } else {
            (spot.upright, spot.across)
        };
        let [left, right] = spot.near;
        let foreign = |line| line != 0 && line != who.line;
        let near = foreign(left) || foreign(right);
        if same != 0 || spot.number != 0 || near {
            if !who.soft {
                return None;
            }
            cost += price::TAKEN;
        }
        if other != 0 && other != same {
            cost += price::CROSSING;
        }
        if spot.flags != 0 && !who.must.at(usize::from(spot.ring)) {
            cost += price::FOREIGN_FRAME;
        }
        if spot.beside != 0 {
            cost += if who.is_own(spot.beside) {
                if across { 0 } else { price::OWN_BRACKET }
            } else {
                price::FOREIGN_BRACKET
            };
        }
        if spot.over != 0 && !who.is_own(spot.over) {
            cost += price::FOREIGN_NAME;
        }
        Some(cost)
    }

    /// Whether a line can turn in a cell.
    #[inline]
    pub(super) fn turns(&self, x: i32, y: i32, soft: bool) -> bool {
        let spot = self.spot(x, y);
        spot.flags == 0 && (soft || (spot.across == 0 && spot.upright == 0))
    }

    /// Marks the cells beside a number.
    pub(super) fn near(&mut self, (start, len): (i32, i32), y: i32, line: u16) {
        self.change(start + len, y, |spot| spot.near = [line, spot.near.at(1)]);
        self.change(start - 1, y, |spot| spot.near = [spot.near.at(0), line]);
    }
}
