//! Find: anything by its words, or by its id.

use super::effect::Effect;
use super::overlay::{Hit, Overlay};
use super::selection;
use super::state::App;
use super::state::Tone;
use crate::domain::fold::fold;
use crate::domain::{ItemId, Session};

/// At most this many hits are shown; typing another letter is faster than scrolling.
const MOST: usize = 50;

/// Looks again for what the bar says.
pub(super) fn refresh(app: &mut App) {
    let Some(bar) = &app.bar else { return };
    let line = bar.editor.text().to_owned();
    if app.screen() == crate::keys::Screen::Home {
        app.home.filter = line;
        app.home.selected = 0;
        return;
    }
    let hits = app
        .session()
        .map(|session| find(session, &line))
        .unwrap_or_default();
    app.overlay = (!line.trim().is_empty()).then_some(Overlay::Found { hits, selected: 0 });
}

/// Everything whose words hold all the words of `line`, without case and accents; an id comes first.
fn find(session: &Session, line: &str) -> Vec<Hit> {
    let words: Vec<String> = line.split_whitespace().map(fold).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let by_id = line.trim().parse::<ItemId>().ok().and_then(|id| {
        let id = match id {
            ItemId::Threat(threat) => session.threat(threat)?.id.into(),
            id => id,
        };
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
        .chain(session.notes.iter().map(|n| (n.id.into(), &n.text)))
        .chain(session.parked.iter().map(|p| (p.id.into(), &p.text)))
        .chain(session.participants.iter().map(|p| (p.id.into(), &p.name)));
    let by_id_id = by_id.as_ref().map(|hit| hit.id);
    let by_words = texts
        .filter(|(id, text)| Some(*id) != by_id_id && fits(text))
        .map(|(id, text)| Hit {
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
        return app.refuse("Type words from its title first, or press Esc.".to_owned());
    }
    if app.home.shown().is_empty() {
        return app.refuse("No session title matches. Change the words, or press Esc.".to_owned());
    }
    app.bar = None;
    let place = app.home.selected;
    app.say(Tone::Info, "");
    selection::open_recent(app, place, effects);
    app.home.unfilter();
}
