//! Items to go to: what was found for the words in the bar, or stands at a place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{boxed, tell_beyond};
use crate::app::overlay::Hit;
use crate::areas::boxes as areas;
use crate::domain::ItemId;
use crate::theme::Styles;
use crate::ui::{frame, list, wrap};

pub(super) fn draw(
    title: &str,
    hits: &[Hit],
    named: &dyn Fn(ItemId) -> String,
    selected: usize,
    styles: &Styles,
    body: Rect,
    buf: &mut Buffer,
) {
    let (content, inner) = areas::found(hits.len(), body);
    boxed(title, content, styles, body, buf);
    if hits.is_empty() {
        let says = "No match.";
        return frame::put_lines(buf, inner, [Span::styled(says, styles.text())]);
    }
    let drawn = list::draw_fitting(
        buf,
        inner,
        hits.len(),
        Some(selected),
        areas::HITS,
        |place, most| {
            let Some(hit) = hits.get(place) else {
                return Vec::new();
            };
            let here = place == selected;
            let words = areas::hit(&hit.words, inner, here, most);
            let style = if here {
                styles.selected()
            } else {
                styles.text()
            };
            words
                .into_iter()
                .enumerate()
                .map(|(n, words)| {
                    let id = if n == 0 { named(hit.id) } else { String::new() };
                    let mark = if here && n == 0 { "> " } else { "  " };
                    Line::from(vec![
                        Span::styled(mark, styles.focus()),
                        Span::styled(wrap::pad(&id, 6), styles.muted()),
                        Span::styled(words, style),
                    ])
                })
                .collect()
        },
    );
    tell_beyond(&drawn, hits.len(), styles, inner, buf);
}
