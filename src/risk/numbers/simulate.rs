//! The same years for any number of threads: each block of trials of each threat has draws of its own.

use std::sync::Mutex;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::iter::IntoParallelRefMutIterator;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use super::attempts::{Attempts, Scratch};
use super::fault::Fault;
use super::losses::{Losses, Summary, count};
use super::quantiles::Quantiles;
use super::yearly::{Count, Left, Yearly};

/// How many trials share one stream of draws.
pub const BLOCK: usize = 4_096;
/// The most trials: more would take minutes, and tell nothing that the ranges bear.
pub const MOST_TRIALS: u32 = 1_000_000;
/// The most events that are drawn in all: a minute or less. Each is drawn by itself.
pub const MOST_DRAWN: u32 = 1_000_000_000;
/// How many years are held at once, without and with mitigations each: threats are drawn so many at a time.
const HELD: usize = 1 << 21;
/// How many numbers 32 bits are.
const ALL_BITS: f64 = 4_294_967_296.0;
/// A rate above this is counted in pieces, so that the chance of none stays a number that can be held.
const PIECE: f64 = 32.0;

/// One threat to simulate.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its number, which chooses its draws: adding another threat changes nothing here.
    pub id: u32,
    /// Its ranges.
    pub yearly: Yearly,
    /// What mitigations leave of it.
    pub left: Left,
    /// What each attempt has to get through, where that is drawn in each trial instead of by the chance in its ranges.
    pub attempts: Option<Attempts>,
}

impl Case {
    /// A threat whose attempts get through by the chance in its ranges.
    pub fn new(id: u32, yearly: Yearly, left: Left) -> Self {
        Self {
            id,
            yearly,
            left,
            attempts: None,
        }
    }
}

/// What to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    /// The same seed gives the same years.
    pub seed: u64,
    /// How many years.
    pub trials: u32,
    /// How many threads; `None` for one per core. The result does not depend on it.
    pub threads: Option<usize>,
}

/// Told what share of the work is done, from 0 to 1, now and then and on any thread.
pub type Watch<'a> = &'a (dyn Fn(f64) + Sync);

impl Default for Draw {
    fn default() -> Self {
        Self {
            seed: 7,
            trials: 100_000,
            threads: None,
        }
    }
}

/// One threat after it was simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThreatOutcome {
    /// Its number.
    pub id: u32,
    /// As if nothing worked.
    pub without: Summary,
    /// With what works, from the same draws.
    pub with: Summary,
}

/// All threats after they were simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Each threat, by number.
    pub threats: Vec<ThreatOutcome>,
    /// All together, as if nothing worked.
    pub without: Summary,
    /// All together, with what works.
    pub with: Summary,
    /// The years of all together, as if nothing worked.
    pub years_without: Losses,
    /// The years of all together, with what works.
    pub years_with: Losses,
}

/// A threat, ready to be drawn.
struct Ready {
    id: u32,
    frequency: Quantiles,
    loss: Quantiles,
    count: Count,
    chance: f64,
    /// An event stays where 32 random bits are below this.
    stays: f64,
    loss_left: f64,
    attempts: Option<Attempts>,
    /// Draws in a year, on average.
    drawn: f64,
}

/// The years of one threat.
struct Years {
    without: Vec<f64>,
    with: Vec<f64>,
}

/// How many trials of these threats can be drawn.
#[expect(clippy::cast_sign_loss, reason = "there is at least one")]
pub fn most_trials(cases: &[Case]) -> u32 {
    let a_year = cases.iter().map(Case::drawn).sum::<f64>().max(1.0);
    let most = (f64::from(MOST_DRAWN) / a_year).min(f64::from(MOST_TRIALS));
    // Two digits are easier to type, and a little less is no loss.
    let most = most.max(1.0) as u32;
    let unit = 10_u32.pow(most.ilog10().saturating_sub(1));
    most / unit * unit
}

impl Case {
    fn drawn(&self) -> f64 {
        self.yearly.drawn(self.attempts.is_some())
    }
}

/// Simulates the threats, independently of each other.
pub fn simulate(cases: &[Case], draw: &Draw) -> Result<Outcome, Fault> {
    simulate_watched(cases, draw, &|_| {})
}

/// The same, and says how far it is.
pub fn simulate_watched(cases: &[Case], draw: &Draw, watch: Watch<'_>) -> Result<Outcome, Fault> {
    if draw.trials == 0 || draw.trials > MOST_TRIALS {
        return Err(Fault::Trials(draw.trials));
    }
    let most = most_trials(cases);
    let mut cases: Vec<&Case> = cases.iter().collect();
    cases.sort_by_key(|case| case.id);
    for (case, next) in cases.iter().zip(cases.iter().skip(1)) {
        if case.id == next.id {
            return Err(Fault::Twice(case.id));
        }
    }
    for case in &cases {
        case.yearly.check()?;
        case.left.check()?;
    }
    if draw.trials > most {
        return Err(Fault::TooMuch(most));
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(draw.threads.unwrap_or_default())
        .build()
        .map_err(|_| Fault::Threads)?;
    Ok(pool.install(|| drawn(&cases, draw, watch)))
}

/// Draws and sums up, on the threads that it runs in.
fn drawn(cases: &[&Case], draw: &Draw, watch: Watch<'_>) -> Outcome {
    let trials = draw.trials as usize;
    let progress = Progress::of(cases, trials, watch);
    let ready: Vec<Ready> = cases.par_iter().map(|case| Ready::of(case)).collect();
    let mut all = Years::none(trials);
    let at_once = (HELD / trials).clamp(1, 16).min(ready.len().max(1));
    let mut held: Vec<Years> = (0..at_once).map(|_| Years::none(trials)).collect();
    let mut threats = Vec::with_capacity(cases.len());
    for together in ready.chunks(at_once) {
        held.truncate(together.len());
        let pairs = held.par_iter_mut().zip(together);
        pairs.for_each(|(years, threat)| years.draw(threat, draw.seed, &progress));
        all.add(&held);
        let summaries = held.par_iter_mut().zip(together);
        let summaries = summaries.map(|(years, threat)| ThreatOutcome {
            id: threat.id,
            without: Summary::of(&mut years.without),
            with: Summary::of(&mut years.with),
        });
        threats.extend(summaries.collect::<Vec<_>>());
    }
    let Years {
        mut without,
        mut with,
    } = all;
    let ((without, years_without), (with, years_with)) = rayon::join(
        || (Summary::of(&mut without), Losses::of(without)),
        || (Summary::of(&mut with), Losses::of(with)),
    );
    Outcome {
        threats,
        without,
        with,
        years_without,
        years_with,
    }
}

/// How much of the work is done.
struct Progress<'a> {
    /// In draws.
    done: Mutex<f64>,
    all: f64,
    watch: Watch<'a>,
}

impl<'a> Progress<'a> {
    fn of(cases: &[&Case], trials: usize, watch: Watch<'a>) -> Self {
        let a_year: f64 = cases.iter().map(|case| case.drawn()).sum();
        Self {
            done: Mutex::new(0.0),
            all: a_year * count(trials),
            watch,
        }
    }

    fn done(&self, draws: f64) {
        let Ok(mut done) = self.done.lock() else {
            return;
        };
        *done += draws;
        let share = (*done / self.all).min(1.0);
        drop(done);
        (self.watch)(share);
    }
}

impl Years {
    fn none(trials: usize) -> Self {
        Self {
            without: vec![0.0; trials],
            with: vec![0.0; trials],
        }
    }

    /// Draws each block from its own stream.
    fn draw(&mut self, threat: &Ready, seed: u64, progress: &Progress<'_>) {
        let without = self.without.par_chunks_mut(BLOCK);
        let blocks = without.zip(self.with.par_chunks_mut(BLOCK)).enumerate();
        blocks.for_each(|(block, (without, with))| {
            threat.block(&mut stream(seed, threat.id, block), without, with);
            progress.done(threat.drawn * count(without.len()));
        });
    }

    /// Adds the years of threats, one after the other: floating point sums depend on the order.
    fn add(&mut self, threats: &[Self]) {
        let without = self.without.par_chunks_mut(BLOCK);
        let blocks = without.zip(self.with.par_chunks_mut(BLOCK)).enumerate();
        blocks.for_each(|(block, (without, with))| {
            for threat in threats {
                add_block(without, &threat.without, block);
                add_block(with, &threat.with, block);
            }
        });
    }
}

/// Adds one block of a threat's years to the same block of all.
fn add_block(sums: &mut [f64], years: &[f64], block: usize) {
    let years = years.iter().skip(block * BLOCK);
    for (sum, year) in sums.iter_mut().zip(years) {
        *sum += year;
    }
}

/// The draws of one block of one threat.
pub(super) fn stream(seed: u64, id: u32, block: usize) -> ChaCha8Rng {
    let mut key = [0; 32];
    for (byte, of) in key.iter_mut().zip(seed.to_le_bytes()) {
        *byte = of;
    }
    let mut draws = ChaCha8Rng::from_seed(key);
    draws.set_stream((u64::from(id) << 32) | block as u64);
    draws
}

impl Ready {
    fn of(case: &Case) -> Self {
        Self {
            id: case.id,
            frequency: Quantiles::of(&case.yearly.frequency),
            loss: Quantiles::of(&case.yearly.loss),
            count: case.yearly.count,
            chance: case.yearly.chance,
            stays: case.left.frequency * ALL_BITS,
            loss_left: case.left.loss,
            attempts: case.attempts.clone(),
            drawn: case.drawn(),
        }
    }

    /// Draws years. What is drawn does not depend on what is left, so that both columns are of the same years.
    fn block(&self, draws: &mut ChaCha8Rng, without: &mut [f64], with: &mut [f64]) {
        let mut tree = self.attempts.as_ref().map(|tree| (tree, tree.scratch()));
        for (without, with) in without.iter_mut().zip(with) {
            let rate = match &self.frequency {
                Quantiles::Constant(rate) => *rate,
                drawn => drawn.at(draws.next_u32()),
            };
            // Where the tree is drawn, these are attempts.
            let rate = if tree.is_some() {
                rate
            } else {
                rate * self.chance
            };
            let events = match self.count {
                Count::Poisson => poisson(draws, rate),
                Count::Once => u32::from(unit(draws) < rate),
            };
            let (mut whole, mut stayed) = (0.0, 0.0);
            for _ in 0..events {
                let stays = match &mut tree {
                    None => self.stays,
                    Some((tree, room)) => match self.gets_through(tree, draws, room) {
                        Some(stays) => stays,
                        None => continue,
                    },
                };
                let bits = draws.next_u64();
                let loss = self.loss.at((bits >> 32) as u32);
                whole += loss;
                if f64::from(bits as u32) < stays {
                    stayed += loss;
                }
            }
            (*without, *with) = (whole, stayed * self.loss_left);
        }
    }

    /// Whether an attempt gets through its tree, and then below which 32 bits it stays.
    fn gets_through(
        &self,
        tree: &Attempts,
        draws: &mut ChaCha8Rng,
        room: &mut Scratch,
    ) -> Option<f64> {
        let got = tree.attempt(draws, room);
        let stays = match (tree.is_cut(), got.stays) {
            (false, _) => self.stays,
            (true, true) => ALL_BITS,
            (true, false) => 0.0,
        };
        got.through.then_some(stays)
    }
}

/// A chance from 0 up to 1, without 1: the digits of a number from 1 to 2.
pub(super) fn unit(draws: &mut ChaCha8Rng) -> f64 {
    f64::from_bits(0x3FF0_0000_0000_0000 | (draws.next_u64() >> 12)) - 1.0
}

/// How many events come at this rate.
fn poisson(draws: &mut ChaCha8Rng, rate: f64) -> u32 {
    let (mut events, mut rate) = (0, rate);
    while rate > PIECE {
        events += poisson_at(unit(draws), PIECE);
        rate -= PIECE;
    }
    events + poisson_at(unit(draws), rate)
}

/// The number of events at this point of their distribution. Most threats have none in most years: that comes first.
#[inline]
fn poisson_at(point: f64, rate: f64) -> u32 {
    let mut chance = (-rate).exp();
    let mut below = chance;
    let mut events = 0;
    // The chances run out before the sum reaches a point just below 1.
    while point >= below && chance > 1e-17 {
        events += 1;
        chance *= rate / f64::from(events);
        below += chance;
    }
    events
}
