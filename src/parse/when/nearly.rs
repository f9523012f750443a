//! What is nearly a date: words that are over, and words that were typed wrongly.

use chrono::NaiveDate;

use super::parse;
use crate::domain::fold::fold;

/// Whether the words say a day that is over, such as `yesterday`, `last friday` or `2 days ago`.
pub(crate) fn is_over(phrase: &str, today: NaiveDate) -> bool {
    let said = fold(phrase);
    if said == "yesterday" {
        return true;
    }
    let ago = said.strip_suffix(" ago");
    let last = said.strip_prefix("last ");
    ago.or(last).is_some_and(|rest| {
        let counted = format!("1 {rest}");
        parse(rest, today).is_ok() || parse(&counted, today).is_ok()
    })
}

/// Words of dates that are long enough to be told from others by most of their letters.
const WORDS: [&str; 19] = [
    "today",
    "tomorrow",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "august",
    "september",
    "october",
    "november",
    "december",
    "quarter",
];

/// The date that was meant by words of which some are one letter off: `tomorrow` for `tomorow`.
pub(crate) fn nearly(phrase: &str, today: NaiveDate) -> Option<String> {
    let words = phrase.split_whitespace().map(|typed| {
        let word = fold(typed);
        let near = WORDS.iter().find(|known| is_near(&word, known));
        near.map_or_else(|| typed.to_owned(), |known| (*known).to_owned())
    });
    let meant = words.collect::<Vec<_>>().join(" ");
    parse(&meant, today).is_ok().then_some(meant)
}

/// Whether one letter more, less, changed or exchanged with the next makes one word of the other.
fn is_near(word: &str, known: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().collect(), known.chars().collect());
    if a.len() < 5 || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (
        a.get(same..).unwrap_or_default(),
        b.get(same..).unwrap_or_default(),
    );
    let rest = |letters: &[char], from: usize| letters.get(from..).unwrap_or_default().to_vec();
    let exchanged = matches!((a, b), ([a1, a2, ..], [b1, b2, ..]) if a1 == b2 && a2 == b1);
    rest(a, 1) == rest(b, 1)
        || rest(a, 1) == b
        || a == rest(b, 1)
        || (exchanged && rest(a, 2) == rest(b, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_and_what_is_one_letter_off_is_told_from_what_has_to_happen() {
        let today = NaiveDate::from_ymd_opt(2026, 5, 9).unwrap();
        for over in ["yesterday", "last friday", "last week", "2 days ago"] {
            assert!(is_over(over, today), "{over}");
        }
        for (typed, meant) in [
            ("tomorow", "tomorrow"),
            ("next mondey", "next monday"),
            ("12 agust", "12 august"),
            ("firday", "friday"),
        ] {
            assert_eq!(nearly(typed, today).as_deref(), Some(meant), "{typed}");
        }
        for event in [
            "the gateway is live",
            "the last audit",
            "toddy is made",
            "the long ago",
        ] {
            assert!(!is_over(event, today), "{event}");
            assert_eq!(nearly(event, today), None, "{event}");
        }
    }
}
