//! Who tries what by when, as it is said at the end of a lunch: `Ana: sign the links by fri`, `sign the links @Ana 2w`.
//! Only the name and the day mean something; everything else is text.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::when;
use crate::domain::fold::fold;
use crate::domain::{Edit, New, NewAction, ParticipantId, Session, SessionField, Text};

/// What someone tries.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Try {
    who: String,
    what: String,
    due: Option<NaiveDate>,
}

/// The change that a line makes: an action item, and whoever does it comes into the meeting with it.
///
/// # Errors
/// A sentence when the line says a name and nothing else.
pub(crate) fn edit(line: &str, session: &Session, today: NaiveDate) -> Result<Edit, String> {
    if let Some(day) = again(line, today) {
        return Ok(Edit::Session(SessionField::Revisit(Some(day))));
    }
    let Try { who, what, due } = read(line, today);
    if what.is_empty() {
        return Err("Say what they try, such as Ana: sign the links by fri.".to_owned());
    }
    let known = session.participant_called(&who).map(|person| person.id);
    let named = session.participants.iter();
    let known = known.or_else(|| {
        let mut same = named.filter(|person| fold(&person.name) == fold(&who));
        same.next().map(|person| person.id)
    });
    let new = (known.is_none() && !who.is_empty())
        .then(|| Edit::Add(New::Participant(Text::new(&who), Text::default())));
    let next = || ParticipantId(session.counters.participant.saturating_add(1));
    let owner = known.or_else(|| new.is_some().then(next));
    let action = Edit::Add(New::Action(NewAction {
        text: Text::new(&what),
        kind: None,
        about: Vec::new(),
        owner,
        due,
    }));
    Ok(match new {
        Some(person) => Edit::All(vec![person, action]),
        None => action,
    })
}

/// The day of `again in four weeks` or `again: 12 aug`, when the room meets next.
fn again(line: &str, today: NaiveDate) -> Option<NaiveDate> {
    let line = line.trim_start();
    let behind = line.get("again".len()..)?;
    let leads = line.get(.."again".len())?.eq_ignore_ascii_case("again");
    let says = behind.strip_prefix(':').unwrap_or(behind).trim_start();
    let says = says.strip_prefix("on ").unwrap_or(says);
    let is_word = behind.starts_with([':', ' ']);
    (leads && is_word)
        .then(|| when::parse(says, today).ok())
        .flatten()
}

/// The name before a colon or behind an `@`, the day behind `by` or `due`, and the rest.
fn read(line: &str, today: NaiveDate) -> Try {
    let head = line.split_once(':').filter(|(name, what)| {
        let words = name.split_whitespace().count();
        let said = what.starts_with(char::is_whitespace) && !what.trim().is_empty();
        (1..=3).contains(&words) && said && name.chars().any(char::is_alphabetic)
    });
    let (mut who, rest) = match head {
        Some((name, what)) => (name.trim().trim_start_matches('@').to_owned(), what),
        None => (String::new(), line),
    };
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    let at = words
        .iter()
        .position(|word| word.len() > 1 && word.starts_with('@'));
    if let Some(at) = at.filter(|_| who.is_empty()) {
        let name = words.remove(at).trim_start_matches('@');
        name.trim_end_matches([',', '.', ':']).clone_into(&mut who);
    }
    let (taken, due) = by_when(&words, today);
    let what = words.get(..taken).unwrap_or_default().join(" ");
    let what = what.trim_end_matches(',').to_owned();
    Try { who, what, due }
}

/// The line with `due` and its day where it ends with `by friday`, or with another word that leads to a day, as people
/// say it; names may stand behind the day. A line that says `due` itself stays.
pub(crate) fn with_due(line: &str, today: NaiveDate) -> Cow<'_, str> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let named = words.iter().rev().take_while(|word| word.starts_with('@'));
    let (said, names) = words.split_at(words.len() - named.count());
    match by_when(said, today) {
        (taken, Some(day)) if when::find_due(&words, today).is_none() => {
            let said = said.get(..taken).unwrap_or_default();
            let due = format!("due {}", day.format("%Y-%m-%d"));
            Cow::Owned([said, names, &[&due]].concat().join(" "))
        }
        _ => Cow::Borrowed(line),
    }
}

/// How many words stand before the day, and the day: the last words from a `by`, `due`, `until` or `on` on.
fn by_when(words: &[&str], today: NaiveDate) -> (usize, Option<NaiveDate>) {
    for (at, word) in words.iter().enumerate().rev() {
        let leads = ["by", "due", "until", "on"];
        if !leads.iter().any(|lead| word.eq_ignore_ascii_case(lead)) {
            continue;
        }
        let rest = words.get(at + 1..).unwrap_or_default().join(" ");
        if let Ok(day) = when::parse(&rest, today) {
            return (at, Some(day));
        }
    }
    (words.len(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn again_and_a_day_says_when_the_room_meets_next() {
        let today = NaiveDate::from_ymd_opt(2026, 5, 9).unwrap();
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
        for (line, when) in [
            ("again in four weeks", day(6, 6)),
            ("Again: 12 jun", day(6, 12)),
            ("again on 12 jun", day(6, 12)),
            ("again 4w", day(6, 6)),
            ("again and again", None),
            ("against all odds", None),
            ("Ana: again in four weeks", None),
        ] {
            assert_eq!(again(line, today), when, "{line}");
        }
    }

    #[test]
    fn a_name_and_a_day_are_found_wherever_they_are_said() {
        let today = NaiveDate::from_ymd_opt(2026, 5, 9).unwrap();
        let friday = NaiveDate::from_ymd_opt(2026, 5, 15);
        for (line, who, what, due) in [
            (
                "Ana: sign the links by fri",
                "Ana",
                "sign the links",
                friday,
            ),
            (
                "sign the links @Ana by fri",
                "Ana",
                "sign the links",
                friday,
            ),
            (
                "@Ana: sign the links due fri",
                "Ana",
                "sign the links",
                friday,
            ),
            ("Ana Lu: sign the links", "Ana Lu", "sign the links", None),
            ("sign the links", "", "sign the links", None),
            ("Bo: sort by name", "Bo", "sort by name", None),
            ("Bo: sort by name by fri", "Bo", "sort by name", friday),
            (
                "read https://a.example/b",
                "",
                "read https://a.example/b",
                None,
            ),
            ("10:30 is too early", "", "10:30 is too early", None),
            ("Cy: #1 costs !m >2", "Cy", "#1 costs !m >2", None),
        ] {
            let read = read(line, today);
            let found = (read.who.as_str(), read.what.as_str(), read.due);
            assert_eq!(found, (who, what, due), "{line}");
        }
    }
}
