//! Leaving the program, or the session for the start screen.

use super::effect::Effect;
use super::importing;
use super::making::waits_for_writing;
use super::overlay::Overlay;
use super::place::{Outside, Place};
use super::state::{App, Saving};
use crate::domain::{Edit, SessionField, SessionKind};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::kept::Kept;
use crate::screens::pasted::Closed;

/// Ctrl+Q asks once, and says what the room would leave open.
pub(super) fn ask_to_leave(app: &mut App, effects: &mut Vec<Effect>) {
    if matches!(app.overlay, Some(Overlay::Leave { .. })) {
        return leave(app, effects);
    }
    if importing::holds_back(app, Verb::Quit) {
        return;
    }
    let today = app.today();
    let open = match app.place.open() {
        // A whiteboard is not checked: no one has to leave it complete.
        Some(open)
            if open.changed
                && app.screen() != Screen::OneThreat
                && open.session.kind != SessionKind::Whiteboard =>
        {
            crate::check::can_be_acted_on(&open.session, today, &app.thresholds)
                .err()
                .unwrap_or_default()
        }
        Some(_) => Vec::new(),
        None => return effects.push(Effect::Quit),
    };
    let unsaved =
        matches!(app.place.open(), Some(open) if matches!(open.saving, Saving::Failed(_)));
    app.choice = None;
    app.overlay = Some(Overlay::Leave { open, unsaved });
}

/// Leaves; a meeting in which something was changed is closed first. A half-typed line stays in the file.
pub(super) fn leave(app: &mut App, effects: &mut Vec<Effect>) {
    app.overlay = None;
    if app.rehearses() {
        app.leave_room(effects);
    } else if app
        .place
        .open()
        .is_some_and(|open| open.changed && open.held_by.is_none())
    {
        app.make(&Edit::Session(SessionField::Close), effects);
    }
    effects.push(Effect::Quit);
}

pub(super) fn go_home(app: &mut App, effects: &mut Vec<Effect>) {
    // Where they are written would be said on the start screen, which names no session.
    if waits_for_writing(app) {
        return;
    }
    app.close_bar(effects);
    // Whoever opened it from the journal goes on there.
    let journal = app.home.journal;
    app.leave_room(effects);
    app.end_rehearsal();
    app.place = Place::Outside(if journal {
        Outside::Journal
    } else {
        Outside::Home
    });
    app.kept = Kept::default();
    app.closed = Closed::default();
    app.overlay = None;
    app.choice = None;
    app.wall = false;
    app.home.fold();
    app.home.journal = journal;
    app.notice = None;
    effects.extend([Effect::Close, Effect::FindRecents]);
}
