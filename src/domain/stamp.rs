//! When something was captured: a time with its offset, to the second, handed in from outside.

use std::ops::RangeInclusive;

use chrono::Datelike;

/// A moment with the offset of the place it happened in, so that "10:42" stays 10:42 when the file is read elsewhere.
pub type Stamp = chrono::DateTime<chrono::FixedOffset>;

/// The years that a session may speak of: dates far away make date arithmetic fail, and no one plans for them.
pub(super) const YEARS: RangeInclusive<i32> = 2000..=2199;

/// What a clock says, in a year that a session may hold. A machine that lost its battery begins in 1970, and a meeting
/// must not end up in a file that the next load refuses; a wrong date is the smaller harm.
pub fn believable(now: Stamp) -> Stamp {
    let year = now.year().clamp(*YEARS.start(), *YEARS.end());
    if year == now.year() {
        return now;
    }
    // The first of the month is there in every year, the 29th of February is not.
    now.with_day(1)
        .and_then(|now| now.with_year(year))
        .unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_lost_its_battery_makes_no_file_that_cannot_be_read() {
        for (says, year) in [
            ("1970-01-01T00:00:09+00:00", 2000),
            ("1999-12-31T23:30:00-11:00", 2000),
            ("2026-05-09T10:00:00+02:00", 2026),
            ("9996-02-29T10:00:00+02:00", 2199),
        ] {
            let now = believable(Stamp::parse_from_rfc3339(says).unwrap());
            assert_eq!(now.year(), year, "{says}");
            let session = crate::domain::Session::new(
                uuid::Uuid::nil(),
                "Refunds".into(),
                crate::domain::SessionKind::Meeting,
                now,
            );
            session.validate().unwrap();
        }
    }
}
