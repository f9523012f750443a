//! Rows after the library: flows kept in their zone, lines straightened, empty rows taken out.
use std::collections::{BTreeMap, BTreeSet};

use super::{Item, Plan, What, frames};

/// Leads flows that stay in their zone through its box: the library may lead them round outside, where they would seem
/// to cross the border twice. The box gets rows for them at its foot, and all that is lower moves down.
pub(super) fn bring_home(items: &mut [Item]) {
    let fixed: Vec<Item> = items
        .iter()
        .copied()
        .filter(|item| item.what != What::Bend)
        .collect();
    for zone in frames(&fixed).iter().map(|frame| frame.zone) {
        let own: Vec<Item> = items
            .iter()
            .copied()
            .filter(|i| i.what != What::Bend && i.zone == Some(zone))
            .collect();
        let Some(frame) = frames(&own).into_iter().next() else {
            continue;
        };
        let stray = |item: &Item| {
            item.what == What::Bend
                && item.zone == Some(zone)
                && !(frame.top < item.row && item.row < frame.bottom)
        };
        let rows: BTreeSet<usize> = items
            .iter()
            .filter(|item| stray(item))
            .map(|item| item.row)
            .collect();
        for item in items.iter_mut() {
            if stray(item) {
                item.row = frame.bottom + rows.range(..item.row).count();
            } else if item.row >= frame.bottom {
                item.row += rows.len();
            }
        }
    }
}

/// The way out when the library's rows are not truthful: one band of rows for each zone, one below for all else. Lines
/// get longer, but what stands where is right.
pub(super) fn band(plan: &mut Plan) {
    let mut order: Vec<usize> = (0..plan.items.len()).collect();
    let key = |index: &usize| {
        let item = plan.items.get(*index).copied();
        item.map(|item| (item.zone.is_none(), item.zone, item.row, item.column))
    };
    order.sort_by_key(key);
    let (mut row, mut last) = (0, None);
    let mut taken = BTreeSet::new();
    for index in order {
        let Some(item) = plan.items.get_mut(index) else {
            continue;
        };
        let here = (item.zone, item.row);
        match last {
            Some((zone, _)) if zone != item.zone => row += 4,
            Some(before) if before == here && !taken.contains(&(item.column, row)) => {}
            _ => row += 2,
        }
        last = Some(here);
        item.row = row;
        taken.insert((item.column, row));
    }
    plan.frames = frames(&plan.items);
}

/// Moves items onto the row of what they are joined to, where that row is free and keeps the order of the column, so
/// that fewer lines bend.
pub(super) fn straighten(plan: &mut Plan) {
    let mut taken: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); plan.columns];
    for item in &plan.items {
        if let Some(rows) = taken.get_mut(item.column) {
            rows.insert(item.row);
        }
    }
    let mut joined: Vec<(Vec<usize>, Vec<usize>)> = vec![Default::default(); plan.items.len()];
    for piece in &plan.pieces {
        if let Some(side) = joined.get_mut(piece.right) {
            side.0.push(piece.left);
        }
        if let Some(side) = joined.get_mut(piece.left) {
            side.1.push(piece.right);
        }
    }
    let mut order: Vec<usize> = (0..plan.items.len()).collect();
    order.sort_by_key(|index| plan.items.get(*index).map(|item| (item.column, item.row)));
    for index in order {
        let (Some(item), Some((before, after))) =
            (plan.items.get(index).copied(), joined.get(index))
        else {
            continue;
        };
        // Flows were joined in the order in which they were typed: the first line of an element is the straight one.
        let wishes: Vec<usize> = before
            .iter()
            .chain(after)
            .filter_map(|other| plan.items.get(*other).map(|other| other.row))
            .collect();
        if wishes.first() == Some(&item.row)
            || (matches!(item.what, What::Label(_)) && wishes.contains(&item.row))
        {
            continue;
        }
        let Some(rows) = taken.get_mut(item.column) else {
            continue;
        };
        rows.remove(&item.row);
        let above = rows.range(..item.row).next_back().copied();
        let under = rows.range(item.row..).next().copied();
        // An element keeps a row's distance from its neighbors, so that their names do not read as one.
        let gap = if matches!(item.what, What::Node(_)) {
            2
        } else {
            1
        };
        let fits = |row: usize| {
            above.is_none_or(|a| a + gap <= row)
                && under.is_none_or(|u| row + gap <= u)
                && plan.frames.iter().all(|frame| match item.zone {
                    Some(zone) if zone == frame.zone => frame.top < row && row < frame.bottom,
                    _ => !frame.holds(item.column, row),
                })
        };
        let row = wishes
            .into_iter()
            .find(|row| fits(*row))
            .unwrap_or(item.row);
        rows.insert(row);
        if let Some(item) = plan.items.get_mut(index) {
            item.row = row;
        }
    }
}

/// Takes out rows that hold nothing, leaving one between elements that stand above each other.
pub(super) fn close_up(plan: &mut Plan) {
    let mut used: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for item in &plan.items {
        let nodes = used.entry(item.row).or_default();
        if matches!(item.what, What::Node(_)) {
            nodes.insert(item.column);
        }
    }
    for frame in &plan.frames {
        used.entry(frame.top).or_default();
        used.entry(frame.bottom).or_default();
    }
    let mut new = BTreeMap::new();
    let (mut row, mut last): (usize, Option<&BTreeSet<usize>>) = (0, None);
    for (old, nodes) in &used {
        if let Some(last) = last {
            row += 1 + usize::from(!last.is_disjoint(nodes));
        }
        last = Some(nodes);
        new.insert(*old, row);
    }
    let moved = |old: usize| new.get(&old).copied().unwrap_or(0);
    for item in &mut plan.items {
        item.row = moved(item.row);
    }
    for frame in &mut plan.frames {
        frame.top = moved(frame.top);
        frame.bottom = moved(frame.bottom);
    }
    plan.rows = if used.is_empty() { 0 } else { row + 1 };
}
