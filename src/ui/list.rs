//! A list whose lines may be of any height, drawn around the selected one. Only what is visible is made.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::frame;

/// How much room the rows of a list want.
#[derive(Clone, Copy)]
pub(crate) struct Wants {
    /// The lines that each row may have in any case.
    pub(crate) least: usize,
    /// A blank row stands above the list, where nothing is cut for it.
    pub(crate) air: bool,
}

/// Draws the rows of a list, each of a few lines or of more while rows of the area would stay empty, so that no words
/// are cut above an empty row. `row` makes the lines of a row, at most so many.
pub(crate) fn draw_fitting<'a>(
    buf: &mut Buffer,
    area: Rect,
    len: usize,
    selected: Option<usize>,
    wants: Wants,
    mut row: impl FnMut(usize, usize) -> Vec<Line<'a>>,
) -> Range<usize> {
    let height = usize::from(area.height);
    // A row has a line at least: a list that is longer than the area fills it in any case, and no more rows are looked
    // at than the area has.
    let heights: Vec<(usize, usize)> = if len > height {
        Vec::new()
    } else {
        let mut lines = |place, most| row(place, most).len();
        let both = (0..len).map(|place| (lines(place, wants.least), lines(place, usize::MAX)));
        both.collect()
    };
    let share = Share::of(&heights, height, wants.least);
    let whole: usize = heights.iter().map(|(_, whole)| whole).sum();
    let air = wants.air && len <= height && whole < height;
    let [_, area] =
        Layout::vertical([Constraint::Length(air.into()), Constraint::Fill(1)]).areas(area);
    draw(buf, area, len, selected, |place| {
        row(place, share.lines(place))
    })
}

/// How many lines each row may have.
struct Share {
    most: usize,
    /// So many of the first rows may have one line more.
    more: usize,
}

impl Share {
    /// Shares so many lines among rows, of which each has the first number of lines in any case and the second at most.
    fn of(heights: &[(usize, usize)], height: usize, least: usize) -> Self {
        let lines = |(floor, whole): &(usize, usize), most: usize| (*whole).min(most).max(*floor);
        let total = |most| -> usize { heights.iter().map(|rows| lines(rows, most)).sum() };
        if heights.is_empty() || total(least) > height {
            return Self {
                most: least,
                more: 0,
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
        Self { most, more }
    }

    fn lines(&self, place: usize) -> usize {
        self.most.saturating_add(usize::from(place < self.more))
    }
}

/// Draws the rows of a list from `0` to `len`, so that the selected one is whole and near the middle, or, with nothing
/// selected, from the top. `row` makes the lines of one row; it is called only for rows that are visible. Gives the
/// rows that were drawn.
pub(crate) fn draw<'a>(
    buf: &mut Buffer,
    area: Rect,
    len: usize,
    selected: Option<usize>,
    mut row: impl FnMut(usize) -> Vec<Line<'a>>,
) -> Range<usize> {
    if area.is_empty() || len == 0 {
        return 0..0;
    }
    let height = usize::from(area.height);
    let selected = selected.filter(|place| *place < len);
    let anchor = selected.unwrap_or(0);
    let own = row(anchor);
    // Fill upwards to half the height, downwards to the end, then upwards with what is left.
    let mut above: Vec<Vec<Line<'a>>> = Vec::new();
    let mut above_height = 0;
    let mut next_above = anchor;
    let budget = |used: usize| {
        height
            .saturating_sub(own.len().min(height))
            .saturating_sub(used)
    };
    let half = budget(0) / 2;
    while next_above > 0 && above_height < half {
        next_above -= 1;
        let lines = row(next_above);
        above_height += lines.len();
        above.push(lines);
    }
    let mut below: Vec<Vec<Line<'a>>> = Vec::new();
    let mut below_height = 0;
    let mut next_below = anchor + 1;
    while next_below < len && below_height < budget(above_height) {
        let lines = row(next_below);
        below_height += lines.len();
        below.push(lines);
        next_below += 1;
    }
    while next_above > 0 && above_height < budget(below_height) {
        next_above -= 1;
        let lines = row(next_above);
        above_height += lines.len();
        above.push(lines);
    }
    // A row above that does not fit whole loses its first lines.
    let skip = (above_height + own.len().min(height) + below_height.min(budget(above_height)))
        .saturating_sub(height);
    let skip = skip.min(above_height);
    let lines = above
        .into_iter()
        .rev()
        .flatten()
        .skip(skip)
        .chain(own)
        .chain(below.into_iter().flatten());
    frame::put_lines(buf, area, lines);
    next_above..next_below
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is seen of a list of this many rows of this height in an area of ten lines.
    fn seen(len: usize, selected: Option<usize>, row_height: usize) -> Vec<String> {
        let area = Rect::new(0, 0, 8, 10);
        let mut buf = Buffer::empty(area);
        draw(&mut buf, area, len, selected, |i| {
            (0..row_height)
                .map(|n| Line::from(format!("{i}.{n}")))
                .collect()
        });
        (0..10)
            .map(|y| {
                (0..8)
                    .map(|x| buf[(x, y)].symbol())
                    .collect::<String>()
                    .trim_end()
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn a_short_list_starts_at_the_top() {
        assert_eq!(seen(3, Some(2), 1)[..4], ["0.0", "1.0", "2.0", ""]);
    }

    #[test]
    fn the_last_of_a_long_list_is_at_the_bottom() {
        assert_eq!(seen(100, Some(99), 1).last().unwrap(), "99.0");
        assert_eq!(seen(100, Some(99), 1)[0], "90.0");
    }

    #[test]
    fn the_selected_row_is_always_whole() {
        for selected in 0..30 {
            let seen = seen(30, Some(selected), 3);
            for n in 0..3 {
                assert!(
                    seen.contains(&format!("{selected}.{n}")),
                    "{selected}: {seen:?}"
                );
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
            let share = Share::of(&both, height, least);
            let lines = |place: usize| heights[place].min(share.lines(place));
            let used: usize = (0..heights.len()).map(lines).sum();
            let is_cut = (0..heights.len()).any(|place| lines(place) < heights[place]);
            prop_assert!(!is_cut || used >= height, "{used} of {height} lines are used");
            prop_assert!((0..heights.len()).all(|place| lines(place) >= heights[place].min(least)));
        }
    }

    #[test]
    fn nothing_selected_shows_the_beginning() {
        assert_eq!(seen(100, None, 2)[0], "0.0");
    }
}
