//! Where the search for a way ends, and how much of it is ahead.

use super::grid::{across, price};

/// The smallest rectangle with all cells where a search may end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    left: i32,
    top: i32,
    right: i32,
    low: i32,
}

impl Target {
    pub(super) fn at(x: i32, y: i32) -> Self {
        Self {
            left: x,
            top: y,
            right: x,
            low: y,
        }
    }

    pub(super) fn with(self, x: i32, y: i32) -> Self {
        Self {
            left: self.left.min(x),
            top: self.top.min(y),
            right: self.right.max(x),
            low: self.low.max(y),
        }
    }

    /// What the rest of the way costs at least: its length, and the turns that it cannot do without.
    #[inline]
    pub(super) fn ahead(self, x: i32, y: i32, dir: usize) -> u32 {
        let (dx, dy) = (gap(x, self.left, self.right), gap(y, self.top, self.low));
        let (along, beside) = if across(dir) { (dx, dy) } else { (dy, dx) };
        let wrong = (along > 0) != (dir < 2) && along != 0;
        let turns = if wrong { 2 } else { u32::from(beside != 0) };
        price::COLUMN * dx.unsigned_abs() + price::ROW * dy.unsigned_abs() + price::BEND * turns
    }
}

/// How far it is to a span: less than zero when that is behind.
#[inline]
fn gap(at: i32, first: i32, last: i32) -> i32 {
    if at < first {
        first - at
    } else if at > last {
        last - at
    } else {
        0
    }
}
