//! A list whose rows may be of any height: which of them are seen around the selected one, and how far a page goes.

use std::ops::Range;

/// The rows of a list that are seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The rows, of which the first and the last may be seen in part.
    pub rows: Range<usize>,
    /// How many lines of the first one are out of sight: its last ones, as a second line says nothing without its first.
    pub hidden: usize,
    /// Those that are seen whole; the selected one counts as such.
    pub whole: Range<usize>,
}

/// Which rows of a list are seen in an area of this many lines, so that the selected one is whole and the others stand
/// still while it moves, or, with nothing selected, from the top. `height_of` is asked only for rows that are visible
/// or near.
pub fn shown(
    height: usize,
    len: usize,
    selected: Option<usize>,
    mut height_of: impl FnMut(usize) -> usize,
) -> Shown {
    if height == 0 || len == 0 {
        return Shown::default();
    }
    let anchor = selected.filter(|place| *place < len).unwrap_or(0);
    let mut first = first_shown(anchor, height, &mut height_of);
    let own = height_of(anchor);
    let mut above: usize = (first..anchor).map(&mut height_of).sum();
    let room = height.saturating_sub(own);
    let mut below = 0;
    let mut end = anchor + 1;
    while end < len && above + below < room {
        below += height_of(end);
        end += 1;
    }
    // The selected row is whole: what is above it loses lines.
    let mut hidden = above.saturating_sub(room);
    // The last of a long list is at the bottom.
    while first > 0 && above + below < room {
        first -= 1;
        above += height_of(first);
        hidden = (above + below).saturating_sub(room);
    }
    while first < anchor {
        let lines = height_of(first);
        if lines > hidden {
            break;
        }
        hidden -= lines;
        above -= lines;
        first += 1;
    }
    let is_cut = end > anchor + 1 && (above + below).saturating_sub(hidden) > room;
    let whole = first + usize::from(hidden > 0)..end - usize::from(is_cut);
    Shown {
        rows: first..end,
        hidden,
        whole,
    }
}

/// The first row shown around a selected one: a function of the rows before it alone, so that it stays the same until
/// the selection has moved on by half the height. It starts a quarter above that half, to show where one comes from.
fn first_shown(selected: usize, height: usize, mut height_of: impl FnMut(usize) -> usize) -> usize {
    let half = height / 2;
    // Halves are counted from a row near by: from the first one, a long list would be measured as a whole.
    let near = selected - selected % (2 * half).max(1);
    let mut half_at = near;
    let mut used = 0;
    for place in near..selected {
        used += height_of(place);
        if used >= half {
            half_at = place + 1;
            used = 0;
        }
    }
    let mut first = half_at;
    let mut before = 0;
    while first > 0 {
        let more = height_of(first - 1);
        if before > 0 && before + more > height / 4 {
            break;
        }
        before += more;
        first -= 1;
    }
    first
}

/// Which row a page down, or up, selects: as far as no row is skipped between what is seen now and what is seen then.
/// `seen` says what is seen while a row is selected.
pub fn paged(len: usize, selected: usize, is_down: bool, seen: impl Fn(usize) -> Shown) -> usize {
    let here = seen(selected).whole;
    let meets = |at: usize| {
        let there = seen(at).whole;
        if is_down {
            there.start <= here.end
        } else {
            there.end >= here.start
        }
    };
    let step = |at: usize| {
        if is_down {
            Some(at + 1).filter(|at| *at < len)
        } else {
            at.checked_sub(1)
        }
    };
    let first = step(selected).unwrap_or(selected);
    let further = std::iter::successors(Some(first), |at| step(*at));
    further
        .take_while(|at| *at == first || meets(*at))
        .last()
        .unwrap_or(first)
}

/// How much room the rows of a list want.
#[derive(Clone, Copy, Debug)]
pub struct Wants {
    /// The lines that each row may have in any case.
    pub least: usize,
    /// A blank row stands above the list, where nothing is cut for it.
    pub air: bool,
}

/// How many lines each row of a list may have: a few, or more while rows of the area would stay empty, so that no words
/// are cut above an empty row.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    most: usize,
    /// So many of the first rows may have one line more.
    more: usize,
    /// A blank row stands above the list.
    pub air: bool,
}

impl Share {
    /// Shares an area of this many lines. `lines` says how many a row takes when it may take at most this many.
    pub fn of(
        height: usize,
        len: usize,
        wants: Wants,
        mut lines: impl FnMut(usize, usize) -> usize,
    ) -> Self {
        // A row has a line at least: a list that is longer than the area fills it in any case, and no more rows are
        // looked at than the area has.
        let heights: Vec<(usize, usize)> = if len > height {
            Vec::new()
        } else {
            let both = (0..len).map(|place| (lines(place, wants.least), lines(place, usize::MAX)));
            both.collect()
        };
        let whole: usize = heights.iter().map(|(_, whole)| whole).sum();
        let air = wants.air && len <= height && whole < height;
        let share = Self::among(&heights, height, wants.least);
        Self { air, ..share }
    }

    /// Shares this many lines among rows, of which each has the first number of lines in any case and the second at most.
    fn among(heights: &[(usize, usize)], height: usize, least: usize) -> Self {
        let lines = |(floor, whole): &(usize, usize), most: usize| (*whole).min(most).max(*floor);
        let total = |most| -> usize { heights.iter().map(|rows| lines(rows, most)).sum() };
        if heights.is_empty() || total(least) > height {
            return Self {
                most: least,
                more: 0,
                air: false,
            };
        }
        let tallest = heights.iter().map(|(_, whole)| *whole).max();
        let mut most = least;
        while most < tallest.unwrap_or_default() && total(most + 1) <= height {
            most += 1;
        }
        let mut free = height.saturating_sub(total(most));
        let mut more = 0;
        for rows in heights {
            let longer = lines(rows, most + 1) - lines(rows, most);
            if longer > free {
                break;
            }
            free -= longer;
            more += 1;
        }
        Self {
            most,
            more,
            air: false,
        }
    }

    /// The lines that a row may have.
    pub fn lines(&self, place: usize) -> usize {
        self.most.saturating_add(usize::from(place < self.more))
    }
}

/// What is seen of a list that shares its lines, while a row of it is selected; `lines` says how many a row takes when
/// it is the selected one, or is not, and may take at most this many.
pub fn fitted(
    height: u16,
    len: usize,
    selected: usize,
    wants: Wants,
    lines: impl Fn(usize, bool, usize) -> usize,
) -> Shown {
    let height = usize::from(height);
    let lines = |place, most| lines(place, place == selected, most);
    let share = Share::of(height, len, wants, lines);
    let height = height.saturating_sub(share.air.into());
    shown(height, len, Some(selected), |place| {
        lines(place, share.lines(place))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pages_skip_no_row_and_reach_both_ends(
            heights in prop::collection::vec(1..5_usize, 1..60),
            more in 0..3_usize,
            height in 1..30_u16,
        ) {
            let len = heights.len();
            let height_of = |place: usize, here: bool| heights[place] + if here { more } else { 0 };
            for is_down in [true, false] {
                let mut at = if is_down { 0 } else { len - 1 };
                let mut seen = vec![false; len];
                let mut keys = 0;
                loop {
                    let rows = |place| height_of(place, place == at);
                    let shown = shown(height.into(), len, Some(at), rows);
                    prop_assert!(shown.whole.contains(&at));
                    shown.whole.for_each(|row| seen[row] = true);
                    let next = paged(len, at, is_down, |at| {
                        let rows = |place| height_of(place, place == at);
                        super::shown(height.into(), len, Some(at), rows)
                    });
                    if next == at {
                        break;
                    }
                    at = next;
                    keys += 1;
                }
                prop_assert_eq!(at, if is_down { len - 1 } else { 0 });
                prop_assert!(seen.iter().all(|seen| *seen), "{seen:?}");
                // A page is about as long as what is seen.
                let tall: usize = heights.iter().sum::<usize>() + more;
                prop_assert!(keys <= 2 + 4 * tall / usize::from(height), "{keys} keys");
            }
        }
    }

    proptest! {
        #[test]
        fn no_row_is_cut_above_an_empty_one(
            heights in prop::collection::vec(1..6_usize, 1..30),
            height in 1..40_usize,
            least in 1..3_usize,
        ) {
            let both: Vec<_> = heights.iter().map(|whole| (least.min(*whole), *whole)).collect();
            let share = Share::among(&both, height, least);
            let lines = |place: usize| heights[place].min(share.lines(place));
            let used: usize = (0..heights.len()).map(lines).sum();
            let is_cut = (0..heights.len()).any(|place| lines(place) < heights[place]);
            prop_assert!(!is_cut || used >= height, "{used} of {height} lines are used");
            prop_assert!((0..heights.len()).all(|place| lines(place) >= heights[place].min(least)));
        }
    }

    #[test]
    fn a_page_of_single_lines_is_all_that_is_seen() {
        let paged =
            |at, is_down| super::paged(100, at, is_down, |at| shown(20, 100, Some(at), |_| 1));
        assert_eq!(
            paged(40, true),
            60 + 9,
            "the last of which nothing between is hidden"
        );
        assert_eq!(paged(0, true), 29);
        assert_eq!(paged(99, true), 99);
        assert_eq!(paged(0, false), 0);
    }
}
