//! Tells the program to a terminal: after everything that happens, the bytes that say what is new.

use super::line::{Row, Typed};
use super::seen::Seen;
use super::{narrate, place, prompt, row, speech};
use crate::app::App;
use crate::app::effect::Reading;
use crate::domain::{Says, Verb, says};
use crate::keys::Screen;

/// What is said once, at the beginning.
fn welcome() -> Says {
    says![
        "threatboard, line by line. Press ",
        Verb::Help,
        " for the keys, ",
        Verb::ReadList,
        " for the list, ",
        Verb::WhereAmI,
        " for where you are, ",
        Verb::Quit,
        " to leave."
    ]
}

/// Tells what happens, line by line.
#[derive(Clone, Debug)]
pub struct Teller {
    seen: Seen,
    bottom: Row,
    columns: usize,
    reading: bool,
    scroll: usize,
}

impl Teller {
    /// Someone who knows nothing yet, in a terminal of this many columns.
    pub fn new(columns: u16) -> Self {
        Self {
            seen: Seen::default(),
            bottom: Row::default(),
            columns: usize::from(columns),
            reading: false,
            scroll: 0,
        }
    }

    /// The first words.
    pub fn welcome(&mut self, app: &App) -> String {
        let screen = Screen::WorkingOn;
        let name = |verb| {
            let key = app.keys.key_for(screen, verb);
            key.parse().map_or(key, speech::key)
        };
        let says = welcome().with(name);
        self.bottom.show(&[says], None, self.columns)
    }

    /// What is new since the last time, and the line that is being typed.
    pub fn tell(&mut self, app: &App) -> String {
        let mut lines = narrate(&self.seen, app);
        lines.extend(self.preview(app));
        self.seen = Seen::of(app);
        self.show(app, &lines)
    }

    /// What someone asked to hear.
    pub fn read(&mut self, app: &App, reading: Reading) -> String {
        let lines = match reading {
            Reading::List => row::list(app),
            Reading::Place => place::all(app),
        };
        self.show(app, &lines)
    }

    /// After the terminal was someone else's: where the meeting is, on a new line.
    pub fn resume(&mut self, app: &App) -> String {
        self.bottom.forget();
        let mut lines = vec!["Back in threatboard.".to_owned()];
        lines.extend(place::all(app));
        self.show(app, &lines)
    }

    /// The terminal has this many columns now. A line that no longer fits goes on in a new row.
    pub fn resize(&mut self, app: &App, columns: u16) -> String {
        let columns = usize::from(columns);
        if columns == self.columns {
            return String::new();
        }
        self.columns = columns;
        if !self.bottom.is_open() {
            return String::new();
        }
        self.bottom.forget();
        format!("\r\n{}", self.show(app, &[]))
    }

    /// Whether the caret stands in a line that is being typed.
    pub fn is_typing(&self) -> bool {
        self.bottom.is_open()
    }

    fn show(&mut self, app: &App, lines: &[String]) -> String {
        let typed = prompt::line(app).map(|(prompt, editor)| Typed {
            prompt,
            text: editor.text().to_owned(),
            caret: editor.caret(),
        });
        self.bottom.show(lines, typed, self.columns)
    }

    /// Where the preview of an export is read: all of it when that begins, then the line that the arrows reach.
    fn preview(&mut self, app: &App) -> Vec<String> {
        let export = app.open().map(|open| &open.rooms.export);
        let (reading, scroll) = export.map_or((false, 0), |e| (e.reading, e.scroll.line));
        let (began, moved) = (reading && !self.reading, scroll != self.scroll);
        (self.reading, self.scroll) = (reading, scroll);
        match export {
            Some(_) if began => row::list(app),
            Some(export) if reading && moved => {
                let line = export.preview.get(scroll).map(|line| row::markdown(line));
                line.into_iter().filter(|line| !line.is_empty()).collect()
            }
            _ => Vec::new(),
        }
    }
}
