//! A table for the importer of a tracker: the columns that the tracker's words name, one row a ticket.
//!
//! What the tracker knows already goes into a table of its own, with its keys: no importer here takes old and new work
//! in one file without making something twice.

use super::csv_table::table;
use super::ticket::{self, Ticket};
use super::view::View;
use super::{File, Kind};
use crate::catalogue::{Cell, Tracker};

/// How a tracker wants its table.
pub(super) struct Shape {
    /// Whose words are used.
    pub(super) tracker: &'static str,
    /// What a ticket says, in the tracker's markup, with its name.
    pub(super) says: fn(&View, &Ticket, &Tracker) -> String,
    /// The most rows that its importer takes in one file.
    pub(super) rows: usize,
    /// The key by which this tracker knows a ticket, if what the session holds is one.
    pub(super) key: fn(&str) -> Option<&str>,
    /// The file for what it knows already; `None` when its importer cannot update.
    pub(super) update: Option<&'static str>,
}

/// The files: new work, and known work where there is some and the tracker can update it.
pub(super) fn files(kind: &Kind, view: &View, shape: &Shape) -> Vec<File> {
    let tracker = view.trackers.get(shape.tracker);
    let key = |ticket: &Ticket| {
        ticket
            .key
            .and_then(|key| (shape.key)(key).map(str::to_owned))
    };
    let (known, new): (Vec<_>, Vec<_>) = ticket::open(view)
        .into_iter()
        .partition(|ticket| key(ticket).is_some());
    let write = |name: &str, tickets: &[Ticket], with_key: bool| {
        let columns: Vec<(Cell, &str)> = tracker
            .columns()
            .filter(|(cell, _)| with_key || *cell != Cell::Key)
            .collect();
        let heads: Vec<&str> = columns.iter().map(|(_, head)| *head).collect();
        let row = |ticket: &Ticket| {
            let cells = columns.iter().map(|(cell, _)| match cell {
                Cell::Key => key(ticket).unwrap_or_default(),
                Cell::Description => (shape.says)(view, ticket, &tracker),
                cell => plain(view, ticket, &tracker, *cell),
            });
            cells.collect()
        };
        // Also without a ticket there is a table: its headings.
        let parts = tickets.chunks(shape.rows);
        let parts: Vec<&[Ticket]> = if tickets.is_empty() {
            vec![tickets]
        } else {
            parts.collect()
        };
        let numbered = |(place, part): (usize, &[Ticket])| File {
            name: match (place, name.split_once('.')) {
                (1.., Some((name, end))) => format!("{name}-{}.{end}", place + 1),
                _ => name.to_owned(),
            },
            contents: table(&heads, part.iter().map(row)),
        };
        parts
            .into_iter()
            .enumerate()
            .map(numbered)
            .collect::<Vec<_>>()
    };
    let mut files = Vec::new();
    // Someone who asks for what changed wants to see that nothing did.
    if !new.is_empty() || known.is_empty() || shape.update.is_none() {
        files.extend(write(kind.file, &new, false));
    }
    if let (Some(name), false) = (shape.update, known.is_empty()) {
        files.extend(write(name, &known, true));
    }
    files
}

/// A cell without markup.
fn plain(view: &View, ticket: &Ticket, tracker: &Tracker, cell: Cell) -> String {
    match cell {
        Cell::Title => ticket.title(),
        Cell::Kind => tracker.kind(ticket.work).to_owned(),
        Cell::Priority => tracker.priority(ticket.severity.into()).to_owned(),
        Cell::Owner => view.label(ticket.owner).unwrap_or_default().to_owned(),
        Cell::Due => ticket.due.map(|due| due.to_string()).unwrap_or_default(),
        Cell::Labels => {
            let mut labels: Vec<&str> = tracker.labels().collect();
            // A tracker's own table often leaves descriptions out, and the id must come back with it.
            if !tracker.columns().any(|(cell, _)| cell == Cell::Id) {
                labels.push(&ticket.name);
            }
            labels.join(tracker.between_labels())
        }
        Cell::Id => ticket.name.clone(),
        Cell::Status => ticket.state.words().to_owned(),
        Cell::Key | Cell::Description => String::new(),
    }
}
