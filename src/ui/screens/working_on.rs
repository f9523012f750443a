//! Draws question 1: what the room said on the left, the system on the right. Where columns are few, one of the two at
//! a time; while the room speaks of the scope or of assumptions, their words, and one line for the map.

mod drawing;
mod flows;
mod orientation;
mod scope;
mod system;
mod table;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Span;

use crate::app::{App, Open};
use crate::domain::AgendaStep;
use crate::keys::verb::Verb;
use crate::screens::working_on::Pane;
use crate::theme::Styles;
use crate::ui::frame;

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
    if look.is_about_words() {
        let (words, row) = cut(area, area.height.saturating_sub(1));
        scope::view(&look, None, words, buf);
        return system::line(&look, row, buf);
    }
    let width = (area.width * 9 / 25).min(LEFT);
    let widths = [
        Constraint::Length(width),
        Constraint::Length(1),
        Constraint::Fill(1),
    ];
    let [left, bar, right] = Layout::horizontal(widths).areas(area);
    scope::view(&look, None, left, buf);
    frame::put_bar(buf, bar, styles);
    system::view(&look, None, right, buf);
}

impl Look<'_> {
    /// The key of an action on this screen.
    fn key(&self, action: Verb) -> String {
        self.app.keys.key_for(self.app.screen(), action)
    }

    /// Whether the room is at the scope or the assumptions: the words have the whole width then, as nobody looks at the
    /// map. Between meetings both are looked at.
    fn is_about_words(&self) -> bool {
        let step = self.app.step();
        self.active(Pane::Scope)
            && matches!(step, Some(AgendaStep::Scope | AgendaStep::Assumptions))
            && !self.open.session.is_between_meetings(self.app.now)
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

/// The first rows of an area, and what is left.
fn cut(area: Rect, rows: u16) -> (Rect, Rect) {
    let [top, rest] = Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(area);
    (top, rest)
}
