//! Completing the names of models that the start screen knows.

use super::state::{App, Tone};
use crate::lines::editor::Editor;
use crate::screens::one::models;

/// Puts in the next model whose name fits what was typed.
pub(super) fn complete(app: &mut App) {
    let Some(bar) = &mut app.bar else { return };
    let (stem, turn) = match &bar.completing {
        Some((stem, turn)) => (stem.clone(), turn + 1),
        None => (bar.editor.text().to_owned(), 0),
    };
    let offers = models(&app.home, &stem);
    let Some(offer) = offers.get(turn % offers.len().max(1)) else {
        return app.say(
            Tone::Info,
            "No model of that name. Type the path of its file.",
        );
    };
    bar.editor = Editor::new(offer);
    bar.completing = Some((stem, turn));
}
