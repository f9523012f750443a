//! A tracker's own list of tickets, read back: which of our items each ticket is, and what became of it there.
//!
//! Jira and GitLab export tables, GitHub's `gh issue list --json` prints JSON. Which tracker it is, and what its
//! columns and states are called, stands in `tickets/trackers.ron`.

mod github;
mod plan;
mod table;

use serde::Deserialize;

use super::ImportError;
use crate::data;
use crate::domain::Text;

pub(crate) use plan::{Plan, plan};

/// The bundled names of columns and states.
const BUNDLED: &str = include_str!("tickets/trackers.ron");

/// A ticket as its tracker tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ticket {
    /// What the tracker calls it: `PAY-12`, `#7`.
    pub key: Text,
    /// Every text of it that may name one of our items, the most telling first.
    pub texts: Vec<String>,
    /// What became of it.
    pub state: TicketState,
    /// Who has it.
    pub owner: Text,
}

/// What became of a ticket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TicketState {
    /// Someone still has to do it, or no one can say.
    #[default]
    Open,
    /// It was done.
    Done,
    /// It was closed, and will not be done.
    Dropped,
}

/// How the tables of one tracker are read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tracker {
    /// Its name.
    name: String,
    /// Columns that only its tables have: all must be there.
    known_by: Vec<String>,
    /// The column of the ticket's key.
    key: String,
    /// What stands before the key when someone writes it: `#`.
    #[serde(default)]
    before_key: String,
    /// Columns that may name our item, the most telling first.
    texts: Vec<String>,
    /// Columns of the state, the most telling first.
    states: Vec<String>,
    /// The column of who has it.
    owner: String,
    /// States that mean done, in lower case.
    done: Vec<String>,
    /// States that mean that it will not be done, in lower case.
    dropped: Vec<String>,
}

/// The tickets of a file.
///
/// # Errors
/// Where it stops being a table or a list of a tracker that is known, and what would be one.
pub(crate) fn read(text: &str) -> Result<Vec<Ticket>, ImportError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(ImportError::whole(
            "The file is empty. Export the tickets again.",
        ));
    }
    if text.trim_start().starts_with(['[', '{']) {
        return github::read(text);
    }
    table::read(text, &trackers()?)
}

fn trackers() -> Result<Vec<Tracker>, ImportError> {
    data::read(BUNDLED).map_err(|misread| ImportError::whole(misread.to_string()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(text: &str) -> Ticket {
        let tickets = read(text).unwrap();
        assert_eq!(tickets.len(), 1, "{tickets:?}");
        tickets[0].clone()
    }

    #[test]
    fn a_table_of_jira_is_read() {
        let ticket = one(
            "Summary,Issue key,Issue id,Status,Resolution,Assignee,Description,Labels,Labels\r\n\
             \"Sign the files, all\",PAY-12,10012,Done,,Gus Lind,\"See T2\nTB-1f0c9e2a-A7\",x,y\r\n",
        );
        assert_eq!(ticket.key.as_str(), "PAY-12");
        assert_eq!(ticket.state, TicketState::Done);
        assert_eq!(ticket.owner.as_str(), "Gus Lind");
        assert!(ticket.texts.iter().any(|t| t.contains("TB-1f0c9e2a-A7")));
    }

    #[test]
    fn what_will_not_be_done_is_dropped_whatever_the_status_says() {
        let ticket =
            one("Summary,Issue key,Status,Resolution\nTB-1f0c9e2a-A7 x,PAY-1,Closed,Won't Do\n");
        assert_eq!(ticket.state, TicketState::Dropped);
    }

    #[test]
    fn a_table_of_gitlab_is_read() {
        let ticket = one(
            "Title,Description,Issue ID,URL,State,Author,Author Username,Assignee,Assignee Username\n\
             TB-1f0c9e2a-A7 Sign,d,7,https://x.example/7,Closed,A,a,Gus Lind,gus\n",
        );
        assert_eq!(ticket.key.as_str(), "#7");
        assert_eq!(ticket.state, TicketState::Done);
        assert_eq!(ticket.owner.as_str(), "Gus Lind");
    }

    #[test]
    fn issues_of_github_are_read_with_whatever_fields_were_asked_for() {
        let tickets = read(
            r#"[{"number": 7, "title": "TB-1f0c9e2a-A7 Sign", "state": "CLOSED", "stateReason": "COMPLETED",
                 "assignees": [{"login": "gus", "name": "Gus Lind"}], "url": "https://x.example/7"},
                {"number": 8, "title": "x", "body": "TB-1f0c9e2a-A8", "state": "CLOSED", "stateReason": "NOT_PLANNED"},
                {"number": 9, "title": "y", "state": "closed", "state_reason": "not_planned", "assignees": null}]"#,
        )
        .unwrap();
        let states: Vec<TicketState> = tickets.iter().map(|t| t.state).collect();
        let expected = [
            TicketState::Done,
            TicketState::Dropped,
            TicketState::Dropped,
        ];
        assert_eq!(states, expected);
        assert_eq!(tickets[0].key.as_str(), "#7");
        assert_eq!(tickets[0].owner.as_str(), "Gus Lind");
        assert_eq!(tickets[1].texts, ["x", "TB-1f0c9e2a-A8"]);
    }

    #[test]
    fn what_is_no_list_of_tickets_is_refused_with_its_place() {
        for (text, says) in [
            ("", "The file is empty. Export the tickets again."),
            (
                "id,what\n1,2\n",
                "line 1: These columns are not those of a known tracker: id, what. Export the tickets of Jira or \
                 GitLab as CSV, or of GitHub with gh issue list --json number,title,body,state,assignees.",
            ),
            (
                "Summary,Issue key,Status\r\na,b,c\r\na,b\r\n",
                "line 3: This row has 2 cells, but the first one has 3. Export the tickets again.",
            ),
            (
                "[{\"number\": 7,]",
                "line 1, column 15: This is not JSON from gh issue list: key must be a string.",
            ),
            (
                "{\"number\": 7}",
                "line 1, column 0: This is not JSON from gh issue list: invalid type: map, expected a sequence.",
            ),
        ] {
            let error = read(text).unwrap_err().to_string();
            let column = ", column 0";
            assert_eq!(error.replace(column, ""), says.replace(column, ""));
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_fall(text in any::<String>(), rows in "(Summary|Title),Issue (key|ID),(Status|State)\n([a-z\",;\n]{0,40})") {
            let _ = read(&text);
            let _ = read(&rows);
        }
    }
}
