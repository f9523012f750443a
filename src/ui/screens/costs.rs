//! Draws what a year costs: a page of words and tables, and the curve in braille.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::Marker;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Widget};

use crate::app::Open;
use crate::check::costs::{self, Curve};
use crate::screens::costs::{CURVE, rows};
use crate::theme::Styles;
use crate::ui::frame;

/// No wider, so that the curve stays a curve.
const WIDEST: u16 = 90;

pub(crate) fn view(open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let state = &open.rooms.costs;
    let lines = &state.page.lines;
    if lines.is_empty() {
        let says = Span::styled(" Simulating ...", styles.muted());
        return frame::put_lines(buf, area, std::iter::once(Line::from(says)));
    }
    let top = state.pages(area).within(state.scroll);
    let drawn = lines.iter().skip(top.line);
    let drawn = drawn.flat_map(|line| painted(line, styles, area.width));
    frame::put_lines(buf, area, drawn.skip(top.row));
}

/// The rows of one line.
fn painted(line: &costs::Line, styles: &Styles, width: u16) -> Vec<Line<'static>> {
    use costs::Line as L;
    if let L::Curve(curve) = line {
        return chart(curve, styles, width);
    }
    let rows = rows(line, width.into()).into_iter().enumerate();
    let rows = rows.map(|(n, words)| {
        let style = match line {
            L::Headline(_) => styles.strong(),
            L::Heading(_) => styles.heading(),
            L::Table(true, _) if n == 0 => styles.muted(),
            L::Item(_) => styles.muted(),
            _ => styles.text(),
        };
        Line::from(Span::styled(words, style))
    });
    rows.collect()
}

/// The curve with its axes in words, as rows.
fn chart(curve: &Curve, styles: &Styles, width: u16) -> Vec<Line<'static>> {
    let points: Vec<(f64, f64)> = curve
        .points
        .iter()
        .map(|(loss, chance)| (f64::from(*loss), f64::from(*chance)))
        .collect();
    let set = Dataset::default()
        .marker(Marker::Braille)
        .graph_type(GraphType::Line)
        .style(styles.focus())
        .data(&points);
    let words = |says: &str| Span::styled(says.to_owned(), styles.text());
    let across = Axis::default()
        .title(Span::styled("a year costs more than this", styles.muted()))
        .style(styles.muted())
        .bounds([0.0, 1000.0])
        .labels([words("0"), words(&curve.half), words(&curve.last)]);
    let upwards = Axis::default()
        .title(Span::styled("share of the years", styles.muted()))
        .style(styles.muted())
        .bounds([0.0, 1000.0])
        .labels([words("none"), words("half"), words("all")]);
    let rows = u16::try_from(CURVE).unwrap_or(u16::MAX);
    let room = Rect::new(0, 0, width.saturating_sub(2).min(WIDEST), rows);
    let mut drawn = Buffer::empty(room);
    Chart::new(vec![set])
        .x_axis(across)
        .y_axis(upwards)
        .legend_position(None)
        .style(styles.text())
        .render(room, &mut drawn);
    let rows = room.rows().map(|row| {
        let cells = row.columns().filter_map(|column| {
            let cell = drawn.cell((column.x, column.y))?;
            Some(Span::styled(cell.symbol().to_owned(), cell.style()))
        });
        Line::from([vec![Span::raw(" ")], cells.collect()].concat())
    });
    rows.collect()
}
