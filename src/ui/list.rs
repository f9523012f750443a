//! A list whose lines may be of any height, drawn around the selected one. Only what is visible is made.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::frame;
pub(crate) use crate::areas::list::Wants;
use crate::areas::list::{Share, Shown, shown};

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
    let share = Share::of(area.height.into(), len, wants, |place, most| {
        row(place, most).len()
    });
    let [_, area] =
        Layout::vertical([Constraint::Length(share.air.into()), Constraint::Fill(1)]).areas(area);
    draw_rows(buf, area, len, selected, |place, room| {
        row(place, share.lines(place).min(room))
    })
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
    draw_rows(buf, area, len, selected, |place, _| row(place))
}

/// The same, where a row that is seen in part is made once more, for the lines that are left to it.
fn draw_rows<'a>(
    buf: &mut Buffer,
    area: Rect,
    len: usize,
    selected: Option<usize>,
    mut row: impl FnMut(usize, usize) -> Vec<Line<'a>>,
) -> Range<usize> {
    if area.is_empty() || len == 0 {
        return 0..0;
    }
    // A row is asked for its height first, and drawn if it is seen.
    let mut made = BTreeMap::new();
    let height_of = |place| {
        let lines = made.entry(place).or_insert_with(|| row(place, usize::MAX));
        lines.len()
    };
    let Shown { rows, hidden, .. } = shown(area.height.into(), len, selected, height_of);
    let mut free = usize::from(area.height);
    let mut seen = Vec::new();
    for place in rows.clone() {
        let mut lines = made.remove(&place).unwrap_or_default();
        let hidden = if place == rows.start { hidden } else { 0 };
        let room = lines.len().saturating_sub(hidden).min(free);
        if room < lines.len() {
            lines = row(place, room);
            lines.truncate(room);
        }
        free = free.saturating_sub(lines.len());
        seen.extend(lines);
    }
    frame::put_lines(buf, area, seen);
    rows
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
            // Every row begins with its first line; only the first and the last row may lack their last ones.
            let (first, last) = (seen[0].0, seen[seen.len() - 1].0);
            for (row, height) in heights.iter().enumerate().take(last + 1).skip(first) {
                let lines: Vec<usize> = seen.iter().filter(|(of, _)| *of == row).map(|(_, n)| *n).collect();
                prop_assert!(lines.iter().copied().eq(0..lines.len()), "{seen:?}");
                prop_assert!(!lines.is_empty(), "{row} in {seen:?}");
                prop_assert!(lines.len() == *height || row == first || row == last, "{seen:?}");
            }
            prop_assert!(seen.is_sorted(), "{seen:?}");
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
