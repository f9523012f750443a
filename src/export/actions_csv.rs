//! `actions.csv`: the action items as a table, one row per item, dates as `2026-05-16`.

use super::actions::{kind, reasons};
use super::csv_table::table;
use super::ticket::last_touch;
use super::view::View;
use super::{Kind, Shelf, Takes, one};
use crate::domain::{Action, Severity};

/// The names of the columns.
const COLUMNS: [&str; 9] = [
    "id", "what", "who", "by", "why", "kind", "priority", "status", "agreed",
];

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "actions-csv",
    file: "actions.csv",
    describes: "table for a spreadsheet",
    shelf: Shelf::Backlog,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Everything,
};

/// The whole file.
fn render(view: &View) -> String {
    let actions = view.session.actions.iter();
    let rows = actions
        .filter(|action| view.is_recent(last_touch(action)))
        .map(|action| row(view, action));
    table(&COLUMNS, rows)
}

/// The cells of one action item.
fn row(view: &View, action: &Action) -> Vec<String> {
    let why: Vec<String> = reasons(view, action)
        .into_iter()
        .map(|id| format!("{id} {}", view.words(id)))
        .collect();
    let priority = view
        .threats_behind(action)
        .into_iter()
        .filter_map(|threat| threat.severity)
        .max()
        .map_or("", Severity::words);
    vec![
        action.id.to_string(),
        action.text.to_string(),
        view.label(action.owner).unwrap_or_default().to_owned(),
        action.due.map(|due| due.to_string()).unwrap_or_default(),
        why.join("; "),
        kind(action).to_owned(),
        priority.to_owned(),
        action.status.words().to_owned(),
        if action.said_yes { "yes" } else { "no" }.to_owned(),
    ]
}
