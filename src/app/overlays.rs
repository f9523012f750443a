//! Keys while something lies over the screen, and pasting.

use super::bars::put_aside;
use super::effect::Effect;
use super::helping::matching;
use super::leaving::leave;
use super::overlay::Overlay;
use super::paging::{body, palette_areas};
use super::state::{App, Tone};
use super::{
    cards, choosing_rehearsal, choosing_theme, finding, helping, importing, mapping, one, pasting,
    selection, sheets, verbs, voting, whiteboard,
};
use crate::areas::boxes;
use crate::areas::list::{paged, shown};
use crate::keys::Screen;
use crate::keys::key::Key;
use crate::keys::key::KeyCode;
use crate::keys::verb::Verb;
use crate::lines::editor::Editor;
use crate::lines::table;
use crate::parse::cells::Cells;
use crate::parse::chat;

pub(super) fn on_key(app: &mut App, key: Key, effects: &mut Vec<Effect>) -> Option<Verb> {
    match app.overlay.take()? {
        Overlay::Help { filter, scroll } => help(app, key, filter, scroll),
        Overlay::Meanings { scroll } => {
            let lines = |app: &App, width| app.meanings(width).len();
            let scroll = scrolled(app, key, scroll, lines);
            app.overlay = scroll.map(|scroll| Overlay::Meanings { scroll });
        }
        Overlay::CameAbout { scroll } => {
            let lines = |app: &App, width| app.came_about(width).len();
            let scroll = scrolled(app, key, scroll, lines);
            app.overlay = scroll.map(|scroll| Overlay::CameAbout { scroll });
        }
        Overlay::Palette { filter, selected } => {
            return palette(app, key, filter, selected);
        }
        Overlay::Found { hits, selected } => {
            app.overlay = Some(Overlay::Found { hits, selected });
            find(app, key, effects);
        }
        Overlay::Threats {
            about,
            hits,
            selected,
        } => mapping::on_threats_key(app, key, (about, hits, selected)),
        Overlay::Ballots(ballots) => match key.code {
            KeyCode::Enter => voting::take_ballots(app, ballots, effects),
            KeyCode::Esc => voting::close_ballots(app),
            _ => app.overlay = Some(Overlay::Ballots(ballots)),
        },
        Overlay::Packs { selected } => cards::on_packs_key(app, key, selected),
        Overlay::Themes { offers, selected } => {
            choosing_theme::on_key(app, key, offers, selected, effects)
        }
        Overlay::Rehearsals { offers, selected } => {
            choosing_rehearsal::on_key(app, key, offers, selected, effects);
        }
        Overlay::Failed(failure) => match key.code {
            KeyCode::Enter | KeyCode::Esc => {}
            KeyCode::Char('r') if key.writes() => effects.push(Effect::Open(failure.path)),
            _ => app.overlay = Some(Overlay::Failed(failure)),
        },
        Overlay::NotTaken(failure) => match key.code {
            KeyCode::Enter | KeyCode::Esc => {}
            KeyCode::Char('r') if key.writes() => importing::fetch(app, &failure.path, effects),
            _ => app.overlay = Some(Overlay::NotTaken(failure)),
        },
        Overlay::Leave { open, unsaved } => match key.code {
            KeyCode::Char('y') if key.writes() => leave(app, effects),
            KeyCode::Esc => app.say(Tone::Info, "Not quitting."),
            KeyCode::Char('n') if key.writes() => app.say(Tone::Info, "Not quitting."),
            _ => app.overlay = Some(Overlay::Leave { open, unsaved }),
        },
    }
    None
}

/// Whether a key that is no letter to look for does this on the shown screen: what opened an overlay closes it.
fn opens(app: &App, key: Key, act: Verb) -> bool {
    !key.writes() && app.keys.action(app.screen(), key) == Some(act)
}

fn help(app: &mut App, key: Key, mut filter: Editor, scroll: usize) {
    // The key of help, pressed again, explains the figure that is shown, or closes what it opened where there is none. A
    // letter of one's own is text once words stand there; no key's sentence is found by a question mark.
    let is_again = app.keys.action(app.screen(), key) == Some(Verb::Help);
    let is_text = key.writes() && key.code != KeyCode::Char('?') && !filter.is_blank();
    if is_again && !is_text {
        let explains = app.explains_a_figure();
        app.overlay = explains.then_some(Overlay::CameAbout { scroll: 0 });
        return;
    }
    let content = boxes::help(body(app)).content;
    let page = usize::from(content.height).saturating_sub(1).max(1);
    let scroll = match key.code {
        KeyCode::Esc | KeyCode::Enter => return,
        KeyCode::Down => scroll + 1,
        KeyCode::PageDown => scroll + page,
        KeyCode::Up => scroll.saturating_sub(1),
        KeyCode::PageUp => scroll.saturating_sub(page),
        _ => {
            filter.edit(key);
            0
        }
    };
    // Scrolling beyond the end would have to be scrolled back unseen.
    let rows = helping::page(app, filter.text(), content.width).height(content.width);
    let most = rows.saturating_sub(content.height.into());
    app.overlay = Some(Overlay::Help {
        filter,
        scroll: scroll.min(most),
    });
}

/// How far lines in a box are scrolled after a key. Any key but those that scroll goes back to what was there.
fn scrolled(
    app: &App,
    key: Key,
    scroll: usize,
    lines: impl Fn(&App, usize) -> usize,
) -> Option<usize> {
    let areas = boxes::meanings(body(app));
    // The first and the last row may say how many lines are beyond them.
    let page = usize::from(areas.height).saturating_sub(2).max(1);
    let scroll = match key.code {
        KeyCode::Down | KeyCode::Char('j') => scroll + 1,
        KeyCode::Up | KeyCode::Char('k') => scroll.saturating_sub(1),
        KeyCode::PageDown | KeyCode::Char(' ') => scroll + page,
        KeyCode::PageUp => scroll.saturating_sub(page),
        KeyCode::Home => 0,
        KeyCode::End => usize::MAX,
        _ => return None,
    };
    let most = lines(app, areas.width.into()).saturating_sub(areas.height.into());
    Some(scroll.min(most))
}

fn palette(app: &mut App, key: Key, mut filter: Editor, selected: usize) -> Option<Verb> {
    let last = |app: &App, filter: &Editor| {
        matching(&app.keys, app.screen(), filter.text())
            .len()
            .saturating_sub(1)
    };
    let page = |app: &App, filter: &Editor, is_down| {
        let found = matching(&app.keys, app.screen(), filter.text());
        let list = palette_areas(&found, body(app)).list;
        let seen = |at| shown(list.height.into(), found.len(), Some(at), |_| 1);
        paged(found.len(), selected, is_down, seen)
    };
    if opens(app, key, Verb::Palette) {
        return None;
    }
    let selected = match key.code {
        KeyCode::Esc => return None,
        KeyCode::Enter => {
            let found = matching(&app.keys, app.screen(), filter.text());
            let verb = found.get(selected).map(|binding| binding.act);
            match verb {
                Some(_) => put_aside(app),
                None => {
                    app.overlay = Some(Overlay::Palette {
                        filter,
                        selected: 0,
                    });
                }
            }
            return verb;
        }
        KeyCode::Down | KeyCode::Tab => (selected + 1).min(last(app, &filter)),
        KeyCode::Up | KeyCode::BackTab => selected.saturating_sub(1),
        KeyCode::PageDown => page(app, &filter, true),
        KeyCode::PageUp => page(app, &filter, false),
        _ => {
            filter.edit(key);
            0
        }
    };
    app.overlay = Some(Overlay::Palette { filter, selected });
    None
}

/// While hits are shown, the bar still takes the letters.
fn find(app: &mut App, key: Key, effects: &mut Vec<Effect>) {
    match key.code {
        KeyCode::Enter => finding::enter(app, effects),
        KeyCode::Esc => {
            app.overlay = None;
            app.close_bar(effects);
        }
        KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown => {
            if let Some(action) = app.keys.action(app.screen(), key) {
                selection::move_selection(app, action);
            }
        }
        _ => {
            if let Some(bar) = &mut app.bar {
                bar.editor.edit(key);
                bar.refusal = None;
            }
            finding::refresh(app);
        }
    }
}

/// Opens the line that a paste without one is for: that of the screen's own items, else a threat. Says why it cannot, as
/// what was pasted must not vanish in silence.
fn open_for_paste(app: &mut App, effects: &mut Vec<Effect>) -> bool {
    let screen = app.screen();
    let verb = match screen {
        Screen::Questions => Verb::Question,
        Screen::Actions => Verb::ActionItem,
        _ => Verb::Threat,
    };
    if app.keys.bindings(screen).any(|binding| binding.act == verb) {
        verbs::perform(app, verb, effects);
    } else {
        app.say(Tone::Attention, "Nothing was pasted: no line is open here.");
    }
    app.bar.is_some()
}

/// Pasted text: into the line, or, when it is a list, one item a line after one look at it.
pub(super) fn paste(app: &mut App, text: &str, effects: &mut Vec<Effect>) {
    if let Some(says) = sheets::refuses_answers(app, text) {
        return app.say(Tone::Attention, says);
    }
    match &mut app.overlay {
        Some(Overlay::Help { filter, .. } | Overlay::Palette { filter, .. }) => {
            return filter.insert(text);
        }
        // Under any other overlay a paste would be keys that no one pressed.
        Some(Overlay::Found { .. }) | None => {}
        Some(Overlay::Ballots(_)) => return voting::paste_more(app, text),
        Some(_) => return,
    }
    if app.screen() == Screen::Pasted {
        return pasting::more(app, text, effects);
    }
    if let Some(says) = one::refuses_paste(app) {
        return app.say(Tone::Info, says);
    }
    if pasting::look_for_answers(app, text, effects) {
        return;
    }
    if importing::takes_transcript(app, text, effects) {
        return;
    }
    // A list whose answer may be typed takes a pasted one.
    let list = app.choice.take().and_then(|(choice, _)| choice.in_words());
    if let (Some(pick), None) = (list, &app.bar) {
        app.pick(pick, effects);
    }
    if app.bar.as_ref().is_some_and(|bar| bar.is(&table::VOTE)) {
        return voting::paste(app, text);
    }
    if one::takes_article(app, text, effects) {
        return;
    }
    whiteboard::open_line(app);
    let opens_line = app.bar.is_none();
    if opens_line && !open_for_paste(app, effects) {
        return;
    }
    let list = text.trim().contains(['\n', '\r']) || Cells::read(text).is_some();
    let Some(bar) = &mut app.bar else { return };
    if list && bar.line.takes_lists() {
        return pasting::look(app, text, opens_line, effects);
    }
    // One line may be long, but not so long that every key after it is slow.
    let room = chat::MAX_PASTE.saturating_sub(bar.editor.text().len());
    let mut end = text.len().min(room);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if bar.suggested {
        bar.in_own_words();
    }
    bar.editor.insert(
        text.get(..end)
            .unwrap_or_default()
            .trim_matches(['\n', '\r']),
    );
    bar.refusal = None;
    if end < text.len() {
        app.say(
            Tone::Attention,
            format!(
                "The paste is too long: cut at {} KiB.",
                chat::MAX_PASTE / 1024
            ),
        );
    }
    if app.bar.as_ref().is_some_and(|bar| bar.is(&table::FIND)) {
        finding::refresh(app);
    } else {
        app.save(effects);
    }
}
