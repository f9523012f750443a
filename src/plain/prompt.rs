//! The line that is being typed, and the words before it.

use crate::app::App;
use crate::app::overlay::Overlay;
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;

/// What a line of this kind is called before its colon: what it becomes, and of what.
pub(super) fn words(app: &App, bar: &Bar) -> String {
    let line = bar.line;
    let words = if line.aloud.is_empty() {
        line.prompt
    } else {
        line.aloud
    };
    match bar.about {
        None => words.to_owned(),
        Some(about) if line.prompt_about.is_empty() => format!("{words} about {about}"),
        Some(_) if bar.has_choice() => app.asks(bar),
        Some(about) => line.prompt_about.replace("{}", &about.to_string()),
    }
}

/// The line that takes what is typed, if there is one, and the words before it.
pub(super) fn line(app: &App) -> Option<(String, &Editor)> {
    match (&app.overlay, &app.choice, &app.bar) {
        (Some(Overlay::Help { filter, .. }), _, _) => Some(("key".to_owned(), filter)),
        (Some(Overlay::Palette { filter, .. }), _, _) => Some(("command".to_owned(), filter)),
        (Some(Overlay::Found { .. }) | None, None, Some(bar)) => {
            Some((words(app, bar), &bar.editor))
        }
        _ => None,
    }
}
