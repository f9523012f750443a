//! Which lines have tokens, and what those mean: it is known before Enter makes anything of the line.

use chrono::NaiveDate;

use super::Line;
use super::bar::Bar;
use super::table;
use crate::domain::{Session, Until};
use crate::parse::tokens::{self, Parsed, Unclear, What};
use crate::parse::{changes, map_change, wall, when};

/// The line with its tokens; `None` where it has none.
pub fn read(bar: &Bar, text: &str, session: &Session, today: NaiveDate) -> Option<Parsed> {
    let what = what(bar, text, session)?;
    Some(tokens::parse(text, what, session, today))
}

/// The first thing in the line that can be meant in several ways.
pub fn unclear(bar: &Bar, text: &str, session: &Session, today: NaiveDate) -> Option<Unclear> {
    const DAYS: [&Line; 3] = [&table::DUE, &table::REVISIT, &table::ONE_LOOK_AGAIN];
    if DAYS.contains(&bar.line) {
        let words = text.split_whitespace().count();
        return match when::alone(text, today) {
            Err(when::WhenError::Unclear(unclear)) => {
                Some(tokens::unclear_date(&unclear, 0..words, ""))
            }
            _ => None,
        };
    }
    if let (true, Some(id)) = (bar.is(&table::ZONE_OF), bar.about) {
        return map_change::unclear_zone(session, id, text);
    }
    read(bar, text, session, today)?.unclear.into_iter().next()
}

/// Until when the line says that a decision holds, told before Enter, in full and in short: whether it is a day or what
/// has to happen first.
pub fn until(bar: &Bar, session: &Session, today: NaiveDate) -> Option<[String; 2]> {
    let until = read(bar, bar.editor.text(), session, today)?.until?;
    Some(match until {
        Until::Day(day) => {
            let passed = if day < today {
                ", which has passed"
            } else {
                ""
            };
            let day = day.format("%a %-d %b %Y");
            [
                format!("until the day {day}{passed}    Enter"),
                format!("until {day}{passed}"),
            ]
        }
        Until::Event(_) => [
            "until this happens (until until: the word)    Enter".to_owned(),
            "until this happens".to_owned(),
        ],
    })
}

/// What the tokens of the line mean, and what Tab makes of them; `None` where it has none.
pub fn what(bar: &Bar, text: &str, session: &Session) -> Option<What> {
    const SAID: [&Line; 3] = [&table::QUESTION, &table::ASSUMPTION, &table::ONE_QUESTION];
    let is_box = bar.line.id.starts_with("one_");
    let what = match bar.about {
        Some(id) if is_box || bar.is(&table::EDIT) => changes::what(id),
        _ if bar.is(&table::WALL) => wall::what(text, session),
        _ if bar.is(&table::ONE_REASON) => Some(What::Reason),
        _ if bar.line.what != What::Said || SAID.contains(&bar.line) => Some(bar.line.what),
        _ => None,
    };
    what.map(|what| what.within(session))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_with_tokens_are_read_for_them() {
        let session = crate::import::Draft::new("").session;
        let today = NaiveDate::from_ymd_opt(2026, 5, 9).unwrap();
        let has_tokens = |line: &'static Line| {
            let bar = Bar::new(line, None);
            read(&bar, "Leak @nobody", &session, today).is_some_and(|read| !read.unknown.is_empty())
        };
        for line in [
            &table::THREAT,
            &table::QUESTION,
            &table::ACTION,
            &table::ASSUMPTION,
            &table::PARK,
            &table::COULD_DO,
            &table::ACCEPT,
            &table::WALL,
            &table::ONE_NEXT_STEP,
            &table::ONE_REASON,
        ] {
            assert!(has_tokens(line), "{}", line.id);
        }
        for line in [
            &table::IN_SCOPE,
            &table::FIND,
            &table::PEOPLE,
            &table::MAP_LINE,
            &table::TITLE,
            &table::ANSWER,
            &table::ONE_HEARD,
        ] {
            assert!(!has_tokens(line), "{}", line.id);
        }
    }
}
