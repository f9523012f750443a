//! The flows in the list: each with its ends and what moves, whole, under the boundary that it crosses.

use ratatui::text::{Line, Span};

use super::Look;
use crate::domain::{Flow, ItemId, Session, ZoneId};
use crate::screens::working_on::{Boundary, Pane};
use crate::ui::columns::{self, Cell, GAP, MARGIN};
use crate::ui::{list, wrap};

/// A flow has as many lines as its words need.
pub(super) const WHOLE: list::Wants = list::Wants {
    least: 8,
    air: false,
};
/// Cells of the word at the right end of a boundary that is crossed.
const CROSSES: usize = 7;

/// The widths of the columns of the flows.
pub(super) struct Shape {
    id: usize,
    ends: usize,
    data: usize,
}

impl Shape {
    /// The columns for these flows in this many cells.
    pub(super) fn of(session: &Session, width: usize) -> Self {
        let id = session.flows.last().map_or(2, |f| f.id.to_string().len());
        let room = width.saturating_sub(MARGIN + id + GAP + GAP + 1);
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
        }
    }
}

/// `customer -> web`.
fn ends(session: &Session, flow: &Flow) -> String {
    let name = |id| session.element_name(id);
    format!("{} -> {}", name(flow.from), name(flow.to))
}

/// The lines of one flow.
pub(super) fn lines(
    look: &Look<'_>,
    flow: &Flow,
    shape: &Shape,
    (selected, most): (bool, usize),
) -> Vec<Line<'static>> {
    let (session, styles) = (&*look.open.session, look.styles);
    let style = if selected {
        styles.selected()
    } else {
        styles.text()
    };
    let most = if selected { usize::MAX } else { most };
    let cells = [
        Cell::new(flow.id.to_string(), shape.id, style),
        Cell::new(ends(session, flow), shape.ends, style),
        Cell::new(&*flow.data, shape.data, style),
    ];
    columns::row(vec![columns::margin(selected, styles)], &cells, most)
}

/// The line above the flows of a boundary.
pub(super) fn heading(look: &Look<'_>, boundary: Boundary, width: usize) -> Line<'static> {
    let words = boundary_words(&look.open.session, boundary);
    let room = width.saturating_sub(MARGIN + GAP + CROSSES);
    let words = format!(" {}", wrap::shorten(&words, room));
    let mut spans = vec![Span::styled(words, look.styles.heading())];
    if boundary.0 != boundary.1 {
        spans.push(Span::styled("  crosses", look.styles.crossing()));
    }
    Line::from(spans)
}

/// The selected item, if the keys go to this pane.
pub(super) fn marked(look: &Look<'_>) -> Option<ItemId> {
    look.open
        .rooms
        .working_on
        .right
        .filter(|_| look.active(Pane::System))
}

/// `FLOWS INTERNET -> DMZ`, `FLOWS INSIDE CORE`; only `FLOWS` between elements without a zone.
fn boundary_words(session: &Session, (from, to): Boundary) -> String {
    let name = |zone: Option<ZoneId>| {
        let zone = session.zones.iter().find(|z| Some(z.id) == zone);
        zone.map_or_else(|| "NO ZONE".to_owned(), |z| z.name.to_uppercase())
    };
    match (from, to) {
        (None, None) => "FLOWS".to_owned(),
        (from, to) if from == to => format!("FLOWS INSIDE {}", name(from)),
        (from, to) => format!("FLOWS {} -> {}", name(from), name(to)),
    }
}
