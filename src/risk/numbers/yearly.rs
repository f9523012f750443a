//! What one threat costs in a year, in closed form.

use super::fault::{Fault, Which};
use super::range::Range;

/// How many events a year a range may say. Each is drawn by itself, in every trial.
pub const MOST_A_YEAR: f64 = 1_000.0;

/// Above this no open tail may go, but for one time in a million.
const MOST_IN_TAIL: f64 = 100_000.0;

/// How events are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Count {
    /// Any number of times a year, one independent of the other (Poisson).
    #[default]
    Poisson,
    /// Once a year at most: the frequency is its chance (Bernoulli).
    Once,
}

/// One threat in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Yearly {
    /// How often it comes in a year; drawn once for each year.
    pub frequency: Range,
    /// What it costs each time; drawn anew for each event.
    pub loss: Range,
    /// How events are counted.
    pub count: Count,
    /// The chance that an attempt becomes an event, where the frequency says attempts: that of the root of a tree. Else 1.
    pub chance: f64,
}

/// The share of a threat that mitigations leave: 1 where there are none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Left {
    /// The chance that an event stays.
    pub frequency: f64,
    /// What its loss is multiplied by.
    pub loss: f64,
}

impl Left {
    /// Nothing is cut.
    pub const WHOLE: Self = Self {
        frequency: 1.0,
        loss: 1.0,
    };

    /// Refuses what is not a share.
    pub fn check(self) -> Result<(), Fault> {
        share(self.frequency)?;
        share(self.loss)
    }
}

/// Refuses what is not from 0 to 1.
pub(super) fn share(share: f64) -> Result<(), Fault> {
    if (0.0..=1.0).contains(&share) {
        Ok(())
    } else {
        Err(Fault::Share(share))
    }
}

/// Refuses a range that is not one of chances. `which` says what the range is of, for the sentence.
pub fn check_chance(range: &Range, which: Which) -> Result<(), Fault> {
    range.check(which)?;
    match range.end() {
        None => Err(Fault::OpenChance(which)),
        Some(end) if end > 1.0 => Err(Fault::Chance(which, end)),
        Some(_) => Ok(()),
    }
}

impl Yearly {
    /// A threat whose events come any number of times.
    pub fn new(frequency: Range, loss: Range) -> Self {
        Self {
            frequency,
            loss,
            count: Count::Poisson,
            chance: 1.0,
        }
    }

    /// A threat that comes once a year at most, with this chance.
    pub fn once(chance: Range, loss: Range) -> Self {
        Self {
            count: Count::Once,
            ..Self::new(chance, loss)
        }
    }

    /// Refuses numbers that cannot be counted with.
    pub fn check(&self) -> Result<(), Fault> {
        self.frequency.check(Which::Frequency)?;
        self.loss.check(Which::Loss)?;
        share(self.chance)?;
        let end = self.frequency.end();
        match (self.count, end) {
            (Count::Once, _) => check_chance(&self.frequency, Which::Frequency)?,
            (Count::Poisson, Some(end)) if end > MOST_A_YEAR => return Err(Fault::TooOften(end)),
            (Count::Poisson, None) => {
                let given = self.frequency.numbers().into_iter().flatten();
                let given = given.fold(0.0, f64::max);
                let tail = self.frequency.quantile(1.0 - 1e-6);
                if given > MOST_A_YEAR {
                    return Err(Fault::TooOften(given));
                }
                if tail > MOST_IN_TAIL {
                    return Err(Fault::TooWide(Which::Frequency));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// How many events a year, on average.
    pub fn events(&self, left: Left) -> f64 {
        self.frequency.mean() * self.chance * left.frequency
    }

    /// How much there is to draw in a year, on average: the rate, and each event or attempt by itself.
    pub(super) fn drawn(&self, attempts: bool) -> f64 {
        let chance = if attempts { 1.0 } else { self.chance };
        1.0 + self.frequency.mean() * chance
    }

    /// The loss of a year, on average.
    pub fn mean(&self, left: Left) -> f64 {
        self.events(left) * self.loss.mean() * left.loss
    }

    /// The square of the standard deviation of a year's loss.
    pub fn variance(&self, left: Left) -> f64 {
        let events = self.events(left);
        let square = self.loss.second_moment() * left.loss * left.loss;
        match self.count {
            Count::Poisson => {
                let share = self.chance * left.frequency;
                let mean = self.loss.mean() * left.loss;
                events * square + self.frequency.variance() * share * share * mean * mean
            }
            Count::Once => {
                let mean = self.mean(left);
                (events * square - mean * mean).max(0.0)
            }
        }
    }

    /// What a mitigation is worth a year: the mean without it minus the mean with it. Several do not add up.
    pub fn worth(&self, without: Left, with: Left) -> f64 {
        self.mean(without) - self.mean(with)
    }
}
