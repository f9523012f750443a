//! The last keys, at the right end of the last row.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Span;

use super::{frame, wrap};
use crate::app::App;
use crate::theme::Styles;

/// Draws the keys, as many of the newest as half the row holds; says what is left of the row.
pub(super) fn draw(app: &App, styles: &Styles, row: Rect, buf: &mut Buffer) -> Rect {
    let mut shown = String::new();
    for key in app.sharing.badge.keys().iter().rev() {
        let longer = format!(" {key} {shown}");
        if wrap::width(&longer) + 2 > usize::from(row.width / 2) {
            break;
        }
        shown = longer;
    }
    if shown.is_empty() {
        return row;
    }
    let badge = format!("[{shown}] ");
    let width = u16::try_from(wrap::width(&badge)).unwrap_or(u16::MAX);
    let [left, right] =
        Layout::horizontal([Constraint::Fill(1), Constraint::Length(width)]).areas(row);
    frame::put(buf, right, vec![Span::styled(badge, styles.strong())]);
    left
}
