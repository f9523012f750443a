//! Find: anything by its words, or by its id.

use super::effect::Effect;
use super::msg::Sought;
use super::overlay::{Hit, Overlay};
use super::selection;
use super::state::App;
use super::state::Tone;
use crate::domain::fold::fold;
use crate::domain::{ItemId, Session};
use crate::keys::Screen;

/// At most this many hits are shown; typing another letter is faster than scrolling.
const MOST: usize = 50;

/// Looks again for what the bar says.
pub(super) fn refresh(app: &mut App) {
    let Some(bar) = &app.bar else { return };
    let line = bar.editor.text().to_owned();
    if app.screen().lists_sessions() {
        app.home.filter = line;
        app.home.selected = 0;
        return;
    }
    let hits = app
        .session()
        .map(|session| {
            let found = find(session, &line, app.screen() == Screen::WorkingOn);
            match on_wall(app, session, &line) {
                Some(hit) => [vec![hit], found].concat(),
                None => found,
            }
        })
        .unwrap_or_default();
    app.overlay = (!line.trim().is_empty()).then_some(Overlay::Found { hits, selected: 0 });
}

/// The line of the wall with this number.
fn on_wall(app: &App, session: &Session, line: &str) -> Option<Hit> {
    let number: u32 = line.trim().parse().ok()?;
    let wall = session.wall();
    let mut lines = wall.iter().filter(|_| app.screen() == Screen::Whiteboard);
    let line = lines.find(|line| line.number == number)?;
    Some(Hit {
        id: line.id,
        words: line.text.to_string(),
    })
}

/// Has the sessions looked through for what the start screen looks for, once for each change of it.
pub(super) fn seek(app: &mut App, effects: &mut Vec<Effect>) {
    let home = &mut app.home;
    if home.filter == home.asked || home.filter.trim().is_empty() {
        return;
    }
    let Some(recents) = &home.recents else { return };
    let readable = recents.iter().filter(|recent| recent.broken.is_none());
    let paths = readable.map(|recent| recent.path.clone()).collect();
    home.asked.clone_from(&home.filter);
    effects.push(Effect::Seek(home.filter.clone(), paths));
}

/// What was found in the sessions. The same one stays selected.
pub(super) fn found(app: &mut App, sought: Sought) {
    let home = &mut app.home;
    if !home.filter.starts_with(&sought.words) {
        return;
    }
    home.take_found(sought);
}

/// Everything whose words hold all the words of `line`, without case and accents. An id comes first, then what is called
/// just so, then, where the map is worked on, what stands on it.
fn find(session: &Session, line: &str, on_map: bool) -> Vec<Hit> {
    let words: Vec<String> = line.split_whitespace().map(fold).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let by_id = line.trim().parse::<ItemId>().ok().and_then(|id| {
        let id = session.leads_to(id)?;
        Some(Hit {
            id,
            words: session.words_of(id)?,
        })
    });
    let fits = |text: &str| {
        let text = fold(text);
        words.iter().all(|word| text.contains(word.as_str()))
    };
    let texts = session
        .threats
        .iter()
        .map(|t| (ItemId::from(t.id), &t.text))
        .chain(
            session
                .threats
                .iter()
                .flat_map(|t| t.also.iter().map(|also| (t.id.into(), also))),
        )
        .chain(session.mitigations.iter().map(|m| (m.id.into(), &m.text)))
        .chain(
            session
                .questions
                .iter()
                .flat_map(|q| [(q.id.into(), &q.text), (q.id.into(), &q.answer)]),
        )
        .chain(session.actions.iter().map(|a| (a.id.into(), &a.text)))
        .chain(session.assumptions.iter().map(|a| (a.id.into(), &a.text)))
        .chain(session.elements.iter().map(|e| (e.id.into(), &e.name)))
        .chain(session.flows.iter().map(|f| (f.id.into(), &f.data)))
        .chain(session.zones.iter().map(|z| (z.id.into(), &z.name)))
        .chain(session.notes.iter().map(|n| (n.id.into(), &n.text)))
        .chain(session.parked.iter().map(|p| (p.id.into(), &p.text)))
        .chain(session.participants.iter().map(|p| (p.id.into(), &p.name)));
    let by_id_id = by_id.as_ref().map(|hit| hit.id);
    let whole = fold(line.trim());
    let mut by_words: Vec<_> = texts
        .filter(|(id, text)| Some(*id) != by_id_id && fits(text))
        .collect();
    by_words.sort_by_key(|(id, text)| {
        let drawn = matches!(id, ItemId::Element(_) | ItemId::Flow(_) | ItemId::Zone(_));
        (fold(text) != whole, !(on_map && drawn))
    });
    let by_words = by_words.into_iter().map(|(id, text)| Hit {
        id,
        words: text.to_string(),
    });
    by_id.into_iter().chain(by_words).take(MOST).collect()
}

/// Enter: goes to the selected hit.
pub(super) fn enter(app: &mut App, effects: &mut Vec<Effect>) {
    refresh_if_unseen(app);
    match app.overlay.take() {
        Some(Overlay::Found { hits, selected }) => match hits.get(selected) {
            Some(hit) => {
                let id = hit.id;
                app.bar = None;
                selection::go_to(app, id);
            }
            None => app.refuse("No match. Change the words, or press Esc.".to_owned()),
        },
        other => {
            app.overlay = other;
            app.close_bar(effects);
        }
    }
}

/// A line that was put in by a paste has not been looked for yet.
fn refresh_if_unseen(app: &mut App) {
    if app.overlay.is_none() {
        refresh(app);
    }
}

/// Enter on the start screen: opens the selected of the sessions that fit.
pub(super) fn enter_home(app: &mut App, effects: &mut Vec<Effect>) {
    if !app.home.shows_list() {
        return app.refuse("Type words to look for first, or press Esc.".to_owned());
    }
    if app.home.shown().is_empty() && app.home.is_seeking() {
        return app.refuse("Still looking through the sessions.".to_owned());
    }
    if app.home.shown().is_empty() {
        return app
            .refuse("No session contains these words. Change them, or press Esc.".to_owned());
    }
    app.bar = None;
    let place = app.home.selected;
    app.say(Tone::Info, "");
    selection::open_recent(app, place, effects);
    app.home.unfilter();
}
