//! A threat that is typed during the sweep or on a cell of the grid has the place and the letter that the room looks at.

use super::state::App;
use crate::domain::{Asked, Edit, New, NewThreat, Place};
use crate::keys::Screen;

impl App {
    /// What is typed is said about what the room looks at, unless the line says where.
    pub(super) fn put_here(&self, edit: Edit) -> Edit {
        match (self.looked_at(), edit) {
            (Some((place, letter)), Edit::Add(New::Threat(mut new))) => {
                put(&mut new, place, letter);
                Edit::Add(New::Threat(new))
            }
            (_, edit) => edit,
        }
    }

    /// The place and the letter that were chosen: the stop of the sweep, or the cell of the grid.
    fn looked_at(&self) -> Option<(Place, Option<Asked>)> {
        if let Some(here) = self.sweep() {
            return Some((here.stop.place, here.letter));
        }
        let open = self.place.open()?;
        let state = &open.rooms.coverage;
        let (spot, column) = state.at().zip(state.column())?;
        (self.screen() == Screen::Coverage).then(|| (spot.line.place(), column.asked.clone()))
    }
}

/// Puts a threat on a place and, unless its line names a letter of any set, under a letter.
fn put(new: &mut NewThreat, place: Place, letter: Option<Asked>) {
    if !new.places.is_empty() && new.places != [place] {
        return;
    }
    new.places = vec![place];
    if !new.stride.is_empty() || !new.categories.is_empty() {
        return;
    }
    match letter {
        Some(Asked::Letter(letter)) => new.stride.push(letter),
        Some(Asked::Of(category)) => new.categories.push(category),
        Some(Asked::Whole | Asked::Accidents) | None => {}
    }
}
