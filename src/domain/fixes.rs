//! Which parked fixes a threat is offered in question 3: all that no one has used, those that fit it first.

use super::id::{ItemId, ThreatId};
use super::parked::Parked;
use super::session::Session;
use super::text::words_of;

/// More than these are not offered beside a threat's own: no room reads them.
const MOST: usize = 40;
/// Words of fewer characters are grammar more often than not.
const SHORT: usize = 4;
/// Longer words that say nothing about what is protected.
const SMALL: [&str; 20] = [
    "about", "after", "also", "because", "could", "does", "every", "from", "have", "into", "just",
    "only", "other", "same", "someone", "that", "their", "when", "with", "without",
];

/// Why a parked fix is offered on a threat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It was parked about this threat.
    Own,
    /// It shares words with it.
    Alike,
    /// No one has used it yet.
    Unused,
}

impl Session {
    /// The parked fixes that a threat is offered, those that fit first.
    pub fn fixes_offered(&self, id: ThreatId) -> Vec<(Fit, &Parked)> {
        let mut offered: Vec<(Fit, &Parked)> =
            self.parked_fixes(id).map(|fix| (Fit::Own, fix)).collect();
        let words = self.threat(id).map(|threat| gist(&threat.text));
        let words = words.unwrap_or_default();
        let is_own = |fix: &&Parked| fix.about == Some(ItemId::Threat(id));
        let others = self.unused_fixes().filter(|fix| !is_own(fix)).take(MOST);
        offered.extend(others.map(|fix| {
            let alike = gist(&fix.text).iter().any(|word| words.contains(word));
            (if alike { Fit::Alike } else { Fit::Unused }, fix)
        }));
        offered.sort_by_key(|(fit, _)| *fit);
        offered
    }
}

/// The words of a text that say something, without the `s` of a plural.
fn gist(text: &str) -> Vec<String> {
    let words = words_of(text).into_iter();
    let words =
        words.filter(|word| word.chars().count() >= SHORT && !SMALL.contains(&word.as_str()));
    words
        .map(|word| word.strip_suffix('s').unwrap_or(&word).to_owned())
        .collect()
}
