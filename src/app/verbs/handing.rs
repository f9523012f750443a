//! Handing out a sheet: the page for the moment that the meeting is at, written beside the session.

use crate::app::effect::{Effect, Sheet};
use crate::app::making::waits_for_writing;
use crate::app::state::{App, Tone};
use crate::domain::{AgendaStep, Moment, says};
use crate::export::{Format, Options, SheetOptions, render};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::table;

/// Writes the sheet of this moment; on the start screen the one for before the meeting, of the selected session.
pub(in crate::app) fn hand_out(app: &mut App, effects: &mut Vec<Effect>) {
    if waits_for_writing(app) {
        return;
    }
    if let Some(open) = app.place.open() {
        let files = render(Format::SHEET, &open.session, &options(app, moment(app)));
        return effects.push(Effect::HandOut(Sheet::Open(files)));
    }
    let home = &app.home;
    let selected = home
        .shows_list()
        .then(|| home.shown().get(home.selected).map(|it| it.path.clone()));
    match selected.flatten() {
        Some(path) => effects.push(Effect::HandOut(Sheet::Of(path))),
        None => app.say(
            Tone::Info,
            says![
                "Select a session first: press ",
                Verb::ListSessions,
                ". The sheet is then for before its meeting."
            ],
        ),
    }
}

/// What a sheet for a moment depends on; for whichever the session is at where none is given.
pub(in crate::app) fn options(app: &App, moment: Option<Moment>) -> Options {
    let options = app.ask(|_, look, rooms| rooms.export.options(look));
    Options {
        sheet: SheetOptions {
            moment,
            since: app.wall_since(),
            ..options.sheet
        },
        ..options
    }
}

/// The moment that the screen is at, where it is at one.
fn moment(app: &App) -> Option<Moment> {
    if app.bar.as_ref().is_some_and(|bar| bar.is(&table::VOTE)) {
        return Some(Moment::Vote);
    }
    match (app.screen(), app.step()) {
        (Screen::GoodEnough, _) => Some(Moment::End),
        (_, Some(AgendaStep::Silent | AgendaStep::Quiet)) => Some(Moment::Silent),
        (_, Some(AgendaStep::Vote | AgendaStep::WallVote)) => Some(Moment::Vote),
        _ => None,
    }
}

impl App {
    /// What a sheet for before a meeting depends on, for a session that is not open.
    pub fn before_meeting(&self) -> Options {
        options(self, Some(Moment::Before))
    }
}
