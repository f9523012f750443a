//! Which lines of the wall are in sight, in how many columns, and with how much air: blank rows go before lines do.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use ratatui::layout::Rect;

use super::wall::strip;

/// From this many columns of the terminal on there are two of lines.
const TWO: u16 = 110;
/// Cells between them.
const BETWEEN: u16 = 2;
/// From this many rows on there may be two blank rows between lines.
const ROOMY: u16 = 16;

/// The rows of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tall {
    /// Those of its words and of what stands below them.
    pub rows: usize,
    /// That of the heading of its heap; 0 where there are no headings.
    pub head: usize,
    /// It is the first under its heading. Any other has the heading above it only at the top of a column.
    pub first: bool,
}

/// Where the lines stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arranged {
    /// The lines of each column, one behind the other.
    pub columns: Vec<Range<usize>>,
    /// Blank rows between two lines.
    pub gap: usize,
    /// All are in sight.
    pub all: bool,
}

impl Arranged {
    /// All lines in sight.
    pub fn seen(&self) -> Range<usize> {
        let first = self.columns.first().map_or(0, |column| column.start);
        first..self.columns.last().map_or(first, |column| column.end)
    }
}

/// The area of each column.
pub fn columns(area: Rect, count: usize) -> Vec<Rect> {
    if count < 2 {
        return vec![area];
    }
    let width = area.width.saturating_sub(BETWEEN) / 2;
    let second = area.x.saturating_add(area.width.saturating_sub(width));
    vec![
        Rect { width, ..area },
        Rect {
            x: second,
            width,
            ..area
        },
    ]
}

/// Arranges the lines: all of them with as much air as there is room for, in two columns before there is none; else
/// those around the selected one, or the newest when none is. `tall` is asked only for lines that come into question, at
/// the width of a column.
pub fn arrange(
    area: Rect,
    len: usize,
    selected: Option<usize>,
    tall: impl Fn(usize, u16) -> Tall,
) -> Arranged {
    let height = usize::from(area.height);
    let two = area.width >= TWO;
    let airs: &[(usize, usize)] = match (area.height >= ROOMY, two) {
        (true, true) => &[(1, 2), (1, 1), (2, 1), (2, 0)],
        (true, false) => &[(1, 2), (1, 1), (1, 0)],
        (false, true) => &[(1, 1), (2, 1), (2, 0)],
        (false, false) => &[(1, 1), (1, 0)],
    };
    for (count, gap) in airs.iter().copied() {
        // More lines than rows cannot all be seen, however short they are.
        if len > height * count {
            continue;
        }
        let width = columns(area, count).first().map_or(0, |area| area.width);
        let fill = Fill::new(len, height, (count, gap), |place| tall(place, width));
        let columns = fill.from(0);
        if columns.last().map_or(0, |column| column.end) == len {
            return Arranged {
                columns,
                gap,
                all: true,
            };
        }
    }
    let count = if two { 2 } else { 1 };
    let width = columns(area, count).first().map_or(0, |area| area.width);
    let fill = Fill::new(len, height, (count, 0), |place| tall(place, width));
    Arranged {
        columns: fill.around(selected),
        gap: 0,
        all: false,
    }
}

/// The same below the strip, where there is one: a blank row stands between them unless a line needs it. Says where the
/// lines stand, too.
pub fn below_strip(
    body: Rect,
    has_strip: bool,
    len: usize,
    selected: Option<usize>,
    tall: impl Fn(usize, u16) -> Tall,
) -> (Rect, Arranged) {
    let rows = strip(body, has_strip).height;
    if rows > 0 {
        let airy = super::below(body, rows + 1);
        let arranged = arrange(airy, len, selected, &tall);
        if arranged.all {
            return (airy, arranged);
        }
    }
    let area = super::below(body, rows);
    (area, arrange(area, len, selected, tall))
}

/// Fills columns from a line on.
struct Fill<F> {
    len: usize,
    height: usize,
    count: usize,
    gap: usize,
    tall: F,
    /// Wrapping is slow, and a line is asked for several times.
    known: RefCell<HashMap<usize, Tall>>,
}

impl<F: Fn(usize) -> Tall> Fill<F> {
    fn new(len: usize, height: usize, (count, gap): (usize, usize), tall: F) -> Self {
        Self {
            len,
            height,
            count,
            gap,
            tall,
            known: RefCell::default(),
        }
    }

    fn tall(&self, place: usize) -> Tall {
        let mut known = self.known.borrow_mut();
        *known.entry(place).or_insert_with(|| (self.tall)(place))
    }

    /// The columns with whole lines from this one on. A line that is higher than its column has that alone.
    fn from(&self, start: usize) -> Vec<Range<usize>> {
        let mut columns = Vec::new();
        let mut next = start;
        for _ in 0..self.count {
            let begins = next;
            let mut used = 0;
            while next < self.len {
                let tall = self.tall(next);
                let alone = next == begins;
                let head = if alone || tall.first { tall.head } else { 0 };
                let gap = if alone { 0 } else { self.gap };
                let needs = used + gap + head + tall.rows;
                if needs > self.height && !alone {
                    break;
                }
                used = needs;
                next += 1;
            }
            columns.push(begins..next);
        }
        columns.retain(|column| !column.is_empty());
        columns
    }

    /// The columns around a line: with as much above it as half of the room holds, and more where nothing is below.
    fn around(&self, selected: Option<usize>) -> Vec<Range<usize>> {
        let Some(last) = self.len.checked_sub(1) else {
            return Vec::new();
        };
        let own = selected.unwrap_or(last).min(last);
        let half = (self.height * self.count).div_ceil(2);
        let mut start = own;
        let mut above = 0;
        let mut best = self.from(start);
        while start > 0 {
            above += self.tall(start - 1).rows + self.gap;
            let columns = self.from(start - 1);
            let end = columns.last().map_or(0, |column| column.end);
            let sees = columns.iter().any(|column| column.contains(&own));
            if !sees || (above > half && end < self.len) {
                break;
            }
            start -= 1;
            best = columns;
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Lines without headings, of these rows.
    fn plain(rows: usize) -> Tall {
        Tall {
            rows,
            head: 0,
            first: false,
        }
    }

    fn area(width: u16, height: u16) -> Rect {
        Rect::new(0, 0, width, height)
    }

    #[test]
    fn blank_rows_go_before_lines_do() {
        for (len, height, gap, seen) in [
            (3, 17, 2, 0..3),
            (8, 17, 1, 0..8),
            (9, 17, 1, 0..9),
            (10, 17, 0, 0..10),
            (17, 17, 0, 0..17),
            (18, 17, 0, 1..18),
            (0, 17, 2, 0..0),
        ] {
            let arranged = arrange(area(100, height), len, None, |_, _| plain(1));
            assert_eq!((arranged.gap, arranged.seen()), (gap, seen), "{len}");
            assert_eq!(arranged.columns.len(), usize::from(len > 0), "{len}");
        }
    }

    #[test]
    fn from_110_columns_on_there_are_two_before_lines_go() {
        let of = |width, len| {
            let arranged = arrange(area(width, 17), len, None, |_, _| plain(1));
            let ends = arranged
                .columns
                .iter()
                .map(|column| (column.start, column.end));
            (ends.collect::<Vec<_>>(), arranged.gap)
        };
        assert_eq!(of(110, 9), (vec![(0, 9)], 1));
        assert_eq!(of(110, 10), (vec![(0, 9), (9, 10)], 1));
        assert_eq!(of(110, 18), (vec![(0, 9), (9, 18)], 1));
        assert_eq!(of(110, 19), (vec![(0, 17), (17, 19)], 0));
        assert_eq!(of(110, 40), (vec![(6, 23), (23, 40)], 0));
        assert_eq!(of(109, 10), (vec![(0, 10)], 0));
    }

    #[test]
    fn a_heading_stands_above_its_first_line_and_at_the_top_of_a_column() {
        let heads = |place: usize, _| Tall {
            rows: 1,
            head: 1,
            first: place.is_multiple_of(4),
        };
        // Eight lines and two headings.
        assert_eq!(arrange(area(80, 10), 8, None, heads).seen(), 0..8);
        // The last of them with the heading of its heap.
        assert_eq!(arrange(area(80, 3), 8, Some(7), heads).seen(), 6..8);
        assert_eq!(arrange(area(80, 3), 8, Some(4), heads).seen(), 4..6);
    }

    proptest! {
        /// The columns follow each other without a gap, hold the selected line, and no column is higher than its area.
        #[test]
        fn the_selected_line_is_in_sight_and_whole(
            rows in prop::collection::vec(1..4_usize, 1..60),
            starts in prop::collection::vec(any::<bool>(), 60),
            heaps in any::<bool>(),
            width in 20..200_u16,
            height in 3..40_u16,
            selected in prop::option::of(0..60_usize),
        ) {
            let len = rows.len();
            let selected = selected.map(|place| place % len);
            let tall = |place: usize, _| Tall {
                rows: rows[place],
                head: usize::from(heaps),
                first: place == 0 || starts[place],
            };
            let arranged = arrange(area(width, height), len, selected, tall);
            let seen = arranged.seen();
            prop_assert!(seen.contains(&selected.unwrap_or(len - 1)));
            prop_assert_eq!(arranged.all, seen == (0..len));
            prop_assert!(arranged.columns.windows(2).all(|two| two[0].end == two[1].start));
            for column in &arranged.columns {
                let used: usize = column.clone().map(|place| {
                    let tall = tall(place, 0);
                    let top = place == column.start;
                    let head = if top || tall.first { tall.head } else { 0 };
                    tall.rows + head + if top { 0 } else { arranged.gap }
                }).sum();
                prop_assert!(used <= usize::from(height).max(4), "{used} rows in {height}");
            }
        }
    }
}
