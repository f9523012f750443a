//! Which zones stand in which, what stands in each, and what has a map of its own: for the exports that draw the map as
//! nested boxes.

use std::collections::{HashMap, HashSet};

use crate::domain::{Element, ElementId, Session, Zone, ZoneId};

/// Maps within maps are drawn as boxes no deeper than this: nobody could read more frames around one name.
const DEEPEST_MAP: usize = 8;

/// How far lines are indented: deeper than anyone reads, the blanks would be longer than the rest.
const DEEPEST_LINE: usize = 20;

/// Writes a line with so many boxes around it.
pub(super) fn line(out: &mut String, depth: usize, words: &str) {
    out.extend([&"  ".repeat(depth.min(DEEPEST_LINE)), words, "\n"]);
}

/// A step through the map, with how many boxes are around it.
pub(super) enum Step<'a> {
    /// An element.
    Element(usize, &'a Element),
    /// A zone begins; whether it holds nothing.
    Zone(usize, &'a Zone, bool),
    /// What is on the map of an element begins.
    Map(usize, &'a Element),
    /// The zone or the map that began last ends.
    End(usize),
}

/// In what something stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Around {
    Zone(ZoneId),
    Map(ElementId),
}

/// The element in the box of whose map an element is drawn. One that has another zone than that element is drawn in its
/// zone.
pub(super) fn boxed_in(session: &Session, element: &Element) -> Option<ElementId> {
    let host = session.element(element.within?)?.id;
    let depth = session.elements_from(Some(host)).take(DEEPEST_MAP + 1);
    let is_near = depth.count() <= DEEPEST_MAP;
    let same_zone = element.zone.is_none() || element.zone == session.zone_of(host);
    (is_near && same_zone).then_some(host)
}

/// Every zone and element from outside inwards: in each box its elements come first, then their maps, then the zones in
/// it.
pub(super) fn steps(session: &Session) -> Vec<Step<'_>> {
    let known: HashSet<ZoneId> = session.zones.iter().map(|zone| zone.id).collect();
    let mut zones: HashMap<_, Vec<&Zone>> = HashMap::new();
    for zone in &session.zones {
        let around = zone.parent.filter(|id| known.contains(id));
        zones
            .entry(around.map(Around::Zone))
            .or_default()
            .push(zone);
    }
    let mut elements: HashMap<_, Vec<&Element>> = HashMap::new();
    for element in &session.elements {
        let zone = || session.zone_of(element.id).filter(|id| known.contains(id));
        let around = boxed_in(session, element)
            .map(Around::Map)
            .or_else(|| zone().map(Around::Zone));
        elements.entry(around).or_default().push(element);
    }
    let hosts: HashSet<Option<Around>> = elements.keys().copied().collect();
    let mut inside = |around: Option<Around>, depth: usize| -> Vec<Step<'_>> {
        let elements = elements.remove(&around).unwrap_or_default();
        let inner = zones.remove(&around).unwrap_or_default().into_iter();
        let with_map = |element: &&Element| hosts.contains(&Some(Around::Map(element.id)));
        let maps: Vec<&Element> = elements.iter().copied().filter(with_map).collect();
        let elements = elements.into_iter();
        elements
            .map(|element| Step::Element(depth, element))
            .chain(maps.into_iter().map(|host| Step::Map(depth, host)))
            .chain(inner.map(|zone| Step::Zone(depth, zone, false)))
            .collect()
    };
    // What is still to come, the next one last: a file may nest zones deeper than a call may nest.
    let mut waiting = inside(None, 0);
    waiting.reverse();
    let mut steps = Vec::new();
    while let Some(step) = waiting.pop() {
        let (around, depth) = match step {
            Step::Zone(depth, zone, _) => (Around::Zone(zone.id), depth),
            Step::Map(depth, host) => (Around::Map(host.id), depth),
            Step::Element(..) | Step::End(_) => {
                steps.push(step);
                continue;
            }
        };
        let mut inner = inside(Some(around), depth + 1);
        steps.push(match step {
            Step::Zone(depth, zone, _) => Step::Zone(depth, zone, inner.is_empty()),
            step => step,
        });
        inner.reverse();
        waiting.push(Step::End(depth));
        waiting.append(&mut inner);
    }
    steps
}
