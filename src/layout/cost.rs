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
    pub across: bool,
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
                for (across, before) in [
                    (true, one.right() <= other.x),
                    (false, one.below() <= other.y),
                ] {
                    if before {
                        pairs.push(Pair {
                            first,
                            second,
                            across,
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
            if pair.across {
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
        cost = cost.saturating_add(5 * dx + 12 * dy);
        if dx > 0 && dy > 0 {
            cost = cost.saturating_add(40);
        }
        let one_way = link.len.at(0) == 0;
        let back = if across {
            b.right() <= a.x
        } else {
            b.below() <= a.y
        };
        if one_way && back {
            cost = cost.saturating_add(40);
        }
    }
    let strokes: Vec<Stroke> = model
        .links
        .iter()
        .zip(&ends)
        .map(|(link, (a, b))| Stroke::new(link.ends, middle(*a), middle(*b)))
        .collect();
    let faces: Vec<Face> = places.parts.iter().map(|rect| Face::of(*rect)).collect();
    let mut rest = strokes.as_slice();
    while let Some((line, after)) = rest.split_first() {
        for with in after {
            if line.meets(with) && !line.shares(with) && cross(line, with) {
                cost = cost.saturating_add(60);
            }
        }
        for (part, face) in faces.iter().enumerate() {
            if through(line, face) && part != line.a && part != line.b {
                cost = cost.saturating_add(50);
            }
        }
        rest = after;
    }
    // Of thousands of lines more pairs cross than a number of this size can count.
    cost.saturating_add(former.map_or(0, |former| former.flips(&places.parts).saturating_mul(300)))
}

/// How many lines lead up or to the left, against the way that people read.
pub(super) fn against(model: &Model, tree: &Tree, aim: Aim) -> usize {
    let places = tree.lay(model, aim.gaps);
    let one_way = model.links.iter().filter(|link| link.len.at(0) == 0);
    let against = one_way.filter(|link| {
        let [a, b] = link.ends;
        let (a, b) = (places.parts.at(a), places.parts.at(b));
        b.right() <= a.x || b.below() <= a.y
    });
    against.count()
}

/// The middle of a part, doubled so that it is a whole number; rows count twice, as cells are twice as high as wide.
fn middle(rect: Rect) -> (i32, i32) {
    (2 * rect.x + rect.w, 2 * (2 * rect.y + rect.h))
}

/// On which side of a line a point is.
fn side((ax, ay): (i32, i32), (bx, by): (i32, i32), (x, y): (i32, i32)) -> i32 {
    ((bx - ax) * (y - ay) - (by - ay) * (x - ax)).signum()
}

/// A line from middle to middle, and the rectangle around it: most lines are told apart by that alone, and this is asked
/// of each two lines in each order that is tried.
struct Stroke {
    a: usize,
    b: usize,
    from: (i32, i32),
    to: (i32, i32),
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
}

impl Stroke {
    fn new([a, b]: [usize; 2], from: (i32, i32), to: (i32, i32)) -> Self {
        Self {
            a,
            b,
            from,
            to,
            left: from.0.min(to.0),
            right: from.0.max(to.0),
            top: from.1.min(to.1),
            bottom: from.1.max(to.1),
        }
    }

    /// Whether the rectangles around both meet.
    fn meets(&self, other: &Self) -> bool {
        self.left <= other.right
            && other.left <= self.right
            && self.top <= other.bottom
            && other.top <= self.bottom
    }

    /// Whether both lead to one part.
    fn shares(&self, other: &Self) -> bool {
        self.a == other.a || self.a == other.b || self.b == other.a || self.b == other.b
    }
}

fn cross(one: &Stroke, other: &Stroke) -> bool {
    let (a, b, c, d) = (one.from, one.to, other.from, other.to);
    side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/// The edges of a part, in the measure of [`middle`].
struct Face {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
}

impl Face {
    fn of(rect: Rect) -> Self {
        Self {
            left: 2 * rect.x,
            right: 2 * rect.right(),
            top: 4 * rect.y,
            bottom: 4 * rect.below(),
        }
    }
}

/// Whether a straight line goes through a part.
fn through(line: &Stroke, face: &Face) -> bool {
    let Face {
        left,
        right,
        top,
        bottom,
    } = *face;
    if line.right < left || line.left > right || line.bottom < top || line.top > bottom {
        return false;
    }
    let side = |corner| side(line.from, line.to, corner);
    let sum = side((left, top)) + side((right, top)) + side((left, bottom)) + side((right, bottom));
    sum.abs() < 4
}
