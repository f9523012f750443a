//! What a shared screen needs: a cover for breaks, a check before the room looks, and the last keys for those who learn.
//!
//! A cover hides everything under it and takes every key, so that nothing that lies below can be seen or changed by
//! accident; what was being typed waits under it.

use super::badge::Badge;
use super::{App, Tone};
use crate::domain::Stamp;
use crate::keys::Screen;
use crate::keys::key::{Key, KeyCode};
use crate::keys::verb::Verb;
use chrono::TimeDelta;

/// Wider than this, people on laptops do not read a shared terminal (R10).
pub const WIDEST: u16 = 120;
/// Narrower than this, screens begin to leave things out.
pub const NARROWEST: u16 = 80;
/// A break has at most this many digits of minutes.
const DIGITS: usize = 2;

/// What is known about sharing the screen, in this run of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// What covers the whole screen.
    pub cover: Option<Cover>,
    /// The last keys, when they are to be seen.
    pub badge: Badge,
    /// The share check was run.
    checked: bool,
    /// It was said that the terminal is wide.
    nudged: bool,
}

/// What covers the whole screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cover {
    /// A break: the name of the session, and when to be back.
    Blank(Break),
    /// Can everyone read this?
    ShareCheck,
}

/// A break, with the minutes that were typed for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Break {
    digits: String,
    /// When to be back; `None` until minutes were typed.
    pub back: Option<Stamp>,
}

impl Break {
    /// Whether a digit belongs to the number before it: `1` may still become `10`, until the break is over.
    fn goes_on(&self, now: Stamp) -> bool {
        let begun = !self.digits.is_empty() && self.digits.len() < DIGITS;
        begun && self.back.is_none_or(|back| now < back)
    }

    fn add(&mut self, digit: char, now: Stamp) {
        if !self.goes_on(now) {
            self.digits.clear();
        }
        self.digits.push(digit);
        let minutes = self.digits.parse().unwrap_or_default();
        self.back = now.checked_add_signed(TimeDelta::minutes(minutes));
    }
}

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
