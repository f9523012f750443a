//! The lines of earlier lunches: where the wall begins, and how to see what was said before.

use chrono::NaiveDate;

use super::state::App;
use crate::keys::Screen;
use crate::keys::verb::Verb;

impl App {
    /// The day from which on lines of the wall are in sight; `None` where all are.
    pub fn wall_since(&self) -> Option<NaiveDate> {
        let open = self.place.open()?;
        open.rooms.whiteboard.since(&open.session)
    }

    /// How many lines earlier lunches had, and which key shows them, in words that fit into so many cells.
    pub fn earlier_lines(&self, width: usize) -> Option<String> {
        let open = self.place.open()?;
        let state = &open.rooms.whiteboard;
        let hidden = state.hidden(&open.session, open.revision, self.today())?;
        let key = self.keys.key_for(Screen::Whiteboard, Verb::EarlierLines);
        // While a line is open, letters are text.
        let (press, key) = match &self.bar {
            Some(_) => ("", format!("Esc, then {key}")),
            None => ("press ", key),
        };
        let does = if hidden.shown { "hide" } else { "see" };
        let says = hidden.says;
        let all = [
            format!("{says}: {press}{key} to {does} them"),
            format!("{says}: {key}"),
        ];
        all.into_iter().find(|says| says.chars().count() <= width)
    }
}
