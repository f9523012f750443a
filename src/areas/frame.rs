//! The frame: what stands around the body on every screen.

use ratatui::layout::{Constraint, Layout, Rect};

/// Below this a screen cannot be shown, only asked for.
pub const LEAST: (u16, u16) = (40, 10);

/// From this many rows on, rules stand between the parts.
const WITH_RULES: u16 = 14;

/// The rows of the frame.
#[derive(Clone, Copy, Debug)]
pub struct Areas {
    /// The title, the four questions and the clock.
    pub header: Rect,
    /// The question, the steps and the time that is left.
    pub question: Rect,
    /// What the screen shows.
    pub body: Rect,
    /// What happened last, or what to ask.
    pub status: Rect,
    /// The line that is typed, or what there is to choose from.
    pub bar: Rect,
    /// The keys.
    pub keys: Rect,
    /// Between the parts, where rows are not scarce.
    pub rules: [Rect; 4],
}

/// How many rows of a terminal this high the room of a rehearsal speaks in: the line that is typed and a list stay in
/// sight.
pub fn strip_rows(rows: u16) -> u16 {
    match rows {
        28.. => 6,
        20.. => 5,
        16.. => 3,
        12.. => 2,
        _ => 0,
    }
}

impl Areas {
    /// The same with so many rows above the line that is typed, in a terminal that is so much higher; and those rows.
    #[must_use]
    pub fn with_strip(mut self, rows: u16) -> (Self, Rect) {
        let strip = Rect {
            height: rows,
            ..self.bar
        };
        let [.., last] = &mut self.rules;
        for row in [last, &mut self.bar, &mut self.keys] {
            if !row.is_empty() {
                row.y = row.y.saturating_add(rows);
            }
        }
        (self, strip)
    }
}

/// Divides the terminal around the body; `bar` is how many rows the capture bar needs. Where rows are scarce the rules
/// go first, then the body.
pub fn areas(area: Rect, bar: u16) -> Areas {
    let row = Constraint::Length(1);
    let bar = bar.clamp(1, area.height.saturating_sub(2).max(1));
    let rest = Constraint::Fill(1);
    if area.height < WITH_RULES.max(bar.saturating_add(9)) {
        // What must be chosen from comes first; then the status line goes, then the question.
        let over = bar.saturating_add(4).saturating_sub(area.height);
        let [status, question] = [over < 1, over < 2].map(|stays| Constraint::Length(stays.into()));
        let bar = Constraint::Length(bar);
        let [header, question, body, status, bar, keys] =
            Layout::vertical([row, question, rest, status, bar, row]).areas(area);
        return Areas {
            header,
            question,
            body,
            status,
            bar,
            keys,
            rules: [Rect::ZERO; 4],
        };
    }
    let bar = Constraint::Length(bar);
    let [
        header,
        question,
        first,
        body,
        second,
        status,
        third,
        bar,
        last,
        keys,
    ] = Layout::vertical([row, row, row, rest, row, row, row, bar, row, row]).areas(area);
    Areas {
        header,
        question,
        body,
        status,
        bar,
        keys,
        rules: [first, second, third, last],
    }
}

/// The same around the map, which needs the rows more than the frame needs its rules: one is left, below the body.
pub fn around_map(area: Rect, bar: u16) -> Areas {
    let row = Constraint::Length(1);
    if area.height < WITH_RULES.max(bar.saturating_add(9)) {
        return areas(area, bar);
    }
    let bar = Constraint::Length(bar.max(1));
    let rest = Constraint::Fill(1);
    let [header, question, body, rule, status, bar, keys] =
        Layout::vertical([row, row, rest, row, row, bar, row]).areas(area);
    Areas {
        header,
        question,
        body,
        status,
        bar,
        keys,
        rules: [rule, Rect::ZERO, Rect::ZERO, Rect::ZERO],
    }
}
