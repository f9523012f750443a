//! `threatboard simulate`: what a year costs, as intervals for people and as JSON for programs.

mod json;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use clap::Args;

use super::{Done, Failure};
use crate::check::costs;
use crate::risk::numbers::{Costs, Draw, Fault, MOST_TRIALS, NoCosts};
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

/// After so long a run says how far it is.
const QUIET: Duration = Duration::from_secs(1);

/// How far a run is, in a line of a terminal that is written over.
struct Progress {
    /// Since when it runs, and the last percent that was said; `None` where no one looks.
    said: Option<Mutex<(Instant, u8)>>,
}

impl Progress {
    fn new(is_seen: bool) -> Self {
        let start = is_seen.then(|| Mutex::new((Instant::now(), 0)));
        Self { said: start }
    }

    /// Says it, unless that is said already or the run is young.
    #[expect(clippy::cast_sign_loss, reason = "a share is from 0 to 1")]
    fn say(&self, share: f64) {
        let percent = (share.clamp(0.0, 1.0) * 100.0) as u8;
        let said = self.said.as_ref().and_then(|said| said.try_lock().ok());
        if let Some(mut said) = said
            && said.1 < percent
            && said.0.elapsed() >= QUIET
        {
            said.1 = percent;
            // No one is helped by an error about a line that is gone in a moment.
            _ = write!(std::io::stderr(), "\rSimulating: {percent}%");
        }
    }

    /// Takes the line away.
    fn clear(&self) {
        let said = self.said.as_ref().and_then(|said| said.lock().ok());
        if said.is_some_and(|said| said.1 > 0) {
            _ = write!(std::io::stderr(), "\r{:16}\r", "");
        }
    }
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
    let progress = Progress::new(std::io::stderr().is_terminal());
    let watch = |share| progress.say(share);
    let costs = Costs::watched(&session, &scales.conventions, draw, &watch);
    progress.clear();
    let costs = costs.map_err(|wrong| match wrong {
        NoCosts::Nothing => Failure::usage(
            "No threat has a frequency and a loss yet. Set them: threatboard set FILE T3 frequency 0.1..0.5..2, then loss \
             \"10k..50k..400k EUR\".",
        ),
        NoCosts::Wrong(_) | NoCosts::Fault(Fault::TooMuch(_)) => Failure::usage(wrong.to_string()),
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
