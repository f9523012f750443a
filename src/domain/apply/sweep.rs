//! The sweep: an element was looked at with a prompt in mind, or not after all.

use super::Work;
use crate::domain::item::Step;
use crate::domain::round::{Asked, Swept};

impl Work<'_> {
    pub(super) fn sweep(&mut self, cell: Swept, looked: bool) {
        let known = self.session.swept.iter().position(|old| *old == cell);
        match known {
            None if looked => self.step(Step::InsertSwept(usize::MAX, cell)),
            Some(place) if !looked => self.step(Step::RemoveSwept(place)),
            _ => {}
        }
        let place = self.session.place_words(cell.place);
        let asked = match cell.asked {
            Asked::Letter(letter) => letter.words(),
            Asked::Whole => "as a whole",
            Asked::Accidents => "accidents",
        };
        let has = if looked {
            "looked at"
        } else {
            "to be looked at"
        };
        self.tell(format!("{place}, {asked}: {has}"));
    }
}
