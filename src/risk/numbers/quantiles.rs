//! Quantiles fast enough to draw ten million times: tables where the exact ones take long.
//!
//! A table has the exact quantile at equal steps of the chance and a straight line between them. In its outermost steps,
//! where the line would be wrong, the exact quantile is taken. `tests/tables.rs` says how near they come.

use std::sync::LazyLock;

use statrs::distribution::{Beta, ContinuousCDF, Normal};

use super::range::{Range, lognormal};

/// How many bits of a draw choose the step.
const STEP_BITS: u32 = 11;
/// How many bits of it say where in the step.
const WITHIN_BITS: u32 = 32 - STEP_BITS;
/// How many steps a table has.
const STEPS: usize = 1 << STEP_BITS;

/// One number more than there are steps: both ends.
type Knots = [f64];

/// A range, ready to be drawn from.
pub(super) enum Quantiles {
    /// Always the same.
    Constant(f64),
    /// Three numbers.
    Pert {
        least: f64,
        width: f64,
        exact: Beta,
        knots: Box<Knots>,
    },
    /// Two numbers.
    Lognormal {
        mu: f64,
        s: f64,
        knots: &'static Knots,
    },
    /// A mean.
    Exponential { mean: f64 },
}

/// The quantiles of the standard normal distribution, which every lognormal is made from.
static NORMAL: LazyLock<Box<Knots>> =
    LazyLock::new(|| table(|chance| Normal::standard().inverse_cdf(chance)));

/// How many steps at each end of a table are exact. The quantile of a beta distribution takes long and has an end; that
/// of a normal one does not.
const EXACT_BETA: usize = 2;
const EXACT_NORMAL: usize = 32;

impl Quantiles {
    /// Makes the table.
    pub(super) fn of(range: &Range) -> Self {
        match *range {
            Range::Fixed(value) => Self::Constant(value),
            Range::Pert { least, most, .. } => match range.beta() {
                Some(exact) => Self::Pert {
                    least,
                    width: most - least,
                    exact,
                    knots: table(|chance| exact.inverse_cdf(chance)),
                },
                None => Self::Constant(least),
            },
            Range::Lognormal { p05, p95 } => {
                let (mu, s) = lognormal(p05, p95);
                if s == 0.0 {
                    return Self::Constant(p05);
                }
                Self::Lognormal {
                    mu,
                    s,
                    knots: &NORMAL,
                }
            }
            Range::Exponential { mean } => Self::Exponential { mean },
        }
    }

    /// The quantile at a chance that 32 random bits say.
    #[inline]
    pub(super) fn at(&self, bits: u32) -> f64 {
        match self {
            Self::Constant(value) => *value,
            Self::Pert {
                least,
                width,
                exact,
                knots,
            } => {
                let between = line::<EXACT_BETA>(knots, bits);
                least + width * between.unwrap_or_else(|| exact.inverse_cdf(chance(bits)))
            }
            Self::Lognormal { mu, s, knots } => {
                let between = line::<EXACT_NORMAL>(knots, bits);
                let z = between.unwrap_or_else(|| Normal::standard().inverse_cdf(chance(bits)));
                (mu + s * z).exp()
            }
            Self::Exponential { mean } => -mean * (-chance(bits)).ln_1p(),
        }
    }
}

/// A chance from 32 random bits, never 0 and never 1.
pub(super) fn chance(bits: u32) -> f64 {
    (f64::from(bits) + 0.5) / 4_294_967_296.0
}

/// The straight line between two steps; `None` in the outermost ones.
#[inline]
fn line<const EXACT: usize>(knots: &Knots, bits: u32) -> Option<f64> {
    let step = (bits >> WITHIN_BITS) as usize;
    if step.wrapping_sub(EXACT) >= STEPS - 2 * EXACT {
        return None;
    }
    let (low, high) = (*knots.get(step)?, *knots.get(step + 1)?);
    let within = bits & ((1 << WITHIN_BITS) - 1);
    let within = (f64::from(within) + 0.5) / f64::from(1u32 << WITHIN_BITS);
    Some(low + (high - low) * within)
}

/// The exact quantiles at each step but the two ends, where they may be infinite and are not used.
fn table(quantile: impl Fn(f64) -> f64) -> Box<Knots> {
    let mut knots = vec![0.0; STEPS + 1].into_boxed_slice();
    let steps = f64::from(1u32 << STEP_BITS);
    for (step, knot) in (0u32..).zip(knots.iter_mut()) {
        if step > 0 && (step as usize) < STEPS {
            *knot = quantile(f64::from(step) / steps);
        }
    }
    knots
}
