//! The export screen: picking, previewing and writing.

use crate::app::effect::{Effect, ExportFile};
use crate::app::{App, Tone, waiting};
use crate::export::{Format, Options, render};

/// Makes the preview of the selected export anew.
pub(in crate::app) fn preview(app: &mut App) {
    let today = app.today();
    let Some(open) = &mut app.open else { return };
    let options = Options {
        names: open.export.names,
        today,
    };
    let text = render(open.export.selected, &open.session, &options);
    open.export.preview = text.lines().map(str::to_owned).collect();
    open.export.scroll = 0;
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
    if waiting::for_writing(app) {
        return;
    }
    let today = app.today();
    let Some(open) = &app.open else { return };
    let options = Options {
        names: open.export.names,
        today,
    };
    let files: Vec<ExportFile> = Format::ALL
        .into_iter()
        .filter(|format| open.export.picked.contains(format))
        .map(|format| ExportFile {
            name: format.file_name().to_owned(),
            contents: render(format, &open.session, &options),
        })
        .collect();
    if files.is_empty() {
        let key = app
            .keys
            .key_for(app.screen, crate::app::action::Action::Pick);
        return app.say(
            Tone::Attention,
            format!("Nothing is picked. {key} picks the selected file."),
        );
    }
    effects.push(Effect::Export(files));
}
