//! The export screen: picking, previewing and writing.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::effect::Effect;
use crate::app::{App, Open, Tone, waiting};
use crate::catalogue::Trackers;
use crate::export::{Audience, File, Format, Names, Options, render};

/// What was chosen for every file.
pub(super) fn options(open: &Open, today: NaiveDate, trackers: &Arc<Trackers>) -> Options {
    Options {
        names: open.export.names,
        audience: open.export.audience,
        today,
        trackers: Arc::clone(trackers),
        since: None,
    }
}

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
    let today = app.today();
    let trackers = Arc::clone(&app.catalogue.trackers);
    let Some(open) = &mut app.open else { return };
    let options = options(open, today, &trackers);
    let files = render(open.export.selected, &open.session, &options);
    open.export.preview = lines(open.export.selected, &files);
    open.export.scroll = 0;
}

/// The files as they will be written, each under its name where there are several.
fn lines(format: Format, files: &[File]) -> Vec<String> {
    let mut lines = Vec::new();
    for file in files {
        if files.len() > 1 {
            lines.push(format!("=== {} ===", file.name));
        }
        if format == Format::HTML {
            let kilobytes = file.contents.len().div_ceil(1000);
            lines.push(
                "A page for a browser or a printer; its markup is not shown here.".to_owned(),
            );
            lines.push(format!(
                "Enter writes it next to the session file ({kilobytes} KB). It opens offline."
            ));
            continue;
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
    let Some(open) = &app.open else { return };
    let options = options(open, app.today(), &app.catalogue.trackers);
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
