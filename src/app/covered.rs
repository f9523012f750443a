//! The grid of coverage: a threat that is typed on a cell has the cell's place and category.

use super::state::App;
use crate::domain::{Asked, Edit, New, NewThreat};
use crate::keys::Screen;
use crate::screens::coverage::State;

impl App {
    /// What is typed on a cell of the grid is said about it, unless the line says where.
    pub(super) fn put_in_cell(&self, edit: Edit) -> Edit {
        let open = self.place.open();
        let state = open.filter(|_| self.screen() == Screen::Coverage);
        match (state.map(|open| &open.rooms.coverage), edit) {
            (Some(state), Edit::Add(New::Threat(mut new))) => {
                put(state, &mut new);
                Edit::Add(New::Threat(new))
            }
            (_, edit) => edit,
        }
    }
}

fn put(state: &State, new: &mut NewThreat) {
    let Some((spot, column)) = state.at().zip(state.column()) else {
        return;
    };
    let place = spot.line.place();
    if !new.places.is_empty() && new.places != [place] {
        return;
    }
    new.places = vec![place];
    match &column.asked {
        Some(Asked::Letter(letter)) if new.stride.is_empty() => new.stride.push(*letter),
        Some(Asked::Of(category)) if new.categories.is_empty() => {
            new.categories.push(category.clone());
        }
        _ => {}
    }
}
