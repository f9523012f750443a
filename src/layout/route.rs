//! The way of each line: the cheapest through the cells, every line its own way.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::at::{At as _, Rect, count};
use super::grid::{Grid, Passing, STEPS, across, back, price};
use super::model::Model;
use super::target::Target;
use super::way::{Stop, Way};
use super::work::Work;

/// How much nearer to the goal counts for more than a good way once the work is used up, in quarters.
const HURRY: u32 = 16;
/// Through how many cells all lines together may look for their first way then. One that finds none has its numbers at
/// both ends.
const LAST: u64 = 1_200_000;

/// Lines being laid.
pub(super) struct Router<'a> {
    model: &'a Model,
    parts: &'a [Rect],
    pub(super) grid: Grid,
    pub(super) ways: Vec<Option<Way>>,
    must: Vec<Vec<bool>>,
    // What a search for one line knows of each state: cell and direction of entry.
    spent: Vec<u32>,
    from: Vec<u8>,
    seen: Vec<u32>,
    goal: Vec<(u32, u16)>,
    round: u32,
    heap: BinaryHeap<Reverse<(u32, usize)>>,
    /// What may be done. When it is used up, each line that has no way yet takes the first that is found.
    pub(super) work: Work,
}

impl<'a> Router<'a> {
    pub(super) fn new(
        model: &'a Model,
        parts: &'a [Rect],
        rings: &[Rect],
        size: (i32, i32),
    ) -> Self {
        let grid = Grid::new(model, parts, rings, size);
        let states = 4 * count(size.0 * size.1);
        let must = model.links.iter().map(|link| {
            let [a, b] = link.ends;
            let crossed = (0..model.rings.len()).map(|r| model.inside(r, a) != model.inside(r, b));
            std::iter::once(false).chain(crossed).collect()
        });
        Self {
            model,
            parts,
            grid,
            ways: vec![None; model.links.len()],
            must: must.collect(),
            spent: vec![0; states],
            from: vec![0; states],
            seen: vec![0; states],
            goal: vec![(0, 0); states / 4],
            round: 0,
            heap: BinaryHeap::new(),
            work: Work::drawing(),
        }
    }

    /// Lays every line: short ones first, and what is in the way of one that finds none is laid anew. Then each line
    /// is taken out and laid again, as often as `rounds` says, while that helps.
    pub(super) fn lay(&mut self, rounds: usize) {
        let mut order: Vec<(i32, usize)> = Vec::new();
        for (i, link) in self.model.links.iter().enumerate() {
            let [a, b] = link.ends;
            let (a, b) = (self.parts.at(a), self.parts.at(b));
            let dx = (b.x - a.right()).max(a.x - b.right()).max(0);
            let dy = (b.y - a.below()).max(a.y - b.below()).max(0);
            if self.ways.get(i).is_none_or(Option::is_none) {
                order.push((dx + 2 * dy, i));
            }
        }
        order.sort_unstable();
        let mut queue: VecDeque<usize> = order.into_iter().map(|(_, i)| i).collect();
        let mut tries = vec![0_u8; self.model.links.len()];
        while let Some(line) = queue.pop_front() {
            if let Some(way) = self.find(line, false) {
                self.put(line, way);
                continue;
            }
            if tries.at(line) >= 4 || self.work.is_used() {
                continue;
            }
            let tried = tries.at(line) + 1;
            tries.put(line, tried);
            if let Some(way) = self.find(line, true) {
                for other in self.in_the_way(&way) {
                    self.take(other);
                    queue.push_back(other);
                }
                self.put(line, way);
            }
        }
        self.improve(rounds);
    }

    /// Lays each line again while that makes it cheaper.
    pub(super) fn improve(&mut self, rounds: usize) {
        for _ in 0..rounds {
            let mut better = false;
            for line in 0..self.model.links.len() {
                if self.work.is_used() {
                    return;
                }
                let old = self.take(line);
                let before = old.as_ref().map(|way| way.cost);
                match self.find(line, false) {
                    Some(way) if before.is_none_or(|before| way.cost < before) => {
                        better = true;
                        self.put(line, way);
                    }
                    Some(way) if Some(way.cost) == before => self.put(line, way),
                    _ => {
                        if let Some(old) = old {
                            self.put(line, old);
                        }
                    }
                }
            }
            if !better {
                break;
            }
        }
    }

    fn id(line: usize) -> u16 {
        u16::try_from(line + 1).unwrap_or(u16::MAX)
    }

    /// Marks the cells of a way.
    pub(super) fn put(&mut self, line: usize, way: Way) {
        self.mark(line, &way, Self::id(line));
        if let Some(place) = self.ways.get_mut(line) {
            *place = Some(way);
        }
    }

    /// Takes a way out.
    fn take(&mut self, line: usize) -> Option<Way> {
        let way = self.ways.get_mut(line)?.take()?;
        self.mark(line, &way, 0);
        Some(way)
    }

    fn mark(&mut self, line: usize, way: &Way, id: u16) {
        let own = Self::id(line);
        for ((x, y), from, to) in way.line() {
            self.grid.change(x, y, |spot| {
                for dir in [from, to] {
                    let place = if across(dir) {
                        &mut spot.across
                    } else {
                        &mut spot.upright
                    };
                    if *place == 0 || *place == own {
                        *place = id;
                    }
                }
            });
        }
        for (x, y) in way.numbers() {
            self.grid.change(x, y, |spot| spot.number = id);
        }
        for stop in way.stops.iter().filter(|stop| stop.len > 0) {
            self.grid.near((stop.number, stop.len), stop.y, id);
        }
    }

    /// The lines that a way found with `soft` runs into.
    fn in_the_way(&self, way: &Way) -> Vec<usize> {
        let mut lines = Vec::new();
        for ((x, y), from, to) in way.line() {
            let spot = self.grid.spot(x, y);
            let turns = across(from) != across(to);
            if across(from) || turns {
                lines.push(spot.across);
            }
            if !across(from) || turns {
                lines.push(spot.upright);
            }
            if spot.across == spot.upright {
                lines.push(spot.across);
            }
            lines.push(spot.number);
            lines.extend(spot.near);
        }
        for (x, y) in way.numbers() {
            let spot = self.grid.spot(x, y);
            lines.extend([spot.across, spot.upright, spot.number]);
            lines.extend(spot.near);
        }
        for stop in way.stops.iter().filter(|stop| stop.len > 0) {
            for x in [stop.number - 1, stop.number + stop.len] {
                let spot = self.grid.spot(x, stop.y);
                lines.extend([spot.upright, spot.across, spot.number]);
            }
        }
        lines.sort_unstable();
        lines.dedup();
        lines
            .into_iter()
            .filter_map(|id| usize::from(id).checked_sub(1))
            .collect()
    }

    /// Every cell where a line can leave a part, with what it costs to begin there.
    fn stops(&self, part: usize, len: i32, who: Passing) -> Vec<(Stop, u32)> {
        let rect = self.parts.at(part);
        let mut stops = Vec::new();
        for dir in [0, 2] {
            for y in rect.y..rect.below() {
                let x = if dir == 0 { rect.right() } else { rect.x - 1 };
                let number = if dir == 0 { x + 1 } else { x - len };
                let stop = Stop {
                    dir,
                    x,
                    y,
                    len,
                    number,
                };
                let room: Option<u32> = stop.cells().map(|(x, y)| self.grid.room(x, y, who)).sum();
                let (fx, fy) = stop.first();
                if let (Some(room), Some(enter)) = (room, self.grid.enter(fx, fy, dir, who)) {
                    let used = price::COLUMN * stop.cells().map(|_| 1).sum::<u32>();
                    stops.push((stop, room + enter + used));
                }
            }
        }
        for dir in [1, 3] {
            for x in rect.x..rect.right() {
                let y = if dir == 1 { rect.below() } else { rect.y - 1 };
                let off = (2 * (x - rect.x) - (rect.w - 1)).unsigned_abs();
                let edge = if x == rect.x || x == rect.right() - 1 {
                    6
                } else {
                    0
                };
                let bare = Stop {
                    dir,
                    x,
                    y,
                    len: 0,
                    number: x,
                };
                if len == 0 {
                    if let Some(enter) = self.grid.enter(x, y, dir, who) {
                        stops.push((bare, enter + off.min(20) / 4 + edge));
                    }
                    continue;
                }
                let sides = [(x + 1, 0), (x - len, 5)]
                    .into_iter()
                    .filter_map(|(number, more)| {
                        let stop = Stop {
                            len,
                            number,
                            ..bare
                        };
                        let room = stop
                            .cells()
                            .map(|(x, y)| self.grid.room(x, y, who))
                            .sum::<Option<u32>>()?;
                        let beyond = if number > x { number + len } else { number - 1 };
                        Some((stop, room + more + self.grid.neighbor(beyond, y, who)?))
                    });
                if let Some((stop, room)) = sides.min_by_key(|(_, cost)| *cost) {
                    stops.push((stop, room + price::ROW + off.min(20) / 4 + edge));
                }
            }
        }
        stops
    }

    /// The cheapest way for a line; `soft` lets it take the place of others.
    fn find(&mut self, line: usize, soft: bool) -> Option<Way> {
        let mut barred = Vec::new();
        for _ in 0..6 {
            let way = self.search(line, soft, &barred)?;
            if way.is_clear() {
                return Some(way);
            }
            // It runs over its own number: not by this end, then.
            barred.push(way.stops.at(1));
        }
        None
    }

    /// Begins a search: marks the cells where it may end.
    fn target(&mut self, goals: &[(Stop, u32)]) -> Option<Target> {
        self.round += 1;
        self.heap.clear();
        let mut target: Option<Target> = None;
        for ((stop, _), i) in goals.iter().zip(0..) {
            let (x, y) = stop.first();
            let index = self.grid.index(x, y);
            if self.goal.at(index).0 != self.round {
                self.goal.put(index, (self.round, i));
            }
            target = Some(target.map_or(Target::at(x, y), |target| target.with(x, y)));
        }
        target
    }

    fn search(&mut self, line: usize, soft: bool, barred: &[Stop]) -> Option<Way> {
        let model = self.model;
        let link = model.links.get(line)?;
        let [a, b] = link.ends;
        let must = self.must.get(line)?.clone();
        let who = Passing {
            line: Self::id(line),
            parts: [Self::id(a), Self::id(b)],
            must: &must,
            soft,
        };
        let starts = self.stops(a, link.len.at(0), who);
        let mut goals = self.stops(b, link.len.at(1), who);
        goals.retain(|(stop, _)| !barred.contains(stop));
        goals.sort_by_key(|(stop, _)| {
            let (x, y) = stop.first();
            self.grid.index(x, y)
        });
        let target = self.target(&goals)?;
        // In a large map the first good way has to do: looking for the best one would take longer than a frame.
        let hurry = match self.spent.len() / 4 {
            0..=12_000 => 4,
            12_001..=30_000 => 6,
            _ => 9,
        };
        let hurry = if self.work.is_used() { HURRY } else { hurry };
        let few = LAST / (1 + self.model.links.len() as u64);
        let mut spent_here = 0_u64;
        let ahead = |x, y, dir| target.ahead(x, y, dir) * hurry / 4;
        for (stop, cost) in &starts {
            let (x, y) = stop.first();
            let state = 4 * self.grid.index(x, y) + stop.dir;
            self.reach(state, *cost, 4, cost + ahead(x, y, stop.dir));
        }
        let mut best: Option<(u32, usize, usize)> = None;
        while let Some(Reverse((estimate, state))) = self.heap.pop() {
            if best.is_some_and(|(cost, ..)| cost <= estimate) {
                break;
            }
            spent_here += 1;
            if spent_here > few && self.work.is_used() {
                break;
            }
            let (cell, dir) = (state / 4, state % 4);
            let spent = self.spent.at(state);
            let wide = count(self.grid.w).max(1);
            let (x, y) = (super::at::int(cell % wide), super::at::int(cell / wide));
            if spent + ahead(x, y, dir) < estimate {
                continue;
            }
            let origin = self.from.at(state);
            // At an arrow head there is no turning; whose it is, only the first cell can be.
            let held = origin == 4
                && starts
                    .iter()
                    .any(|(stop, _)| stop.fixed() && stop.dir == dir && stop.first() == (x, y));
            let turns = !held && self.grid.turns(x, y, soft);
            let (round, first) = self.goal.at(cell);
            if round == self.round {
                for (i, (stop, cost)) in goals.iter().enumerate().skip(usize::from(first)) {
                    if stop.first() != (x, y) {
                        break;
                    }
                    let straight = back(stop.dir) == dir;
                    if (straight || (turns && !stop.fixed() && stop.dir != dir))
                        && !(held && stop.fixed())
                    {
                        let bend = if straight { 0 } else { price::BEND };
                        let total = spent + cost + bend;
                        if best.is_none_or(|(least, ..)| total < least) {
                            best = Some((total, state, i));
                        }
                    }
                }
            }
            for (next, (dx, dy)) in STEPS.iter().enumerate() {
                if next == back(dir) || (next != dir && !turns) {
                    continue;
                }
                let (nx, ny) = (x + dx, y + dy);
                if let Some(enter) = self.grid.enter(nx, ny, next, who) {
                    let bend = if next == dir { 0 } else { price::BEND };
                    let cost = spent + enter + bend;
                    let state = 4 * self.grid.index(nx, ny) + next;
                    self.reach(
                        state,
                        cost,
                        u8::try_from(dir).unwrap_or(4),
                        cost + ahead(nx, ny, next),
                    );
                }
            }
        }
        self.work.spend(spent_here + 50);
        let (cost, state, goal) = best?;
        Some(self.way(state, &starts, goals.get(goal)?.0, cost))
    }

    fn reach(&mut self, state: usize, cost: u32, from: u8, estimate: u32) {
        if self.seen.at(state) == self.round && self.spent.at(state) <= cost {
            return;
        }
        self.seen.put(state, self.round);
        self.spent.put(state, cost);
        self.from.put(state, from);
        self.heap.push(Reverse((estimate, state)));
    }

    /// Goes back from the last state to the first.
    fn way(&self, last: usize, starts: &[(Stop, u32)], goal: Stop, cost: u32) -> Way {
        let wide = count(self.grid.w).max(1);
        let mut state = last;
        let mut cells = Vec::new();
        let start = loop {
            let (cell, dir) = (state / 4, state % 4);
            let here = (super::at::int(cell % wide), super::at::int(cell / wide));
            cells.push(here);
            let from = usize::from(self.from.at(state));
            if from >= 4 || cells.len() > self.seen.len() {
                let stop = starts
                    .iter()
                    .find(|(stop, _)| stop.dir == dir && stop.first() == here);
                break stop.map(|(stop, _)| *stop).unwrap_or_default();
            }
            let (dx, dy) = STEPS.at(dir);
            state = 4 * self.grid.index(here.0 - dx, here.1 - dy) + from;
        };
        cells.reverse();
        let between = |stop: Stop| {
            let (dx, dy) = STEPS.at(stop.dir);
            let skip = if stop.first() == (stop.x, stop.y) {
                0
            } else {
                stop.len + 1
            };
            (0..skip).map(move |i| (stop.x + dx * i, stop.y + dy * i))
        };
        let mut all: Vec<(i32, i32)> = between(start).collect();
        all.extend(cells);
        let tail: Vec<(i32, i32)> = between(goal).collect();
        all.extend(tail.into_iter().rev());
        Way {
            cells: all,
            stops: [start, goal],
            cost,
        }
    }
}
