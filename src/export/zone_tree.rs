//! Which zones stand in which, and what stands in each: for the exports that draw the map as nested boxes.

use std::collections::{HashMap, HashSet};

use crate::domain::{Element, Session, Zone, ZoneId};

/// A step through the map, with how many zones are around it.
pub(super) enum Step<'a> {
    /// An element.
    Element(usize, &'a Element),
    /// A zone begins; whether it holds nothing.
    Begin(usize, &'a Zone, bool),
    /// The zone that began last ends.
    End(usize),
}

/// Every zone and element from outside inwards: in each zone its elements come first, then the zones in it.
pub(super) fn steps(session: &Session) -> Vec<Step<'_>> {
    let known: HashSet<ZoneId> = session.zones.iter().map(|zone| zone.id).collect();
    let mut zones: HashMap<_, Vec<&Zone>> = HashMap::new();
    for zone in &session.zones {
        let around = zone.parent.filter(|id| known.contains(id));
        zones.entry(around).or_default().push(zone);
    }
    let mut elements: HashMap<_, Vec<&Element>> = HashMap::new();
    for element in &session.elements {
        let zone = session.zone_of(element.id).filter(|id| known.contains(id));
        elements.entry(zone).or_default().push(element);
    }
    let mut inside = |zone: Option<ZoneId>, depth: usize| -> Vec<Step<'_>> {
        let elements = elements.remove(&zone).unwrap_or_default().into_iter();
        let inner = zones.remove(&zone).unwrap_or_default().into_iter();
        let elements = elements.map(|element| Step::Element(depth, element));
        elements
            .chain(inner.map(|zone| Step::Begin(depth, zone, false)))
            .collect()
    };
    // What is still to come, the next one last: a file may nest zones deeper than a call may nest.
    let mut waiting = inside(None, 0);
    waiting.reverse();
    let mut steps = Vec::new();
    while let Some(step) = waiting.pop() {
        if let Step::Begin(depth, zone, _) = step {
            let mut inner = inside(Some(zone.id), depth + 1);
            steps.push(Step::Begin(depth, zone, inner.is_empty()));
            inner.reverse();
            waiting.push(Step::End(depth));
            waiting.append(&mut inner);
        } else {
            steps.push(step);
        }
    }
    steps
}
