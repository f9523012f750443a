//! Where the words of flows stand: beside their line where there is room, otherwise in a list below the picture.

use std::collections::HashMap;

use super::fit;
use super::sheet::{ABOVE, Anchor, BELOW, CELL, LINE, MARGIN, Room, Sheet, Wire, Words};
use crate::domain::{Flow, FlowId, Session};

/// The widest label, in cells, and the most lines that one has.
const WIDEST: usize = 26;
const MOST_LINES: usize = 4;

/// Words are looked for a place on no more lines than this: a larger map has no room anyway.
const MOST_WIRES: usize = 150;

/// A longer list stands on a sheet that is at least so wide, to be less high.
const LONG: usize = 8;
const WIDE: usize = 4 * COLUMN + 2 * MARGIN;

/// The width of a column of the list, in points.
const COLUMN: usize = 36 * CELL;

/// The words of a line beside it.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) flows: Vec<FlowId>,
    pub(super) lines: Vec<Words>,
}

/// A flow in the list below.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) flow: FlowId,
    pub(super) lines: Vec<Words>,
}

/// Puts words beside the lines; what has no room is given back.
pub(super) fn beside(
    session: &Session,
    sheet: &Sheet,
    drawn: &[FlowId],
) -> (Vec<Label>, Vec<FlowId>) {
    let flows: HashMap<FlowId, &Flow> = session.flows.iter().map(|flow| (flow.id, flow)).collect();
    let mut taken = sheet.taken();
    let mut labels = Vec::new();
    let mut named: Vec<FlowId> = Vec::new();
    for wire in sheet.wires.iter().take(MOST_WIRES) {
        let lines = lines(wire, &flows);
        if lines.is_empty() || lines.len() > MOST_LINES {
            continue;
        }
        let width = fit::widest(&lines) * CELL;
        let height = (lines.len() - 1) * LINE + ABOVE + BELOW;
        let size = Room {
            x: 0,
            y: 0,
            width,
            height,
        };
        let Some((room, anchor)) = place(wire, size, &taken, sheet) else {
            continue;
        };
        taken.push(room.grown(3));
        named.extend(&wire.flows);
        let words = lines.into_iter().enumerate().map(|(row, text)| {
            Words::within(text, room.x, width, room.y + ABOVE + row * LINE).held(anchor)
        });
        labels.push(Label {
            flows: wire.flows.clone(),
            lines: words.collect(),
        });
    }
    let lines: HashMap<FlowId, bool> = sheet
        .wires
        .iter()
        .flat_map(|wire| {
            wire.flows
                .iter()
                .map(|flow| (*flow, !wire.strokes.is_empty()))
        })
        .collect();
    // A flow without words needs none; one without a line stands in the list all the same.
    let left = drawn.iter().filter(|id| {
        let silent = flows.get(id).is_none_or(|flow| flow.data.is_empty());
        let has_line = lines.get(id).copied().unwrap_or(false);
        !named.contains(id) && (!silent || !has_line)
    });
    (labels, left.copied().collect())
}

/// The words of the flows of a line, each with its number, as in the list below: who asks for 16 finds it anywhere.
fn lines(wire: &Wire, flows: &HashMap<FlowId, &Flow>) -> Vec<String> {
    let mut all = Vec::new();
    for flow in wire.flows.iter().filter_map(|id| flows.get(id)) {
        if flow.data.is_empty() {
            continue;
        }
        let text = format!("{} {}", flow.id.0, flow.data);
        all.extend(fit::lines(&text, WIDEST, MOST_LINES + 1));
    }
    all
}

/// The first free room beside the longest stretches of a line.
fn place(wire: &Wire, size: Room, taken: &[Room], sheet: &Sheet) -> Option<(Room, Anchor)> {
    let mut stretches: Vec<Room> = wire.stretches().collect();
    stretches.sort_by_key(|stretch| std::cmp::Reverse(stretch.width.max(stretch.height)));
    let fits = |(room, _): &(Room, Anchor)| {
        room.x >= MARGIN
            && room.y >= MARGIN / 2
            && room.right() + MARGIN <= sheet.width
            && room.bottom() + MARGIN / 2 <= sheet.height
            && !taken.iter().any(|other| other.meets(*room))
    };
    stretches
        .iter()
        .find_map(|stretch| candidates(*stretch, size).into_iter().find(fits))
}

/// Where a label can stand at a stretch of a line, from its middle outwards.
fn candidates(stretch: Room, size: Room) -> Vec<(Room, Anchor)> {
    let at = |x: Option<usize>, y: Option<usize>, anchor| {
        let (x, y) = (x?, y?);
        Some((Room { x, y, ..size }, anchor))
    };
    let mut all = Vec::new();
    if stretch.width >= stretch.height {
        // Above or below a level stretch, somewhere along it.
        let middle = stretch.x + stretch.width / 2;
        for step in 0..=stretch.width / (4 * CELL) {
            for x in [
                middle + step * 2 * CELL,
                middle.saturating_sub(step * 2 * CELL),
            ] {
                let x = x.checked_sub(size.width / 2);
                let above = stretch.y.checked_sub(size.height + 3);
                all.extend(at(x, above, Anchor::Middle));
                all.extend(at(x, Some(stretch.y + 4), Anchor::Middle));
            }
        }
    } else {
        // To the right or to the left of an upright one.
        let middle = stretch.y + stretch.height / 2;
        for step in 0..=stretch.height / LINE {
            for y in [
                middle + step * LINE / 2,
                middle.saturating_sub(step * LINE / 2),
            ] {
                let y = y.checked_sub(size.height / 2);
                all.extend(at(Some(stretch.x + 6), y, Anchor::Start));
                let before = stretch.x.checked_sub(size.width + 6);
                all.extend(at(before, y, Anchor::End));
            }
        }
    }
    all
}

/// The list below the picture, in columns that begin at `top`, with how wide the sheet must be and how high the list is.
pub(super) fn below(
    session: &Session,
    left: &[FlowId],
    (from, width): (usize, usize),
    top: usize,
) -> (Vec<Entry>, usize, usize) {
    let width = if left.len() > LONG {
        width.max(WIDE)
    } else {
        width
    };
    let columns = (width.saturating_sub(2 * MARGIN) / COLUMN).max(1);
    let cells = (width.saturating_sub(2 * MARGIN) / columns).min(COLUMN) / CELL;
    let texts: Vec<(FlowId, Vec<String>)> = session
        .flows
        .iter()
        .filter(|flow| left.contains(&flow.id))
        .map(|flow| {
            let text = match flow.data.as_str() {
                "" => format!("{} {}", flow.id.0, ends(session, flow)),
                data => format!("{} {data}", flow.id.0),
            };
            (
                flow.id,
                fit::lines(&text, cells.saturating_sub(2), usize::MAX),
            )
        })
        .collect();
    let all: usize = texts.iter().map(|(_, lines)| lines.len()).sum();
    let rows = all.div_ceil(columns);
    let mut entries = Vec::new();
    let (mut column, mut row, mut deepest) = (0, 0, 0);
    for (flow, lines) in texts {
        if row > 0 && row + lines.len() > rows && column + 1 < columns {
            (column, row) = (column + 1, 0);
        }
        let x = from + MARGIN + column * cells * CELL;
        let words = lines.into_iter().enumerate().map(|(line, text)| {
            let base = top + (row + line) * LINE + ABOVE;
            let width = crate::layout::cells(&text) * CELL;
            Words::within(text, x, width, base).held(Anchor::Start)
        });
        let words: Vec<Words> = words.collect();
        row += words.len();
        deepest = deepest.max(row);
        entries.push(Entry { flow, lines: words });
    }
    (entries, width, deepest * LINE)
}

fn ends(session: &Session, flow: &Flow) -> String {
    let [from, to] = [flow.from, flow.to].map(|id| session.element_name(id));
    format!("{from} -> {to}")
}
