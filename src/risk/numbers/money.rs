//! What mitigations leave, which threats carry most of the loss, and how a figure is rounded for people.

use crate::domain::Strength;
use crate::risk::Conventions;

/// The share that the mitigations of one axis leave together. Each has a strength, if somebody said one, and the weight of
/// its [`Standing`](crate::risk::Standing): one that is shown to work makes the whole cut, a smaller weight its share of that,
/// which is half of it for what is built, and none makes none. How much a strength leaves is a team's convention.
pub fn share_left(
    mitigations: impl IntoIterator<Item = (Option<Strength>, u32)>,
    conventions: &Conventions,
) -> f64 {
    let whole = conventions.weights.shown;
    let left = mitigations.into_iter().map(|(strength, weight)| {
        let left = conventions.left(strength);
        match weight {
            0 => 1.0,
            part if part < whole => 1.0 - (1.0 - left) * f64::from(part) / f64::from(whole),
            _ => left,
        }
    });
    left.product::<f64>().max(conventions.floor)
}

/// The fewest threats that carry a share of the loss.
#[derive(Clone, Debug, PartialEq)]
pub struct Carry<K> {
    /// Which they are, the costliest first.
    pub carry: Vec<K>,
    /// How many there are in all.
    pub of: usize,
    /// The share that they carry.
    pub share: f64,
}

/// The fewest threats whose means make up so many percent of the sum of all: the costliest first, equal ones by id.
pub fn carry<K: Ord + Clone>(means: &[(K, f64)], percent: u32) -> Carry<K> {
    let mut sorted: Vec<&(K, f64)> = means.iter().collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let total: f64 = sorted.iter().map(|(_, mean)| mean).sum();
    // Both sides are whole numbers where the means are, so that exactly 80 % is enough.
    let wanted = f64::from(percent) * total;
    let mut carried = 0.0;
    let mut carry = Vec::new();
    for (id, mean) in sorted {
        if 100.0 * carried >= wanted {
            break;
        }
        carried += mean;
        carry.push(id.clone());
    }
    let share = if total > 0.0 { carried / total } else { 0.0 };
    Carry {
        carry,
        of: means.len(),
        share,
    }
}

/// A figure with two digits, which is as much as ranges bear: 69472 is 69000.
pub fn two_digits(figure: f64) -> f64 {
    if figure == 0.0 || !figure.is_finite() {
        return figure;
    }
    // Through its decimal digits, so that 0.3 stays 0.3.
    format!("{figure:.1e}").parse().unwrap_or(figure)
}
