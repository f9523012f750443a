//! `threatboard import`: a file of another format into a new session or one that exists, or looked at first.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::change::{Work, write};
use super::{Done, Failure};
use crate::app::intake::Incoming;
use crate::domain::Stamp;
use crate::import::preview::{Preview, changed, left_out};
use crate::import::{self, SOURCES, Source, comeback};
use crate::shell::{Start, guard, intake};
use crate::store::foreign::NotTaken;
use crate::store::names::shown;
use crate::store::{atomic, format, session};

pub(super) const ABOUT: &str = "\
Without --out or --into, the screen previews the file and asks about each candidate of a scan. With them, everything \
is imported and the new ids are printed, one per line; what is imported, what is left out and why goes to standard error.";

/// What may be asked of an import.
#[derive(Args, Debug)]
pub(super) struct ImportArgs {
    /// The file; - reads standard input
    #[arg(required_unless_present = "list")]
    file: Option<PathBuf>,
    /// Its format; detected when not given
    #[arg(long, value_name = "FORMAT")]
    #[arg(value_parser = PossibleValuesParser::new(SOURCES.iter().map(|source| source.name)))]
    from: Option<String>,
    /// Import into a new session
    #[arg(long, value_name = "SESSION", conflicts_with = "into")]
    out: Option<PathBuf>,
    /// Import into this session
    #[arg(long, value_name = "SESSION")]
    into: Option<PathBuf>,
    /// Print what would be imported, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the formats that can be read
    #[arg(long, exclusive = true)]
    list: bool,
}

/// What is left to do.
pub(super) enum Next {
    /// Nothing but to say so.
    Done(Done),
    /// The screen.
    Show(Start),
}

impl From<NotTaken> for Failure {
    fn from(error: NotTaken) -> Self {
        Self::new(if error.system { 4 } else { 3 }, error.says)
    }
}

/// Looks, writes, or asks for the screen.
pub(super) fn run(asked: ImportArgs, now: Stamp) -> Result<Next, Failure> {
    let Some(file) = asked.file.filter(|_| !asked.list) else {
        return Ok(Next::Done(formats()));
    };
    let from = asked.from.as_deref().and_then(import::source);
    if asked.out.is_none() && asked.into.is_none() && !asked.dry_run {
        if file == Path::new("-") {
            return Err(Failure::usage(
                "The file comes from standard input, so keys cannot. Give a new session with --out, or an existing one with --into.",
            ));
        }
        if guard::has_terminal() {
            let from = from.map(|source| source.name);
            return Ok(Next::Show(Start::Import { file, from }));
        }
        return Err(Failure::usage(
            "There is no terminal to show a preview. Give a new session with --out, or an existing one with --into; --dry-run only prints what would be imported.",
        ));
    }
    if let Some(out) = asked.out.as_deref().filter(|out| out.exists()) {
        return Err(Failure::usage(format!(
            "{} already exists. Import the file into it with --into, or give another name.",
            shown(out)
        )));
    }
    let incoming = if file == Path::new("-") {
        intake::read_stream(io::stdin().lock(), from)?
    } else {
        intake::read(&file, from)?
    };
    let done = match (asked.dry_run, asked.out, asked.into) {
        (true, _, into) => look(&incoming, into.as_deref(), now)?,
        (false, Some(out), _) => make(&incoming, &out, now)?,
        (false, None, Some(into)) => take(&incoming, &into, now)?,
        (false, None, None) => Done::default(),
    };
    Ok(Next::Done(done))
}

/// The formats, with how their files end.
fn formats() -> Done {
    let line = |source: &Source| {
        let endings = source.endings.join(" ");
        format!("{:<16}  {endings:<20}  {}\n", source.name, source.describes)
    };
    Done::with(SOURCES.iter().map(line).collect())
}

fn look(incoming: &Incoming, into: Option<&Path>, now: Stamp) -> Result<Done, Failure> {
    let session = into.map(session::load).transpose()?;
    let session = session.as_ref().map(|loaded| &loaded.session);
    let preview = intake::fits(incoming, session, now)?;
    let mut out = String::new();
    for sentence in preview.sentences(&incoming.draft) {
        out.push_str(&sentence);
        out.push('\n');
    }
    Ok(Done::with(out))
}

fn make(incoming: &Incoming, out: &Path, now: Stamp) -> Result<Done, Failure> {
    let preview = intake::fits(incoming, None, now)?;
    let text = format::write(&preview.after).map_err(|error| Failure::system(error.to_string()))?;
    let mut done = Done {
        notes: notes(incoming, &preview),
        ..Done::default()
    };
    match atomic::write_new_like(out, text.as_bytes(), false, atomic::NEW_FILE) {
        Ok(_) => {}
        Err(error @ atomic::SaveError::NotSynced(..)) => done.notes.push(error.to_string()),
        Err(error) => return Err(error.into()),
    }
    for id in preview.new {
        done.out.push_str(&format!("{id}\n"));
    }
    Ok(done)
}

fn take(incoming: &Incoming, into: &Path, now: Stamp) -> Result<Done, Failure> {
    let mut says = Vec::new();
    let change = |work: &mut Work<'_>| {
        let preview = intake::fits(incoming, Some(work.session), work.now)?;
        says = notes(incoming, &preview);
        work.make(&comeback::edit(&incoming.draft.session, work.session))
    };
    let mut done = write(into, now, change)?;
    done.notes.splice(0..0, says);
    Ok(done)
}

fn notes(incoming: &Incoming, preview: &Preview) -> Vec<String> {
    let mut notes = vec![preview.summary()];
    notes.extend(preview.met.iter().map(changed));
    notes.extend(preview.stay());
    let dropped = incoming.draft.dropped.iter();
    notes.extend(dropped.map(left_out));
    if incoming.draft.candidates {
        notes.push(
            "Every candidate was imported. To choose among them on the screen, leave out --out and --into."
                .to_owned(),
        );
    }
    notes
}
