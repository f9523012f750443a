//! What a threat costs in a year, from ranges that people gave: closed forms, and a seeded simulation.
//!
//! A threat has a [`Range`] for how often it comes and one for what it costs each time; together they are a [`Yearly`].
//! Means, deviations and the worth of a mitigation are computed, never simulated. Intervals and the curve of losses come
//! from [`simulate()`], whose draws depend on the seed, the number of the threat and the trial alone: any number of threads
//! gives the same. Threats are drawn independently of each other, so that the mean of all is right and the tail too thin.
//!
//! [`Portfolio`] makes the input from a session; nothing else here knows one.

mod attempts;
mod costs;
mod fault;
mod lacking;
mod losses;
mod money;
mod portfolio;
mod quantiles;
mod range;
mod simulate;
mod tree;
mod yearly;

pub use attempts::Attempts;
pub use costs::{Costs, NoCosts};
pub use fault::{Fault, Which};
pub use lacking::{Assumed, Lacks, NoPortfolio, Worth};
pub use losses::{Losses, Point, Summary, needed_trials, rank};
pub use money::{Carry, carry, share_left, two_digits};
pub use portfolio::{Entry, Portfolio, range};
pub use range::Range;
pub use simulate::{
    BLOCK, Case, Draw, MOST_DRAWN, MOST_TRIALS, Outcome, ThreatOutcome, Watch, most_trials,
    simulate, simulate_watched,
};
pub use tree::{Chance, MOST_SHARED, Node, Tree};
pub use yearly::{Count, Left, MOST_A_YEAR, Yearly, check_chance};

#[cfg(test)]
mod tests;
