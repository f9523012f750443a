//! Draws question 1: what the room said on the left, the system on the right. Where columns are few, one of the two at
//! a time.

mod drawing;
mod flows;
mod orientation;
mod scope;
mod system;
mod table;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::{App, Open};
use crate::keys::verb::Verb;
use crate::screens::working_on::Pane;
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// From this many columns on, both panes are seen.
const BOTH: u16 = 96;
/// The widest that the left pane gets; beyond it lines are too long to be read at a glance.
const LEFT: u16 = 60;

/// What the parts of this screen are drawn from.
struct Look<'a> {
    app: &'a App,
    open: &'a Open,
    styles: &'a Styles,
}

pub(crate) fn view(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let look = Look { app, open, styles };
    if app.is_orientation() {
        return orientation::view(&look, area, buf);
    }
    if area.width < BOTH {
        return match open.rooms.working_on.pane {
            Pane::Scope => scope::view(&look, Some("map"), area, buf),
            Pane::System => system::view(&look, Some("scope"), area, buf),
        };
    }
    let width = (area.width * 9 / 25).min(LEFT);
    let left = Rect { width, ..area };
    let right = Rect {
        x: area.x + width + 1,
        width: area.width - width - 1,
        ..area
    };
    scope::view(&look, None, left, buf);
    for y in area.top()..area.bottom() {
        let cell = Rect::new(left.right(), y, 1, 1);
        frame::put(
            buf,
            cell,
            vec![Span::styled(styles.signs().bar(), styles.rule())],
        );
    }
    system::view(&look, None, right, buf);
}

impl Look<'_> {
    /// The key of an action on this screen.
    fn key(&self, action: Verb) -> String {
        self.app.keys.key_for(self.app.screen(), action)
    }

    /// Whether the keys go to this pane.
    fn active(&self, pane: Pane) -> bool {
        self.open.rooms.working_on.pane == pane
    }

    /// The key to the other pane and its name, where only one is seen.
    fn other(&self, name: Option<&'static str>) -> Vec<Span<'static>> {
        let Some(name) = name else { return Vec::new() };
        vec![
            Span::styled(
                format!("  {} ", self.key(Verb::NextPane)),
                self.styles.focus(),
            ),
            Span::styled(format!("{name} "), self.styles.muted()),
        ]
    }
}

/// The first row of an area, and what is left.
fn cut(area: Rect, rows: u16) -> (Rect, Rect) {
    let height = rows.min(area.height);
    let top = Rect { height, ..area };
    let rest = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    (top, rest)
}

/// A calm sentence in an empty pane.
fn paragraph(says: &str, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let lines = wrap::wrap(says, usize::from(area.width).saturating_sub(4));
    for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        frame::put(
            buf,
            row,
            vec![Span::styled(format!("   {line}"), styles.text())],
        );
    }
}
