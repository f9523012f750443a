//! Draws everything together without changing what is left of what, or above what: each row says how far apart its
//! things have to be, and the places that satisfy all rows at once are looked for. Then the same for columns.

use super::at::{At as _, Rect};
use super::cost::Pair;
use super::grid::across;
use super::model::Model;
use super::sheet::{Piece, Sheet, measure, pieces, rebuilt};
use super::things::{Kind, Thing};
use super::way::Stop;
use super::work::Work;

/// `to` stands at least `by` behind `from`.
#[derive(Clone, Copy, Debug)]
struct Bound {
    from: usize,
    to: usize,
    by: i32,
}

/// One direction of drawing together: columns when `across`, else rows.
pub(super) struct Squash<'a> {
    pub(super) model: &'a Model,
    pub(super) sheet: &'a Sheet,
    pub(super) pieces: &'a [Vec<Piece>],
    pub(super) across: bool,
    /// The variable of each piece that moves in this direction.
    pub(super) vars: Vec<Vec<Option<usize>>>,
    count: usize,
    /// How many cells more than needed stay free between two neighbors.
    air: i32,
    bounds: Vec<Bound>,
}

impl<'a> Squash<'a> {
    fn new(model: &'a Model, sheet: &'a Sheet, pieces: &'a [Vec<Piece>], across: bool) -> Self {
        let mut count = sheet.parts.len() + 2 * sheet.rings.len();
        let vars = pieces
            .iter()
            .map(|pieces| {
                let var = |piece: &Piece| {
                    (piece.upright == across).then(|| {
                        count += 1;
                        count - 1
                    })
                };
                pieces.iter().map(var).collect()
            })
            .collect();
        Self {
            model,
            sheet,
            pieces,
            across,
            vars,
            count,
            air: 0,
            bounds: Vec::new(),
        }
    }

    pub(super) fn ring_var(&self, ring: usize, far: bool) -> usize {
        self.sheet.parts.len() + 2 * ring + usize::from(far)
    }

    /// Start, length, first row and number of rows of a rectangle in this direction.
    pub(super) fn turned(&self, rect: Rect) -> (i32, i32, i32, i32) {
        if self.across {
            (rect.x, rect.w, rect.y, rect.h)
        } else {
            (rect.y, rect.h, rect.x, rect.w)
        }
    }

    fn is_own(&self, line: usize, part: usize) -> bool {
        let ends = self.model.links.get(line).map(|link| link.ends);
        ends.is_some_and(|[a, b]| part == a || part == b)
    }

    /// How many cells have to be free between two neighbors of a row.
    fn between(&self, a: Kind, b: Kind) -> i32 {
        use Kind::{Frame, Line, Number, Part, Title};
        let own = |line, part| self.is_own(line, part);
        if self.across {
            match (a, b) {
                (Part(_), Part(_)) => 2,
                (Part(part), Number(line)) | (Number(line), Part(part)) if own(line, part) => 0,
                (Part(part), Line(line)) | (Line(line), Part(part)) if own(line, part) => 0,
                (Number(one), Line(other)) | (Line(other), Number(one)) if one == other => 0,
                (Line(_) | Frame | Title, Line(_)) | (Line(_), Frame) => 0,
                _ => 1,
            }
        } else {
            match (a, b) {
                (Part(_), Part(_)) => 1,
                (Part(part), Line(line)) | (Line(line), Part(part)) if !own(line, part) => 1,
                _ => 0,
            }
        }
    }

    fn bind(&mut self) {
        let mut things = self.things();
        things.sort_unstable_by_key(|thing| (thing.row, thing.start, thing.end));
        let places = self.places();
        for pair in things.windows(2) {
            let [a, b] = pair else { continue };
            if a.row == b.row && a.var != b.var {
                let free = self.between(a.kind, b.kind) + self.air;
                self.bound(&places, a, b, free);
            }
        }
        self.halo(&places, &things);
        for (i, ring) in self.model.rings.iter().enumerate() {
            let by = if self.across { ring.w + 2 } else { 1 };
            let (from, to) = (self.ring_var(i, false), self.ring_var(i, true));
            self.bounds.push(Bound { from, to, by });
        }
        for (line, way) in self.sheet.ways.iter().enumerate() {
            let (Some(way), Some(vars), Some(link)) =
                (way, self.vars.get(line), self.model.links.get(line))
            else {
                continue;
            };
            let outer = [
                vars.first().copied().flatten(),
                vars.last().copied().flatten(),
            ];
            for ((stop, part), var) in way.stops.iter().zip(link.ends).zip(outer) {
                let rect = self.sheet.parts.at(part);
                let (_, length, ..) = self.turned(rect);
                if let Some(var) = var.filter(|_| across(stop.dir) != self.across) {
                    self.bounds.push(Bound {
                        from: part,
                        to: var,
                        by: 0,
                    });
                    self.bounds.push(Bound {
                        from: var,
                        to: part,
                        by: 1 - length,
                    });
                }
            }
            // A straight line shows at least one cell of itself.
            let straight = self
                .pieces
                .get(line)
                .is_some_and(|pieces| pieces.len() == 1);
            let [first, last] = way.stops;
            if straight && across(first.dir) == self.across {
                let (start, end, a, b) = if first.dir < 2 {
                    (first, last, link.ends.at(0), link.ends.at(1))
                } else {
                    (last, first, link.ends.at(1), link.ends.at(0))
                };
                let (_, length, ..) = self.turned(self.sheet.parts.at(a));
                let used = |stop: Stop| match (stop.len, self.across) {
                    (0, _) => 0,
                    (len, true) => len + 1,
                    (_, false) => 1,
                };
                let shown = i32::from(self.across || used(start) + used(end) == 0);
                self.bounds.push(Bound {
                    from: a,
                    to: b,
                    by: length + used(start) + used(end) + shown,
                });
            }
        }
    }

    fn bound(&mut self, places: &[i32], a: &Thing, b: &Thing, free: i32) {
        let by = (a.end - places.at(a.var)) + 1 + free - (b.start - places.at(b.var));
        self.bounds.push(Bound {
            from: a.var,
            to: b.var,
            by,
        });
    }

    /// Names in neighboring rows do not slide over or under each other, nor do those in neighboring columns.
    fn halo(&mut self, places: &[i32], things: &[Thing]) {
        let mut names: Vec<(Thing, bool)> = Vec::new();
        for (i, rect) in self.sheet.parts.iter().enumerate() {
            let (start, length, row, rows) = self.turned(*rect);
            let thing = Thing {
                row,
                start,
                end: start + length - 1,
                var: i,
                kind: Kind::Part(i),
            };
            let more = if self.across { 1 } else { 2 };
            for off in 0..rows + more {
                names.push((
                    Thing {
                        row: row + off,
                        ..thing
                    },
                    off >= rows,
                ));
            }
        }
        names.extend(
            things
                .iter()
                .filter(|t| t.kind == Kind::Title)
                .map(|t| (*t, false)),
        );
        names.sort_unstable_by_key(|(thing, _)| (thing.row, thing.start, thing.end));
        for pair in names.windows(2) {
            let [(a, soft_a), (b, soft_b)] = pair else {
                continue;
            };
            if a.row == b.row && a.var != b.var && (*soft_a != *soft_b) && a.end < b.start {
                self.bound(places, a, b, 0);
            }
        }
    }

    /// Parts do not change sides. Those that have changed stay so, unless they have to go `back`.
    fn keep(&mut self, order: &[Pair], back: bool) {
        for pair in order.iter().filter(|pair| pair.across == self.across) {
            let (from, to) = (pair.first, pair.second);
            let (start, ..) = self.turned(self.sheet.parts.at(from));
            let (other, length, ..) = self.turned(self.sheet.parts.at(to));
            let by = 1 - length;
            if back || start + by <= other {
                self.bounds.push(Bound { from, to, by });
            }
        }
    }

    /// Where each variable is now.
    fn places(&self) -> Vec<i32> {
        let mut places = vec![0; self.count];
        for (i, rect) in self.sheet.parts.iter().enumerate() {
            places.put(i, self.turned(*rect).0);
        }
        for (i, rect) in self.sheet.rings.iter().enumerate() {
            let (start, length, ..) = self.turned(*rect);
            places.put(self.ring_var(i, false), start);
            places.put(self.ring_var(i, true), start + length - 1);
        }
        for (pieces, vars) in self.pieces.iter().zip(&self.vars) {
            for (piece, var) in pieces.iter().zip(vars) {
                if let Some(var) = var {
                    places.put(*var, piece.at);
                }
            }
        }
        places
    }

    /// How far a variable's thing reaches behind its place.
    fn reach(&self, var: usize) -> i32 {
        let part = self
            .sheet
            .parts
            .get(var)
            .map(|rect| self.turned(*rect).1 - 1);
        part.unwrap_or(0)
    }

    /// New places, or none when the bounds contradict each other or the work is used up.
    fn solve(&mut self, work: &mut Work) -> Option<Vec<i32>> {
        self.bind();
        work.spend(2 * self.bounds.len() as u64);
        let now = self.places();
        // Of many bounds of the same two, one for each row, the widest holds for all.
        self.bounds.sort_unstable_by_key(|b| (b.from, b.to, -b.by));
        self.bounds.dedup_by_key(|bound| (bound.from, bound.to));
        self.bounds
            .sort_by_key(|bound| (now.at(bound.from), now.at(bound.to)));
        let mut low = vec![0; self.count];
        // Numbers may stand left of the first part.
        for thing in self.things() {
            let before = now.at(thing.var) - thing.start;
            let least = low.at(thing.var).max(before);
            low.put(thing.var, least);
        }
        self.relax(&mut low, false, work)?;
        let mut ends: Vec<i32> = (0..self.count).map(|var| self.reach(var)).collect();
        for thing in self.things() {
            let end = ends.at(thing.var).max(thing.end - now.at(thing.var));
            ends.put(thing.var, end);
        }
        let whole = low
            .iter()
            .zip(&ends)
            .map(|(at, end)| at + end)
            .max()
            .unwrap_or(0);
        let mut high: Vec<i32> = ends.iter().map(|end| whole - end).collect();
        self.relax(&mut high, true, work)?;
        let mut places: Vec<i32> = low
            .iter()
            .zip(&high)
            .map(|(a, b)| (a + b).div_euclid(2))
            .collect();
        self.tighten(&mut places);
        Some(places)
    }

    fn relax(&self, places: &mut [i32], down: bool, work: &mut Work) -> Option<()> {
        for _ in 0..self.count + 2 {
            if work.is_used() {
                return None;
            }
            work.spend(1 + self.bounds.len() as u64 / 16);
            let mut changed = false;
            let mut step = |bound: &Bound| {
                let (from, to) = (places.at(bound.from), places.at(bound.to));
                if to < from + bound.by {
                    if down {
                        places.put(bound.from, to - bound.by);
                    } else {
                        places.put(bound.to, from + bound.by);
                    }
                    changed = true;
                }
            };
            if down {
                self.bounds.iter().rev().for_each(&mut step);
            } else {
                self.bounds.iter().for_each(&mut step);
            }
            if !changed {
                return Some(());
            }
        }
        None
    }

    /// The sheet with everything in its new place; none when nothing changed.
    fn apply(&self, places: &[i32]) -> Option<Sheet> {
        if places == self.places() {
            return None;
        }
        let mut sheet = self.sheet.clone();
        for (i, rect) in sheet.parts.iter_mut().enumerate() {
            if self.across {
                rect.x = places.at(i);
            } else {
                rect.y = places.at(i);
            }
        }
        for (i, rect) in sheet.rings.iter_mut().enumerate() {
            let near = places.at(self.ring_var(i, false));
            let length = places.at(self.ring_var(i, true)) - near + 1;
            if self.across {
                (rect.x, rect.w) = (near, length);
            } else {
                (rect.y, rect.h) = (near, length);
            }
        }
        let lines = self.pieces.iter().zip(&self.vars).zip(&self.model.links);
        for (way, ((pieces, vars), link)) in sheet.ways.iter_mut().zip(lines) {
            let Some(old) = way.as_mut() else { continue };
            let moved: Vec<Piece> = pieces
                .iter()
                .zip(vars)
                .map(|(piece, var)| Piece {
                    at: var.map_or(piece.at, |var| places.at(var)),
                    ..*piece
                })
                .collect();
            let ends = link.ends.map(|part| sheet.parts.at(part));
            *old = rebuilt(old, &moved, ends);
        }
        measure(&mut sheet);
        Some(sheet)
    }

    /// Frames close around what is in them.
    fn tighten(&self, places: &mut [i32]) {
        // What is bound to each variable, so that a frame in many frames does not look through all bounds.
        let mut next_to: Vec<Vec<Bound>> = vec![Vec::new(); self.count];
        let mut before_of = next_to.clone();
        let first = self.sheet.parts.len();
        let frames = first..first + 2 * self.sheet.rings.len();
        for bound in &self.bounds {
            for (lists, var) in [(&mut next_to, bound.from), (&mut before_of, bound.to)] {
                if frames.contains(&var)
                    && let Some(list) = lists.get_mut(var)
                {
                    list.push(*bound);
                }
            }
        }
        for _ in 0..3 {
            for ring in 0..self.sheet.rings.len() {
                let (near, far) = (self.ring_var(ring, false), self.ring_var(ring, true));
                let next = next_to.get(near).into_iter().flatten();
                if let Some(most) = next.map(|b| places.at(b.to) - b.by).min() {
                    places.put(near, most.max(places.at(near)));
                }
                let before = before_of.get(far).into_iter().flatten();
                if let Some(least) = before.map(|b| places.at(b.from) + b.by).max() {
                    places.put(far, least.min(places.at(far)));
                }
            }
        }
    }
}

/// Draws a sheet together in one direction; false when nothing changed.
///
/// Of each pair in `order` the second stays right of the first (true) or below it, at least in part.
pub(super) fn squash(
    model: &Model,
    sheet: &mut Sheet,
    order: &[Pair],
    across: bool,
    work: &mut Work,
) -> bool {
    if work.is_used() {
        return false;
    }
    let all: Vec<Vec<Piece>> = sheet
        .ways
        .iter()
        .map(|way| way.as_ref().map(pieces).unwrap_or_default())
        .collect();
    let mut squash = Squash::new(model, sheet, &all, across);
    squash.keep(order, false);
    let Some(places) = squash.solve(work) else {
        return false;
    };
    squash.apply(&places).is_some_and(|new| {
        *sheet = new;
        true
    })
}

/// Moves what changed sides since last time back, before any line is laid; up to `air` stays free between neighbors.
pub(super) fn settle(
    model: &Model,
    sheet: &mut Sheet,
    order: &[Pair],
    air: (i32, i32),
    work: &mut Work,
) {
    let none = vec![Vec::new(); sheet.ways.len()];
    for (across, air) in [(true, air.0), (false, air.1)] {
        // Where much air leaves no way back, less may.
        for air in [air, air / 2, 0] {
            let mut squash = Squash::new(model, sheet, &none, across);
            squash.air = air;
            squash.keep(order, true);
            if let Some(places) = squash.solve(work) {
                if let Some(new) = squash.apply(&places) {
                    *sheet = new;
                }
                break;
            }
        }
    }
}
