//! `threatboard simulate`: what a year costs, as intervals for people and as JSON for programs.

mod json;
mod words;

use std::path::PathBuf;

use clap::Args;

use super::{Done, Failure};
use crate::domain::Session;
use crate::risk::Conventions;
use crate::risk::numbers::{Draw, MOST_TRIALS, Outcome, Portfolio, Worth, simulate};
use crate::store::session;

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

/// Everything that is shown.
struct Simulated<'a> {
    session: &'a Session,
    portfolio: Portfolio,
    outcome: Outcome,
    worth: Vec<Worth>,
    draw: Draw,
}

/// Simulates, and prints what came of it.
pub(super) fn run(asked: &SimulateArgs) -> Result<Done, Failure> {
    let session = session::load(&asked.file)?.session;
    let draw = Draw {
        seed: asked.seed,
        trials: asked.trials,
        threads: None,
    };
    let conventions = Conventions::bundled();
    let portfolio = Portfolio::of(&session, &conventions, &draw)
        .map_err(|wrong| Failure::usage(wrong.to_string()))?;
    if portfolio.entries.is_empty() {
        return Err(Failure::usage(
            "No threat has a frequency and a loss yet. Set them: threatboard set FILE T3 frequency 0.1..0.5..2, then loss \
             \"10k..50k..400k EUR\".",
        ));
    }
    let outcome =
        simulate(&portfolio.cases(), &draw).map_err(|fault| Failure::system(fault.to_string()))?;
    let simulated = Simulated {
        session: &session,
        worth: portfolio.worth(),
        portfolio,
        outcome,
        draw,
    };
    let out = if asked.json {
        let text = serde_json::to_string_pretty(&json::value(&simulated)).map_err(|error| {
            Failure::system(format!("The result could not be written as JSON: {error}."))
        })?;
        format!("{text}\n")
    } else {
        words::all(&simulated)
    };
    Ok(Done::with(out))
}
