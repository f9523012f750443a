//! The sessions of a folder, for scripts: what the start screen lists, in the same order.

use std::path::Path;

use serde::Serialize;

use super::super::{Done, Failure};
use crate::domain::text::clean;
use crate::domain::{Stamp, counted};
use crate::screens::home::{Heard, Recent};
use crate::shell;
use crate::store::names::shown;

/// A session, as JSON says it.
#[derive(Serialize)]
struct Row<'a> {
    path: String,
    title: &'a str,
    kind: &'static str,
    /// When its last meeting began.
    met: Option<Stamp>,
    threats: usize,
    actions: usize,
    open_actions: usize,
    late_actions: usize,
    open_questions: usize,
    /// The date to come back, if it has passed.
    review_due: Option<chrono::NaiveDate>,
    people: &'a [String],
    /// One threat: what was heard, and what was answered.
    one_threat: Option<&'a Heard>,
}

/// Prints the sessions of a folder. What cannot be read is said on standard error, and in the exit status.
pub(super) fn run(folder: &Path, json: bool, now: Stamp) -> Result<Done, Failure> {
    let found = shell::recents_in(folder, now);
    let (broken, readable): (Vec<Recent>, Vec<Recent>) = found
        .into_iter()
        .partition(|recent| recent.broken.is_some());
    let rows: Vec<Row> = readable.iter().map(|it| row(it, folder)).collect();
    let out = if json {
        let mut text = serde_json::to_string_pretty(&rows).map_err(|error| {
            Failure::system(format!("The list could not be written as JSON: {error}."))
        })?;
        text.push('\n');
        text
    } else {
        super::columns(&rows.iter().map(cells).collect::<Vec<_>>())
    };
    let mut notes: Vec<String> = broken.into_iter().filter_map(|it| it.broken).collect();
    let status = if notes.is_empty() { 0 } else { 3 };
    if readable.is_empty() && notes.is_empty() {
        notes.push(format!("{} has no sessions.", shown(folder)));
    }
    Ok(Done { out, notes, status })
}

fn row<'a>(recent: &'a Recent, folder: &Path) -> Row<'a> {
    Row {
        path: inside(Path::new(&recent.path), folder),
        title: &recent.title,
        // One word, so that columns can be counted.
        kind: match recent.called() {
            "one threat" => "one-threat",
            called => called,
        },
        met: recent.met,
        threats: recent.threats,
        actions: recent.actions,
        open_actions: recent.open_actions,
        late_actions: recent.late_actions,
        open_questions: recent.open_questions,
        review_due: recent.revisit_due,
        people: &recent.people,
        one_threat: recent.heard.as_ref(),
    }
}

/// A path as whoever named the folder would write it.
pub(in crate::cli) fn inside(path: &Path, folder: &Path) -> String {
    let whole = folder.canonicalize().ok();
    let rest = whole.and_then(|whole| path.strip_prefix(whole).ok());
    clean(
        &rest
            .map_or_else(|| path.to_owned(), |rest| folder.join(rest))
            .to_string_lossy(),
    )
}

/// Short columns first and the words last, so that long words push nothing out of line.
fn cells(row: &Row) -> Vec<String> {
    let met = row.one_threat.map(|heard| heard.seen);
    let day = met.or_else(|| row.met.map(|met| met.date_naive()));
    vec![
        day.map_or_else(|| "-".to_owned(), |day| day.to_string()),
        row.kind.to_owned(),
        counted(row.threats, "threat"),
        format!("{} open", row.open_actions),
        format!("{} late", row.late_actions),
        counted(row.open_questions, "question"),
        row.path.clone(),
        row.title.to_owned(),
    ]
}
