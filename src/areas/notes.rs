//! The list of notes from before the meeting: what each is, who wrote it, and its words.

use super::lists::List;
use super::{Rect, wrap};

/// Cells of the mark of the selected row.
pub const MARK: usize = 3;
/// Cells for what a note is, with the gap behind it.
pub const KIND: usize = 12;
/// Lines of a note that is not selected, at most.
const LINES: usize = 2;

/// Where the notes stand, between a heading and what comes of the selected one.
pub fn list(body: Rect) -> List {
    List {
        lines: LINES,
        ..List::of(body, 2, 1)
    }
}

/// Cells for who wrote it, with the gap behind it.
pub fn who(width: u16) -> usize {
    usize::from(width / 5).clamp(8, 16)
}

/// The words of a note in the rows that they take: all of them where it is selected.
pub fn wrapped(words: &str, width: u16, selected: bool) -> Vec<String> {
    let room = usize::from(width).saturating_sub(MARK + KIND + who(width) + 1);
    if selected {
        wrap::wrap(words, room)
    } else {
        wrap::wrap_to(words, room, LINES)
    }
}
