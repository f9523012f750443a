//! A number that nobody knows exactly, as the range in which it lies.

use statrs::distribution::{Beta, ContinuousCDF, Normal};

use super::fault::{Fault, Which};

/// The largest number that a range may have.
const MOST: f64 = 1e15;

/// From the 5 % to the 95 % point of the standard normal distribution: twice 1.6448536...
const FIVE_TO_95: f64 = 3.289_707_253_902_945;

/// A range, and how what lies in it is spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// One number.
    Fixed(f64),
    /// Three numbers: nothing is ever below the least or above the most (PERT).
    Pert {
        /// Nothing is below.
        least: f64,
        /// Where it is densest.
        likely: f64,
        /// Nothing is above.
        most: f64,
    },
    /// Two numbers: one time in twenty it is below the first, and one time in twenty above the second, without an end
    /// (lognormal).
    Lognormal {
        /// The 5 % point.
        p05: f64,
        /// The 95 % point.
        p95: f64,
    },
    /// One number that is the mean (exponential). It has the closed forms that tests are held against; nobody types it.
    Exponential {
        /// Its mean.
        mean: f64,
    },
}

/// Where the mean of an open tail lies so many times above the number that only one time in twenty goes above, it says
/// nothing of what people meant.
const MEAN_AT_MOST: f64 = 10.0;

impl Range {
    /// Refuses numbers that are no range. `which` says what the range is of, for the sentence.
    pub fn check(&self, which: Which) -> Result<(), Fault> {
        let numbers = self.numbers();
        let numbers = numbers.iter().flatten();
        for number in numbers.clone() {
            if !number.is_finite() || *number > MOST {
                return Err(Fault::NotFinite(which));
            }
            if *number < 0.0 {
                return Err(Fault::Negative(which, *number));
            }
        }
        for (first, then) in numbers.clone().zip(numbers.skip(1)) {
            if first > then {
                return Err(Fault::Order(which, *first, *then));
            }
        }
        if let Self::Lognormal { p05, p95 } = self {
            if *p05 <= 0.0 {
                return Err(Fault::FromZero(which));
            }
            if !self.second_moment().is_finite() || self.mean() > p95 * MEAN_AT_MOST {
                return Err(Fault::TooWide(which));
            }
        }
        Ok(())
    }

    /// What lies in it, on average.
    pub fn mean(&self) -> f64 {
        match *self {
            Self::Fixed(value) => value,
            Self::Pert {
                least,
                likely,
                most,
            } => (least + 4.0 * likely + most) / 6.0,
            Self::Lognormal { p05, p95 } => {
                let (mu, s) = lognormal(p05, p95);
                (mu + s * s / 2.0).exp()
            }
            Self::Exponential { mean } => mean,
        }
    }

    /// How far it spreads: the square of the standard deviation.
    pub fn variance(&self) -> f64 {
        match *self {
            Self::Fixed(_) => 0.0,
            Self::Pert { least, most, .. } => {
                let mean = self.mean();
                (mean - least) * (most - mean) / 7.0
            }
            Self::Lognormal { p05, p95 } => {
                let (_, s) = lognormal(p05, p95);
                let mean = self.mean();
                (s * s).exp_m1() * mean * mean
            }
            Self::Exponential { mean } => mean * mean,
        }
    }

    /// The mean of the squares.
    pub(super) fn second_moment(&self) -> f64 {
        let mean = self.mean();
        self.variance() + mean * mean
    }

    /// The number that it stays below with this chance, from 0 to 1.
    pub fn quantile(&self, chance: f64) -> f64 {
        match *self {
            Self::Fixed(value) => value,
            Self::Pert { least, most, .. } => match self.beta() {
                Some(beta) => least + (most - least) * beta.inverse_cdf(chance),
                None => least,
            },
            Self::Lognormal { p05, p95 } => {
                let (mu, s) = lognormal(p05, p95);
                if s == 0.0 {
                    return p05;
                }
                (mu + s * Normal::standard().inverse_cdf(chance)).exp()
            }
            Self::Exponential { mean } => -mean * (-chance).ln_1p(),
        }
    }

    /// Its numbers, as they were given.
    pub(super) fn numbers(&self) -> [Option<f64>; 3] {
        match *self {
            Self::Fixed(value) | Self::Exponential { mean: value } => [Some(value), None, None],
            Self::Pert {
                least,
                likely,
                most,
            } => [Some(least), Some(likely), Some(most)],
            Self::Lognormal { p05, p95 } => [Some(p05), Some(p95), None],
        }
    }

    /// The largest number that it can be; `None` where its tail is open.
    pub(super) fn end(&self) -> Option<f64> {
        match *self {
            Self::Fixed(value) => Some(value),
            Self::Pert { most, .. } => Some(most),
            Self::Lognormal { .. } | Self::Exponential { .. } => None,
        }
    }

    /// How three numbers are spread between the least and the most; `None` where these are the same.
    pub(super) fn beta(&self) -> Option<Beta> {
        let Self::Pert {
            least,
            likely,
            most,
        } = *self
        else {
            return None;
        };
        let width = most - least;
        if width <= 0.0 {
            return None;
        }
        let low = 1.0 + 4.0 * (likely - least) / width;
        let high = 1.0 + 4.0 * (most - likely) / width;
        Beta::new(low, high).ok()
    }
}

/// Mean and standard deviation of the logarithm, where these are the 5 % and the 95 % point.
pub(super) fn lognormal(p05: f64, p95: f64) -> (f64, f64) {
    let (low, high) = (p05.ln(), p95.ln());
    (f64::midpoint(low, high), (high - low) / FIVE_TO_95)
}
