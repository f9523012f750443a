//! Leaving, and a session that could not be opened.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{boxed, comfortable};
use crate::app::App;
use crate::app::msg::Failure;
use crate::domain::text::safe;
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// What is said of changes that are in no file.
pub(crate) const UNSAVED: &str = "The last changes are not in the file. If you leave now, they go into a rescue copy, which is named in the shell.";

/// Puts the lines into a box of their height.
fn show(title: &str, says: Vec<Line<'_>>, styles: &Styles, body: Rect, buf: &mut Buffer) {
    let height = u16::try_from(says.len()).unwrap_or(u16::MAX);
    let inner = boxed(title, (comfortable(body, 84), height), styles, body, buf);
    frame::put_lines(buf, inner, says);
}

pub(super) fn draw(
    app: &App,
    open: &[String],
    unsaved: bool,
    styles: &Styles,
    body: Rect,
    buf: &mut Buffer,
) {
    let width = usize::from(comfortable(body, 84));
    let room = usize::from(body.height.saturating_sub(2));
    let mut says = Vec::new();
    if unsaved {
        let warning = UNSAVED;
        says.extend(
            wrap::wrap(warning, width)
                .into_iter()
                .map(|l| Line::styled(l, styles.alarm())),
        );
        says.push(Line::default());
    }
    if let Some(conflict) = app.open().and_then(|open| open.conflict.as_ref()) {
        let words = wrap::wrap(&conflict.says(), width).into_iter();
        says.extend(words.map(|l| Line::styled(l, styles.attention())));
        says.push(Line::default());
    }
    if open.is_empty() {
        let saved = match app.open().map(|o| o.path.as_str()) {
            Some(path) if !unsaved => format!("Everything is saved in {path}."),
            _ => String::new(),
        };
        says.extend(
            wrap::wrap(&saved, width)
                .into_iter()
                .map(|l| Line::styled(l, styles.text())),
        );
    } else {
        let head = wrap::wrap("Still open; it will be here next time:", width).into_iter();
        says.extend(head.map(|line| Line::styled(line, styles.text())));
        // Where rows are scarce, what is left out is counted.
        for (place, line) in open.iter().enumerate() {
            let words = wrap::wrap(line, width.saturating_sub(4));
            let count = usize::from(place + 1 < open.len());
            if says.len() + words.len() + count > room {
                let left = format!("    and {} more", open.len() - place);
                says.push(Line::styled(left, styles.muted()));
                break;
            }
            for (n, words) in words.into_iter().enumerate() {
                let mark = if n == 0 { "  - " } else { "    " };
                says.push(Line::styled(format!("{mark}{words}"), styles.text()));
            }
        }
    }
    // The last row of the screen says it, too.
    if says.len() + 2 <= room {
        says.push(Line::default());
        says.push(Line::styled("y quits    Esc stays", styles.focus()));
    }
    show("QUIT?", says, styles, body, buf);
}

pub(super) fn failed(failure: &Failure, styles: &Styles, body: Rect, buf: &mut Buffer) {
    explain("THIS FILE CANNOT BE OPENED", failure, styles, body, buf);
}

pub(super) fn not_taken(failure: &Failure, styles: &Styles, body: Rect, buf: &mut Buffer) {
    explain("THIS FILE CANNOT BE IMPORTED", failure, styles, body, buf);
}

fn explain(title: &str, failure: &Failure, styles: &Styles, body: Rect, buf: &mut Buffer) {
    let width = usize::from(comfortable(body, 84));
    let mut says: Vec<Line<'_>> = wrap::wrap(&safe(&failure.says), width)
        .into_iter()
        .map(|l| Line::styled(l, styles.text()))
        .collect();
    if let Some(line) = &failure.line {
        says.push(Line::default());
        says.push(Line::styled("The line is:", styles.muted()));
        // Someone else's words: they may hold anything.
        let line = safe(line);
        for part in wrap::wrap(line.trim(), width.saturating_sub(2)) {
            says.push(Line::styled(format!("  {part}"), styles.attention()));
        }
    }
    says.push(Line::default());
    says.push(Line::styled("The file was not changed.", styles.text()));
    says.push(Line::styled("r tries again    Esc closes", styles.focus()));
    show(title, says, styles, body, buf);
}
