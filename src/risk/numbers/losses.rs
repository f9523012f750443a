//! Years that were simulated, and what they say.

/// The 97.5 % point of the standard normal distribution: two numbers so far apart hold the truth 19 times in 20.
const NINETEEN_IN_TWENTY: f64 = 1.959_963_984_540_054;

/// What many years of one threat, or of all, come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// The mean of the simulated years.
    pub mean: f64,
    /// Their standard deviation.
    pub sd: f64,
    /// How far the mean may be off for having simulated no more years than that.
    pub standard_error: f64,
    /// One year in twenty costs this or less.
    pub q05: f64,
    /// Every second year costs this or less.
    pub q50: f64,
    /// One year in twenty costs more than this.
    pub q95: f64,
    /// The share of years without any loss.
    pub none: f64,
}

impl Summary {
    /// Nineteen years in twenty cost nothing, and some do cost something.
    pub fn is_rare(&self) -> bool {
        self.q95 <= 0.0 && self.none < 1.0
    }

    /// Reads the years, and leaves them in another order.
    pub(super) fn of(years: &mut [f64]) -> Self {
        let n = count(years.len());
        let mean = years.iter().sum::<f64>() / n;
        let squares: f64 = years.iter().map(|year| (year - mean) * (year - mean)).sum();
        let sd = (squares / n).sqrt();
        let none = years.iter().filter(|year| **year <= 0.0).count();
        // Each is looked for below the one before, where fewer are left.
        let mut rest: &mut [f64] = years;
        let total = rest.len();
        let [q95, q50, q05] = [95, 50, 5].map(|percent| {
            let place = rank(total, percent).saturating_sub(1);
            if place < none || place >= rest.len() {
                return 0.0;
            }
            let (_, found, _) = rest.select_nth_unstable_by(place, f64::total_cmp);
            let found = *found;
            rest = std::mem::take(&mut rest)
                .get_mut(..=place)
                .unwrap_or_default();
            found
        });
        Self {
            mean,
            sd,
            standard_error: sd / n.sqrt(),
            q05,
            q50,
            q95,
            none: count(none) / n,
        }
    }
}

/// The simulated years of all threats together, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Losses {
    sorted: Vec<f64>,
}

/// One point of the curve that says how likely it is to lose more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// A loss in a year.
    pub loss: f64,
    /// The share of years that cost more than that.
    pub chance: f64,
    /// How far that share may be off.
    pub standard_error: f64,
}

impl Losses {
    /// Sorts the years.
    pub fn of(mut years: Vec<f64>) -> Self {
        years.sort_unstable_by(f64::total_cmp);
        Self { sorted: years }
    }

    /// How many years there are.
    pub fn trials(&self) -> usize {
        self.sorted.len()
    }

    /// The share of years that cost more than this: exactly this is not more.
    pub fn chance_of_more(&self, loss: f64) -> Point {
        let n = self.sorted.len();
        let more = n - self.sorted.partition_point(|year| *year <= loss);
        let chance = if n == 0 { 0.0 } else { count(more) / count(n) };
        Point {
            loss,
            chance,
            standard_error: (chance * (1.0 - chance) / count(n.max(1))).sqrt(),
        }
    }

    /// The loss that so many percent of the years do not go above.
    pub fn quantile(&self, percent: usize) -> f64 {
        let place = rank(self.sorted.len(), percent).saturating_sub(1);
        self.sorted.get(place).copied().unwrap_or_default()
    }

    /// The curve for drawing: so many losses at equal steps from 0 to the one that one year in a hundred goes above.
    pub fn curve(&self, points: u32) -> Vec<Point> {
        let last = self.quantile(99);
        let steps = f64::from(points.saturating_sub(1).max(1));
        let losses = (0..points).map(|step| last * f64::from(step) / steps);
        losses.map(|loss| self.chance_of_more(loss)).collect()
    }
}

/// Which of `n` sorted numbers, from 1, is the quantile at so many percent.
pub fn rank(n: usize, percent: usize) -> usize {
    (n * percent.min(100)).div_ceil(100).max(1)
}

/// How many trials put the simulated mean within this share of the true one, 19 times in 20, where the standard deviation is
/// so many times the mean.
pub fn needed_trials(sd_over_mean: f64, share: f64) -> f64 {
    let ratio = NINETEEN_IN_TWENTY * sd_over_mean / share;
    (ratio * ratio).ceil()
}

/// A count as a number to divide by.
pub(super) fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::INFINITY, f64::from)
}
