//! All commands of a screen by name, with their keys, so that people learn them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{boxed, tell_beyond, type_line};
use crate::app::App;
use crate::app::helping::matching;
use crate::app::paging::palette_areas;
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
    let found = matching(&app.keys, app.screen(), filter.text());
    let areas = palette_areas(&found, body);
    let inner = boxed("COMMANDS", areas.content, styles, body, buf);
    let caret = type_line("find a command> ", filter, styles, areas.line, buf);
    let room = usize::from(areas.list.width);
    let drawn = list::draw(buf, areas.list, found.len(), Some(selected), |place| {
        let Some(binding) = found.get(place) else {
            return Vec::new();
        };
        let here = place == selected;
        let key = binding.keys.first().map(Key::to_string).unwrap_or_default();
        let label = wrap::pad(&binding.name(), room.saturating_sub(wrap::width(&key) + 3));
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
    tell_beyond(&drawn, found.len(), styles, inner, buf);
    let says = found
        .get(selected)
        .map_or("No matching command.", |b| b.says.as_str());
    let words = wrap::wrap_to(says, room, areas.says.height.into())
        .into_iter()
        .map(|l| Line::styled(l, styles.text()));
    frame::put_lines(buf, areas.says, words);
    caret
}
