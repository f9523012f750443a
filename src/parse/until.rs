//! Until when a decision holds: `until 12 aug`, or `until the new gateway is live`. A day where it reads as one, else
//! what has to happen; which of the two it was is said before Enter. `until until` is the word.

use std::ops::Range;

use chrono::NaiveDate;

use super::when::{self, Due, WhenError};
use crate::domain::{Text, Until, text};

/// The word.
const WORD: &str = "until";

/// Reads what stands alone: a day, or what has to happen first.
///
/// # Errors
/// A sentence about what is half a day, or none that the calendar has.
pub(crate) fn alone(phrase: &str, today: NaiveDate) -> Result<Until, String> {
    let said = phrase.trim();
    let said = match said.split_once(char::is_whitespace) {
        Some((word, rest)) if is_word(word) => rest.trim(),
        _ => said,
    };
    match when::parse(said, today) {
        Ok(day) => Ok(Until::Day(day)),
        Err(WhenError::Word { .. }) if when::is_over(said, today) => Err(format!(
            "`{}` is in the past. Type a day to come such as `fri` or `12 aug`, or what has to happen first.",
            text::safe(said)
        )),
        Err(WhenError::Word { .. }) if !begins_with_digit(said) => {
            match when::nearly(said, today) {
                None => Ok(Until::Event(Text::new(said))),
                Some(meant) => Err(format!(
                    "`{}` is not a date. Type `{meant}`, or say in other words what has to happen.",
                    text::safe(said)
                )),
            }
        }
        Err(error) => Err(error.to_string()),
    }
}

/// How it was read, for who typed it: `until the day Wed 12 Aug 2026`.
pub(crate) fn read_as(until: &Until, today: NaiveDate) -> String {
    match until {
        Until::Day(day) => {
            let passed = if *day < today {
                ", which has passed"
            } else {
                ""
            };
            format!("until the day {}{passed}", day.format("%a %-d %b %Y"))
        }
        Until::Event(words) => format!("until this happens: {words}"),
    }
}

fn begins_with_digit(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word of a line is this one, whatever stands behind it.
pub(super) fn is_word(word: &str) -> bool {
    word.trim_end_matches(':').eq_ignore_ascii_case(WORD)
}

/// Finds until when a decision holds among the words of its reason. A day wins over an event, and the last one of a
/// kind over those before it. An event takes all words up to the next name.
pub(super) fn find(words: &[&str], today: NaiveDate) -> Option<(Range<usize>, Due)> {
    let mut other: Option<(Range<usize>, Due)> = None;
    let mut at = words.len();
    while let Some(here) = at.checked_sub(1) {
        at = here;
        if !words.get(at).is_some_and(|word| is_word(word)) {
            continue;
        }
        if is_doubled(words, at.checked_sub(1)) {
            at -= 1;
            continue;
        }
        let rest = words.get(at + 1..).unwrap_or_default();
        match when::begins_with(rest, today) {
            Some((taken, due @ Due::Unknown(_))) => {
                other.get_or_insert((at..at + 1 + taken, due));
            }
            Some((taken, due)) => return Some((at..at + 1 + taken, due)),
            None => {
                let is_name = |word: &&&str| word.starts_with(['@', '＠']);
                let taken = rest.iter().take_while(|word| !is_name(word)).count();
                let event = rest.get(..taken).unwrap_or_default().join(" ");
                let event = event.trim_end_matches([',', ';', ':']);
                if event.is_empty() {
                    continue;
                }
                let due = match alone(event, today) {
                    Ok(_) => Due::Event(Text::new(event)),
                    Err(_) => Due::Unknown(format!("{} is not a date", text::safe(event))),
                };
                other.get_or_insert((at..at + 1 + taken, due));
            }
        }
    }
    other
}

/// Whether the word at this place and the one behind it are the doubled word, which is text.
pub(super) fn is_doubled(words: &[&str], at: Option<usize>) -> bool {
    let Some(at) = at else { return false };
    let mut pair = words.iter().skip(at).take(2);
    pair.len() == 2 && pair.all(|word| is_word(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, 9).unwrap()
    }

    #[test]
    fn a_day_where_it_reads_as_one_else_what_has_to_happen() {
        for (phrase, is) in [
            ("12 aug", "2026-08-12"),
            ("until 12 aug", "2026-08-12"),
            ("the new gateway is live", "the new gateway is live"),
            ("Until: the audit", "the audit"),
        ] {
            assert_eq!(alone(phrase, today()).unwrap().written(), is, "{phrase}");
        }
        for half in ["31 feb", "aug", "12", "4/5", "12 monkeys", ""] {
            assert!(alone(half, today()).is_err(), "{half}");
        }
    }
}
