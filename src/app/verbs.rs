//! What comes of a verb: the shown screen says what it means there, and what it says is carried out here.

mod change;
pub(super) mod copying;
pub(super) mod exporting;
pub(super) mod handing;
mod listing;
mod map;
mod reject;
pub(super) mod since;
pub(super) mod steps;
mod usual;

use super::bars::{choose, open_bar};
use super::effect::Effect;
use super::making::nothing_selected;
use super::state::{App, Tone};
use super::{
    importing, journal, lunch, mapping, notes_wait, one, pasting, selection, understood, voting,
    whiteboard,
};
use crate::domain::Edit;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::screens::{Deed, Row, cards};
pub(super) use change::ask_in_words;

/// Does what a key or the palette asks for.
pub(super) fn perform(app: &mut App, verb: Verb, effects: &mut Vec<Effect>) {
    voting::look_away(app, verb);
    if lunch::turns_the_end(app, verb) {
        return;
    }
    if verb == Verb::Back && app.has_seen_conflict() {
        return;
    }
    // Large and plain, a list goes back to its usual look first.
    if verb == Verb::Back && app.wall {
        if !lunch::leave_map(app) {
            whiteboard::turn_wall(app);
        }
        return;
    }
    if verb == Verb::Back && app.notice.is_none() && app.card().is_none() {
        app.hush();
    }
    let deed = app.tell(|room, look, rooms| {
        cards::means(look, rooms, verb).unwrap_or_else(|| (room.means)(look, rooms, verb))
    });
    carry_out(app, verb, deed, effects);
}

fn carry_out(app: &mut App, verb: Verb, deed: Deed, effects: &mut Vec<Effect>) {
    match deed {
        Deed::Usual => usual::does(app, verb, effects),
        Deed::Done => {}
        Deed::Quiet => app.notice = None,
        Deed::NothingSelected => nothing_selected(app),
        Deed::Say(says) => app.say(Tone::Info, says),
        Deed::Verb(verb) => perform(app, verb, effects),
        Deed::Pick(row) => selection::pick(app, row),
        Deed::First => {
            selection::select_first(app);
            if matches!(verb, Verb::NextPane | Verb::PreviousPane) {
                app.point();
            }
        }
        Deed::Pointed => {
            app.notice = None;
            app.point();
        }
        Deed::Show(screen, item, says) => {
            match (screen, item) {
                (None, Some(id)) => selection::go_to(app, id),
                (None, None) => {}
                (Some(screen), item) => {
                    selection::go(app, screen);
                    if let Some(id) = item {
                        selection::select(app, id);
                    }
                }
            }
            if let Some(says) = says {
                app.say(Tone::Info, says);
            }
        }
        Deed::Threats(about, threats) => mapping::list_threats(app, about, threats),
        Deed::Cheapest(search) => effects.push(Effect::Cheapest(search)),
        Deed::Fix(check, back) => selection::go_to_finding(app, check, back),
        Deed::GoBack => selection::go_back(app),
        Deed::Line(bar) => open_bar(app, *bar),
        Deed::Choose(choice) => choose(app, choice),
        Deed::Make(edit, then) => make(app, &edit, then, effects),
        Deed::Add(edit) => {
            if let Some(id) = app.make(&edit, effects).and_then(|change| change.focus) {
                selection::show_new(app, id);
            }
        }
        Deed::Folded => {
            selection::is_folded(app);
        }
        Deed::Fold => {
            app.home.unlist();
            app.notice = None;
        }
        Deed::Open(place) => selection::open_recent(app, place, effects),
        Deed::Journal(step) => journal::step(app, step, effects),
        Deed::Begin => since::begin(app),
        Deed::Foreseen(foreseen) => since::answered(app, foreseen, effects),
        Deed::Turn { passed } => app.next_turn(passed, effects),
        Deed::Swept => app.sweep_on(effects),
        Deed::SweepAt(look) => selection::sweep_at(app, look),
        Deed::LookedAt => app.mark_letter(effects),
        Deed::NextThreat => steps::next_threat(app, effects),
        Deed::Wall => match app.place.open().and_then(|open| open.held_by.as_ref()) {
            Some(_) => open_bar(app, Bar::new(&table::WALL, None)),
            None => whiteboard::open_line(app),
        },
        Deed::Write => exporting::write_exports(app, effects),
        Deed::Import(step) => importing::step(app, step, effects),
        Deed::Paste(step) => pasting::step(app, step, effects),
        Deed::Form(step) => {
            if let Some(verb) = one::step(app, step, effects) {
                usual::does(app, verb, effects);
            }
        }
    }
}

/// Makes a change, and selects a row after it.
fn make(app: &mut App, edit: &Edit, then: Option<Row>, effects: &mut Vec<Effect>) {
    let before = understood::last_element(app);
    let Some(change) = app.make(edit, effects) else {
        return;
    };
    if app.screen() == Screen::Waiting {
        notes_wait::tell(app, before, &change);
    }
    if let Some(row) = then {
        app.tell(|room, look, rooms| (room.put)(look, rooms, row));
    }
}
