//! `threatboard coverage`: where the room looked and what it found there, as a table for people and as JSON for programs.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::{Done, Failure};
use crate::areas::wrap::{pad, width};
use crate::check::coverage::{self, Count, Coverage, Line, Row, State, in_short, legend, name};
use crate::domain::fold::squeeze;
use crate::domain::{Place, Session};
use crate::shell::own;
use crate::store::session;

const ABOUT: &str = "\
A threat says what was found; `threatboard set FILE sweep E4 tampering nothing` says that there was nothing, and \
not-looked-at takes that back.";

/// What may be said after `coverage`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub(in crate::cli) struct CoverageArgs {
    /// The session
    file: PathBuf,
    /// Only this category set
    #[arg(long, value_name = "NAME")]
    set: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Prints one grid per category set, or that of one set.
pub(super) fn run(asked: &CoverageArgs) -> Result<Done, Failure> {
    let set = asked.set.as_deref();
    let session = session::load(&asked.file)?.session;
    let (catalogue, notes) = own::for_sweeps().map_err(Failure::system)?;
    let sets = catalogue.walked_sets(&session);
    let named = |name: &str| set.is_none_or(|set| squeeze(set) == squeeze(name));
    let sets = sets.iter().filter(|set| named(&set.name));
    let grids: Vec<Coverage> = sets
        .map(|sheet| coverage::coverage(&session, sheet))
        .collect();
    if let Some(set) = set.filter(|_| grids.is_empty()) {
        let used = session.set_names().join(", ");
        return Err(Failure::usage(format!(
            "\"{set}\" is not a category set of this session. It uses {used}."
        )));
    }
    let missing = catalogue.missing_sets(&session).into_iter();
    let missing = missing.map(|set| format!("The category set {set} is not known here."));
    let out = if asked.json {
        let grids: Vec<Value> = grids.iter().map(|grid| value(&session, grid)).collect();
        let whole = json!({
            "uuid": session.uuid.to_string(),
            "title": session.title.as_str(),
            "grids": grids,
        });
        let text = serde_json::to_string_pretty(&whole).map_err(|error| {
            Failure::system(format!("The grid could not be written as JSON: {error}."))
        })?;
        format!("{text}\n")
    } else {
        let grids: Vec<String> = grids.iter().map(|grid| table(&session, grid)).collect();
        grids.join("\n")
    };
    Ok(Done {
        notes: notes.into_iter().chain(missing).collect(),
        ..Done::with(out)
    })
}

/// The grid with its counts, and what the signs mean.
fn table(session: &Session, grid: &Coverage) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let heads = grid.columns.iter().map(|column| column.sign.clone());
    let first = std::iter::once(String::new());
    rows.push(first.chain(heads).chain(["looked at".to_owned()]).collect());
    for row in &grid.rows {
        let cells = row.cells.iter().map(coverage::cell_sign);
        let first = std::iter::once(name(session, row.line));
        rows.push(first.chain(cells).chain([of(row.count())]).collect());
    }
    let counts = (0..grid.columns.len()).map(|column| of(grid.count_of(column)));
    let first = std::iter::once("looked at".to_owned());
    let whole = of(grid.count());
    rows.push(first.chain(counts).chain([whole]).collect());
    let columns = grid.columns.len() + 2;
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| width(cell)).max().unwrap_or_default()
        })
        .collect();
    let mut out = format!("{}: {}", grid.title, in_short(grid.count()));
    out.extend(coverage::found_outside(grid).map(|found| format!("; {found}")));
    out.push('\n');
    for row in rows {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| pad(cell, *width));
        let line = cells.collect::<Vec<_>>().join("  ");
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.push_str(&legend(usize::MAX));
    out.extend(coverage::again_legend(grid).map(|says| format!("   {says}")));
    out.push('\n');
    out
}

/// `3 of 7`; nothing where nothing is asked.
fn of(count: Count) -> String {
    match count.of() {
        0 => String::new(),
        of => format!("{} of {of}", count.looked()),
    }
}

fn value(session: &Session, grid: &Coverage) -> Value {
    let columns = grid.columns.iter().enumerate();
    let columns = columns.map(|(place, column)| {
        json!({
            "mark": column.sign,
            "category": column.words,
            "count": counted(grid.count_of(place)),
        })
    });
    json!({
        "set": grid.set,
        "title": grid.title,
        "count": counted(grid.count()),
        "threats_without_category": grid.uncategorized,
        "columns": columns.collect::<Vec<_>>(),
        "rows": grid.rows.iter().map(|row| row_value(session, grid, row)).collect::<Vec<_>>(),
    })
}

fn row_value(session: &Session, grid: &Coverage, row: &Row) -> Value {
    let cells = row.cells.iter().zip(&grid.columns);
    let cells = cells.map(|(cell, column)| {
        let threats = cell.threats.iter().map(ToString::to_string);
        json!({
            "category": column.words,
            "state": state(cell.state),
            "look_again": cell.again,
            "threats": threats.collect::<Vec<_>>(),
        })
    });
    let called = match row.line {
        Line::Accidents => "accidents".to_owned(),
        Line::At(place) => session.place_words(place),
    };
    let asks = match row.line {
        Line::Accidents => "accidents",
        Line::At(Place::Whole) => "whole",
        Line::At(_) => "categories",
    };
    json!({
        "place": row.line.place().to_string(),
        "asks": asks,
        "name": called,
        "count": counted(row.count()),
        "cells": cells.collect::<Vec<_>>(),
    })
}

/// As programs read it.
fn state(state: State) -> &'static str {
    match state {
        State::Found => "found",
        State::Nothing => "nothing",
        State::Open => "not-looked-at",
        State::No => "does-not-apply",
    }
}

fn counted(count: Count) -> Value {
    json!({
        "asked": count.of(),
        "looked_at": count.looked(),
        "found": count.found,
        "nothing": count.nothing,
        "not_looked_at": count.open,
        "does_not_apply": count.no,
        "found_where_nothing_is_asked": count.found_unasked,
    })
}
