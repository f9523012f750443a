//! The keys of this screen, by what a facilitator does, and the rules of the step: help doubles as a script.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{boxed, lines, type_line};
use crate::app::App;
use crate::app::editor::Editor;
use crate::app::keys::{Binding, Group};
use crate::app::overlays::matching;
use crate::theme::Styles;
use crate::ui::wrap;

pub(super) fn draw(
    app: &App,
    filter: &Editor,
    scroll: usize,
    styles: &Styles,
    body: Rect,
    buf: &mut Buffer,
) -> Position {
    let width = body.width.saturating_sub(6);
    let inner = boxed("KEYS HERE", (width, body.height), styles, body, buf);
    let row = Rect {
        height: inner.height.min(1),
        ..inner
    };
    let caret = type_line("find a key> ", filter, styles, row, buf);
    let area = Rect {
        y: inner.y.saturating_add(2),
        height: inner.height.saturating_sub(2),
        ..inner
    };
    let mut content = rules(app, styles, usize::from(area.width));
    content.extend(keys(app, filter, styles, usize::from(area.width)));
    let last = content.len().saturating_sub(usize::from(area.height));
    lines(
        buf,
        area,
        content.into_iter().skip(scroll.min(last)).collect(),
    );
    caret
}

/// What holds on this screen.
fn rules(app: &App, styles: &Styles, width: usize) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    for rule in app
        .stage()
        .into_iter()
        .flat_map(|stage| app.catalogue.rules(stage))
    {
        out.extend(
            wrap::wrap(rule, width)
                .into_iter()
                .map(|line| Line::styled(line, styles.text())),
        );
    }
    if !out.is_empty() {
        out.push(Line::default());
    }
    out
}

/// The groups, with a sentence for each key.
fn keys(app: &App, filter: &Editor, styles: &Styles, width: usize) -> Vec<Line<'static>> {
    let found = matching(&app.keys, app.screen, filter.text());
    let mut out = Vec::new();
    for group in Group::ALL {
        let of_group: Vec<&&Binding> = found
            .iter()
            .filter(|b| b.group == group && !b.keys.is_empty())
            .collect();
        if of_group.is_empty() {
            continue;
        }
        out.push(Line::styled(group.heading(), styles.heading()));
        for binding in of_group {
            let key = wrap::pad(&binding.keys_shown(), 10);
            let room = width.saturating_sub(12);
            for (place, words) in wrap::wrap(&binding.says, room).into_iter().enumerate() {
                let key = if place == 0 {
                    key.clone()
                } else {
                    " ".repeat(10)
                };
                out.push(Line::from(vec![
                    Span::styled(format!(" {key} "), styles.focus()),
                    Span::styled(words, styles.text()),
                ]));
            }
        }
        out.push(Line::default());
    }
    if out.is_empty() {
        out.push(Line::styled("No key here has these words.", styles.text()));
    }
    out
}
