//! The start screen: start, or carry on.

pub(crate) mod ago;
pub(crate) mod doors;
pub mod gist;
pub mod recent;
mod shown;

use std::sync::Arc;

use super::{Deed, Look, Room, Rooms, Row, journal};
use crate::catalogue::rehearsals::Script;
use crate::domain::fold::fold;
use crate::domain::{ActionId, ItemId, Stamp, Text};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::parse::when;
pub use gist::{Gist, Heard, Step};
pub use recent::Recent;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Home,
    title: "Threat model sessions.",
    rows: |look, _| {
        let shown = if look.home.shows_list() {
            look.home.shown().len()
        } else {
            0
        };
        (0..shown).map(Row::Recent).collect()
    },
    selected: |look, _| {
        let shown = look.home.shows_list() && look.home.selected < look.home.shown().len();
        shown.then_some(Row::Recent(look.home.selected))
    },
    means: |look, _, verb| match verb {
        Verb::Open => Deed::Open(look.home.selected),
        Verb::Back => Deed::Fold,
        _ => Deed::Usual,
    },
    travel,
    ..Room::BARE
};

/// Nothing is selected in a list that is folded.
fn travel(look: &Look, _: &mut Rooms, _: Verb, by: isize) -> Deed {
    if !look.home.shows_list() {
        return Deed::Folded;
    }
    let last = look.home.shown().len().saturating_sub(1);
    Deed::Pick(Row::Recent(
        look.home.selected.saturating_add_signed(by).min(last),
    ))
}

/// What was found in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The session.
    pub path: String,
    /// The item that has it; `None` when it is the session's own.
    pub at: Option<ItemId>,
    /// Where, and the text.
    pub says: String,
    /// How many more texts of it fit.
    pub more: usize,
}

/// What was found for these words, in all sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// The words.
    pub words: String,
    /// One for each session in which they were found.
    pub found: Vec<Found>,
}

/// By which words a session is found before it is looked through.
fn found_by(recent: &Recent) -> String {
    let Some(heard) = &recent.heard else {
        return recent.title.clone();
    };
    let more = heard.ids.iter().chain(&recent.people);
    let more: Vec<&str> = more.map(String::as_str).collect();
    format!(
        "{}\n{}\n{}\n{}",
        recent.title,
        heard.headline,
        heard.system,
        more.join("\n")
    )
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The sessions that can be carried on, the most recent meeting first; `None` until they were looked for.
    pub recents: Option<Vec<Recent>>,
    /// How many more files are still being read.
    pub unread: usize,
    /// Which of the shown ones is selected, from 0.
    pub selected: usize,
    /// What the sessions must hold.
    pub filter: String,
    /// The words that were looked for in the sessions last.
    pub asked: String,
    /// What was found in them.
    pub sought: Option<Sought>,
    /// Only sessions to come back to, with what is late or due on top.
    pub returning: bool,
    /// Only what was heard, as the journal shows it.
    pub journal: bool,
    /// The next step that was marked as done from the journal last, and its file.
    pub finished: Option<(String, ActionId)>,
    /// The file of the one that was copied from the journal last.
    pub copied: Option<String>,
    /// The titles, and what else is found at once, as they are compared.
    pub(crate) folded: Vec<String>,
    /// How often sessions were read, or words were found in them.
    news: u64,
    /// Which are shown.
    kept: shown::Shown,
    /// The session that is being opened is the example.
    pub example: bool,
    /// The session that is being opened is the rehearsal of this script.
    pub rehearsal: Option<Arc<Script>>,
    /// The item for which a session is being opened, as it was found by that item's words.
    pub goes_to: Option<ItemId>,
    /// Someone asked for the list.
    pub listed: bool,
    /// The list is shown unasked.
    pub always: bool,
    /// The title of the session that the program was started with, while its file is being read.
    pub opens: Option<Text>,
}

impl State {
    /// Whether what the sessions hold is still being looked through.
    pub fn is_seeking(&self) -> bool {
        let done = self
            .sought
            .as_ref()
            .is_some_and(|it| it.words == self.filter);
        !self.filter.trim().is_empty() && !done
    }

    /// What was found in a session. Until it was looked for all of the words, what fits their beginning.
    pub fn found_in(&self, recent: &Recent) -> Option<&Found> {
        let sought = self.sought.as_ref().filter(|it| self.goes_on_from(it))?;
        sought.found.iter().find(|found| found.path == recent.path)
    }

    /// Whether the filter holds more of the same words.
    fn goes_on_from(&self, sought: &Sought) -> bool {
        !self.filter.trim().is_empty() && self.filter.starts_with(&sought.words)
    }

    /// The item by whose words a session was found, and not by its title.
    pub(crate) fn only_in(&self, recent: &Recent) -> Option<ItemId> {
        let titled = fold(&recent.title).contains(&fold(&self.filter));
        self.found_in(recent).filter(|_| !titled)?.at
    }

    /// Whether titles of sessions are seen: when they were asked for, by a list or by words that they hold.
    pub fn shows_list(&self) -> bool {
        self.listed || self.returning || self.journal || !self.filter.is_empty()
    }

    /// Shows all sessions again, with the same one selected.
    pub(crate) fn unfilter(&mut self) {
        self.selecting_the_same(|home| {
            home.filter.clear();
            home.sought = None;
            home.asked.clear();
        });
    }

    /// These are the sessions now, and so many more are still being read. The same one stays selected.
    pub(crate) fn take(&mut self, recents: Vec<Recent>, unread: usize) {
        self.selecting_the_same(|home| {
            home.folded = recents
                .iter()
                .map(|recent| fold(&found_by(recent)))
                .collect();
            home.recents = Some(recents);
            home.news += 1;
            home.unread = unread;
            home.asked.clear();
        });
    }

    /// What was found in the sessions. The same one stays selected.
    pub(crate) fn take_found(&mut self, sought: Sought) {
        self.selecting_the_same(|home| {
            home.sought = Some(sought);
            home.news += 1;
        });
    }

    /// Changes what is shown. The same session stays selected, else the first one.
    pub(crate) fn selecting_the_same(&mut self, change: impl FnOnce(&mut Self)) {
        let selected = self.shown().get(self.selected).map(|it| it.path.clone());
        change(self);
        let place = |path| self.shown().iter().position(|it| it.path == path);
        self.selected = selected.and_then(place).unwrap_or(0);
    }

    /// Folds what lies on top: the list to come back to lies over the list of all.
    pub(crate) fn unlist(&mut self) {
        if !std::mem::take(&mut self.returning) {
            self.listed = false;
        }
    }

    /// Begins anew: nothing is looked for, and the list is folded unless it is shown unasked.
    pub fn fold(&mut self) {
        self.filter.clear();
        self.sought = None;
        self.asked.clear();
        self.selected = 0;
        self.listed = self.always;
    }

    /// What wants attention among the sessions, in one line: how many of them; where the list was asked for, the first with
    /// late action items, and the first whose date to come back has passed.
    pub fn nudge(&self, now: Stamp) -> Option<String> {
        let recents = || self.recents.iter().flatten();
        // What is to be looked at again wants no more than that.
        let again = |r: &&Recent| r.heard.is_some() && r.revisit_due.is_some();
        let again = match recents().filter(again).count() {
            0 => None,
            1 => Some("1 one-threat to look at again.".to_owned()),
            n => Some(format!("{n} one-threats to look at again.")),
        };
        // Words of one title do not ask for the others.
        if !self.listed && !self.returning {
            let due = |r: &Recent| r.heard.is_none() && r.revisit_due.is_some();
            let wants = recents().filter(|r| r.late_actions > 0 || due(r)).count();
            let wants = match wants {
                0 => None,
                1 => Some("1 session needs attention.".to_owned()),
                n => Some(format!("{n} sessions need attention.")),
            };
            let says: Vec<String> = wants.into_iter().chain(again).collect();
            return (!says.is_empty()).then(|| says.join(" "));
        }
        let late = recents().find(|r| r.late_actions > 0).map(|r| {
            let s = if r.late_actions == 1 { "" } else { "s" };
            format!("{} has {} late action{s}.", r.title, r.late_actions)
        });
        let due = recents().filter(|r| r.heard.is_none()).find_map(|r| {
            let date = when::show(r.revisit_due?, now.date_naive());
            Some(format!("{} is overdue for review ({date}).", r.title))
        });
        let says: Vec<String> = late.into_iter().chain(due).chain(again).collect();
        (!says.is_empty()).then(|| says.join(" "))
    }
}
