//! Coming back: where an opened session begins, why the team is back, and the beginning of the new meeting.

use crate::app::bars::choose;
use crate::app::effect::Effect;
use crate::app::selection;
use crate::app::state::{App, Tone};
use crate::domain::{
    ActionStatus, Edit, Foreseen, ReturnReason, Session, SessionField, SessionKind, says,
};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::screens::choice::Choice;

/// The screen that a session opens on: what last time left open, if there was a last time and it is over, or if the
/// session was opened to come back to it.
pub(in crate::app) fn first_screen(app: &App, session: &Session) -> Screen {
    let again = app.home.returning && session.sittings.len() > 1;
    // A lunch that is opened is looked at on its wall, unless someone was to try something before another day.
    let mut actions = session.actions.iter();
    let earlier = session
        .started()
        .is_some_and(|at| at.date_naive() < app.today());
    let promised = earlier && actions.any(|action| action.status == ActionStatus::Open);
    let asks = session.kind != SessionKind::Whiteboard || promised;
    let over = asks && session.is_between_meetings(app.now);
    if over || again {
        Screen::SinceLastTime
    } else if session.kind == SessionKind::Whiteboard {
        Screen::Whiteboard
    } else {
        Screen::WorkingOn
    }
}

/// `r` on the start screen: the sessions to come back to.
pub(super) fn list(app: &mut App) {
    app.home.returning = true;
    app.home.selected = 0;
    if app.home.shown().is_empty() {
        app.home.returning = false;
        app.say(
            Tone::Info,
            says![
                "No earlier session to follow up. Press ",
                Verb::NewMeeting,
                " to start a meeting."
            ],
        );
    }
}

/// Whether there was a last time.
pub(super) fn is_there(app: &App) -> bool {
    app.place
        .open()
        .is_some_and(|o| o.rooms.since.last.is_some())
}

/// Shows what last time left open.
pub(super) fn go(app: &mut App) {
    if is_there(app) {
        if let Some(open) = app.place.open_mut() {
            open.rooms.since.asking = false;
        }
        selection::go(app, Screen::SinceLastTime);
    } else {
        app.say(
            Tone::Info,
            "This is the first meeting, so nothing is left open from an earlier one.",
        );
    }
}

/// A session that was opened to come back to it asks why, unless a line waits to be ended; Esc leaves it unsaid.
pub(in crate::app) fn ask_why_back(app: &mut App, line_waits: bool) {
    let returning = std::mem::take(&mut app.home.returning);
    let held = app.place.open().is_none_or(|open| open.held_by.is_some());
    if returning && !held && !line_waits && app.screen() == Screen::SinceLastTime {
        choose(app, Choice::WhyBack);
    }
}

/// An incident brought the team back: kept at once, then what happened is asked.
pub(in crate::app) fn ask_what_happened(app: &mut App, effects: &mut Vec<Effect>) {
    let why = Edit::Session(SessionField::Why(ReturnReason::Incident));
    if app.make(&why, effects).is_some() {
        if let Some(open) = app.place.open_mut() {
            open.rooms.since.select_incident(&open.session);
        }
        app.bar = Some(Bar::new(&table::INCIDENT, None));
    }
}

/// Begins the new meeting, and shows its first question.
pub(super) fn begin(app: &mut App) {
    app.begin_meeting();
    let first = match app.session().map(|session| session.kind) {
        Some(SessionKind::Whiteboard) => Screen::Whiteboard,
        _ => Screen::WorkingOn,
    };
    selection::go(app, first);
    let now = app.now;
    let begun = app.session().filter(|s| !s.is_between_meetings(now));
    if let Some(started) = begun.and_then(Session::started) {
        let says = format!("This meeting began at {}.", started.format("%H:%M"));
        app.say(Tone::Info, says);
    }
}

/// Keeps which threat the incident was, and goes to the next row that waits.
pub(super) fn answered(app: &mut App, foreseen: Foreseen, effects: &mut Vec<Effect>) {
    let edit = Edit::Session(SessionField::Foreseen(Some(foreseen)));
    if app.make(&edit, effects).is_none() {
        return;
    }
    let kept = app.notice.take();
    app.tell(|_, look, rooms| rooms.since.go_on(look.session, look.report));
    selection::select_first(app);
    app.notice = kept;
}
