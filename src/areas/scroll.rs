//! Scrolling through lines that break into rows: by rows, as they are drawn, so that a page never skips one.

/// The row at the top of what is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The line that it belongs to, from 0.
    pub line: usize,
    /// Which of the line's rows it is, from 0.
    pub row: usize,
}

/// Lines that are read through a window of this many rows.
pub struct Pages<F> {
    lines: usize,
    /// How many rows a line takes.
    rows: F,
    window: usize,
}

impl<F: Fn(usize) -> usize> Pages<F> {
    /// So many lines, of which each takes this many rows, in a window of this many.
    pub fn new(lines: usize, rows: F, window: u16) -> Self {
        let window = usize::from(window).max(1);
        Self {
            lines,
            rows,
            window,
        }
    }

    /// How far a page goes: its last row is the first of the next, so that the eye finds its place.
    pub fn page(&self) -> usize {
        self.window.saturating_sub(1).max(1)
    }

    /// The lowest top: from there to the end the window is full.
    pub fn last(&self) -> Spot {
        let end = Spot {
            line: self.lines,
            row: 0,
        };
        self.back(end, self.window)
    }

    /// So many rows further up.
    pub fn back(&self, mut spot: Spot, by: usize) -> Spot {
        let mut left = by;
        while left > spot.row && spot.line > 0 {
            left -= spot.row;
            spot.line -= 1;
            spot.row = self.height(spot.line);
        }
        spot.row = spot.row.saturating_sub(left);
        spot
    }

    /// So many rows further down, but never beyond the last top.
    pub fn forward(&self, mut spot: Spot, by: usize) -> Spot {
        let last = self.last();
        let mut left = by;
        while spot < last {
            let here = self.height(spot.line).saturating_sub(spot.row);
            if left < here {
                spot.row += left;
                break;
            }
            left -= here;
            spot = Spot {
                line: spot.line + 1,
                row: 0,
            };
        }
        spot.min(last)
    }

    /// The spot itself, where it is one: the window may have changed since.
    pub fn within(&self, spot: Spot) -> Spot {
        let row = spot.row.min(self.height(spot.line).saturating_sub(1));
        Spot { row, ..spot }.min(self.last())
    }

    fn height(&self, line: usize) -> usize {
        (self.rows)(line).max(1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every row of lines of these heights.
    fn all(heights: &[usize]) -> Vec<Spot> {
        let rows = heights.iter().enumerate();
        rows.flat_map(|(line, rows)| (0..*rows).map(move |row| Spot { line, row }))
            .collect()
    }

    proptest! {
        #[test]
        fn pages_down_and_up_show_each_row_and_end_at_the_ends(
            heights in prop::collection::vec(1..7_usize, 0..40),
            window in 1..20_u16,
        ) {
            let all = all(&heights);
            let at = |spot| all.iter().position(|row| *row == spot).unwrap_or_default();
            let pages = Pages::new(heights.len(), |line| heights[line], window);
            let window = usize::from(window);
            let last = all.len().saturating_sub(window);
            prop_assert_eq!(at(pages.last()), last);
            let mut spot = Spot::default();
            for _ in 0..=all.len() {
                let next = pages.forward(spot, pages.page());
                prop_assert!(at(next) <= at(spot) + window.saturating_sub(1).max(1));
                prop_assert!(at(next) > at(spot) || at(spot) == last);
                spot = next;
            }
            prop_assert_eq!(at(spot), last);
            for _ in 0..=all.len() {
                let next = pages.back(spot, pages.page());
                prop_assert!(at(next) + window.saturating_sub(1).max(1) >= at(spot));
                prop_assert!(at(next) < at(spot) || at(spot) == 0);
                spot = next;
            }
            prop_assert_eq!(spot, Spot::default());
        }

        #[test]
        fn a_row_down_and_a_row_up_is_where_one_was(
            heights in prop::collection::vec(1..7_usize, 1..40),
            window in 1..20_u16,
            at in any::<prop::sample::Index>(),
        ) {
            let spots = all(&heights);
            let pages = Pages::new(heights.len(), |line| heights[line], window);
            let spot = pages.within(spots[at.index(spots.len())]);
            let down = pages.forward(spot, 1);
            prop_assert!(down == spot || pages.back(down, 1) == spot);
        }
    }

    #[test]
    fn a_window_that_became_wider_shows_the_same_line() {
        let pages = Pages::new(10, |_| 1, 3);
        assert_eq!(
            pages.within(Spot { line: 4, row: 2 }),
            Spot { line: 4, row: 0 }
        );
        assert_eq!(
            pages.within(Spot { line: 9, row: 0 }),
            Spot { line: 7, row: 0 }
        );
    }
}
