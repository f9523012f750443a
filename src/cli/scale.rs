//! `threatboard scale`: the scale that a session is rated with, whole, and another one in its place.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::{Done, Failure, change};
use crate::domain::fold::fold;
use crate::domain::{Scale, Session, Stamp};
use crate::risk::{Scales, advice};
use crate::screens::choice::meanings::{self, Line};
use crate::shell::own;
use crate::store::{names, read, session};

const ABOUT: &str = "\
`standard`, `5x5` and `three levels` come with the program; scales.ron in the configuration folder adds your own. \
Ratings that were made with the scale before stay as they are, and are named.";

/// How wide the meanings are printed.
const WIDTH: usize = 100;

/// What may be said after `scale`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub(in crate::cli) struct ScaleArgs {
    /// The session
    file: PathBuf,
    /// Rate with the scale of this name from now on
    #[arg(long = "use", value_name = "NAME")]
    name: Option<String>,
    /// Take scales from this file, too; with a single scale in it, use that one
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Prints the scale; before that sets it, where one is named.
pub(super) fn run(asked: &ScaleArgs, now: Stamp) -> Result<Done, Failure> {
    let (mut scales, mut notes) = own::for_risk();
    let mut wanted = asked.name.clone();
    if let Some(path) = &asked.from {
        let only = add(&mut scales, path)?;
        wanted = wanted.or(only);
        if wanted.is_none() {
            return Err(Failure::usage(format!(
                "{} has no scale of its own, or several. Name one with --use.",
                names::shown(path)
            )));
        }
    }
    if let Some(name) = &wanted {
        let scale = named(&scales, name)?.clone();
        notes.extend(advice(&scale));
        let done = change::write(&asked.file, now, |work| {
            let edit = work.session.use_scale(&scale);
            work.make(&edit)
        })?;
        notes.extend(done.notes);
    }
    let session = session::load(&asked.file)?.session;
    let out = if asked.json {
        let whole = json!({
            "uuid": session.uuid.to_string(),
            "title": session.title.as_str(),
            "scale": session.scale(),
            "rated_before": before(&session),
            "known": scales.scales.iter().map(|scale| &scale.name).collect::<Vec<_>>(),
        });
        format!("{whole:#}\n")
    } else {
        text(&session)?
    };
    Ok(Done {
        notes,
        ..Done::with(out)
    })
}

/// Lays a file of scales over those that are known; the name of the scale in it, if it is the only one.
fn add(scales: &mut Scales, path: &Path) -> Result<Option<String>, Failure> {
    let loaded = read::read(path).map_err(|error| Failure::usage(error.to_string()))?;
    let refused = |misread| Failure::usage(format!("{}: {misread}", names::shown(path)));
    let known = scales.scales.clone();
    *scales = scales.with(loaded.text()).map_err(refused)?;
    let new = scales.scales.iter().filter(|scale| !known.contains(scale));
    Ok(match new.collect::<Vec<_>>().as_slice() {
        [only] => Some(only.name.to_string()),
        _ => None,
    })
}

fn named<'a>(scales: &'a Scales, name: &str) -> Result<&'a Scale, Failure> {
    let found = scales.scales.iter().find(|s| fold(&s.name) == fold(name));
    found.ok_or_else(|| {
        let known: Vec<&str> = scales.scales.iter().map(|scale| &*scale.name).collect();
        let known = known.join(", ");
        Failure::usage(format!(
            "\"{name}\" is not a scale known here. Known: {known}."
        ))
    })
}

/// The threats that were rated with another scale than this one.
fn before(session: &Session) -> Vec<String> {
    let threats = session.threats.iter();
    let before = threats.filter(|threat| session.is_rated_before(threat));
    before.map(|threat| threat.id.to_string()).collect()
}

/// The scale with its meanings and its matrix, and which ratings are older.
fn text(session: &Session) -> Result<String, Failure> {
    let (catalogue, _) = own::for_sweeps().map_err(Failure::system)?;
    let mut out = String::new();
    for line in meanings::lines(session, &catalogue, None, WIDTH) {
        match line {
            Line::Heading(words) => out.push_str(&words),
            Line::Says(words) => out.push_str(&format!("  {words}")),
            Line::Gap => {}
        }
        out.push('\n');
    }
    let before = before(session);
    if !before.is_empty() {
        out.push_str(&format!(
            "\nRated with an earlier scale: {}\n",
            before.join(", ")
        ));
    }
    Ok(out)
}
