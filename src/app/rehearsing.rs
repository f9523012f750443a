//! A rehearsal beside the open session: a room that speaks by the meeting clock, and what is made of it.
//!
//! Where the room is follows from the clock alone, which the session's file keeps: whoever opens the file again goes on
//! there.

use std::sync::Arc;

use super::effect::Effect;
use super::msg::Msg;
use super::rehearsal::Rehearsal;
use super::state::{App, Tone};
use super::{overlays, selection};
use crate::areas::Rect;
use crate::catalogue::rehearsals::{Kind, Rules, Script};
use crate::domain::{ClockState, Says, Session, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::rehearsal::report::{Row, page};
use crate::screens::rehearsed;

/// What the strip shows of a line: who, what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Who says it; empty where the room is silent.
    pub by: String,
    /// The words.
    pub says: String,
    /// It stands in the chat.
    pub in_chat: bool,
    /// What to do about it.
    pub hint: String,
}

impl App {
    /// The next session that is opened is the rehearsal of this script.
    pub fn rehearse(&mut self, script: Arc<Script>) {
        self.home.rehearsal = Some(script);
    }

    fn rehearsal(&self) -> Option<&Rehearsal> {
        self.place.open()?.rehearsal.as_deref()
    }

    /// Whether the open session is a rehearsal.
    pub fn rehearses(&self) -> bool {
        self.rehearsal().is_some()
    }

    /// Columns and rows of the terminal without those in which the room of a rehearsal speaks.
    pub fn size_inside(&self) -> (u16, u16) {
        let (columns, rows) = self.size;
        (columns, rows - self.strip_rows(rows))
    }

    /// The same of a rectangle that the terminal is.
    pub fn area_inside(&self, area: Rect) -> Rect {
        Rect {
            height: area.height - self.strip_rows(area.height),
            ..area
        }
    }

    /// How many rows of a terminal this high the room of a rehearsal has.
    pub fn strip_rows(&self, rows: u16) -> u16 {
        // Nobody speaks any more beside the page at the end.
        let is_read = self.screen() == Screen::Rehearsed && self.room_is_over();
        if self.rehearses() && !self.spoken && !is_read {
            crate::areas::frame::strip_rows(rows)
        } else {
            0
        }
    }

    /// How many lines were said.
    pub fn lines_said(&self) -> usize {
        self.rehearsal().map_or(0, |r| r.room.said().len())
    }

    /// What was said from this line on, the last one last.
    pub fn said_since(&self, line: usize) -> Vec<Spoken> {
        let said = self.rehearsal().into_iter().flat_map(Rehearsal::said);
        let said = said.skip(line).map(|(_, line)| Spoken {
            by: line.by.to_string(),
            says: line.says.to_string(),
            in_chat: line.kind == Kind::Chat,
            hint: self.advise(line.hint.iter().chain(&line.then).map(|hint| &hint.0)),
        });
        said.collect()
    }

    /// What to do about what was said last, as far as it is not done.
    pub fn room_advises(&self) -> String {
        let advice = self.rehearsal().into_iter().flat_map(Rehearsal::advice);
        self.advise(advice)
    }

    fn advise<'a>(&self, advice: impl Iterator<Item = &'a Says>) -> String {
        let advice = advice.map(|says| self.advises(says));
        advice.collect::<Vec<_>>().join(" ")
    }

    /// Advice with its keys: on the shown screen, or else on the first one on which they mean something.
    fn advises(&self, says: &Says) -> String {
        let meeting = [
            Screen::WorkingOn,
            Screen::GoWrong,
            Screen::DoAbout,
            Screen::Actions,
            Screen::Pasted,
        ];
        says.with(|verb| {
            let screens = [self.screen()].into_iter().chain(meeting);
            let mut bindings = screens.flat_map(|screen| self.keys.bindings(screen));
            let key = bindings.find_map(|b| b.keys.first().filter(|_| b.act == verb));
            let palette = || self.keys.key_for(self.screen(), verb);
            key.map_or_else(palette, ToString::to_string)
        })
    }

    /// How many lines of the chat wait to be pasted.
    pub fn chat_waits(&self) -> usize {
        self.rehearsal().map_or(0, |r| r.chat().count())
    }

    /// Whether the room is stopped, and its pace in percent.
    pub fn room_pace(&self) -> (bool, u32) {
        let percent = self.rehearsal().map_or(100, |r| r.pace.percent());
        let clock = self.place.open().map(|open| &open.meeting_clock.clock);
        (
            clock.is_none_or(|c| c.state != ClockState::Running),
            percent,
        )
    }

    /// Whether the meeting of the rehearsal was closed.
    pub fn room_is_over(&self) -> bool {
        let last = self.session().and_then(|session| session.sittings.last());
        last.is_some_and(|sitting| sitting.ended.is_some())
    }

    /// Whether everyone has said everything that they say at this step.
    pub fn room_is_done_here(&self) -> bool {
        let Some(open) = self.place.open() else {
            return false;
        };
        let clock = &open.meeting_clock.clock;
        open.rehearsal
            .as_ref()
            .is_some_and(|rehearsal| rehearsal.next(clock).is_none())
    }

    /// Seconds until the room says the next thing, while it speaks.
    pub(super) fn room_waits(&self) -> Option<i64> {
        let open = self.place.open()?;
        open.rehearsal
            .as_ref()?
            .next(&open.meeting_clock.clock)
            .map(i64::from)
    }

    /// Takes the script with which the session is opened, if it is a rehearsal, and the keys for it.
    pub(super) fn begin_rehearsal(&mut self, session: &Session) -> Option<Box<Rehearsal>> {
        let script = self.home.rehearsal.take();
        self.keys = Arc::new(self.keys.rehearsing(script.is_some()));
        let rules = Rules::bundled().ok()?;
        let mut rehearsal = Rehearsal::new(script?, Arc::new(rules));
        let clock = session.sittings.last().and_then(|s| s.clock.as_ref());
        if let Some(clock) = clock {
            rehearsal.hear(clock);
        }
        Some(Box::new(rehearsal))
    }

    /// Keeps how far the room is: whoever leaves a rehearsal goes on with it later, so its meeting is not closed.
    pub(super) fn leave_room(&mut self, effects: &mut Vec<Effect>) {
        if self.rehearses() && !self.room_is_over() && self.keep_clock() {
            self.save(effects);
        }
    }

    /// The session is left: its keys go with it.
    pub(super) fn end_rehearsal(&mut self) {
        if self.rehearses() {
            self.keys = Arc::new(self.keys.rehearsing(false));
        }
    }

    /// Counts a key that is not a letter of a text.
    pub(super) fn count_key(&mut self, msg: &Msg) {
        let counts = match msg {
            Msg::Key(key) if key.writes() && self.wants_text() => false,
            Msg::Key(key) => !matches!(
                self.verb_of(*key),
                Some(Verb::Pause | Verb::Faster | Verb::Slower | Verb::GoRehearsed)
            ),
            Msg::Paste(_) => true,
            _ => false,
        };
        let counts = counts && self.screen() != Screen::Rehearsed;
        if let Some(rehearsal) = self.rehearsal_mut().filter(|_| counts) {
            rehearsal.keys = rehearsal.keys.saturating_add(1);
        }
    }

    fn rehearsal_mut(&mut self) -> Option<&mut Rehearsal> {
        self.place.open_mut()?.rehearsal.as_deref_mut()
    }

    /// Makes the room faster or slower.
    pub(super) fn turn_pace(&mut self, faster: bool) {
        let Some(rehearsal) = self.rehearsal_mut() else {
            return;
        };
        let turned = rehearsal.pace.turn(faster);
        let pace = times(rehearsal.pace.percent());
        let says = if turned {
            format!("The room and the clock run at {pace}.")
        } else {
            let end = if faster { "fastest" } else { "slowest" };
            format!("{pace} is the {end}.")
        };
        self.say(Tone::Info, says);
    }

    /// Pastes what the room wrote in the chat.
    pub(super) fn take_chat(&mut self, effects: &mut Vec<Effect>) {
        let Some(rehearsal) = self.rehearsal_mut() else {
            return;
        };
        let lines: Vec<(usize, String)> = rehearsal
            .chat()
            .map(|(place, line)| (place, format!("{}: {}", line.by, line.says)))
            .collect();
        if lines.is_empty() {
            return self.say(Tone::Info, "Nothing new in the chat.");
        }
        let (places, lines): (Vec<usize>, Vec<String>) = lines.into_iter().unzip();
        rehearsal.pasted.extend(places);
        overlays::paste(self, &lines.join("\n"), effects);
    }

    /// After every message: the room says what is due, and how it went is told at the end.
    pub(super) fn follow_room(&mut self, effects: &mut Vec<Effect>) {
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let Some(rehearsal) = &mut open.rehearsal else {
            return;
        };
        let is_new = rehearsal.hear(&open.meeting_clock.clock) > 0;
        let has_ended = open
            .session
            .sittings
            .last()
            .is_some_and(|s| s.ended.is_some());
        let clock = (&open.meeting_clock.clock, has_ended);
        rehearsal.look((open.revision, &open.session), clock, &self.catalogue);
        let tell = has_ended
            && open.changed
            && !std::mem::replace(&mut open.rooms.rehearsed.told, has_ended);
        // Whoever opens the file after a crash goes on with the next line.
        if is_new && self.keep_clock() {
            self.save(effects);
        }
        if tell {
            selection::go(self, Screen::Rehearsed);
            self.say(
                Tone::Info,
                says![
                    "The meeting is closed. This is how it went; ",
                    Verb::Back,
                    " goes back."
                ],
            );
        }
        if self.screen() == Screen::Rehearsed {
            self.look_back();
        }
    }

    /// Makes the page of how it went, if there is news for it.
    fn look_back(&mut self) {
        let Some(report) = self.rehearsal_mut().and_then(Rehearsal::news) else {
            return;
        };
        let lines = page(&report).into_iter().map(|row| self.line_of(row));
        let lines = lines.collect();
        if let Some(open) = self.place.open_mut() {
            open.rooms.rehearsed.lines = lines;
        }
    }

    fn line_of(&self, row: Row) -> rehearsed::Line {
        use rehearsed::Style;
        let (look, head, says) = match row {
            Row::Heading(says) => (Style::Heading, String::new(), says),
            Row::Said(by, says) => (Style::Said, by, says),
            Row::Holds(id, says) => (Style::Holds, id, says),
            Row::Rule(n, says) => (Style::Rule, format!("{n}."), self.advises(&says)),
            Row::Text(says) => (Style::Text, String::new(), says),
            Row::Note(says) => (Style::Note, String::new(), says),
            Row::Gap => (Style::Text, String::new(), String::new()),
        };
        rehearsed::Line { look, head, says }
    }
}

/// A pace in words: `2x`.
pub fn times(percent: u32) -> String {
    if percent < 100 {
        format!("1/{}x", 100 / percent.max(1))
    } else {
        format!("{}x", percent / 100)
    }
}
