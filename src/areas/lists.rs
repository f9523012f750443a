//! The lists that fill a body: what stands above and below them, and how many lines a row takes.

use ratatui::layout::{Constraint, Layout, Rect};

use super::wrap;

/// Where a list stands, and how high its rows are.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// What stands above the rows.
    pub above: Rect,
    /// The rows.
    pub rows: Rect,
    /// What stands below the rows.
    pub below: Rect,
    /// The most lines of a row that is not selected, where not all are seen.
    pub lines: usize,
    /// Lines of headings that may stand among the rows.
    pub headings: u16,
    /// The fewest cells that the words of a row have; those of the selected one are seen whole.
    pub words: u16,
}

impl List {
    pub(super) fn of(pane: Rect, above: u16, below: u16) -> Self {
        let rows = [
            Constraint::Length(above),
            Constraint::Fill(1),
            Constraint::Length(below),
        ];
        let [above, rows, below] = Layout::vertical(rows).areas(pane);
        Self {
            above,
            rows,
            below,
            lines: 1,
            headings: 0,
            words: pane.width / 2,
        }
    }

    /// The same with rows of so many lines at least.
    #[must_use]
    pub fn at_least(self, lines: usize) -> Self {
        Self {
            lines: self.lines.max(lines),
            ..self
        }
    }

    /// The lines that rows have in any case.
    pub fn room(&self) -> usize {
        self.rows.height.saturating_sub(self.headings).into()
    }

    /// How many lines a row takes at most: one that is selected shows all of its words.
    pub fn height(&self, words: &str, selected: bool) -> usize {
        if !selected {
            return self.lines;
        }
        wrap::wrap(words, self.words.into()).len() + self.lines - 1
    }
}

/// From this many columns on, the places stand in a column of their own.
const WITH_PLACES: u16 = 76;
/// From this many columns on, the counts have a pane of their own.
const WITH_SIDE: u16 = 96;
/// From this many columns on, there is room for the speaker of every threat.
const WITH_SPEAKERS: u16 = 120;
/// Cells from one pane to the next: a space, the bar, a space.
pub const GAP: u16 = 3;
/// Lines of a threat that is not selected.
const THREAT: usize = 2;
/// Cells beside the words of a threat: the mark, its number, that it wants other words, and its severity.
const BESIDE: u16 = 21;

/// The panes of the board from left to right; where columns are few, the last ones are missing.
#[derive(Clone, Copy, Debug)]
pub struct Board {
    /// The threats.
    pub threats: List,
    /// Where they bite.
    pub places: Option<Rect>,
    /// The counts.
    pub side: Option<Rect>,
    /// Each threat's speaker is seen.
    pub speakers: bool,
}

/// Where the board of question 2 stands.
pub fn board(body: Rect) -> Board {
    let (places, side) = match body.width {
        WITH_SPEAKERS.. => (28, 16),
        WITH_SIDE.. => (18, 15),
        WITH_PLACES.. => (17, 0),
        _ => (0, 0),
    };
    let gap = |width: u16| if width == 0 { 0 } else { GAP };
    let widths = [gap(places), places, gap(side), side].map(Constraint::Length);
    // A pane at the right edge keeps one cell free, as the text on the left does.
    let edge = Constraint::Length(u16::from(side == 0));
    let widths = [Constraint::Fill(1)]
        .into_iter()
        .chain(widths)
        .chain([edge]);
    let [threats, _, places, _, side, _] = Layout::horizontal(widths).areas(body);
    let pane = |pane: Rect| Some(pane).filter(|pane| pane.width > 0);
    Board {
        threats: List {
            lines: THREAT,
            words: threats.width.saturating_sub(BESIDE),
            ..List::of(threats, 1, 0)
        },
        places: pane(places),
        side: pane(side),
        speakers: body.width >= WITH_SPEAKERS,
    }
}

/// The list of question 3, the bar and the artifact, which has the wide pane.
pub fn responses(body: Rect) -> [Rect; 3] {
    let list = (body.width * 37 / 100).clamp(36, 60);
    let widths = [
        Constraint::Length(list),
        Constraint::Length(1),
        Constraint::Fill(1),
    ];
    Layout::horizontal(widths).areas(body)
}

/// From this many rows on, the legend of the marks stands at the foot of the list by votes.
const WITH_LEGEND: u16 = 8;

/// The threats of question 3 in their pane, alone or beside the artifact, in their order or by votes.
pub fn threats(pane: Rect, alone: bool, by_votes: bool) -> List {
    let legend = by_votes && pane.height >= WITH_LEGEND;
    List {
        lines: if alone { 2 } else { 1 },
        words: pane.width.saturating_sub(BESIDE + 9),
        ..List::of(pane, 1, legend.into())
    }
}

/// Lines at most for what was deferred.
pub const DEFERRED: usize = 2;

/// From this many columns on, who and by when have columns.
pub const WITH_COLUMNS: u16 = 76;
/// What no one owns, what someone does, and what is finished have a heading each.
const HEADINGS: u16 = 3;

/// The action items: the counts and the heads of the columns above, what was deferred below. Without columns a row says
/// who and by when in a line of its own.
pub fn actions(body: Rect, deferred: usize) -> List {
    let columns = body.width >= WITH_COLUMNS;
    let deferred = u16::try_from(deferred).unwrap_or(u16::MAX);
    List {
        lines: if columns { 1 } else { 2 },
        headings: HEADINGS,
        ..List::of(body, 1 + u16::from(columns), deferred)
    }
}

/// The columns of the questions, where there is room for them.
#[derive(Clone, Copy, Debug)]
pub struct Questions {
    /// The words have the rest.
    pub words: usize,
    /// What it is about, in numbers.
    pub about: usize,
    /// Who answers it.
    pub owner: usize,
    /// Where it stands.
    pub state: usize,
}

impl Questions {
    /// The columns in this many cells.
    pub fn of(width: u16) -> Option<Self> {
        let width = usize::from(width);
        let (about, owner, state) = match width {
            96.. => (9, 12, 16),
            76.. => (7, 9, 16),
            _ => return None,
        };
        Some(Self {
            words: width.saturating_sub(7 + about + owner + state),
            about,
            owner,
            state,
        })
    }

    /// The words of a question in the rows that they take: in their column, or above a row that says the rest.
    pub fn wrapped(words: &str, width: u16) -> Vec<String> {
        let room = match Self::of(width) {
            Some(columns) => columns.words.saturating_sub(2),
            None => usize::from(width).saturating_sub(8),
        };
        wrap::wrap(words, room)
    }

    /// The rows of an answer below its question.
    pub fn answered(answer: &str, width: u16) -> Vec<String> {
        let room = match Self::of(width) {
            Some(columns) => columns.words.saturating_sub(2),
            None => usize::from(width).saturating_sub(10),
        };
        if answer.is_empty() {
            return Vec::new();
        }
        wrap::wrap(&format!("\"{answer}\""), room)
    }

    /// How many lines a question takes with its answer and this many other wordings. A heading may stand above it.
    pub fn height(words: &str, answer: &str, others: usize, width: u16) -> usize {
        let below = usize::from(Self::of(width).is_none());
        let words = Self::wrapped(words, width).len();
        words + below + Self::answered(answer, width).len() + others
    }
}

/// The questions: what holds for all of them and the heads of the columns above.
pub fn questions(body: Rect) -> List {
    List::of(body, 2, 0)
}

/// From this many rows on, there is air around the ways to begin.
pub const ROOMY: u16 = 16;
/// From this many rows on, the path of the selected session has a row of its own.
pub const WITH_PATH: u16 = 10;

/// From this many columns on, the titles of sessions are seen whole.
const WITH_TITLES: u16 = 96;
/// The fewest cells of a title there.
const TITLE: u16 = 29;

/// The most lines that a session has in any case: as many as a long title has there, else one.
pub fn session_lines(width: u16) -> usize {
    if width >= WITH_TITLES { 8 } else { 1 }
}

/// The sessions of the start screen, below this many ways to begin and the line in which a session is looked for. A file
/// that cannot be read has a second line.
pub fn sessions(body: Rect, doors: usize) -> List {
    let doors = u16::try_from(doors).unwrap_or(u16::MAX);
    let air = if body.height >= ROOMY { 2 } else { 0 };
    let foot = u16::from(body.height >= WITH_PATH);
    let list = List::of(body, air + doors + 3, foot);
    List {
        lines: 2,
        words: if body.width >= WITH_TITLES {
            TITLE
        } else {
            list.words
        },
        ..list
    }
}

/// The journal: below the line in which something is looked for and the heads of its columns.
pub fn journal(body: Rect) -> List {
    List {
        lines: 2,
        ..List::of(body, 2, 1)
    }
}

/// Any other list: a heading above it, and what is not seen below it. A row may have a heading of its own.
pub fn plain(body: Rect) -> List {
    List {
        lines: 2,
        ..List::of(body, 1, 1)
    }
}
