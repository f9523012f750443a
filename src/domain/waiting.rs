//! Notes from before the meeting that the room has not looked at yet: how many, from how many people, and the list
//! without one of them.

use super::answers::{Waiting, WaitingKind};
use super::edit::{Edit, SessionField};
use super::id::ParticipantId;
use super::says::counted;
use super::session::Session;

impl WaitingKind {
    /// What it is, in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Threat => "threat",
            Self::Question => "question",
            Self::Fix => "fix",
            Self::Assumption => "assumption",
            Self::Map => "map",
        }
    }
}

impl Session {
    /// How many notes wait and from how many people, `7 notes from 4 people`; `None` where none waits.
    pub fn waiting_words(&self) -> Option<String> {
        let notes = counted(self.waiting.len(), "note");
        let mut people: Vec<ParticipantId> =
            self.waiting.iter().filter_map(|n| n.speaker).collect();
        people.sort_unstable();
        people.dedup();
        let words = match people.len() {
            0 => notes,
            1 => format!("{notes} from 1 person"),
            n => format!("{notes} from {n} people"),
        };
        (!self.waiting.is_empty()).then_some(words)
    }

    /// The change after which the note of this place waits no longer.
    pub fn without_waiting(&self, place: usize) -> Edit {
        let others = self.waiting.iter().enumerate();
        let others = others.filter(|(other, _)| *other != place);
        let others: Vec<Waiting> = others.map(|(_, note)| note.clone()).collect();
        Edit::Session(SessionField::Waiting(others))
    }
}
