//! The script for `gh`, taken apart by the `shell-words` crate. What a real shell makes of it is tried in `tests/it`.

use proptest::prelude::*;

use super::super::laws::{core, hostile};
use super::{count, example, expected, only};
use crate::domain::{ActionStatus, Session};
use crate::export::Format;

/// The commands behind the functions: each with its words.
fn commands(script: &str) -> Vec<Vec<String>> {
    let (_, tickets) = script.split_once("\n}\n\nlabel ").unwrap_or((script, ""));
    let words = shell_words::split(&format!("label {tickets}")).unwrap();
    let mut commands: Vec<Vec<String>> = Vec::new();
    let mut left = 0;
    for word in words {
        if left == 0 {
            left = match word.as_str() {
                "label" => 2,
                "closed" => 3,
                "work" => 7,
                other => panic!("{other:?} is run as a command"),
            };
            commands.push(Vec::new());
        }
        left -= 1;
        commands.last_mut().unwrap().push(word);
    }
    assert_eq!(left, 0, "the last command is cut");
    commands
}

fn holds(session: &Session) -> Result<(), TestCaseError> {
    let script = only(Format::GITHUB, session);
    let wanted = expected(session);
    if !wanted.iter().any(|it| it.state == ActionStatus::Open) {
        return Ok(());
    }
    let commands = commands(&script);
    for ticket in wanted {
        let verb = if ticket.state == ActionStatus::Open {
            "work"
        } else {
            "closed"
        };
        let its = commands
            .iter()
            .filter(|words| words[0] == verb && words[1] == ticket.name);
        let its: Vec<_> = its.collect();
        prop_assert_eq!(its.len(), 1, "{} in\n{}", ticket.name, script);
        if verb == "work" {
            prop_assert_eq!(core(&its[0][2]), core(&ticket.words));
            prop_assert_eq!(count(&its[0][3], &ticket.name), 1, "{}", its[0][3]);
            let marks = its[0][3]
                .lines()
                .filter(|line| line.starts_with("- **Ticket:** "));
            prop_assert_eq!(marks.count(), 1, "{}", its[0][3]);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_script_runs_our_commands_only_whatever_a_ticket_says(session in hostile()) {
        holds(&session)?;
    }
}

#[test]
fn the_script_of_the_example_makes_each_ticket_once() {
    holds(&example()).unwrap();
}
