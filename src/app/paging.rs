//! How far a page goes: as far as what is drawn, which the same areas say.

use super::overlay::Overlay;
use super::pasted;
use super::state::App;
use super::wall;
use crate::areas::list::{Shown, fitted, paged, shown};
use crate::areas::lists::{self, List, Questions};
use crate::areas::wall_lines::below_strip;
use crate::areas::{self, Rect, boxes, notes, what_if, wrap};
use crate::domain::{ItemId, Session};
use crate::keys::{Binding, Screen};
use crate::screens::do_about::{Pane, TWO_PANES};
use crate::screens::pasted::Line;
use crate::screens::{FAR, home, level};

/// How many lines a session of the start screen takes at most.
fn session_height(app: &App, place: usize, here: bool, list: List, width: u16) -> usize {
    let shown = app.home.shown();
    let Some(recent) = shown.get(place) else {
        return list.lines;
    };
    let most = if here {
        usize::MAX
    } else {
        lists::session_lines(width)
    };
    let lines = |words: &str, width: u16| wrap::wrap(words, width.into()).len().min(most);
    let why = recent.broken.as_deref();
    let why = why.map_or(0, |why| lines(why, width.saturating_sub(6)));
    let found = usize::from(app.home.found_in(recent).is_some());
    lines(&recent.title, list.words) + why + found
}

/// The body of the shown screen, over which boxes lie, while no keys are chosen from.
pub(super) fn body(app: &App) -> Rect {
    areas::frame::areas(areas::terminal(app.size_inside()), 1).body
}

/// Where the palette stands that lists these commands: as high as the longest of their sentences needs.
pub fn palette_areas(found: &[&Binding], body: Rect) -> boxes::Palette {
    let width = usize::from(boxes::palette_width(body));
    let rows = found.iter().map(|b| wrap::wrap(&b.says, width).len());
    boxes::palette(body, found.len(), rows.max().unwrap_or(1))
}

/// How far a page goes from the selected row: no further than what was seen before it meets what is seen then.
pub(super) fn page(app: &App, is_down: bool) -> isize {
    let body = body(app);
    let (at, to) = if let Some(Overlay::Found { hits, selected }) = &app.overlay {
        let (_, area) = boxes::found(hits.len(), body);
        let lines = |place: usize, here, most| {
            let words = hits.get(place).map_or("", |hit| hit.words.as_str());
            boxes::hit(words, area, here, most).len()
        };
        let seen = |at| fitted(area.height, hits.len(), at, boxes::HITS, lines);
        (*selected, paged(hits.len(), *selected, is_down, seen))
    } else {
        let rows = app.ask(|room, look, rooms| (room.rows)(look, rooms));
        let selected = app.ask(|room, look, rooms| (room.selected)(look, rooms));
        let at = selected.and_then(|row| rows.iter().position(|other| *other == row));
        let at = at.unwrap_or_default();
        let wall = wall::of(app).map(|wall| {
            let area = areas::terminal(app.size_inside());
            let (places, _) = wall::arranged(app, &wall, (area, !app.ascii), app.script_rows());
            (wall, places.body)
        });
        let list = list(app, body);
        let id_of = |place: usize| rows.get(place).and_then(|row| row.item());
        let words = |place| {
            let words = id_of(place).and_then(|id| app.session()?.words_of(id));
            words.unwrap_or_default()
        };
        let paste = (app.screen() == Screen::Pasted).then(|| pasted::places(app, body));
        let paste = paste.flatten().zip(pasted::shown(app));
        let height = |place, here| match (id_of(place), app.session(), app.screen()) {
            (Some(id), Some(session), Screen::Questions) => question(session, id, body.width),
            (_, Some(session), Screen::Waiting) => {
                let note = session.waiting.get(place);
                let words = note.map_or("", |note| note.text.as_str());
                notes::wrapped(words, body.width, here).len()
            }
            (_, None, Screen::Home) => session_height(app, place, here, list, body.width),
            _ => list.height(&words(place), here),
        };
        let seen = |at| {
            if let Some((places, paste)) = &paste {
                return shown(places.rows.height.into(), rows.len(), Some(at), |place| {
                    let words = paste.lines.get(place).map(Line::words);
                    places
                        .wrapped(&words.unwrap_or_default(), place == at)
                        .len()
                });
            }
            if let Some((wall, body)) = &wall {
                let whole = if wall.alone {
                    at..at + 1
                } else {
                    let tall = |place, width| wall.tall(place, width, Some(at));
                    let has_strip = !wall.strip.is_empty();
                    let (_, arranged) = below_strip(*body, has_strip, rows.len(), Some(at), tall);
                    arranged.seen()
                };
                return Shown {
                    whole,
                    ..Shown::default()
                };
            }
            let height_of = |place| height(place, place == at);
            shown(list.room(), rows.len(), Some(at), height_of)
        };
        (at, paged(rows.len(), at, is_down, seen))
    };
    let far = isize::try_from(to.abs_diff(at)).unwrap_or(FAR).max(1);
    if is_down { far } else { -far }
}

/// The lines of a question, or of what was parked, which stands below a rule and a heading.
fn question(session: &Session, id: ItemId, width: u16) -> usize {
    let question = session
        .questions
        .iter()
        .find(|q| ItemId::Question(q.id) == id);
    match question {
        Some(q) => Questions::height(&q.text, &q.answer, q.also.len(), width),
        None => {
            let words = session.words_of(id).unwrap_or_default();
            Questions::wrapped(&words, width).len() + 2
        }
    }
}

/// The list of the shown screen.
fn list(app: &App, body: Rect) -> List {
    let body = match app.card() {
        Some((pack, _, card)) => {
            let (screen, _) = boxes::card(body, &card.says, &pack.owed());
            screen.unwrap_or(body)
        }
        None => body,
    };
    match (app.screen(), app.place.open()) {
        (Screen::GoWrong, _) => lists::board(body).threats,
        (Screen::DoAbout, Some(open)) if open.rooms.do_about.pane == Pane::List => {
            let by_votes = !open.rooms.do_about.order.is_empty();
            let alone = body.width < TWO_PANES;
            let [left, ..] = lists::responses(body);
            let list = lists::threats(if alone { body } else { left }, alone, by_votes);
            list.at_least(level::most_rows(&open.session))
        }
        (Screen::Questions, _) => lists::questions(body),
        (Screen::Coverage, Some(open)) => open.rooms.coverage.areas(body).list,
        (Screen::Tree, Some(open)) => areas::tree::areas(body, open.rooms.tree.nodes().len()).list,
        (Screen::Actions, _) => {
            let deferred = app
                .session()
                .is_some_and(|s| s.threats.iter().any(|t| t.deferred.is_some()));
            lists::actions(body, if deferred { lists::DEFERRED } else { 0 })
        }
        (Screen::Home, _) => lists::sessions(body, home::doors::doors(&app.keys, &app.home).len()),
        (Screen::Journal, _) => lists::journal(body),
        (Screen::Waiting, _) => notes::list(body),
        (Screen::WhatIf, _) => what_if::what_if(body, what_if::Wants::MOST).list,
        _ => lists::plain(body),
    }
}
