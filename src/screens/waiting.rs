//! The notes from before the meeting, one after another: each is taken, parked or dropped with one key, and those that
//! are left wait on.

use super::{Deed, Look, Room, Rooms, Row};
use crate::domain::{Edit, Session, WaitingKind};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::parse::waiting::{dropped, parked, taken};

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Waiting,
    title: "Notes from before the meeting.",
    asks: || "Read it aloud and ask its author for more. Then take it, park it or drop it.".into(),
    rows: |look, _| (0..look.session.waiting.len()).map(Row::Waiting).collect(),
    selected: |look, rooms| rooms.waiting.place(look.session).map(Row::Waiting),
    put: |_, rooms, row| {
        if let Row::Waiting(place) = row {
            rooms.waiting.at = place;
        }
    },
    left_for: Some(Screen::WorkingOn),
    shown_by: Some(Verb::GoWaiting),
    means,
    mend: |look, rooms| {
        // After the last one comes the one before it.
        rooms.waiting.at = rooms.waiting.place(look.session).unwrap_or_default();
    },
    ..Room::BARE
};

/// What a verb means on the notes.
fn means(look: &Look, rooms: &mut Rooms, verb: Verb) -> Deed {
    let make = |edit: fn(&Session, usize) -> Option<Edit>| {
        let place = rooms.waiting.place(look.session);
        let edit = place.and_then(|place| edit(look.session, place));
        edit.map_or(Deed::NothingSelected, |edit| Deed::Make(edit, None))
    };
    match verb {
        Verb::TakeCandidate | Verb::Open => make(taken),
        Verb::ParkCandidate => make(parked),
        Verb::Delete => make(dropped),
        Verb::Back => Deed::GoBack,
        _ => Deed::Usual,
    }
}

/// What taking a note of this kind makes of it.
pub fn becomes(kind: WaitingKind) -> &'static str {
    match kind {
        WaitingKind::Threat => "a threat",
        WaitingKind::Question => "a question",
        WaitingKind::Fix => "a parked fix",
        WaitingKind::Assumption => "an assumption",
        WaitingKind::Map => "a part of the map, or a question about it",
    }
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The selected note, as long as there are so many.
    at: usize,
}

impl State {
    /// The selected note.
    pub fn place(&self, session: &Session) -> Option<usize> {
        let last = session.waiting.len().checked_sub(1)?;
        Some(self.at.min(last))
    }
}
