//! The screens: for each, what only it knows, and what can be selected on it.
//! How it is drawn stands in `ui::screens`, under the same name.
//!
//! A screen is one row of the table below: everything else finds it there. To add one:
//!
//! 1. its name in [`Screen`] (`keys/screen.rs`);
//! 2. its module here, with its state, its rows and its `ROOM`; what is not said there is as in [`Room::BARE`];
//! 3. in this file the module, a field of [`Rooms`] for its state, and its row in [`TABLE`];
//! 4. its drawing in `ui/screens/`, and one line in `ui/screens.rs`;
//! 5. its keys and its footer in `keys/keys.ron`.
//!
//! The compiler names what is missing, and the tests below and in `keys.rs` name what is half done.

pub mod actions;
pub mod cards;
pub mod choice;
pub mod costs;
pub mod coverage;
mod deed;
pub mod do_about;
pub mod export;
pub mod go_wrong;
pub mod good_enough;
pub mod home;
pub mod intake;
pub mod journal;
pub mod level;
pub mod matrix;
pub mod one;
pub mod pasted;
pub mod questions;
pub mod rehearsed;
mod room;
pub mod since;
pub mod trail;
pub mod tree;
pub mod waiting;
pub mod what_if;
pub mod whiteboard;
pub mod working_on;

use crate::domain::{ItemId, ThreatId};
use crate::keys::Screen;
use crate::keys::verb::Verb;
pub use deed::Deed;
pub use room::{IncomingLists, Look, Room, Row};

/// What each screen knows while a session is open.
#[derive(Clone, Debug, Default)]
pub struct Rooms {
    /// What last time left open.
    pub since: since::State,
    /// Question 1.
    pub working_on: working_on::State,
    /// Question 2.
    pub go_wrong: go_wrong::State,
    /// Question 3.
    pub do_about: do_about::State,
    /// Question 4.
    pub good_enough: good_enough::State,
    /// The questions.
    pub questions: questions::State,
    /// The action items.
    pub actions: actions::State,
    /// Where the room looked.
    pub coverage: coverage::State,
    /// Where all threats sit.
    pub matrix: matrix::State,
    /// What a year costs.
    pub costs: costs::State,
    /// The notes from before the meeting.
    pub waiting: waiting::State,
    /// What would fall if some mitigations were done.
    pub what_if: what_if::State,
    /// The export.
    pub export: export::State,
    /// The form of one threat.
    pub one: one::State,
    /// The wall of a whiteboard session.
    pub whiteboard: whiteboard::State,
    /// The prompt cards.
    pub cards: cards::State,
    /// How the rehearsal went.
    pub rehearsed: rehearsed::State,
    /// What a threat rests on.
    pub tree: tree::State,
    /// Where the room came from to the screen that is shown.
    pub trail: trail::Trail,
    /// What the room selected itself; what is selected otherwise is what was written down last.
    pub pointed: Option<ItemId>,
    /// A paste that is looked at.
    pub pasted: Option<Box<pasted::State>>,
    /// Folded lines of answers of which parts have not come yet.
    pub parts: Vec<String>,
}

impl Rooms {
    /// A screen is shown after another one.
    pub(crate) fn goes(&mut self, from: Screen, to: Screen) {
        // Back from a place that a cell of the grid led to, Esc goes on to where the room was before.
        let is_back = to == Screen::Coverage && std::mem::take(&mut self.go_wrong.walk.outside);
        if !is_back {
            self.trail.goes(from, to);
        }
    }
}

/// Every screen, in the order of the meeting.
pub static TABLE: [Room; Screen::ALL.len()] = [
    home::ROOM,
    since::ROOM,
    working_on::ROOM,
    go_wrong::ROOM,
    do_about::ROOM,
    questions::ROOM,
    good_enough::ROOM,
    actions::ROOM,
    export::ROOM,
    whiteboard::ROOM,
    one::ROOM,
    intake::REVIEW,
    intake::HEARD,
    intake::IMPORT,
    pasted::ROOM,
    coverage::ROOM,
    matrix::ROOM,
    waiting::ROOM,
    what_if::ROOM,
    costs::ROOM,
    journal::ROOM,
    rehearsed::ROOM,
    tree::ROOM,
];

/// The row of a screen.
pub fn room(id: Screen) -> &'static Room {
    TABLE
        .iter()
        .find(|room| room.id == id)
        .unwrap_or(&Room::BARE)
}

/// The row of the screen that a verb shows.
pub fn shown_by(verb: Verb) -> Option<&'static Room> {
    TABLE.iter().find(|room| room.shown_by == Some(verb))
}

/// The threat that an item is, if it is one.
pub(crate) fn as_threat(id: ItemId) -> Option<ThreatId> {
    match id {
        ItemId::Threat(id) => Some(id),
        _ => None,
    }
}

/// Further than any list is long: to its first line, negated, or to its last.
pub(crate) const FAR: isize = isize::MAX / 2;

/// Moves a selection by this many lines in a list, and finds its place again when the list has changed.
pub(crate) fn step<T: PartialEq + Copy>(list: &[T], selected: Option<T>, by: isize) -> Option<T> {
    let place = selected.and_then(|selected| list.iter().position(|item| *item == selected));
    list.get(step_to(list.len(), place, by)?).copied()
}

/// Where a selection goes by this many lines, in a list of this length.
pub(crate) fn step_to(len: usize, place: Option<usize>, by: isize) -> Option<usize> {
    let last = len.checked_sub(1)?;
    Some(match place {
        Some(place) => place.saturating_add_signed(by).min(last),
        // Nothing was selected: going down begins at the top, going up at the end.
        None if by == FAR || (by < 0 && by != -FAR) => last,
        None => 0,
    })
}

/// What to select when `gone` is taken out: the line below, else the one above.
pub(crate) fn neighbour<T: PartialEq + Copy>(list: &[T], gone: T) -> Option<T> {
    let place = list.iter().position(|item| *item == gone)?;
    list.get(place + 1)
        .or_else(|| place.checked_sub(1).and_then(|above| list.get(above)))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_has_one_row() {
        for id in Screen::ALL {
            let rows = TABLE.iter().filter(|room| room.id == id);
            assert_eq!(rows.count(), 1, "{id:?}");
        }
    }

    #[test]
    fn a_listener_hears_where_the_meeting_is() {
        for room in &TABLE {
            let heard = room.question.is_some() || !room.title.is_empty();
            assert!(heard, "{:?} has neither a question nor a title", room.id);
        }
    }
}
