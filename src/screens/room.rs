//! What a screen is to the rest of the program: one [`Room`], a row of the table in [`crate::screens`].

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Deed, Rooms, home, step};
use crate::catalogue::{Catalogue, Stage};
use crate::check::coverage::Spot;
use crate::check::{Report, Thresholds};
use crate::domain::{AgendaStep, FourQuestion, ItemId, Says, Session, Stamp, ThreatId};
use crate::export::Format;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::Line;
use crate::risk::Scales;

/// A line that can be selected, on whatever screen: what the arrows move, keys act on and a listener hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// An item of the session.
    Item(ItemId),
    /// What the business would lose by the threat that the room talks about.
    BusinessRisk,
    /// What is done about that threat.
    Response,
    /// A finding, by its check's id.
    Finding(&'static str),
    /// An export.
    Format(Format),
    /// What brought a meeting together, by the place of that meeting.
    Incident(usize),
    /// A session of the start screen, by its place among those that are shown.
    Recent(usize),
    /// A candidate of an import, by its place.
    Candidate(usize),
    /// What an import would bring, by its place.
    Incoming(usize),
    /// A pasted line, by its place.
    Pasted(usize),
    /// A cell of the grid of coverage.
    Cell(Spot),
    /// A cell of the matrix, or another place where a threat can sit.
    Placed(super::matrix::Spot),
    /// A note from before the meeting, by its place.
    Waiting(usize),
    /// A threat of a tree, by its place.
    Branch(usize),
}

impl Row {
    /// The item that it is, if it is one.
    pub fn item(self) -> Option<ItemId> {
        match self {
            Self::Item(id) => Some(id),
            _ => None,
        }
    }
}

/// How many lines an import under way has, and which is selected: candidates that are asked about, and what it brings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IncomingLists {
    /// How many candidates there are, and which is shown.
    pub asked: (usize, usize),
    /// How many items there are, and which is selected.
    pub items: (usize, usize),
}

/// All that a screen may know to say what can be selected on it and what a key means.
pub struct Look<'a> {
    /// The session that is open; one that holds nothing where none is.
    pub session: &'a Session,
    /// Grows with every change of the session.
    pub revision: u64,
    /// Its checks, where they were run.
    pub report: Option<&'a Report>,
    /// The thresholds of the checks.
    pub thresholds: &'a Arc<Thresholds>,
    /// The scales to rate with, and what figures of risk are made with.
    pub scales: &'a Arc<Scales>,
    /// Prompts, packs and trackers.
    pub catalogue: &'a Arc<Catalogue>,
    /// The time of the last message.
    pub now: Stamp,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The screen that is shown.
    pub screen: Screen,
    /// The step of the meeting that it is at.
    pub step: Option<AgendaStep>,
    /// The line that is being typed.
    pub line: Option<&'static Line>,
    /// Its list is shown large and plain.
    pub wall: bool,
    /// Everyone writes alone, and the list is folded away.
    pub silent: bool,
    /// Somebody else holds the session: it can only be read.
    pub held: bool,
    /// Nothing is drawn.
    pub spoken: bool,
    /// The start screen.
    pub home: &'a home::State,
    /// An import under way.
    pub incoming: IncomingLists,
}

impl Look<'_> {
    /// The day on which the last message came.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

/// A screen, as everything but its drawing knows it.
pub struct Room {
    /// Its name in the key map and in drafts.
    pub id: Screen,
    /// What a listener hears first; a question of the four is heard by its sentence.
    pub title: &'static str,
    /// Which of the four questions it asks.
    pub question: Option<FourQuestion>,
    /// The part of the meeting whose prompts it shows.
    pub stage: Option<Stage>,
    /// What the room is asked where that part has no prompts.
    pub asks: fn() -> Says,
    /// The step whose prompt is shown, by its name in the catalogue.
    pub step: fn(&Look, &Rooms) -> &'static str,
    /// Its list can be shown large and plain, as on a whiteboard.
    pub plain: bool,
    /// It shows what the checks say.
    pub checks: bool,
    /// Esc leaves it for the screen that was shown before; for this one where none is known.
    pub left_for: Option<Screen>,
    /// The verb that shows it, from any screen of a session.
    pub shown_by: Option<Verb>,
    /// The key that finds a line where none is selected: the first or the last.
    pub begins: Verb,
    /// The lines that can be selected, from top to bottom.
    pub rows: fn(&Look, &Rooms) -> Vec<Row>,
    /// The selected line.
    pub selected: fn(&Look, &Rooms) -> Option<Row>,
    /// The item that keys act on, where it is not just the selected line's.
    pub item: fn(&Look, &Rooms) -> Option<ItemId>,
    /// The threat that the room talks about.
    pub threat: fn(&Look, &Rooms) -> Option<ThreatId>,
    /// What is selected here as another screen is gone to by its key, which then selects the first of these that it can.
    pub holds: fn(&Look, &Rooms) -> Vec<ItemId>,
    /// Selects a line of its list.
    pub put: fn(&Look, &mut Rooms, Row),
    /// What a verb means here.
    pub means: fn(&Look, &mut Rooms, Verb) -> Deed,
    /// A key moves the selection, by so many lines.
    pub travel: fn(&Look, &mut Rooms, Verb, isize) -> Deed,
    /// Selects an item, if it can be selected here.
    pub select: fn(&Look, &mut Rooms, ItemId),
    /// Selects an item that was just written down, where the eyes of the room are.
    pub show_new: fn(&Look, &mut Rooms, ItemId),
    /// It is entered, from another screen or again.
    pub enter: fn(&Look, &mut Rooms, Screen),
    /// Lets go of what is gone from the session.
    pub mend: fn(&Look, &mut Rooms),
}

impl Room {
    /// What it is called beside the key that shows it: `Do about it`.
    pub fn name(&self) -> &'static str {
        let title = self.title.trim_end_matches('.');
        self.question.map_or(title, FourQuestion::short)
    }

    /// Where there are no screens to see: `question 3`, `action items`.
    pub fn place(&self) -> String {
        let number = |question: FourQuestion| format!("question {}", question.number());
        self.question
            .map_or_else(|| self.name().to_lowercase(), number)
    }

    /// A screen on which nothing can be selected: what a row of the table begins with.
    pub const BARE: Self = Self {
        id: Screen::Home,
        title: "",
        question: None,
        stage: None,
        asks: Says::default,
        step: |look, _| look.step.map_or("", AgendaStep::word),
        plain: false,
        checks: false,
        left_for: None,
        shown_by: None,
        begins: Verb::First,
        rows: |_, _| Vec::new(),
        selected: |_, _| None,
        item: |look, rooms| (super::room(look.screen).selected)(look, rooms)?.item(),
        threat: |_, _| None,
        holds: |_, _| Vec::new(),
        put: |_, _, _| {},
        means: |_, _, _| Deed::Usual,
        travel: |look, rooms, _, by| travel(look, rooms, by),
        select: |_, _, _| {},
        show_new: |look, rooms, id| (super::room(look.screen).select)(look, rooms, id),
        enter: |_, _, _| {},
        mend: |_, _| {},
    };
}

/// Moves the selection by so many lines of the list.
pub(crate) fn travel(look: &Look, rooms: &mut Rooms, by: isize) -> Deed {
    let room = super::room(look.screen);
    let rows = (room.rows)(look, rooms);
    if let Some(row) = step(&rows, (room.selected)(look, rooms), by) {
        (room.put)(look, rooms, row);
    }
    Deed::Done
}
