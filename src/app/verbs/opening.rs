//! Enter: what it means depends on the screen and on what is selected.

use super::change::{business_risk, edit};
use super::exporting::write_exports;
use crate::app::bars::{choose, open_bar};
use crate::app::choice::Choice;
use crate::app::effect::Effect;
use crate::app::making::with_selected;
use crate::app::selection;
use crate::app::selection::go_to_finding;
use crate::app::state::App;
use crate::domain::{Edit, ItemId};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::screens::{Row, do_about};

/// Enter: what it means depends on the screen.
pub(super) fn open(app: &mut App, effects: &mut Vec<Effect>) {
    match app.screen {
        Screen::Home => selection::open_recent(app, app.home.selected, effects),
        Screen::WorkingOn => edit(app),
        Screen::GoWrong if app.sweep().is_some() => threat(app),
        Screen::GoWrong => {
            if let Some(id) = app.threat_in_focus() {
                selection::go(app, Screen::DoAbout);
                selection::select(app, id.into());
            }
        }
        Screen::DoAbout => open_spot(app, effects),
        Screen::GoodEnough => open_finding(app),
        Screen::Questions => with_selected(app, |app, id| match id {
            ItemId::Question(question) => {
                let answer = app
                    .session()
                    .and_then(|s| s.questions.iter().find(|q| q.id == question));
                let answer = answer.map(|q| q.answer.to_string()).unwrap_or_default();
                open_bar(app, Bar::holding(&table::ANSWER, Some(id), &answer));
            }
            _ => edit(app),
        }),
        Screen::Actions | Screen::Whiteboard => edit(app),
        Screen::Export => write_exports(app, effects),
        // Where Enter means something else, the screen has taken it before; else it means nothing.
        _ => {}
    }
}

/// Enter in question 3: into the artifact, then what the line under the cursor is for.
pub(super) fn open_spot(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(open) = &mut app.open else { return };
    if open.do_about.pane == do_about::Pane::List {
        open.do_about.enter();
        let threat = open.do_about.threat;
        open.rooms.do_about.show(&open.session, threat);
        return;
    }
    let Some(threat) = open.do_about.threat else {
        return;
    };
    match open.do_about.spot {
        Some(Row::Item(ItemId::Parked(parked))) => {
            if let Some(change) = app.make(&Edit::UseParked(parked, threat), effects)
                && let Some(id) = change.focus
            {
                selection::show_new(app, id);
            }
        }
        Some(Row::Item(id @ ItemId::Question(_))) => {
            open_bar(app, Bar::new(&table::ANSWER, Some(id)));
        }
        Some(Row::Item(_)) => edit(app),
        Some(Row::Response) => choose(app, Choice::Response(threat)),
        Some(Row::BusinessRisk) => business_risk(app),
        _ => {}
    }
}

pub(super) fn open_finding(app: &mut App) {
    let Some(open) = &app.open else { return };
    match open.good_enough.selected {
        Some(Row::Finding(check)) => go_to_finding(app, check, Verb::GoGoodEnough),
        _ => edit(app),
    }
}

/// The line for threats, which stays where the sweep is.
pub(super) fn threat(app: &mut App) {
    app.stay_here();
    open_bar(app, Bar::new(&table::THREAT, None));
}
