//! A threat that is typed during the sweep or on a cell of the grid has the place and the letter that the room looks at.

use super::state::App;
use crate::domain::{Asked, Edit, ItemId, New, NewThreat, Place};
use crate::keys::Screen;
use crate::lines::About;
use crate::lines::bar::Bar;

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

    /// What an open line is about, with the letter that it has unless it names one: `F5, tampering`. Nothing where the
    /// letter is not taken from what the room looks at.
    pub(super) fn with_letter(&self, bar: &Bar) -> Option<String> {
        if bar.line.about != About::Place {
            return None;
        }
        let (place, asked) = self.looked_at()?;
        let letter = asked.filter(Asked::is_letter)?;
        let about = bar.about.filter(|about| Some(*about) == place.item())?;
        let name = match about {
            // In full it would leave too few columns to type in.
            ItemId::Flow(id) => id.to_string(),
            about => self.session()?.label_of(about),
        };
        Some(format!("{name}, {}", letter.words()))
    }

    /// The place and the letter that the room looks at: those of the question that the sweep shows, or of the cell of
    /// the grid.
    fn looked_at(&self) -> Option<(Place, Option<Asked>)> {
        if let Some(here) = self.sweep() {
            return Some((here.stop.place, Some(here.asked)));
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
