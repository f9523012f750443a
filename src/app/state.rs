//! What the program knows, and what can be asked of it. Whatever changes it stands above, in the modules beside.

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

use crate::catalogue::{Catalogue, Stage};
use crate::check::{Report, Thresholds};
use crate::domain::{
    AgendaStep, Clock, Did, FourQuestion, ItemId, ParticipantId, Says, Session, Stamp, ThreatId,
};
use crate::keys::verb::Verb;
use crate::keys::{KeyMap, Screen};
use crate::lines::bar::Bar;
use crate::screens::{Incoming, Look, Room, Rooms, home, room};

use super::intake::Intake;
use super::meeting_clock::MeetingClock;
use super::msg::SaveNews;
use super::nudging::Nudging;
use super::overlay::Overlay;
use super::recorded::Recorded;
use super::sharing::Sharing;
use super::waiting::Waiting;
use crate::screens::choice::Choice;

/// What a screen looks at where no session is open.
static NOBODY: LazyLock<Session> = LazyLock::new(|| crate::import::Draft::new("").session);

/// Everything that the program knows.
#[derive(Clone, Debug)]
pub struct App {
    /// The time of the last message.
    pub now: Stamp,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The key map.
    pub keys: Arc<KeyMap>,
    /// Prompts and meanings.
    pub catalogue: Arc<Catalogue>,
    /// The thresholds of the checks.
    pub thresholds: Arc<Thresholds>,
    /// Which screen is shown.
    pub screen: Screen,
    /// The list of the screen is shown large and plain, as on a whiteboard.
    pub wall: bool,
    /// Which screen Esc on the export goes back to.
    pub came_from: Screen,
    /// The start screen.
    pub home: home::State,
    /// The session that is open.
    pub open: Option<Open>,
    /// The line that is being typed.
    pub bar: Option<Bar>,
    /// The keys that are being chosen from, and the digits typed so far.
    pub choice: Option<(Choice, String)>,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
    /// What the shared screen shows or hides.
    pub sharing: Sharing,
    /// What is on its way in from a file of another format.
    pub intake: Option<Box<Intake>>,
    /// What takes its time outside.
    pub waiting: Waiting,
    /// What the status line says about the last thing that happened.
    pub notice: Option<Notice>,
    /// What was asked about once; the same key again goes on.
    pub gate: Option<Gate>,
    /// The program was started for one session: leaving its form leaves the program.
    pub alone: bool,
    /// The name of the theme that was chosen; see [`App::theme_shown`].
    pub theme: String,
    /// Saves so far.
    pub saves: u64,
    /// Grows with every notice and refusal, so that one that is given twice is heard twice.
    pub said: u64,
    /// Nothing is drawn: what happens is read aloud, line by line.
    pub spoken: bool,
    /// After a list was read: the digits of a line's number so far.
    pub picking: Option<String>,
    /// The revision and the screen for which the selections were mended last.
    pub(super) mended: Option<(u64, Screen)>,
}

/// Something that the room is asked about once and may go on without (the level GATE).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The verb that asked; once more, and it is done.
    pub asked_by: Verb,
    /// The rule, `R01`, which the file keeps with the reason if there is one.
    pub rule: &'static str,
}

/// An open session, and what each of its screens knows.
#[derive(Clone, Debug)]
pub struct Open {
    /// The session, and undo and redo.
    pub session: Recorded,
    /// Where it is kept, as the screen shows it.
    pub path: String,
    /// Who holds it, when it can only be read.
    pub held_by: Option<String>,
    /// How saving goes.
    pub saving: Saving,
    /// Grows with every change.
    pub revision: u64,
    /// Something was changed since it was opened.
    pub changed: bool,
    /// The steps and the clock.
    pub meeting_clock: MeetingClock,
    /// What the rules have said.
    pub nudging: Nudging,
    /// What each of its screens knows.
    pub rooms: Rooms,
    /// The threat that was copied last.
    pub copied: Option<ThreatId>,
    /// What the checks say, as of a revision; made when question 4 or leaving needs it.
    pub report: Option<(u64, Report)>,
}

/// How saving goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Everything is in the file, as of this time; `None` when nothing was written yet.
    Saved(Option<Stamp>),
    /// A save with this number is under way.
    Under(u64),
    /// The file could not be written; it is tried again until it can.
    Failed(String),
}

/// What the status line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// In a sentence or less.
    pub says: String,
    /// What kind of news it is.
    pub tone: Tone,
    /// What the change did that it tells of.
    pub did: Option<Did>,
    /// What a rule says beside it, at the end of `says` too.
    pub beside: String,
}

impl Notice {
    /// Adds what a rule says.
    pub(super) fn with(&mut self, beside: String) {
        self.says = format!("{}. {beside}", self.says);
        self.beside = beside;
    }
}

/// What kind of news the status line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A change that `u` takes back.
    Change,
    /// Something to know.
    Info,
    /// Something that was not done, or that wants attention.
    Attention,
}

impl App {
    /// A program that shows the start screen.
    pub fn new(
        now: Stamp,
        size: (u16, u16),
        keys: Arc<KeyMap>,
        catalogue: Arc<Catalogue>,
        thresholds: Arc<Thresholds>,
    ) -> Self {
        Self {
            now,
            size,
            keys,
            catalogue,
            thresholds,
            screen: Screen::Home,
            wall: false,
            came_from: Screen::WorkingOn,
            home: home::State::default(),
            open: None,
            bar: None,
            choice: None,
            overlay: None,
            sharing: Sharing::default(),
            intake: None,
            waiting: Waiting::default(),
            notice: None,
            gate: None,
            alone: false,
            theme: "dark".to_owned(),
            saves: 0,
            said: 0,
            spoken: false,
            picking: None,
            mended: None,
        }
    }

    /// The session that is open.
    pub fn session(&self) -> Option<&Session> {
        self.open.as_ref().map(|open| &*open.session)
    }

    /// The day on which the last message came.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// Whether the news of a save is anything to show: that it went well is not, unless the one before had not.
    pub fn shows(&self, news: &SaveNews) -> bool {
        let failing = |open: &Open| matches!(open.saving, Saving::Failed(_));
        !matches!(news, SaveNews::Done { .. }) || self.open.as_ref().is_some_and(failing)
    }

    /// Whether typing goes into a line of text, so that a burst of lines is a paste and not a row of commands.
    pub fn wants_text(&self) -> bool {
        let line = self.bar.as_ref().is_some_and(|bar| !bar.line.one_key);
        let covered = self.sharing.cover.is_some() || self.waiting.is_opening();
        line && self.overlay.is_none() && self.choice.is_none() && !covered
    }

    /// Which of the four questions a screen belongs to, if any.
    pub fn question_of(screen: Screen) -> Option<FourQuestion> {
        room(screen).question
    }

    /// The row of the screen that is shown.
    pub fn room(&self) -> &'static Room {
        room(self.screen)
    }

    /// The part of the meeting that is shown, if it has prompts.
    pub fn stage(&self) -> Option<Stage> {
        self.room().stage
    }

    /// What the shown screen may know.
    pub(super) fn look<'a>(&'a self, session: &'a Session) -> Look<'a> {
        let open = self.open.as_ref();
        Look {
            session,
            report: open.and_then(|open| open.report.as_ref().map(|(_, report)| report)),
            thresholds: &self.thresholds,
            catalogue: &self.catalogue,
            now: self.now,
            size: self.size,
            screen: self.screen,
            step: self.step(),
            line: self.bar.as_ref().map(|bar| bar.line),
            wall: self.wall,
            silent: self.is_silent(),
            held: open.is_some_and(|open| open.held_by.is_some()),
            spoken: self.spoken,
            home: &self.home,
            incoming: self.incoming(),
        }
    }

    pub(super) fn incoming(&self) -> Incoming {
        let intake = self.intake.as_ref();
        intake.map_or_else(Incoming::default, |intake| Incoming {
            asked: (intake.asked.len(), intake.at),
            items: (intake.preview.rows(), intake.row),
        })
    }

    /// Has the shown screen look at what it knows.
    pub fn ask<T>(&self, asks: impl FnOnce(&Room, &Look, &Rooms) -> T) -> T {
        match &self.open {
            Some(open) => asks(self.room(), &self.look(&open.session), &open.rooms),
            None => asks(self.room(), &self.look(&NOBODY), &Rooms::default()),
        }
    }

    /// Has the shown screen change what it knows.
    pub(super) fn tell<T>(&mut self, tells: impl FnOnce(&Room, &Look, &mut Rooms) -> T) -> T {
        let mut rooms = match &mut self.open {
            Some(open) => std::mem::take(&mut open.rooms),
            None => Rooms::default(),
        };
        let told = match &self.open {
            Some(open) => tells(self.room(), &self.look(&open.session), &mut rooms),
            None => tells(self.room(), &self.look(&NOBODY), &mut rooms),
        };
        if let Some(open) = &mut self.open {
            open.rooms = rooms;
        }
        told
    }

    /// What to ask the room next.
    pub fn prompt(&self) -> String {
        let room = self.room();
        let Some(stage) = room.stage else {
            return self.says(&(room.asks)());
        };
        let step = self.ask(|room, look, rooms| (room.step)(look, rooms));
        let says = self.catalogue.prompt(stage, step);
        says.map_or_else(String::new, |says| self.says(says))
    }

    /// A sentence with the keys of the shown screen.
    pub fn says(&self, says: &Says) -> String {
        self.keys.says(self.screen, says)
    }

    /// The item that is selected on the shown screen. While its list is not shown, nothing is: no key may change what
    /// nobody sees.
    pub fn selected(&self) -> Option<ItemId> {
        if self.is_silent() || self.is_orientation() {
            return None;
        }
        self.ask(|room, look, rooms| (room.item)(look, rooms))
    }

    /// The threat that the room talks about on the shown screen.
    pub fn threat_in_focus(&self) -> Option<ThreatId> {
        if self.is_silent() {
            return None;
        }
        self.ask(|room, look, rooms| (room.threat)(look, rooms))
    }

    /// The step of the shown screen.
    pub fn step(&self) -> Option<AgendaStep> {
        self.open.as_ref()?.meeting_clock.step_on(self.screen)
    }

    /// The steps of the shown screen, in order.
    pub fn steps(&self) -> Vec<AgendaStep> {
        self.open
            .as_ref()
            .map(|open| open.meeting_clock.steps_of(self.screen))
            .unwrap_or_default()
    }

    /// The clock of the open session, if its meeting has begun.
    pub fn clock(&self) -> Option<&Clock> {
        let open = self.open.as_ref()?;
        Some(&open.meeting_clock.clock).filter(|clock| clock.is_live())
    }

    /// Whose turn it is, while the room goes round.
    pub fn turn(&self) -> Option<ParticipantId> {
        (self.step() == Some(AgendaStep::Round) && self.screen == Screen::GoWrong)
            .then(|| self.session()?.sittings.last()?.turn)
            .flatten()
    }

    /// Whether everyone writes for themselves, with the list folded away.
    pub fn is_silent(&self) -> bool {
        self.screen == Screen::GoWrong
            && self.step() == Some(AgendaStep::Silent)
            && self.clock().is_some()
    }

    /// Whether the page that begins a meeting is shown, which has no list.
    pub fn is_orientation(&self) -> bool {
        self.screen == Screen::WorkingOn && self.step() == Some(AgendaStep::Orientation)
    }

    /// The name of the theme to be drawn with: the one that is being looked at, else the chosen one. Whatever closes
    /// the list, by Enter, Esc or anything else, cannot leave the wrong one behind.
    pub fn theme_shown(&self) -> &str {
        match &self.overlay {
            Some(Overlay::Themes { offers, selected }) => {
                offers.get(*selected).map_or(&self.theme, |o| &o.name)
            }
            _ => &self.theme,
        }
    }
}

impl Open {
    /// Whether a meeting of this session is going on, and this is the program that keeps its minutes.
    pub(super) fn is_live(&self, now: Stamp) -> bool {
        self.held_by.is_none()
            && (self.changed || !self.session.is_between_meetings(now))
            && self
                .session
                .sittings
                .last()
                .is_some_and(|s| s.ended.is_none())
    }
}
