//! Lines that explain something, in a box: what the words of the scale mean, how a figure came about.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text;

use super::{boxed, tell_beyond};
use crate::areas::boxes;
use crate::screens::choice::meanings::Line;
use crate::theme::Styles;
use crate::ui::frame;

pub(super) fn draw(
    title: &str,
    lines: Vec<Line>,
    scroll: usize,
    styles: &Styles,
    body: Rect,
    buf: &mut Buffer,
) {
    let (wide, rows) = boxes::meanings_edge(body);
    let rows = u16::try_from(lines.len()).unwrap_or(rows).min(rows);
    let inside = boxed(title, (wide, rows), styles, body, buf);
    let seen = usize::from(inside.height);
    let from = scroll.min(lines.len().saturating_sub(seen));
    let len = lines.len();
    let shown = lines.into_iter().skip(from).map(|line| match line {
        Line::Heading(words) => text::Line::styled(words, styles.heading()),
        Line::Says(words) => text::Line::styled(words, styles.text()),
        Line::Gap => text::Line::default(),
    });
    frame::put_lines(buf, inside, shown);
    tell_beyond(&(from..(from + seen).min(len)), len, styles, inside, buf);
}
