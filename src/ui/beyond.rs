//! How much of a list lies above and below what is seen, in words, so that no one takes a part for the whole.

use std::ops::Range;

/// The rows of a list that were drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen(Option<(usize, usize)>);

impl Seen {
    /// Takes note of a row that is drawn; in any order.
    pub(crate) fn note(&mut self, row: usize) {
        self.0 = Some(match self.0 {
            Some((first, last)) => (first.min(row), last.max(row)),
            None => (row, row),
        });
    }

    /// `2 above`, `5 below`, both, or nothing when all `len` rows are seen.
    pub(crate) fn words(self, len: usize) -> String {
        let (above, below) = self.0.map_or((0, 0), |(first, last)| {
            (first, len.saturating_sub(last.saturating_add(1)))
        });
        beyond(above, below)
    }
}

/// The same of a list of which these rows were drawn.
pub(crate) fn of(drawn: &Range<usize>, len: usize) -> String {
    beyond(drawn.start, len.saturating_sub(drawn.end))
}

/// The same where not every row is an item: `items` says how many are in a row.
pub(crate) fn among<T>(drawn: &Range<usize>, rows: &[T], items: impl Fn(&T) -> usize) -> String {
    let before = rows.iter().take(drawn.start).map(&items).sum();
    let after = rows.iter().skip(drawn.end).map(&items).sum();
    beyond(before, after)
}

/// `2 above`, `5 below`, both, or nothing.
pub(crate) fn beyond(above: usize, below: usize) -> String {
    match (above, below) {
        (0, 0) => String::new(),
        (above, 0) => format!("{above} above"),
        (0, below) => format!("{below} below"),
        (above, below) => format!("{above} above, {below} below"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_counted() {
        for (rows, len, words) in [
            (vec![], 0, ""),
            (vec![0, 1, 2], 3, ""),
            (vec![4, 3, 5], 6, "3 above"),
            (vec![0, 1], 6, "4 below"),
            (vec![2, 1, 3], 6, "1 above, 2 below"),
        ] {
            let mut seen = Seen::default();
            for row in &rows {
                seen.note(*row);
            }
            assert_eq!(seen.words(len), words, "{rows:?} of {len}");
        }
    }
}
