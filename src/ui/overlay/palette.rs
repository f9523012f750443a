//! All commands of a screen by name, with their keys, so that people learn them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{boxed, comfortable, type_line};
use crate::app::App;
use crate::app::helping::matching;
use crate::keys::key::Key;
use crate::lines::editor::Editor;
use crate::theme::Styles;
use crate::ui::{frame, list, wrap};

pub(super) fn draw(
    app: &App,
    filter: &Editor,
    selected: usize,
    styles: &Styles,
    body: Rect,
    buf: &mut Buffer,
) -> Position {
    let found = matching(&app.keys, app.screen, filter.text());
    let width = comfortable(body, 78);
    let inner = boxed("COMMANDS", (width, body.height.min(17)), styles, body, buf);
    let row = Rect {
        height: inner.height.min(1),
        ..inner
    };
    let caret = type_line("> ", filter, styles, row, buf);
    let rows = Rect {
        y: inner.y.saturating_add(2),
        height: inner.height.saturating_sub(5),
        ..inner
    };
    let room = usize::from(inner.width);
    list::draw(buf, rows, found.len(), Some(selected), |place| {
        let Some(binding) = found.get(place) else {
            return Vec::new();
        };
        let here = place == selected;
        let key = binding.keys.first().map(Key::to_string).unwrap_or_default();
        let label = wrap::pad(&binding.label, room.saturating_sub(wrap::width(&key) + 3));
        let style = if here {
            styles.selected()
        } else {
            styles.text()
        };
        vec![Line::from(vec![
            Span::styled(if here { "> " } else { "  " }, styles.focus()),
            Span::styled(label, style),
            Span::styled(format!(" {key}"), styles.muted()),
        ])]
    });
    let says = found
        .get(selected)
        .map_or("No matching command.", |b| b.says.as_str());
    let below = Rect {
        y: rows.bottom().saturating_add(1),
        height: inner
            .bottom()
            .saturating_sub(rows.bottom().saturating_add(1)),
        ..inner
    };
    let words = wrap::wrap(says, room)
        .into_iter()
        .map(|l| Line::styled(l, styles.text()));
    frame::put_lines(buf, below, words);
    caret
}
