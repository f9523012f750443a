//! The wall: one question, and what the room says to it, large and plain.

use ratatui::layout::Rect;

use super::wrap;

/// Cells and rows of a large letter.
pub const LETTER: (u16, u16) = (4, 4);

/// From this many cells and rows on there is room for large letters and for air.
const LARGE: (u16, u16) = (90, 26);
/// From this many rows on there is air around the question.
const AIRY: u16 = 18;

/// The rows of the wall.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// Cells to the left of the question.
    pub margin: u16,
    /// The question.
    pub heading: Rect,
    /// What it is all about.
    pub topic: Rect,
    /// Where the room is, and what it is asked; empty unless [`Places::with_script`] has made room for it.
    pub script: Rect,
    /// What the room says.
    pub body: Rect,
    /// What is not in sight.
    pub counts: Rect,
    /// The line that is typed.
    pub bar: Rect,
    /// What happened, when it must be said.
    pub says: Rect,
}

/// Cells to the left of the question in so many columns.
pub fn margin(width: u16) -> u16 {
    match width {
        90.. => 6,
        70.. => 3,
        _ => 2,
    }
}

/// Where the parts of the wall stand; `big` is whether the question is in large letters.
pub fn places(area: Rect, big: bool) -> Places {
    let h = area.height;
    let rows = |y: u16, height: u16| {
        Rect::new(area.x, area.y.saturating_add(y), area.width, height).intersection(area)
    };
    let margin = margin(area.width);
    if h < 14 {
        // The bar keeps the row that it has on other screens.
        return Places {
            margin,
            heading: rows(0, 1),
            topic: Rect::ZERO,
            script: Rect::ZERO,
            body: rows(1, h.saturating_sub(4)),
            counts: rows(h.saturating_sub(3), 1),
            bar: rows(h.saturating_sub(2), 1),
            says: rows(h.saturating_sub(1), 1),
        };
    }
    let (heading, topic) = match h {
        _ if big => (rows(1, LETTER.1), 6),
        26.. => (rows(2, 1), 4),
        AIRY.. => (rows(1, 1), 3),
        _ => (rows(0, 1), 1),
    };
    let body = topic + if h >= AIRY { 2 } else { 1 };
    let counts = if (22..26).contains(&h) { h - 5 } else { h - 4 };
    let air = u16::from(h >= 22);
    Places {
        margin,
        heading,
        topic: rows(topic, 1),
        script: Rect::ZERO,
        body: rows(body, counts.saturating_sub(body + air)),
        counts: rows(counts, 1),
        bar: rows(h - 3, 1),
        says: rows(h - 2, 2),
    }
}

impl Places {
    /// Where what came of a lunch stands: below the topic, which has the row of the question, down to the line.
    #[must_use]
    pub fn at_the_end(self) -> Self {
        let Self { heading, topic, .. } = self;
        let topic = Rect {
            y: heading.y,
            ..topic
        };
        let top = heading.y.saturating_add(topic.height.max(1));
        let body = Rect {
            y: top,
            height: self.counts.y.saturating_sub(top),
            ..self.body
        };
        Self {
            topic,
            heading: Rect {
                height: 0,
                ..heading
            },
            body,
            ..self
        }
    }
}

/// The rows of what came of a lunch on a terminal of so many columns and rows, and how many of them fit.
pub fn end_rows(lines: &[String], (columns, rows): (u16, u16)) -> (Vec<String>, usize) {
    let places = places(Rect::new(0, 0, columns, rows), false).at_the_end();
    let room = usize::from(columns).saturating_sub(usize::from(places.margin) * 2);
    let lines = lines.iter().flat_map(|line| wrap::wrap(line, room));
    (lines.collect(), usize::from(places.body.height))
}

/// Below this many rows, lines are more than a script is worth.
const LEAST_BODY: u16 = 5;

/// Rows that a script has at most, on a terminal of so many rows.
pub fn most_script(height: u16) -> usize {
    match height {
        22.. => 5,
        AIRY.. => 4,
        14.. => 3,
        _ => 0,
    }
}

impl Places {
    /// With so many rows below the topic for where the room is and what it is asked.
    #[must_use]
    pub fn with_script(self, rows: usize) -> Self {
        let most = self.body.height.saturating_sub(LEAST_BODY);
        let rows = u16::try_from(rows).unwrap_or(u16::MAX).min(most);
        if self.topic.is_empty() || rows == 0 {
            return self;
        }
        let Self { topic, body, .. } = self;
        Self {
            script: Rect {
                y: topic.bottom(),
                height: rows,
                ..topic
            },
            body: Rect {
                y: body.y.saturating_add(rows),
                height: body.height.saturating_sub(rows),
                ..body
            },
            ..self
        }
    }
}

/// Whether there is room for large letters.
pub fn can_be_big(area: Rect) -> bool {
    area.width >= LARGE.0 && area.height >= LARGE.1
}

/// Rows of a line that is not selected.
pub const MOST: usize = 4;
/// Below this many rows there is no strip.
const TIGHT: u16 = 8;

/// The strip; none where there are only few rows.
pub fn strip(body: Rect, has_strip: bool) -> Rect {
    Rect {
        height: u16::from(has_strip && body.height >= TIGHT),
        ..body
    }
}

/// How a line is cut into rows at a width.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Cells of the mark before the number.
    pub mark: usize,
    /// Cells of the longest number.
    pub digits: usize,
    /// Cells between the number and the words.
    pub gap: usize,
    /// Cells of the words.
    pub room: usize,
}

impl Shape {
    /// The cells of a line in this many, with numbers of this many digits.
    pub fn of(width: u16, digits: usize) -> Self {
        let (mark, gap) = match width {
            90.. => (3, 3),
            70.. => (2, 2),
            _ => (2, 1),
        };
        let margin = if width >= 90 { 6 } else { 2 };
        let room = usize::from(width).saturating_sub(mark + digits + gap + margin);
        Self {
            mark,
            digits,
            gap,
            room,
        }
    }

    /// The rows of the words of a line.
    pub fn words(&self, words: &str, selected: bool) -> Vec<String> {
        wrap::wrap_to(words, self.room, if selected { usize::MAX } else { MOST })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_stands_below_the_topic_and_leaves_room_for_lines() {
        for h in 10..60 {
            let area = Rect::new(0, 0, 100, h);
            let bare = places(area, h >= LARGE.1);
            let wall = bare.with_script(most_script(h));
            assert_eq!(
                wall.script.height + wall.body.height,
                bare.body.height,
                "{h} rows"
            );
            assert_eq!(wall.body.bottom(), bare.body.bottom(), "{h} rows");
            assert!(wall.body.height >= 3, "{h} rows");
            if h >= 14 {
                assert_eq!(wall.script.y, wall.topic.bottom(), "{h} rows");
                assert!(!wall.script.is_empty(), "{h} rows");
            }
        }
    }

    #[test]
    fn the_bar_keeps_the_row_that_it_has_on_other_screens() {
        for h in 10..60 {
            let area = Rect::new(0, 0, 100, h);
            let wall = places(area, h >= LARGE.1);
            assert_eq!(
                wall.bar,
                crate::areas::frame::areas(area, 1).bar,
                "{h} rows"
            );
            assert!(wall.body.bottom() <= wall.counts.y, "{h} rows");
            assert!(wall.body.height >= 3, "{h} rows");
        }
    }
}
