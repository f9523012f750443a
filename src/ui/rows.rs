//! Rows of text on the screen: put into their place, cut where they are longer, beside each other or one below the
//! other.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::{cuts, wrap};
use crate::theme::Styles;

/// Draws a line in its row, cut where it is longer.
pub(crate) fn put(buf: &mut Buffer, row: Rect, spans: Vec<Span<'_>>) {
    if !row.is_empty() {
        let line = cuts::fit(Line::from(spans), usize::from(row.width));
        write(buf, row, &line);
    }
}

/// Writes a line into its row, as [`Buffer::set_line`] does. Text of one byte a cell, which is almost all there is, is
/// not taken apart into graphemes.
#[expect(
    clippy::disallowed_methods,
    reason = "plain text holds no control characters"
)]
fn write(buf: &mut Buffer, row: Rect, line: &Line<'_>) {
    let Rect { x, y, width, .. } = row.intersection(buf.area);
    let (mut x, end) = (x, x.saturating_add(width));
    for span in &line.spans {
        let left = end.saturating_sub(x);
        let style = line.style.patch(span.style);
        if !wrap::is_plain(&span.content) {
            (x, _) = buf.set_stringn(x, y, &span.content, left.into(), style);
            continue;
        }
        for (char, column) in span.content.chars().zip(x..end) {
            if let Some(cell) = buf.cell_mut((column, y)) {
                cell.set_char(char).set_style(style);
            }
            x = column + 1;
        }
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
        write(buf, row, &line);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::{Color, Style};

    use super::*;

    proptest! {
        #[test]
        fn a_line_is_written_as_the_framework_writes_it(
            texts in prop::collection::vec("[a-z ~]{0,6}[é漢─\u{301}\u{7}]{0,2}", 0..5),
            x in 0..12_u16,
            width in 0..14_u16,
        ) {
            let spans = texts.iter().zip([Color::Red, Color::Blue].into_iter().cycle());
            let spans = spans.map(|(text, color)| Span::styled(text.as_str(), Style::new().bg(color)));
            let line = Line::from(spans.collect::<Vec<_>>()).style(Style::new().bold());
            let empty = Buffer::empty(Rect::new(0, 0, 12, 1));
            let (mut ours, mut theirs) = (empty.clone(), empty);
            write(&mut ours, Rect::new(x, 0, width, 1), &line);
            theirs.set_line(x, 0, &line, width.min(12 - x));
            prop_assert_eq!(ours, theirs);
        }
    }
}
