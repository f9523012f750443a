//! How long ago something was, as people say it.

use crate::domain::Stamp;
use crate::parse::when;

/// When something was, as seen at `now`: `today 10:42`, `yesterday`, `3 days ago`, `5 weeks ago`, `7 months ago`. Whole
/// days count, not hours: what was at eleven last night was yesterday. A time that is still to come, as another
/// machine's clock may leave it, is shown as its date.
pub(crate) fn ago(then: Stamp, now: Stamp) -> String {
    match short(then, now) {
        words if words.contains(':') => format!("today {words}"),
        words if words.contains(|c: char| c.is_ascii_digit()) && days(then, now) > 0 => {
            format!("{words} ago")
        }
        words => words,
    }
}

/// So many days, in the largest part that is at least two of it: `1 day`, `3 weeks`.
pub(crate) fn span(days: i64) -> String {
    let many = |n: i64, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    match days {
        ..14 => many(days, "day"),
        14..63 => many(days / 7, "week"),
        // 365 days are twelve months.
        63..730 => many(days * 12 / 365, "month"),
        _ => many(days / 365, "year"),
    }
}

/// The same for narrow columns: `10:42`, `yesterday`, `5 weeks`.
pub(crate) fn short(then: Stamp, now: Stamp) -> String {
    match days(then, now) {
        ..0 => when::show(here(then, now).date_naive(), now.date_naive()),
        0 => here(then, now).format("%H:%M").to_string(),
        1 => "yesterday".to_owned(),
        days => span(days),
    }
}

/// The same moment on this clock.
fn here(then: Stamp, now: Stamp) -> Stamp {
    then.with_timezone(now.offset())
}

/// Whole days from one to the other, by the calendar of this clock.
fn days(then: Stamp, now: Stamp) -> i64 {
    (now.date_naive() - here(then, now).date_naive()).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Stamp {
        Stamp::parse_from_rfc3339(text).unwrap()
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        let now = at("2026-05-09T10:42:00+02:00");
        for (then, wide, narrow) in [
            ("2026-05-09T10:42:00+02:00", "today 10:42", "10:42"),
            ("2026-05-08T23:59:00+02:00", "yesterday", "yesterday"),
            ("2026-05-06T10:00:00+02:00", "3 days ago", "3 days"),
            ("2026-04-27T10:00:00+02:00", "12 days ago", "12 days"),
            ("2026-04-04T10:00:00+02:00", "5 weeks ago", "5 weeks"),
            ("2026-03-07T10:00:00+01:00", "2 months ago", "2 months"),
            ("2025-09-20T10:00:00+02:00", "7 months ago", "7 months"),
            ("2023-05-01T10:00:00+02:00", "3 years ago", "3 years"),
            ("2026-05-11T10:00:00+02:00", "11 May", "11 May"),
        ] {
            assert_eq!(ago(at(then), now), wide);
            assert_eq!(short(at(then), now), narrow);
        }
    }

    #[test]
    fn another_machines_offset_does_not_make_it_another_day() {
        let now = at("2026-05-09T08:00:00+02:00");
        assert_eq!(ago(at("2026-05-08T22:30:00Z"), now), "today 00:30");
    }
}
