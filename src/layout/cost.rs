//! What an order would cost to look at, before any line is drawn.

use super::at::{At as _, Rect};
use super::model::Model;
use super::tree::{Gaps, Tree};

/// What to aim at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aim {
    pub columns: i32,
    pub rows: i32,
    pub gaps: Gaps,
}

/// Two parts that should keep their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    /// This one stands left of the other, or above it.
    pub first: usize,
    pub second: usize,
    /// Left, not above.
    pub level: bool,
}

/// Where parts stood last time: pairs whose order should stay.
#[derive(Clone, Debug, Default)]
pub(super) struct Former {
    pub pairs: Vec<Pair>,
}

impl Former {
    /// The order of each two parts.
    pub(super) fn of(parts: &[Rect], known: &[bool]) -> Self {
        let mut pairs = Vec::new();
        let parts = || parts.iter().enumerate().filter(|(part, _)| known.at(*part));
        for (first, one) in parts() {
            for (second, other) in parts() {
                for (level, before) in [
                    (true, one.right() <= other.x),
                    (false, one.below() <= other.y),
                ] {
                    if before {
                        pairs.push(Pair {
                            first,
                            second,
                            level,
                        });
                    }
                }
            }
        }
        Self { pairs }
    }

    /// How many pairs changed sides.
    pub(super) fn flips(&self, parts: &[Rect]) -> i32 {
        let turned = self.pairs.iter().filter(|pair| {
            let (one, other) = (parts.at(pair.first), parts.at(pair.second));
            if pair.level {
                other.right() <= one.x
            } else {
                other.below() <= one.y
            }
        });
        super::at::int(turned.count())
    }
}

/// In tenths of a column. Lines are taken as straight from middle to middle.
pub(super) fn cost(model: &Model, tree: &Tree, aim: Aim, former: Option<&Former>) -> i32 {
    let places = tree.lay(model, aim.gaps);
    let mut cost = 40 * (places.w - aim.columns).max(0) + 100 * (places.h - aim.rows).max(0);
    cost += 2 * places.w + 5 * places.h;
    let across = tree.bins.first().is_some_and(|bin| bin.across);
    let ends: Vec<(Rect, Rect)> = model
        .links
        .iter()
        .map(|link| {
            let [a, b] = link.ends;
            (places.parts.at(a), places.parts.at(b))
        })
        .collect();
    for (link, (a, b)) in model.links.iter().zip(&ends) {
        let dx = (b.x - a.right()).max(a.x - b.right()).max(0);
        let dy = (b.y - a.below()).max(a.y - b.below()).max(0);
        cost += 5 * dx + 12 * dy;
        if dx > 0 && dy > 0 {
            cost += 40;
        }
        let one_way = link.len.at(0) == 0;
        let back = if across {
            b.right() <= a.x
        } else {
            b.below() <= a.y
        };
        if one_way && back {
            cost += 40;
        }
    }
    let middles: Vec<((i32, i32), (i32, i32))> =
        ends.iter().map(|(a, b)| (middle(*a), middle(*b))).collect();
    for (i, (link, line)) in model.links.iter().zip(&middles).enumerate() {
        for (other, with) in model.links.iter().zip(&middles).skip(i + 1) {
            let [a, b] = link.ends;
            if other.ends.contains(&a) || other.ends.contains(&b) {
                continue;
            }
            if cross(*line, *with) {
                cost += 60;
            }
        }
        for (part, rect) in places.parts.iter().enumerate() {
            if !link.ends.contains(&part) && through(*line, *rect) {
                cost += 50;
            }
        }
    }
    cost + former.map_or(0, |former| 300 * former.flips(&places.parts))
}

/// The middle of a part, doubled so that it is a whole number; rows count twice, as cells are twice as high as wide.
fn middle(rect: Rect) -> (i32, i32) {
    (2 * rect.x + rect.w, 2 * (2 * rect.y + rect.h))
}

/// On which side of a line a point is.
fn side((ax, ay): (i32, i32), (bx, by): (i32, i32), (x, y): (i32, i32)) -> i32 {
    ((bx - ax) * (y - ay) - (by - ay) * (x - ax)).signum()
}

fn cross((a, b): ((i32, i32), (i32, i32)), (c, d): ((i32, i32), (i32, i32))) -> bool {
    if a.0.max(b.0) < c.0.min(d.0) || c.0.max(d.0) < a.0.min(b.0) {
        return false;
    }
    side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/// Whether a straight line goes through a part.
fn through((a, b): ((i32, i32), (i32, i32)), rect: Rect) -> bool {
    let (left, right) = (2 * rect.x, 2 * rect.right());
    let (top, bottom) = (4 * rect.y, 4 * rect.below());
    if a.0.max(b.0) < left || a.0.min(b.0) > right || a.1.max(b.1) < top || a.1.min(b.1) > bottom {
        return false;
    }
    let corners = [(left, top), (right, top), (left, bottom), (right, bottom)];
    let sum: i32 = corners.iter().map(|corner| side(a, b, *corner)).sum();
    sum.abs() < 4
}
