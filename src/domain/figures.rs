//! Numbers of a threat, where somebody was asked for them: how often, and what it costs.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::id::ParticipantId;
use super::stamp::Stamp;
use super::text::Text;

/// A finite number.
#[derive(Clone, Copy, Debug, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Amount(f64);

impl Amount {
    /// The number; `None` unless it is finite.
    pub fn new(value: f64) -> Option<Self> {
        // Minus nothing is nothing.
        value.is_finite().then_some(Self(value + 0.0))
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// No amount is anything but a number.
impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.0.total_cmp(&other.0).is_eq()
    }
}

impl Eq for Amount {}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        Self::new(value).ok_or_else(|| serde::de::Error::custom("expected a finite number"))
    }
}

/// A range, as it was estimated: one value is exact, two are the 5 and the 95 % quantile, three are the least, the most
/// likely and the most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Range(Vec<Amount>);

impl Range {
    /// A range of one to three values that rise; `None` otherwise, and where one is negative.
    pub fn new(values: Vec<Amount>) -> Option<Self> {
        let range = Self(values);
        range.is_sound().then_some(range)
    }

    /// The values, one to three.
    pub fn values(&self) -> &[Amount] {
        &self.0
    }

    /// Whether it is one to three values that rise and are not negative.
    pub(super) fn is_sound(&self) -> bool {
        let rising = self.0.is_sorted_by(|a, b| a.get() <= b.get());
        (1..=3).contains(&self.0.len()) && rising && self.0.iter().all(|v| v.get() >= 0.0)
    }
}

/// A range, and who gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// The range.
    pub range: Range,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ParticipantId>,
    /// When.
    pub at: Stamp,
}

/// The numbers of a threat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// How many times a year; where it can happen once only, the chance that it does, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Estimate>,
    /// It can happen once a year at most.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub once: bool,
    /// What one time costs, in the currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Estimate>,
    /// `EUR`.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub currency: Text,
    /// As a part of another threat: the chance that an attempt gets through it, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<Estimate>,
}

impl Figures {
    /// Every range that somebody gave.
    pub fn estimates(&self) -> impl Iterator<Item = &Estimate> {
        let all = [&self.frequency, &self.loss, &self.chance];
        all.into_iter().flatten()
    }

    /// The same, to be changed.
    pub(super) fn estimates_mut(&mut self) -> impl Iterator<Item = &mut Estimate> {
        let all = [&mut self.frequency, &mut self.loss, &mut self.chance];
        all.into_iter().flatten()
    }
}

/// From here on not each whole number can be held, so that no digits behind the first are shown.
const LARGE: f64 = 1e15;

/// An amount as it is shown and typed: `69k EUR`. It is rounded before by whoever shows it.
pub fn amount(value: f64, currency: &str) -> String {
    let (times, letters) = match value.abs() {
        large if large >= 1e9 => (1e9, "bn"),
        large if large >= 1e6 => (1e6, "m"),
        large if large >= 1e3 => (1e3, "k"),
        _ => (1.0, ""),
    };
    // Through its shortest digits: 0.1 + 0.2 is 0.3, and 29 with many zeros does not end in digits of its own.
    let shown = value / times;
    let shown = if shown.abs() < LARGE {
        let digits = format!("{shown:.6}");
        digits
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    } else {
        let digits = format!("{shown:.6e}");
        digits.parse::<f64>().unwrap_or(shown).to_string()
    };
    if currency.is_empty() {
        format!("{shown}{letters}")
    } else {
        format!("{shown}{letters} {currency}")
    }
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn an_amount_shows_no_digits_that_it_does_not_have() {
        assert_eq!(amount(69_000.0, "EUR"), "69k EUR");
        assert_eq!(amount(0.1 + 0.2, ""), "0.3");
        let large = format!("29{}bn EUR", "0".repeat(30));
        assert_eq!(amount(2.9e40, "EUR"), large);
    }
}
