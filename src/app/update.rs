//! The router: what happened goes to what lies on top: overlay, then choice, then bar, then screen.

use super::effect::{Effect, Reading};
use super::msg::Msg;
use super::one::Took;
use super::overlay::Overlay;
use super::state::{App, Tone};
use super::verbs::{copying, exporting};
use super::waiting::Task;
use super::{
    choosing_rehearsal, choosing_theme, covering, finding, heaps, importing, journal, leaving,
    listing, meaning, one, overlays, pasting, selection, sharpening, submit, targets, typed, verbs,
    voting, whiteboard,
};
use crate::domain::Stamp;
use crate::keys::Screen;
use crate::keys::key::Key;
use crate::keys::key::KeyCode;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::editor::Editor;
use crate::lines::{sharpen, split, table};
use crate::screens::choice::Choice;

/// `Exported ./refund/summary.md`; many files of one folder by their number, as no line could hold them.
fn written(files: &[String]) -> String {
    if let [page, _] = files
        && page.ends_with("sheet.html")
    {
        return format!("Sheet written to {page}. Drop the file into the meeting's chat.");
    }
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
        if let Some(keys) = self.one_by_one(&msg) {
            let each = keys.into_iter();
            return each
                .flat_map(|key| self.update(now, Msg::Key(key)))
                .collect();
        }
        let day = std::mem::replace(&mut self.now, now).date_naive();
        self.waiting.end(&msg);
        let mut effects = Vec::new();
        // What is due was counted on another day where the list stayed open over night.
        if day != self.today() && matches!(self.screen(), Screen::Home | Screen::Journal) {
            effects.push(Effect::FindRecents);
        }
        self.look_at_clock(&mut effects);
        self.count_key(&msg);
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
                importing::opening(self, opened.new);
                self.on_opened(opened, &mut effects);
                importing::opened(self, &mut effects);
            }
            Msg::Opened(Err(failure)) => {
                self.home.example = false;
                self.home.goes_to = None;
                importing::not_opened(self);
                self.overlay = Some(Overlay::Failed(failure));
            }
            Msg::Recents(recents) => {
                self.home.take(recents, 0);
            }
            Msg::KnownRecents(recents, unread) => {
                // Where nothing is known yet, there is nothing to say of it.
                if !recents.is_empty() {
                    self.home.take(recents, unread);
                }
                effects.push(Effect::ReadRecents);
            }
            Msg::ChangedAside(changed) => journal::changed(self, changed, &mut effects),
            Msg::Sought(sought) => finding::found(self, sought),
            Msg::Rehearsals(begun) => choosing_rehearsal::show(self, begun),
            Msg::Themes(offers) => choosing_theme::show(self, offers),
            Msg::Exported(Ok(files)) => {
                self.say(Tone::Info, written(&files));
                if let Some(open) = self.place.open_mut() {
                    open.rooms.export.written = files;
                }
                exporting::catch_up(self);
            }
            Msg::Exported(Err(says)) => {
                self.say(Tone::Attention, says);
                exporting::catch_up(self);
            }
            Msg::LetGo => {
                if let Some(open) = self.place.open_mut() {
                    let says = "the other terminal closed it. Open it again to change it";
                    open.held_by = Some(says.to_owned());
                    self.say(Tone::Attention, format!("Read-only: {says}."));
                }
            }
            Msg::Copied(copied) => copying::told(self, &copied),
            Msg::Attached(attached) => one::attached(self, attached, &mut effects),
            Msg::Cheapest(found) => self.take_cheapest(found.as_deref()),
            Msg::Drawn(made) => self.take_drawing(made),
            Msg::Simulated(made) => self.take_costs(*made),
            Msg::Imported(Ok(incoming)) => {
                importing::arrived(self, *incoming);
                self.save(&mut effects);
            }
            Msg::Imported(Err(failure)) => importing::failed(self, failure),
        }
        self.refresh();
        finding::seek(self, &mut effects);
        self.follow_map(&mut effects);
        self.follow_costs(&mut effects);
        self.follow_sweep();
        self.follow_clock(&mut effects);
        self.follow_room(&mut effects);
        self.follow_rules();
        self.word_rule();
        effects
    }

    fn on_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        if self.sharing.cover.is_some() {
            return covering::on_key(self, key);
        }
        if self.is_command(key) {
            self.sharing.badge.add(key);
        }
        // What can always be done: leave, and suspend.
        match self.keys.action(self.screen(), key) {
            Some(Verb::Quit) if !key.writes() => return leaving::ask_to_leave(self, effects),
            Some(Verb::Suspend) if !key.writes() => return effects.push(Effect::Suspend),
            Some(Verb::WhereAmI) if !key.writes() => {
                return effects.push(Effect::Read(Reading::Place));
            }
            _ => {}
        }
        if self.waiting.is_opening() && self.overlay.is_none() {
            return self.on_key_while_opening(key, effects);
        }
        if key == Key::ctrl('c') {
            return self.on_interrupt(effects);
        }
        if listing::on_key(self, key) {
            return;
        }
        if self.overlay.is_some() {
            let next = overlays::on_key(self, key, effects);
            return self.go_on(next, effects);
        }
        if self.choice.is_some() {
            return self.on_choice_key(key, effects);
        }
        if self.bar.is_some() {
            let next = self.on_bar_key(key, effects);
            return self.go_on(next, effects);
        }
        let action = self.keys.action(self.screen(), key);
        if action != Some(Verb::Undo) {
            self.kept.settle();
            self.closed.settle();
        }
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
            _ if voting::leaves(self, action) => {}
            (Some(action), _) => verbs::perform(self, action, effects),
            (None, KeyCode::Char('0'..='9')) if self.screen() == Screen::Pasted => {
                self.choice = Some((Choice::Speaker, String::new()));
                self.on_choice_key(key, effects);
            }
            (None, KeyCode::Char(digit @ '1'..='9')) if self.screen() == Screen::Home => {
                let place = digit.to_digit(10).map_or(0, |d| d as usize - 1);
                selection::open_recent(self, place, effects);
            }
            (None, _) => {
                let help = self.keys.key_for(self.screen(), Verb::Help);
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
            return leaving::leave(self, effects);
        }
        if self.bar.is_some() || self.choice.is_some() || self.overlay.is_some() {
            self.overlay = None;
            self.choice = None;
            self.close_bar(effects);
            return;
        }
        leaving::ask_to_leave(self, effects);
    }

    /// The keys of a message that came together and mean something each, on what the one before has left: each is
    /// taken as if it had come alone.
    pub fn one_by_one(&self, msg: &Msg) -> Option<Vec<Key>> {
        match msg {
            Msg::Typed(text) if !self.takes_letters_at_once() => {
                Some(text.chars().map(Key::char).collect())
            }
            // Over a slow line, and in tmux, Esc and the next key come as Alt and that key.
            Msg::Key(key) if key.may_be_esc_and() && !self.knows_alt(*key) => {
                let alone = Key { alt: false, ..*key };
                Some(vec![Key::plain(KeyCode::Esc), alone])
            }
            _ => None,
        }
    }

    /// Whether a key with Alt means something where it would go.
    fn knows_alt(&self, key: Key) -> bool {
        let covered = self.sharing.cover.is_some() || self.waiting.is_opening();
        let filter = matches!(
            self.overlay,
            Some(Overlay::Help { .. } | Overlay::Palette { .. } | Overlay::Found { .. })
        );
        let edits = Editor::knows(key) && (self.wants_text() || filter) && !covered;
        let idle = self.bar.is_none() && self.choice.is_none() && self.overlay.is_none();
        edits
            || match self.keys.action(self.screen(), key) {
                Some(Verb::Quit | Verb::Suspend | Verb::WhereAmI) => true,
                action => idle && action.is_some(),
            }
    }

    /// Whether letters that come together go into the line as they are.
    fn takes_letters_at_once(&self) -> bool {
        let bar = self.bar.as_ref().filter(|_| self.wants_text());
        bar.is_some_and(|bar| {
            let counted = bar.is(&table::VOTE) || sharpen::picked(bar, '1').is_some();
            bar.asking.is_none() && !bar.suggested && !bar.is(&table::FIND) && !counted
        })
    }

    /// Letters that came together cost one change of the line, not one each.
    fn on_typed(&mut self, text: &str, effects: &mut Vec<Effect>) {
        if let Some(bar) = &mut self.bar {
            bar.editor.insert(text);
            bar.refusal = None;
            bar.completing = None;
            self.save(effects);
        }
    }

    fn on_bar_key(&mut self, key: Key, effects: &mut Vec<Effect>) -> Option<Verb> {
        if let Some(action) = whiteboard::beside_the_line(self, key) {
            return Some(action);
        }
        if self.keys.action(self.screen(), key) == Some(Verb::Target) && !key.writes() {
            targets::turn(self, effects);
            return None;
        }
        // The digit says what was meant, and the line is taken as if it had been typed so.
        let key = if meaning::is_answered(self, key) {
            Key::plain(KeyCode::Enter)
        } else {
            key
        };
        if sharpening::picks(self, key, effects) {
            return None;
        }
        match one::on_key(self, key, effects) {
            Took::Nothing => {}
            Took::Key => return None,
            Took::Verb(verb) => return Some(verb),
        }
        match key.code {
            KeyCode::Up if pasting::reopen_from_line(self, effects) => return None,
            KeyCode::Up | KeyCode::Down | KeyCode::Esc => {}
            _ => self.closed.settle(),
        }
        let bar = self.bar.as_mut()?;
        if bar.is(&table::VOTE) {
            voting::on_key(self, key, effects);
            return None;
        }
        match key.code {
            KeyCode::Enter => return submit::enter(self, effects),
            KeyCode::Esc => {
                self.close_bar(effects);
                return None;
            }
            KeyCode::Tab | KeyCode::BackTab if bar.is(&table::SPLIT) => {
                split::jump(&mut bar.editor, key.code == KeyCode::BackTab);
            }
            KeyCode::Tab | KeyCode::BackTab => {
                if key.code == KeyCode::Tab && meaning::goes_to_unread(self) {
                    return None;
                }
                typed::complete(self);
            }
            KeyCode::Up | KeyCode::Down if bar.walks(key.code, &self.kept) => {}
            // Choosing among what was found while typing what to find.
            KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown => {
                let (action, screen) = (self.keys.action(self.screen(), key), self.screen());
                if whiteboard::holds_the_mark(self) {
                    return None;
                }
                if let (Some(action), false) = (action, screen.lists_sessions()) {
                    selection::move_selection(self, action);
                    return None;
                }
            }
            _ => {
                bar.go_on_from_suggestion(key);
                let replaces = bar.suggested && (key.writes() || key.code == KeyCode::Backspace);
                if replaces {
                    bar.in_own_words();
                    if key.code == KeyCode::Backspace {
                        self.save(effects);
                        return None;
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
        None
    }

    /// A key while a session is being opened: Esc stays here, anything else has to wait.
    fn on_key_while_opening(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let stops = key.code == KeyCode::Esc || key == Key::ctrl('c');
        if !stops {
            return self.waiting.press();
        }
        match self.waiting.stop() {
            Some(Task::Opening(file)) => self.say(Tone::Info, format!("{file} was not opened.")),
            Some(Task::Importing(file)) => self.say(Tone::Info, format!("{file} was not read.")),
            _ => {}
        }
        effects.push(Effect::StopOpening);
    }

    /// Does what a line or a list asks for when it is closed.
    fn go_on(&mut self, next: Option<Verb>, effects: &mut Vec<Effect>) {
        if let Some(verb) = next {
            verbs::perform(self, verb, effects);
        }
    }

    /// Whether a key that is about to be acted on is a command and not a part of a text.
    fn is_command(&self, key: Key) -> bool {
        let KeyCode::Char(sign) = key.code else {
            return true;
        };
        if key.ctrl {
            return true;
        }
        match (&self.overlay, &self.choice, &self.bar) {
            (None, None, None) => self.keys.action(self.screen(), key).is_some(),
            // Digits choose people.
            (None, Some((choice, _)), _) if !sign.is_ascii_digit() => {
                let options = self
                    .session()
                    .map(|s| choice.options(s, &self.catalogue, &self.scales));
                let word = sign.to_string();
                options.is_some_and(|options| options.iter().any(|offer| offer.key == word))
            }
            _ => false,
        }
    }

    /// Shows the form for one threat; leaving it leaves the program.
    pub fn ask_what_was_heard(&mut self) {
        self.alone = true;
        one::start(self);
    }

    /// What a message may have made stale: selections of items that are gone, and what the checks say.
    fn refresh(&mut self) {
        whiteboard::settle(self);
        heaps::follow(self);
        self.home.follow();
        one::follow(self);
        // Only a change can take away what is selected.
        let seen = self.place.open().map(|open| (open.revision, self.screen()));
        if seen != self.mended {
            selection::mend_selections(self);
            one::mend(self);
            self.mended = seen;
        }
        self.look_for_alike();
        self.look_at_left();
        let checks = self.room().checks;
        if checks || matches!(self.overlay, Some(Overlay::Leave { .. })) {
            self.check();
            selection::mend_finding(self);
        }
    }
}
