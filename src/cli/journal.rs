//! `threatboard journal`: what was heard, one threat at a time, and what became of it.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::list::{columns, inside};
use super::{Done, Failure};
use crate::domain::fold::fold;
use crate::domain::{Applies, Stamp};
use crate::screens::home::{Heard, Step};
use crate::screens::journal::{self, Standing, affects, headline};
use crate::shell;
use crate::store::names::shown;
use crate::store::paths;

/// What of the journal is asked for.
#[derive(Args, Debug)]
pub(super) struct JournalArgs {
    /// The folder: the sessions in it and in its subfolder `one`; by default, the folder in which sessions are kept
    folder: Option<PathBuf>,
    /// Only what is still open: something is to do, to find out or to look at again
    #[arg(long)]
    open: bool,
    /// Only systems whose name contains this, ignoring case
    #[arg(long, value_name = "NAME")]
    system: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A news item, as JSON says it.
#[derive(Serialize)]
struct Row<'a> {
    path: String,
    seen: chrono::NaiveDate,
    headline: &'a str,
    system: &'a str,
    affects_us: Option<Applies>,
    next: Option<&'a Step>,
    look_again: Option<chrono::NaiveDate>,
    attached_to: &'a [String],
    ids: &'a [String],
    people: &'a [String],
    open: bool,
    /// Its next step is past its date.
    late: bool,
    /// Late, or to be looked at again today or before.
    due: bool,
    state: String,
}

/// Prints what was heard, newest first, and on standard error a line that counts.
pub(super) fn run(asked: &JournalArgs, now: Stamp) -> Result<Done, Failure> {
    let today = now.date_naive();
    let folder = asked.folder.clone().unwrap_or_else(paths::sessions_folder);
    if asked.folder.is_some() && !folder.is_dir() {
        return Err(Failure::input(format!(
            "{} is not a folder. Give the folder of the sessions.",
            shown(&folder)
        )));
    }
    let found = shell::recents_in(&folder, now);
    let system = asked.system.as_deref().map(fold);
    let fits = |heard: &Heard| {
        let of_system = |name: &String| fold(&heard.system).contains(name);
        let open = Standing::of(heard, today).is_open();
        (open || !asked.open) && system.as_ref().is_none_or(of_system)
    };
    let fitting = found
        .iter()
        .filter(|it| it.heard.as_ref().is_some_and(fits));
    let heard = journal::heard(fitting);
    let rows = || {
        heard
            .iter()
            .filter_map(|it| Some((*it, it.heard.as_ref()?)))
    };
    let out = if asked.json {
        let rows: Vec<Row> = rows()
            .map(|(recent, heard)| Row {
                path: inside(recent.path.as_ref(), &folder),
                seen: heard.seen,
                headline: headline(recent, heard),
                system: &heard.system,
                affects_us: heard.applies,
                next: heard.next.as_ref(),
                look_again: heard.look_again,
                attached_to: &heard.attached,
                ids: &heard.ids,
                people: &recent.people,
                open: Standing::of(heard, today).is_open(),
                late: matches!(Standing::of(heard, today), Standing::Late(_)),
                due: Standing::of(heard, today).is_due(),
                state: Standing::of(heard, today).words(today),
            })
            .collect();
        let mut text = serde_json::to_string_pretty(&rows).map_err(|error| {
            Failure::system(format!(
                "The journal could not be written as JSON: {error}."
            ))
        })?;
        text.push('\n');
        text
    } else {
        let rows = rows().map(|(recent, heard)| {
            vec![
                heard.seen.to_string(),
                affects(heard.applies).to_owned(),
                Standing::of(heard, today).words(today),
                heard.system.clone(),
                headline(recent, heard).to_owned(),
                journal::next(heard),
            ]
        });
        columns(&rows.collect::<Vec<_>>())
    };
    let all = found.iter().filter(|it| it.heard.is_some()).count();
    let counted = if heard.is_empty() && all > 0 {
        format!("No news item fits; {all} seen in all.")
    } else {
        format!("{}.", journal::counted(&heard, today, usize::MAX))
    };
    // What cannot be read may be a news item, too.
    let broken: Vec<String> = found.iter().filter_map(|it| it.broken.clone()).collect();
    Ok(Done {
        out,
        status: if broken.is_empty() { 0 } else { 3 },
        notes: broken.into_iter().chain([counted]).collect(),
    })
}
