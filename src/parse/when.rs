//! Dates as people say them in a meeting: `fri`, `2w`, `12 aug`, `end of month`.
//!
//! The words are checked here, strictly, because a wrong guess ends up in someone's calendar; the `interim` crate,
//! which alone would take `marmalade` for March and `3m` for minutes, then does the reckoning of what is relative.

use std::fmt;
use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};
use interim::{Dialect, parse_date_string};

use crate::domain::{Text, text};

mod nearly;
mod numeric;
mod phrase;
mod word;
pub(crate) use nearly::{is_over, nearly};
use word::Word;

/// The years an item may be due in.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

/// The most words one date takes: `by the end of the day on monday 14 december 2026` has eleven.
const MAX_WORDS: usize = 11;

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
    /// `12/8` is read differently in different countries, and `monday 15 december` may be a Tuesday.
    Unclear(Unclear),
    /// The calendar has no such day, such as `31 feb`.
    NoSuchDay(String),
    /// The year is outside 2000 to 2199.
    Year(String),
}

/// A date that can be meant in two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unclear {
    /// What is wrong with it, without a full stop.
    pub(crate) says: String,
    /// Each day that it may mean, and how to type it.
    pub(crate) days: Vec<(NaiveDate, String)>,
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
            Self::Unclear(Unclear { says, days }) => {
                let ways: Vec<String> =
                    days.iter().map(|(_, typed)| format!("`{typed}`")).collect();
                write!(f, "{says}. Type {}.", ways.join(" or "))
            }
            Self::NoSuchDay(phrase) => {
                write!(f, "There is no such day: `{phrase}`. {EXAMPLES}")
            }
            Self::Year(phrase) => write!(
                f,
                "`{phrase}` is outside the years {} to {}. {EXAMPLES}",
                YEARS.start(),
                YEARS.end()
            ),
        }
    }
}

impl std::error::Error for WhenError {}

/// Reads a date as of `today`.
///
/// - A weekday is the next one after today: `fri` on a Friday is next week's. `next fri` is that of the next week,
///   `friday week` the one a week after the coming one.
/// - A day without a year is in this year, unless it has passed.
/// - `next week` and `next month` are a week and a month from today.
/// - `2w`, `in 3 days`, `two months`, `end of month`, `eow` (this week's Friday), `end of year`, `q3` (its last day).
/// - A weekday beside a date must be the date's.
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
    let shown = || {
        let plain: Vec<&str> = words.iter().map(|w| w.trim_end_matches('.')).collect();
        text::safe(&plain.join(" "))
    };
    let mut read = Vec::new();
    let mut digits: Option<Vec<NaiveDate>> = None;
    for word in &words {
        if let Some(days) = numeric::read(word, today) {
            if digits.replace(days).is_some() {
                return Err(WhenError::Incomplete(shown()));
            }
            continue;
        }
        let known = word::read(word).ok_or_else(|| WhenError::Word {
            phrase: shown(),
            word: text::safe(word.trim_end_matches('.')),
        })?;
        read.extend(known);
    }
    if words.is_empty() {
        return Err(WhenError::Empty);
    }
    let meant = phrase::Phrase::new(read, digits);
    let days = meant.days(today, &shown)?;
    let mut ways = Vec::new();
    for day in days {
        if !YEARS.contains(&day.year()) {
            return Err(WhenError::Year(shown()));
        }
        ways.push((day, typed(day, today)));
    }
    let says = match (ways.as_slice(), meant.weekday()) {
        ([], _) => return Err(WhenError::NoSuchDay(shown())),
        ([(day, _)], None) => return Ok(*day),
        // Of two readings a weekday says which is meant.
        (_, Some(weekday)) => {
            let mut right = ways.iter().filter(|(day, _)| day.weekday() == weekday);
            if let (Some((day, _)), None) = (right.next(), right.next()) {
                return Ok(*day);
            }
            match ways.as_slice() {
                [(day, _)] => {
                    let (day, says) = (*day, other_weekday(*day, &shown()));
                    ways.extend(nearest(day, weekday).map(|near| (near, typed(near, today))));
                    says
                }
                _ => format!("`{}` does not fall on that weekday", shown()),
            }
        }
        _ => format!("`{}` is ambiguous (day or month first?)", shown()),
    };
    Err(WhenError::Unclear(Unclear { says, days: ways }))
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

/// How a date is typed so that it is clear.
fn typed(date: NaiveDate, today: NaiveDate) -> String {
    show(date, today).to_lowercase()
}

/// `15 Dec 2026 is a Tuesday`, for a phrase that calls it a Monday.
fn other_weekday(day: NaiveDate, phrase: &str) -> String {
    format!(
        "`{phrase}`: {} is a {}",
        day.format("%-d %b %Y"),
        day.format("%A")
    )
}

/// The nearest such day before or after.
fn nearest(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(3))?
        .iter_days()
        .take(7)
        .find(|near| near.weekday() == weekday)
}

/// `due DATE` or `until DATE`, as it was found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// A date.
    Date(NaiveDate),
    /// A date that can be meant in two ways.
    Unclear(Unclear),
    /// Not a date, and what is to be said of it.
    Unknown(String),
    /// What has to happen first, where that may stand instead of a date.
    Event(Text),
}

/// Reads a date where nothing else is asked for. Who says `due fri` there says no more than `fri`.
///
/// # Errors
/// See [`WhenError`].
pub(crate) fn alone(phrase: &str, today: NaiveDate) -> Result<NaiveDate, WhenError> {
    let said = phrase.trim_start();
    let date = said.split_once(char::is_whitespace).filter(|(word, _)| {
        let word = word.trim_end_matches(':');
        word.eq_ignore_ascii_case("due") || word.eq_ignore_ascii_case("until")
    });
    parse(date.map_or(said, |(_, date)| date), today)
}

/// Finds `due DATE` or `until DATE` among the words of an item and says which words that takes, so that they can be
/// removed. The last such pair wins and takes as many words as make a date; a date that goes on behind them is none.
pub(crate) fn find_due(words: &[&str], today: NaiveDate) -> Option<(Range<usize>, Due)> {
    let mut unknown = None;
    for (at, word) in words.iter().enumerate().rev() {
        let said = bare(word).trim_end_matches(':');
        let (due, until) = (
            said.eq_ignore_ascii_case("due"),
            said.eq_ignore_ascii_case("until"),
        );
        if !due && !until {
            continue;
        }
        let rest = words.get(at + 1..).unwrap_or_default();
        match begins_with(rest, today) {
            Some((taken, due)) => {
                let range = at..at + 1 + taken;
                match due {
                    Due::Unknown(_) => _ = unknown.get_or_insert((range, due)),
                    due => return Some((range, due)),
                }
            }
            None if due => {
                if let Some(says) = not_a_date(rest) {
                    unknown.get_or_insert((at..at + 2, Due::Unknown(says)));
                }
            }
            None => {}
        }
    }
    unknown
}

/// The longest date at the front of these words, and how many they are.
pub(super) fn begins_with(words: &[&str], today: NaiveDate) -> Option<(usize, Due)> {
    let phrase = |taken: usize| words.get(..taken).unwrap_or_default().join(" ");
    for taken in (1..=words.len().min(MAX_WORDS)).rev() {
        // `fri in the office`: what only joins words is of the sentence, unless a date follows.
        if words.get(taken - 1).is_none_or(|word| joins(word)) {
            continue;
        }
        let found = match parse(&phrase(taken), today) {
            Ok(date) => Due::Date(date),
            Err(WhenError::Unclear(unclear)) => Due::Unclear(unclear),
            Err(WhenError::NoSuchDay(phrase)) => Due::Unknown(format!("there is no {phrase}")),
            Err(WhenError::Year(phrase)) => Due::Unknown(format!("{phrase} is too far away")),
            Err(_) => continue,
        };
        let behind = words.get(taken..).unwrap_or_default();
        let ended = words.get(taken - 1).is_some_and(|word| ends(word));
        if !ended && goes_on(behind, today) {
            let says = format!("{} is not a date", text::safe(&phrase(taken + 1)));
            return Some((taken + 1, Due::Unknown(says)));
        }
        return Some((taken, found));
    }
    None
}

/// Whether words behind a date are more of it, so that the date before them is only half of what was said.
fn goes_on(words: &[&str], today: NaiveDate) -> bool {
    let Some(first) = words.first() else {
        return false;
    };
    let is_digits = bare(first).starts_with(|c: char| c.is_ascii_digit());
    let of_a_date = |word: &Word| {
        matches!(
            word,
            Word::Day(_) | Word::Month(_) | Word::Unit(_) | Word::Quarter(_) | Word::Time
        )
    };
    let known = word::read(bare(first)).is_some_and(|read| read.iter().any(of_a_date));
    let said = words.iter().position(|word| !joins(word)).unwrap_or(0);
    let another = words.get(said..).unwrap_or_default();
    let longest = another.len().min(MAX_WORDS);
    let mut parts = (1..=longest).filter_map(|taken| another.get(..taken));
    is_digits || known || parts.any(|part| parse(&part.join(" "), today).is_ok())
}

/// What is said of `due someday`. `due to` and `due date` say nothing about a day.
fn not_a_date(words: &[&str]) -> Option<String> {
    const NO_DAY: [&str; 8] = [
        "to",
        "date",
        "dates",
        "process",
        "diligence",
        "course",
        "for",
        "and",
    ];
    let next = bare(words.first()?).trim_end_matches('.');
    let plain = next.chars().any(char::is_alphanumeric) && !NO_DAY.contains(&&*next.to_lowercase());
    plain.then(|| format!("{} is not a date", text::safe(next)))
}

/// Whether a word means nothing in a date by itself.
fn joins(word: &str) -> bool {
    word::read(bare(word)).is_some_and(|read| read.iter().all(|word| *word == Word::Filler))
}

/// Whether the sentence goes on behind this word with something else.
fn ends(word: &str) -> bool {
    word.ends_with([',', ';', ')', ':', '!'])
}

/// A word without the punctuation of its sentence. A point may be of a date: `12.8.`
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, ',' | ';' | '!' | '?' | '(' | ')' | '[' | ']'))
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

/// The year of two digits: this one, or one of the next twenty.
fn short_year(digits: u32, today: NaiveDate) -> Option<i32> {
    (0..=20)
        .filter_map(|ahead| today.year().checked_add(ahead))
        .find(|year| year.checked_rem_euclid(100) == i32::try_from(digits).ok())
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
        .checked_add_months(Months::new(ahead.checked_add(1)?))?
        .pred_opt()
}

#[cfg(test)]
mod tests;
