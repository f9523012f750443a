//! Keeping what came back on sheets, and letting go of whoever was deleted.

use super::Work;
use crate::domain::answers::{Answers, Waiting};
use crate::domain::fields::{Header, SittingField};
use crate::domain::id::ItemId;
use crate::domain::says::counted;

impl Work<'_> {
    /// Keeps what someone answered in the place of what they answered on the same sheet before, in whichever meeting.
    pub(super) fn keep_answers(&mut self, answers: &Answers) {
        self.modernize();
        let is_same = |a: &Answers| a.who == answers.who && a.sheet == answers.sheet;
        let sittings = self.session.sittings.iter();
        let known = sittings.enumerate().find_map(|(place, sitting)| {
            let at = sitting.answers.iter().position(is_same)?;
            Some((place, at))
        });
        let last = self.session.sittings.len().checked_sub(1);
        let Some(place) = known.map(|(place, _)| place).or(last) else {
            return;
        };
        let Some(sitting) = self.session.sittings.get(place) else {
            return;
        };
        let mut all = sitting.answers.clone();
        match known.and_then(|(_, at)| all.get_mut(at)) {
            Some(entry) => *entry = answers.clone(),
            None => all.push(answers.clone()),
        }
        self.sitting(place, SittingField::Answers(all));
    }

    /// Keeps these notes from before the meeting, and no others.
    pub(super) fn keep_waiting(&mut self, notes: &[Waiting]) {
        self.modernize();
        if self.says.is_empty() && notes.len() < self.session.waiting.len() {
            let gone = self.session.waiting.len() - notes.len();
            self.tell(format!("{} dropped", counted(gone, "note")));
        }
        self.header(Header::Waiting(notes.to_vec()));
    }

    /// After a participant was deleted: their answers are forgotten, and their notes wait without a name.
    pub(super) fn forget_answers(&mut self, gone: ItemId) {
        let ItemId::Participant(who) = gone else {
            return;
        };
        for place in 0..self.session.sittings.len() {
            let left = self.session.sittings.get(place).map(|sitting| {
                let left = sitting.answers.iter().filter(|answers| answers.who != who);
                left.cloned().collect()
            });
            if let Some(left) = left {
                self.sitting(place, SittingField::Answers(left));
            }
        }
        let notes = self.session.waiting.iter().map(|note| Waiting {
            speaker: note.speaker.filter(|speaker| *speaker != who),
            ..note.clone()
        });
        self.header(Header::Waiting(notes.collect()));
    }
}
