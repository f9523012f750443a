//! Writing the exports that were picked.

use crate::app::effect::Effect;
use crate::app::making::waits_for_writing;
use crate::app::state::{App, Tone};
use crate::export::{File, Format, remarks, render};

/// Makes the preview of the selected export anew.
pub(in crate::app) fn preview(app: &mut App) {
    app.tell(|_, look, rooms| rooms.export.render(look));
}

pub(super) fn write_exports(app: &mut App, effects: &mut Vec<Effect>) {
    if waits_for_writing(app) {
        return;
    }
    let Some(open) = app.place.open() else { return };
    let options = app.ask(|_, look, rooms| rooms.export.options(look));
    let files: Vec<File> = Format::ALL
        .iter()
        .filter(|format| open.rooms.export.picked.contains(format))
        .flat_map(|format| render(*format, &open.session, &options))
        .collect();
    if open.rooms.export.picked.is_empty() {
        let key = app
            .keys
            .key_for(app.screen(), crate::keys::verb::Verb::Pick);
        return app.say(
            Tone::Attention,
            format!("Nothing is selected for export. Press {key} to select a file."),
        );
    }
    if files.is_empty() {
        let picked = open.rooms.export.picked.iter();
        let says: Vec<String> = picked
            .flat_map(|format| remarks(*format, &open.session, &options))
            .collect();
        return app.say(Tone::Attention, says.join(" "));
    }
    effects.push(Effect::Export(files));
}
