//! How much it matters that an asset stays secret, right and there: `c:high`, `integrity:low`.

use super::take::without_tail;
use super::{Parsed, Unknown};
use crate::domain::fold::squeeze;
use crate::domain::{Level, NEEDS};

impl Parsed {
    /// Takes a word that says how much an asset needs. Any other word is left alone, and one that looks like a need but
    /// is none is told.
    pub(super) fn take_need(&mut self, word: &str) -> bool {
        let word = without_tail(word);
        let Some((need, slot, level)) = halves(word, &mut self.needs) else {
            return false;
        };
        let is = |known: &Level| level_begins(*known, level);
        let says = match (Level::ALL.iter().copied().find(is), &slot) {
            (None, _) => format!("{word} is not low, medium or high"),
            (Some(found), Some(first)) if *first != found => {
                format!("{word} stays text: one {need} per line")
            }
            (Some(found), _) => {
                *slot = Some(found);
                return true;
            }
        };
        self.unknown.push(Unknown {
            token: word.to_owned(),
            says,
        });
        false
    }
}

/// What stands before and behind the colon of a need.
fn halves<'a, 'w>(
    word: &'w str,
    needs: &'a mut [Option<Level>; 3],
) -> Option<(&'static str, &'a mut Option<Level>, &'w str)> {
    let (need, level) = word.split_once([':', '：'])?;
    let stem = squeeze(need);
    let is_need = |known: &str| !stem.is_empty() && known.starts_with(&stem);
    let mut all = NEEDS.into_iter().zip(needs);
    let (name, slot) = all.find(|(known, _)| is_need(known))?;
    level
        .starts_with(char::is_alphanumeric)
        .then_some((name, slot, level))
}

fn level_begins(level: Level, stem: &str) -> bool {
    level.words().starts_with(&squeeze(stem))
}

/// What Tab can make of a need: the highest level first.
pub(super) fn complete(word: &str) -> Vec<String> {
    let mut needs = [None; 3];
    let (need, stem) = match (word.split_once(':'), halves(word, &mut needs)) {
        (_, Some((name, _, stem))) => (name, stem),
        (Some((need, "")), None) => {
            let stem = squeeze(need);
            let mut all = NEEDS.into_iter();
            match all.find(|known| !stem.is_empty() && known.starts_with(&stem)) {
                Some(name) => (name, ""),
                None => return Vec::new(),
            }
        }
        _ => return Vec::new(),
    };
    let levels = Level::ALL.iter().rev();
    levels
        .filter(|level| level_begins(**level, stem))
        .map(|level| format!("{need}:{}", level.words()))
        .collect()
}
