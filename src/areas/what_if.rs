//! Where a what-if stands: counts by level on top, what could be done beside what falls, and below what it would take.
//! What stands below has the rows that its words need, as far as the lists can spare them.

use ratatui::layout::{Constraint, Layout, Rect};

use super::lists::{GAP, List};

/// From this many columns on, what falls stands beside what could be done.
const BESIDE: u16 = 96;
/// Rows of the counts: the levels, now, and with what is ticked.
const COUNTS: u16 = 3;
/// From this many rows on, there is air below the counts and above what it would take.
const ROOMY: u16 = 18;

/// What a what-if would like to have, in rows.
#[derive(Clone, Copy, Debug)]
pub struct Wants {
    /// What could be done.
    pub list: u16,
    /// What falls.
    pub falls: u16,
    /// What it would take.
    pub detail: u16,
}

impl Wants {
    /// More than there is: the list is as short as it can be, so that a page of it leaves no row out.
    pub const MOST: Self = Self {
        list: u16::MAX,
        falls: u16::MAX,
        detail: u16::MAX,
    };
}

/// Where a what-if stands.
#[derive(Clone, Copy, Debug)]
pub struct WhatIf {
    /// How many threats are at each level.
    pub counts: Rect,
    /// What could be done.
    pub list: List,
    /// What stands between both, where they are beside each other.
    pub bar: Option<Rect>,
    /// What falls; its first row is the heading.
    pub falls: Rect,
    /// What it would take.
    pub detail: Rect,
}

/// Whether what falls stands beside what could be done, in so many columns.
fn is_beside(width: u16) -> bool {
    width >= BESIDE
}

/// The cells of a row of what could be done, and of one of what falls.
pub fn widths(body: Rect) -> (u16, u16) {
    if is_beside(body.width) {
        let [list, _, falls] = beside(body);
        (list.width, falls.width)
    } else {
        (body.width, body.width)
    }
}

fn beside(middle: Rect) -> [Rect; 3] {
    let parts = [
        Constraint::Percentage(58),
        Constraint::Length(GAP),
        Constraint::Fill(1),
    ];
    Layout::horizontal(parts).areas(middle)
}

/// Divides a body.
pub fn what_if(body: Rect, wants: Wants) -> WhatIf {
    let air = u16::from(body.height >= ROOMY);
    let room = body.height.saturating_sub(COUNTS + 2 * air);
    // Each has a heading.
    let (list, falls) = (wants.list.saturating_add(1), wants.falls.saturating_add(1));
    let lists = if is_beside(body.width) {
        list.max(falls)
    } else {
        list.saturating_add(falls)
    };
    let spare = room.saturating_sub(lists);
    let detail = wants.detail.min(spare.max(room * 3 / 8));
    let parts = [
        Constraint::Length(COUNTS),
        Constraint::Length(air),
        Constraint::Fill(1),
        Constraint::Length(air),
        Constraint::Length(detail),
    ];
    let [counts, _, middle, _, detail] = Layout::vertical(parts).areas(body);
    let (pane, bar, falls) = if is_beside(body.width) {
        let [pane, bar, falls] = beside(middle);
        (pane, Some(bar), falls)
    } else {
        let half = middle.height / 2;
        let falls = falls.min(half.max(middle.height.saturating_sub(list)));
        let parts = [Constraint::Fill(1), Constraint::Length(falls)];
        let [pane, falls] = Layout::vertical(parts).areas(middle);
        (pane, None, falls)
    };
    WhatIf {
        counts,
        list: List::of(pane, 1, 0),
        bar,
        falls,
        detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_within_the_body_and_none_takes_all_of_it() {
        for (width, height) in [(100, 21), (80, 15), (60, 11)] {
            let body = Rect::new(0, 3, width, height);
            for wanted in [1, 3, 9, u16::MAX] {
                let wants = Wants {
                    list: wanted,
                    falls: wanted,
                    detail: wanted,
                };
                let areas = what_if(body, wants);
                let parts = [areas.counts, areas.list.rows, areas.falls, areas.detail];
                for part in parts {
                    assert_eq!(part.intersection(body), part, "{width}x{height}");
                    assert!(part.height > 0, "{width}x{height}: {areas:?}");
                }
                assert!(areas.falls.height > 1, "a heading alone says nothing");
            }
        }
    }
}
