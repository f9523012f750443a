//! The export: which files, whose names, and a preview of the real thing.

use std::sync::Arc;

use super::{Deed, Look, Room, Rooms, Row, step};
use crate::catalogue::Stage;
use crate::export::{Audience, File, Format, Names, Options, Shelf, render};
use crate::keys::Screen;
use crate::keys::verb::Verb;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Export,
    title: "Export.",
    stage: Some(Stage::Export),
    rows: |_, _| Format::ALL.iter().copied().map(Row::Format).collect(),
    selected: |_, rooms| Some(Row::Format(rooms.export.selected)),
    shown_by: Some(Verb::GoExport),
    means,
    travel,
    enter: |look, rooms, _| rooms.export.render(look),
    ..Room::BARE
};

/// What a verb means on the export.
fn means(look: &Look, rooms: &mut Rooms, verb: Verb) -> Deed {
    let state = &mut rooms.export;
    match verb {
        Verb::Open => Deed::Write,
        Verb::Pick => {
            state.pick();
            Deed::Done
        }
        Verb::Names => {
            state.names = after(&Names::ALL, state.names);
            state.render(look);
            Deed::Done
        }
        Verb::Audience => {
            state.audience = after(&Audience::ALL, state.audience);
            state.render(look);
            Deed::Done
        }
        Verb::NextPane | Verb::PreviousPane => {
            state.reading = !state.reading;
            Deed::Done
        }
        Verb::Back if state.reading => {
            state.reading = false;
            Deed::Done
        }
        Verb::Back => Deed::GoBack,
        _ => Deed::Usual,
    }
}

/// The one after this of several, and after the last the first.
fn after<T: Copy + PartialEq>(all: &[T], now: T) -> T {
    let mut choices = all.iter().cycle().skip_while(|choice| **choice != now);
    choices.nth(1).copied().unwrap_or(now)
}

/// The arrows go through the files, or through the one that is read.
fn travel(look: &Look, rooms: &mut Rooms, verb: Verb, by: isize) -> Deed {
    let state = &mut rooms.export;
    match (verb, state.reading) {
        (Verb::PageUp | Verb::PageDown, _) | (_, true) => state.scroll_by(verb, look.size),
        _ => {
            if let Some(format) = step(Format::ALL, Some(state.selected), by) {
                state.selected = format;
            }
            state.render(look);
        }
    }
    Deed::Done
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

/// From this width on, the preview stands beside the list; below, it stands under it, or in its place while it is read.
pub(crate) const TWO_PANES: u16 = 90;
/// How many cells the list takes beside the preview; the bar and a space follow.
pub(crate) const LIST: u16 = 42;
/// What only this screen knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The selected format; its file is previewed.
    pub selected: Format,
    /// The formats that Enter writes.
    pub picked: Vec<Format>,
    /// How names are written.
    pub names: Names,
    /// For whom the summary is.
    pub audience: Audience,
    /// The lines of the previewed file.
    pub preview: Vec<String>,
    /// How many lines of the preview are scrolled away.
    pub scroll: usize,
    /// The arrows scroll the preview, which on narrow screens covers the list.
    pub reading: bool,
    /// What was written last.
    pub written: Vec<String>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            selected: Format::SUMMARY,
            picked: Format::HANDOUTS.to_vec(),
            names: Names::default(),
            audience: Audience::default(),
            preview: Vec::new(),
            scroll: 0,
            reading: false,
            written: Vec::new(),
        }
    }
}

impl State {
    /// Picks the selected export for writing, or no longer.
    fn pick(&mut self) {
        let selected = self.selected;
        if self.picked.contains(&selected) {
            self.picked.retain(|format| *format != selected);
        } else {
            self.picked.push(selected);
        }
    }

    /// What was chosen for every file.
    pub(crate) fn options(&self, look: &Look) -> Options {
        Options {
            names: self.names,
            audience: self.audience,
            today: look.today(),
            trackers: Arc::clone(&look.catalogue.trackers),
            limits: Arc::clone(look.thresholds),
            since: None,
        }
    }

    /// Makes the preview of the selected export anew.
    pub(crate) fn render(&mut self, look: &Look) {
        let files = render(self.selected, look.session, &self.options(look));
        self.preview = lines(self.selected, &files);
        self.scroll = 0;
    }

    /// How many rows stand above the preview where it is not beside the list, in a body of so many rows: the list, and
    /// what holds for all files.
    pub(crate) fn above(&self, body: usize) -> usize {
        let said = if self.written.is_empty() { 3 } else { 4 };
        (body / 2)
            .max(6)
            .min(Format::ALL.len() + said + Shelf::ALL.len())
    }

    /// Scrolls the preview in a terminal of this size. A page never skips a line: only drawing knows how long lines
    /// wrap, so it is estimated on the safe side.
    pub(crate) fn scroll_by(&mut self, action: Verb, (width, height): (u16, u16)) {
        // The frame takes nine rows, the head of the preview one.
        let rows = usize::from(height.saturating_sub(10));
        let (columns, rows) = match width {
            TWO_PANES.. => (width.saturating_sub(LIST + 2), rows),
            _ if self.reading => (width.saturating_sub(1), rows),
            _ => {
                let rows = rows.saturating_sub(self.above(rows + 1));
                (width.saturating_sub(1), rows)
            }
        };
        // A line that breaks between words loses a few cells.
        let columns = usize::from(columns.saturating_sub(8)).max(1);
        let rows = rows.max(1);
        let fit = |lines: &mut dyn Iterator<Item = &String>| {
            let mut used = 0;
            let lines = lines.take_while(|line| {
                used += line.len().div_ceil(columns).max(1);
                used <= rows
            });
            lines.count().max(1)
        };
        let last = self
            .preview
            .len()
            .saturating_sub(fit(&mut self.preview.iter().rev()));
        // The last line of a page is the first of the next, so that the eye finds its place.
        let step = |page: usize| page.saturating_sub(1).max(1);
        let top = match action {
            Verb::Up => self.scroll.saturating_sub(1),
            Verb::Down => self.scroll + 1,
            Verb::PageUp => {
                let above = self.preview.iter().take(self.scroll + 1);
                self.scroll.saturating_sub(step(fit(&mut above.rev())))
            }
            Verb::PageDown => self.scroll + step(fit(&mut self.preview.iter().skip(self.scroll))),
            Verb::First => 0,
            _ => last,
        };
        self.scroll = top.min(last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(line: &str, lines: usize) -> State {
        State {
            preview: vec![line.to_owned(); lines],
            ..State::default()
        }
    }

    #[test]
    fn a_page_down_keeps_one_line_in_sight_and_a_page_up_comes_back() {
        let mut state = reading("short", 100);
        state.scroll_by(Verb::PageDown, (100, 30));
        assert_eq!(state.scroll, 19, "of the 20 lines seen");
        state.scroll_by(Verb::PageUp, (100, 30));
        assert_eq!(state.scroll, 0);
    }

    #[test]
    fn a_page_of_long_lines_is_fewer_of_them() {
        let mut state = reading(&"word ".repeat(40), 100);
        state.scroll_by(Verb::PageDown, (100, 30));
        assert_eq!(state.scroll, 3);
    }

    #[test]
    fn where_little_is_seen_a_page_is_short() {
        let mut state = reading("short", 100);
        state.scroll_by(Verb::PageDown, (60, 20));
        assert_eq!(state.scroll, 3);
    }

    #[test]
    fn the_end_is_a_full_page() {
        let mut state = reading("short", 100);
        state.scroll_by(Verb::Last, (100, 30));
        state.scroll_by(Verb::Down, (100, 30));
        assert_eq!(state.scroll, 80);
    }

    #[test]
    fn an_empty_file_does_not_scroll() {
        let mut state = reading("", 0);
        state.scroll_by(Verb::PageDown, (0, 0));
        assert_eq!(state.scroll, 0);
    }
}
