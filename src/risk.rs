//! How much risk is left, what would bring it down, and what it costs in a year.
//!
//! Every rule is of its own: ratings are looked up and moved by steps, never added or multiplied; money comes from ranges
//! alone. What a team may change about them are numbers in `risk/scales.ron`.

mod cheapest;
mod conventions;
mod figures;
mod heat_map;
mod input;
mod levels;
mod matrix;
mod model;
pub mod numbers;
mod of_session;
mod over_time;
mod pareto;
mod scales;
mod sittings;
#[cfg(test)]
mod tests;
mod trees;
mod why;

pub use cheapest::{Cheapest, EXACT_UP_TO, Goal};
pub use conventions::{Conventions, EffortDays, LeftShares, Points, Weights};
pub use figures::{Part, ThreatLevels, Unsaid, by_threat, contributors, stays, unsaid};
pub use heat_map::HeatMap;
pub use input::{Axis, Half, LinkIn, MitigationIn, Standing, ThreatIn};
pub use levels::{Fall, Levels, OnAxis, Remains, Sum};
pub use matrix::{Cell, MatrixCheck, check_matrix};
pub use model::Model;
pub use over_time::{AtMeeting, Kept, OverTime, Since, kept};
pub use pareto::{Pareto, carries, pareto_by_count};
pub use scales::{Scales, advice, check_scale};
pub use sittings::{Compared, at_line, compare, counts, keeping, left_at, left_now};
pub use trees::{Branch, LIKELIHOOD_ALONE, Stand, forest, root_of, roots, stand, tree};
pub use why::{Decided, Entry, Moved, Rested, Rests, Why};
