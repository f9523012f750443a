//! Everything on a map with its place.

use super::at::Rect;
use super::grid::across;
use super::way::{Stop, Way};

/// Everything with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    pub parts: Vec<Rect>,
    pub rings: Vec<Rect>,
    pub ways: Vec<Option<Way>>,
    pub w: i32,
    pub h: i32,
}

/// A straight piece of a way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub upright: bool,
    /// Its column when upright, else its row.
    pub at: i32,
    pub start: i32,
    pub end: i32,
}

/// The straight pieces of a way, in order; one across and one upright take turns.
pub(super) fn pieces(way: &Way) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let [first, last] = way.stops;
    let mut open = |cells: &[(i32, i32)], upright: bool| {
        let along = |(x, y): (i32, i32)| if upright { y } else { x };
        let (Some(a), Some(b)) = (cells.first(), cells.last()) else {
            return;
        };
        pieces.push(Piece {
            upright,
            at: if upright { a.0 } else { a.1 },
            start: along(*a).min(along(*b)),
            end: along(*a).max(along(*b)),
        });
    };
    let mut begun = 0;
    let mut upright = !across(first.dir);
    for (i, pair) in way.cells.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let now = a.0 == b.0;
        if now != upright {
            open(way.cells.get(begun..=i).unwrap_or_default(), upright);
            begun = i;
            upright = now;
        }
    }
    open(way.cells.get(begun..).unwrap_or_default(), upright);
    if upright == across(last.dir) {
        let end = way.cells.len().saturating_sub(1);
        open(way.cells.get(end..).unwrap_or_default(), !upright);
    }
    pieces
}

/// A way along pieces that moved.
pub(super) fn rebuilt(old: &Way, pieces: &[Piece], [a, b]: [Rect; 2]) -> Way {
    let at = |stop: Stop, rect: Rect, piece: Option<&Piece>| {
        let line = piece.map_or(0, |piece| piece.at);
        let (x, y) = match stop.dir {
            0 => (rect.right(), line),
            1 => (line, rect.below()),
            2 => (rect.x - 1, line),
            _ => (line, rect.y - 1),
        };
        let number = stop.number + x - stop.x;
        Stop {
            x,
            y,
            number,
            ..stop
        }
    };
    let [first, last] = old.stops;
    let stops = [at(first, a, pieces.first()), at(last, b, pieces.last())];
    let [first, last] = stops;
    let mut points = vec![(first.x, first.y)];
    for pair in pieces.windows(2) {
        let [one, other] = pair else { continue };
        points.push(if one.upright {
            (one.at, other.at)
        } else {
            (other.at, one.at)
        });
    }
    points.push((last.x, last.y));
    let mut cells: Vec<(i32, i32)> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let [(mut x, mut y), to] = *pair else {
            continue;
        };
        while (x, y) != to {
            x += (to.0 - x).signum();
            y += (to.1 - y).signum();
            cells.push((x, y));
        }
    }
    Way {
        cells,
        stops,
        cost: old.cost,
    }
}

/// Moves everything to the corner, and measures it.
pub(super) fn measure(sheet: &mut Sheet) {
    let mut span = (i32::MAX, i32::MAX, i32::MIN, i32::MIN);
    let mut see = |x: i32, y: i32, w: i32, h: i32| {
        span = (
            span.0.min(x),
            span.1.min(y),
            span.2.max(x + w),
            span.3.max(y + h),
        );
    };
    for rect in sheet.parts.iter().chain(&sheet.rings) {
        see(rect.x, rect.y, rect.w, rect.h);
    }
    for way in sheet.ways.iter().flatten() {
        for (x, y) in way.cells.iter().copied().chain(way.numbers()) {
            see(x, y, 1, 1);
        }
    }
    let (left, top, right, below) = span;
    if left > right {
        return;
    }
    shift(sheet, -left, -top);
    (sheet.w, sheet.h) = (right - left, below - top);
}

/// Moves everything.
pub(super) fn shift(sheet: &mut Sheet, dx: i32, dy: i32) {
    if (dx, dy) == (0, 0) {
        return;
    }
    for rect in sheet.parts.iter_mut().chain(&mut sheet.rings) {
        rect.x += dx;
        rect.y += dy;
    }
    for way in sheet.ways.iter_mut().flatten() {
        for (x, y) in &mut way.cells {
            *x += dx;
            *y += dy;
        }
        for stop in &mut way.stops {
            stop.x += dx;
            stop.y += dy;
            stop.number += dx;
        }
    }
}
