//! Dates inside a line: taken whole, or not at all.

use super::*;

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
        ("Wait until Bo agrees", None),
        ("Patch it, due: friday", Some(("due: friday", "2026-07-17"))),
        ("Patch it (due fri)", Some(("(due fri)", "2026-07-17"))),
        (
            "Patch due by next wednesday",
            Some(("due by next wednesday", "2026-07-22")),
        ),
        (
            "Patch due friday week",
            Some(("due friday week", "2026-07-24")),
        ),
        (
            "Patch due monday 14 december 2026",
            Some(("due monday 14 december 2026", "2026-12-14")),
        ),
        (
            "Patch due thu 31 dec",
            Some(("due thu 31 dec", "2026-12-31")),
        ),
        (
            "Patch due tue, dec 8",
            Some(("due tue, dec 8", "2026-12-08")),
        ),
        ("Patch due 12 aug 26", Some(("due 12 aug 26", "2026-08-12"))),
        (
            "Patch due 31.12.2026.",
            Some(("due 31.12.2026.", "2026-12-31")),
        ),
        (
            "Patch due 2027/01/05",
            Some(("due 2027/01/05", "2027-01-05")),
        ),
        (
            "Patch due by the end of the day on mon 14 december 2026 @bo",
            Some((
                "due by the end of the day on mon 14 december 2026",
                "2026-12-14",
            )),
        ),
        // What only joins words is of the sentence.
        (
            "Meet due fri in the office",
            Some(("due fri", "2026-07-17")),
        ),
        (
            "Meet due fri, 3 people at least",
            Some(("due fri,", "2026-07-17")),
        ),
        (
            "Patch due 12 aug and tell Bo",
            Some(("due 12 aug", "2026-08-12")),
        ),
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        let found = find_due(&words, today());
        let shown = found.map(|(range, date)| (words[range].join(" "), date));
        assert_eq!(
            shown,
            expected.map(|(w, d)| (w.to_owned(), Due::Date(day(d)))),
            "{line}"
        );
    }
}

#[test]
fn a_date_is_taken_whole_or_not_at_all() {
    for (line, words_taken, says) in [
        ("Patch due someday", "due someday", "someday is not a date"),
        ("Patch due fri 5pm", "due fri 5pm", "fri 5pm is not a date"),
        ("Patch due fri 3 july", "due fri 3 july", ""),
        (
            "Patch due friday in two weeks",
            "due friday in",
            "friday in is not a date",
        ),
        ("Patch due 31 feb", "due 31 feb", "there is no 31 feb"),
        (
            "Patch due 12 aug 2550",
            "due 12 aug 2550",
            "12 aug 2550 is too far away",
        ),
        (
            "Patch due tomorrow august",
            "due tomorrow august",
            "tomorrow august is not a date",
        ),
        ("Patch due fri due someday", "due fri", ""),
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        let (range, due) = find_due(&words, today()).unwrap();
        assert_eq!(words[range].join(" "), words_taken, "{line}");
        match due {
            Due::Unknown(said) => assert_eq!(said, says, "{line}"),
            Due::Date(_) | Due::Unclear(_) | Due::Event(_) => assert_eq!(says, "", "{line}"),
        }
    }
    let unclear = find_due(&["Decide", "due", "12/8"], today());
    assert!(matches!(unclear, Some((range, Due::Unclear(_))) if range == (1..3)));
}
