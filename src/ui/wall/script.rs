//! Below the topic of a whiteboard: where the room is, what it is asked, and what can go wrong in other trades; in the
//! last row, how the keys are reached.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::lunch::Script;
use crate::areas::wall::Places;
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// Draws the steps and what belongs to the current one.
pub(super) fn draw(
    script: &Script,
    area: Rect,
    places: &Places,
    styles: &Styles,
    buf: &mut Buffer,
) {
    let mut rows = places.script.rows();
    let left = " ".repeat(usize::from(places.margin));
    if let Some(row) = rows.next() {
        let room = usize::from(row.width.saturating_sub(places.margin.saturating_mul(2)));
        let steps = script.strip(room).into_iter().map(|(words, here)| {
            let style = if here { styles.focus() } else { styles.muted() };
            Span::styled(words, style)
        });
        let steps = std::iter::once(Span::raw(left.clone())).chain(steps);
        frame::put(buf, row, steps.collect());
    }
    let lines = script.lines((area.width, area.height));
    for (line, row) in lines.into_iter().zip(rows) {
        let line = Span::styled(format!("{left}{line}"), styles.text());
        frame::put(buf, row, vec![line]);
    }
}

/// Draws how the keys are reached. What does not fit is left out from behind, but for the last, which says how to see all.
pub(super) fn keys(script: &Script, row: Rect, styles: &Styles, buf: &mut Buffer) {
    let room = usize::from(row.width).saturating_sub(2);
    let mut parts: Vec<&str> = script.keys.split("   ").collect();
    while parts.len() > 1 && wrap::width(&parts.join("   ")) > room {
        // Of two, the first is the one that is needed.
        let last_but_one = parts.len().saturating_sub(2).max(1);
        parts.remove(last_but_one);
    }
    let words = parts.join("   ");
    frame::put(
        buf,
        row,
        vec![Span::styled(format!(" {words}"), styles.muted())],
    );
}

/// Draws what came of the lunch: every line of it, with air between them where there is room.
pub(super) fn ended(lines: &[String], places: &Places, styles: &Styles, buf: &mut Buffer) {
    let left = usize::from(places.margin);
    let room = usize::from(places.body.width).saturating_sub(left * 2);
    let wrapped: Vec<Vec<String>> = lines.iter().map(|line| wrap::wrap(line, room)).collect();
    let all: usize = wrapped.iter().map(Vec::len).sum();
    let airy = all + wrapped.len() <= usize::from(places.body.height);
    let mut rows = places.body.rows();
    for line in wrapped {
        for words in line {
            if let Some(row) = rows.next() {
                let words = format!("{}{words}", " ".repeat(left));
                frame::put(buf, row, vec![Span::styled(words, styles.strong())]);
            }
        }
        if airy {
            rows.next();
        }
    }
}
