//! The sweep: an element was looked at with a prompt in mind, or not after all; and which category sets are asked about.

use super::Work;
use crate::domain::category::kept;
use crate::domain::fields::Header;
use crate::domain::item::Step;
use crate::domain::round::{Asked, Swept};
use crate::domain::text::Text;
use crate::domain::threat::Place;

impl Work<'_> {
    fn set_swept(&mut self, cell: &Swept, looked: bool) {
        let known = self.session.swept.iter().position(|old| old == cell);
        match known {
            None if looked => self.step(Step::InsertSwept(usize::MAX, cell.clone())),
            Some(place) if !looked => self.step(Step::RemoveSwept(place)),
            _ => {}
        }
    }

    pub(super) fn sweep_stop(&mut self, place: Place, asked: &[Asked]) {
        self.walked.extend(place.item());
        for asked in asked.iter().cloned() {
            self.set_swept(&Swept { place, asked }, true);
        }
        let place = self.session.place_words(place);
        self.tell(format!("{place}: looked at"));
    }

    pub(super) fn sweep(&mut self, cell: &Swept, looked: bool) {
        self.set_swept(cell, looked);
        let place = self.session.place_words(cell.place);
        let asked = match &cell.asked {
            Asked::Whole => "as a whole",
            asked => asked.words(),
        };
        let has = if looked {
            "looked at"
        } else {
            "to be looked at"
        };
        self.tell(format!("{place}, {asked}: {has}"));
    }

    pub(super) fn use_sets(&mut self, names: &[Text]) {
        self.header(Header::Sets(kept(names)));
        let names = self.session.set_names().join(", ");
        self.tell(format!("Category sets: {names}"));
    }
}
