//! Where a what-if stands: counts by level on top, what could be done beside what falls, and below what it would take.

use ratatui::layout::{Constraint, Layout, Rect};

use super::lists::{GAP, List};

/// From this many columns on, what falls stands beside what could be done.
const BESIDE: u16 = 96;
/// Rows of the counts: the levels, now, and with what is ticked.
const COUNTS: u16 = 3;
/// From this many rows on, there is air below the counts and more room for what it would take.
const ROOMY: u16 = 18;

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

/// Divides a body.
pub fn what_if(body: Rect) -> WhatIf {
    let (air, detail) = if body.height >= ROOMY { (1, 4) } else { (0, 2) };
    let parts = [
        Constraint::Length(COUNTS),
        Constraint::Length(air),
        Constraint::Fill(1),
        Constraint::Length(air),
        Constraint::Length(detail),
    ];
    let [counts, _, middle, _, detail] = Layout::vertical(parts).areas(body);
    let (pane, bar, falls) = if body.width >= BESIDE {
        let parts = [
            Constraint::Percentage(58),
            Constraint::Length(GAP),
            Constraint::Fill(1),
        ];
        let [pane, bar, falls] = Layout::horizontal(parts).areas(middle);
        (pane, Some(bar), falls)
    } else {
        let parts = [Constraint::Fill(1), Constraint::Fill(1)];
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
