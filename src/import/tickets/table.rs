//! Tables that trackers export: CSV with a row of names.

use csv::{ReaderBuilder, StringRecord};

use super::super::ImportError;
use super::{Ticket, TicketState, Tracker};
use crate::domain::Text;

/// The tickets of a table.
pub(super) fn read(text: &str, trackers: &[Tracker]) -> Result<Vec<Ticket>, ImportError> {
    // The reader counts the lines of a table with CRLF wrong.
    let text = text.replace("\r\n", "\n");
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let head = reader.headers().map_err(|error| wrong(&error))?.clone();
    let is_here = |name: &String| head.iter().any(|h| h.trim().eq_ignore_ascii_case(name));
    let tracker = trackers.iter().find(|t| t.known_by.iter().all(is_here));
    let Some(tracker) = tracker else {
        let names: Vec<&str> = head.iter().take(8).collect();
        let known: Vec<&str> = trackers
            .iter()
            .map(|t| t.name.as_str())
            .take(trackers.len().min(2))
            .collect();
        return Err(ImportError::at(
            1,
            0,
            format!(
                "These columns are not those of a known tracker: {}. Export the tickets of {} as CSV, or of GitHub \
                 with gh issue list --json number,title,body,state,assignees.",
                names.join(", "),
                known.join(" or ")
            ),
        ));
    };
    let mut tickets = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| wrong(&error))?;
        if row.len() != head.len() {
            let line = row
                .position()
                .and_then(|place| usize::try_from(place.line()).ok())
                .unwrap_or_default();
            return Err(ImportError::at(
                line,
                0,
                format!(
                    "This row has {} cells, but the first one has {}. Export the tickets again.",
                    row.len(),
                    head.len()
                ),
            ));
        }
        tickets.push(ticket(&head, &row, tracker));
    }
    Ok(tickets)
}

/// What parts the cells, by the row of names: trackers set to some languages write a semicolon.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |sign: char| head.matches(sign).count();
    if count(';') > count(',') { b';' } else { b',' }
}

fn ticket(head: &StringRecord, row: &StringRecord, tracker: &Tracker) -> Ticket {
    let cells = |name: &str| -> Vec<&str> {
        head.iter()
            .zip(row)
            .filter(|(h, cell)| h.trim().eq_ignore_ascii_case(name) && !cell.trim().is_empty())
            .map(|(_, cell)| cell)
            .collect()
    };
    let first = |name: &str| cells(name).first().copied().unwrap_or_default();
    let key = first(&tracker.key).trim();
    let states = tracker.states.iter().flat_map(|name| cells(name));
    let states: Vec<String> = states.map(|state| state.trim().to_lowercase()).collect();
    let one_of = |words: &[String]| states.iter().any(|state| words.contains(state));
    Ticket {
        key: if key.is_empty() {
            Text::default()
        } else {
            Text::new(&format!("{}{key}", tracker.before_key))
        },
        texts: tracker
            .texts
            .iter()
            .flat_map(|name| cells(name))
            .map(str::to_owned)
            .collect(),
        state: if one_of(&tracker.dropped) {
            TicketState::Dropped
        } else if one_of(&tracker.done) {
            TicketState::Done
        } else {
            TicketState::Open
        },
        owner: Text::new(first(&tracker.owner)),
    }
}

fn wrong(error: &csv::Error) -> ImportError {
    let line = error
        .position()
        .and_then(|place| usize::try_from(place.line()).ok())
        .unwrap_or_default();
    ImportError::at(
        line,
        0,
        format!("This is not a table: {error}. Export the tickets again."),
    )
}
