//! How much work a drawing may be. The layout knows no clock: it counts what it does, so that a map gives the same
//! picture on each machine, and in a debug build too.

use super::model::Model;

/// What one drawing may cost: about 0.2 s. Maps of meetings take a tenth of it; what has more lines than can be read
/// gets the first way found for each of them.
const DRAWING: u64 = 1_500_000;
/// What a first order may cost, and finding room for what is new.
const ORDER: u64 = 600_000;
/// What a search may cost with all that it draws: about 2 s.
const SEARCH: u64 = 16_000_000;

/// What making a drawing smaller may cost that nearly fits: about 0.4 s.
const SQUEEZE: u64 = 3_000_000;

/// The work that is left. One unit is about what a line takes to pass one cell: a tenth of a microsecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Work {
    left: u64,
    spent: u64,
}

impl Work {
    fn new(left: u64) -> Self {
        Self { left, spent: 0 }
    }

    /// For one drawing.
    pub(super) fn drawing() -> Self {
        Self::new(DRAWING)
    }

    /// For an order without a search.
    pub(super) fn order() -> Self {
        Self::new(ORDER)
    }

    /// For a search.
    pub(super) fn search() -> Self {
        Self::new(SEARCH)
    }

    /// For making a drawing smaller.
    pub(super) fn squeeze() -> Self {
        Self::new(SQUEEZE)
    }

    /// A part of what is left, in hundredths, to be given back by `spend` of what it spent.
    pub(super) fn part(&self, hundredths: u64) -> Self {
        Self::new(self.left * hundredths / 100)
    }

    /// At most as much as another one.
    pub(super) fn within(self, other: &Self) -> Self {
        Self::new(self.left.min(other.left))
    }

    /// Counts what was done.
    #[inline]
    pub(super) fn spend(&mut self, done: u64) {
        self.left = self.left.saturating_sub(done);
        self.spent += done;
    }

    /// How much was done.
    pub(super) fn spent(&self) -> u64 {
        self.spent
    }

    /// Whether nothing is left.
    #[inline]
    pub(super) fn is_used(&self) -> bool {
        self.left == 0
    }

    /// Whether more was done than is left.
    pub(super) fn is_half_used(&self) -> bool {
        self.spent > self.left
    }

    /// How often something can be done.
    pub(super) fn times(&self, each: u64) -> u64 {
        self.left / each.max(1)
    }
}

/// What it costs to estimate an order: each line is held against each other and against each part.
pub(super) fn estimate(model: &Model) -> u64 {
    let [parts, links] = [model.faces.len(), model.links.len()].map(|count| count as u64);
    1 + (parts + links * links / 2 + links * parts) / 16
}
