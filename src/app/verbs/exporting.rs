//! Writing the exports that were picked.

use crate::app::effect::{Effect, Exports};
use crate::app::making::waits_for_writing;
use crate::app::state::{App, Tone};
use crate::export::Format;

/// Makes the preview of the selected export anew.
pub(in crate::app) fn preview(app: &mut App) {
    app.tell(|_, look, rooms| rooms.export.render(look));
}

/// The exports are written, or not: a preview that waited for that is made.
pub(in crate::app) fn catch_up(app: &mut App) {
    if app.place.open().is_some_and(|open| open.rooms.export.waits) {
        preview(app);
    }
}

pub(super) fn write_exports(app: &mut App, effects: &mut Vec<Effect>) {
    if waits_for_writing(app) {
        return;
    }
    let Some(open) = app.place.open() else { return };
    let picked = &open.rooms.export.picked;
    if picked.is_empty() {
        let key = app
            .keys
            .key_for(app.screen(), crate::keys::verb::Verb::Pick);
        return app.say(
            Tone::Attention,
            format!("Nothing is selected for export. Press {key} to select a file."),
        );
    }
    let formats = Format::ALL.iter().copied();
    let exports = Exports {
        session: open.session.share(),
        formats: formats.filter(|format| picked.contains(format)).collect(),
        options: Box::new(app.ask(|_, look, rooms| rooms.export.options(look))),
    };
    effects.push(Effect::Export(exports));
}
