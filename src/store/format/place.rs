//! Where in the text of a file something is wrong: line and column, both from 1, columns in characters.

pub(super) use crate::data::place as of_error;
use crate::domain::Invalid;

/// Where the wrong word of an invalid session stands: after the id of its item, if it has one. The last such id counts,
/// as a doubled id is wrong at its second place.
pub(super) fn of_invalid(text: &str, invalid: &Invalid) -> (usize, usize) {
    let item = invalid
        .item
        .and_then(|id| text.rfind(&format!("id: \"{id}\"")));
    let start = item.unwrap_or_default();
    let after = text.get(start..).unwrap_or_default();
    let word = invalid
        .word
        .as_ref()
        .and_then(|word| after.find(word.as_str()))
        .map(|at| start + at);
    word.or(item).map_or((0, 0), |at| of_byte(text, at))
}

/// Where a word stands for the first time; zeros when it does not.
pub(super) fn of_word(text: &str, word: &str) -> (usize, usize) {
    text.find(word).map_or((0, 0), |at| of_byte(text, at))
}

fn of_byte(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    (line, last.chars().count() + 1)
}
