//! The flows as a list: one by one, or by the boundary that they cross where nothing can be drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Look;
use crate::domain::{Flow, ItemId, Session, ZoneId};
use crate::screens::working_on::{Boundary, Pane, by_boundary};
use crate::ui::columns::{self, Cell, GAP, MARGIN};
use crate::ui::{beyond, list, wrap};

/// A flow has one line, or more where rows are free.
pub(super) const ONE_LINE: list::Wants = list::Wants {
    least: 1,
    air: false,
};
/// Cells of the word at the right end of a flow that crosses a boundary.
const CROSSES: usize = 7;

/// The widths of the columns of the flows.
pub(super) struct Shape {
    id: usize,
    ends: usize,
    data: usize,
    crosses: usize,
}

impl Shape {
    /// The columns for these flows in this many cells; `crosses` has a column of its own unless a heading says it.
    pub(super) fn of(session: &Session, width: usize, crosses: bool) -> Self {
        let id = session.flows.last().map_or(2, |f| f.id.to_string().len());
        let crosses = if crosses { CROSSES } else { 0 };
        let taken = MARGIN + id + GAP + if crosses > 0 { GAP + crosses } else { 0 } + GAP + 1;
        let room = width.saturating_sub(taken);
        // Long sessions have many flows: the first hundred say how wide the columns are.
        let some = || session.flows.iter().take(100);
        let longest = some().map(|flow| wrap::width(&ends(session, flow))).max();
        let data = some().map(|flow| wrap::width(&flow.data)).max();
        // What flows needs no more than its longest words, so the ends may have the rest.
        let most = (room * 3 / 5).max(room.saturating_sub(data.unwrap_or(0)));
        let ends = longest.unwrap_or(0).min(most);
        Self {
            id,
            ends,
            data: room.saturating_sub(ends),
            crosses,
        }
    }
}

/// `customer -> web`.
fn ends(session: &Session, flow: &Flow) -> String {
    let name = |id| session.element_name(id);
    format!("{} -> {}", name(flow.from), name(flow.to))
}

/// The lines of one flow; the selected one wraps.
pub(super) fn lines(
    look: &Look<'_>,
    flow: &Flow,
    shape: &Shape,
    (selected, most): (bool, usize),
) -> Vec<Line<'static>> {
    let (session, styles) = (&*look.open.session, look.styles);
    let (style, most) = if selected {
        (styles.selected(), usize::MAX)
    } else {
        (styles.text(), most)
    };
    let crosses = if shape.crosses > 0 && session.crosses(flow) {
        "crosses"
    } else {
        ""
    };
    let cells = [
        Cell::new(flow.id.to_string(), shape.id, style),
        Cell::new(ends(session, flow), shape.ends, style),
        Cell::new(&*flow.data, shape.data, style),
        Cell::new(crosses, shape.crosses, styles.crossing()),
    ];
    columns::row(vec![columns::margin(selected, styles)], &cells, most)
}

/// The selected item, if the keys go to this pane.
pub(super) fn marked(look: &Look<'_>) -> Option<ItemId> {
    look.open
        .rooms
        .working_on
        .right
        .filter(|_| look.active(Pane::System))
}

/// How many lines all flows take with nothing cut, or more than there are rows.
pub(super) fn height(look: &Look<'_>, area: Rect) -> usize {
    let session = &*look.open.session;
    if session.flows.len() > usize::from(area.height) {
        return session.flows.len();
    }
    let shape = Shape::of(session, usize::from(area.width), true);
    let tall = |flow| lines(look, flow, &shape, (false, usize::MAX)).len();
    session.flows.iter().map(tall).sum()
}

/// Draws the flows one under the other, and says how many are not seen.
pub(super) fn list(look: &Look<'_>, area: Rect, buf: &mut Buffer) -> String {
    let session = &*look.open.session;
    let shape = Shape::of(session, usize::from(area.width), true);
    let place = look
        .open
        .rooms
        .working_on
        .right
        .and_then(|id| session.flows.iter().position(|f| ItemId::from(f.id) == id));
    let marked = marked(look);
    let len = session.flows.len();
    let drawn = list::draw_fitting(buf, area, len, place, ONE_LINE, |place, most| {
        session.flows.get(place).map_or_else(Vec::new, |flow| {
            lines(look, flow, &shape, (marked == Some(flow.id.into()), most))
        })
    });
    beyond::of(&drawn, len)
}

/// Draws the flows under the boundaries that they cross, and says how many are not seen.
pub(super) fn grouped(look: &Look<'_>, area: Rect, buf: &mut Buffer) -> String {
    enum Row<'a> {
        Boundary(Boundary),
        Flow(&'a Flow),
    }
    let session = &*look.open.session;
    let mut rows = Vec::new();
    for (boundary, flows) in by_boundary(session) {
        rows.push(Row::Boundary(boundary));
        rows.extend(flows.into_iter().map(Row::Flow));
    }
    let is = |row: &Row<'_>, id: ItemId| matches!(row, Row::Flow(f) if ItemId::from(f.id) == id);
    let right = look.open.rooms.working_on.right;
    let place = right.and_then(|id| rows.iter().position(|row| is(row, id)));
    // The heading of the first group is seen with its first flow.
    let place = place.filter(|place| *place >= usize::from(area.height / 2));
    let marked = marked(look);
    let shape = Shape::of(session, usize::from(area.width), false);
    let drawn = list::draw_fitting(
        buf,
        area,
        rows.len(),
        place,
        ONE_LINE,
        |place, most| match rows.get(place) {
            Some(Row::Boundary(boundary)) => {
                let words = boundary_words(session, *boundary);
                let room = usize::from(area.width).saturating_sub(MARGIN + GAP + CROSSES);
                let mut spans = vec![Span::styled(
                    format!(" {}", wrap::shorten(&words, room)),
                    look.styles.heading(),
                )];
                if boundary.0 != boundary.1 {
                    spans.push(Span::styled("  crosses", look.styles.crossing()));
                }
                vec![Line::from(spans)]
            }
            Some(Row::Flow(flow)) => {
                lines(look, flow, &shape, (marked == Some(flow.id.into()), most))
            }
            None => Vec::new(),
        },
    );
    beyond::among(&drawn, &rows, |row| {
        usize::from(matches!(row, Row::Flow(_)))
    })
}

/// `INTERNET to DMZ`, `INSIDE CORE`.
fn boundary_words(session: &Session, (from, to): Boundary) -> String {
    let name = |zone: Option<ZoneId>| {
        let zone = session.zones.iter().find(|z| Some(z.id) == zone);
        zone.map_or_else(|| "NO ZONE".to_owned(), |z| z.name.to_uppercase())
    };
    match (from, to) {
        (None, None) => "NO ZONE".to_owned(),
        (from, to) if from == to => format!("INSIDE {}", name(from)),
        (from, to) => format!("{} -> {}", name(from), name(to)),
    }
}
