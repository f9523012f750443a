//! The result of a vote on the wall: what got how many votes, the most first. It stays until a key is pressed.

use chrono::NaiveDate;

use super::candidates::of;
use crate::app::state::App;
use crate::domain::{ItemId, Session};
use crate::keys::Screen;
use crate::keys::verb::Verb;

/// What got how many votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What it is, or the first line of a heap.
    pub id: ItemId,
    /// How it is called and what it says.
    pub words: String,
    /// How many votes it got.
    pub votes: u32,
}

/// Everything that can be voted for on the wall, by its votes; nothing until people voted.
pub fn result(session: &Session) -> Vec<Counted> {
    result_since(session, None)
}

/// The same of what was said on a day or later.
pub fn result_since(session: &Session, since: Option<NaiveDate>) -> Vec<Counted> {
    let Some(votes) = session.wall_votes_since(since) else {
        return Vec::new();
    };
    let blocks = session.wall_blocks_since(since);
    let of_heap = |name| {
        let mut heaps = blocks.iter().filter(|block| block.heap == Some(name));
        heaps.next().and_then(|block| block.votes)
    };
    let mut all: Vec<Counted> = of(session, since)
        .into_iter()
        .map(|it| Counted {
            id: it.id,
            words: it.in_full(),
            votes: match it.name {
                Some(name) => of_heap(name).unwrap_or_default(),
                None => votes.line(it.id),
            },
        })
        .collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.votes));
    all
}

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

/// A key while it is shown: any goes back to the wall, and does there what it always does, as the words that people type
/// behind it would be commands if it were taken for nothing. Only what changes a line that no one sees, or looks for
/// another, does nothing else. Says whether the key is done with.
pub(in crate::app) fn leaves(app: &mut App, verb: Option<Verb>) -> bool {
    use Verb as V;
    if !is_shown(app) {
        return false;
    }
    match verb {
        Some(V::Vote | V::Help | V::Palette | V::ChooseTheme | V::Blank | V::Pause) => {
            return false;
        }
        Some(V::ReadList | V::WhereAmI | V::KeysBadge | V::MoreTime | V::LessTime) => return false,
        _ => {}
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
