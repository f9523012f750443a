//! The ways in which anything becomes different: something is said, refused, changed or saved. Everything above uses these.

use std::sync::Arc;

use super::effect::{Effect, Snapshot};
use super::intake::Intake;
use super::meeting_clock::mark;
use super::state::{App, Notice, Open, Saving, Tone};
use crate::domain::{Change, Edit, ItemId, Says, SessionField, SessionKind, Stamp};
use crate::risk::{self, Conventions, OverTime};
use crate::rules::Moment;

impl App {
    /// Makes a change, says what it did, and has it saved; where it cannot be made, says why.
    pub(super) fn make(&mut self, edit: &Edit, effects: &mut Vec<Effect>) -> Option<Change> {
        match self.try_to_make(edit, effects)? {
            Ok(change) => Some(change),
            Err(says) => {
                self.refuse(says);
                None
            }
        }
    }

    /// Makes a change as [`App::make`] does, and leaves it to the caller to say why it cannot be made. `None` where no
    /// session is open.
    pub(super) fn try_to_make(
        &mut self,
        edit: &Edit,
        effects: &mut Vec<Effect>,
    ) -> Option<Result<Change, Says>> {
        let at = whole_second(self.now);
        let open = self.place.open_mut()?;
        if let Some(holder) = &open.held_by {
            let says = format!("Read-only: {holder}. Nothing was changed.");
            return Some(Err(says.into()));
        }
        // What is refused begins no meeting.
        let begins = is_over(open, at) && !edit.begins_no_meeting();
        if begins && let Err(refusal) = (*open.session).clone().apply(edit, at) {
            return Some(Err(refusal.says().clone()));
        }
        if begins {
            begin_if_over(open, at, &self.scales.conventions);
        }
        if edit.ends_the_meeting() {
            // The time of the meeting is counted to here.
            open.meeting_clock.clock.pause(self.now);
        }
        self.keep_clock();
        let open = self.place.open_mut()?;
        // What is left at the end of a meeting is what the next one is compared with.
        let keeping = risk::keeping(&open.session, edit, at, &self.scales.conventions);
        match open.session.make(keeping.as_ref().unwrap_or(edit), at) {
            Ok(change) => {
                open.revision += 1;
                open.changed = true;
                self.note_change(match edit {
                    Edit::Delete(id) => Moment::TakenOut(*id),
                    _ => Moment::Changed(change.focus),
                });
                if !change.says.is_empty() {
                    let tone = if change.changes_nothing() {
                        Tone::Same
                    } else {
                        Tone::Change
                    };
                    self.say(tone, change.says.clone());
                    if let Some(notice) = &mut self.notice {
                        notice.did = change.did;
                    }
                }
                self.save(effects);
                Some(Ok(change))
            }
            Err(refusal) => Some(Err(refusal.says().clone())),
        }
    }

    /// Begins another meeting if the last one is over, as the first change would, and lets its clock run.
    pub(super) fn begin_meeting(&mut self) {
        let at = whole_second(self.now);
        let Some(open) = self.place.open_mut() else {
            return;
        };
        if open.held_by.is_none() && begin_if_over(open, at, &self.scales.conventions) {
            open.revision += 1;
            open.changed = true;
        }
        // With the clock the new meeting is kept, too.
        self.start_clock();
    }

    /// Says why something was not done, beside the line that asked for it if there is one.
    pub(super) fn refuse(&mut self, says: impl Into<Says>) {
        let says = says.into();
        let screen = self.screen();
        match &mut self.bar {
            Some(bar) => {
                // A key that is pressed now would be text of the line.
                let keys = &self.keys;
                let says = says.with(|verb| format!("Esc, then {}", keys.key_for(screen, verb)));
                bar.refusal = Some(says);
                self.said += 1;
            }
            None => self.say(Tone::Attention, says),
        }
    }

    /// Puts a sentence on the status line.
    pub(super) fn say(&mut self, tone: Tone, says: impl Into<Says>) {
        self.said += 1;
        let own = says.into();
        let says = self.keys.says(self.screen(), &own);
        self.notice = Some(Notice::new(says, tone).naming(own));
    }

    /// Says something that wants attention and did not come from a key.
    pub fn warn(&mut self, says: impl Into<Says>) {
        self.say(Tone::Attention, says);
    }

    /// Has the session saved with the line that is being typed.
    pub(super) fn save(&mut self, effects: &mut Vec<Effect>) {
        let screen = self.screen().name();
        let Some(open) = self.place.open_mut() else {
            return;
        };
        if open.held_by.is_some() {
            return;
        }
        self.saves += 1;
        if !matches!(open.saving, Saving::Failed(_)) {
            open.saving = Saving::Under(self.saves);
        }
        // Under a pasted transcript waits the line into which it was pasted.
        let waits = self.intake.as_ref().and_then(|intake| intake.line.as_ref());
        let typed = self.bar.as_ref().or(waits);
        let typed = typed.and_then(|bar| bar.draft(&screen));
        let pasted = open.rooms.pasted.as_ref().map(|paste| paste.draft());
        let heard = self.intake.as_deref().and_then(Intake::draft);
        let draft = heard
            .or(pasted)
            .or(typed)
            .or_else(|| open.rooms.whiteboard.draft_aside())
            .or_else(|| self.kept.draft());
        effects.push(Effect::Save(Snapshot {
            number: self.saves,
            session: open.session.share(),
            draft,
        }));
    }

    /// Runs the checks, unless nothing changed since they ran last.
    pub(super) fn check(&mut self) {
        let today = self.today();
        let (thresholds, catalogue) = (Arc::clone(&self.thresholds), Arc::clone(&self.catalogue));
        let scales = Arc::clone(&self.scales);
        let Some(open) = self.place.open_mut() else {
            return;
        };
        if open
            .report
            .as_ref()
            .is_none_or(|(revision, _)| *revision != open.revision)
        {
            let walked_sets = catalogue.walked_sets(&open.session);
            let report = crate::check::run_over(&open.session, today, &thresholds, &walked_sets);
            open.report = Some((open.revision, report));
            let since = &mut open.rooms.since;
            since.over_time = OverTime::of(&open.session, &scales.conventions, since.from);
        }
    }

    /// Puts the clock into the session, so that the next save keeps it. Says whether there was anything to keep.
    pub(super) fn keep_clock(&mut self) -> bool {
        let now = self.now;
        let Some(open) = self.place.open_mut() else {
            return false;
        };
        if !open.meeting_clock.clock.is_live() || !open.is_live(now) {
            return false;
        }
        let clock = &open.meeting_clock.clock;
        open.meeting_clock.kept = Some((mark(clock), now));
        let last = open.session.sittings.last().and_then(|s| s.clock.as_ref());
        if last == Some(clock) {
            return false;
        }
        let edit = Edit::Session(SessionField::Clock(Box::new(clock.clone())));
        open.session.make(&edit, whole_second(now)).is_ok()
    }

    /// The meeting begins: its time runs from here, unless it runs already.
    pub(super) fn start_clock(&mut self) {
        let now = self.now;
        if let Some(open) = self.place.open_mut().filter(|open| open.is_live(now))
            && !open.meeting_clock.clock.is_live()
        {
            open.meeting_clock.clock.start(now);
        }
    }

    /// A change was made that a rule may have a word on.
    pub(super) fn note_change(&mut self, moment: Moment) {
        if let Some(open) = self.place.open_mut() {
            open.nudging.moment = Some(moment);
        }
    }
}

pub(super) fn nothing_selected(app: &mut App) {
    let says = if app.sweep().is_some() {
        "Nothing is selected at this stop."
    } else {
        "Nothing is selected."
    };
    app.say(Tone::Info, says);
}

pub(super) fn with_selected(app: &mut App, does: impl FnOnce(&mut App, ItemId)) {
    match app.selected() {
        Some(id) => does(app, id),
        None => nothing_selected(app),
    }
}

/// Whether the next change begins another meeting.
fn is_over(open: &Open, at: Stamp) -> bool {
    !open.changed && open.session.is_between_meetings(at)
}

/// Whether a change would begin another meeting now.
pub(super) fn would_begin(app: &App) -> bool {
    let open = app.place.open();
    open.is_some_and(|open| is_over(open, whole_second(app.now)))
}

/// The first change after a meeting ended is the beginning of another one. A meeting that nobody closed keeps then how much
/// risk was left in it.
fn begin_if_over(open: &mut Open, at: Stamp, conventions: &Conventions) -> bool {
    if !is_over(open, at) {
        return false;
    }
    let begin = Edit::Session(SessionField::Begin);
    let keeping = risk::keeping(&open.session, &begin, at, conventions);
    let begins = open.session.make(&keeping.unwrap_or(begin), at).is_ok();
    // A lunch has no one who starts a clock.
    if begins && open.session.kind == SessionKind::Whiteboard {
        open.meeting_clock.clock.start(at);
    }
    begins
}

/// Items are stamped to the second, as the file writes it.
pub(super) fn whole_second(now: Stamp) -> Stamp {
    use chrono::Timelike;
    now.with_nanosecond(0).unwrap_or(now)
}

/// Whether something has to wait until the exports are written; says so.
pub(super) fn waits_for_writing(app: &mut App) -> bool {
    let writing = app.waiting.is_writing();
    if writing {
        app.say(Tone::Info, "The exports are still being written.");
    }
    writing
}
