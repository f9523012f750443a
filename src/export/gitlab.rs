//! `gitlab.csv`: open work for GitLab's importer, which takes a title, a description and a due date, and labels as quick
//! actions in the description.
//!
//! Facts: `docs.gitlab.com`, "Importing issues from CSV": `title` and `description` are required, other columns that it
//! does not know are ignored, it never updates. So what GitLab knows already is left out. A quick action stands at the
//! start of a line; the words of the room never do.

use super::ticket::body::Paper;
use super::ticket::{Ticket, open};
use super::tracker_table::{Shape, files};
use super::view::View;
use super::{Kind, Shelf, Takes};
use crate::catalogue::Tracker;

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "gitlab",
    file: "gitlab.csv",
    describes: "table to import",
    shelf: Shelf::Backlog,
    write: |view| files(&KIND, view, &SHAPE),
    takes: Takes::Tickets(PAPER, open),
};

/// GitLab takes descriptions of 1,048,576 characters, to which the labels belong.
const PAPER: Paper = Paper::markdown(1_040_000);

const SHAPE: Shape = Shape {
    tracker: "gitlab",
    says,
    rows: usize::MAX,
    key: |key| key.strip_prefix('#').filter(|n| is_number(n)).map(|_| key),
    update: None,
};

/// Whether these are digits.
pub(super) fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|c| c.is_ascii_digit())
}

fn says(view: &View, ticket: &Ticket, tracker: &Tracker) -> String {
    let labels: Vec<String> = ticket
        .labels(tracker)
        .into_iter()
        .map(|label| format!("~\"{label}\""))
        .collect();
    let mut said = PAPER.says(view, ticket);
    if !labels.is_empty() {
        said.push_str(&format!("\n/label {}\n", labels.join(" ")));
    }
    said
}
