//! The export screen: picking, previewing and writing.

use crate::app::effect::Effect;
use crate::app::making::waits_for_writing;
use crate::app::state::{App, Tone};
use crate::export::{Audience, File, Format, Names, render};

/// Names in another way, and the preview with them.
pub(super) fn next_names(app: &mut App) {
    if let Some(open) = &mut app.open {
        open.export.names = after(&Names::ALL, open.export.names);
    }
    preview(app);
}

/// For another audience, and the preview as it is for them.
pub(super) fn next_audience(app: &mut App) {
    if let Some(open) = &mut app.open {
        open.export.audience = after(&Audience::ALL, open.export.audience);
    }
    preview(app);
}

/// The choice after this one, the first after the last.
fn after<T: Copy + PartialEq>(all: &[T], now: T) -> T {
    let mut choices = all.iter().cycle().skip_while(|choice| **choice != now);
    choices.nth(1).copied().unwrap_or(now)
}

/// Makes the preview of the selected export anew.
pub(in crate::app) fn preview(app: &mut App) {
    app.tell(|_, look, rooms| rooms.export.render(look));
}

pub(super) fn pick_selected(app: &mut App) {
    let Some(open) = &mut app.open else { return };
    let selected = open.export.selected;
    if open.export.picked.contains(&selected) {
        open.export.picked.retain(|format| *format != selected);
    } else {
        open.export.picked.push(selected);
    }
}

pub(super) fn write_exports(app: &mut App, effects: &mut Vec<Effect>) {
    if waits_for_writing(app) {
        return;
    }
    let Some(open) = &app.open else { return };
    let options = app.ask(|_, look, rooms| rooms.export.options(look));
    let files: Vec<File> = Format::ALL
        .iter()
        .filter(|format| open.export.picked.contains(format))
        .flat_map(|format| render(*format, &open.session, &options))
        .collect();
    if open.export.picked.is_empty() {
        let key = app.keys.key_for(app.screen, crate::keys::verb::Verb::Pick);
        return app.say(
            Tone::Attention,
            format!("Nothing is selected for export. Press {key} to select a file."),
        );
    }
    effects.push(Effect::Export(files));
}
