//! A list whose lines may be of any height, drawn around the selected one. Only what is visible is made.

use std::collections::{HashMap, VecDeque};
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
/// are cut above an empty row. `row` makes the lines of a row, at most this many.
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
    /// This many of the first rows may have one line more.
    more: usize,
}

impl Share {
    /// Shares this many lines among rows, of which each has the first number of lines in any case and the second at
    /// most.
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

/// Draws the rows of a list from `0` to `len`, so that the selected one is whole and the others stand still while it
/// moves, or, with nothing selected, from the top. `row` makes the lines of one row; it is called only for rows that
/// are visible or near. Gives the rows that were drawn.
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
    let anchor = selected.filter(|place| *place < len).unwrap_or(0);
    // A row that was measured is not made again.
    let mut made: HashMap<usize, Vec<Line<'a>>> = HashMap::new();
    let mut first = first_shown(anchor, height, |place| {
        made.entry(place).or_insert_with(|| row(place)).len()
    });
    let mut row = |place| made.remove(&place).unwrap_or_else(|| row(place));
    let own = row(anchor);
    let mut above: VecDeque<_> = (first..anchor).map(&mut row).collect();
    let mut above_height: usize = above.iter().map(Vec::len).sum();
    let room = height.saturating_sub(own.len());
    let mut below = Vec::new();
    let mut end = anchor + 1;
    while end < len && above_height + below.len() < room {
        below.extend(row(end));
        end += 1;
    }
    // The selected row is whole: what is above it loses its first lines.
    let mut skip = above_height.saturating_sub(room);
    // The last of a long list is at the bottom.
    while first > 0 && above_height + below.len() < room {
        first -= 1;
        let lines = row(first);
        above_height += lines.len();
        above.push_front(lines);
        skip = (above_height + below.len()).saturating_sub(room);
    }
    while let Some(hidden) = above.front().map(Vec::len).filter(|lines| *lines <= skip) {
        above.pop_front();
        skip -= hidden;
        first += 1;
    }
    let lines = above.into_iter().flatten().skip(skip);
    frame::put_lines(buf, area, lines.chain(own).chain(below));
    first..end
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

    /// Each line that is seen of a list of rows of these heights: its row, and which of the row's lines it is.
    fn lines_seen(heights: &[usize], selected: usize, height: u16) -> Vec<(usize, usize)> {
        let area = Rect::new(0, 0, 8, height);
        let mut buf = Buffer::empty(area);
        draw(&mut buf, area, heights.len(), Some(selected), |place| {
            let lines = 0..heights[place];
            lines.map(|n| Line::from(format!("{place}.{n}"))).collect()
        });
        (0..height)
            .filter_map(|y| {
                let line: String = (0..8).map(|x| buf[(x, y)].symbol()).collect();
                let (row, n) = line.trim_end().split_once('.')?;
                Some((row.parse().unwrap(), n.parse().unwrap()))
            })
            .collect()
    }

    proptest! {
        #[test]
        fn moving_by_one_leaves_the_rows_where_they_are_except_at_a_page_turn(
            heights in prop::collection::vec(1..4_usize, 2..120),
            height in 12..40_u16,
        ) {
            let seen: Vec<_> = (0..heights.len()).map(|at| lines_seen(&heights, at, height)).collect();
            let turns = seen.windows(2).filter(|pair| pair[0] != pair[1]).count();
            // Two in a page, and one where the counting begins anew.
            let (total, page) = (heights.iter().sum::<usize>(), usize::from(height));
            let most = 2 * total / (page - 1) + heights.len() / (page - 1);
            prop_assert!(turns <= most, "{turns} turns, {most} at most");
        }

        #[test]
        fn the_selected_row_is_whole_and_no_line_is_empty_in_a_long_list(
            heights in prop::collection::vec(1..9_usize, 1..60),
            at in any::<prop::sample::Index>(),
            height in 1..30_u16,
        ) {
            let (at, page) = (at.index(heights.len()), usize::from(height));
            let seen = lines_seen(&heights, at, height);
            prop_assert_eq!(seen.len(), page.min(heights.iter().sum()));
            let own = seen.iter().filter(|(row, _)| *row == at).map(|(_, n)| *n);
            prop_assert!(own.eq(0..heights[at].min(page)), "{at} in {seen:?}");
            let mut all = heights.iter().enumerate().flat_map(|(row, lines)| (0..*lines).map(move |n| (row, n)));
            let from = all.position(|line| line == seen[0]).unwrap();
            let all = heights.iter().enumerate().flat_map(|(row, lines)| (0..*lines).map(move |n| (row, n)));
            prop_assert!(seen.iter().copied().eq(all.skip(from).take(seen.len())), "{seen:?}");
        }

        #[test]
        fn only_rows_near_the_selected_one_are_made(at in 0..10_000_usize, height in 1..40_u16) {
            let area = Rect::new(0, 0, 8, height);
            let mut made = Vec::new();
            draw(&mut Buffer::empty(area), area, 10_000, Some(at), |place| {
                made.push(place);
                vec![Line::from("row")]
            });
            let page = usize::from(height);
            prop_assert!(made.len() <= 3 * page + 2, "{} made for {page}", made.len());
            prop_assert!(made.iter().all(|place| place.abs_diff(at) <= 2 * page), "{made:?} for {at}");
        }
    }

    #[test]
    fn a_long_list_shows_what_is_above_and_below_the_selected_row() {
        for selected in 10..90 {
            let seen = lines_seen(&[1; 100], selected, 10);
            let at = seen.iter().position(|(row, _)| *row == selected).unwrap();
            assert!((2..=7).contains(&at), "{selected} is line {at}");
        }
    }

    #[test]
    fn nothing_selected_shows_the_beginning() {
        assert_eq!(seen(100, None, 2)[0], "0.0");
    }
}
