//! That notes from before the meeting wait, said where a meeting begins: on question 1 and on the whiteboard.

use super::state::App;
use super::understood;
use crate::domain::{Change, Did, ElementId, ItemId, counted};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;

/// Says what a note became: of the map as for a typed line, else with its words, as the note is gone from the screen.
pub(super) fn tell(app: &mut App, before: Option<ElementId>, change: &Change) {
    let Some(Did::Added(id)) = change.did else {
        return understood::tell(app, &Bar::new(&table::MAP_LINE, None), before, change);
    };
    let words = app.session().and_then(|session| session.words_of(id));
    if let (Some(words), Some(notice)) = (words, &mut app.notice) {
        notice.says = format!("{}: {words}", notice.says);
    }
    if matches!(id, ItemId::Flow(_) | ItemId::Zone(_)) {
        understood::tell(app, &Bar::new(&table::MAP_LINE, None), before, change);
    }
}

impl App {
    /// How many notes wait, in a few cells with the key that shows them; on question 1 alone.
    pub fn notes_wait(&self) -> Option<String> {
        let n = self.session()?.waiting.len();
        let key = self.keys.key_for(self.screen(), Verb::GoWaiting);
        let here = self.screen() == Screen::WorkingOn && n > 0;
        here.then(|| format!("{key}: {}", counted(n, "note")))
    }

    /// How many notes wait, from how many people, and how to look at them.
    pub fn notes_to_look_at(&self) -> Option<String> {
        let counted = self.session()?.waiting_words()?;
        let key = self.keys.key_for(self.screen(), Verb::GoWaiting);
        // While a line of the whiteboard is open, letters and digits are text.
        let is_text = self.bar.is_some() && self.screen() == Screen::Whiteboard;
        let press = if is_text { "Esc, then" } else { "press" };
        Some(format!("{counted}: {press} {key} to look at them"))
    }

    /// What a whiteboard asks, after the notes that wait while its first step goes on.
    pub(super) fn with_notes(&self, asks: String) -> String {
        let is_first = self.step() == self.steps().first().copied();
        match self.notes_to_look_at().filter(|_| is_first) {
            Some(notes) => format!("{notes}. {asks}"),
            None => asks,
        }
    }
}
