//! Covering the shared screen and uncovering it, and what is said before the room looks.

use super::sharing::{Break, Cover, WIDEST};
use super::state::{App, Tone};
use crate::keys::Screen;
use crate::keys::key::{Key, KeyCode};
use crate::keys::verb::Verb;

/// Blanks the screen at once.
pub(super) fn blank(app: &mut App) {
    app.sharing.cover = Some(Cover::Blank(Break::default()));
}

/// Fills the screen with what everyone should be able to read.
pub(super) fn check(app: &mut App) {
    app.sharing.checked = true;
    app.sharing.cover = Some(Cover::ShareCheck);
}

/// A key while the screen is covered.
pub(super) fn on_key(app: &mut App, key: Key) {
    let now = app.now;
    let Some(Cover::Blank(pause)) = &mut app.sharing.cover else {
        // Any key leaves the share check, and does nothing else.
        app.sharing.cover = None;
        return;
    };
    match key.code {
        KeyCode::Enter | KeyCode::Esc => app.sharing.cover = None,
        KeyCode::Char('c') if key.ctrl => app.sharing.cover = None,
        KeyCode::Char('0') if key.writes() && !pause.goes_on(now) => app.sharing.cover = None,
        KeyCode::Char(digit @ '0'..='9') if key.writes() => pause.add(digit, now),
        _ => {}
    }
}

/// Says once, in one line, that the room may not read a terminal as wide as this (R10). Anything else that the opening
/// of a session has to say comes first.
pub(super) fn nudge(app: &mut App) {
    let columns = app.size.0;
    let known = app.sharing.checked || app.sharing.nudged;
    // No one has to read what is not drawn.
    if columns <= WIDEST || known || app.spoken || app.notice.is_some() {
        return;
    }
    app.sharing.nudged = true;
    let key = app.keys.key_for(Screen::Home, Verb::ShareCheck);
    app.say(
        Tone::Info,
        format!("{columns} columns will look tiny on laptops: zoom in first. {key} on the start screen checks."),
    );
}

/// Shows the last keys at the bottom right, or stops showing them.
pub(super) fn switch_badge(app: &mut App) {
    let on = app.sharing.badge.switch();
    let says = if on {
        "Your last command keys now show at the bottom right; what you type does not."
    } else {
        "The keys are hidden again."
    };
    app.say(Tone::Info, says);
}
