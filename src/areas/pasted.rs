//! Where a paste that is looked at stands: what is to be known about it, then its lines.

use ratatui::layout::{Constraint, Layout, Rect};

use super::wrap;

/// From this many columns on there is a margin.
const WITH_MARGIN: u16 = 80;
/// Lines of a row that is not selected, at most.
const LINES: usize = 2;
/// Cells of the mark of the selected row.
const MARK: usize = 2;
/// Cells between two columns.
const GAP: usize = 2;

/// The places of a paste.
#[derive(Clone, Copy, Debug)]
pub struct Pasted {
    /// What is to be known about it.
    pub facts: Rect,
    /// The heading of its lines.
    pub head: Rect,
    /// Its lines.
    pub rows: Rect,
    /// Cells for what a line becomes, with the gap behind it.
    pub kind: usize,
    /// Cells for who said it, with the gap behind it; 0 where no one is known.
    pub who: usize,
    /// Cells for its words.
    pub words: usize,
}

/// The part of the body that is written in.
pub fn column(body: Rect) -> Rect {
    let margin = if body.width >= WITH_MARGIN { 4 } else { 1 };
    Rect {
        x: body.x + margin.min(body.width),
        width: body.width.saturating_sub(2 * margin),
        ..body
    }
}

/// The places, with this many lines to be known and these widths of the first two columns. At least half of the body is
/// for the lines.
pub fn pasted(body: Rect, facts: usize, [kind, who]: [usize; 2]) -> Pasted {
    let column = column(body);
    let most = column.height / 2;
    let facts = u16::try_from(facts).unwrap_or(u16::MAX).min(most);
    let [facts, head, rows] = Layout::vertical([
        Constraint::Length(facts),
        Constraint::Length(1),
        Constraint::Fill(1),
    ])
    .areas(column);
    let width = usize::from(column.width);
    let kind = kind + GAP;
    let who = match who.min(width / 4) {
        0 => 0,
        who => who + GAP,
    };
    Pasted {
        facts,
        head,
        rows,
        kind,
        who,
        words: width.saturating_sub(MARK + kind + who),
    }
}

impl Pasted {
    /// The words of a line in the rows that they take: all of them where it is selected.
    pub fn wrapped(&self, words: &str, selected: bool) -> Vec<String> {
        if selected {
            wrap::wrap(words, self.words)
        } else {
            wrap::wrap_to(words, self.words, LINES)
        }
    }
}
