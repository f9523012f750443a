//! The line that is being typed, and the words before it.

use crate::app::App;
use crate::app::bar::{Bar, BarKind};
use crate::app::editor::Editor;
use crate::app::overlay::Overlay;

/// What a line of this kind is called before its colon: what it becomes, and of what.
pub(super) fn words(bar: &Bar) -> String {
    let kind = match bar.kind {
        BarKind::Feedback => "plus to keep, or minus to change",
        BarKind::Title => "title of the meeting",
        kind => kind.prompt(),
    };
    let Some(about) = bar.about else {
        return kind.to_owned();
    };
    match bar.kind {
        BarKind::Merge => format!("merge {about} into"),
        BarKind::Link => format!("link {about} to"),
        BarKind::Unlink => format!("unlink {about} from"),
        BarKind::Split => format!("split {about} at the caret"),
        BarKind::Edit | BarKind::Answer => format!("{kind} {about}"),
        BarKind::Due
        | BarKind::Verify
        | BarKind::BusinessRisk
        | BarKind::Reason(_)
        | BarKind::ElementOwner => format!("{about} {kind}"),
        _ => format!("{kind} about {about}"),
    }
}

/// The line that takes what is typed, if there is one, and the words before it.
pub(super) fn line(app: &App) -> Option<(String, &Editor)> {
    match (&app.overlay, &app.choice, &app.bar) {
        (Some(Overlay::Help { filter, .. }), _, _) => Some(("key".to_owned(), filter)),
        (Some(Overlay::Palette { filter, .. }), _, _) => Some(("command".to_owned(), filter)),
        (Some(Overlay::Found { .. }) | None, None, Some(bar)) => Some((words(bar), &bar.editor)),
        _ => None,
    }
}
