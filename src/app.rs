//! The program without a world: what it knows, and how a message changes it.
//!
//! [`App::update`] takes what happened and returns what is to be done outside, as values. Nothing here draws, reads a
//! file or asks for the time, so a whole meeting can be played in a test.

pub mod badge;
pub mod bar;
pub mod cards;
pub mod choice;
pub mod copied;
pub mod editor;
pub mod effect;
mod finding;
pub mod helping;
pub mod intake;
pub mod listing;
pub mod meeting_clock;
pub mod msg;
pub mod nudging;
mod one;
mod opened;
pub mod overlay;
pub mod overlays;
mod selection;
pub mod sharing;
mod submit;
pub mod sweeping;
pub mod themes;
pub mod turns;
mod update;
mod verbs;
pub mod voting;
pub mod waiting;
mod whiteboard;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::catalogue::{Catalogue, Stage};
use crate::check::{Report, Thresholds};
use crate::domain::{AgendaStep, FourQuestion, History, ItemId, Session, Stamp, ThreatId};
use crate::keys::verb::Verb;
use crate::keys::{KeyMap, Screen};
use crate::screens::{
    actions, cards as cards_state, do_about, export, go_wrong, good_enough, home, questions, since,
    whiteboard as board, working_on,
};
use bar::Bar;
use choice::Choice;
use meeting_clock::MeetingClock;
use nudging::Nudging;
use overlay::Overlay;

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
    pub sharing: sharing::Sharing,
    /// What is on its way in from a file of another format.
    pub intake: Option<Box<intake::Intake>>,
    /// What takes its time outside.
    pub waiting: waiting::Waiting,
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
    mended: Option<(u64, Screen)>,
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
    /// The session. Shared with the saver, which keeps it in the background.
    pub session: Arc<Session>,
    /// Undo and redo.
    pub history: History,
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
    /// What last time left open.
    pub since: since::State,
    /// What the rules have said.
    pub nudging: Nudging,
    /// Question 1.
    pub working_on: working_on::State,
    /// Question 2.
    pub go_wrong: go_wrong::State,
    /// Question 3.
    pub do_about: do_about::State,
    /// Question 4.
    pub good_enough: good_enough::State,
    /// The questions.
    pub questions: questions::State,
    /// The action items.
    pub actions: actions::State,
    /// The export.
    pub export: export::State,
    /// The threat that was copied last.
    pub copied: Option<ThreatId>,
    /// The prompt cards.
    pub cards: cards_state::State,
    /// The wall of a whiteboard session.
    pub whiteboard: board::State,
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
            sharing: sharing::Sharing::default(),
            intake: None,
            waiting: waiting::Waiting::default(),
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

    /// Whether typing goes into a line of text, so that a burst of lines is a paste and not a row of commands.
    pub fn wants_text(&self) -> bool {
        let line = self.bar.as_ref().is_some_and(|bar| bar.kind.is_line());
        let covered = self.sharing.cover.is_some() || self.waiting.is_opening();
        line && self.overlay.is_none() && self.choice.is_none() && !covered
    }

    /// Which of the four questions a screen belongs to, if any.
    pub fn question_of(screen: Screen) -> Option<FourQuestion> {
        match screen {
            Screen::WorkingOn => Some(FourQuestion::WorkingOn),
            Screen::GoWrong => Some(FourQuestion::GoWrong),
            Screen::DoAbout => Some(FourQuestion::DoAbout),
            Screen::GoodEnough => Some(FourQuestion::GoodEnough),
            _ => None,
        }
    }

    /// The part of the meeting that is shown, if it has prompts.
    pub fn stage(&self) -> Option<Stage> {
        match self.screen {
            Screen::Home | Screen::Review | Screen::Import => None,
            Screen::SinceLastTime => Some(Stage::SinceLastTime),
            Screen::WorkingOn => Some(Stage::WorkingOn),
            Screen::GoWrong => Some(Stage::GoWrong),
            Screen::DoAbout => Some(Stage::DoAbout),
            Screen::GoodEnough => Some(Stage::GoodEnough),
            Screen::Questions => Some(Stage::Questions),
            Screen::Actions => Some(Stage::Actions),
            Screen::Export => Some(Stage::Export),
            Screen::Whiteboard => Some(Stage::Whiteboard),
            Screen::OneThreat => Some(Stage::OneThreat),
        }
    }

    /// What to ask the room next.
    pub fn prompt(&self) -> &str {
        if matches!(self.screen, Screen::Review | Screen::Import) {
            return intake::prompt(self);
        }
        let step = match (&self.open, self.screen) {
            (Some(open), Screen::SinceLastTime) => open.since.step(),
            (_, Screen::OneThreat) => one::step(self),
            _ => self.step().map_or("", AgendaStep::word),
        };
        self.stage()
            .map_or("", |stage| self.catalogue.prompt(stage, step))
    }

    /// The item that is selected on the shown screen.
    pub fn selected(&self) -> Option<ItemId> {
        let open = self.open.as_ref()?;
        match self.screen {
            Screen::SinceLastTime => match open.since.selected {
                Some(since::Row::Item(id)) => Some(id),
                _ => None,
            },
            Screen::WorkingOn => open.working_on.selected(),
            Screen::GoWrong => open.go_wrong.selected,
            Screen::DoAbout => open.do_about.selected(),
            Screen::GoodEnough => match open.good_enough.selected {
                Some(good_enough::Row::Note(id)) => Some(id),
                _ => None,
            },
            Screen::Questions => open.questions.selected,
            Screen::Actions => open.actions.selected,
            Screen::Whiteboard => open.whiteboard.selected,
            Screen::Home | Screen::Export | Screen::OneThreat | Screen::Review | Screen::Import => {
                None
            }
        }
    }

    /// The threat that the room talks about on the shown screen.
    pub fn threat_in_focus(&self) -> Option<ThreatId> {
        let open = self.open.as_ref()?;
        let selected = match self.screen {
            Screen::DoAbout => return open.do_about.threat,
            Screen::GoWrong => open.go_wrong.selected,
            Screen::Whiteboard => open.whiteboard.selected,
            _ => None,
        };
        match selected {
            Some(ItemId::Threat(id)) => Some(id),
            _ => None,
        }
    }
}
