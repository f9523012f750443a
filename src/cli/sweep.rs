//! `threatboard set FILE sweep PLACE CATEGORIES nothing`: what the room looked at and found empty.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::{Done, Failure, change, set};
use crate::catalogue::Catalogue;
use crate::check::coverage::{self, Cell, Column, Coverage, Line, Row, State, Unmarkable};
use crate::domain::fold::squeeze;
use crate::domain::{Edit, Place, Session, Stamp};
use crate::parse::tokens;
use crate::shell::own;

/// The command that `set FILE sweep` is to the parser, which takes an item or `session` after `set FILE`.
pub(super) const NAME: &str = "set-sweep";

/// How it is written.
pub(super) const USAGE: &str =
    "threatboard set <FILE> sweep <PLACE> <CATEGORIES>... nothing|not-looked-at";

/// What may be said after `set FILE sweep`.
#[derive(Debug, Args)]
pub(in crate::cli) struct SweepArgs {
    /// The session's file
    file: PathBuf,
    /// The element or flow, or `all` for the whole system
    place: String,
    /// The categories, by word or letter, or `all`; then `nothing`, or `not-looked-at` to take it back
    #[arg(required = true)]
    words: Vec<String>,
}

/// Notes what came of looking.
pub(super) fn run(asked: &SweepArgs, now: Stamp) -> Result<Done, Failure> {
    let (catalogue, mut notes) = own::for_sweeps().map_err(Failure::system)?;
    let mut done = change::write(&asked.file, now, |work| {
        let edit = edit(work.session, &catalogue, &asked.place, &asked.words);
        work.make(&edit.map_err(Failure::usage)?)
    })?;
    notes.append(&mut done.notes);
    Ok(Done { notes, ..done })
}

/// The arguments with `set FILE sweep ...` as a command of its own.
pub(super) fn as_command(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut all: Vec<OsString> = arguments.into_iter().collect();
    let mut words = all.iter().enumerate().skip(1);
    let first = loop {
        match words.next() {
            Some((_, word)) if word == "--theme" => {
                words.next();
            }
            Some((_, word)) if word.to_string_lossy().starts_with('-') => {}
            Some((place, word)) => break (word == "set").then_some(place),
            None => break None,
        }
    };
    if let Some(first) = first
        && all.get(first + 2).is_some_and(|word| word == "sweep")
    {
        all.remove(first + 2);
        if let Some(word) = all.get_mut(first) {
            *word = NAME.into();
        }
    }
    all
}

/// The change that notes what came of looking.
fn edit(
    session: &Session,
    catalogue: &Catalogue,
    place: &str,
    words: &[String],
) -> Result<Edit, String> {
    let place = set::place(session, place)?;
    let words = words.iter().flat_map(|word| word.split(','));
    let mut words: Vec<&str> = words.map(str::trim).filter(|w| !w.is_empty()).collect();
    let came_of_it = words.pop().unwrap_or_default();
    let looked = match squeeze(came_of_it).as_str() {
        "nothing" | "nothingfound" => true,
        "notlookedat" => false,
        "found" => {
            return Err(
                "A threat says that something was found. Add it: threatboard add FILE threat \"... >E4 #tampering\"."
                    .to_owned(),
            );
        }
        _ => {
            return Err(format!(
                "\"{came_of_it}\" is not one of nothing, not-looked-at. End with one of them."
            ));
        }
    };
    let sets = catalogue.walked_sets(session);
    let grids: Vec<Coverage> = sets
        .iter()
        .map(|sheet| coverage::coverage(session, sheet))
        .collect();
    let here = Here {
        session,
        place,
        cells: cells(&grids, place),
    };
    if words.is_empty() {
        return Err(format!(
            "Name at least one category before `{came_of_it}`: {}.",
            tokens::either(here.words().iter())
        ));
    }
    let mut edits = Vec::new();
    for word in words {
        for known in here.meant(word, looked)? {
            let field = coverage::mark(known.2, &here.about(known), looked);
            edits.push(Edit::Session(field.map_err(|why| here.refusal(why))?));
        }
    }
    Ok(Edit::All(edits))
}

/// A cell of a place, with its set and what it is about.
type Known<'g> = (&'g Coverage, String, &'g Cell);

/// The cells of a place in every grid.
fn cells(grids: &[Coverage], place: Place) -> Vec<Known<'_>> {
    let rows = grids.iter().flat_map(|grid| {
        let rows = grid.rows.iter().filter(|row| row.line.place() == place);
        rows.map(move |row| (grid, row))
    });
    rows.flat_map(|(grid, row)| {
        let cells = row.cells.iter().zip(&grid.columns);
        cells.filter_map(move |(cell, column)| Some((grid, word(row, column)?, cell)))
    })
    .collect()
}

/// What a cell is called on the command line: `information-disclosure`, `whole`.
fn word(row: &Row, column: &Column) -> Option<String> {
    match (row.line, &column.asked) {
        (Line::Accidents, None) => Some("accidents".to_owned()),
        (Line::At(Place::Whole), None) => Some("whole".to_owned()),
        (Line::At(Place::Whole) | Line::Accidents, Some(_)) | (_, None) => None,
        (Line::At(_), Some(_)) => Some(column.words.replace(' ', "-")),
    }
}

/// A place, and what there is to be said of it.
struct Here<'g> {
    session: &'g Session,
    place: Place,
    cells: Vec<Known<'g>>,
}

impl<'g> Here<'g> {
    /// What is asked there.
    fn words(&self) -> Vec<String> {
        let asked = self.cells.iter().filter(|(_, _, cell)| cell.look.is_some());
        let mut words: Vec<String> = asked.map(|(_, word, _)| word.clone()).collect();
        words.dedup();
        words.push("all".to_owned());
        words
    }

    /// What a cell is about, as on the screen.
    fn about(&self, (grid, word, cell): &Known<'g>) -> String {
        let about = cell.look.as_ref();
        about.map_or_else(
            || {
                let named = |c: &&Column| squeeze(&c.words) == squeeze(word);
                let line = Line::At(self.place);
                let column = grid.columns.iter().find(named);
                column.map_or_else(
                    || coverage::name(self.session, line),
                    |column| coverage::about(self.session, line, column),
                )
            },
            |look| coverage::about_look(self.session, look),
        )
    }

    /// Why a cell cannot be marked, with what can be said instead.
    fn refusal(&self, why: Unmarkable) -> String {
        match why {
            Unmarkable::NotAsked(says) => {
                format!("{says} Write {}.", tokens::either(self.words().iter()))
            }
            why @ Unmarkable::Found(_) => why.says(),
        }
    }

    /// The cells that a word means.
    fn meant(&self, said: &str, looked: bool) -> Result<Vec<&Known<'g>>, String> {
        if squeeze(said) == "all" {
            let asked = self.cells.iter().filter(|(_, _, cell)| cell.look.is_some());
            return Ok(asked
                .filter(|(_, _, cell)| !looked || cell.state != State::Found)
                .collect());
        }
        let found = self.called(said);
        let name = self.session.place_words(self.place);
        let mut names: Vec<String> = found
            .iter()
            .map(|(grid, word, _)| format!("{}/{word}", grid.set))
            .collect();
        names.sort();
        names.dedup();
        match found.as_slice() {
            [] => Err(format!(
                "\"{said}\" is not asked about {name}. Write {}.",
                tokens::either(self.words().iter())
            )),
            [_] => Ok(found),
            // The whole and accidents stand in every grid, and are one thing.
            [(_, _, cell), rest @ ..]
                if rest.iter().all(|(_, _, other)| other.look == cell.look) =>
            {
                Ok(found)
            }
            _ => Err(format!(
                "\"{said}\" is {}. Write one of them.",
                tokens::either(names.iter())
            )),
        }
    }

    /// Those that are called so: by their word, with or without their set, by their mark, by how they
    /// begin, or by one of their words.
    fn called(&self, said: &str) -> Vec<&Known<'g>> {
        let said = squeeze(said);
        let by = |fits: &dyn Fn(&Known<'g>) -> bool| -> Vec<&Known<'g>> {
            self.cells.iter().filter(|known| fits(known)).collect()
        };
        let sign = |(grid, word, _): &Known<'g>| {
            let column = grid
                .columns
                .iter()
                .find(|c| squeeze(&c.words) == squeeze(word));
            column.map(|column| squeeze(&column.sign))
        };
        let ways: [&dyn Fn(&Known<'g>) -> bool; 5] = [
            &|(_, word, _)| squeeze(word) == said,
            &|(grid, word, _)| squeeze(&format!("{}/{word}", grid.set)) == said,
            &|known| sign(known).as_ref() == Some(&said),
            &|(_, word, _)| said.len() > 2 && squeeze(word).starts_with(&said),
            &|(_, word, _)| tokens::has_word(word, &said),
        ];
        let found = ways.into_iter().map(by);
        found
            .into_iter()
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }
}
