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
    ] {
        assert_eq!(parse(phrase, today()), Ok(day(expected)), "{phrase}");
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
            "12 aug 27",
            format!("`12 aug 27` is only part of a date. {examples}"),
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
        (
            "13/8/2026",
            "`13/8/2026` is ambiguous (day or month first?). Type `13 aug 2026`.".into(),
        ),
        (
            "a/b",
            "`a/b` is ambiguous (day or month first?). Type the month's name, such as \
             `12 aug`."
                .into(),
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

#[test]
fn a_due_date_is_found_in_the_line_and_everything_else_stays_text() {
    for (line, expected) in [
        (
            "Ask partner about signing @flo due 12 aug",
            Some(("due 12 aug", "2026-08-12")),
        ),
        (
            "Ask partner due 12 aug 2027 @flo",
            Some(("due 12 aug 2027", "2027-08-12")),
        ),
        ("due fri ask partner", Some(("due fri", "2026-07-17"))),
        (
            "Rotate keys Due in 3 days, then tell support",
            Some(("Due in 3 days,", "2026-07-18")),
        ),
        (
            "Park it until end of next month",
            Some(("until end of next month", "2026-08-31")),
        ),
        (
            "Review due process due fri",
            Some(("due fri", "2026-07-17")),
        ),
        ("Check the due date check", None),
        ("Fail over by fri", None),
        ("Refund is due", None),
        ("Losses due to friday outages", None),
        ("Decide due 12/8", None),
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        let found = find_due(&words, today());
        let shown = found.map(|(range, date)| (words[range].join(" "), date));
        assert_eq!(
            shown,
            expected.map(|(w, d)| (w.to_owned(), day(d))),
            "{line}"
        );
    }
}

proptest! {
    #[test]
    fn a_relative_date_is_never_in_the_past(
        phrase in "(next |this |in |end of )?([0-9]{1,4} ?)?(fri|sun|day|w|m|week|month|year|aug|31 dec)",
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
