//! The strip in which the room of a rehearsal speaks: how fast it goes and the keys for that, what was said last, and
//! what to do about it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::frame::{put, put_lines};
use super::wrap;
use crate::app::App;
use crate::app::rehearsing::times;
use crate::areas::head;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::theme::Styles;

/// How many lines of what was said before can be seen at most.
const BEFORE: usize = 4;

pub(super) fn draw(app: &App, styles: &Styles, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let [first, below] = head(area);
    heading(app, styles, first, buf);
    let width = usize::from(area.width).saturating_sub(2);
    let height = usize::from(below.height);
    let said = app.lines_said();
    let said = app.said_since(said.saturating_sub(BEFORE));
    let hint = app.room_advises();
    let is_asked = !hint.is_empty() && app.screen() != Screen::Rehearsed;
    let hint = is_asked.then(|| wrap::wrap(&hint, width));
    let hint = hint.unwrap_or_default();
    // The last line is seen whole, then what to do about it, then as much as fits of what was said before.
    let mut rows: Vec<(String, Style)> = Vec::new();
    for (n, line) in said.iter().rev().enumerate() {
        let style = if n == 0 {
            styles.strong()
        } else {
            styles.muted()
        };
        let chat = if line.in_chat { " (chat)" } else { "" };
        let words = match line.by.as_str() {
            "" => line.says.clone(),
            by => format!("{by}{chat}: {}", line.says),
        };
        let mut lines: Vec<_> = wrap::wrap(&words, width)
            .into_iter()
            .map(|line| (line, style))
            .collect();
        if n == 0 {
            let hint = hint.iter().map(|line| (line.clone(), styles.focus()));
            lines.extend(hint);
        }
        if n > 0 && lines.len() + rows.len() > height {
            break;
        }
        lines.append(&mut rows);
        rows = lines;
    }
    if rows.is_empty() {
        rows.push(("The room is about to speak.".to_owned(), styles.muted()));
    }
    let rows = rows.into_iter();
    let rows = rows.map(|(says, style)| Line::styled(format!(" {says}"), style));
    put_lines(buf, below, rows);
}

/// `-- ROOM 1x  Space stop  + faster  - slower  V paste chat (3) ----`
fn heading(app: &App, styles: &Styles, row: Rect, buf: &mut Buffer) {
    let (is_stopped, percent) = app.room_pace();
    let is_over = app.room_is_over();
    let state = if is_over {
        "ROOM EMPTY".to_owned()
    } else if is_stopped {
        "ROOM STOPPED".to_owned()
    } else {
        format!("ROOM {}", times(percent))
    };
    let mut keys: Vec<(Verb, String)> = Vec::new();
    // In a line these keys are text.
    if app.bar.is_none() && app.choice.is_none() && app.overlay.is_none() {
        let chat = app.chat_waits();
        if chat > 0 {
            keys.push((Verb::TakeChat, format!("paste chat ({chat})")));
        }
        if !is_over {
            let go = if is_stopped { "go on" } else { "stop" };
            let pace = [
                (Verb::Pause, go),
                (Verb::Faster, "faster"),
                (Verb::Slower, "slower"),
            ];
            keys.extend(pace.map(|(verb, label)| (verb, label.to_owned())));
        }
        if app.room_is_done_here() && app.screen() != Screen::Rehearsed {
            keys.push((Verb::GoRehearsed, "how it went".to_owned()));
        }
    }
    // What has no key on this screen is not there.
    let key = |verb| {
        let mut bindings = app.keys.bindings(app.screen());
        let binding = bindings.find(|binding| binding.act == verb)?;
        Some(binding.keys.first()?.to_string())
    };
    let keys = keys.into_iter();
    let keys = keys.filter_map(|(verb, label)| Some((key(verb)?, label)));
    let rule = |cells| Span::styled(styles.signs().rule(cells), styles.rule());
    let mut spans = vec![
        rule(1),
        Span::styled(format!(" {state} "), styles.heading()),
    ];
    let mut used: usize = spans.iter().map(Span::width).sum();
    for (key, label) in keys {
        let wide = wrap::width(&key) + wrap::width(&label) + 4;
        if used + wide > usize::from(row.width) {
            break;
        }
        used += wide;
        spans.push(Span::styled(format!("  {key}"), styles.focus()));
        spans.push(Span::styled(format!(" {label} "), styles.muted()));
    }
    spans.push(rule(usize::from(row.width).saturating_sub(used)));
    put(buf, row, spans);
}
