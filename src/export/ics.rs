//! `actions.ics`: the work as tasks of a calendar (VTODO of RFC 5545). The times are those of the items, so that the same
//! session makes the same file; the id is that of the ticket, so that a second import updates.

use chrono::Utc;
use icalendar::{Calendar, Component, Property, Todo, TodoStatus};

use super::ticket::{State, Ticket, body, tickets};
use super::view::View;
use super::{File, Kind, Shelf, Takes, one};
use crate::catalogue::Tracker;
use crate::domain::ItemId;

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "ics",
    file: "actions.ics",
    describes: "tasks for a calendar",
    shelf: Shelf::Backlog,
    write,
    takes: Takes::Everything,
};

/// The octets of a line, by RFC 5545, 3.1.
const LONGEST_LINE: usize = 75;

/// The whole file. There is none without tasks, as a calendar has at least one component.
fn write(view: &View) -> Vec<File> {
    let tracker = view.trackers.get("ics");
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//threatboard//EN"));
    let mut all = tickets(view);
    // A rejected mitigation was never a task.
    all.retain(|it| it.state != State::Dropped || matches!(it.id, ItemId::Action(_)));
    calendar.extend(all.iter().map(|ticket| todo(view, ticket, &tracker)));
    if all.is_empty() {
        return Vec::new();
    }
    one(&KIND, refolded(&calendar.to_string()))
}

/// The lines anew, each of at most 75 octets: the crate makes the last piece of a line one longer at times.
pub(super) fn refolded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.replace("\r\n ", "").split_inclusive("\r\n") {
        let mut room = LONGEST_LINE;
        for c in line.trim_end_matches(['\r', '\n']).chars() {
            if c.len_utf8() > room {
                out.push_str("\r\n ");
                room = LONGEST_LINE - 1;
            }
            out.push(c);
            room -= c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

fn todo(view: &View, ticket: &Ticket, tracker: &Tracker) -> Todo {
    let touched = ticket.touched.with_timezone(&Utc);
    let mut todo = Todo::new();
    todo.uid(&ticket.name)
        .timestamp(touched)
        .created(ticket.at.with_timezone(&Utc))
        .last_modified(touched)
        .summary(&ticket.title())
        .description(&body::plain(view, ticket));
    if let Some(due) = ticket.due {
        todo.due(due);
    }
    if let Ok(priority) = tracker.priority(ticket.severity.into()).parse() {
        todo.priority(priority);
    }
    // Trackers' words hold no comma and no backslash, which would have to be escaped here.
    for category in tracker.labels().chain([tracker.kind(ticket.work)]) {
        todo.append_multi_property(Property::new("CATEGORIES", category));
    }
    match ticket.state {
        State::Open => todo.status(TodoStatus::NeedsAction),
        State::Done => todo.status(TodoStatus::Completed).completed(touched),
        State::Dropped => todo.status(TodoStatus::Cancelled),
    };
    todo.done()
}
