//! Draws how a rehearsal went: what was said and what the file holds, the one below the other.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::Open;
use crate::screens::rehearsed::{self, Style};
use crate::theme::Styles;
use crate::ui::{frame, wrap};

pub(crate) fn view(open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let state = &open.rooms.rehearsed;
    let top = state.pages(area).within(state.scroll);
    let width = usize::from(area.width).saturating_sub(1);
    let below = state.lines.iter().skip(top.line);
    let rows = below.flat_map(|line| drawn(line, styles, width));
    frame::put_lines(buf, area, rows.skip(top.row));
}

/// The rows of one line.
fn drawn(line: &rehearsed::Line, styles: &Styles, width: usize) -> Vec<Line<'static>> {
    let (head, says) = match line.look {
        Style::Heading => (styles.heading(), styles.heading()),
        Style::Said | Style::Note => (styles.muted(), styles.muted()),
        Style::Holds => (styles.focus(), styles.text()),
        Style::Rule => (styles.focus(), styles.strong()),
        Style::Text => (styles.text(), styles.text()),
    };
    let indent = line.indent();
    let first = match line.look {
        Style::Heading | Style::Text | Style::Note => " ".repeat(indent),
        _ => wrap::pad(&format!("   {}", line.head), indent),
    };
    let rows = line.rows(width).into_iter().enumerate();
    rows.map(|(n, words)| {
        let before = if n == 0 {
            Span::styled(first.clone(), head)
        } else {
            Span::raw(" ".repeat(indent))
        };
        Line::from(vec![before, Span::styled(words, says)])
    })
    .collect()
}
