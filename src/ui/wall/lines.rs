//! The lines of the wall: whole ones only, the newest at the bottom, so that older ones slide up as the room talks.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::wall::Wall;
use crate::areas;
use crate::areas::wall::Shape;
use crate::areas::wall_lines::{Arranged, below_strip, columns};
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// Before the selected line.
const MARK: &str = ">";

/// What stands before the words: on the first row of a line its mark and its number.
fn head(shape: &Shape, number: usize, first: bool, selected: bool) -> String {
    let (mark, digits, gap) = (shape.mark, shape.digits, shape.gap);
    let before = mark.saturating_sub(1);
    match (first, selected) {
        (true, true) => format!("{:>before$} {number:>digits$}{:gap$}", MARK, ""),
        (true, false) => format!("{:mark$}{number:>digits$}{:gap$}", "", ""),
        (false, _) => " ".repeat(mark + digits + gap),
    }
}

/// Draws the lines around the selected one, in one column or two, and above them the strip of flows. Says which lines
/// are in sight.
pub(super) fn draw(
    wall: &Wall<'_>,
    margin: u16,
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) -> Range<usize> {
    let has_strip = !wall.strip.is_empty();
    let strip = areas::wall::strip(area, has_strip);
    if !strip.is_empty() {
        let words = super::strip(wall, margin, strip.width);
        frame::put(buf, strip, vec![Span::styled(words, styles.text())]);
    }
    let tall = |place, width| wall.tall(place, width, wall.selected);
    let (area, arranged) = below_strip(area, has_strip, wall.len, wall.selected, tall);
    let columns = columns(area, arranged.columns.len());
    for (lines, area) in arranged.columns.iter().zip(columns) {
        column(wall, lines.clone(), &arranged, styles, area, buf);
    }
    arranged.seen()
}

/// Draws the lines of a column.
fn column(
    wall: &Wall<'_>,
    lines: Range<usize>,
    arranged: &Arranged,
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) {
    let shape = wall.shape(area.width);
    let used = |place: usize| {
        let tall = wall.tall(place, area.width, wall.selected);
        let top = place == lines.start;
        let head = if top || tall.first { tall.head } else { 0 };
        tall.rows + head + if top { 0 } else { arranged.gap }
    };
    // A list that does not fit stands on the bottom, where the next line comes.
    let stands_below = arranged.columns.len() == 1 && lines.start > 0;
    let blank = if stands_below {
        let used: usize = lines.clone().map(used).sum();
        usize::from(area.height).saturating_sub(used)
    } else {
        0
    };
    let mut rows = area.rows().skip(blank);
    let mut put = |spans: Vec<Span<'_>>, buf: &mut Buffer| {
        if let Some(row) = rows.next() {
            frame::put(buf, row, spans);
        }
    };
    for place in lines.clone() {
        let item = (wall.line)(place);
        let selected = wall.selected == Some(place);
        let top = place == lines.start;
        if !top {
            for _ in 0..arranged.gap {
                put(Vec::new(), buf);
            }
        }
        if let Some(head) = item.head.as_ref().filter(|_| top || item.first) {
            let left = " ".repeat(shape.mark);
            let room = usize::from(area.width).saturating_sub(shape.mark + 1);
            let head = format!("{left}{}", wrap::shorten(head, room));
            put(vec![Span::styled(head, styles.heading())], buf);
        }
        for (n, (words, own)) in item.rows(&shape, selected).into_iter().enumerate() {
            let style = if selected && own {
                styles.selected()
            } else if item.muted {
                styles.muted()
            } else {
                styles.text()
            };
            let head = head(&shape, item.number, n == 0, selected);
            put(vec![Span::styled(format!("{head}{words}"), style)], buf);
        }
    }
}
