//! A day and a time of day, as people say when they meet: `thu 10:00`, `14 may 2:30pm`.
//!
//! The day is read as every date is; the time is one word, or two where `am` or `pm` stands alone. Neither is guessed:
//! what comes of it ends up in calendars.

use chrono::{NaiveDateTime, NaiveTime};

use super::when;
use crate::domain::text;

/// What to type instead.
const EXAMPLE: &str = "Type a day and a time, such as `thu 10:00`.";

/// Reads a moment that is still to come.
///
/// # Errors
/// What is missing or wrong, and what to type instead.
pub(crate) fn parse(phrase: &str, now: NaiveDateTime) -> Result<NaiveDateTime, String> {
    let cleaned = text::clean(phrase);
    let words: Vec<&str> = cleaned.split_whitespace().collect();
    let shown = text::safe(&words.join(" "));
    let mut times = Vec::new();
    let mut days = Vec::new();
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        let half = words.next_if(|next| is_half(next)).unwrap_or_default();
        match time(&format!("{word}{half}")) {
            Some(time) => times.push(time),
            None => days.extend([word, half].into_iter().filter(|word| !word.is_empty())),
        }
    }
    let time = match times.as_slice() {
        [only] => *only,
        [] if shown.is_empty() => return Err(format!("No day was typed. {EXAMPLE}")),
        [] => return Err(format!("`{shown}` has no time of day. {EXAMPLE}")),
        _ => {
            return Err(format!(
                "`{shown}` has more than one time of day. {EXAMPLE}"
            ));
        }
    };
    // `at` and `on` join the two, and are no day.
    let is_day = |word: &&str| !matches!(*word, "at" | "on");
    if !days.iter().any(is_day) {
        return Err(format!("`{shown}` has no day. {EXAMPLE}"));
    }
    let day = when::parse(&days.join(" "), now.date()).map_err(|error| error.to_string())?;
    let at = day.and_time(time);
    if at <= now {
        let says = at.format("%-d %b %Y %H:%M");
        return Err(format!("{says} is in the past. {EXAMPLE}"));
    }
    Ok(at)
}

/// Whether a word is the half of the day that belongs to the number before it.
fn is_half(word: &str) -> bool {
    word.eq_ignore_ascii_case("am") || word.eq_ignore_ascii_case("pm")
}

/// A time of day: `10:00`, `9:30am`, `2pm`, `noon`.
fn time(word: &str) -> Option<NaiveTime> {
    let word = word.trim_end_matches([',', ';', '.']).to_ascii_lowercase();
    if matches!(word.as_str(), "noon" | "midday") {
        return NaiveTime::from_hms_opt(12, 0, 0);
    }
    let half = ["am", "pm"].into_iter().find(|half| word.ends_with(half));
    match half {
        None => NaiveTime::parse_from_str(&word, "%H:%M").ok(),
        Some(half) => {
            let hour = word.strip_suffix(half)?;
            let minutes = if hour.contains(':') { "" } else { ":00" };
            NaiveTime::parse_from_str(&format!("{hour}{minutes}{half}"), "%I:%M%P").ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    /// Ten o'clock on Saturday 9 May 2026.
    fn read(phrase: &str) -> String {
        let now = NaiveDate::from_ymd_opt(2026, 5, 9).and_then(|day| day.and_hms_opt(10, 0, 0));
        match parse(phrase, now.unwrap()) {
            Ok(at) => at.format("%a %-d %b %Y %H:%M").to_string(),
            Err(says) => says,
        }
    }

    #[test]
    fn a_day_and_a_time_are_a_moment() {
        for (phrase, at) in [
            ("thu 10:00", "Thu 14 May 2026 10:00"),
            ("10:00 thu", "Thu 14 May 2026 10:00"),
            ("on Thursday at 9:05", "Thu 14 May 2026 09:05"),
            ("14 may, 2:30pm", "Thu 14 May 2026 14:30"),
            ("tomorrow 9 am", "Sun 10 May 2026 09:00"),
            ("tomorrow 12pm", "Sun 10 May 2026 12:00"),
            ("2026-06-01 00:00", "Mon 1 Jun 2026 00:00"),
            ("next fri noon", "Fri 15 May 2026 12:00"),
            ("today 10:01", "Sat 9 May 2026 10:01"),
            ("in 2 weeks 16:00", "Sat 23 May 2026 16:00"),
        ] {
            assert_eq!(read(phrase), at, "{phrase}");
        }
    }

    #[test]
    fn what_is_not_one_is_refused_with_what_to_type() {
        for (phrase, says) in [
            ("", "No day was typed."),
            ("thu", "`thu` has no time of day."),
            ("10:00", "`10:00` has no day."),
            ("at 10:00", "`at 10:00` has no day."),
            (
                "thu 10:00 11:00",
                "`thu 10:00 11:00` has more than one time of day.",
            ),
            ("thu 25:00", "`thu 25:00` has no time of day."),
            ("thu 10", "`thu 10` has no time of day."),
            ("thu 13pm", "`thu 13pm` has no time of day."),
            ("today 9:59", "9 May 2026 09:59 is in the past."),
            ("today 10:00", "9 May 2026 10:00 is in the past."),
        ] {
            assert_eq!(read(phrase), format!("{says} {EXAMPLE}"), "{phrase}");
        }
        assert_eq!(
            read("someday 10:00"),
            "`someday` is not a date. Type a date such as `fri`, `2w` or `12 aug`."
        );
        assert_eq!(
            read("31 feb 10:00"),
            "There is no such day: `31 feb`. Type a date such as `fri`, `2w` or `12 aug`."
        );
    }

    proptest::proptest! {
        #[test]
        fn no_phrase_makes_it_panic(phrase in ".{0,40}") {
            let read = read(&phrase);
            proptest::prop_assert!(!read.is_empty());
        }
    }
}
