//! Tasks of a calendar, read by the parser of the `icalendar` crate; lines of todo.txt, read by the `todo-txt` crate.

use icalendar::{Calendar, CalendarComponent, Component, TodoStatus};
use proptest::prelude::*;

use super::super::escaping::folded;
use super::super::laws::{core, hostile};
use super::{count, example, expected, files, only, tracked};
use crate::domain::{ActionStatus, Session};
use crate::export::Format;

fn is_a_calendar(session: &Session) -> Result<(), TestCaseError> {
    let wanted = expected(session);
    let files = files(Format::ICS, session);
    prop_assert_eq!(files.len(), usize::from(!wanted.is_empty()));
    let Some(file) = files.first() else {
        return Ok(());
    };
    let text = &file.contents;
    for line in text.split("\r\n") {
        prop_assert!(
            line.len() <= 75 && !line.contains(['\r', '\n']),
            "{:?}",
            line
        );
    }
    let calendar: Calendar = match text.parse() {
        Ok(calendar) => calendar,
        Err(error) => return Err(TestCaseError::fail(format!("{error}\n{text}"))),
    };
    prop_assert_eq!(calendar.components.len(), wanted.len(), "{}", text);
    for (component, ticket) in calendar.components.iter().zip(&wanted) {
        let CalendarComponent::Todo(todo) = component else {
            return Err(TestCaseError::fail(format!("{component:?}")));
        };
        prop_assert_eq!(todo.get_uid(), Some(ticket.name.as_str()));
        prop_assert_eq!(count(text, &ticket.name), 1, "{}", text);
        prop_assert_eq!(todo.get_summary(), Some(ticket.words.as_str()), "{}", text);
        let status = match ticket.state {
            ActionStatus::Open => TodoStatus::NeedsAction,
            ActionStatus::Done => TodoStatus::Completed,
            ActionStatus::Dropped => TodoStatus::Cancelled,
        };
        prop_assert_eq!(todo.get_status(), Some(status));
        let action = session.actions.iter().find(|it| ticket.id == it.id.into());
        let due = action.and_then(|it| it.due);
        prop_assert_eq!(todo.get_due().map(|due| due.date_naive()), due);
        prop_assert!(todo.get_timestamp().is_some() && todo.components().is_empty());
        for line in todo.get_description().unwrap_or_default().lines() {
            prop_assert!(
                line.contains(':')
                    || line.ends_with(['?', 'l'])
                    || line.starts_with("Mitigation M"),
                "{:?}",
                line
            );
        }
    }
    Ok(())
}

fn is_a_list(session: &Session) -> Result<(), TestCaseError> {
    let mut wanted = expected(session);
    wanted.retain(|ticket| ticket.state != ActionStatus::Dropped);
    let text = only(Format::TODO_TXT, session);
    prop_assert_eq!(text.lines().count(), wanted.len(), "{}", text);
    for (line, ticket) in text.lines().zip(&wanted) {
        let task: todo_txt::task::Simple = line.parse().unwrap();
        prop_assert_eq!(
            task.finished,
            ticket.state == ActionStatus::Done,
            "{}",
            line
        );
        prop_assert_eq!(&task.projects, &["threat-model"], "{}", line);
        prop_assert_eq!(task.contexts.len(), 1, "{}", line);
        prop_assert_eq!(task.hashtags.len(), 0, "{}", line);
        prop_assert_eq!(task.tags.get("id"), Some(&ticket.name), "{}", line);
        for key in task.tags.keys() {
            // A time of day is a key for a reader that knows no better, and for no one who acts on it.
            let time = key.bytes().all(|c| c.is_ascii_digit() || c == b':');
            prop_assert!(
                time || ["id", "pri"].contains(&key.as_str()),
                "{} in {}",
                key,
                line
            );
        }
        let action = session.actions.iter().find(|it| ticket.id == it.id.into());
        prop_assert_eq!(task.due_date, action.and_then(|it| it.due), "{}", line);
        let at = action.map(|it| it.at.date_naive());
        if at.is_some() {
            prop_assert_eq!(task.create_date, at, "{}", line);
        }
        // Quotes and blanks are put in, no word is taken out.
        let bare = |words: &str| words.replace(['"', ' '], "");
        let said = bare(&folded(&core(&ticket.words)));
        prop_assert!(
            bare(&folded(line)).contains(&said),
            "{:?} in {}",
            said,
            line
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_calendar_holds_all_work_whatever_it_says(session in hostile()) {
        is_a_calendar(&session)?;
    }

    #[test]
    fn todo_txt_holds_all_work_and_only_our_tags(session in hostile()) {
        is_a_list(&session)?;
    }
}

#[test]
fn the_example_is_read_as_tasks() {
    for session in [example(), tracked()] {
        is_a_calendar(&session).unwrap();
        is_a_list(&session).unwrap();
    }
}
