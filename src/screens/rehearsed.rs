//! How a rehearsal went: one page that is read from the top.

use super::{Deed, Look, Room};
use crate::areas::scroll::{Pages, Spot};
use crate::areas::{self, Rect, wrap};
use crate::keys::Screen;
use crate::keys::verb::Verb;

/// Cells in front of what the file holds, so that both wordings stand below each other.
const INDENT: usize = 3;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Rehearsed,
    title: "How it went.",
    asks: || "What will you do differently next time?".into(),
    left_for: Some(Screen::WorkingOn),
    shown_by: Some(Verb::GoRehearsed),
    means: |_, _, verb| match verb {
        Verb::Back => Deed::GoBack,
        _ => Deed::Usual,
    },
    travel: |look, rooms, verb, _| {
        rooms.rehearsed.scroll_by(verb, look);
        Deed::Done
    },
    enter: |_, rooms, _| rooms.rehearsed.scroll = Spot::default(),
    ..Room::BARE
};

/// How a line of the page looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// What the lines below are.
    Heading,
    /// What was said.
    Said,
    /// What the file holds of it.
    Holds,
    /// A rule to work on.
    Rule,
    /// A sentence, or a gap.
    Text,
    /// A word about the line above.
    Note,
}

/// A line of the page: how it looks, a word in front of it, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How it looks.
    pub look: Style,
    /// `Ana:`, `T3`, `1.`
    pub head: String,
    /// The words.
    pub says: String,
}

impl Line {
    /// The rows that it takes in so many cells, without what stands in front.
    pub fn rows(&self, width: usize) -> Vec<String> {
        if self.says.is_empty() {
            return vec![String::new()];
        }
        wrap::wrap(&self.says, width.saturating_sub(self.indent()).max(1))
    }

    /// The cells in front of its words.
    pub fn indent(&self) -> usize {
        match self.look {
            Style::Heading => 1,
            Style::Said | Style::Holds | Style::Note => {
                INDENT + wrap::width(&self.head).max(HEAD) + 1
            }
            Style::Rule => INDENT + wrap::width(&self.head) + 1,
            Style::Text => INDENT,
        }
    }
}

/// Cells of a name or an id, so that both wordings begin in one column.
const HEAD: usize = 6;

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The page.
    pub lines: Vec<Line>,
    /// The first row of it that is seen.
    pub scroll: Spot,
    /// It was shown at the end of the meeting.
    pub told: bool,
}

impl State {
    /// The page in the rows that it takes in this area.
    pub fn pages(&self, area: Rect) -> Pages<impl Fn(usize) -> usize> {
        let width = usize::from(area.width).saturating_sub(1);
        let rows = move |line: usize| {
            self.lines
                .get(line)
                .map_or(1, |line| line.rows(width).len())
        };
        Pages::new(self.lines.len(), rows, area.height)
    }

    fn scroll_by(&mut self, verb: Verb, look: &Look) {
        self.scroll = self.scrolled(verb, look);
    }

    fn scrolled(&self, verb: Verb, look: &Look) -> Spot {
        let body = areas::frame::areas(areas::terminal(look.size), 1).body;
        let pages = self.pages(body);
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
