//! What a year costs: one page that is read from the top. It is simulated outside, when the screen is entered or the
//! session has changed; until then the last page stays.

use std::sync::Arc;

use super::{Deed, Look, Room};
use crate::areas::scroll::{Pages, Spot};
use crate::areas::wrap::{pad, shorten, width, wrap};
use crate::areas::{self, Rect};
use crate::check::costs::{self, Line, Page};
use crate::domain::Session;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::risk::Scales;
use crate::risk::numbers::{Costs, Draw, NoCosts};

/// The rows of the drawn curve, with its axes.
pub const CURVE: usize = 11;
/// Cells in front of every line.
const INDENT: usize = 1;
/// Cells between columns.
const GAP: usize = 2;
/// The first column keeps that much, and the last ones go.
const FIRST: usize = 24;
/// No first column is wider.
const WIDEST: usize = 40;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Costs,
    title: "What a year costs.",
    asks: || "What does a year cost, and what would bring it down?".into(),
    left_for: Some(Screen::GoodEnough),
    shown_by: Some(Verb::GoCosts),
    means: |look, rooms, verb| match verb {
        Verb::Back => Deed::GoBack,
        // The figures are asked about first, then the keys.
        Verb::CameAbout | Verb::Help if rooms.costs.goes_to_how(look) => Deed::Done,
        Verb::CameAbout if rooms.costs.page.lines.is_empty() => {
            Deed::Say("Still simulating.".into())
        }
        Verb::CameAbout => Deed::Say("How it came about is already shown.".into()),
        _ => Deed::Usual,
    },
    travel: |look, rooms, verb, _| {
        rooms.costs.scroll = rooms.costs.scrolled(verb, look);
        Deed::Done
    },
    enter: |_, rooms, _| rooms.costs.scroll = Spot::default(),
    ..Room::BARE
};

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The page.
    pub page: Page,
    /// The first row of it that is seen.
    pub scroll: Spot,
    /// For which state of the session it was asked last.
    asked: Option<u64>,
}

/// What is to be simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// The session as it was.
    pub session: Arc<Session>,
    /// The numbers that nobody measured.
    pub scales: Arc<Scales>,
    /// Which state of the session it is.
    pub revision: u64,
}

/// Its numbers come from a file that has no others than finite ones.
impl Eq for Order {}

/// A page that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The state of the session that it is about.
    pub revision: u64,
    /// The page.
    pub page: Page,
}

impl Order {
    /// Simulates. It takes a moment.
    pub fn make(&self) -> Made {
        let conventions = &self.scales.conventions;
        let page = match Costs::as_many(&self.session, conventions, Draw::default()) {
            Ok(costs) => costs::page(&self.session, &costs),
            Err(NoCosts::Nothing) => costs::without_money(&self.session, conventions),
            Err(wrong) => Page {
                lines: vec![Line::Headline(wrong.to_string())],
                how: 0,
            },
        };
        Made {
            revision: self.revision,
            page,
        }
    }
}

impl State {
    /// What has to be simulated for this state of the session, unless it was asked for already.
    pub fn follow(&mut self, revision: u64) -> bool {
        let is_new = self.asked != Some(revision);
        self.asked = Some(revision);
        is_new
    }

    /// A page was made. One that is about an older state of the session comes too late.
    pub fn take(&mut self, made: Made) {
        if self.asked == Some(made.revision) {
            self.page = made.page;
        }
    }

    /// The page in the rows that it takes in this area.
    pub fn pages(&self, area: Rect) -> Pages<impl Fn(usize) -> usize> {
        let width = usize::from(area.width);
        let rows = move |line: usize| {
            let line = self.page.lines.get(line);
            line.map_or(1, |line| rows(line, width).len())
        };
        Pages::new(self.page.lines.len(), rows, area.height)
    }

    fn body(look: &Look) -> Rect {
        areas::frame::areas(areas::terminal(look.size), 1).body
    }

    /// Goes to how the figures came about; says whether that was not in sight already.
    fn goes_to_how(&mut self, look: &Look) -> bool {
        let how = Spot {
            line: self.page.how,
            row: 0,
        };
        let (from, to) = {
            let pages = self.pages(Self::body(look));
            (pages.within(self.scroll), pages.within(how))
        };
        self.scroll = self.scroll.max(to);
        from < to
    }

    fn scrolled(&self, verb: Verb, look: &Look) -> Spot {
        let pages = self.pages(Self::body(look));
        let from = pages.within(self.scroll);
        match verb {
            Verb::Up => pages.back(from, 1),
            Verb::Down => pages.forward(from, 1),
            Verb::PageUp => pages.back(from, pages.page()),
            Verb::PageDown => pages.forward(from, pages.page()),
            Verb::First => Spot::default(),
            _ => pages.last(),
        }
    }
}

/// The rows of a line in so many cells. Those of the curve are empty: it is drawn over them.
pub fn rows(line: &Line, cells: usize) -> Vec<String> {
    let room = cells.saturating_sub(INDENT + 1).max(1);
    let mut rows = match line {
        Line::Headline(says) | Line::Text(says) => wrap(says, room),
        Line::Heading(says) => vec![String::new(), says.clone()],
        Line::Item(says) => {
            let rows = wrap(says, room.saturating_sub(2).max(1)).into_iter();
            let marked = |(n, row)| format!("{}{row}", if n == 0 { "- " } else { "  " });
            rows.enumerate().map(marked).collect()
        }
        Line::Table(_, cells) => table(cells, room),
        Line::Curve(_) => return vec![String::new(); CURVE],
    };
    for row in &mut rows {
        if !row.is_empty() {
            row.insert_str(0, &" ".repeat(INDENT));
        }
    }
    rows
}

/// Columns as wide as their widest cell; the first gives way, then the last ones go.
fn table(rows: &[Vec<String>], room: usize) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| width(cell)).max().unwrap_or_default()
    };
    let mut widths: Vec<usize> = (0..columns).map(widest).collect();
    let beside = |widths: &[usize]| widths.iter().skip(1).map(|wide| wide + GAP).sum::<usize>();
    while widths.len() > 2 && beside(&widths) + FIRST.min(widest(0)) > room {
        widths.pop();
    }
    let left = room.saturating_sub(beside(&widths)).min(WIDEST);
    if let Some(first) = widths.first_mut() {
        *first = left.min(*first);
    }
    let rows = rows.iter().map(|row| {
        let cells = row.iter().zip(&widths);
        let cells = cells.map(|(cell, wide)| pad(&shorten(cell, *wide), *wide));
        let row = cells.collect::<Vec<_>>().join("  ");
        row.trim_end().to_owned()
    });
    rows.collect()
}

/// A page as plain text, with the curve as a table.
pub fn in_columns(page: &Page, cells: usize) -> String {
    let mut out = String::new();
    for line in &page.lines {
        let rows = match line {
            Line::Curve(curve) => table(&curve.rows, cells),
            line => rows(line, cells),
        };
        for row in rows {
            out.push_str(row.strip_prefix(' ').unwrap_or(&row));
            out.push('\n');
        }
    }
    out
}

/// A line for those who hear it: a sentence for each row, without bars.
pub fn aloud(line: &Line) -> Vec<String> {
    match line {
        Line::Headline(says) | Line::Text(says) | Line::Item(says) | Line::Heading(says) => {
            vec![says.clone()]
        }
        Line::Table(_, rows) => spoken_rows(rows),
        Line::Curve(curve) => spoken_rows(&curve.rows),
    }
}

fn spoken_rows(rows: &[Vec<String>]) -> Vec<String> {
    let rows = rows.iter().map(|row| {
        let cells = row.iter().map(String::as_str);
        let said = cells.filter(|cell| !cell.trim_matches('#').is_empty());
        said.collect::<Vec<_>>().join(": ")
    });
    rows.collect()
}
