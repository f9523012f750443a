//! An element in the middle of its flows.

use crate::areas::wrap::wrap;
use crate::domain::{Element, ElementId, ElementKind, Session};
use crate::theme::Signs;

use super::arms::{Arm, Plan, Side, need};
use super::words::{facts, is_under};
use super::{Around, Ink, Line, NARROW, Role, Room, Sheet, cells, widest};

/// Names longer than this take two rows.
const LONG: usize = 16;
/// The fewest cells in which what is known of an element is wrapped.
const FACTS: usize = 14;
/// The fewest cells of a side.
const SIDE: usize = 18;
/// The cells of the middle besides its words: a line and a blank on each side.
const EDGES: usize = 4;

/// Draws the neighborhood of an element.
pub(super) fn draw(session: &Session, id: ElementId, room: Room, signs: Signs) -> Option<Around> {
    let element = session.element(id)?;
    let id = element.id;
    let own = |end: ElementId| is_under(session, end, id);
    let arms = |is_in: bool| -> Vec<Arm> {
        let flows = session
            .flows
            .iter()
            .filter(|flow| match (own(flow.from), own(flow.to)) {
                (false, false) => false,
                // Between the element and its own map, or to itself: seen from the element.
                (true, true) if flow.from == id => !is_in,
                (true, true) => flow.to == id && is_in,
                (_, comes) => comes == is_in,
            });
        flows
            .map(|flow| Arm::of(session, flow, id, signs))
            .collect()
    };
    let (incoming, outgoing) = (arms(true), arms(false));
    let middle = Middle {
        element,
        facts: facts(session, element),
    };
    Some(if room.columns < NARROW {
        upright(&middle, &incoming, &outgoing, room, signs)
    } else {
        across(&middle, &incoming, &outgoing, room, signs)
    })
}

/// The element itself, and what is known of it.
pub(super) struct Middle<'a> {
    pub element: &'a Element,
    pub facts: Vec<String>,
}

impl Middle<'_> {
    /// The lines that everything begins and ends at.
    pub(super) fn ink(&self) -> Ink {
        Ink {
            role: Role::Line,
            item: self.element.id.into(),
        }
    }

    /// Its name in brackets, and what is known of it below, in as few rows as it takes to be at most this high. A long
    /// name takes two rows if it is `split`; one that is wider than `most` is broken.
    pub(super) fn block(&self, rows: usize, most: usize, split: bool) -> (Vec<Line>, usize) {
        let (kind, name) = (self.element.kind, &self.element.name);
        let marks = if split {
            marks(kind, name)
        } else {
            vec![kind.mark(name)]
        };
        let marks: Vec<String> = marks.iter().flat_map(|mark| wrap(mark, most)).collect();
        let named = marks
            .iter()
            .map(|mark| cells(mark))
            .max()
            .unwrap_or_default();
        let width = named.max(FACTS).min(most);
        let apart: Vec<String> = self
            .facts
            .iter()
            .flat_map(|fact| wrap(fact, width))
            .collect();
        let mut facts = if marks.len() + apart.len() > rows {
            wrap(&self.facts.join(", "), width.max(24).min(most))
        } else {
            apart
        };
        facts.truncate(rows.saturating_sub(marks.len()));
        let name = marks.into_iter().map(|mark| (mark, Role::Part));
        let facts = facts.into_iter().map(|fact| (fact, Role::Words));
        let mut lines: Vec<Line> = name.chain(facts).map(|piece| vec![piece]).collect();
        lines.truncate(rows);
        let width = widest(&lines);
        (lines, width)
    }

    /// The same in one row after another of this many cells, where there is no room beside it.
    pub(super) fn paragraph(&self, width: usize, rows: usize) -> Vec<Line> {
        let mark = self.element.kind.mark(&self.element.name);
        let facts = self.facts.join(", ");
        if cells(&mark) + 2 + cells(&facts) <= width {
            return vec![vec![
                (mark, Role::Part),
                (format!("  {facts}"), Role::Words),
            ]];
        }
        let mut lines: Vec<Line> = wrap(&mark, width)
            .into_iter()
            .map(|row| vec![(row, Role::Part)])
            .collect();
        let facts = wrap(&facts, width);
        lines.extend(facts.into_iter().map(|row| vec![(row, Role::Words)]));
        lines.truncate(rows.max(1));
        lines
    }
}

/// A name in the brackets of its kind; a long one in two rows of the same width, split where it is nearest the middle.
pub(super) fn marks(kind: ElementKind, name: &str) -> Vec<String> {
    let whole = cells(name);
    if whole <= LONG {
        return vec![kind.mark(name)];
    }
    let breaks = name.char_indices().filter_map(|(at, c)| match c {
        ' ' => Some((at, at + 1)),
        '-' if at > 0 => Some((at + 1, at + 1)),
        _ => None,
    });
    let halves = breaks.filter_map(|(end, start)| Some((name.get(..end)?, name.get(start..)?)));
    let best = halves.min_by_key(|(one, other)| cells(one).max(cells(other)));
    let Some((one, other)) = best else {
        return vec![kind.mark(name)];
    };
    let width = cells(one).max(cells(other));
    [one, other]
        .map(|half| kind.mark(&centered(half, width)))
        .into()
}

/// A text with blanks on both sides.
fn centered(text: &str, width: usize) -> String {
    let left = width.saturating_sub(cells(text)) / 2;
    let right = width.saturating_sub(cells(text)) - left;
    format!("{:left$}{text}{:right$}", "", "")
}

/// What comes in on the left, what goes out on the right.
fn across(
    middle: &Middle<'_>,
    incoming: &[Arm],
    outgoing: &[Arm],
    room: Room,
    signs: Signs,
) -> Around {
    let most = room.columns.saturating_sub(EDGES + 2 * SIDE);
    let long = cells(&middle.element.name) > LONG;
    let tried = [false, true].into_iter().take(1 + usize::from(long));
    let ways = tried.map(|split| {
        let (block, inner) = middle.block(room.rows, most, split);
        let sides = room.columns.saturating_sub(inner + EDGES);
        let plans = shares(incoming, outgoing, sides, block.len(), room.rows);
        (cost(&plans, block.len(), room.rows), block, inner, plans)
    });
    let Some((_, block, inner, [left, right])) = ways.min_by_key(|way| way.0) else {
        return Sheet::new(0, 0, signs).done();
    };
    let (left, hidden_in) = left.within(room.rows);
    let (right, hidden_out) = right.within(room.rows);
    let height = left
        .cost
        .rows
        .max(right.cost.rows)
        .max(block.len())
        .min(room.rows);
    let mut sheet = Sheet::new(left.width + inner + EDGES + right.width, height, signs);
    let (x, ink) = (left.width, middle.ink());
    let top = |rows: usize| height.saturating_sub(rows) / 2;
    left.paint(&mut sheet, (0, top(left.cost.rows)), hidden_in);
    for bar in [x, x + inner + EDGES - 1] {
        sheet.upright(bar, 0, height, ink);
    }
    let y = top(block.len());
    sheet.spot(ink.item, (x, y), (inner + EDGES, block.len()));
    for (down, line) in block.iter().enumerate() {
        let indent = inner.saturating_sub(widest(std::slice::from_ref(line))) / 2;
        sheet.line(x + 2 + indent, y + down, line, Some(ink.item));
    }
    right.paint(
        &mut sheet,
        (x + inner + EDGES, top(right.cost.rows)),
        hidden_out,
    );
    sheet.around.hidden = hidden_in + hidden_out;
    sheet.done()
}

/// What two sides cost beside a middle of so many rows: what is left out, then what is broken, then the height.
fn cost([one, other]: &[Plan<'_>; 2], least: usize, rows: usize) -> [usize; 4] {
    let high = one.cost.rows.max(other.cost.rows).max(least);
    [
        high.saturating_sub(rows),
        one.cost.breaks + other.cost.breaks,
        high,
        one.cost.rows + other.cost.rows,
    ]
}

/// How the columns beside the middle are divided: what each side needs if there is enough, else so that it costs least.
fn shares<'a>(
    incoming: &'a [Arm],
    outgoing: &'a [Arm],
    sides: usize,
    least: usize,
    rows: usize,
) -> [Plan<'a>; 2] {
    let (need_in, need_out) = (need(incoming), need(outgoing));
    let at = |left: usize| {
        let right = sides.saturating_sub(left);
        [
            Plan::of(incoming, Side::In, left.min(need_in), rows),
            Plan::of(outgoing, Side::Out, right.min(need_out), rows),
        ]
    };
    if need_in + need_out <= sides || outgoing.is_empty() {
        return at(need_in.min(sides));
    }
    if incoming.is_empty() {
        return at(0);
    }
    let span = sides.saturating_sub(2 * SIDE);
    let tried = (0..=10).map(|part| SIDE.min(sides / 2) + span * part / 10);
    let halves = sides / 2;
    let ways = tried.map(|left| (left, at(left)));
    let best = ways.min_by_key(|(left, plans)| (cost(plans, least, rows), left.abs_diff(halves)));
    best.map_or_else(|| at(halves), |(_, plans)| plans)
}

/// What comes in above, what goes out below, for few columns.
fn upright(
    middle: &Middle<'_>,
    incoming: &[Arm],
    outgoing: &[Arm],
    room: Room,
    signs: Signs,
) -> Around {
    let width = room.columns;
    let mut block = middle.paragraph(width.saturating_sub(2), room.rows);
    // The name comes first, and where rows are few, what is known of it waits.
    if room.rows < block.len() + 2 * usize::from(!incoming.is_empty() || !outgoing.is_empty()) {
        block.truncate(1);
    }
    let turn = usize::from(!incoming.is_empty());
    let free = room.rows.saturating_sub(block.len() + turn);
    let side = width.saturating_sub(1);
    let above = Plan::of(incoming, Side::In, side.min(need(incoming)), free);
    let below = Plan::of(outgoing, Side::Out, side.min(need(outgoing)), free);
    let half = (free / 2).max(free.saturating_sub(below.cost.rows));
    let (above, hidden_in) = above.within(half);
    let (below, hidden_out) = below.within(free.saturating_sub(above.cost.rows));
    let turn = turn.min(room.rows.saturating_sub(block.len()));
    let height = (above.cost.rows + turn + block.len() + below.cost.rows).min(room.rows);
    let wide = (widest(&block) + 2)
        .max(above.width + 1)
        .max(below.width + 1)
        .min(width);
    let mut sheet = Sheet::new(wide, height, signs);
    above.paint(&mut sheet, (0, 0), hidden_in);
    let (bar, ink) = (above.width, middle.ink());
    sheet.upright(bar, 0, above.cost.rows, ink);
    let y = above.cost.rows + turn;
    if turn > 0 {
        let [down, up] = [[true, true, false, false], [false, false, true, true]]
            .map(|sides| sheet.signs.joint(sides));
        sheet.put(0, above.cost.rows, down, ink);
        sheet.across(1, bar, above.cost.rows, ink);
        sheet.put(bar, above.cost.rows, up, ink);
    }
    sheet.upright(0, y, height, ink);
    sheet.spot(ink.item, (0, y), (widest(&block) + 2, block.len()));
    sheet.lines(2, y, &block, Some(ink.item));
    below.paint(&mut sheet, (1, y + block.len()), hidden_out);
    sheet.around.hidden = hidden_in + hidden_out;
    sheet.done()
}
