//! A list whose lines may be of any height, drawn around the selected one. Only what is visible is made.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// Draws the rows of a list from `0` to `len`, so that the selected one is whole and near the middle, or, with nothing
/// selected, from the top. `row` makes the lines of one row; it is called only for rows that are visible.
pub(crate) fn draw<'a>(
    buf: &mut Buffer,
    area: Rect,
    len: usize,
    selected: Option<usize>,
    mut row: impl FnMut(usize) -> Vec<Line<'a>>,
) {
    if area.is_empty() || len == 0 {
        return;
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
    for (line, y) in lines.zip(area.top()..area.bottom()) {
        buf.set_line(area.x, y, &line, area.width);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is seen of a list of so many rows of this height in an area of ten lines.
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

    #[test]
    fn nothing_selected_shows_the_beginning() {
        assert_eq!(seen(100, None, 2)[0], "0.0");
    }
}
