//! Small pieces of English that the exports share: dates, counts, lists.

use crate::domain::Until;
use chrono::NaiveDate;

pub(super) use crate::domain::counted as count;

/// A date with its year, as an export is read long after the meeting: `12 Aug 2026`.
pub(super) fn date(on: NaiveDate) -> String {
    on.format("%-d %b %Y").to_string()
}

/// Until when a decision holds: a day, or what has to happen first.
pub(super) fn until(until: &Until) -> String {
    match until {
        Until::Day(on) => date(*on),
        Until::Event(words) => words.to_string(),
    }
}

/// `T1`, `T1 and T2`, `T1, T2 and T3`.
pub(super) fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The words as a sentence: with a full stop, unless they end in a stop of their own.
pub(super) fn sentence(words: &str) -> String {
    if words.is_empty() || words.ends_with(['.', '?', '!', '…', ':', '。', '？', '！']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

/// The words without a full stop at the end, so that the line can go on.
pub(super) fn stem(words: &str) -> &str {
    match words.strip_suffix('.') {
        Some(rest) if !rest.is_empty() && !rest.ends_with(['.', '\\']) => rest,
        _ => words,
    }
}

/// The first letter as a capital.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A mean in tenths: `3.8`.
pub(super) fn tenths(n: u32) -> String {
    format!("{}.{}", n / 10, n % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_gets_no_full_stop() {
        assert_eq!(sentence("Who can see this?"), "Who can see this?");
        assert_eq!(sentence("Nobody knows"), "Nobody knows.");
    }

    #[test]
    fn only_one_full_stop_is_taken_off() {
        assert_eq!(stem("Ask the partner."), "Ask the partner");
        assert_eq!(stem("And so on..."), "And so on...");
        assert_eq!(stem("."), ".");
    }

    #[test]
    fn a_list_ends_with_and() {
        let words = ["A1", "A2", "A3"].map(str::to_owned);
        assert_eq!(and(&words), "A1, A2 and A3");
    }
}
