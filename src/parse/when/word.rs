//! The words that dates are made of, and nothing else: a word that is not here is not part of a date.

use chrono::{Month, Weekday};

/// One word of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Today,
    Tomorrow,
    This,
    Next,
    End,
    /// `in`, `on`, `of`, `the`: said, but without a meaning of its own.
    Filler,
    Number(u32),
    Day(Weekday),
    /// 1 to 12.
    Month(u32),
    /// `day`, `week`, `month` or `year`.
    Unit(&'static str),
}

/// Reads one word, which may be two run together as in `2w`, or a whole date as in `eom`.
pub(super) fn read(word: &str) -> Option<Vec<Word>> {
    let word = word.to_lowercase();
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = word.strip_suffix(letters).unwrap_or_default();
    match (digits, letters) {
        ("", "eow") => Some(vec![Word::End, Word::Unit("week")]),
        ("", "eom") => Some(vec![Word::End, Word::Unit("month")]),
        ("", "eoy") => Some(vec![Word::End, Word::Unit("year")]),
        ("", letters) => Some(vec![plain(letters)?]),
        (digits, "" | "st" | "nd" | "rd" | "th") => Some(vec![number(digits)?]),
        (digits, letters) => Some(vec![number(digits)?, unit(letters)?]),
    }
}

/// Up to four digits: more is no day, count or year, and `interim` would split it.
fn number(digits: &str) -> Option<Word> {
    (digits.len() <= 4)
        .then(|| digits.parse().ok().map(Word::Number))
        .flatten()
}

fn plain(word: &str) -> Option<Word> {
    Some(match word {
        "today" => Word::Today,
        "tomorrow" | "tom" => Word::Tomorrow,
        "this" => Word::This,
        "next" => Word::Next,
        "end" => Word::End,
        "in" | "on" | "of" | "the" => Word::Filler,
        "a" | "an" | "one" => Word::Number(1),
        "two" => Word::Number(2),
        "three" => Word::Number(3),
        "four" => Word::Number(4),
        "five" => Word::Number(5),
        "six" => Word::Number(6),
        "tues" => Word::Day(Weekday::Tue),
        "weds" => Word::Day(Weekday::Wed),
        "thur" | "thurs" => Word::Day(Weekday::Thu),
        "sept" => Word::Month(9),
        _ => named(word).or_else(|| unit(word))?,
    })
}

/// A day or month by its full or three-letter name.
fn named(word: &str) -> Option<Word> {
    let day = word.parse::<Weekday>().ok().map(Word::Day);
    day.or_else(|| {
        word.parse::<Month>()
            .ok()
            .map(|month| Word::Month(month.number_from_month()))
    })
}

/// A unit of time. `m` is a month: no one plans an action in minutes.
fn unit(word: &str) -> Option<Word> {
    Some(Word::Unit(match word {
        "d" | "day" | "days" => "day",
        "w" | "wk" | "wks" | "week" | "weeks" => "week",
        "m" | "mo" | "mth" | "mths" | "month" | "months" => "month",
        "y" | "yr" | "yrs" | "year" | "years" => "year",
        _ => return None,
    }))
}
