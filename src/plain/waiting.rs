//! The notes from before the meeting, in words.

use super::speech::{capital, sentence};
use crate::app::App;
use crate::screens::waiting::becomes;

/// How many wait, and how to look at them; nothing where none waits.
pub(super) fn facts(app: &App) -> Option<String> {
    app.notes_to_look_at().map(|says| sentence(&says))
}

/// A note by its place.
pub(super) fn note(app: &App, place: usize) -> String {
    let session = app.session();
    let note = session.and_then(|session| session.waiting.get(place));
    let Some((session, note)) = session.zip(note) else {
        return String::new();
    };
    let who = session.name_of(note.speaker);
    let from = who.map_or_else(String::new, |name| format!(" from {name}"));
    let kind = capital(note.kind.word());
    format!(
        "{kind}{from}: {} Taken, it becomes {}.",
        sentence(&note.text),
        becomes(note.kind)
    )
}
