//! The questions.

use super::index::Facts;
use super::look::{Look, each};
use crate::domain::{ItemId, Question, QuestionState};

impl<'a> Facts<'a> {
    /// Questions that no one has answered yet.
    pub(crate) fn open_questions(&self) -> impl Iterator<Item = &'a Question> + use<'a> {
        let questions = self.session.questions.iter();
        questions.filter(|q| q.state == QuestionState::Open)
    }

    /// Open, and no one will find out.
    pub(crate) fn unowned_questions(&self) -> Look<Vec<ItemId>> {
        each(self.open_questions(), |q| q.owner.is_none())
    }

    /// Open, and the room never agreed that this is what was meant.
    pub(crate) fn unconfirmed_questions(&self) -> Look<Vec<ItemId>> {
        each(self.open_questions(), |q| !q.confirmed)
    }

    /// How many notes from before the meeting wait. That none waits is no news.
    pub(crate) fn notes_waiting(&self) -> Look<usize> {
        match self.session.waiting.len() {
            0 => Look::NotYet,
            n => Look::Found(n),
        }
    }
}
