//! The system as a drawing: what the session knows about its parts, as the map wants it, seen through a window.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::domain::{Element, Flow, FlowId, ItemId, Session};
use crate::theme::{Signs, Styles};
use crate::ui::frame;
use crate::ui::map::{Canvas, Drawing, Role, lay_out_within};

/// The map, laid out for this many columns if it can be, with the ends of the selected flow highlighted.
pub(super) fn lay_out(
    session: &Session,
    selected: Option<ItemId>,
    width: usize,
    signs: Signs,
) -> Canvas {
    lay_out_within(&drawing(session, selected), signs, width)
}

fn drawing(session: &Session, selected: Option<ItemId>) -> Drawing<'_> {
    let chosen = session.flows.iter().find(|f| selected == Some(f.id.into()));
    let label = |flow: &Flow, crosses| label(flow.id, crosses);
    let lit =
        |element: &Element| chosen.is_some_and(|f| f.from == element.id || f.to == element.id);
    Drawing::of(session, label, lit).0
}

/// The number alone: on a line there is nothing else that it could count, and maps are short of room.
fn label(id: FlowId, crosses: bool) -> String {
    if crosses {
        format!("{} crosses", id.0)
    } else {
        id.0.to_string()
    }
}

/// Where a window of `room` cells stands on `whole` cells, in half windows, so that `span` is in sight, moved by `by`
/// half windows. After the last place comes the first, so that no key press is ever lost beyond an edge.
pub(super) fn window(whole: usize, room: usize, span: Option<(usize, usize)>, by: i16) -> usize {
    let last = whole.saturating_sub(room);
    let step = (room / 2).max(1);
    let places = last.div_ceil(step) + 1;
    let home = span.map_or(0, |(start, end)| {
        let sees_end = (end + 1).saturating_sub(room).div_ceil(step);
        // Of what is wider than the window, the beginning is shown.
        sees_end.min(start / step)
    });
    let count = i64::try_from(places).unwrap_or(i64::MAX);
    let place = i64::try_from(home).unwrap_or(0).min(count - 1) + i64::from(by);
    let place = usize::try_from(place.rem_euclid(count)).unwrap_or(0);
    (place * step).min(last)
}

/// The columns and rows of the highlighted parts, each as first and last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lit {
    pub(super) columns: Option<(usize, usize)>,
    pub(super) rows: Option<(usize, usize)>,
}

/// Looks for the highlighted parts.
pub(super) fn lit(canvas: &Canvas) -> Lit {
    let widen = |span: Option<(usize, usize)>, first: usize, last: usize| {
        Some(span.map_or((first, last), |(a, b)| (a.min(first), b.max(last))))
    };
    let mut lit = Lit::default();
    let lines = canvas.lines(0, 0, canvas.width(), canvas.height());
    for (y, line) in lines.iter().enumerate() {
        let mut x = 0;
        for (text, role) in line {
            let end = x + crate::ui::wrap::width(text);
            if *role == Role::Highlighted {
                lit.columns = widen(lit.columns, x, end.saturating_sub(1));
                lit.rows = widen(lit.rows, y, y);
            }
            x = end;
        }
    }
    lit
}

/// Paints the part of the map whose corner is at `x`, `y`.
pub(super) fn draw(
    canvas: &Canvas,
    (x, y): (usize, usize),
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) {
    let lines = canvas.lines(x, y, area.width.into(), area.height.into());
    for (line, row) in lines.into_iter().zip(area.top()..area.bottom()) {
        let spans = line
            .into_iter()
            .map(|(text, role)| Span::styled(text, style(role, styles)))
            .collect();
        frame::put(
            buf,
            Rect {
                y: row,
                height: 1,
                ..area
            },
            spans,
        );
    }
}

fn style(role: Role, styles: &Styles) -> Style {
    match role {
        Role::Blank | Role::Node | Role::Label => styles.text(),
        Role::Highlighted => styles.selected(),
        Role::Edge => styles.muted(),
        Role::Crossing => styles.crossing(),
        Role::Zone => styles.zone(),
    }
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn the_window_goes_round_the_map_and_shows_every_cell() {
        for (whole, room) in [(10, 20), (100, 59), (200, 59), (61, 60), (5, 1), (5, 0)] {
            let mut seen = vec![false; whole];
            let start = window(whole, room, None, 0);
            assert_eq!(start, 0);
            for by in 0..i16::try_from(whole).unwrap() + 2 {
                let at = window(whole, room, None, by);
                seen[at..(at + room).min(whole)].fill(true);
            }
            assert!(
                room == 0 || seen.iter().all(|seen| *seen),
                "{room} of {whole}"
            );
        }
        assert_eq!(window(100, 60, None, 1), 30);
        assert_eq!(window(100, 60, None, 2), 40);
        assert_eq!(
            window(100, 60, None, 3),
            0,
            "after the last comes the first"
        );
        assert_eq!(window(100, 60, None, -1), 40);
    }

    #[test]
    fn what_is_selected_is_in_sight() {
        for start in 0..180 {
            let at = window(200, 60, Some((start, start + 20)), 0);
            assert!(at <= start && start + 20 < at + 60, "{start} from {at}");
        }
        assert_eq!(window(200, 60, Some((70, 190)), 0), 60, "the beginning");
    }
}
