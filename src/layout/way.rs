//! The way of one line, from the cell beside one part to the cell beside the other.

use super::at::{At as _, count};
use super::grid::{STEPS, across, back};

/// How a line ends at a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stop {
    /// The direction from the part to the line.
    pub dir: usize,
    /// The cell directly beside the part.
    pub x: i32,
    pub y: i32,
    /// How many cells the number takes; 0 when no flow arrives.
    pub len: i32,
    /// The first cell of the number.
    pub number: i32,
}

impl Stop {
    /// The first cell of the line itself, behind number and arrow head where they stand in its way.
    pub(super) fn first(self) -> (i32, i32) {
        let (dx, dy) = STEPS.at(self.dir);
        let skip = if across(self.dir) && self.len > 0 {
            self.len + 1
        } else {
            0
        };
        (self.x + dx * skip, self.y + dy * skip)
    }

    /// Whether the first cell holds an arrow head, where a line cannot turn.
    pub(super) fn fixed(self) -> bool {
        !across(self.dir) && self.len > 0
    }

    /// Number and arrow head, as cells.
    pub(super) fn cells(self) -> impl Iterator<Item = (i32, i32)> {
        let head = (self.len > 0).then_some((self.x, self.y));
        head.into_iter()
            .chain((0..self.len).map(move |i| (self.number + i, self.y)))
    }
}

/// The way of one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Way {
    /// Every cell from one part to the other; numbers and arrow heads that stand in its way too.
    pub cells: Vec<(i32, i32)>,
    pub stops: [Stop; 2],
    pub cost: u32,
}

impl Way {
    /// The cells that are drawn as a line, each with the directions in which it was entered and is left.
    pub(super) fn line(&self) -> impl Iterator<Item = ((i32, i32), usize, usize)> + '_ {
        let [first, last] = self.stops;
        let skip = |stop: Stop| match (stop.len, across(stop.dir)) {
            (0, _) => 0,
            (len, true) => count(len) + 1,
            (_, false) => 1,
        };
        let (start, end) = (skip(first), self.cells.len().saturating_sub(skip(last)));
        (start..end).map(move |i| {
            let here = self.cells.at(i);
            let from = if i == 0 {
                first.dir
            } else {
                towards(self.cells.at(i - 1), here)
            };
            let to = if i + 1 == self.cells.len() {
                back(last.dir)
            } else {
                towards(here, self.cells.at(i + 1))
            };
            (here, from, to)
        })
    }

    /// Where numbers and arrow heads stand.
    pub(super) fn numbers(&self) -> impl Iterator<Item = (i32, i32)> + '_ {
        self.stops.iter().flat_map(|stop| stop.cells())
    }

    /// Whether the line meets neither itself nor its own numbers.
    pub(super) fn is_clear(&self) -> bool {
        let mut cells: Vec<(i32, i32)> = self
            .line()
            .map(|(cell, ..)| cell)
            .chain(self.numbers())
            .collect();
        // Nor does anything of it stand beside a number that it would read as one with.
        let beside = self
            .stops
            .iter()
            .filter(|stop| stop.len > 0 && !across(stop.dir))
            .any(|stop| {
                let beyond = [(stop.number - 1, stop.y), (stop.number + stop.len, stop.y)];
                let head = (stop.x, stop.y);
                let mut line = self.line().filter(|(cell, ..)| *cell != head);
                line.any(|(cell, ..)| beyond.contains(&cell))
                    || self
                        .numbers()
                        .any(|cell| cell != head && beyond.contains(&cell))
            });
        let count = cells.len();
        cells.sort_unstable();
        cells.dedup();
        cells.len() == count && !beside
    }

    /// How often the line turns.
    pub(super) fn bends(&self) -> i32 {
        super::at::int(self.line().filter(|(_, from, to)| from != to).count())
    }
}

fn towards(from: (i32, i32), to: (i32, i32)) -> usize {
    let step = ((to.0 - from.0).signum(), (to.1 - from.1).signum());
    STEPS.iter().position(|known| *known == step).unwrap_or(0)
}
