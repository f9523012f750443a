//! For two: the junior answers a box first, then the senior adds a line beside it.

use super::Ask;
use crate::domain::{Pair, Session, SessionField};
use crate::lines::{Line, table};

/// A box to which the senior adds a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Which of our things.
    System,
    /// Whether it touches us.
    Applies,
    /// Why it does not.
    Reason,
    /// How it would happen here.
    Threat,
    /// What stops it already.
    InPlace,
    /// What we could do.
    CouldDo,
    /// The next step.
    NextStep,
    /// What we do not know.
    Question,
}

impl Answer {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 8] = [
        Self::System,
        Self::Applies,
        Self::Reason,
        Self::Threat,
        Self::InPlace,
        Self::CouldDo,
        Self::NextStep,
        Self::Question,
    ];

    /// The box of the junior.
    pub fn ask(self) -> Ask {
        match self {
            Self::System => Ask::System,
            Self::Applies => Ask::Applies,
            Self::Reason => Ask::Reason,
            Self::Threat => Ask::Threat,
            Self::InPlace => Ask::InPlace,
            Self::CouldDo => Ask::CouldDo,
            Self::NextStep => Ask::NextStep,
            Self::Question => Ask::Question,
        }
    }

    /// The line in which the senior types. Each has its own, so that a line that a crash interrupted goes back to its box.
    pub(super) fn line(self) -> &'static Line {
        match self {
            Self::System => &table::BESIDE_SYSTEM,
            Self::Applies => &table::BESIDE_APPLIES,
            Self::Reason => &table::BESIDE_REASON,
            Self::Threat => &table::BESIDE_THREAT,
            Self::InPlace => &table::BESIDE_IN_PLACE,
            Self::CouldDo => &table::BESIDE_COULD_DO,
            Self::NextStep => &table::BESIDE_NEXT_STEP,
            Self::Question => &table::BESIDE_QUESTION,
        }
    }

    /// What the senior said there.
    pub fn beside(self, session: &Session) -> &str {
        let pair = session.pair.as_ref();
        pair.map_or("", |pair| pair.beside(self.ask().step()))
    }
}

impl Ask {
    /// The senior's line beside this box, if it gets one.
    pub fn senior(self) -> Option<Self> {
        let mut all = Answer::ALL.into_iter();
        all.find(|answer| answer.ask() == self).map(Self::Senior)
    }

    /// Whether it is asked only where two do it.
    pub fn is_for_two(self) -> bool {
        matches!(self, Self::Senior(_) | Self::Learned)
    }

    /// The box that the question is about: the junior's, where the senior adds a line.
    pub fn junior(self) -> Self {
        match self {
            Self::Senior(answer) => answer.ask(),
            own => own,
        }
    }
}

/// What makes the form one for two, or one for a single person again; `None` when the senior has said something already.
pub fn turned(session: &Session) -> Option<SessionField> {
    match &session.pair {
        None => Some(SessionField::Pair(Some(Pair::default()))),
        Some(pair) if *pair == Pair::default() => Some(SessionField::Pair(None)),
        Some(_) => None,
    }
}

/// What the program knows of the form for two beside the session.
#[derive(Clone, Copy, Debug, Default)]
pub struct ForTwo {
    /// The next session that begins is for two.
    pub asked: bool,
    /// The examples are folded.
    pub folded: bool,
}
