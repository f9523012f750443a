//! The words that dates are made of, and nothing else: a word that is not here is not part of a date.

use chrono::{Month, Weekday};

use crate::domain::fold::fold;

/// One word of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Today,
    Tomorrow,
    This,
    Next,
    After,
    Start,
    Mid,
    End,
    /// `in`, `on`, `of`, `the`: said, but without a meaning of its own.
    Filler,
    /// A part of a day, which a date has no room for.
    Time,
    Number(u32),
    /// `15th`: a day of a month.
    Ordinal(u32),
    Day(Weekday),
    /// 1 to 12.
    Month(u32),
    /// 1 to 4.
    Quarter(u32),
    /// `working`, `business`: weekends do not count.
    Working,
    /// `day`, `week`, `fortnight`, `month`, `quarter` or `year`.
    Unit(&'static str),
}

/// Reads one word, which may be several run together as in `2w` or `12-aug`, or a whole date as in `eom`.
pub(super) fn read(word: &str) -> Option<Vec<Word>> {
    let word = fold(word);
    let word = word.trim_start_matches('\'').trim_end_matches('\'');
    let mut read = Vec::new();
    for part in word.split('-').map(|part| part.trim_end_matches('.')) {
        let letters = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = part.strip_suffix(letters).unwrap_or_default();
        match (digits, letters) {
            ("", "eow") => read.extend([Word::End, Word::Unit("week")]),
            ("", "eom") => read.extend([Word::End, Word::Unit("month")]),
            ("", "eoq") => read.extend([Word::End, Word::Unit("quarter")]),
            ("", "eoy") => read.extend([Word::End, Word::Unit("year")]),
            ("", letters) => read.push(plain(letters)?),
            (digits, "") => read.push(Word::Number(number(digits)?)),
            (digits, "st" | "nd" | "rd" | "th") => read.push(Word::Ordinal(number(digits)?)),
            (digits, letters) => {
                read.push(Word::Number(number(digits)?));
                read.push(named(letters).or_else(|| unit(letters))?);
            }
        }
    }
    Some(read)
}

/// Up to four digits: more is no day, count or year, and `interim` would split it.
fn number(digits: &str) -> Option<u32> {
    (digits.len() <= 4).then(|| digits.parse().ok()).flatten()
}

fn plain(word: &str) -> Option<Word> {
    Some(match word {
        "today" | "tonight" | "now" => Word::Today,
        "tomorrow" | "tom" => Word::Tomorrow,
        "this" | "coming" => Word::This,
        "next" => Word::Next,
        "after" => Word::After,
        "start" | "beginning" => Word::Start,
        "mid" | "middle" => Word::Mid,
        "end" => Word::End,
        "in" | "on" | "of" | "the" | "by" | "at" | "from" | "within" => Word::Filler,
        "morning" | "noon" | "midday" | "afternoon" | "evening" | "eod" | "cob" => Word::Time,
        "a" | "an" | "one" => Word::Number(1),
        "two" => Word::Number(2),
        "three" => Word::Number(3),
        "four" => Word::Number(4),
        "five" => Word::Number(5),
        "six" => Word::Number(6),
        "seven" => Word::Number(7),
        "eight" => Word::Number(8),
        "nine" => Word::Number(9),
        "ten" => Word::Number(10),
        "eleven" => Word::Number(11),
        "twelve" => Word::Number(12),
        "tues" => Word::Day(Weekday::Tue),
        "weds" => Word::Day(Weekday::Wed),
        "thur" | "thurs" => Word::Day(Weekday::Thu),
        "sept" => Word::Month(9),
        "working" | "business" => Word::Working,
        "q1" => Word::Quarter(1),
        "q2" => Word::Quarter(2),
        "q3" => Word::Quarter(3),
        "q4" => Word::Quarter(4),
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
        "fortnight" | "fortnights" => "fortnight",
        "m" | "mo" | "mth" | "mths" | "month" | "months" => "month",
        "quarter" | "quarters" => "quarter",
        "y" | "yr" | "yrs" | "year" | "years" => "year",
        _ => return None,
    }))
}
