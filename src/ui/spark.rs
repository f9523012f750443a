//! A row of bars for a few counts, for the eye alone: the numbers stand beside it in words.

use crate::theme::Signs;

/// A bar for each count, the highest for the most; nothing for a single one, and where there is nothing to draw it with.
pub(crate) fn spark(counts: &[usize], signs: Signs) -> String {
    if counts.len() < 2 {
        return String::new();
    }
    let bars = signs.bars();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let bar = |count: usize| bars.get(count * bars.len().saturating_sub(1) / most);
    counts.iter().filter_map(|count| bar(*count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_count_has_a_bar_that_rises_with_it() {
        let heights = |counts: &[usize]| -> Vec<Option<usize>> {
            let bars = spark(counts, Signs::Lines);
            let place = |bar| Signs::Lines.bars().iter().position(|b| *b == bar);
            bars.chars().map(place).collect()
        };
        assert_eq!(heights(&[7, 5, 0, 3]), [Some(7), Some(5), Some(0), Some(3)]);
        assert_eq!(heights(&[0, 0]), [Some(0), Some(0)]);
        assert_eq!(heights(&[4]), []);
        assert_eq!(spark(&[7, 5], Signs::Ascii), "");
    }
}
