//! A drawing of the map, seen through a window, with what is selected painted over it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use crate::domain::ItemId;
use crate::layout::{Area, Canvas, Owner, Picture, Role, Run};
use crate::theme::Styles;
use crate::ui::frame;

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

/// What is painted over a drawing: the selected item, and the lines that are its own.
#[derive(Debug, Default)]
pub(super) struct Spot {
    items: Vec<ItemId>,
    lines: Vec<usize>,
    /// The lines are there for a flow, and not for an element at their end.
    is_flow: bool,
}

impl Spot {
    /// What to paint for a selected item.
    pub(super) fn on(picture: &Picture, selected: Option<ItemId>) -> Self {
        let Some(id) = selected else {
            return Self::default();
        };
        let mut items = vec![id];
        let mut lines = Vec::new();
        for (place, line) in picture.lines().iter().enumerate() {
            let ends = [line.ends[0].part, line.ends[1].part];
            match id {
                ItemId::Flow(flow) if line.flows.contains(&flow) => {
                    items.extend(ends);
                    lines.push(place);
                }
                id if ends.contains(&id) => lines.push(place),
                _ => {}
            }
        }
        Self {
            items,
            lines,
            is_flow: matches!(id, ItemId::Flow(_)),
        }
    }

    /// What to paint in a close-up, where each cell says whose it is.
    pub(super) fn of(selected: Option<ItemId>) -> Self {
        Self {
            items: selected.into_iter().collect(),
            ..Self::default()
        }
    }

    /// How a run of cells looks.
    fn style(&self, run: &Run, styles: &Styles) -> Style {
        match run.owner {
            Some(Owner::Item(id)) if self.items.contains(&id) => match run.role {
                // The border of a zone is large enough to be seen without being filled.
                Role::Zone | Role::Line | Role::CrossingLine | Role::Words => styles.selected(),
                _ => styles.spot(),
            },
            // Without colors a line looks like its neighbors, and its numbers say which it is.
            Some(Owner::Line(line)) if self.lines.contains(&line) => match run.role {
                Role::Number | Role::CrossingNumber if self.is_flow => styles.spot(),
                _ => styles.selected(),
            },
            _ => plain(run.role, styles),
        }
    }
}

fn plain(role: Role, styles: &Styles) -> Style {
    match role {
        Role::Blank | Role::Part | Role::Number | Role::Words => styles.text(),
        Role::Badge => styles.strong(),
        Role::Line | Role::CrossingLine | Role::Stub => styles.muted(),
        Role::CrossingNumber => styles.crossing(),
        Role::Zone | Role::Title => styles.zone(),
    }
}

/// Where the window stands on a drawing of this size, so that an area is in sight.
pub(super) fn corner(
    (width, height): (usize, usize),
    sees: Option<Area>,
    scroll: i16,
    area: Rect,
) -> (usize, usize) {
    let columns = sees.map(|area| (area.x, area.x + area.width.saturating_sub(1)));
    let rows = sees.map(|area| (area.y, area.y + area.height.saturating_sub(1)));
    (
        window(width, area.width.into(), columns, 0),
        window(height, area.height.into(), rows, scroll),
    )
}

/// Paints the part of a drawing whose corner is at `x`, `y`.
pub(super) fn paint(
    canvas: &Canvas,
    (x, y): (usize, usize),
    spot: &Spot,
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) {
    let lines = canvas.lines(x, y, area.width.into(), area.height.into());
    for (line, row) in lines.into_iter().zip(area.rows()) {
        let spans = line.into_iter().map(|run| {
            let style = spot.style(&run, styles);
            let is_text = matches!(run.role, Role::Part | Role::Badge | Role::Title);
            let text = if is_text {
                run.text
            } else {
                styles.signs().drawn(run.text)
            };
            Span::styled(text, style)
        });
        frame::put(buf, row, spans.collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
