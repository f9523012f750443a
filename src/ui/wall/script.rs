//! Below the topic of a whiteboard: where the room is, what it is asked, and what can go wrong in other trades; in the
//! last row, how the keys are reached.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::App;
use crate::app::lunch::Script;
use crate::areas::wall::{Places, end_rows};
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

/// Draws what came of the lunch, with air between its lines where there is room; says what is not in sight, and how to
/// see it.
pub(super) fn ended(
    app: &App,
    lines: &[String],
    places: &Places,
    styles: &Styles,
    buf: &mut Buffer,
) -> String {
    let left = " ".repeat(usize::from(places.margin));
    let (rows, _) = end_rows(lines, app.size);
    let fit = usize::from(places.body.height);
    let airy = lines.len() == rows.len() && lines.len() * 2 < fit;
    let from = app
        .open()
        .map_or(0, |open| open.rooms.whiteboard.ended_from)
        .min(rows.len().saturating_sub(fit));
    let mut free = places.body.rows();
    if airy {
        free.next();
    }
    for words in rows.iter().skip(from) {
        let Some(row) = free.next() else { break };
        let words = format!("{left}{words}");
        frame::put(buf, row, vec![Span::styled(words, styles.strong())]);
        if airy {
            free.next();
        }
    }
    match (rows.len().saturating_sub(from + fit), from) {
        (0, 0) => String::new(),
        (0, above) => format!("{above} more above: Up"),
        (below, _) => format!("{below} more below: Down"),
    }
}
