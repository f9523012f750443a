//! What may lie over a screen: help, palette, find, pasted ballots, a failure, the question whether to leave.

use super::msg::Failure;
use super::offered::Offer;
use super::themes::ThemeOffer;
use crate::domain::ItemId;
use crate::keys::key::KeyCode;
use crate::lines::editor::Editor;
use crate::parse::votes::Ballots;

/// What lies over the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The keys of this screen; what is typed filters them.
    Help {
        /// The filter.
        filter: Editor,
        /// How many lines are scrolled away.
        scroll: usize,
    },
    /// What the words of the scale mean, over the choice of one.
    Meanings {
        /// How many lines are scrolled away.
        scroll: usize,
    },
    /// How what is left of threats came about, line by line.
    CameAbout {
        /// How many lines are scrolled away.
        scroll: usize,
    },
    /// All commands of this screen by name.
    Palette {
        /// What is looked for.
        filter: Editor,
        /// Which of the matches is selected, from 0.
        selected: usize,
    },
    /// Items that match what is typed in the bar.
    Found {
        /// The matches, best first.
        hits: Vec<Hit>,
        /// Which is selected, from 0.
        selected: usize,
    },
    /// The threats at a place on the map.
    Threats {
        /// What the place is called.
        about: String,
        /// The threats, in the order in which they were said.
        hits: Vec<Hit>,
        /// Which is selected, from 0.
        selected: usize,
    },
    /// Pasted ballots, before they are counted and shown.
    Ballots(Ballots),
    /// The packs of cards to choose from.
    Packs {
        /// Which is selected, from 0.
        selected: usize,
    },
    /// The themes to choose from; the selected one is shown meanwhile.
    Themes {
        /// What can be chosen.
        offers: Vec<ThemeOffer>,
        /// Which is selected, from 0.
        selected: usize,
    },
    /// The rehearsals to choose from.
    Rehearsals {
        /// What can be chosen.
        offers: Vec<Offer>,
        /// Which is selected, from 0.
        selected: usize,
    },
    /// A session that could not be opened.
    Failed(Failure),
    /// A file that could not be imported.
    NotTaken(Failure),
    /// Whether to leave, and what is still open.
    Leave {
        /// What the room would leave behind, one line each.
        open: Vec<String>,
        /// The last changes are not in the file.
        unsaved: bool,
    },
}

/// An item that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub id: ItemId,
    /// Its words.
    pub words: String,
}

/// Where a key leads in a short list whose last row is `last`; any other key leads nowhere.
pub(super) fn moved(code: KeyCode, selected: usize, last: usize) -> usize {
    match code {
        KeyCode::Down | KeyCode::Tab | KeyCode::Char('j') => (selected + 1).min(last),
        KeyCode::Up | KeyCode::BackTab | KeyCode::Char('k') => selected.saturating_sub(1),
        KeyCode::PageDown | KeyCode::End => last,
        KeyCode::PageUp | KeyCode::Home => 0,
        _ => selected,
    }
}
