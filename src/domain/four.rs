//! The four questions (Shostack's Four Question Framework) and their wording.

use serde::{Deserialize, Serialize};

/// One of the four questions. The file keeps these names; the wording on the screen may change without touching it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FourQuestion {
    /// What are we working on?
    WorkingOn,
    /// What can go wrong?
    GoWrong,
    /// What are we going to do about it?
    DoAbout,
    /// Did we do a good enough job?
    GoodEnough,
}

impl FourQuestion {
    /// All four, in order.
    pub const ALL: [Self; 4] = [
        Self::WorkingOn,
        Self::GoWrong,
        Self::DoAbout,
        Self::GoodEnough,
    ];

    /// 1 to 4, as the keys.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The question as a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::WorkingOn => "What are we working on?",
            Self::GoWrong => "What can go wrong?",
            Self::DoAbout => "What are we going to do about it?",
            Self::GoodEnough => "Did we do a good enough job?",
        }
    }

    /// The question in two or three words, for the row of four.
    pub fn short(self) -> &'static str {
        match self {
            Self::WorkingOn => "Working on",
            Self::GoWrong => "Go wrong",
            Self::DoAbout => "Do about it",
            Self::GoodEnough => "Good enough",
        }
    }

    /// The question in one word, for narrow screens.
    pub fn word(self) -> &'static str {
        match self {
            Self::WorkingOn => "Work",
            Self::GoWrong => "Wrong",
            Self::DoAbout => "Do",
            Self::GoodEnough => "Enough",
        }
    }
}
