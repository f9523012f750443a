//! Rows of text on the screen: put into their place, cut where they are longer, beside each other or one below the other.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::{cuts, wrap};
use crate::theme::Styles;

/// Draws a line in its row, cut where it is longer.
pub(crate) fn put(buf: &mut Buffer, row: Rect, spans: Vec<Span<'_>>) {
    if !row.is_empty() {
        let line = cuts::fit(Line::from(spans), usize::from(row.width));
        buf.set_line(row.x, row.y, &line, row.width);
    }
}

/// Draws lines from the top of an area, each in a row.
pub(crate) fn put_lines<'a>(
    buf: &mut Buffer,
    area: Rect,
    lines: impl IntoIterator<Item = impl Into<Line<'a>>>,
) {
    for (line, row) in lines.into_iter().zip(area.rows()) {
        let line = cuts::fit(line.into(), usize::from(row.width));
        buf.set_line(row.x, row.y, &line, row.width);
    }
}

/// Text at the left and at the right of one row; the left gives way.
pub(crate) fn put_both(buf: &mut Buffer, row: Rect, left: Vec<Span<'_>>, right: Vec<Span<'_>>) {
    let wide = |spans: &[Span<'_>]| -> usize { spans.iter().map(Span::width).sum() };
    let taken = u16::try_from(wide(&right)).unwrap_or(u16::MAX);
    let [before, after] = Layout::horizontal([Constraint::Fill(1), Constraint::Length(taken)])
        .areas(row.intersection(buf.area));
    put(buf, before, left);
    put(buf, after, right);
}

/// The first row of an area, and what is below it.
pub(crate) fn head(area: Rect) -> [Rect; 2] {
    Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area)
}

/// What is below so many rows of an area.
pub(crate) fn below(area: Rect, rows: u16) -> Rect {
    let [_, rest] = Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(area);
    rest
}

/// The bar between two panes.
pub(crate) fn put_bar(buf: &mut Buffer, area: Rect, styles: &Styles) {
    let bar = Line::styled(styles.signs().bar(), styles.rule());
    put_lines(
        buf,
        area,
        std::iter::repeat_n(bar, usize::from(area.height)),
    );
}

/// One calm sentence where a list would be.
pub(crate) fn put_sentence(buf: &mut Buffer, area: Rect, says: &str, styles: &Styles) {
    let lines = wrap::wrap(says, usize::from(area.width).saturating_sub(4)).into_iter();
    let lines = lines.map(|line| Line::styled(format!("   {line}"), styles.text()));
    put_lines(buf, area, lines);
}

/// Text at the left of a row, with how much is out of sight, and a word at the right, which goes first where the row is
/// too short for all of them.
pub(crate) fn put_heading(
    buf: &mut Buffer,
    row: Rect,
    (title, beyond, right): (String, &str, String),
    styles: &Styles,
) {
    let beyond = if beyond.is_empty() {
        String::new()
    } else {
        format!("   {beyond} ")
    };
    let taken = wrap::width(&title) + wrap::width(&beyond) + wrap::width(&right);
    let right = if taken <= usize::from(row.width) {
        right
    } else {
        String::new()
    };
    let left = vec![
        Span::styled(title, styles.heading()),
        Span::styled(beyond, styles.muted()),
    ];
    put_both(buf, row, left, vec![Span::styled(right, styles.muted())]);
}
