//! What a threat refers to: the line for it, and Tab, which finds the entries of the public lists by name.

use super::bars::open_bar;
use super::making::nothing_selected;
use super::state::App;
use crate::catalogue::references::{self, Cited, MOST};
use crate::domain::Text;
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::lines::table;

/// Opens the line with what the threat refers to.
pub(super) fn ask(app: &mut App) {
    let threat = app.threat_in_focus();
    match threat.and_then(|id| app.session()?.threat(id)) {
        Some(threat) => {
            let all: Vec<&str> = threat.references.iter().map(Text::as_str).collect();
            let bar = Bar::holding(&table::REFERENCES, Some(threat.id.into()), &all.join(", "));
            open_bar(app, bar);
        }
        None => nothing_selected(app),
    }
}

/// Puts in the id of what the words between two commas, up to the caret, may mean, and says what that is.
pub(super) fn complete(bar: &mut Bar) -> Option<String> {
    let (before, after) = parted(bar);
    let cut = before.rfind(',').map_or(0, |comma| comma + 1);
    let (head, name) = before.split_at_checked(cut)?;
    let gap = if head.is_empty() { "" } else { " " };
    let stem = name.trim().to_owned();
    let (says, id) = next(bar, stem, |stem| stem.to_owned())?;
    put(bar, &format!("{head}{gap}{id}"), &after);
    Some(says)
}

/// The same for the word at the caret of a line in which `=` begins a reference: `=sql-inj`.
pub(super) fn complete_word(bar: &mut Bar) -> Option<String> {
    let (before, after) = parted(bar);
    let cut = before.rfind(' ').map_or(0, |blank| blank + 1);
    let (head, word) = before.split_at_checked(cut)?;
    let stem = word.strip_prefix('=')?.to_owned();
    let (says, id) = next(bar, stem, |stem| stem.replace(['-', '_'], " "))?;
    put(bar, &format!("{head}={id}"), &after);
    Some(says)
}

/// The line before and behind the caret.
fn parted(bar: &Bar) -> (String, String) {
    let letters = || bar.editor.text().chars();
    let caret = bar.editor.caret();
    (
        letters().take(caret).collect(),
        letters().skip(caret).collect(),
    )
}

/// The next entry that fits what was typed before the first Tab, and what is said of it.
fn next(bar: &mut Bar, typed: String, name: fn(&str) -> String) -> Option<(String, String)> {
    let (stem, turn) = match bar.completing.take() {
        Some((stem, turn)) => (stem, turn + 1),
        None => (typed, 0),
    };
    let found = references::fitting(&name(&stem), MOST);
    let place = turn % found.len().max(1);
    let Cited(id) = *found.get(place)?;
    bar.refusal = None;
    bar.completing = Some((stem, turn));
    let words = Cited(id).words();
    let says = match found.len() {
        1 => words,
        n => format!("{words}   {} of {n}, Tab for the next", place + 1),
    };
    Some((says, id.to_string()))
}

fn put(bar: &mut Bar, before: &str, after: &str) {
    bar.editor = Editor::with_caret(&format!("{before}{after}"), before.chars().count());
}
