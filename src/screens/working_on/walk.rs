//! Walking on the map: the arrows to what is in their direction, Tab from flow to flow.

use super::{State, Zoom, flow_rows};
use crate::domain::{ItemId, Session, Where, says};
use crate::keys::verb::Verb;
use crate::layout::{Area, Direction, Picture};
use crate::screens::{Deed, Look, step};

/// The flow that comes this many places after the selected one; after the last comes the first.
pub(super) fn flow(look: &Look, state: &mut State, by: isize) -> Deed {
    let session = look.session;
    let flows: Vec<ItemId> = match state.sight.sketch() {
        // Those that are drawn, in the order of their numbers.
        Some(sketch) if !state.list && !look.spoken => {
            sketch.flows.iter().map(|flow| flow.id.into()).collect()
        }
        _ => flow_rows(session),
    };
    let here = flows.iter().position(|id| Some(*id) == state.right);
    let next = match here {
        Some(here) => {
            let count = isize::try_from(flows.len()).unwrap_or(isize::MAX);
            let next = isize::try_from(here).unwrap_or(0).saturating_add(by);
            usize::try_from(next.rem_euclid(count)).unwrap_or(0)
        }
        // From an element, its own flows come first.
        None => first_flow(session, &flows, state.right, by < 0).unwrap_or(0),
    };
    let Some(id) = flows.get(next).copied() else {
        return Deed::Say(says![
            "No flows yet. Press ",
            Verb::MapLine,
            " and type customer -> web."
        ]);
    };
    state.set_selected(session, Some(id));
    Deed::Pointed
}

/// The first flow of the selected element, or its last one.
fn first_flow(
    session: &Session,
    flows: &[ItemId],
    selected: Option<ItemId>,
    last: bool,
) -> Option<usize> {
    let touches = |id: &ItemId| {
        let ItemId::Flow(id) = id else { return false };
        let ends = session.flow(*id).map(|flow| [flow.from, flow.to]);
        let ends = ends.map(|ends| ends.map(ItemId::from));
        selected.is_some_and(|id| ends.is_some_and(|ends| ends.contains(&id)))
    };
    if last {
        let own = flows.iter().rposition(touches);
        own.or_else(|| flows.len().checked_sub(1))
    } else {
        flows.iter().position(touches)
    }
}

/// What is in this direction.
pub(super) fn towards(look: &Look, state: &mut State, direction: Direction) -> Deed {
    let session = look.session;
    let next = match state.zoom() {
        Zoom::Near => around(session, state, direction),
        Zoom::Zones => {
            let here = state.right.and_then(|id| state.sight.box_of(session, id));
            let zones = state.sight.zones();
            zones.and_then(|zones| zones.next(here, direction))
        }
        Zoom::Whole => {
            let whole = state.sight.whole();
            whole.and_then(|whole| on_map(whole, state.right, direction))
        }
    };
    if let Some(next) = next {
        state.set_selected(session, Some(next));
    }
    Deed::Pointed
}

/// From a flow the arrows go to its ends, from anything else to the next element.
fn on_map(whole: &Picture, selected: Option<ItemId>, direction: Direction) -> Option<ItemId> {
    let Some(ItemId::Flow(flow)) = selected else {
        return whole.next(selected, direction);
    };
    let Some(line) = whole.line(flow) else {
        return whole.next(None, direction);
    };
    let place = |id: ItemId| {
        let Area {
            x,
            y,
            width,
            height,
        } = whole.area(id).unwrap_or(Area {
            x: 0,
            y: 0,
            width: 0,
            height: 0,
        });
        match direction {
            Direction::Left | Direction::Right => 2 * x + width,
            Direction::Up | Direction::Down => 2 * y + height,
        }
    };
    let ends = line.ends.iter().map(|end| end.part);
    match direction {
        Direction::Left | Direction::Up => ends.min_by_key(|id| place(*id)),
        Direction::Right | Direction::Down => ends.max_by_key(|id| place(*id)),
    }
}

/// In a close-up the flows are walked up and down, as they are drawn; left goes to where they come from, right to where
/// they go.
fn around(session: &Session, state: &State, direction: Direction) -> Option<ItemId> {
    let (center, selected) = (state.center()?, state.right?);
    let spots = state.sight.near()?.spots().iter().map(|spot| spot.item);
    let is_flow = |id: &ItemId| matches!(id, ItemId::Flow(_));
    let mut rows: Vec<ItemId> = Vec::new();
    for id in spots.filter(|id| is_flow(id) || *id == center) {
        if !rows.contains(&id) {
            rows.push(id);
        }
    }
    if let Direction::Up | Direction::Down = direction {
        let by = if direction == Direction::Up { -1 } else { 1 };
        return step(&rows, Some(selected), by);
    }
    let left = direction == Direction::Left;
    if let ItemId::Flow(flow) = selected {
        let flow = session.flow(flow)?;
        // What lies on the map of an element is found there; on this map the element stands for it.
        let [from, to] = match session.ends_on(flow, state.level) {
            Some(ends) => ends.map(Where::element),
            None => [flow.from, flow.to],
        };
        return Some(if left { from } else { to }.into());
    }
    // What comes in stands before the middle, what goes out behind it.
    let middle = rows.iter().position(|id| *id == center)?;
    let (into, out) = rows.split_at_checked(middle)?;
    let first = if left { into.first() } else { out.get(1) };
    first.copied()
}
