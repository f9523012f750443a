//! What the one-threat exercise begins with: something that was heard, and whether it touches us.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::text::Text;

/// Where the news came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What was heard, without the address.
    pub title: Text,
    /// The address, as it was pasted; empty when there was none.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub url: Text,
    /// The day on which it was written down.
    pub seen_on: NaiveDate,
    /// The first lines of the article, where it was pasted whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excerpt: Vec<Text>,
}

/// Whether a threat that was heard of touches what we have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Applies {
    /// It does.
    Yes,
    /// It might.
    Maybe,
    /// It does not: a full result.
    No,
    /// No one at the keyboard knows.
    Unknown,
}

impl Applies {
    /// All four, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Yes, Self::Maybe, Self::No, Self::Unknown];

    /// The key that says it, what the form calls it, and what it is called where it is read later.
    const fn row(self) -> (char, &'static str, &'static str) {
        match self {
            Self::Yes => ('y', "yes", "yes"),
            Self::Maybe => ('m', "maybe", "maybe"),
            Self::No => ('n', "no", "no"),
            Self::Unknown => ('d', "don't know", "unknown"),
        }
    }

    /// The key that says it.
    pub fn key(self) -> char {
        self.row().0
    }

    /// In the words of whoever answers, as files have them.
    pub fn words(self) -> &'static str {
        self.row().1
    }

    /// In a word, as a list of answers says it.
    pub fn answer(given: Option<Self>) -> &'static str {
        given.map_or("not answered", |given| given.row().2)
    }
}
