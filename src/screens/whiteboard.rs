//! The wall of a whiteboard session: one big question, and what the room says to it.

mod earlier;
pub(crate) mod heaps;
pub(crate) mod lines;

use super::choice::Choice;
use super::{Deed, Look, Room, Rooms, Row, as_threat, step};
use crate::catalogue::Stage;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use chrono::TimeDelta;

use crate::domain::{
    AgendaStep, Draft, ItemId, ParkedKind, Said, Session, SessionKind, Stamp, Status, ThreatId,
    says,
};
use crate::lines::bar::Bar;
use crate::lines::table;

/// After this many seconds without a line, the room is asked once more (facilitation, flow c).
const QUIET: TimeDelta = TimeDelta::seconds(90);

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Whiteboard,
    title: "Whiteboard: what can go wrong?",
    stage: Some(Stage::Whiteboard),
    // A quiet room is asked something, too: the step has a name of its own.
    step: |look, _| match look.step {
        // The keys that begin a count would be hands of it.
        _ if look.line == Some(&table::VOTE) => "counting",
        Some(AgendaStep::Quiet) => "quiet minutes",
        step => step.map_or("", AgendaStep::word),
    },
    // The newest line is the one that everybody looks at.
    begins: Verb::Last,
    rows: |look, rooms| {
        let lines = rooms.whiteboard.lines(look.session, look.revision);
        lines.ids().map(Row::Item).collect()
    },
    selected: |_, rooms| rooms.whiteboard.selected.map(Row::Item),
    threat: |_, rooms| rooms.whiteboard.selected.and_then(as_threat),
    put: |_, rooms, row| {
        rooms.whiteboard.selected = row.item();
        rooms.whiteboard.sketched = None;
    },
    means,
    select: |look, rooms, id| {
        if Said::of(id).is_some() {
            rooms.whiteboard.selected = Some(id);
            // What is gone to is seen, whenever it was said.
            earlier::show_with(look, &mut rooms.whiteboard, id);
        }
    },
    mend: |look, rooms| {
        let state = &mut rooms.whiteboard;
        state.selected = state.selected.filter(|id| look.session.holds(*id));
    },
    ..Room::BARE
};

/// Question 2 of a whiteboard is its wall, and no other session has one.
pub(crate) fn instead_of(kind: Option<SessionKind>, screen: Screen) -> Screen {
    let has_wall = kind == Some(SessionKind::Whiteboard);
    match screen {
        Screen::GoWrong if has_wall => Screen::Whiteboard,
        Screen::Whiteboard if !has_wall => Screen::GoWrong,
        screen => screen,
    }
}

/// What a verb means on the wall: what is said last, or read back, is what it is about.
fn means(look: &Look, rooms: &mut Rooms, verb: Verb) -> Deed {
    // Whatever is done next, the room has seen what came of it; the key for the end looks whether it has.
    if verb != Verb::CloseWell {
        rooms.whiteboard.ended.clear();
    }
    let selected = rooms.whiteboard.selected;
    let threat = selected.and_then(as_threat);
    let action = selected.and_then(|id| look.session.actions_about(id).last());
    match (verb, action) {
        (Verb::Threat, _) => Deed::Wall,
        (Verb::NextExample, _) => {
            rooms.whiteboard.examples += 1;
            Deed::Quiet
        }
        (Verb::EarlierLines, _) => earlier::turn(look, &mut rooms.whiteboard),
        (Verb::Park, _) => Deed::line(Bar::new(&table::PARK, None)),
        (Verb::CouldDo, _) if selected.is_none() => Deed::NothingSelected,
        (Verb::ActionItem, _) => Deed::line(match (threat, selected) {
            (None, Some(id)) => Bar::new(&table::ACTION, Some(id)),
            (threat, _) => action_bar(look.session, threat),
        }),
        (Verb::Heap | Verb::NameHeap | Verb::MoveUp | Verb::MoveDown, _) => {
            heaps::means(look, rooms, verb)
        }
        (Verb::Owner, Some(action)) => Deed::Choose(Choice::Owner(action.id.into())),
        (Verb::Due, Some(action)) => Deed::line(Bar::new(&table::DUE, Some(action.id.into()))),
        (Verb::Owner, None) if matches!(selected, Some(ItemId::Question(_))) => {
            selected.map_or(Deed::NothingSelected, |id| Deed::Choose(Choice::Owner(id)))
        }
        (Verb::Owner | Verb::Due, None) => Deed::Say(says![
            "No action for this line yet. Press ",
            Verb::ActionItem,
            " to add one."
        ]),
        (Verb::NextInTurn, _) => read_back(look, rooms, 1),
        (Verb::PreviousInTurn, _) => read_back(look, rooms, -1),
        (Verb::Open, _) if rooms.whiteboard.selected.is_none() => Deed::NothingSelected,
        (Verb::Open, _) => {
            let state = &mut rooms.whiteboard;
            state.reading ^= true;
            state.commands = true;
            Deed::Done
        }
        (Verb::Back, _) => {
            rooms.whiteboard.reading = false;
            Deed::Quiet
        }
        _ => Deed::Usual,
    }
}

/// From the lists of a whiteboard, back is to its wall.
pub(super) fn back_to_wall(session: &Session) -> Deed {
    match session.kind {
        SessionKind::Whiteboard => Deed::show(Screen::Whiteboard),
        _ => Deed::Usual,
    }
}

/// One line at a time in big letters, from the first.
fn read_back(look: &Look, rooms: &mut Rooms, by: isize) -> Deed {
    let state = &rooms.whiteboard;
    let all: Vec<ItemId> = state.lines(look.session, look.revision).ids().collect();
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return Deed::NothingSelected;
    };
    let state = &mut rooms.whiteboard;
    if !state.reading {
        // Also when it was asked for by name, beside an open line.
        (state.reading, state.commands) = (true, true);
        if state.selected.is_none_or(|id| id == *last) {
            state.selected = Some(*first);
        }
        return Deed::Quiet;
    }
    let before = state.selected;
    state.selected = step(&all, before, by);
    match (state.selected == before, by < 0) {
        (true, true) => Deed::Say("This is the first line.".into()),
        (true, false) => Deed::Say("That was the last line.".into()),
        (false, _) => Deed::Quiet,
    }
}

/// The line for an action item about a threat, with the words of the mitigation that waits for one.
pub(crate) fn action_bar(session: &Session, threat: Option<ThreatId>) -> Bar {
    let Some(threat) = threat else {
        return Bar::new(&table::ACTION, None);
    };
    let ideas = session.mitigations_for(threat).filter(|m| {
        let id = m.id.into();
        matches!(m.status, Status::CouldDo | Status::Planned)
            && session.actions_about(id).next().is_none()
    });
    match ideas.last() {
        Some(idea) => Bar::suggesting(&table::ACTION, Some(idea.id.into()), &idea.text),
        None => Bar::new(&table::ACTION, Some(threat.into())),
    }
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The selected line.
    pub selected: Option<ItemId>,
    /// The selected line stands alone in large letters, to be read back.
    pub reading: bool,
    /// Esc has left the line: letters are commands until it is opened again.
    pub commands: bool,
    /// What came of the lunch, line by line, while it is shown after the end.
    pub ended: Vec<String>,
    /// How many rows of it were gone past, where it does not fit.
    pub ended_from: usize,
    /// Which lines of earlier lunches are hidden.
    pub(crate) earlier: earlier::Earlier,
    /// How often an example from another trade was asked for.
    pub examples: usize,
    /// The result of the vote is shown instead of the lines.
    pub result: bool,
    /// The lines as they stand.
    lines: lines::Lines,
    /// The words of the heaps, to offer one to a line.
    pub(crate) heaps: heaps::Words,
    /// A line that was half typed when it was left.
    pub(crate) aside: Option<Bar>,
    /// The line that was drawn in the sketch last, the revision of the session that it made, and whether it changed it.
    pub(crate) sketched: Option<(u64, String, bool)>,
    /// When the last line was written.
    last: Option<Last>,
    /// The room was asked once.
    asked: bool,
}

/// The number by which the room calls a line.
pub(crate) fn number_of(session: &Session, id: ItemId) -> Option<u32> {
    let wall = session.wall();
    wall.iter()
        .find(|line| line.id == id)
        .map(|line| line.number)
}

/// What the room calls an item: a line by its number, and what was said about one by that of its line.
pub(crate) fn called(session: &Session, id: ItemId, lines: &lines::Lines) -> Option<String> {
    let line = match id {
        ItemId::Mitigation(id) => (*session.mitigation(id)?.threats.first()?).into(),
        ItemId::Action(id) => {
            let action = session.actions.iter().find(|action| action.id == id)?;
            return action.about.iter().find_map(|about| match about {
                ItemId::Action(_) => None,
                about => called(session, *about, lines),
            });
        }
        id => id,
    };
    lines.number(line).map(|number| number.to_string())
}

/// What a line is, in a word; nothing of a threat, which is what everyone was asked for.
pub(crate) fn kind(session: &Session, id: ItemId) -> &'static str {
    match id {
        ItemId::Question(_) => "question",
        ItemId::Parked(_) => match session.position(id).and_then(|at| session.parked.get(at)) {
            Some(parked) if parked.kind == ParkedKind::Fix => "parked fix",
            _ => "off topic",
        },
        _ => "",
    }
}

/// The words of a line as they stand in the list: what is no threat is seen without color, too.
pub(crate) fn marked(session: &Session, id: ItemId, words: &str) -> String {
    match (id, kind(session, id)) {
        (_, "") => words.to_owned(),
        (ItemId::Question(_), _) => format!("? {words}"),
        (_, kind) => format!("{kind}: {words}"),
    }
}

/// When the last line was written, how many there were then, and whether one of them is on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Last {
    at: Stamp,
    lines: usize,
    begun: bool,
}

/// How many lines were written, in sight or not.
pub(crate) fn written(session: &Session) -> usize {
    said(session) + session.flows.len() + session.zones.len()
}

/// How many lines were said on the wall, in sight or not.
pub(crate) fn said(session: &Session) -> usize {
    session.threats.len() + session.questions.len() + session.parked.len()
}

impl State {
    /// What the file keeps of the line that was put aside.
    pub(crate) fn draft_aside(&self) -> Option<Draft> {
        self.aside.as_ref()?.draft(&Screen::Whiteboard.name())
    }

    /// Takes note of when the last line was written.
    pub(crate) fn note(&mut self, session: &Session, now: Stamp) {
        let lines = written(session);
        if self.last.is_some_and(|last| last.lines == lines) {
            return;
        }
        self.asked |= self.is_quiet(now);
        self.last = Some(Last {
            at: now,
            lines,
            begun: said(session) > 0 && !session.wall_since(self.since(session)).is_empty(),
        });
    }

    /// Whether no one has said anything for a while, for the first time since something stands on the wall.
    pub fn is_quiet(&self, now: Stamp) -> bool {
        let quiet = self
            .last
            .is_some_and(|last| last.begun && now - last.at >= QUIET);
        quiet && !self.asked && !self.commands && !self.reading
    }
}
