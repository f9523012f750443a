//! The export: which files, whose names, and a preview of the real thing.

use std::sync::Arc;

use super::{Deed, Look, Room, Rooms, Row, step};
use crate::areas::scroll::{Pages, Spot};
use crate::areas::{self, Rect, wrap};
use crate::catalogue::Stage;
use crate::export::{Audience, File, Format, Names, Options, SheetOptions, Shelf, remarks, render};
use crate::keys::Screen;
use crate::keys::verb::Verb;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Export,
    title: "Export.",
    stage: Some(Stage::Export),
    rows: |_, _| Format::ALL.iter().copied().map(Row::Format).collect(),
    selected: |_, rooms| Some(Row::Format(rooms.export.selected)),
    left_for: Some(Screen::GoodEnough),
    shown_by: Some(Verb::GoExport),
    means,
    travel,
    enter: |look, rooms, _| {
        rooms.export.sheet.since = rooms.whiteboard.since(look.session);
        if !rooms.export.waits {
            rooms.export.render(look);
        }
    },
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
fn lines(files: &[File]) -> Vec<String> {
    let mut lines = Vec::new();
    for file in files {
        if files.len() > 1 {
            lines.push(format!("=== {} ===", file.name));
        }
        if std::path::Path::new(&file.name)
            .extension()
            .is_some_and(|end| end == "html")
        {
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
    /// What is chosen for a sheet.
    pub sheet: SheetOptions,
    /// The lines of the previewed file.
    pub preview: Vec<String>,
    /// The first row of the preview that is seen.
    pub scroll: Spot,
    /// The arrows scroll the preview, which on narrow screens covers the list.
    pub reading: bool,
    /// What was written last.
    pub written: Vec<String>,
    /// The preview waits until the exports are written, so that this is said before anything is made.
    pub(crate) waits: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            selected: Format::SUMMARY,
            picked: Format::HANDOUTS.to_vec(),
            names: Names::default(),
            audience: Audience::default(),
            sheet: SheetOptions::default(),
            preview: Vec::new(),
            scroll: Spot::default(),
            reading: false,
            written: Vec::new(),
            waits: false,
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
            catalogue: Arc::clone(look.catalogue),
            limits: Arc::clone(look.thresholds),
            scales: Arc::clone(look.scales),
            since: None,
            sheet: self.sheet,
            at: None,
        }
    }

    /// Makes the preview of the selected export anew.
    pub(crate) fn render(&mut self, look: &Look) {
        self.waits = false;
        let options = self.options(look);
        let files = render(self.selected, look.session, &options);
        self.preview = if files.is_empty() {
            remarks(self.selected, look.session, &options)
        } else {
            lines(&files)
        };
        self.scroll = Spot::default();
    }

    /// What the selected file is, with its place among all, as it stands below a list that has no room for it.
    pub(crate) fn describes(&self, width: u16) -> Vec<String> {
        if areas::export::has_phrases(width) {
            return Vec::new();
        }
        let place = Format::ALL.iter().position(|f| *f == self.selected);
        let place = format!("{}/{}", place.unwrap_or_default() + 1, Format::ALL.len());
        let phrase = format!("{place} {}", self.selected.describes());
        wrap::wrap(&phrase, usize::from(width).saturating_sub(10))
    }

    /// Where the list and the preview stand in this body.
    pub(crate) fn areas(&self, body: Rect) -> areas::export::Areas {
        // Below the list: a blank row, for whom, the names, and what was written.
        let said = |width| 3 + self.describes(width).len() + usize::from(!self.written.is_empty());
        let list = Format::ALL.len() + Shelf::ALL.len();
        areas::export::areas(body, self.reading, |width| list + said(width))
    }

    /// The preview in the rows that it takes in this area.
    pub(crate) fn pages(&self, area: Rect) -> Pages<impl Fn(usize) -> usize> {
        let width = usize::from(area.width);
        let rows = move |line: usize| {
            let line = self.preview.get(line).map_or("", String::as_str);
            wrap::wrap(line, width).len()
        };
        Pages::new(self.preview.len(), rows, area.height)
    }

    /// Scrolls the preview in a terminal of this size.
    pub(crate) fn scroll_by(&mut self, action: Verb, size: (u16, u16)) {
        self.scroll = self.scrolled(action, size);
    }

    fn scrolled(&self, action: Verb, size: (u16, u16)) -> Spot {
        let body = areas::frame::areas(areas::terminal(size), 1).body;
        let pages = self.pages(self.areas(body).preview);
        let from = pages.within(self.scroll);
        match action {
            Verb::Up => pages.back(from, 1),
            Verb::Down => pages.forward(from, 1),
            Verb::PageUp => pages.back(from, pages.page()),
            Verb::PageDown => pages.forward(from, pages.page()),
            Verb::First => Spot::default(),
            _ => pages.last(),
        }
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
        assert_eq!(state.scroll, Spot { line: 19, row: 0 }, "of the 20 seen");
        state.scroll_by(Verb::PageUp, (100, 30));
        assert_eq!(state.scroll, Spot::default());
    }

    #[test]
    fn a_page_of_long_lines_ends_where_the_rows_end() {
        // 240 letters: five rows of 56 cells.
        let mut state = reading(&"word ".repeat(48), 100);
        state.scroll_by(Verb::PageDown, (100, 30));
        assert_eq!(state.scroll, Spot { line: 3, row: 4 });
    }

    #[test]
    fn a_line_that_is_longer_than_a_page_is_read_to_its_end() {
        let mut state = reading(&"word ".repeat(400), 1);
        state.reading = true;
        state.scroll_by(Verb::Last, (40, 10));
        state.scroll_by(Verb::PageDown, (40, 10));
        assert_eq!(state.scroll.line, 0);
        assert!(state.scroll.row > 40, "{:?}", state.scroll);
    }

    #[test]
    fn the_end_is_a_full_page() {
        let mut state = reading("short", 100);
        state.scroll_by(Verb::Last, (100, 30));
        state.scroll_by(Verb::Down, (100, 30));
        assert_eq!(state.scroll, Spot { line: 80, row: 0 });
    }

    #[test]
    fn an_empty_file_does_not_scroll() {
        let mut state = reading("", 0);
        state.scroll_by(Verb::PageDown, (0, 0));
        assert_eq!(state.scroll, Spot::default());
    }
}
