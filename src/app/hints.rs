//! Which nudge stands on the status line, and what was said already, so that no one is nagged.
//!
//! A rule speaks once a step, unless what it says changes. Its line gives way to any notice; a notice that has stood
//! for a while gives way to it. A change, the next step or Esc ends it.

use std::cell::Cell;

use super::nudging::{Place, Sight};
use super::state::{App, Notice, Tone};
use crate::domain::Stamp;
use crate::facts::Facts;
use crate::keys::Screen;
use crate::rules::{self, Basis, Moment, Nudge, Situation};

/// What comes before a letter that is a command, where letters are text.
const LEAVES: &str = "Esc, then ";

/// Screens on which the team decides what of something becomes a part of the session.
const DECIDING: [Screen; 5] = [
    Screen::Pasted,
    Screen::Review,
    Screen::Heard,
    Screen::Import,
    Screen::Waiting,
];

/// Screens about other threats than the one that question 3 shows: what was said of that one is not about them.
const ELSEWHERE: [Screen; 4] = [Screen::Matrix, Screen::WhatIf, Screen::Tree, Screen::Costs];

impl App {
    /// What stands on the status line when nothing else does. While something is decided about before it counts, the
    /// line says how: the rules wait until that is over.
    pub fn nudge(&self) -> Option<&Nudge> {
        let screen = self.screen();
        if DECIDING.contains(&screen) || ELSEWHERE.contains(&screen) {
            return None;
        }
        self.place.open()?.nudging.shown.as_ref()
    }

    /// The same as a sentence, with the keys of the shown screen.
    pub fn nudge_sentence(&self) -> Option<String> {
        let says = self.keys.says(self.screen(), &self.nudge()?.says);
        Some(rules::standing_alone(&says))
    }

    /// Esc: the line has been read.
    pub(super) fn hush(&mut self) {
        let place = self.place();
        if let Some(open) = self.place.open_mut()
            && open.nudging.shown.take().is_some()
        {
            open.nudging.hushed = place.map(|place| (place, open.revision));
        }
    }

    /// Seconds until the room may have been on one thing for too long.
    pub(super) fn nudge_due(&self, now: Stamp) -> Option<i64> {
        let since = self.place.open()?.nudging.since?;
        let left = self.thresholds.rules.long_on_one - (now - since).num_seconds();
        Some(left).filter(|left| *left > 0)
    }

    fn place(&self) -> Option<Place> {
        self.stage().map(|stage| (stage, self.step()))
    }

    /// After every message: what is to be said now, if anything.
    pub(super) fn follow_rules(&mut self) {
        let Some(place) = self.place() else { return };
        let selected = self.selected();
        let now = self.now;
        let notice = self.notice.clone();
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let nudging = &mut open.nudging;
        let sight = Sight {
            place,
            selected,
            revision: open.revision,
        };
        let moment = nudging.moment.take();
        if nudging.sight.as_ref() != Some(&sight) {
            let old = nudging.sight.replace(sight);
            nudging.since = Some(now);
            let moved = old.as_ref().filter(|old| old.place.0 != place.0);
            nudging.before = moved.map(|old| old.place.0).or(nudging.before);
            if old.is_some_and(|old| old.place != place || old.revision != open.revision) {
                nudging.shown = None;
            }
        }
        if nudging.notice.as_ref().map(|(notice, _)| notice) != notice.as_ref() {
            nudging.notice = notice.map(|notice| (notice, now));
        }
        nudging.memory.keep(Basis {
            revision: open.revision,
            today: now.date_naive(),
            before: nudging.before,
            planned: open.meeting_clock.clock.planned(),
        });
        let live = open.is_live(now);
        if let (Some(moment), true) = (moment, live) {
            return self.speak_at_once(place, moment);
        }
        self.speak_in_quiet(place, live);
    }

    /// Beside what a change did.
    fn speak_at_once(&mut self, place: Place, moment: Moment) {
        let said = self
            .notice
            .as_ref()
            .is_some_and(|notice| notice.tone == Tone::Change);
        if !said {
            return;
        }
        if let Some(nudge) = self.unsaid(place, moment) {
            if let Some(notice) = &mut self.notice {
                notice.with(nudge.says.clone());
            }
            self.remember(place, nudge);
        }
    }

    /// Beside an open line the first key of a rule would be a letter of it: Esc comes first.
    pub(super) fn word_rule(&mut self) {
        self.word_notice();
        let Some(rule) = self.notice.as_ref().and_then(Notice::rule) else {
            return;
        };
        let leaves = Cell::new(self.bar.is_some());
        let words = rule.with(|verb| {
            let key = self.keys.says(self.screen(), &verb.into());
            if leaves.take() {
                format!("{LEAVES}{key}")
            } else {
                key
            }
        });
        if let Some(notice) = &mut self.notice {
            notice.word(words);
        }
    }

    /// While a line of a whiteboard is open, a letter is text: a notice that names one says how to leave the line first.
    fn word_notice(&mut self) {
        let is_text = self.bar.is_some() && self.screen() == Screen::Whiteboard;
        let Some(own) = self.notice.as_ref().and_then(Notice::own) else {
            return;
        };
        let words = own.with_after(|before, verb| {
            let key = self.keys.says(self.screen(), &verb.into());
            let is_letter = key.chars().count() == 1;
            if is_text && is_letter && !before.contains(LEAVES) {
                format!("{LEAVES}{key}")
            } else {
                key
            }
        });
        if let Some(notice) = &mut self.notice {
            notice.reword(words);
        }
    }

    /// Where nothing else is said any more.
    fn speak_in_quiet(&mut self, place: Place, live: bool) {
        let busy = self.bar.is_some() || self.choice.is_some() || self.overlay.is_some();
        let over = !busy && self.nudge().is_some_and(|nudge| !self.holds(place, nudge));
        if let (true, Some(open)) = (over, self.place.open_mut()) {
            open.nudging.shown = None;
        }
        let Some(open) = self.place.open() else {
            return;
        };
        let nudging = &open.nudging;
        let hushed = nudging.hushed == Some((place, open.revision));
        let stands = self.thresholds.rules.notice_stands;
        let free = nudging.notice.as_ref().is_none_or(|(notice, since)| {
            notice.tone != Tone::Attention && (self.now - *since).num_seconds() >= stands
        });
        if busy || hushed || !live || !free || nudging.shown.is_some() {
            return;
        }
        if let Some(nudge) = self.unsaid(place, Moment::Quiet) {
            self.notice = None;
            self.remember(place, nudge.clone());
            if let Some(open) = self.place.open_mut() {
                open.nudging.notice = None;
                open.nudging.shown = Some(nudge);
            }
        }
    }

    fn remember(&mut self, place: Place, nudge: Nudge) {
        if let Some(open) = self.place.open_mut() {
            open.nudging.said.push((place, nudge));
        }
    }

    /// What the rules would say and have not said yet during this step.
    fn unsaid(&self, place: Place, moment: Moment) -> Option<Nudge> {
        let said = &self.place.open()?.nudging.said;
        let situation = self.situation(moment, place)?;
        rules::nudge(&situation, |nudge| {
            !said.iter().any(|(at, old)| *at == place && old == nudge)
        })
    }

    /// Whether what stands on the status line is still so.
    fn holds(&self, place: Place, nudge: &Nudge) -> bool {
        let situation = self.situation(Moment::Quiet, place);
        situation.is_some_and(|situation| rules::holds(&situation, nudge))
    }

    fn situation(&self, moment: Moment, (stage, step): Place) -> Option<Situation<'_>> {
        let open = self.place.open()?;
        Some(Situation {
            facts: Facts::new(&open.session, self.today(), &self.thresholds),
            catalogue: &self.catalogue,
            stage,
            step,
            before: open.nudging.before,
            selected: self.selected(),
            threat: self.threat_in_focus(),
            clock: &open.meeting_clock.clock,
            now: self.now,
            since: open.nudging.since.unwrap_or(self.now),
            moment,
            memory: &open.nudging.memory,
        })
    }
}
