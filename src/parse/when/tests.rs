use proptest::prelude::*;

use super::*;

fn day(iso: &str) -> NaiveDate {
    NaiveDate::parse_from_str(iso, "%Y-%m-%d").unwrap()
}

/// A Wednesday.
fn today() -> NaiveDate {
    day("2026-07-15")
}

#[test]
fn dates_are_understood_as_people_say_them() {
    for (phrase, expected) in [
        ("today", "2026-07-15"),
        ("Tomorrow", "2026-07-16"),
        ("tom", "2026-07-16"),
        ("fri", "2026-07-17"),
        ("Friday", "2026-07-17"),
        ("this fri", "2026-07-17"),
        ("on friday.", "2026-07-17"),
        ("wed", "2026-07-22"),
        ("mon", "2026-07-20"),
        ("thurs", "2026-07-16"),
        ("next mon", "2026-07-20"),
        ("next fri", "2026-07-24"),
        ("next wednesday", "2026-07-22"),
        ("next week", "2026-07-22"),
        ("next month", "2026-08-15"),
        ("0d", "2026-07-15"),
        ("10d", "2026-07-25"),
        ("2w", "2026-07-29"),
        ("2 w", "2026-07-29"),
        ("3m", "2026-10-15"),
        ("1y", "2027-07-15"),
        ("2 weeks", "2026-07-29"),
        ("in 3 days", "2026-07-18"),
        ("in a week", "2026-07-22"),
        ("two months", "2026-09-15"),
        ("12 aug", "2026-08-12"),
        ("aug 12", "2026-08-12"),
        ("12th of August", "2026-08-12"),
        ("12 august", "2026-08-12"),
        ("12 aug 2027", "2027-08-12"),
        ("Aug 12, 2027", "2027-08-12"),
        ("1 sept", "2026-09-01"),
        ("15 jul", "2026-07-15"),
        ("14 jul", "2027-07-14"),
        ("12 may", "2027-05-12"),
        ("2026-12-01", "2026-12-01"),
        ("2025-12-01", "2025-12-01"),
        ("end of month", "2026-07-31"),
        ("end of the month", "2026-07-31"),
        ("end of next month", "2026-08-31"),
        ("EOM", "2026-07-31"),
        ("end of week", "2026-07-17"),
        ("eow", "2026-07-17"),
        ("eoy", "2026-12-31"),
        // A weekday beside its date
        ("monday 14 december 2026", "2026-12-14"),
        ("Monday, 14 December 2026", "2026-12-14"),
        ("thu 31 dec", "2026-12-31"),
        ("tue, dec 8", "2026-12-08"),
        ("24 dec 2026 (thu)", "2026-12-24"),
        ("thu 31.12.2026", "2026-12-31"),
        ("on fri the 17th", "2026-07-17"),
        // Years of two digits
        ("12 aug 26", "2026-08-12"),
        ("aug 12, 27", "2027-08-12"),
        ("12 aug '27", "2027-08-12"),
        ("31.12.26", "2026-12-31"),
        ("31/12/26", "2026-12-31"),
        // Digits that can be read in one way only
        ("31.12.2026", "2026-12-31"),
        ("3.4.2027", "2027-04-03"),
        ("31.12.", "2026-12-31"),
        ("2027/01/05", "2027-01-05"),
        ("2027-01-05.", "2027-01-05"),
        ("31/12/2026", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("31/12", "2026-12-31"),
        ("31-12-2026", "2026-12-31"),
        ("3/3/2027", "2027-03-03"),
        ("sat 03/04/2027", "2027-04-03"),
        ("thu 03/04/2027", "2027-03-04"),
        ("12-aug-2026", "2026-08-12"),
        ("12aug", "2026-08-12"),
        // Weeks
        ("friday week", "2026-07-24"),
        ("tomorrow week", "2026-07-23"),
        ("friday fortnight", "2026-07-31"),
        ("in a fortnight", "2026-07-29"),
        ("in two weeks", "2026-07-29"),
        ("two weeks from now", "2026-07-29"),
        ("2 weeks from tomorrow", "2026-07-30"),
        ("a week on friday", "2026-07-24"),
        ("two weeks from monday", "2026-08-03"),
        ("2 days after friday", "2026-07-19"),
        ("friday after next", "2026-07-24"),
        ("week after next", "2026-07-29"),
        ("monday next week", "2026-07-20"),
        ("next week thursday", "2026-07-23"),
        ("thu this week", "2026-07-16"),
        ("coming friday", "2026-07-17"),
        ("by next wednesday", "2026-07-22"),
        ("by friday", "2026-07-17"),
        ("within 3 days", "2026-07-18"),
        ("10 working days", "2026-07-29"),
        ("three business days", "2026-07-20"),
        ("the day after tomorrow", "2026-07-17"),
        // Ends and beginnings
        ("this week", "2026-07-17"),
        ("end of next week", "2026-07-24"),
        ("end of the next month", "2026-08-31"),
        ("by the end of the month", "2026-07-31"),
        ("end of august", "2026-08-31"),
        ("end of february 2028", "2028-02-29"),
        ("beginning of september", "2026-09-01"),
        ("mid-august", "2026-08-15"),
        ("beginning of next week", "2026-07-20"),
        ("start of next month", "2026-08-01"),
        ("end of quarter", "2026-09-30"),
        ("eoq", "2026-09-30"),
        ("q1", "2027-03-31"),
        ("end of q4 2026", "2026-12-31"),
        ("end of next year", "2027-12-31"),
        ("eod", "2026-07-15"),
        ("end of day friday", "2026-07-17"),
        ("tomorrow morning", "2026-07-16"),
        ("friday at noon", "2026-07-17"),
        // A day of a month
        ("the 20th", "2026-07-20"),
        ("15th of next month", "2026-08-15"),
        ("the 1st", "2026-08-01"),
        (
            "by the end of the day on monday 14 december 2026",
            "2026-12-14",
        ),
    ] {
        assert_eq!(parse(phrase, today()), Ok(day(expected)), "{phrase}");
    }
}

#[test]
fn next_day_is_in_the_week_after_this_one_on_every_day_of_it() {
    // Monday 13 July to Sunday 19 July
    for (now, monday, sunday) in [
        ("2026-07-13", "2026-07-20", "2026-07-26"),
        ("2026-07-15", "2026-07-20", "2026-07-26"),
        ("2026-07-18", "2026-07-20", "2026-07-26"),
        ("2026-07-19", "2026-07-20", "2026-07-26"),
        ("2026-07-20", "2026-07-27", "2026-08-02"),
    ] {
        assert_eq!(parse("next mon", day(now)), Ok(day(monday)), "{now}");
        assert_eq!(parse("next sun", day(now)), Ok(day(sunday)), "{now}");
        assert_eq!(
            parse("beginning of next week", day(now)),
            Ok(day(monday)),
            "{now}"
        );
    }
    assert_eq!(parse("sun", day("2026-07-19")), Ok(day("2026-07-26")));
    assert_eq!(parse("sun", day("2026-07-18")), Ok(day("2026-07-19")));
    assert_eq!(parse("sun week", day("2026-07-18")), Ok(day("2026-07-26")));
    assert!(
        parse("tue this week", day("2026-07-15")).is_err(),
        "it is over"
    );
}

/// All days of a week seen from all days of a week: what was said, and the calendar's own answer.
#[test]
fn each_day_is_found_from_each_day_of_a_week() {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let monday = day("2026-12-28");
    for (now, from) in monday.iter_days().take(7).zip(0_u64..) {
        for (name, to) in names.iter().zip(0_u64..) {
            let of = |week: u64| monday.checked_add_days(Days::new(7 * week + to)).unwrap();
            let said = |phrase: String| (parse(&phrase, now).ok(), format!("{phrase} on {now}"));
            for phrase in [
                format!("next {name}"),
                format!("{name} next week"),
                format!("next week {name}"),
            ] {
                let (found, says) = said(phrase);
                assert_eq!(found, Some(of(1)), "{says}");
            }
            let coming = if to > from { of(0) } else { of(1) };
            let (found, says) = said(format!("by {name}"));
            assert_eq!(found, Some(coming), "{says}");
            let (found, says) = said(format!("{name} week"));
            assert_eq!(found, coming.checked_add_days(Days::new(7)), "{says}");
            let (found, says) = said(format!("{name} this week"));
            assert_eq!(found, (to >= from).then(|| of(0)), "{says}");
        }
    }
}

#[test]
fn a_phrase_of_five_words_and_more_is_one_date() {
    for (phrase, expected) in [
        ("by the end of august", "2026-08-31"),
        ("at the end of august", "2026-08-31"),
        ("on the 15th of august", "2026-08-15"),
        ("the 15th of next month", "2026-08-15"),
        ("two weeks from next friday", ""),
        ("by the end of this week", "2026-07-17"),
        ("by the end of next week", "2026-07-24"),
        ("by the beginning of next week", "2026-07-20"),
        ("by the end of february 2028", "2028-02-29"),
        ("by the end of q4 2026", "2026-12-31"),
        ("on the 14th of december 2026", "2026-12-14"),
        ("on monday the 14th of december 2026", "2026-12-14"),
        ("within the next 3 weeks please", ""),
    ] {
        let found = parse(phrase, today()).ok();
        let expected = (!expected.is_empty()).then(|| day(expected));
        assert_eq!(found, expected, "{phrase}");
        let line = format!("Patch it due {phrase}");
        let words: Vec<&str> = line.split(' ').collect();
        let taken = find_due(&words, today()).and_then(|(range, due)| match due {
            Due::Date(date) => Some((range.len(), date)),
            Due::Unclear(_) | Due::Unknown(_) | Due::Event(_) => None,
        });
        let whole = expected.map(|date| (words.len() - 2, date));
        assert_eq!(taken, whole, "{line}: all of it or nothing");
    }
}

#[test]
fn a_year_ends_and_the_next_begins() {
    let silvester = day("2026-12-31");
    for (phrase, expected) in [
        ("tomorrow", "2027-01-01"),
        ("fri", "2027-01-01"),
        ("next fri", "2027-01-08"),
        ("31 dec", "2026-12-31"),
        ("1 jan", "2027-01-01"),
        ("2w", "2027-01-14"),
        ("next month", "2027-01-31"),
        ("end of month", "2026-12-31"),
        ("end of next month", "2027-01-31"),
        ("eoy", "2026-12-31"),
        ("end of next year", "2027-12-31"),
        ("eoq", "2026-12-31"),
        ("end of next quarter", "2027-03-31"),
        ("end of january", "2027-01-31"),
        ("q4", "2026-12-31"),
        ("the 1st", "2027-01-01"),
        ("12 aug 27", "2027-08-12"),
        ("1 working day", "2027-01-01"),
        ("2 working days", "2027-01-04"),
    ] {
        assert_eq!(parse(phrase, silvester), Ok(day(expected)), "{phrase}");
    }
}

/// What can be meant in two ways is never taken for one of them.
#[test]
fn a_date_with_two_readings_offers_both() {
    for (phrase, says, days) in [
        (
            "03/04/2027",
            "`03/04/2027` is ambiguous (day or month first?)",
            ["3 apr 2027", "4 mar 2027"],
        ),
        (
            "3/4",
            "`3/4` is ambiguous (day or month first?)",
            ["3 apr 2027", "4 mar 2027"],
        ),
        (
            "12/8",
            "`12/8` is ambiguous (day or month first?)",
            ["12 aug", "8 dec"],
        ),
        (
            "26-12-31",
            "`26-12-31` is ambiguous (day or month first?)",
            ["26 dec 2031", "31 dec"],
        ),
        (
            "03-04-2027",
            "`03-04-2027` is ambiguous (day or month first?)",
            ["3 apr 2027", "4 mar 2027"],
        ),
        (
            "monday 15 december 2026",
            "`monday 15 december 2026`: 15 Dec 2026 is a Tuesday",
            ["15 dec", "14 dec"],
        ),
        (
            "thu 1 jan",
            "`thu 1 jan`: 1 Jan 2027 is a Friday",
            ["1 jan 2027", "31 dec"],
        ),
        (
            "sun 31.12.2026",
            "`sun 31.12.2026`: 31 Dec 2026 is a Thursday",
            ["31 dec", "3 jan 2027"],
        ),
        (
            "mon the 21st",
            "`mon the 21st`: 21 Jul 2026 is a Tuesday",
            ["21 jul", "20 jul"],
        ),
    ] {
        let Err(WhenError::Unclear(unclear)) = parse(phrase, today()) else {
            panic!("{phrase}: {:?}", parse(phrase, today()));
        };
        let typed: Vec<&str> = unclear.days.iter().map(|(_, typed)| &**typed).collect();
        assert_eq!(
            (unclear.says.as_str(), typed),
            (says, days.to_vec()),
            "{phrase}"
        );
        for (meant, typed) in &unclear.days {
            assert_eq!(parse(typed, today()), Ok(*meant), "{typed} is clear");
        }
    }
}

#[test]
fn friday_typed_on_a_friday_is_the_next_one_but_the_week_ends_today() {
    let friday = day("2026-07-17");
    assert_eq!(parse("fri", friday), Ok(day("2026-07-24")));
    assert_eq!(parse("next fri", friday), Ok(day("2026-07-24")));
    assert_eq!(parse("eow", friday), Ok(friday));
    let sunday = day("2026-07-19");
    assert_eq!(parse("next sun", sunday), Ok(day("2026-07-26")));
    assert_eq!(parse("eow", sunday), Ok(day("2026-07-24")));
}

#[test]
fn month_ends_and_leap_days_are_the_calendars() {
    assert_eq!(parse("1m", day("2027-01-31")), Ok(day("2027-02-28")));
    assert_eq!(parse("eom", day("2028-02-03")), Ok(day("2028-02-29")));
    assert_eq!(
        parse("end of next month", day("2026-12-31")),
        Ok(day("2027-01-31"))
    );
    assert_eq!(parse("29 feb", day("2027-06-01")), Ok(day("2028-02-29")));
}

#[test]
fn a_refused_date_says_what_was_wrong_and_what_to_type() {
    let examples = "Type a date such as `fri`, `2w` or `12 aug`.";
    for (phrase, message) in [
        ("", format!("No date was typed. {examples}")),
        ("soon", format!("`soon` is not a date. {examples}")),
        (
            "12 augg",
            format!("`12 augg` is not a date from `augg` on. {examples}"),
        ),
        (
            "fri 5pm",
            format!("`fri 5pm` is not a date from `5pm` on. {examples}"),
        ),
        (
            "3 min",
            format!("`3 min` is not a date from `min` on. {examples}"),
        ),
        ("aug", format!("`aug` is only part of a date. {examples}")),
        ("12", format!("`12` is only part of a date. {examples}")),
        (
            "12 aug 25",
            format!("`12 aug 25` is only part of a date. {examples}"),
        ),
        (
            "of the",
            format!("`of the` is only part of a date. {examples}"),
        ),
        (
            "31 feb",
            format!("There is no such day: `31 feb`. {examples}"),
        ),
        (
            "29 feb",
            format!("There is no such day: `29 feb`. {examples}"),
        ),
        (
            "2026-13-01",
            format!("There is no such day: `2026-13-01`. {examples}"),
        ),
        (
            "12 aug 1999",
            format!("`12 aug 1999` is outside the years 2000 to 2199. {examples}"),
        ),
        (
            "9999y",
            format!("`9999y` is outside the years 2000 to 2199. {examples}"),
        ),
        (
            "2200-01-01",
            format!("`2200-01-01` is outside the years 2000 to 2199. {examples}"),
        ),
        (
            "12/8",
            "`12/8` is ambiguous (day or month first?). Type `12 aug` or `8 dec`.".into(),
        ),
        ("a/b", format!("`a/b` is not a date. {examples}")),
        (
            "32/1/2027",
            format!("There is no such day: `32/1/2027`. {examples}"),
        ),
        (
            "mon 15 dec 2026",
            "`mon 15 dec 2026`: 15 Dec 2026 is a Tuesday. Type `15 dec` or `14 dec`.".into(),
        ),
    ] {
        assert_eq!(
            parse(phrase, today()).unwrap_err().to_string(),
            message,
            "{phrase}"
        );
    }
}

#[test]
fn words_that_only_resemble_dates_are_none() {
    for phrase in [
        "fridge",
        "marmalade",
        "sunset",
        "second",
        "decision",
        "web",
        "12345d",
        "-2d",
    ] {
        assert!(parse(phrase, today()).is_err(), "{phrase}");
    }
}

#[test]
fn a_date_shows_its_year_only_when_it_is_another() {
    assert_eq!(show(day("2026-08-02"), today()), "2 Aug");
    assert_eq!(show(day("2027-08-12"), today()), "12 Aug 2027");
}

mod due;

proptest! {
    #[test]
    fn a_relative_date_is_never_in_the_past(
        phrase in "(next |this |in |end of )?([0-9]{1,4} ?)?(fri|sun|day|w|m|week|month|quarter|year|aug|31 dec|31/12|friday week|working days)",
        ahead in 0..70_000_u64,
    ) {
        let today = day("2000-01-01").checked_add_days(Days::new(ahead)).unwrap();
        if let Ok(date) = parse(&phrase, today) {
            prop_assert!(date >= today, "{} seen from {}: {}", phrase, today, date);
        }
    }

    #[test]
    fn no_phrase_makes_it_panic(phrase in any::<String>()) {
        if let Err(error) = parse(&phrase, today()) {
            let steers = error.to_string().chars().any(char::is_control);
            prop_assert!(!steers, "the message may be shown as it is");
        }
    }
}
