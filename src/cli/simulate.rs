//! `threatboard simulate`: what a year costs, as intervals for people and as JSON for programs.

mod json;

use std::path::PathBuf;

use clap::Args;

use super::{Done, Failure};
use crate::check::costs;
use crate::risk::numbers::{Costs, Draw, MOST_TRIALS, NoCosts};
use crate::screens::costs::in_columns;
use crate::shell::own;
use crate::store::session;

/// How wide a page for people is.
const WIDTH: usize = 110;

pub(in crate::cli) const ABOUT: &str = "\
Give ranges first: threatboard set FILE T3 frequency 0.1..0.5..2, and loss \"10k..50k..400k EUR\". Three numbers are the \
least, the likely and the most; two are exceeded downwards and upwards one time in twenty each. The same seed gives the \
same result on any number of cores.";

/// What may be said after `simulate`.
#[derive(Debug, Args)]
pub(in crate::cli) struct SimulateArgs {
    /// The session
    file: PathBuf,
    /// The same seed gives the same result
    #[arg(long, value_name = "NUMBER", default_value_t = Draw::default().seed)]
    seed: u64,
    /// How many years
    #[arg(long, value_name = "NUMBER", default_value_t = Draw::default().trials)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_TRIALS)))]
    trials: u32,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Simulates, and prints what came of it.
pub(super) fn run(asked: &SimulateArgs) -> Result<Done, Failure> {
    let session = session::load(&asked.file)?.session;
    let draw = Draw {
        seed: asked.seed,
        trials: asked.trials,
        threads: None,
    };
    let (scales, notes) = own::for_risk();
    let costs = Costs::of(&session, &scales.conventions, draw).map_err(|wrong| match wrong {
        NoCosts::Nothing => Failure::usage(
            "No threat has a frequency and a loss yet. Set them: threatboard set FILE T3 frequency 0.1..0.5..2, then loss \
             \"10k..50k..400k EUR\".",
        ),
        NoCosts::Wrong(_) => Failure::usage(wrong.to_string()),
        NoCosts::Fault(_) => Failure::system(wrong.to_string()),
    })?;
    let out = if asked.json {
        let value = json::value(&session, &costs);
        let text = serde_json::to_string_pretty(&value).map_err(|error| {
            Failure::system(format!("The result could not be written as JSON: {error}."))
        })?;
        format!("{text}\n")
    } else {
        in_columns(&costs::page(&session, &costs), WIDTH)
    };
    Ok(Done {
        notes,
        ..Done::with(out)
    })
}
