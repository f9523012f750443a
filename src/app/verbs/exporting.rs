//! The export screen: picking, previewing and writing.

use crate::app::effect::Effect;
use crate::app::{App, Tone, waiting};
use crate::export::{File, Format, Options, render};

/// Makes the preview of the selected export anew.
pub(in crate::app) fn preview(app: &mut App) {
    let today = app.today();
    let trackers = app.catalogue.trackers.clone();
    let Some(open) = &mut app.open else { return };
    let options = Options {
        names: open.export.names,
        today,
        trackers,
        since: None,
    };
    let files = render(open.export.selected, &open.session, &options);
    open.export.preview = lines(&files);
    open.export.scroll = 0;
}

/// The files as they will be written, each under its name where there are several.
fn lines(files: &[File]) -> Vec<String> {
    let mut lines = Vec::new();
    for file in files {
        if files.len() > 1 {
            lines.push(format!("=== {} ===", file.name));
        }
        lines.extend(file.contents.lines().map(str::to_owned));
    }
    lines
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
        trackers: app.catalogue.trackers.clone(),
        since: None,
    };
    let files: Vec<File> = Format::ALL
        .iter()
        .filter(|format| open.export.picked.contains(format))
        .flat_map(|format| render(*format, &open.session, &options))
        .collect();
    if open.export.picked.is_empty() {
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
