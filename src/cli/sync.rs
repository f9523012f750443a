//! `threatboard sync`: what became of the tickets, read back from the tracker's own export.

use std::path::PathBuf;

use clap::Args;

use super::change::write;
use super::{Done, Failure};
use crate::domain::Stamp;
use crate::import::MAX_BYTES;
use crate::import::tickets::{self, Plan};
use crate::store::names::shown;
use crate::store::{foreign, session};

/// What is held against what.
#[derive(Args, Debug)]
pub(super) struct SyncArgs {
    /// The session
    file: PathBuf,
    /// The tracker's export: CSV of Jira, GitLab or Azure DevOps, or what `gh issue list --state all --json
    /// number,title,body,state,stateReason,assignees` printed
    tickets: PathBuf,
    /// Make the changes; without it they are only shown
    #[arg(long)]
    apply: bool,
}

/// Shows what the tickets would change, and changes it when that was asked for.
pub(super) fn run(asked: &SyncArgs, now: Stamp) -> Result<Done, Failure> {
    let text = foreign::read(&asked.tickets, MAX_BYTES)?;
    let found = tickets::read(&text)
        .map_err(|error| Failure::input(format!("{}: {error}", shown(&asked.tickets))))?;
    if !asked.apply {
        let session = session::load(&asked.file)?.session;
        let plan = tickets::plan(&session, &found);
        let mut done = told(&plan);
        if !plan.changes.is_empty() {
            done.notes.push(
                "Nothing changed yet. Run it again with --apply to make these changes.".to_owned(),
            );
        }
        return Ok(done);
    }
    let mut made = Plan::default();
    let written = write(&asked.file, now, |work| {
        made = tickets::plan(work.session, &found);
        let edit = made.edit(work.session);
        work.make(&edit)
    })?;
    let mut done = told(&made);
    done.notes.extend(written.notes);
    Ok(done)
}

/// The changes for whoever reads on, the remarks beside them.
fn told(plan: &Plan) -> Done {
    let lines = plan
        .changes
        .iter()
        .map(|(id, says, _)| format!("{id:<4} {says}\n"));
    Done {
        out: lines.collect(),
        notes: plan.remarks.clone(),
        ..Done::default()
    }
}
