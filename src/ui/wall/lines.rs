//! The lines of the wall: whole ones only, the newest at the bottom, so that older ones slide up as the room talks.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{Item, Wall};
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// Rows of a line that is not selected.
const MOST: usize = 2;
/// Below this many rows there is no air between the lines, and no strip.
const TIGHT: u16 = 8;
/// From this many rows on there may be two blank rows between lines.
const ROOMY: u16 = 16;

/// Before the selected line.
const MARK: &str = ">";

/// How a line is cut into rows at a width.
struct Shape {
    /// Cells of the mark before the number.
    mark: usize,
    /// Cells of the longest number.
    digits: usize,
    /// Cells between the number and the words.
    gap: usize,
    /// Cells of the words.
    room: usize,
}

impl Shape {
    fn of(wall: &Wall<'_>, width: u16) -> Self {
        let (mark, gap) = match width {
            90.. => (3, 3),
            70.. => (2, 2),
            _ => (2, 1),
        };
        let digits = wall.most.to_string().len();
        let margin = if width >= 90 { 6 } else { 2 };
        let room = usize::from(width).saturating_sub(mark + digits + gap + margin);
        Self {
            mark,
            digits,
            gap,
            room,
        }
    }

    /// The rows of a line: its words, and below them, if it is selected, what belongs to it.
    /// Whether they are its own words is said with each row.
    fn rows(&self, item: &Item, selected: bool) -> Vec<(String, bool)> {
        let own = |words: String| (words, true);
        if !selected {
            let rows = wrap::wrap_to(&item.words, self.room, MOST);
            return rows.into_iter().map(own).collect();
        }
        let words = wrap::wrap(&item.words, self.room).into_iter().map(own);
        let under = item.under.iter();
        let under = under.flat_map(|words| wrap::wrap(words, self.room));
        words.chain(under.map(|words| (words, false))).collect()
    }

    /// What stands before the words: on the first row of a line its mark and its number.
    fn head(&self, number: usize, first: bool, selected: bool) -> String {
        let (mark, digits, gap) = (self.mark, self.digits, self.gap);
        let before = mark.saturating_sub(1);
        match (first, selected) {
            (true, true) => format!("{:>before$} {number:>digits$}{:gap$}", MARK, ""),
            (true, false) => format!("{:mark$}{number:>digits$}{:gap$}", "", ""),
            (false, _) => " ".repeat(mark + digits + gap),
        }
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
    let shape = Shape::of(wall, area.width);
    let height = |row: usize| {
        let selected = wall.selected == Some(row);
        shape.rows(&(wall.line)(row), selected).len()
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
    let gap = match area.height {
        ROOMY.. if fits(2, area.height) => 2,
        TIGHT.. => 1,
        _ => 0,
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
        for (n, (words, own)) in shape.rows(&item, selected).into_iter().enumerate() {
            let Some(row) = rows.next() else { break };
            let style = if selected && own {
                styles.selected()
            } else {
                styles.text()
            };
            let head = shape.head(item.number, n == 0, selected);
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

/// The lines that are in sight: whole ones around the selected, or the newest when none is. `room` is in rows, with so
/// many blank ones between two lines; `height` is called only for lines that come into question.
fn window(
    len: usize,
    selected: Option<usize>,
    (room, gap): (usize, usize),
    height: impl Fn(usize) -> usize,
) -> Range<usize> {
    let Some(last) = len.checked_sub(1) else {
        return 0..0;
    };
    let own = selected.unwrap_or(last).min(last);
    let (mut start, mut end) = (own, own + 1);
    let mut used = height(own).min(room);
    let mut take = |row: usize, most: usize| {
        let more = used.saturating_add(gap + height(row));
        let fits = more <= most;
        if fits {
            used = more;
        }
        fits
    };
    // As much above as half the room holds, then all that fits below, then above.
    while start > 0 && take(start - 1, room.div_ceil(2)) {
        start -= 1;
    }
    while end < len && take(end, room) {
        end += 1;
    }
    while start > 0 && take(start - 1, room) {
        start -= 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_are_seen_and_always_the_selected_one() {
        // Ten lines, every third of two rows.
        let height = |row: usize| 1 + usize::from(row.is_multiple_of(3));
        for (selected, room, gap, seen) in [
            (None, 9, 1, 6..10),
            (Some(9), 9, 1, 6..10),
            (Some(0), 9, 1, 0..4),
            (Some(5), 9, 1, 4..8),
            (Some(5), 1, 1, 5..6),
            (Some(9), 30, 1, 0..10),
            (Some(3), 0, 0, 3..4),
        ] {
            let range = window(10, selected, (room, gap), height);
            assert_eq!(range, seen, "{selected:?} in {room} rows");
        }
        assert_eq!(window(0, None, (9, 1), height), 0..0);
    }
}
