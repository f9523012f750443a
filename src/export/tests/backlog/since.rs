//! Only what changed since a day.

use chrono::{Duration, NaiveDate};

use super::super::options;
use super::{at, rich};
use crate::domain::{Edit, Field};
use crate::export::{File, Format, Names, Options, render};

/// Everything that these formats write of what changed on this day or later.
fn since(format: Format, day: u32, session: &crate::domain::Session) -> String {
    let options = Options {
        since: NaiveDate::from_ymd_opt(2026, 5, day),
        ..options(Names::Full)
    };
    let files: Vec<File> = render(format, session, &options);
    files.into_iter().map(|file| file.contents).collect()
}

#[test]
fn only_what_was_captured_changed_or_looked_at_is_written() {
    let mut session = rich();
    let later = at(0) + Duration::days(3);
    let dated = Edit::Set(
        "A3".parse().unwrap(),
        Field::Text("Decide on new cards".into()),
    );
    session.apply(&dated, later).unwrap();
    let verified = Edit::Set("M3".parse().unwrap(), Field::Verify("totals differ".into()));
    session.apply(&verified, later).unwrap();
    for format in Format::ALL.iter().copied().filter(|it| it.can_be_recent()) {
        let (all, some, none) = (
            since(format, 9, &session),
            since(format, 12, &session),
            since(format, 13, &session),
        );
        let story = matches!(format.name(), "stories" | "feature");
        let (changed, old) = if story {
            ("Compare the file total", "Idempotency key")
        } else {
            ("Decide on new cards", "Ask partner about file signing")
        };
        assert!(
            all.contains(changed) && all.contains(old),
            "{format:?}\n{all}"
        );
        assert!(
            some.contains(changed) && !some.contains(old),
            "{format:?}\n{some}"
        );
        assert!(!none.contains(changed), "{format:?}\n{none}");
    }
}
