//! Why the team is back, and after an incident: what happened, and was it on the list?

use crate::app::bars::{choose, open_bar};
use crate::app::choice::Choice;
use crate::app::effect::Effect;
use crate::app::making::nothing_selected;
use crate::app::selection;
use crate::app::state::{App, Open, Tone};
use crate::domain::{Edit, Foreseen, ItemId, ReturnReason, SessionField};
use crate::keys::Screen;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::screens::Row;
use crate::screens::since::verdict;

/// What is said of an incident that another meeting was about.
const OTHER: &str = "That was another meeting: it stays as it was told.";

/// A session that was opened to come back to it asks why, unless a line waits to be ended; Esc leaves it unsaid.
pub(in crate::app) fn ask_why_back(app: &mut App, line_waits: bool) {
    let returning = std::mem::take(&mut app.home.returning);
    let held = app.open.as_ref().is_none_or(|open| open.held_by.is_some());
    if returning && !held && !line_waits && app.screen == Screen::SinceLastTime {
        choose(app, Choice::WhyBack);
    }
}

/// An incident brought the team back: kept at once, then what happened is asked.
pub(in crate::app) fn ask_what_happened(app: &mut App, effects: &mut Vec<Effect>) {
    let why = Edit::Session(SessionField::Why(ReturnReason::Incident));
    if app.make(&why, effects).is_some() {
        select_incident(app);
        app.bar = Some(Bar::new(&table::INCIDENT, None));
    }
}

pub(super) fn why(app: &mut App) {
    if app.open.as_ref().is_some_and(|open| open.held_by.is_none()) {
        choose(app, Choice::WhyBack);
    }
}

pub(super) fn tell_incident(app: &mut App) {
    let Some(Row::Incident(place)) = selected(app) else {
        return;
    };
    let told = app.open.as_ref().and_then(|open| {
        let current = verdict::is_current(&open.since, &open.session, place);
        let sitting = open.session.sittings.get(place).filter(|_| current)?;
        Some(sitting.incident.to_string())
    });
    match told {
        Some(told) => open_bar(app, Bar::holding(&table::INCIDENT, None, &told)),
        None => app.say(Tone::Info, OTHER),
    }
}

pub(super) fn is_asking(app: &App) -> bool {
    app.open.as_ref().is_some_and(|open| open.since.asking)
}

/// Was it on the list? The list of threats is shown, and Enter says which one it was.
pub(super) fn ask_on_list(app: &mut App) {
    let Some(Row::Incident(place)) = selected(app) else {
        return;
    };
    let Some(open) = &mut app.open else { return };
    if !verdict::is_current(&open.since, &open.session, place) {
        return app.say(Tone::Info, OTHER);
    }
    open.since.asking = true;
    open.since.selected = open.session.threats.first().map(|t| Row::Item(t.id.into()));
    app.notice = None;
}

/// The answer: the selected threat, or none.
pub(super) fn answer(app: &mut App, yes: bool, effects: &mut Vec<Effect>) {
    let foreseen = match selected(app) {
        Some(Row::Item(ItemId::Threat(id))) if yes => Foreseen::As(id),
        Some(Row::Incident(place)) => {
            let open = app.open.as_ref();
            if !open.is_some_and(|o| verdict::is_current(&o.since, &o.session, place)) {
                return app.say(Tone::Info, OTHER);
            }
            Foreseen::No
        }
        _ if yes => return nothing_selected(app),
        _ => Foreseen::No,
    };
    let edit = Edit::Session(SessionField::Foreseen(Some(foreseen)));
    if app.make(&edit, effects).is_none() {
        return;
    }
    let kept = app.notice.take();
    if let Some(open) = &mut app.open {
        open.since.asking = false;
        open.since.selected = waiting(open, None);
    }
    selection::select_first(app);
    app.notice = kept;
}

/// The row of what brought this meeting together.
pub(super) fn select_incident(app: &mut App) {
    if let Some(open) = &mut app.open {
        let place = open.session.sittings.len().saturating_sub(1);
        open.since.selected = Some(Row::Incident(place));
    }
}

pub(super) fn selected(app: &App) -> Option<Row> {
    app.open.as_ref()?.since.selected
}

pub(super) fn waiting(open: &Open, after: Option<ItemId>) -> Option<Row> {
    let report = open.report.as_ref().map(|(_, report)| report);
    open.since.waiting(&open.session, report, after)
}
