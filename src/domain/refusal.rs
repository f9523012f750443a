//! Why a change was not made.

use std::fmt;

use super::says::Says;

/// Why a change was not made: a sentence that says what to do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(Says);

impl Refusal {
    /// A refusal in these words.
    pub fn new(sentence: impl Into<Says>) -> Self {
        Self(sentence.into())
    }

    /// The sentence, for those who know what the verbs in it are done with.
    pub fn says(&self) -> &Says {
        &self.0
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Refusal {}
