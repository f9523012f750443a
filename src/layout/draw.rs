//! From an order to a sheet: spread out, lines laid, everything drawn together, lines laid again.

use super::at::int;
use super::cost::{Former, Pair};
use super::model::Model;
use super::order::{Arrangement, place};
use super::paint::paint;
use super::picture::{Picture, Window};
use super::route::Router;
use super::sheet::{Sheet, measure, shift};
use super::sketch::Sketch;
use super::squash::{settle, squash};
use super::tree::{Gaps, Tree};
use super::way::Way;
use super::work::Work;
use crate::theme::Signs;

/// How much is spent on a drawing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    /// How often each line is laid anew.
    pub rounds: usize,
    /// How often everything is drawn together.
    pub passes: usize,
    /// How often each line is laid anew after that.
    pub again: usize,
}

impl Effort {
    /// What a map of this size can have within a frame.
    pub(super) fn of(model: &Model) -> Self {
        let [rounds, passes, again] = match model.faces.len().max(model.links.len()) {
            0..=30 => [2, 3, 1],
            31..=60 => [1, 2, 1],
            61..=120 => [0, 1, 1],
            _ => [0, 1, 0],
        };
        Self {
            rounds,
            passes,
            again,
        }
    }
}

/// Draws an order.
pub(super) fn sheet(
    model: &Model,
    tree: &Tree,
    effort: Effort,
    former: &Former,
    work: &mut Work,
) -> Sheet {
    let mut best: Option<Sheet> = None;
    for gaps in [
        Gaps {
            x: 9,
            y: 3,
            frame_x: 5,
            frame_y: 3,
        },
        Gaps {
            x: 16,
            y: 6,
            frame_x: 8,
            frame_y: 5,
        },
    ] {
        let places = tree.lay(model, gaps);
        let mut sheet = Sheet {
            parts: places.parts,
            rings: places.rings,
            ways: vec![None; model.links.len()],
            w: places.w,
            h: places.h,
        };
        if former.flips(&sheet.parts) > 0 {
            let air = (gaps.x - 2, gaps.y - 1);
            settle(model, &mut sheet, &former.pairs, air, work);
        }
        let margin = (gaps.x, gaps.y);
        lay(model, &mut sheet, margin, effort.rounds, (work, 50));
        let lost = lost(&sheet);
        if best.as_ref().is_none_or(|best| lost < self::lost(best)) {
            best = Some(sheet);
        }
        // What took more than its share would take even more with more room.
        if lost == 0 || work.is_half_used() {
            break;
        }
    }
    let mut sheet = best.unwrap_or_default();
    let order = order(&sheet, former);
    for pass in 0..effort.passes {
        if work.is_used() {
            break;
        }
        let (w, h) = (sheet.w, sheet.h);
        for _ in 0..3 {
            let upright = squash(model, &mut sheet, &order, false, work);
            let across = squash(model, &mut sheet, &order, true, work);
            if !across && !upright {
                break;
            }
        }
        lay(model, &mut sheet, (0, 0), effort.again, (work, 60));
        if pass > 0 && (sheet.w, sheet.h) == (w, h) {
            break;
        }
    }
    squash(model, &mut sheet, &order, false, work);
    squash(model, &mut sheet, &order, true, work);
    sheet
}

/// Pairs of parts that do not change sides when everything is drawn together: those of last time, and those that the
/// order has one behind the other. What stands on the same side each time cannot jump while people type.
fn order(spread: &Sheet, former: &Former) -> Vec<Pair> {
    let mut order = former.pairs.clone();
    // A very large map may move more: so many pairs would take longer than a frame.
    if spread.parts.len() <= 60 {
        order.extend(Former::of(&spread.parts, &vec![true; spread.parts.len()]).pairs);
    }
    order.sort_unstable();
    order.dedup();
    order
}

/// Draws a sketch. The same input gives the same picture. What was arranged for this sketch is only painted; for another
/// one, what is new gets a place first.
pub fn draw(sketch: &Sketch, arrangement: &Arrangement, window: Window, signs: Signs) -> Picture {
    if let Some(sheet) = arrangement.drawn(sketch) {
        return paint(sketch, &Model::of(sketch, arrangement.fold), sheet, signs);
    }
    let now = place(sketch, window, Some(arrangement));
    let model = Model::of(sketch, now.fold);
    now.drawn(sketch)
        .map(|sheet| paint(sketch, &model, sheet, signs))
        .unwrap_or_default()
}

/// How many lines found no way.
pub(super) fn lost(sheet: &Sheet) -> usize {
    sheet.ways.iter().filter(|way| way.is_none()).count()
}

/// Lays the lines of a sheet with a margin around it.
pub(super) fn lay(
    model: &Model,
    sheet: &mut Sheet,
    (mx, my): (i32, i32),
    rounds: usize,
    (work, share): (&mut Work, u64),
) {
    shift(sheet, mx, my);
    let size = (sheet.w + 2 * mx, sheet.h + 2 * my);
    let ways = {
        let mut router = Router::new(model, &sheet.parts, &sheet.rings, size);
        router.work = work.part(share);
        for (line, way) in sheet.ways.iter().enumerate() {
            if let Some(way) = way {
                router.put(
                    line,
                    Way {
                        cost: u32::MAX,
                        ..way.clone()
                    },
                );
            }
        }
        router.lay(rounds);
        work.spend(router.work.spent());
        // A way that there was no time to lay again costs what it did.
        for (way, old) in router.ways.iter_mut().zip(&sheet.ways) {
            if let (Some(way), Some(old)) = (way, old)
                && way.cost == u32::MAX
            {
                way.cost = old.cost;
            }
        }
        router.ways
    };
    sheet.ways = ways;
    measure(sheet);
}

/// How well a sheet reads in a window, less is better; in tenths of a column.
pub(super) fn price(sheet: &Sheet, (columns, rows): (i32, i32)) -> i64 {
    let over =
        300 * i64::from((sheet.w - columns).max(0)) + 700 * i64::from((sheet.h - rows).max(0));
    let ways: i64 = sheet
        .ways
        .iter()
        .flatten()
        .map(|way| i64::from(way.cost))
        .sum();
    let bends: i64 = sheet
        .ways
        .iter()
        .flatten()
        .map(|way| i64::from(way.bends()))
        .sum();
    let lost = i64::from(int(lost(sheet)));
    100_000 * lost + over + ways + 10 * bends + 2 * i64::from(sheet.w) + 10 * i64::from(sheet.h)
}
