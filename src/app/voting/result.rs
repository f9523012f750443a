//! When the result of a vote on the wall is shown. It stays until a key is pressed.

use crate::app::state::App;
use crate::keys::Screen;
use crate::keys::verb::Verb;

/// Whether it is shown.
pub fn is_shown(app: &App) -> bool {
    let on_wall = app.screen() == Screen::Whiteboard && app.bar.is_none();
    let open = app.place.open().filter(|_| on_wall);
    open.is_some_and(|open| {
        let state = &open.rooms.whiteboard;
        let since = state.since(&open.session);
        state.result && open.session.voting_since(since).is_some()
    })
}

/// Shows it again.
pub(super) fn show(app: &mut App) {
    app.notice = None;
    if let Some(open) = app.place.open_mut() {
        open.rooms.whiteboard.result = true;
        open.rooms.whiteboard.reading = false;
        open.rooms.whiteboard.commands = true;
    }
}

/// Goes back to the wall.
pub(super) fn hide(app: &mut App) {
    if let Some(open) = app.place.open_mut() {
        open.rooms.whiteboard.result = false;
    }
}

/// What is done while it stays in sight: what only looks or listens, what is about the time, and the vote itself.
pub(super) fn stays(verb: Verb) -> bool {
    use Verb as V;
    matches!(
        verb,
        V::Vote
            | V::Help
            | V::Palette
            | V::ChooseTheme
            | V::Suspend
            | V::Blank
            | V::Pause
            | V::ReadList
            | V::WhereAmI
            | V::KeysBadge
            | V::MoreTime
            | V::LessTime
    )
}

/// A key while it is shown: any goes back to the wall, and does there what it always does, as the words that people type
/// behind it would be commands if it were taken for nothing. Only what changes a line that no one sees, or looks for
/// another, does nothing else. Says whether the key is done with.
pub(in crate::app) fn leaves(app: &mut App, verb: Option<Verb>) -> bool {
    use Verb as V;
    if !is_shown(app) || verb.is_some_and(stays) {
        return false;
    }
    hide(app);
    app.notice = None;
    let moves = matches!(
        verb,
        Some(V::Up | V::Down | V::PageUp | V::PageDown | V::First | V::Last | V::Open | V::Back)
    );
    let changes = matches!(verb, Some(V::Delete | V::Kind | V::MoveUp | V::MoveDown));
    verb.is_none() || moves || changes
}
