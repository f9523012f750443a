//! What lies over a screen: a box in the middle of the body.

use ratatui::layout::{Constraint, Layout, Margin, Rect};

use super::list::Wants;
use super::{head, wrap};

/// The box around this many cells and rows of content, and its inside: as large as its content where there is room.
pub fn around(content: (u16, u16), body: Rect) -> [Rect; 2] {
    let width = content.0.saturating_add(4).min(body.width);
    let height = content.1.saturating_add(2).min(body.height);
    let before = |room: u16, taken: u16| room.saturating_sub(taken) / 2;
    let place = |room, taken| [before(room, taken), taken].map(Constraint::Length);
    let [_, column] = Layout::horizontal(place(body.width, width)).areas(body);
    let [_, edge] = Layout::vertical(place(body.height, height)).areas(column);
    [edge, edge.inner(Margin::new(2, 1))]
}

/// The widest content that reads well in this body.
pub fn comfortable(body: Rect, most: u16) -> u16 {
    body.width.saturating_sub(8).min(most)
}

/// The help: a box over the whole height of the body.
#[derive(Clone, Copy, Debug)]
pub struct Help {
    /// The box.
    pub edge: (u16, u16),
    /// Where a key is looked for.
    pub line: Rect,
    /// The keys and the rules.
    pub content: Rect,
}

/// Where the help stands.
pub fn help(body: Rect) -> Help {
    let edge = (body.width.saturating_sub(6), body.height);
    let [_, inner] = around(edge, body);
    let [line, content] = head(inner);
    Help {
        edge,
        line,
        content,
    }
}

/// The inside of the box with the meanings of a scale: over the whole height of the body.
pub fn meanings(body: Rect) -> Rect {
    let [_, inner] = around(meanings_edge(body), body);
    inner
}

/// Cells and rows inside of the box with the meanings.
pub fn meanings_edge(body: Rect) -> (u16, u16) {
    (comfortable(body, 84), body.height)
}

/// The palette: a line to type in, the commands, and the sentence of the selected one.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Cells and rows inside of the box.
    pub content: (u16, u16),
    /// Where a command is looked for.
    pub line: Rect,
    /// The commands.
    pub list: Rect,
    /// What the selected one does.
    pub says: Rect,
}

/// The most rows of the palette.
const PALETTE: u16 = 17;
/// The fewest rows of its list, before a sentence is cut.
const COMMANDS: u16 = 2;

/// The rows that a sentence has where there is room, however short all are.
const SENTENCE: u16 = 2;

/// The cells of a command's sentence in the palette.
pub fn palette_width(body: Rect) -> u16 {
    comfortable(body, 78)
}

/// Where the palette stands, when it lists this many commands and the longest of their sentences takes this many rows.
pub fn palette(body: Rect, commands: usize, sentence: usize) -> Palette {
    let content = (palette_width(body), body.height.min(PALETTE));
    let [_, inner] = around(content, body);
    let least = u16::try_from(commands)
        .unwrap_or(u16::MAX)
        .clamp(1, COMMANDS);
    let sentence = u16::try_from(sentence).unwrap_or(u16::MAX).max(SENTENCE);
    let says = sentence.min(inner.height.saturating_sub(1 + least));
    // Blank rows come after all words are whole.
    let gap = u16::from(inner.height >= 1 + least + says + 2);
    let rows = [1, gap].map(Constraint::Length).into_iter();
    let rows = rows.chain([Constraint::Fill(1)]);
    let rows = rows.chain([gap, says].map(Constraint::Length));
    let [line, _, list, _, says] = Layout::vertical(rows).areas(inner);
    Palette {
        content,
        line,
        list,
        says,
    }
}

/// The most rows of what was found.
const FOUND: u16 = 14;

/// Cells and rows for this many hits, and where their list stands.
pub fn found(hits: usize, body: Rect) -> ((u16, u16), Rect) {
    let rows = u16::try_from(hits).unwrap_or(u16::MAX).clamp(1, FOUND);
    let content = (comfortable(body, 88), rows);
    let [_, inner] = around(content, body);
    (content, inner)
}

/// A hit has one line, or more where rows are free.
pub const HITS: Wants = Wants {
    least: 1,
    air: false,
};
/// Cells of the mark and the number before the words of a hit.
const BEFORE: u16 = 8;

/// The words of a hit in their list: all of them while it is selected.
pub fn hit(words: &str, list: Rect, selected: bool, most: usize) -> Vec<String> {
    let most = if selected { usize::MAX } else { most };
    wrap::wrap_to(words, list.width.saturating_sub(BEFORE).into(), most)
}

/// Rows that a list needs beside a card to be of use.
const LIST: u16 = 7;
/// Cells left free on both sides of the words of a card.
pub const MARGIN: u16 = 3;

/// The words of a card, and to whom they are owed, in the rows of a body.
pub fn card_rows(body: Rect, says: &str, owed: &str) -> [Vec<String>; 2] {
    let room = usize::from(body.width.saturating_sub(2 * MARGIN));
    let owed = if owed.is_empty() {
        Vec::new()
    } else {
        wrap::wrap(owed, room)
    };
    [wrap::wrap(says, room), owed]
}

/// What is left of a body for the screen, and the card below it; nothing is left where both do not fit.
pub fn card(body: Rect, says: &str, owed: &str) -> (Option<Rect>, Rect) {
    let rows: usize = card_rows(body, says, owed).iter().map(Vec::len).sum();
    // The rule with the pack's title.
    let needed = u16::try_from(rows + 1).unwrap_or(u16::MAX);
    if body.height < needed.saturating_add(LIST) {
        return (None, body);
    }
    let rows = [Constraint::Fill(1), Constraint::Length(needed)];
    let [screen, card] = Layout::vertical(rows).areas(body);
    (Some(screen), card)
}
