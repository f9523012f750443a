//! Question 1: what are we working on? Scope, people and assumptions, and the system as a map or as a list.

mod known;
mod rows;
mod sight;
mod walk;

use super::choice::Choice;
use super::{Deed, Look, Room, Rooms, Row, room};
use crate::catalogue::Stage;
use crate::domain::{AgendaStep, ElementId, FourQuestion, ItemId, Session, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::layout::Direction;
pub use known::Known;
pub use rows::{Boundary, LISTS, by_boundary, flow_rows, scope_rows, system_rows};
pub use sight::{Made, Order, Sight, View, Zoom};

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::WorkingOn,
    question: Some(FourQuestion::WorkingOn),
    stage: Some(Stage::WorkingOn),
    plain: true,
    rows: |look, rooms| {
        let rows = rooms.working_on.rows(look.session);
        rows.into_iter().map(Row::Item).collect()
    },
    selected: |_, rooms| rooms.working_on.selected().map(Row::Item),
    put: |look, rooms, row| rooms.working_on.set_selected(look.session, row.item()),
    shown_by: Some(Verb::GoWorkingOn),
    means,
    travel,
    select: |look, rooms, id| rooms.working_on.select(look.session, id),
    show_new: |look, rooms, id| rooms.working_on.show_new(look.session, id),
    mend: |look, rooms| {
        let state = &mut rooms.working_on;
        let holds = |id: &ItemId| look.session.holds(*id);
        state.left = state.left.filter(holds);
        state.right = state.right.filter(holds);
        state.center = state.center.filter(holds);
        state.level = state.level.filter(|id| look.session.holds((*id).into()));
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
        Verb::MapOrTable => {
            let leaves = state.pane == Pane::System && state.leave_list(look.session);
            state.list = !leaves;
            state.pane = Pane::System;
            Deed::Done
        }
        Verb::Wall => {
            state.leave_list(look.session);
            state.pane = Pane::System;
            Deed::Usual
        }
        Verb::Owner if look.step == Some(AgendaStep::Orientation) => Deed::Choose(Choice::Recorder),
        Verb::NextFlow | Verb::PreviousFlow if state.pane == Pane::Scope => {
            state.pane = Pane::System;
            Deed::First
        }
        Verb::NextFlow => walk::flow(look, state, 1),
        Verb::PreviousFlow => walk::flow(look, state, -1),
        Verb::ScrollLeft if state.is_drawn(look) => walk::towards(look, state, Direction::Left),
        Verb::ScrollRight if state.is_drawn(look) => walk::towards(look, state, Direction::Right),
        Verb::ScrollLeft | Verb::ScrollRight => Deed::Done,
        Verb::Tidy => tidy(look, state),
        Verb::ZoomIn => zoom_in(look, state),
        Verb::ZoomOut => zoom_out(look, state),
        Verb::Open if state.pane == Pane::System && !look.spoken => open(look, state),
        Verb::Back if state.pane == Pane::System && !look.spoken => back(look, state),
        _ => Deed::Usual,
    }
}

/// Has a clearer arrangement looked for, or says why none will come.
fn tidy(look: &Look, state: &mut State) -> Deed {
    if look.spoken {
        return Deed::Say("There is no map here to arrange.".into());
    }
    if state.list {
        return Deed::Say(says![
            "A list has no arrangement. Press ",
            Verb::MapOrTable,
            " for the map."
        ]);
    }
    match state.zoom() {
        Zoom::Near => Deed::Say(says![
            "A close-up has no arrangement. Press ",
            Verb::ZoomOut,
            " for more of the map."
        ]),
        Zoom::Zones => Deed::Say(says![
            "The overview of zones has no other arrangement. Press ",
            Verb::ZoomIn,
            " for the whole map."
        ]),
        Zoom::Whole => Deed::Say(match state.sight.tidy() {
            Ok(()) => "Looking for a clearer arrangement.".into(),
            Err(why) => why.into(),
        }),
    }
}

/// One zoom closer.
fn zoom_in(look: &Look, state: &mut State) -> Deed {
    state.pane = Pane::System;
    if state.leave_list(look.session) {
        return Deed::Quiet;
    }
    match (state.zoom(), state.right) {
        (Zoom::Zones, _) => state.zoom = Some(Zoom::Whole),
        (Zoom::Whole, Some(ItemId::Zone(zone))) => {
            let mut inside = look.session.elements_in(zone);
            let Some(first) = inside.find(|e| e.within == state.level) else {
                let says = if look.session.elements_in(zone).next().is_some() {
                    format!("{zone} has no elements on this map.")
                } else {
                    format!("{zone} contains no element yet.")
                };
                return Deed::Say(says.into());
            };
            state.set_selected(look.session, Some(first.id.into()));
            return Deed::Pointed;
        }
        (Zoom::Whole, None) => return Deed::NothingSelected,
        (Zoom::Whole, Some(_)) => state.zoom = Some(Zoom::Near),
        (Zoom::Near, Some(ItemId::Element(id))) => {
            state.go_into(look.session, id);
            return Deed::Pointed;
        }
        (Zoom::Near, _) => return Deed::Say("This is as close as it gets.".into()),
    }
    state.stays = false;
    Deed::Quiet
}

/// One zoom further away.
fn zoom_out(look: &Look, state: &mut State) -> Deed {
    state.pane = Pane::System;
    if state.leave_list(look.session) {
        return Deed::Quiet;
    }
    match state.zoom() {
        Zoom::Near => state.zoom = Some(Zoom::Whole),
        Zoom::Whole if state.level.is_some() => {
            state.go_out(look.session);
            return Deed::Pointed;
        }
        Zoom::Whole if look.session.zones.is_empty() => {
            return Deed::Say(says![
                "No trust zones yet. Press ",
                Verb::MapLine,
                " and type zone core: web, api."
            ]);
        }
        Zoom::Whole => state.zoom = Some(Zoom::Zones),
        Zoom::Zones => return Deed::Say("This is the whole system.".into()),
    }
    // What was asked for is shown, even where both ends of a flow are not in it.
    state.stays = true;
    Deed::Quiet
}

/// Enter goes into what is selected.
fn open(look: &Look, state: &mut State) -> Deed {
    if state.leave_list(look.session) {
        let near = matches!(state.right, Some(ItemId::Element(_) | ItemId::Flow(_)));
        state.zoom = near.then_some(Zoom::Near);
        return Deed::Quiet;
    }
    match (state.zoom(), state.right) {
        (_, None) => Deed::NothingSelected,
        (Zoom::Near, Some(ItemId::Element(id)))
            if look.session.elements_on(Some(id)).next().is_some() =>
        {
            zoom_in(look, state)
        }
        (Zoom::Near, Some(_)) => Deed::Verb(Verb::ThreatsHere),
        _ => zoom_in(look, state),
    }
}

/// Esc goes out again, as far as the map that it began with.
fn back(look: &Look, state: &mut State) -> Deed {
    if state.leave_list(look.session) {
        return Deed::Quiet;
    }
    let shown = state.zoom();
    let usual = state.sight.usual();
    match shown {
        Zoom::Near if usual != Zoom::Near => {
            // From a close-up that came by itself, too.
            state.zoom = state.zoom.filter(|zoom| *zoom != Zoom::Near);
            state.stays = true;
        }
        Zoom::Near | Zoom::Whole if state.level.is_some() => {
            state.go_out(look.session);
            return Deed::Pointed;
        }
        Zoom::Whole if usual == Zoom::Zones && state.zoom.is_some() => {
            state.zoom = None;
            state.stays = true;
        }
        _ => return Deed::Usual,
    }
    Deed::Quiet
}

/// On the map the arrows go to what is in their direction, and pages scroll.
fn travel(look: &Look, rooms: &mut Rooms, verb: Verb, by: isize) -> Deed {
    let state = &mut rooms.working_on;
    if state.is_drawn(look) {
        let direction = match verb {
            Verb::Up => Direction::Up,
            Verb::Down => Direction::Down,
            Verb::PageUp | Verb::PageDown => {
                let by = if by < 0 { -1 } else { 1 };
                state.scroll = state.scroll.saturating_add(by);
                return Deed::Done;
            }
            _ => return room::travel(look, rooms, by),
        };
        return walk::towards(look, state, direction);
    }
    room::travel(look, rooms, by)
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Which pane the keys go to.
    pub pane: Pane,
    /// The selected line of the scope.
    pub left: Option<ItemId>,
    /// What is selected of the system: an element, a flow or a trust zone.
    pub right: Option<ItemId>,
    /// The system as a list instead of a map.
    pub list: bool,
    /// The zoom that was asked for; else it is the usual one.
    zoom: Option<Zoom>,
    /// A close-up does not come by itself: someone has just left it.
    stays: bool,
    /// What is in the middle of a close-up.
    center: Option<ItemId>,
    /// The part whose own map is shown; none for the whole system.
    pub level: Option<ElementId>,
    /// How many half windows below what is selected the map is looked at; after the last comes the first.
    pub scroll: i16,
    /// What is seen of the map.
    pub sight: Sight,
    /// What is said of the whole system in every frame.
    pub known: Known,
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

impl State {
    /// The rows of the pane that the keys go to.
    pub fn rows(&self, session: &Session) -> Vec<ItemId> {
        match self.pane {
            Pane::Scope => scope_rows(session),
            Pane::System => system_rows(session),
        }
    }

    /// The selected line of the pane that the keys go to.
    pub fn selected(&self) -> Option<ItemId> {
        match self.pane {
            Pane::Scope => self.left,
            Pane::System => self.right,
        }
    }

    /// Whether the arrows go through a drawing.
    fn is_drawn(&self, look: &Look) -> bool {
        self.pane == Pane::System && !self.list && !look.spoken
    }

    /// How much of the map is seen: what was asked for, or is usual. Where both ends of the selected flow are not seen
    /// at once, the flow in words.
    pub fn zoom(&self) -> Zoom {
        let usual = self.sight.usual();
        let zoom = match self.zoom.unwrap_or(usual) {
            // The zones are those of the whole system.
            Zoom::Zones if self.level.is_some() => Zoom::Whole,
            zoom => zoom,
        };
        match (zoom, self.right) {
            (Zoom::Near, None | Some(ItemId::Zone(_))) => match usual {
                Zoom::Near => Zoom::Whole,
                usual => usual,
            },
            (Zoom::Near, Some(_)) => Zoom::Near,
            (_, Some(ItemId::Flow(_))) if self.stays => zoom,
            (Zoom::Zones, Some(ItemId::Flow(_))) => Zoom::Near,
            (Zoom::Whole, Some(ItemId::Flow(id))) => {
                let ends = self.sight.whole().and_then(|whole| whole.both_ends(id));
                match ends {
                    Some(ends) if !self.sight.fits(ends) => Zoom::Near,
                    _ => Zoom::Whole,
                }
            }
            _ => zoom,
        }
    }

    /// What is in the middle of a close-up.
    pub fn center(&self) -> Option<ItemId> {
        self.center.or(self.right)
    }

    /// Shows the map of an element, with its first part selected.
    fn go_into(&mut self, session: &Session, id: ElementId) {
        self.level = Some(id);
        (self.zoom, self.center, self.stays, self.scroll) = (None, None, false, 0);
        self.right = session.elements_on(Some(id)).next().map(|e| e.id.into());
    }

    /// Shows the map on which the element stands whose map was shown.
    fn go_out(&mut self, session: &Session) {
        let Some(id) = self.level else { return };
        self.level = session.level_of(id);
        (self.zoom, self.center, self.stays, self.scroll) = (None, None, false, 0);
        self.right = Some(id.into());
    }

    /// Leaves the list, if it is shown, for the map on which what is selected is drawn.
    fn leave_list(&mut self, session: &Session) -> bool {
        let leaves = std::mem::take(&mut self.list);
        let is_drawn = |id| self.sight.sketch().is_some_and(|sketch| sketch.draws(id));
        if let Some(id) = self.right.filter(|id| leaves && !is_drawn(*id)) {
            self.level = self.level_with(session, id);
        }
        leaves
    }

    /// The map on which an item is drawn; the shown one, if it is drawn there.
    fn level_with(&self, session: &Session, id: ItemId) -> Option<ElementId> {
        match id {
            ItemId::Element(id) => session.level_of(id),
            ItemId::Flow(id) => {
                let flow = session.flow(id)?;
                if session.ends_on(flow, self.level).is_some() {
                    return self.level;
                }
                session.level_showing(flow)
            }
            ItemId::Zone(zone) => self.level.filter(|level| {
                let mut elements = session.elements_on(Some(*level));
                elements.any(|e| session.zone_path(e.id).contains(&zone))
            }),
            _ => None,
        }
    }

    /// Draws what is around the middle of a close-up.
    pub fn look_near(&mut self, session: &Session) {
        if let Some(center) = self.center() {
            self.sight.look_near(session, center);
        }
    }

    /// Selects an item and goes to its pane.
    pub fn select(&mut self, session: &Session, id: ItemId) {
        let far = self.sight.usual() == Zoom::Zones;
        match id {
            ItemId::Element(_) | ItemId::Flow(_) | ItemId::Zone(_) => {
                self.pane = Pane::System;
                self.level = self.level_with(session, id);
                self.zoom = match id {
                    ItemId::Element(_) if far => Some(Zoom::Near),
                    _ => None,
                };
                self.set_selected(session, Some(id));
            }
            _ => (self.pane, self.left) = (Pane::Scope, Some(id)),
        }
    }

    /// Selects what was just written down; the line being typed keeps its place, only the map follows a map line.
    fn show_new(&mut self, session: &Session, id: ItemId) {
        match id {
            ItemId::Threat(_) | ItemId::Question(_) | ItemId::Action(_) | ItemId::Parked(_) => {}
            // It was written down about the map, where the eyes of the room are.
            ItemId::Asset(_) if self.pane == Pane::System => {}
            ItemId::Element(_) | ItemId::Flow(_) | ItemId::Zone(_) => {
                if self.pane == Pane::Scope {
                    // The map that comes in sight is the one on which it stands.
                    self.level = self.level_with(session, id);
                }
                self.pane = Pane::System;
                if !matches!(id, ItemId::Zone(_)) {
                    self.set_selected(session, Some(id));
                }
            }
            _ => self.select(session, id),
        }
    }

    /// Selects a line of the pane that the keys go to.
    pub fn set_selected(&mut self, session: &Session, id: Option<ItemId>) {
        if self.pane == Pane::Scope {
            self.left = id;
            return;
        }
        if self.right == id {
            return;
        }
        // What is selected is in sight.
        (self.scroll, self.stays) = (0, false);
        self.right = id;
        let touches = |flow: &crate::domain::Flow| {
            let is_center = |id: ElementId| self.center == Some(ItemId::from(id));
            let ends = [flow.from, flow.to].into_iter();
            ends.flat_map(|end| session.elements_from(Some(end)))
                .any(is_center)
        };
        self.center = match id {
            // The flows of what is in the middle are walked around it.
            Some(ItemId::Flow(flow)) => {
                let flow = session.flows.iter().find(|other| other.id == flow);
                self.center.filter(|_| flow.is_some_and(touches)).or(id)
            }
            Some(ItemId::Element(_)) => id,
            _ => None,
        };
    }
}
