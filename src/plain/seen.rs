//! What was said last: just enough of the program to hear what is new.

use std::mem::{Discriminant, discriminant};

use super::row::say_row;
use super::{overlay, place};
use crate::app::listing::{self, Row};
use crate::app::overlay::Overlay;
use crate::app::{App, Saving};
use crate::domain::{AgendaStep, ItemId};
use crate::keys::Screen;
use crate::lines::Line;
use crate::lines::bar::Bar;
use crate::screens::choice::Choice;

/// What a listener knows already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The file of the session that is open.
    pub(super) path: Option<String>,
    pub(super) place: Option<(Screen, Option<AgendaStep>)>,
    pub(super) facts: Vec<String>,
    pub(super) said: u64,
    pub(super) row: Option<Row>,
    pub(super) line: String,
    pub(super) position: Option<usize>,
    pub(super) bar: Option<(&'static Line, Option<ItemId>)>,
    pub(super) choice: Option<(Choice, String)>,
    pub(super) covered: bool,
    pub(super) overlay: Option<Discriminant<Overlay>>,
    pub(super) current: Option<String>,
    pub(super) failing: Option<String>,
    /// How many lines the room of a rehearsal has said.
    pub(super) heard: usize,
}

impl Seen {
    /// What someone knows who was told everything about the program as it is.
    pub fn of(app: &App) -> Self {
        let row = listing::selected(app);
        Self {
            path: app.open().map(|open| open.path.clone()),
            place: Some((app.screen(), app.step())),
            facts: place::facts(app),
            said: app.said,
            row,
            line: row.map(|row| say_row(app, row)).unwrap_or_default(),
            position: row.and_then(|row| listing::rows(app).iter().position(|r| *r == row)),
            bar: app.bar.as_ref().map(kind),
            choice: app.choice.clone(),
            covered: app.sharing.cover.is_some(),
            overlay: app.overlay.as_ref().map(discriminant),
            current: overlay::current(app),
            failing: failing(app),
            heard: app.lines_said(),
        }
    }

    /// Whether the same screen of the same session is shown.
    pub(super) fn same_screen(&self, now: &Self) -> bool {
        let screen = |seen: &Self| seen.place.map(|(screen, _)| screen);
        screen(self) == screen(now) && self.path == now.path
    }
}

fn kind(bar: &Bar) -> (&'static Line, Option<ItemId>) {
    (bar.line, bar.about)
}

/// Why the file cannot be written, while it cannot.
pub(super) fn failing(app: &App) -> Option<String> {
    match &app.open()?.saving {
        Saving::Failed(says) => Some(says.clone()),
        _ => None,
    }
}
