//! A drawing that nearly fits: lines that keep two things apart are taken out, the rest is drawn together, and they are
//! laid again where there is room.

use super::cost::{Former, Pair};
use super::draw::{Effort, lay, lost};
use super::model::Model;
use super::sheet::Sheet;
use super::squash::squash;
use super::way::Way;
use super::work::Work;

/// By how many columns and rows a drawing may be too large. What lacks more needs another order.
const NEARLY: (i32, i32) = (16, 4);

/// How many columns and rows of a sheet are outside the window.
fn over(sheet: &Sheet, (columns, rows): (i32, i32)) -> (i32, i32) {
    ((sheet.w - columns).max(0), (sheet.h - rows).max(0))
}

/// Whether a sheet is a little too large.
pub(super) fn nearly_fits(sheet: &Sheet, window: (i32, i32)) -> bool {
    let (columns, rows) = over(sheet, window);
    (columns, rows) != (0, 0) && columns <= NEARLY.0 && rows <= NEARLY.1
}

/// Makes a sheet smaller while it nearly fits, as far as that goes; it never gets larger, and no part changes sides.
pub(super) fn squeeze(
    model: &Model,
    sheet: &mut Sheet,
    window: (i32, i32),
    effort: Effort,
    (work, go_on): (&mut Work, &mut dyn FnMut() -> bool),
) {
    let order = Former::of(&sheet.parts, &vec![true; sheet.parts.len()]).pairs;
    while nearly_fits(sheet, window) {
        let smaller = groups(sheet, over(sheet, window)).find_map(|group| {
            if work.is_used() || !go_on() {
                return None;
            }
            without(model, sheet, &group, (window, effort, &order), work)
        });
        match smaller {
            Some(smaller) => *sheet = smaller,
            None => return,
        }
    }
}

/// Lines that are worth taking out together: each by itself, then those that run in one row or column.
fn groups(sheet: &Sheet, (columns, rows): (i32, i32)) -> impl Iterator<Item = Vec<usize>> + use<> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let lines = || {
        let ways = sheet.ways.iter().enumerate();
        ways.filter_map(|(line, way)| Some((line, way.as_ref()?)))
    };
    groups.extend(lines().map(|(line, _)| vec![line]));
    for (upright, over, end) in [(false, rows, sheet.h), (true, columns, sheet.w)] {
        if over == 0 {
            continue;
        }
        for at in 0..end {
            let along = lines().filter(|(_, way)| runs(way, upright, at));
            let group: Vec<usize> = along.map(|(line, _)| line).collect();
            if group.len() > 1 && groups.last() != Some(&group) {
                groups.push(group);
            }
        }
    }
    groups.into_iter()
}

/// Whether a way runs along a column when `upright`, or else along a row.
fn runs(way: &Way, upright: bool, at: i32) -> bool {
    let place = |(x, y): (i32, i32)| if upright { x } else { y };
    let mut pairs = way.cells.windows(2);
    pairs.any(|pair| pair.iter().all(|cell| place(*cell) == at))
}

/// The sheet without these lines drawn together, and the lines laid again; none when that gains nothing.
fn without(
    model: &Model,
    sheet: &Sheet,
    group: &[usize],
    (window, effort, order): ((i32, i32), Effort, &[Pair]),
    work: &mut Work,
) -> Option<Sheet> {
    let before = over(sheet, window);
    let is_smaller = |tried: &Sheet| {
        let now = over(tried, window);
        now.0 <= before.0 && now.1 <= before.1 && now != before
    };
    let mut tried = sheet.clone();
    for line in group {
        *tried.ways.get_mut(*line)? = None;
    }
    let together = |tried: &mut Sheet, work: &mut Work| {
        for _ in 0..2 {
            squash(model, tried, order, false, work);
            squash(model, tried, order, true, work);
        }
    };
    together(&mut tried, work);
    if !is_smaller(&tried) {
        return None;
    }
    lay(model, &mut tried, (0, 0), effort.again, (work, 60));
    if lost(&tried) > lost(sheet) {
        return None;
    }
    together(&mut tried, work);
    is_smaller(&tried).then_some(tried)
}
