//! Question 1: what are we working on? Scope, people and assumptions on the left, the system on the right.

use super::choice::Choice;
use super::{Deed, Look, Room, Rooms, Row, room};
use crate::catalogue::Stage;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use std::collections::HashMap;

use crate::domain::{AgendaStep, Flow, FourQuestion, ItemId, NoteKind, Session, ZoneId};

/// Below this many columns nothing is drawn: the flows are listed by the boundary that they cross.
pub const NARROW: u16 = 76;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::WorkingOn,
    question: Some(FourQuestion::WorkingOn),
    stage: Some(Stage::WorkingOn),
    plain: true,
    rows: |look, rooms| {
        let rows = rooms.working_on.rows(look.session, look.size.0);
        rows.into_iter().map(Row::Item).collect()
    },
    selected: |_, rooms| rooms.working_on.selected().map(Row::Item),
    put: |_, rooms, row| rooms.working_on.set_selected(row.item()),
    shown_by: Some(Verb::GoWorkingOn),
    means,
    travel,
    select: |_, rooms, id| rooms.working_on.select(id),
    show_new: |_, rooms, id| rooms.working_on.show_new(id),
    mend: |look, rooms| {
        let state = &mut rooms.working_on;
        state.left = state.left.filter(|id| look.session.holds(*id));
        state.right = state.right.filter(|id| look.session.holds(*id));
    },
    ..Room::BARE
};

/// What a verb means on question 1.
fn means(look: &Look, rooms: &mut Rooms, verb: Verb) -> Deed {
    let state = &mut rooms.working_on;
    match verb {
        Verb::NextPane | Verb::PreviousPane => {
            state.pane = match state.pane {
                Pane::Scope => Pane::System,
                Pane::System => Pane::Scope,
            };
            Deed::First
        }
        Verb::ScrollLeft | Verb::ScrollRight => {
            let by = if verb == Verb::ScrollLeft { -1 } else { 1 };
            state.scroll_x = state.scroll_x.saturating_add(by);
            Deed::Done
        }
        Verb::MapOrTable => {
            state.table = !state.table;
            state.pane = Pane::System;
            state.right = None;
            Deed::Done
        }
        Verb::Owner if look.step == Some(AgendaStep::Orientation) => Deed::Choose(Choice::Recorder),
        _ => Deed::Usual,
    }
}

/// A map is looked through page by page, and with the arrows where there is no choice of flows.
fn travel(look: &Look, rooms: &mut Rooms, verb: Verb, by: isize) -> Deed {
    let state = &mut rooms.working_on;
    let drawn = state.pane == Pane::System
        && !state.table
        && !look.wall
        && !look.spoken
        && look.size.0 >= NARROW;
    let looks = match verb {
        Verb::PageUp | Verb::PageDown => true,
        Verb::Up | Verb::Down => state.rows(look.session, look.size.0).len() < 2,
        _ => false,
    };
    if drawn && looks {
        let by = if by < 0 { -1 } else { 1 };
        state.scroll_y = state.scroll_y.saturating_add(by);
        return Deed::Done;
    }
    room::travel(look, rooms, by)
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Which pane the keys go to.
    pub pane: Pane,
    /// The selected line of the left pane.
    pub left: Option<ItemId>,
    /// The selected line of the right pane.
    pub right: Option<ItemId>,
    /// The system as a table instead of a drawing.
    pub table: bool,
    /// How many parts to the right of the selected flow the drawing is looked at; after the last comes the first.
    pub scroll_x: i16,
    /// The same downwards.
    pub scroll_y: i16,
}

/// The two panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// Scope, assumptions and people.
    #[default]
    Scope,
    /// The system.
    System,
}

/// The lists of the left pane, in order, with their headings.
pub const LISTS: [(NoteKind, &str); 3] = [
    (NoteKind::InScope, "IN SCOPE"),
    (NoteKind::OutOfScope, "OUT OF SCOPE"),
    (NoteKind::WhyNow, "WHY NOW"),
];

/// Everything that can be selected on the left, from top to bottom.
pub fn left_rows(session: &Session) -> Vec<ItemId> {
    let notes = |kind| session.notes_of(kind).map(|note| ItemId::Note(note.id));
    LISTS
        .iter()
        .flat_map(|(kind, _)| notes(*kind))
        .chain(session.assumptions.iter().map(|a| a.id.into()))
        .chain(session.participants.iter().map(|p| p.id.into()))
        .chain(notes(NoteKind::MissingRole))
        .chain(notes(NoteKind::ShouldHear))
        .collect()
}

/// The zones that a flow leaves and reaches.
pub type Boundary = (Option<ZoneId>, Option<ZoneId>);

/// The flows by the boundary that they cross, in the order in which the boundaries come up.
pub fn by_boundary(session: &Session) -> Vec<(Boundary, Vec<&Flow>)> {
    let zones: HashMap<_, _> = session.elements.iter().map(|e| (e.id, e.zone)).collect();
    let zone = |id| zones.get(&id).copied().flatten();
    let mut groups: Vec<(Boundary, Vec<&Flow>)> = Vec::new();
    for flow in &session.flows {
        let boundary = (zone(flow.from), zone(flow.to));
        match groups.iter_mut().find(|(known, _)| *known == boundary) {
            Some((_, flows)) => flows.push(flow),
            None => groups.push((boundary, vec![flow])),
        }
    }
    groups
}

/// Everything that can be selected on the right on a screen of this many columns: the flows, in the order in which they
/// are seen; in the table the elements before them.
pub fn right_rows(state: &State, session: &Session, columns: u16) -> Vec<ItemId> {
    if state.table {
        let elements = session.elements.iter().map(|e| e.id.into());
        elements
            .chain(session.flows.iter().map(|f| f.id.into()))
            .collect()
    } else if columns < NARROW {
        let groups = by_boundary(session);
        let flows = groups.iter().flat_map(|(_, flows)| flows);
        flows.map(|f| f.id.into()).collect()
    } else {
        session.flows.iter().map(|f| f.id.into()).collect()
    }
}

impl State {
    /// The rows of the pane that the keys go to, on a screen of this many columns.
    pub fn rows(&self, session: &Session, columns: u16) -> Vec<ItemId> {
        match self.pane {
            Pane::Scope => left_rows(session),
            Pane::System => right_rows(self, session, columns),
        }
    }

    /// The selected line of the pane that the keys go to.
    pub fn selected(&self) -> Option<ItemId> {
        match self.pane {
            Pane::Scope => self.left,
            Pane::System => self.right,
        }
    }

    /// Selects an item and goes to its pane.
    pub fn select(&mut self, id: ItemId) {
        (self.scroll_x, self.scroll_y) = (0, 0);
        match id {
            ItemId::Element(_) => {
                (self.pane, self.table, self.right) = (Pane::System, true, Some(id));
            }
            ItemId::Flow(_) => (self.pane, self.right) = (Pane::System, Some(id)),
            ItemId::Zone(_) => self.pane = Pane::System,
            _ => (self.pane, self.left) = (Pane::Scope, Some(id)),
        }
    }

    /// Selects what was just written down; the line being typed keeps its place, only the map follows a map line.
    fn show_new(&mut self, id: ItemId) {
        match id {
            ItemId::Threat(_) | ItemId::Question(_) | ItemId::Action(_) | ItemId::Parked(_) => {}
            ItemId::Element(_) | ItemId::Flow(_) | ItemId::Zone(_) => {
                self.pane = Pane::System;
                if let ItemId::Flow(_) = id {
                    self.set_selected(Some(id));
                }
            }
            _ => self.select(id),
        }
    }

    /// Selects a line of the pane that the keys go to.
    pub fn set_selected(&mut self, id: Option<ItemId>) {
        if self.selected() != id {
            // The drawing follows the selection.
            (self.scroll_x, self.scroll_y) = (0, 0);
        }
        match self.pane {
            Pane::Scope => self.left = id,
            Pane::System => self.right = id,
        }
    }
}
