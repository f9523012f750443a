//! `threatboard export`: byte for byte what the screen writes.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Done, Failure};
use crate::domain::{Moment, Stamp};
use crate::export::{self, Audience, Format, Names, Options, SheetOptions};
use crate::parse::{at, when};
use crate::shell::own;
use crate::store::names::{shown, why};
use crate::store::outputs::{self, NotWritten, Output};
use crate::store::{session, wall};

/// The formats, and the file that each writes.
pub(super) fn formats() -> Done {
    let widest = |of: fn(Format) -> &'static str| {
        let widths = Format::ALL.iter().map(|f| of(*f).len());
        widths.max().unwrap_or_default()
    };
    let (name, file) = (widest(Format::name), widest(Format::file_name));
    let lines = Format::ALL.iter().map(|f| {
        format!(
            "{:<name$}  {:<file$}  {}\n",
            f.name(),
            f.file_name(),
            f.describes()
        )
    });
    Done::with(lines.collect())
}

/// What was said about all files.
pub(super) struct Said<'a> {
    /// How people are named.
    pub(super) names: &'a str,
    /// Who the summary is for.
    pub(super) audience: &'a str,
    /// Only what was captured or changed since this day, as it was typed.
    pub(super) since: Option<&'a str>,
    /// What is chosen for a sheet.
    pub(super) sheet: SheetOptions,
    /// When the next meeting begins, as it was typed.
    pub(super) at: Option<&'a str>,
    /// Files that someone edited are replaced, too.
    pub(super) force: bool,
}

/// Writes a session in these formats to standard output, to a file or into a folder.
pub(super) fn run(
    file: &Path,
    to: &[String],
    out: Option<&Path>,
    asked: &Said<'_>,
    now: Stamp,
) -> Result<Done, Failure> {
    let mut formats: Vec<Format> = Vec::new();
    for format in to.iter().filter_map(|name| Format::from_name(name)) {
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    let since = asked
        .since
        .map(|phrase| since(phrase, &formats, now))
        .transpose()?;
    if asked.sheet != SheetOptions::default() && !formats.contains(&Format::SHEET) {
        return Err(Failure::usage(
            "--moment, --dots and --language are for sheets. Leave them out, or add --to sheet.",
        ));
    }
    // A sheet is handed to people, not to another program: it goes where the screen writes it.
    let beside = match (out, formats.as_slice()) {
        (None, [only]) if *only == Format::SHEET => {
            Some(outputs::folder(file).map_err(Failure::usage)?)
        }
        _ => None,
    };
    let out = out.or(beside.as_deref());
    let at = asked
        .at
        .map(|phrase| begins(phrase, &formats, now))
        .transpose()?;
    let session = session::load(file)?.session;
    let (trackers, limits, mut said) = own::for_exports();
    let (catalogue, notes) = own::for_sweeps().map_err(Failure::system)?;
    said.extend(notes);
    let (scales, notes) = own::for_risk();
    said.extend(notes);
    let options = Options {
        names: Names::from_name(asked.names).unwrap_or_default(),
        audience: Audience::from_name(asked.audience).unwrap_or_default(),
        today: now.date_naive(),
        trackers: Arc::new(trackers),
        catalogue: Arc::new(catalogue),
        limits: Arc::new(limits),
        scales: Arc::new(scales),
        since,
        sheet: SheetOptions {
            is_invited_with: formats.contains(&Format::SHEET)
                && asked.sheet.moment == Some(Moment::Before),
            ..asked.sheet
        },
        at,
    };
    let render = |format: Format| export::render(format, &session, &options);
    let files: Vec<export::File> = formats.iter().flat_map(|f| render(*f)).collect();
    said.extend(
        formats
            .iter()
            .flat_map(|format| export::remarks(*format, &session, &options)),
    );
    let Some(out) = out else {
        return match (formats.as_slice(), files.as_slice()) {
            ([_], [file]) => Ok(Done {
                notes: said,
                ..Done::with(file.contents.clone())
            }),
            ([_], []) => Ok(Done {
                notes: said,
                ..Done::default()
            }),
            ([format], several) => Err(Failure::usage(format!(
                "The {} export of this session is {} files, and standard output takes one. Give a folder with --out.",
                format.name(),
                several.len()
            ))),
            _ => Err(Failure::usage(
                "Standard output takes one format. Give a folder for several with --out.",
            )),
        };
    };
    let mut done = Done {
        notes: said,
        ..Done::default()
    };
    if out.extension().is_some() && !out.is_dir() {
        match (formats.as_slice(), files.as_slice()) {
            ([_], [only]) => write(&[(out.to_owned(), only)], file, asked.force, &mut done)?,
            // As for a folder: that there is nothing was said, and is no mistake.
            ([_], []) => {}
            ([_], _) => {
                return Err(Failure::usage(
                    "This format writes several files. Give a folder with --out.",
                ));
            }
            _ => {
                return Err(Failure::usage(
                    "A file takes one format. Give a folder for several.",
                ));
            }
        }
        return Ok(done);
    }
    fs::create_dir_all(out).map_err(|error| {
        Failure::system(format!(
            "The folder {} could not be created: {}.",
            shown(out),
            why(&error)
        ))
    })?;
    let named: Vec<_> = files
        .iter()
        .map(|file| (out.join(&file.name), file))
        .collect();
    write(&named, file, asked.force, &mut done)?;
    Ok(done)
}

/// Writes exports; a file that someone edited only where `force` says so.
fn write(
    files: &[(PathBuf, &export::File)],
    session: &Path,
    force: bool,
    done: &mut Done,
) -> Result<(), Failure> {
    let outputs: Vec<Output<'_>> = files
        .iter()
        .map(|(path, file)| Output {
            path: path.clone(),
            bytes: file.contents.as_bytes(),
        })
        .collect();
    match outputs::write(&outputs, Some(session), |_, _| force) {
        Ok(unsynced) => done.notes.extend(unsynced.iter().map(ToString::to_string)),
        Err(NotWritten::Save(error)) => return Err(error.into()),
        Err(refused) => {
            return Err(Failure::usage(
                refused.says("Use --force to replace it").to_string(),
            ));
        }
    }
    let wrote = files
        .iter()
        .map(|(path, _)| format!("Wrote {}.", shown(path)));
    done.notes.extend(wrote);
    Ok(())
}

/// When the meeting begins, by the clock of this place on that day.
fn begins(phrase: &str, formats: &[Format], now: Stamp) -> Result<Stamp, Failure> {
    if !formats.contains(&Format::INVITE) {
        return Err(Failure::usage(
            "--at is the time of an invitation. Leave it out, or add invite to --to.",
        ));
    }
    let local = at::parse(phrase, now.naive_local()).map_err(Failure::usage)?;
    wall::here(local, now).ok_or_else(|| {
        let says = local.format("%-d %b %Y %H:%M");
        Failure::usage(format!(
            "There is no {says} here: the clocks change then. Give another time."
        ))
    })
}

/// The day from which on changes are wanted, if all of these formats can leave out the rest.
fn since(phrase: &str, formats: &[Format], now: Stamp) -> Result<chrono::NaiveDate, Failure> {
    if let Some(whole) = formats.iter().find(|format| !format.can_be_recent()) {
        return Err(Failure::usage(format!(
            "{} cannot use --changed-since. Leave it out, or choose a backlog format.",
            whole.name()
        )));
    }
    let today = now.date_naive();
    let since = when::parse(phrase, today).map_err(|error| Failure::usage(error.to_string()))?;
    if since > today {
        let day = since.format("%-d %b %Y");
        return Err(Failure::usage(format!(
            "{day} is in the future, so nothing has changed since. Give a past day, such as 2026-05-09."
        )));
    }
    Ok(since)
}
