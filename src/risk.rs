//! How much risk is left, what would bring it down, and what it costs in a year.
//!
//! Every rule is of its own: ratings are looked up and moved by steps, never added or multiplied; money comes from ranges
//! alone. What a team may change about them are numbers in `risk/scales.ron`.

mod conventions;
mod matrix;
mod scales;

pub use conventions::{Conventions, EffortDays, Left, Points, Weights};
pub use matrix::{Cell, MatrixCheck, check_matrix};
pub use scales::{Scales, advice, check_scale};
