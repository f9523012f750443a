//! The line for a heap: Tab puts in the names that begin as it does, one after the other.

use super::bar::Bar;
use super::editor::Editor;
use crate::domain::Heap;
use crate::domain::fold::fold;

/// Puts in the next known name.
pub fn complete(bar: &mut Bar, heaps: &[Heap<'_>]) {
    let (stem, turn) = match bar.completing.take() {
        Some((stem, turn)) => (stem, turn + 1),
        // What was suggested is no word of one's own: Tab goes through all names.
        None if bar.suggested => (String::new(), 0),
        None => (bar.editor.text().trim().to_owned(), 0),
    };
    let begins = fold(&stem);
    let fits: Vec<&str> = heaps
        .iter()
        .map(|heap| heap.name.as_str())
        .filter(|name| fold(name).starts_with(&begins))
        .collect();
    if let Some(name) = fits.get(turn % fits.len().max(1)) {
        bar.editor = Editor::new(name);
        bar.suggested = false;
        bar.refusal = None;
        bar.completing = Some((stem, turn));
    }
}
