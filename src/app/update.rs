//! The router: what happened goes to what lies on top: overlay, then choice, then bar, then screen.

use crate::keys::Screen;
use crate::keys::key::Key;
use crate::keys::key::KeyCode;
use crate::keys::verb::Verb;
use std::sync::Arc;

use super::choice::Pick;
use super::effect::{Effect, Reading, Snapshot};
use super::msg::{Msg, SaveNews};
use super::overlay::Overlay;
use super::{
    App, Notice, Open, Saving, Tone, badge, copied, finding, intake, listing, one, overlays,
    selection, sharing, submit, verbs, voting, waiting, whiteboard,
};
use crate::domain::{Change, Edit, Says, SessionField, SessionKind, Stamp};
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::rules::Moment;

/// `Written: ./refund/summary.md`; many files of one folder by their number, as no line could hold them.
fn written(files: &[String]) -> String {
    let folder = files.first().and_then(|file| file.rsplit_once(['/', '\\']));
    match folder {
        Some((folder, _)) if files.len() > 2 => {
            format!("Exported {} files to {folder}", files.len())
        }
        _ => format!("Exported {}", files.join(", ")),
    }
}

impl App {
    /// Takes what happened at `now` and says what is to be done outside.
    pub fn update(&mut self, now: Stamp, msg: Msg) -> Vec<Effect> {
        self.now = now;
        self.waiting.end(&msg);
        let mut effects = Vec::new();
        self.look_at_clock(&mut effects);
        match msg {
            Msg::Tick => {}
            Msg::Key(key) => self.on_key(key, &mut effects),
            Msg::Typed(text) => self.on_typed(&text, &mut effects),
            Msg::Paste(_) if self.sharing.cover.is_some() || self.waiting.is_opening() => {}
            Msg::Paste(text) => overlays::paste(self, &text, &mut effects),
            Msg::Resize(columns, rows) => self.size = (columns, rows),
            Msg::Waiting(task) => self.waiting.begin(task),
            Msg::Saved(news) => self.on_saved(news),
            Msg::Opened(Ok(opened)) => {
                let new = opened.new;
                self.on_opened(opened, &mut effects);
                intake::opened(self, new, &mut effects);
            }
            Msg::Opened(Err(failure)) => {
                intake::not_opened(self);
                self.overlay = Some(Overlay::Failed(failure));
            }
            Msg::Recents(recents) => {
                self.home.recents = Some(recents);
                self.home.selected = self
                    .home
                    .selected
                    .min(self.home.shown().len().saturating_sub(1));
            }
            Msg::Themes(offers) => super::themes::show(self, offers),
            Msg::Exported(Ok(files)) => {
                self.say(Tone::Info, written(&files));
                if let Some(open) = &mut self.open {
                    open.export.written = files;
                }
            }
            Msg::Exported(Err(says)) => self.say(Tone::Attention, says),
            Msg::Copied(copied) => copied::told(self, &copied),
            Msg::Imported(Ok(incoming)) => intake::arrived(self, *incoming),
            Msg::Imported(Err(failure)) => intake::failed(self, failure),
        }
        self.refresh();
        self.follow_clock(&mut effects);
        self.follow_rules();
        effects
    }

    fn on_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        if self.sharing.cover.is_some() {
            return sharing::on_key(self, key);
        }
        badge::note(self, key);
        // What can always be done: leave, and suspend.
        match self.keys.action(self.screen, key) {
            Some(Verb::Quit) if !key.writes() => return overlays::ask_to_leave(self, effects),
            Some(Verb::Suspend) if !key.writes() => return effects.push(Effect::Suspend),
            Some(Verb::WhereAmI) if !key.writes() => {
                return effects.push(Effect::Read(Reading::Place));
            }
            _ => {}
        }
        if self.waiting.is_opening() && self.overlay.is_none() {
            return waiting::on_key(self, key, effects);
        }
        if key == Key::ctrl('c') {
            return self.on_interrupt(effects);
        }
        if listing::on_key(self, key) {
            return;
        }
        if self.overlay.is_some() {
            return overlays::on_key(self, key, effects);
        }
        if self.choice.is_some() {
            return self.on_choice_key(key, effects);
        }
        if self.bar.is_some() {
            return self.on_bar_key(key, effects);
        }
        let action = self.keys.action(self.screen, key);
        // Enter says why the room goes on without; any other key than the one that asked leaves the gate.
        if let (Some(gate), Some(Verb::Open)) = (self.gate, action)
            && !gate.rule.is_empty()
        {
            self.bar = Some(Bar::new(&table::WAIVE, None).with_extra(gate.rule));
            return;
        }
        if self.gate.is_some_and(|gate| Some(gate.asked_by) != action) {
            self.gate = None;
        }
        match (action, key.code) {
            (Some(action), _) => verbs::perform(self, action, effects),
            (None, KeyCode::Char(digit @ '1'..='9')) if self.screen == Screen::Home => {
                let place = digit.to_digit(10).map_or(0, |d| d as usize - 1);
                selection::open_recent(self, place, effects);
            }
            (None, _) => {
                let help = self.keys.key_for(self.screen, Verb::Help);
                self.say(
                    Tone::Info,
                    format!("{key} does nothing here. Press {help} to see the keys."),
                );
            }
        }
    }

    /// Ctrl+C is a reflex: it closes what is open, and says how to leave.
    fn on_interrupt(&mut self, effects: &mut Vec<Effect>) {
        if matches!(self.overlay, Some(Overlay::Leave { .. })) {
            return overlays::leave(self, effects);
        }
        if self.bar.is_some() || self.choice.is_some() || self.overlay.is_some() {
            self.overlay = None;
            self.choice = None;
            self.close_bar(effects);
            return;
        }
        overlays::ask_to_leave(self, effects);
    }

    /// Signs that came together cost one change of the line, not one each.
    fn on_typed(&mut self, text: &str, effects: &mut Vec<Effect>) {
        let plain = self.wants_text();
        match &mut self.bar {
            Some(bar)
                if plain && !bar.suggested && !bar.is(&table::FIND) && !bar.is(&table::VOTE) =>
            {
                bar.editor.insert(text);
                bar.refusal = None;
                bar.completing = None;
                self.save(effects);
            }
            // Each is a command on what the one before has left, as if it had come alone: the step that it leads to has
            // the time before the next one gives it more or less.
            _ => text.chars().for_each(|c| {
                self.on_key(Key::char(c), effects);
                self.refresh();
                self.follow_clock(effects);
            }),
        }
    }

    fn on_bar_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        if let Some(action) = whiteboard::beside_the_line(self, key) {
            return verbs::perform(self, action, effects);
        }
        if one::on_key(self, key, effects) {
            return;
        }
        let Some(bar) = &mut self.bar else { return };
        if bar.is(&table::VOTE) {
            return voting::on_key(self, key, effects);
        }
        match key.code {
            KeyCode::Enter => return submit::enter(self, effects),
            KeyCode::Esc => return self.close_bar(effects),
            KeyCode::Tab | KeyCode::BackTab => submit::complete(self),
            // Choosing among what was found while typing what to find.
            KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown => {
                let (action, screen) = (self.keys.action(self.screen, key), self.screen);
                if let (Some(action), false) = (action, screen == Screen::Home) {
                    return selection::move_selection(self, action);
                }
            }
            _ => {
                bar.go_on_from_suggestion(key);
                let replaces = bar.suggested && (key.writes() || key.code == KeyCode::Backspace);
                if replaces {
                    *bar = Bar {
                        extra: bar.extra.clone(),
                        ..Bar::new(bar.line, bar.about)
                    };
                    if key.code == KeyCode::Backspace {
                        return self.save(effects);
                    }
                }
                bar.suggested &= !bar.editor.edit(key) && !replaces;
                bar.refusal = None;
                bar.completing = None;
            }
        }
        if self.bar.as_ref().is_some_and(|bar| bar.is(&table::FIND)) {
            finding::refresh(self);
        } else {
            self.save(effects);
        }
    }

    fn on_choice_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let Some((choice, typed)) = self.choice.take() else {
            return;
        };
        let Some(session) = self.session() else {
            return;
        };
        if let super::choice::Choice::SeverityMeanings(id) = choice {
            self.choice = Some((super::choice::Choice::Severity(id), String::new()));
            return;
        }
        let options = choice.options(session, &self.catalogue);
        let (KeyCode::Char(c), true) = (key.code, key.writes()) else {
            // Enter takes what the digits so far say; anything else closes the list.
            if key.code == KeyCode::Enter
                && let Some(offer) = options.into_iter().find(|offer| offer.key == typed)
            {
                self.pick(offer.does, effects);
            }
            return;
        };
        let word = format!("{typed}{c}");
        let begins = options
            .iter()
            .filter(|offer| offer.key.starts_with(&word))
            .count();
        match options.into_iter().find(|offer| offer.key == word) {
            Some(offer) if begins == 1 => self.pick(offer.does, effects),
            // `1` may still become `12`: wait for the next digit or Enter, never for a clock.
            _ if begins > 0 => self.choice = Some((choice, word)),
            _ => {
                self.say(
                    Tone::Attention,
                    format!("No {word} matches. Esc closes the list."),
                );
                self.choice = Some((choice, String::new()));
            }
        }
    }

    fn pick(&mut self, pick: Pick, effects: &mut Vec<Effect>) {
        match pick {
            Pick::Make(edit) => {
                self.make(&edit, effects);
            }
            Pick::Follow(name) => self.follow_agenda(&name),
            Pick::Ask(choice) => self.choice = Some((choice, String::new())),
            Pick::Reason(threat, kind) => {
                self.bar = Some(Bar::new(table::reason(kind), Some(threat.into())))
            }
            Pick::Incident => verbs::ask_what_happened(self, effects),
        }
    }

    /// Makes a change, says what it did, and has it saved.
    pub(super) fn make(&mut self, edit: &Edit, effects: &mut Vec<Effect>) -> Option<Change> {
        let at = whole_second(self.now);
        let open = self.open.as_mut()?;
        if let Some(holder) = &open.held_by {
            let says = format!("Read-only: {holder} has this session open. Nothing was changed.");
            self.refuse(says);
            return None;
        }
        begin_if_over(open, at);
        if matches!(edit, Edit::Session(SessionField::Close)) {
            // The time of the meeting is counted to here.
            open.meeting_clock.clock.pause(self.now);
        }
        self.keep_clock();
        let open = self.open.as_mut()?;
        match open.session.make(edit, at) {
            Ok(change) => {
                open.revision += 1;
                open.changed = true;
                self.note_change(match edit {
                    Edit::Delete(id) => Moment::TakenOut(*id),
                    _ => Moment::Changed(change.focus),
                });
                if !change.says.is_empty() {
                    self.say(Tone::Change, change.says.clone());
                }
                self.save(effects);
                Some(change)
            }
            Err(refusal) => {
                self.refuse(refusal.says().clone());
                None
            }
        }
    }

    /// Begins another meeting if the last one is over, as the first change would, and lets its clock run.
    pub(super) fn begin_meeting(&mut self) {
        let at = whole_second(self.now);
        let Some(open) = &mut self.open else { return };
        if open.held_by.is_none() && begin_if_over(open, at) {
            open.revision += 1;
            open.changed = true;
        }
        // With the clock the new meeting is kept, too.
        self.start_clock();
    }

    /// Says why something was not done, beside the line that asked for it if there is one.
    pub(super) fn refuse(&mut self, says: impl Into<Says>) {
        let says = says.into();
        match &mut self.bar {
            Some(bar) => {
                // A key that is pressed now would be text of the line.
                let (keys, screen) = (&self.keys, self.screen);
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
        let says = self.keys.says(self.screen, &says.into());
        self.notice = Some(Notice { says, tone });
    }

    /// Says something that wants attention and did not come from a key.
    pub fn warn(&mut self, says: impl Into<Says>) {
        self.say(Tone::Attention, says);
    }

    /// Shows the form for one threat; leaving it leaves the program.
    pub fn ask_what_was_heard(&mut self) {
        self.alone = true;
        one::start(self);
    }

    /// Asks for the title of a new session.
    pub fn ask_for_title(&mut self, kind: SessionKind) {
        let asks = match kind {
            SessionKind::Whiteboard => &table::TOPIC,
            _ => &table::TITLE,
        };
        self.bar = Some(Bar::new(asks, None));
    }

    /// Has the session saved with the line that is being typed.
    pub(super) fn save(&mut self, effects: &mut Vec<Effect>) {
        let screen = self.screen.name();
        let Some(open) = &mut self.open else { return };
        if open.held_by.is_some() {
            return;
        }
        self.saves += 1;
        if !matches!(open.saving, Saving::Failed(_)) {
            open.saving = Saving::Under(self.saves);
        }
        let typed = self.bar.as_ref().and_then(|bar| bar.draft(&screen));
        let draft = typed.or_else(|| whiteboard::draft_aside(open));
        effects.push(Effect::Save(Snapshot {
            number: self.saves,
            session: open.session.share(),
            draft,
        }));
    }

    /// Closes the bar; a half-typed line is gone on purpose, and the file forgets it too.
    pub(super) fn close_bar(&mut self, effects: &mut Vec<Effect>) {
        if whiteboard::close_line(self) {
            return;
        }
        let Some(bar) = self.bar.take() else { return };
        if matches!(self.overlay, Some(Overlay::Found { .. })) {
            self.overlay = None;
        }
        if bar.is(&table::FIND) && self.screen == Screen::Home {
            self.home.filter.clear();
            self.home.selected = 0;
        }
        if bar.draft("").is_some() {
            self.save(effects);
        }
        // The form without a session is nothing but its first line.
        if self.screen == Screen::OneThreat && self.open.is_none() {
            self.screen = Screen::Home;
            self.notice = None;
        }
    }

    fn on_saved(&mut self, news: SaveNews) {
        let latest = self.saves;
        let Some(open) = &mut self.open else { return };
        match news {
            SaveNews::Done { number, at } => {
                let failed = matches!(open.saving, Saving::Failed(_));
                if number >= latest || failed {
                    open.saving = Saving::Saved(Some(at));
                }
                if failed {
                    self.say(Tone::Info, "Saving works again: everything is saved.");
                }
            }
            SaveNews::Failed { says, rescue } => {
                // The copy first: a narrow screen cuts the end, and that it is safe matters more than why.
                open.saving = Saving::Failed(match rescue {
                    Some(path) => format!("NOT SAVED. A copy is in {path}. {says}"),
                    None => format!("NOT SAVED: {says}"),
                });
            }
            SaveNews::Conflict { kept_as } => {
                let says = format!(
                    "{} was changed by another program. You are now working in {kept_as}.",
                    open.path
                );
                open.path = kept_as;
                self.say(Tone::Attention, says);
            }
        }
    }

    /// What a message may have made stale: selections of items that are gone, and what the checks say.
    fn refresh(&mut self) {
        whiteboard::settle(self);
        // Only a change can take away what is selected.
        let seen = self.open.as_ref().map(|open| (open.revision, self.screen));
        if seen != self.mended {
            selection::mend_selections(self);
            one::mend(self);
            self.mended = seen;
        }
        self.look_for_alike();
        let checks = matches!(self.screen, Screen::GoodEnough | Screen::SinceLastTime);
        if checks || matches!(self.overlay, Some(Overlay::Leave { .. })) {
            self.check();
            selection::mend_finding(self);
        }
    }

    /// Runs the checks, unless nothing changed since they ran last.
    pub(super) fn check(&mut self) {
        let today = self.today();
        let thresholds = Arc::clone(&self.thresholds);
        let Some(open) = &mut self.open else { return };
        if open
            .report
            .as_ref()
            .is_none_or(|(revision, _)| *revision != open.revision)
        {
            open.report = Some((
                open.revision,
                crate::check::run(&open.session, today, &thresholds),
            ));
        }
    }
}

/// The first change after a meeting ended is the beginning of another one.
fn begin_if_over(open: &mut Open, at: Stamp) -> bool {
    let over = !open.changed && open.session.is_between_meetings(at);
    let begin = Edit::Session(SessionField::Begin);
    over && open.session.make(&begin, at).is_ok()
}

/// Items are stamped to the second, as the file writes it.
pub(super) fn whole_second(now: Stamp) -> Stamp {
    use chrono::Timelike;
    now.with_nanosecond(0).unwrap_or(now)
}
