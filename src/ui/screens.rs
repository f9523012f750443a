//! How each screen is drawn: one module a screen, under the name of the room in [`crate::screens`] that knows its state.

pub(crate) mod actions;
pub(crate) mod costs;
pub(crate) mod coverage;
pub(crate) mod do_about;
pub(crate) mod export;
pub(crate) mod go_wrong;
pub(crate) mod good_enough;
pub(crate) mod home;
pub(crate) mod intake;
pub(crate) mod journal;
pub(crate) mod matrix;
pub(crate) mod one;
pub(crate) mod pasted;
pub(crate) mod questions;
pub(crate) mod rehearsed;
pub(crate) mod since;
pub(crate) mod tree;
pub(crate) mod waiting;
pub(crate) mod what_if;
pub(crate) mod working_on;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::keys::Screen;
use crate::theme::Styles;

/// Draws the body of the shown screen.
pub(super) fn draw(app: &App, styles: &Styles, body: Rect, buf: &mut Buffer) {
    match (app.open(), app.screen()) {
        (_, Screen::OneThreat) => one::view(app, styles, body, buf),
        (_, Screen::Review | Screen::Heard) => intake::review(app, styles, body, buf),
        (_, Screen::Import) => intake::import(app, styles, body, buf),
        (_, Screen::Journal) => journal::view(app, styles, body, buf),
        (_, Screen::Home) | (None, _) => home::view(app, styles, body, buf),
        (Some(_), Screen::Pasted) => pasted::view(app, styles, body, buf),
        (Some(open), Screen::SinceLastTime) => since::view(app, open, styles, body, buf),
        (Some(open), Screen::WorkingOn) => working_on::view(app, open, styles, body, buf),
        (Some(open), Screen::GoWrong) => go_wrong::view(app, open, styles, body, buf),
        (Some(open), Screen::DoAbout) => do_about::view(app, open, styles, body, buf),
        (Some(open), Screen::GoodEnough) => good_enough::view(app, open, styles, body, buf),
        (Some(open), Screen::Questions) => questions::view(app, open, styles, body, buf),
        (Some(open), Screen::Actions) => actions::view(app, open, styles, body, buf),
        (Some(open), Screen::Tree) => tree::view(app, open, styles, body, buf),
        (Some(open), Screen::Coverage) => coverage::view(app, open, styles, body, buf),
        (Some(open), Screen::Matrix) => matrix::view(open, styles, body, buf),
        (Some(open), Screen::Waiting) => waiting::view(app, open, styles, body, buf),
        (Some(open), Screen::WhatIf) => what_if::view(app, open, styles, body, buf),
        (Some(open), Screen::Costs) => costs::view(open, styles, body, buf),
        (Some(open), Screen::Export) => export::view(app, open, styles, body, buf),
        (Some(open), Screen::Rehearsed) => rehearsed::view(open, styles, body, buf),
        // The wall is drawn without a frame.
        (Some(_), Screen::Whiteboard) => {}
    }
}
