//! What a session knows of one level, as a sketch.

use std::collections::{BTreeSet, HashMap};

use super::sketch::{Part, Sketch, SketchFlow, Zone};
use crate::domain::{Element, ElementId, FlowId, Place, Session, Where, ZoneId};

impl Sketch {
    /// What a session knows of one level: the map of the element `level`, or that of the whole system. What a flow
    /// leads to from outside stands there as a stub.
    pub fn of(session: &Session, level: Option<ElementId>) -> Self {
        let zones: HashMap<ZoneId, usize> = session.zones.iter().map(|z| z.id).zip(0..).collect();
        let threats = threats(session, level);
        let on_flows = on_flows(session);
        let mut sketch = Self::default();
        let mut places: HashMap<ElementId, usize> = HashMap::new();
        let mut add = |sketch: &mut Self, element: &Element, stub: bool| {
            *places.entry(element.id).or_insert_with(|| {
                let found = threats.get(&element.id).copied().unwrap_or(0);
                let zone = session.zone_of(element.id);
                sketch.parts.push(Part {
                    id: element.id.into(),
                    name: element.name.to_string(),
                    kind: element.kind,
                    zone: zone.and_then(|zone| zones.get(&zone).copied()),
                    badge: badge(element, found),
                    below: if stub {
                        "outside".to_owned()
                    } else {
                        String::new()
                    },
                    stub,
                });
                sketch.parts.len() - 1
            })
        };
        for element in session.elements_on(level) {
            add(&mut sketch, element, false);
        }
        for flow in &session.flows {
            let ends = [flow.from, flow.to].map(|end| session.lifted(end, level));
            let [Some(from), Some(to)] = ends else {
                continue;
            };
            let outside = |end: Where| matches!(end, Where::Outside(_));
            // What stays on the map of one element is shown there, and what never comes here elsewhere.
            let within = from.element() == to.element() && flow.from != flow.to;
            if within || (outside(from) && outside(to)) {
                continue;
            }
            let mut end = |sketch: &mut Self, end: Where| {
                let element = session.element(end.element())?;
                Some(add(sketch, element, outside(end)))
            };
            let (Some(from), Some(to)) = (end(&mut sketch, from), end(&mut sketch, to)) else {
                continue;
            };
            sketch.flows.push(SketchFlow {
                id: flow.id,
                label: flow.id.0,
                badge: count(on_flows.get(&flow.id).copied().unwrap_or(0)),
                from,
                to,
                crosses: session.crosses(flow),
            });
        }
        sketch.zones = session
            .zones
            .iter()
            .map(|zone| Zone {
                id: zone.id,
                name: zone.name.to_string(),
                parent: zone.parent.and_then(|parent| zones.get(&parent).copied()),
            })
            .collect();
        sketch
    }
}

/// How many threats there are at each part of a level, with those on its own map.
fn threats(session: &Session, level: Option<ElementId>) -> HashMap<ElementId, usize> {
    let mut counts = HashMap::new();
    for threat in &session.threats {
        let at = threat.places.iter().filter_map(|place| match place {
            Place::Element(id) => session.lifted(*id, level).map(Where::element),
            Place::Flow(_) | Place::Whole => None,
        });
        for id in at.collect::<BTreeSet<_>>() {
            *counts.entry(id).or_insert(0) += 1;
        }
    }
    counts
}

/// How many threats there are at each flow.
fn on_flows(session: &Session) -> HashMap<FlowId, usize> {
    let mut counts = HashMap::new();
    for threat in &session.threats {
        let at = threat.places.iter().filter_map(|place| match place {
            Place::Flow(id) => Some(*id),
            Place::Element(_) | Place::Whole => None,
        });
        for id in at.collect::<BTreeSet<_>>() {
            *counts.entry(id).or_insert(0) += 1;
        }
    }
    counts
}

/// `!3` for 3 threats.
fn count(threats: usize) -> String {
    match threats {
        0 => String::new(),
        some => format!("!{some}"),
    }
}

/// What stands behind a name.
fn badge(element: &Element, threats: usize) -> String {
    let count = count(threats);
    let unknown = if element.unknown { "?" } else { "" };
    let out = if element.out_of_scope.is_some() {
        "out"
    } else {
        ""
    };
    let words: Vec<&str> = [count.as_str(), unknown, out]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
