//! The lines that can be selected on the shown screen, from top to bottom, whatever the screen: what is read aloud by
//! number where nothing is drawn, and how a number then selects its line.

use super::effect::{Effect, Reading};
use super::selection;
use super::state::{App, Tone};
use crate::keys::Screen;
use crate::keys::key::{Key, KeyCode};
use crate::keys::verb::Verb;
pub use crate::screens::Row;

/// The lines of the list that the keys go to.
pub fn rows(app: &App) -> Vec<Row> {
    // While everybody writes for themselves, the list is folded away.
    if app.is_silent() {
        return Vec::new();
    }
    app.ask(|room, look, rooms| (room.rows)(look, rooms))
}

/// The selected line.
pub fn selected(app: &App) -> Option<Row> {
    if app.is_silent() {
        return None;
    }
    app.ask(|room, look, rooms| (room.selected)(look, rooms))
}

/// Has the list read. The digits that follow are the number of a line, except on the start screen, where digits open.
pub(super) fn read(app: &mut App, effects: &mut Vec<Effect>) {
    effects.push(Effect::Read(Reading::List));
    let reads_file = matches!(app.place.open(), Some(open) if app.screen() == Screen::Export && open.rooms.export.reading);
    if app.screen() != Screen::Home && !reads_file && !rows(app).is_empty() {
        app.picking = Some(String::new());
    }
}

/// A digit after a list was read, and Enter after digits. Any other key means what it always means.
pub(super) fn on_key(app: &mut App, key: Key) -> bool {
    let Some(typed) = app.picking.take() else {
        return false;
    };
    let word = match key.code {
        KeyCode::Char(digit @ '0'..='9') if key.writes() => format!("{typed}{digit}"),
        KeyCode::Enter if !typed.is_empty() => {
            select(app, typed.parse().unwrap_or_default());
            return true;
        }
        _ => return false,
    };
    let (line, count) = (word.parse().unwrap_or(usize::MAX), rows(app).len());
    if line == 0 || line > count {
        app.say(
            Tone::Attention,
            format!("There is no line {word}. The list has {count} lines."),
        );
        app.picking = Some(String::new());
    } else if line.saturating_mul(10) <= count {
        // `1` may still become `12`: wait for the next digit or Enter, never for a clock.
        app.say(
            Tone::Info,
            format!("{word}: another digit, or Enter for line {word}."),
        );
        app.picking = Some(word);
    } else {
        select(app, line);
    }
    true
}

/// Selects a line by its number, from 1, with the steps that the arrows take.
fn select(app: &mut App, line: usize) {
    selection::move_selection(app, Verb::First);
    for _ in 1..line {
        selection::move_selection(app, Verb::Down);
    }
    app.say(Tone::Info, format!("Line {line}."));
}
