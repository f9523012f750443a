//! What `gh issue list --json` prints.

use serde::Deserialize;

use super::super::ImportError;
use super::{Ticket, TicketState};
use crate::domain::Text;

/// An issue with whatever fields were asked for.
#[derive(Deserialize)]
#[serde(expecting = "an issue, an object", rename_all = "camelCase")]
struct Issue {
    number: Option<u64>,
    #[serde(default)]
    title: String,
    body: Option<String>,
    #[serde(default)]
    state: String,
    #[serde(alias = "state_reason")]
    state_reason: Option<String>,
    /// The other way to ask GitHub says `null` where no one has it.
    assignees: Option<Vec<Person>>,
}

#[derive(Deserialize)]
struct Person {
    #[serde(default)]
    login: String,
    name: Option<String>,
}

/// The tickets of a list of issues.
pub(super) fn read(text: &str) -> Result<Vec<Ticket>, ImportError> {
    let issues: Vec<Issue> = serde_json::from_str(text).map_err(|error| {
        let says = error.to_string();
        // The place is said in front.
        let says = says
            .rsplit_once(" at line ")
            .map_or(&*says, |(says, _)| says);
        ImportError::at(
            error.line(),
            error.column(),
            format!("This is not JSON from gh issue list: {says}."),
        )
    })?;
    Ok(issues.into_iter().map(ticket).collect())
}

fn ticket(issue: Issue) -> Ticket {
    let dropped = issue
        .state_reason
        .is_some_and(|why| ["NOT_PLANNED", "DUPLICATE"].contains(&why.to_uppercase().as_str()));
    let owner = issue.assignees.into_iter().flatten().next();
    let owner = owner.map(|person| match person.name {
        Some(name) if !name.trim().is_empty() => name,
        _ => person.login,
    });
    Ticket {
        key: issue
            .number
            .map(|n| Text::new(&format!("#{n}")))
            .unwrap_or_default(),
        texts: std::iter::once(issue.title).chain(issue.body).collect(),
        state: match issue.state.eq_ignore_ascii_case("closed") {
            true if dropped => TicketState::Dropped,
            true => TicketState::Done,
            false => TicketState::Open,
        },
        owner: owner.map(|name| Text::new(&name)).unwrap_or_default(),
    }
}
