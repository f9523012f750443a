//! `tasks.md`: the work as a task list of GitHub's Markdown, the worst threats first, with what each task is for below it.

use super::actions::title;
use super::markdown::escape;
use super::phrase;
use super::ticket::{State, Ticket, body, tickets};
use super::view::View;
use super::{Kind, Shelf, Takes, nothing, one};
use crate::catalogue::Urgency;
use crate::domain::ItemId;

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "tasks",
    file: "tasks.md",
    describes: "task list by severity",
    shelf: Shelf::Backlog,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Everything,
};

/// The whole file.
fn render(view: &View) -> String {
    let mut out = format!("# Tasks: {}\n", title(&view.session.title));
    let mut all = tickets(view);
    // A rejected mitigation was never a task.
    all.retain(|it| it.state != State::Dropped || matches!(it.id, ItemId::Action(_)));
    if all.is_empty() {
        out.extend(["\n", &nothing::on(view, "No tasks."), "\n"]);
        return out;
    }
    for urgency in Urgency::ALL {
        let heading = match urgency {
            Urgency::Critical => "Critical",
            Urgency::High => "High",
            Urgency::Medium => "Medium",
            Urgency::Low => "Low",
            Urgency::Unrated => "Not rated",
        };
        let fits = |it: &&Ticket| it.is_open() && Urgency::from(it.severity) == urgency;
        list(view, &mut out, heading, "[ ] ", all.iter().filter(fits));
    }
    let done = all.iter().filter(|it| it.state == State::Done);
    list(view, &mut out, "Done", "[x] ", done);
    let dropped = all.iter().filter(|it| it.state == State::Dropped);
    list(view, &mut out, "Dropped", "", dropped);
    out
}

fn list<'t>(
    view: &View,
    out: &mut String,
    heading: &str,
    mark: &str,
    tickets: impl Iterator<Item = &'t Ticket<'t>>,
) {
    let mut begun = false;
    for ticket in tickets {
        if !begun {
            out.extend(["\n## ", heading, "\n\n"]);
            begun = true;
        }
        let words = escape(&ticket.title());
        let words = phrase::stem(&words);
        let work = ticket.work.words();
        out.push_str(&format!(
            "- {mark}**{}** {words} ({work}, {})\n",
            ticket.id, ticket.name
        ));
        // What is done needs no reasons any more.
        if ticket.is_open() {
            out.push_str(&body::nested(view, ticket));
        }
    }
}
