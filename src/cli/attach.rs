//! `threatboard attach`: a one-threat session becomes a threat of a system's model, and remembers where it went.

use std::path::PathBuf;

use clap::Args;

use super::change::write;
use super::{Done, Failure};
use crate::domain::Stamp;
use crate::parse::one;
use crate::shell::attach;
use crate::store::names::shown;
use crate::store::{session, settings};

/// What is attached to what.
#[derive(Args, Debug)]
pub(super) struct AttachArgs {
    /// The one-threat session; it remembers where it went
    one: PathBuf,
    /// The session that gets its threat
    model: PathBuf,
    /// Who `me` is in the model; else the name that the form asked for once
    #[arg(long, value_name = "NAME")]
    me: Option<String>,
}

/// Copies the threat over in one save, under the model's lock, and then notes that in the session.
pub(super) fn run(asked: &AttachArgs, now: Stamp) -> Result<Done, Failure> {
    let from = session::load(&asked.one)?.session;
    let me = asked.me.clone();
    let me = me.or_else(|| settings::me().map(|me| me.to_string()));
    let (attached, notes) =
        attach::attach(&from, &shown(&asked.one), &asked.model, me.as_deref(), now)?;
    let mut done = Done {
        notes,
        ..Done::default()
    };
    for id in &attached.new {
        done.out.push_str(&id.to_string());
        done.out.push('\n');
    }
    let noted = write(&asked.one, now, |work| {
        let edit = one::remembers(work.session, attached.to.clone());
        work.make(&edit)
    });
    match noted {
        Ok(noted) => done.notes.extend(noted.notes),
        // The model has it all the same.
        Err(failure) => done.notes.push(format!(
            "The threat is in the model, but that could not be noted: {}",
            failure.says
        )),
    }
    Ok(done)
}
