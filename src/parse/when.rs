//! Dates as people say them in a meeting: `fri`, `2w`, `12 aug`, `end of month`.
//!
//! The words are checked here, strictly, because a wrong guess ends up in someone's calendar; the `interim` crate,
//! which alone would take `marmalade` for March and `3m` for minutes, then does the reckoning of what is relative.

use std::fmt;
use std::ops::Range;

use chrono::{Datelike, Days, Month, Months, NaiveDate, NaiveTime, Weekday};
use interim::{Dialect, parse_date_string};

use crate::domain::text;

mod word;
use word::Word;

/// The years an item may be due in.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

/// The most words one date takes: `end of the next month` has five.
const MAX_WORDS: usize = 5;

/// Why a phrase is not a date. The message says what was understood and what to type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WhenError {
    /// Nothing was typed.
    Empty,
    /// The phrase stops making sense at this word.
    Word {
        /// The whole phrase.
        phrase: String,
        /// Its first word that no date has.
        word: String,
    },
    /// Every word is known, but together they are no date, such as `aug` or `12`.
    Incomplete(String),
    /// `12/8` is read differently in different countries.
    Ambiguous {
        /// The phrase as typed.
        phrase: String,
        /// One way to type each date that it may mean.
        readings: Vec<String>,
    },
    /// The calendar has no such day, such as `31 feb`.
    NoSuchDay(String),
    /// The year is outside 2000 to 2199.
    Year(String),
}

impl fmt::Display for WhenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const EXAMPLES: &str = "Type a date such as `fri`, `2w` or `12 aug`.";
        match self {
            Self::Empty => write!(f, "No date was typed. {EXAMPLES}"),
            Self::Word { phrase, word } if phrase == word => {
                write!(f, "`{word}` is not a date. {EXAMPLES}")
            }
            Self::Word { phrase, word } => {
                write!(f, "`{phrase}` is not a date from `{word}` on. {EXAMPLES}")
            }
            Self::Incomplete(phrase) => {
                write!(f, "`{phrase}` is only part of a date. {EXAMPLES}")
            }
            Self::Ambiguous { phrase, readings } => write!(
                f,
                "`{phrase}` is ambiguous (day or month first?). Type {}.",
                readings.join(" or ")
            ),
            Self::NoSuchDay(phrase) => {
                write!(f, "There is no such day: `{phrase}`. {EXAMPLES}")
            }
            Self::Year(phrase) => {
                write!(
                    f,
                    "`{phrase}` is outside the years 2000 to 2199. {EXAMPLES}"
                )
            }
        }
    }
}

impl std::error::Error for WhenError {}

/// Reads a date, seen from `today`.
///
/// - `today`, `tomorrow`, `tom`; `10d`, `2w`, `3m` (months), `1y`, `2 weeks`, `in three days`, `next week`.
/// - `fri`, `friday`, `this fri`: the coming one; typed on a Friday, the Friday seven days on. `next fri`: the Friday
///   of the next calendar week, which begins on Monday.
/// - `12 aug`, `aug 12`, `12th of august`: this year's, or next year's if that day has passed; `12 aug 2027`.
/// - `2026-12-01`: taken as written, also in the past. Nothing else gives a past day unless its year is written.
/// - `end of week`, `eow`: the coming Friday, today on a Friday; `end of month`, `eom`, `end of next month`; `end of
///   year`, `eoy`.
///
/// # Errors
/// See [`WhenError`].
pub(crate) fn parse(phrase: &str, today: NaiveDate) -> Result<NaiveDate, WhenError> {
    let cleaned = text::clean(phrase);
    let words: Vec<&str> = cleaned
        .split_whitespace()
        .map(bare)
        .filter(|w| !w.is_empty())
        .collect();
    let shown = || text::safe(&words.join(" "));
    if let [one] = words.as_slice()
        && let Some(date) = numeric(one)
    {
        return within(date?, &shown);
    }
    if let Some(slashed) = words.iter().find(|w| w.contains('/')) {
        return Err(ambiguous(slashed));
    }
    let mut read = Vec::new();
    for word in &words {
        let known = word::read(word).ok_or_else(|| WhenError::Word {
            phrase: shown(),
            word: text::safe(word),
        })?;
        read.extend(known);
    }
    read.retain(|word| !matches!(word, Word::Filler));
    let date = match read.as_slice() {
        [] if words.is_empty() => return Err(WhenError::Empty),
        [Word::Today] => Some(today),
        [Word::Tomorrow] => today.checked_add_days(Days::new(1)),
        [Word::Day(day)] | [Word::This, Word::Day(day)] => coming(*day, today),
        [Word::Next, Word::Day(day)] => coming(
            *day,
            today.week(Weekday::Mon).checked_last_day().unwrap_or(today),
        ),
        [Word::Next, Word::Unit(unit)] => relative(&format!("1 {unit}"), today),
        [Word::Number(n), Word::Unit(unit)] => relative(&format!("{n} {unit}"), today),
        [Word::Number(day), Word::Month(month)] | [Word::Month(month), Word::Number(day)] => {
            let date = yearless(*day, *month, today);
            return within(date.ok_or_else(|| WhenError::NoSuchDay(shown()))?, &shown);
        }
        [Word::Number(day), Word::Month(month), Word::Number(year)]
        | [Word::Month(month), Word::Number(day), Word::Number(year)]
            if *year > 999 =>
        {
            let date = on(i32::try_from(*year).unwrap_or_default(), *month, *day);
            return within(date.ok_or_else(|| WhenError::NoSuchDay(shown()))?, &shown);
        }
        [Word::End, Word::Unit("week")] if today.weekday() == Weekday::Fri => Some(today),
        [Word::End, Word::Unit("week")] => coming(Weekday::Fri, today),
        [Word::End, Word::Unit("month")] => end_of_month(today, 0),
        [Word::End, Word::Next, Word::Unit("month")] => end_of_month(today, 1),
        [Word::End, Word::Unit("year")] => NaiveDate::from_ymd_opt(today.year(), 12, 31),
        _ => return Err(WhenError::Incomplete(shown())),
    };
    within(date.ok_or_else(|| WhenError::Year(shown()))?, &shown)
}

/// How a date is shown: `12 Aug` in this year, `12 Aug 2027` in another.
pub(crate) fn show(date: NaiveDate, today: NaiveDate) -> String {
    let format = if date.year() == today.year() {
        "%-d %b"
    } else {
        "%-d %b %Y"
    };
    date.format(format).to_string()
}

/// Finds `due DATE` or `until DATE` among the words of an item and says which words that takes, so that they can be
/// removed. The last such pair wins and takes as many words as make a date; words that make none stay text.
pub(crate) fn find_due(words: &[&str], today: NaiveDate) -> Option<(Range<usize>, NaiveDate)> {
    for (at, word) in words.iter().enumerate().rev() {
        if !(word.eq_ignore_ascii_case("due") || word.eq_ignore_ascii_case("until")) {
            continue;
        }
        let start = at + 1;
        let longest = words.len().min(start + MAX_WORDS);
        for end in (start + 1..=longest).rev() {
            let phrase = words.get(start..end).unwrap_or_default().join(" ");
            if let Ok(date) = parse(&phrase, today) {
                return Some((at..end, date));
            }
        }
    }
    None
}

/// A word without the punctuation of its sentence.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | '!' | '?' | '(' | ')'))
}

/// An ISO date, if the word is made like one.
fn numeric(word: &str) -> Option<Result<NaiveDate, WhenError>> {
    let mut parts = word.split('-');
    let year = parts.next()?;
    let like_iso = year.len() == 4
        && word.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && parts.count() == 2;
    like_iso.then(|| {
        NaiveDate::parse_from_str(word, "%Y-%m-%d")
            .map_err(|_| WhenError::NoSuchDay(word.to_owned()))
    })
}

/// The refusal of a date with slashes, with a way to type each day it may mean.
fn ambiguous(word: &str) -> WhenError {
    let numbers: Vec<u32> = word
        .split('/')
        .filter_map(|part| part.parse().ok())
        .collect();
    let year = numbers.get(2).filter(|y| **y > 999);
    let reading = |day: u32, month: u32| {
        let name = u8::try_from(month)
            .ok()
            .and_then(|m| Month::try_from(m).ok())?
            .name();
        let name = name.get(..3)?.to_lowercase();
        on(
            year.map_or(2000, |y| i32::try_from(*y).unwrap_or(0)),
            month,
            day,
        )?;
        Some(year.map_or(format!("`{day} {name}`"), |y| format!("`{day} {name} {y}`")))
    };
    let mut readings: Vec<String> = match numbers.as_slice() {
        [a, b] | [a, b, _] => [reading(*a, *b), reading(*b, *a)]
            .into_iter()
            .flatten()
            .collect(),
        _ => Vec::new(),
    };
    readings.dedup();
    if readings.is_empty() {
        readings.push("the month's name, such as `12 aug`".to_owned());
    }
    WhenError::Ambiguous {
        phrase: text::safe(word),
        readings,
    }
}

/// The next such day after `base`, never `base` itself.
fn coming(day: Weekday, base: NaiveDate) -> Option<NaiveDate> {
    relative(&day.to_string(), base)
}

/// Lets `interim` reckon from noon: at midnight it would take a Friday's `fri` for that very day.
fn relative(phrase: &str, base: NaiveDate) -> Option<NaiveDate> {
    let noon = base.and_time(NaiveTime::from_hms_opt(12, 0, 0)?).and_utc();
    parse_date_string(phrase, noon, Dialect::Us)
        .ok()
        .map(|moment| moment.date_naive())
}

fn on(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// A day without a year: this year's unless it has passed (or this year has no 29 February), else next year's.
fn yearless(day: u32, month: u32, today: NaiveDate) -> Option<NaiveDate> {
    [today.year(), today.year().saturating_add(1)]
        .into_iter()
        .filter_map(|year| on(year, month, day))
        .find(|date| *date >= today)
}

/// The last day of the month that is `ahead` months on.
fn end_of_month(today: NaiveDate, ahead: u32) -> Option<NaiveDate> {
    today
        .with_day(1)?
        .checked_add_months(Months::new(ahead + 1))?
        .pred_opt()
}

fn within(date: NaiveDate, shown: &dyn Fn() -> String) -> Result<NaiveDate, WhenError> {
    if YEARS.contains(&date.year()) {
        Ok(date)
    } else {
        Err(WhenError::Year(shown()))
    }
}

#[cfg(test)]
mod tests;
