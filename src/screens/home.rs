//! The start screen: start, or carry on.

pub(crate) mod ago;
pub(crate) mod doors;
use crate::app::msg::Recent;
use crate::domain::Stamp;
use crate::parse::when;

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The sessions that can be carried on, last touched first; `None` until they were looked for.
    pub recents: Option<Vec<Recent>>,
    /// Which of the shown ones is selected, from 0.
    pub selected: usize,
    /// What the titles must hold.
    pub filter: String,
    /// Only sessions to come back to, with what is late or due on top.
    pub returning: bool,
    /// Somebody asked for the list.
    pub listed: bool,
    /// The list is shown unasked.
    pub always: bool,
}

impl State {
    /// The sessions whose titles hold the filter, in any case.
    pub fn shown(&self) -> Vec<&Recent> {
        let filter = self.filter.to_lowercase();
        let mut shown: Vec<&Recent> = self
            .recents
            .iter()
            .flatten()
            .filter(|r| r.title.to_lowercase().contains(&filter))
            .collect();
        if self.returning {
            shown.retain(|r| r.broken.is_none());
            // The sort is stable: the last touched stays first among equals.
            shown.sort_by_key(|r| (r.late_actions == 0, r.revisit_due.is_none()));
        }
        shown
    }

    /// Whether titles of sessions are seen: when they were asked for, by a list or by words of a title.
    pub fn shows_list(&self) -> bool {
        self.listed || self.returning || !self.filter.is_empty()
    }

    /// Begins anew: nothing is looked for, and the list is folded unless it is shown unasked.
    pub fn fold(&mut self) {
        self.filter.clear();
        self.selected = 0;
        self.listed = self.always;
    }

    /// What wants attention among the sessions, in one line: how many of them; where the list was asked for, the first with
    /// late action items, and the first whose date to come back has passed.
    pub fn nudge(&self, now: Stamp) -> Option<String> {
        let recents = || self.recents.iter().flatten();
        // Words of one title do not ask for the others.
        if !self.listed && !self.returning {
            let wants = |r: &&Recent| r.late_actions > 0 || r.revisit_due.is_some();
            return match recents().filter(wants).count() {
                0 => None,
                1 => Some("1 session needs attention.".to_owned()),
                n => Some(format!("{n} sessions need attention.")),
            };
        }
        let late = recents().find(|r| r.late_actions > 0).map(|r| {
            let s = if r.late_actions == 1 { "" } else { "s" };
            format!("{} has {} late action{s}.", r.title, r.late_actions)
        });
        let due = recents().find_map(|r| {
            let date = when::show(r.revisit_due?, now.date_naive());
            Some(format!("{} is overdue for review ({date}).", r.title))
        });
        let says: Vec<String> = late.into_iter().chain(due).collect();
        (!says.is_empty()).then(|| says.join(" "))
    }
}
