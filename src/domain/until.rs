//! Until when a decision holds: a day, or something that happens.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::Text;

/// A day, or an event in words. A file has the day as `2026-08-12` and an event as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Until {
    /// That day included.
    Day(NaiveDate),
    /// Until this happens: `the new gateway is live`.
    Event(Text),
}

impl Until {
    /// Reads what a file or a script says: a day as `2026-08-12`, anything else is an event. `None` without words.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.parse::<NaiveDate>() {
            _ if text.is_empty() => None,
            Ok(day) => Some(Self::Day(day)),
            Err(_) => Some(Self::Event(Text::new(text))),
        }
    }

    /// As a file has it: what [`Until::of`] reads.
    pub fn written(&self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Event(words) => words.to_string(),
        }
    }

    /// The day, where it is one.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Event(_) => None,
        }
    }
}

impl From<NaiveDate> for Until {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{}", day.format("%-d %b %Y")),
            Self::Event(words) => f.write_str(words),
        }
    }
}

impl Serialize for Until {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Day(day) => day.serialize(serializer),
            Self::Event(words) => words.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Until {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let empty = "expected a day such as 2026-08-12, or what has to happen first";
        match Self::of(&text) {
            Some(Self::Event(words)) if is_like_a_day(&words) => {
                let says = format!("{words} is not a day of the calendar");
                Err(serde::de::Error::custom(says))
            }
            until => until.ok_or_else(|| serde::de::Error::custom(empty)),
        }
    }
}

/// Whether words are numbers as a day has them, such as `2026-02-30`: they would never come due.
fn is_like_a_day(words: &str) -> bool {
    let parts: Vec<&str> = words.split(['-', '/', '.']).map(str::trim).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number)
}
