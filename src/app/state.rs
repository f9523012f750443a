//! What the program knows, and what can be asked of it. Whatever changes it stands above, in the modules beside.

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

use crate::catalogue::{Catalogue, Stage};
use crate::check::Thresholds;
use crate::domain::{
    AgendaStep, Clock, FourQuestion, ItemId, ParticipantId, Says, Session, Stamp, Text, ThreatId,
};
use crate::keys::key::Key;
use crate::keys::verb::Verb;
use crate::keys::{KeyMap, Screen};
use crate::lines::bar::Bar;
use crate::lines::kept::Kept;
use crate::risk::Scales;
use crate::screens::one::{Begun, ForTwo};
use crate::screens::pasted::Closed;
use crate::screens::{IncomingLists, Look, Room, Rooms, home, room};

use super::intake::Intake;
use super::msg::SaveNews;
pub use super::notice::{Gate, Notice, Tone};
use super::open::Conflict;
pub use super::open::{Open, Saving};
use super::overlay::Overlay;
use super::place::{Outside, Place};
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
    /// The scales that a session may be rated with, and what figures of risk are made with.
    pub scales: Arc<Scales>,
    /// Outside of any session, or in one; and which screen is shown.
    pub(super) place: Place,
    /// The list of the screen is shown large and plain, as on a whiteboard.
    pub wall: bool,
    /// The start screen.
    pub home: home::State,
    /// The line that is being typed.
    pub bar: Option<Bar>,
    /// What was typed and closed, or typed before.
    pub(super) kept: Kept,
    /// A paste that was closed without adding it.
    pub(super) closed: Closed,
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
    /// One threat for two: whether the next one is, and whether its examples are folded.
    pub for_two: ForTwo,
    /// What is said when the next of several systems is asked about.
    pub(super) follows: Option<String>,
    /// The news item from which an earlier answer was opened.
    pub(super) begun: Option<Begun>,
    /// Of several systems that are held against the same news: which one it is, and how many.
    pub(super) turn: Option<(usize, usize)>,
    /// What the user is called; empty when they did not say, `None` when no one asked yet.
    pub me: Option<Text>,
    /// The name of the theme that was chosen; see [`App::theme_shown`].
    pub theme: String,
    /// Saves so far.
    pub saves: u64,
    /// Grows with every notice and refusal, so that one that is given twice is heard twice.
    pub said: u64,
    /// Nothing is drawn: what happens is read aloud, line by line.
    pub spoken: bool,
    /// Only plain characters are drawn, so that no letters are large.
    pub ascii: bool,
    /// After a list was read: the digits of a line's number so far.
    pub picking: Option<String>,
    /// The revision and the screen for which the selections were mended last.
    pub(super) mended: Option<(u64, Screen)>,
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
            scales: Arc::new(Scales::bundled()),
            place: Place::Outside(Outside::Home),
            wall: false,
            home: home::State::default(),
            bar: None,
            kept: Kept::default(),
            closed: Closed::default(),
            choice: None,
            overlay: None,
            sharing: Sharing::default(),
            intake: None,
            waiting: Waiting::default(),
            notice: None,
            gate: None,
            alone: false,
            for_two: ForTwo::default(),
            follows: None,
            begun: None,
            turn: None,
            me: Some(Text::default()),
            theme: "dark".to_owned(),
            saves: 0,
            said: 0,
            spoken: false,
            ascii: false,
            picking: None,
            mended: None,
        }
    }

    /// The screen that is shown.
    pub fn screen(&self) -> Screen {
        self.place.screen()
    }

    /// Shows a screen, if there can be one here: a session's in a session, any other outside.
    pub fn show(&mut self, screen: Screen) {
        self.place.show(screen);
        // In a session it is remembered whether it was opened from there.
        if self.place.open().is_none() {
            self.home.journal = self.screen() == Screen::Journal;
        }
    }

    /// The session that is open, and what its screens know.
    pub fn open(&self) -> Option<&Open> {
        self.place.open()
    }

    /// The session that is open.
    pub fn session(&self) -> Option<&Session> {
        self.place.open().map(|open| &*open.session)
    }

    /// That someone else changed the file, as long as no one has answered.
    pub fn conflict(&self) -> Option<&Conflict> {
        let conflict = self.place.open()?.conflict.as_ref()?;
        Some(conflict).filter(|conflict| !conflict.seen)
    }

    /// Answers that the file was changed; false when there was nothing to answer.
    pub(super) fn has_seen_conflict(&mut self) -> bool {
        let open = self.place.open_mut();
        let conflict = open.and_then(|open| open.conflict.as_mut());
        let is_new = conflict.is_some_and(|conflict| !std::mem::replace(&mut conflict.seen, true));
        if is_new {
            self.notice = None;
        }
        is_new
    }

    /// The user's name; empty when it is not known.
    pub fn my_name(&self) -> &str {
        self.me.as_deref().unwrap_or_default()
    }

    /// The day on which the last message came.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// Whether the news of a save is anything to show: that it went well is not, unless the one before had not.
    pub fn shows(&self, news: &SaveNews) -> bool {
        let failing = |open: &Open| matches!(open.saving, Saving::Failed(_));
        !matches!(news, SaveNews::Done { .. }) || self.place.open().is_some_and(failing)
    }

    /// Whether typing goes into a line of text, so that a burst of lines is a paste and not a row of commands.
    pub fn wants_text(&self) -> bool {
        let line = self.bar.as_ref().is_some_and(|bar| !bar.line.one_key);
        let covered = self.sharing.cover.is_some() || self.waiting.is_opening();
        line && self.overlay.is_none() && self.choice.is_none() && !covered
    }

    /// What a key does while nothing is open that takes it.
    pub fn verb_of(&self, key: Key) -> Option<Verb> {
        let covered = self.sharing.cover.is_some() || self.waiting.is_opening();
        let open = self.bar.is_some() || self.choice.is_some() || self.overlay.is_some();
        let verb = self.keys.action(self.screen(), key);
        verb.filter(|_| !covered && !open)
    }

    /// Which of the four questions a screen belongs to, if any.
    pub fn question_of(screen: Screen) -> Option<FourQuestion> {
        room(screen).question
    }

    /// The row of the screen that is shown.
    pub fn room(&self) -> &'static Room {
        room(self.screen())
    }

    /// The part of the meeting that is shown, if it has prompts.
    pub fn stage(&self) -> Option<Stage> {
        self.room().stage
    }

    /// What the shown screen may know.
    pub(super) fn look<'a>(&'a self, session: &'a Session) -> Look<'a> {
        let open = self.place.open();
        Look {
            session,
            revision: open.map_or(0, |open| open.revision),
            report: open.and_then(|open| open.report.as_ref().map(|(_, report)| report)),
            thresholds: &self.thresholds,
            scales: &self.scales,
            catalogue: &self.catalogue,
            now: self.now,
            size: self.size_inside(),
            screen: self.screen(),
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

    pub(super) fn incoming(&self) -> IncomingLists {
        let intake = self.intake.as_ref();
        intake.map_or_else(IncomingLists::default, |intake| IncomingLists {
            asked: (intake.asked.len(), intake.at),
            items: (intake.preview.rows(), intake.row),
        })
    }

    /// Has the shown screen look at what it knows.
    pub fn ask<T>(&self, asks: impl FnOnce(&Room, &Look, &Rooms) -> T) -> T {
        match self.place.open() {
            Some(open) => asks(self.room(), &self.look(&open.session), &open.rooms),
            None => asks(self.room(), &self.look(&NOBODY), &Rooms::default()),
        }
    }

    /// Has the shown screen change what it knows.
    pub(super) fn tell<T>(&mut self, tells: impl FnOnce(&Room, &Look, &mut Rooms) -> T) -> T {
        let mut rooms = match self.place.open_mut() {
            Some(open) => std::mem::take(&mut open.rooms),
            None => Rooms::default(),
        };
        let told = match self.place.open() {
            Some(open) => tells(self.room(), &self.look(&open.session), &mut rooms),
            None => tells(self.room(), &self.look(&NOBODY), &mut rooms),
        };
        if let Some(open) = self.place.open_mut() {
            open.rooms = rooms;
        }
        told
    }

    /// What to ask the room next.
    pub fn prompt(&self) -> String {
        if let Some(says) = self.tour() {
            return says;
        }
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
        self.keys.says(self.screen(), says)
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
        self.place.open()?.meeting_clock.step_on(self.screen())
    }

    /// The step of the shown screen that comes so many places after the one it is at.
    pub(super) fn step_beside(&self, by: isize) -> Option<AgendaStep> {
        let steps = self.steps();
        let here = steps.iter().position(|step| Some(*step) == self.step())?;
        steps.get(here.checked_add_signed(by)?).copied()
    }

    /// The steps of the shown screen, in order.
    pub fn steps(&self) -> Vec<AgendaStep> {
        self.place
            .open()
            .map(|open| open.meeting_clock.steps_of(self.screen()))
            .unwrap_or_default()
    }

    /// The clock of the open session, if its meeting has begun.
    pub fn clock(&self) -> Option<&Clock> {
        let open = self.place.open()?;
        Some(&open.meeting_clock.clock).filter(|clock| clock.is_live())
    }

    /// Whose turn it is, while the room goes round.
    pub fn turn(&self) -> Option<ParticipantId> {
        (self.step() == Some(AgendaStep::Round) && self.screen() == Screen::GoWrong)
            .then(|| self.session()?.turn())
            .flatten()
    }

    /// Whether everyone writes for themselves, with the list folded away.
    pub fn is_silent(&self) -> bool {
        let open = self.place.open();
        let is_beside = open.is_some_and(|open| open.rooms.go_wrong.walk.outside);
        !is_beside
            && self.screen() == Screen::GoWrong
            && self.step() == Some(AgendaStep::Silent)
            && self.clock().is_some()
    }

    /// Whether the page that begins a meeting is shown, which has no list.
    pub fn is_orientation(&self) -> bool {
        self.screen() == Screen::WorkingOn && self.step() == Some(AgendaStep::Orientation)
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
