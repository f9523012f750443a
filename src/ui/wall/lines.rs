//! The lines of the wall: whole ones only, the newest at the bottom, so that older ones slide up as the room talks.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{Item, Wall};
use crate::areas::wall::{Shape, TIGHT, gap, window};
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// From this many rows on there may be two blank rows between lines.
const ROOMY: u16 = 16;

/// Before the selected line.
const MARK: &str = ">";

/// The rows of a line: its words, and below them, if it is selected, what belongs to it.
/// Whether they are its own words is said with each row.
fn rows_of(shape: &Shape, item: &Item, selected: bool) -> Vec<(String, bool)> {
    let own = |words: String| (words, true);
    let words = shape.words(&item.marked, selected).into_iter().map(own);
    let under = item.under.iter().filter(|_| selected);
    let under = under.flat_map(|words| wrap::wrap(words, shape.room));
    words.chain(under.map(|words| (words, false))).collect()
}

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

/// Draws the lines around the selected one, and above them, while all are in sight, the strip of flows. Says which lines
/// are in sight.
pub(super) fn draw(
    wall: &Wall<'_>,
    margin: u16,
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) -> Range<usize> {
    let shape = Shape::of(area.width, wall.most.to_string().len());
    let height = |row: usize| {
        let selected = wall.selected == Some(row);
        rows_of(&shape, &(wall.line)(row), selected).len()
    };
    // More lines than rows cannot all be seen, however short they are.
    let all = (wall.len <= usize::from(area.height)).then(|| (0..wall.len).map(height).sum());
    let fits = |gap: usize, room: u16| {
        all.is_some_and(|all: usize| all + gap * wall.len.saturating_sub(1) <= usize::from(room))
    };
    let mut area = area;
    let strip = super::strip(wall, margin, area.width);
    let rows = u16::try_from(strip.len()).unwrap_or(u16::MAX);
    let below = area.height.saturating_sub(rows.saturating_add(1));
    if rows > 0 && area.height >= TIGHT && fits(1, below) {
        for (words, row) in strip.into_iter().zip(area.rows()) {
            frame::put(buf, row, vec![Span::styled(words, styles.text())]);
        }
        area = Rect {
            y: area.bottom().saturating_sub(below),
            height: below,
            ..area
        };
    }
    let room = usize::from(area.height);
    let gap: usize = match area.height {
        ROOMY.. if fits(2, area.height) => 2,
        _ => gap(area),
    };
    let seen = window(wall.len, wall.selected, (room, gap), height);
    let used: usize = seen.clone().map(|row| height(row) + gap).sum();
    // A list that does not fit stands on the bottom, where the next line comes.
    let blank = if seen.start == 0 {
        0
    } else {
        room.saturating_sub(used.saturating_sub(gap))
    };
    let mut rows = area.rows().skip(blank);
    for place in seen.clone() {
        let item = (wall.line)(place);
        let selected = wall.selected == Some(place);
        for (n, (words, own)) in rows_of(&shape, &item, selected).into_iter().enumerate() {
            let Some(row) = rows.next() else { break };
            let style = if selected && own {
                styles.selected()
            } else if item.muted {
                styles.muted()
            } else {
                styles.text()
            };
            let head = head(&shape, item.number, n == 0, selected);
            frame::put(
                buf,
                row,
                vec![Span::styled(format!("{head}{words}"), style)],
            );
        }
        for _ in 0..gap {
            rows.next();
        }
    }
    seen
}
