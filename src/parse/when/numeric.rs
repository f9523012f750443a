//! Dates in digits alone: `2026-12-31`, `31.12.2026`, `12/8`. Which number is the day, they do not always say.

use chrono::{Datelike, NaiveDate};

use super::{on, short_year, yearless};

/// Every day that a word of digits may mean, the day first and then the month first; empty where there is no such day.
/// `None` where the word is not made like a date.
pub(super) fn read(word: &str, today: NaiveDate) -> Option<Vec<NaiveDate>> {
    let sign = ['-', '/', '.'].into_iter().find(|s| word.contains(*s))?;
    // A point at the end of `12.8.` is of the date; other signs there are not.
    let open = sign == '.' && word.ends_with('.');
    let parts: Vec<&str> = word.trim_end_matches('.').split(sign).collect();
    let is_number =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(is_number) {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or_default();
    let year = |part: &str| match part.len() {
        4 => i32::try_from(number(part)).ok(),
        2 => short_year(number(part), today),
        _ => None,
    };
    let day_of = |year: Option<i32>, month: &str, day: &str| {
        (month.len() <= 2 && day.len() <= 2)
            .then(|| on(year?, number(month), number(day)))
            .flatten()
    };
    let mut days: Vec<Option<NaiveDate>> = match (sign, parts.as_slice()) {
        (_, [y, m, d]) if y.len() == 4 => vec![day_of(year(y), m, d)],
        ('.', [d, m, y]) => vec![day_of(year(y), m, d)],
        ('.', [d, m]) if open => vec![yearless(number(d), number(m), today)],
        ('/', [a, b]) => vec![
            yearless(number(a), number(b), today),
            yearless(number(b), number(a), today),
        ],
        ('-' | '/', [a, b, y]) => {
            let mut days = vec![day_of(year(y), b, a), day_of(year(y), a, b)];
            // `26-12-31`
            if sign == '-' && a.len() == 2 && y.len() == 2 {
                days.push(day_of(year(a), b, y));
            }
            days
        }
        _ => return None,
    };
    days.retain(Option::is_some);
    let mut all: Vec<NaiveDate> = Vec::new();
    for day in days.into_iter().flatten() {
        if !all.contains(&day) {
            all.push(day);
        }
    }
    // With a year of two digits, a day that is long over is not meant.
    if all.len() > 1 {
        all.retain(|day| day.year() >= today.year());
    }
    Some(all)
}
