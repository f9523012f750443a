//! Draws question 1: the scope, or the system in the whole width. Both stand side by side where all of the map fits
//! beside the scope.

mod drawing;
mod flows;
mod orientation;
mod said;
mod scope;
mod system;
mod table;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Span;

use crate::app::{App, Open};
use crate::areas::map;
use crate::keys::verb::Verb;
use crate::screens::working_on::Pane;
use crate::theme::Styles;
use crate::ui::frame;
pub(crate) use said::said;

/// From this many columns on, the scope needs no heading: a line below it leads to the map.
const WIDE: u16 = 96;

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
    if app.is_beside() {
        let [left, bar, right] = map::both(area);
        scope::view(&look, None, left, buf);
        frame::put_bar(buf, bar, styles);
        return system::view(&look, right, buf);
    }
    match open.rooms.working_on.pane {
        Pane::System => system::view(&look, area, buf),
        Pane::Scope if area.width < WIDE => scope::view(&look, Some("map"), area, buf),
        Pane::Scope => {
            let (words, row) = cut(area, area.height.saturating_sub(1));
            scope::view(&look, None, words, buf);
            system::line(&look, row, buf);
        }
    }
}

/// Draws the map alone, with its title and, while something is typed or was said, a row for it.
pub(crate) fn alone(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let look = Look { app, open, styles };
    system::view(&look, area, buf);
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

    /// The key to the other pane and its name.
    fn other(&self, name: &str) -> Vec<Span<'static>> {
        vec![
            Span::styled(
                format!("  {} ", self.key(Verb::NextPane)),
                self.styles.focus(),
            ),
            Span::styled(format!("{name} "), self.styles.muted()),
        ]
    }
}

/// The first rows of an area, and what is left.
fn cut(area: Rect, rows: u16) -> (Rect, Rect) {
    let [top, rest] = Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(area);
    (top, rest)
}
