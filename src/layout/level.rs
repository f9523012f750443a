//! What a session knows of one level, as a sketch.

use std::collections::HashMap;

use super::sketch::{Part, Sketch, SketchFlow, Zone};
use crate::domain::{Element, ElementId, Level, Place, Session, Where, ZoneId};

impl Sketch {
    /// What a session knows of one level: the map of the element `level`, or that of the whole system. What a flow
    /// leads to from outside stands there as a stub.
    pub fn of(session: &Session, level: Option<ElementId>) -> Self {
        let zones: HashMap<ZoneId, usize> = session.zones.iter().map(|z| z.id).zip(0..).collect();
        let mut sketch = Self::default();
        let mut places: HashMap<ElementId, usize> = HashMap::new();
        let mut add = |sketch: &mut Self, element: &Element, stub: bool| {
            *places.entry(element.id).or_insert_with(|| {
                let found = session.threats_of(element.id.into()).len();
                let need = session.need_at(Place::Element(element.id));
                let zone = session.zone_of(element.id);
                // Of what stands outside, the map is not looked at from here; it may be this one.
                let has_map = !stub && session.elements_on(Some(element.id)).next().is_some();
                sketch.parts.push(Part {
                    id: element.id.into(),
                    name: element.name.to_string(),
                    kind: element.kind,
                    zone: zone.and_then(|zone| zones.get(&zone).copied()),
                    badge: badge(element, need, found, has_map),
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
            let Some([from, to]) = session.ends_on(flow, level) else {
                continue;
            };
            let outside = |end: Where| matches!(end, Where::Outside(_));
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
                badge: count(session.threats_of(flow.id.into()).len()),
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

/// `!3` for 3 threats.
pub(super) fn count(threats: usize) -> String {
    match threats {
        0 => String::new(),
        some => format!("!{some}"),
    }
}

/// `*h` where something is held of which the highest need is high.
fn need_mark(need: Option<Level>) -> &'static str {
    match need {
        None => "",
        Some(Level::Low) => "*l",
        Some(Level::Medium) => "*m",
        Some(Level::High) => "*h",
    }
}

/// What stands behind a name.
fn badge(element: &Element, need: Option<Level>, threats: usize, has_map: bool) -> String {
    let count = count(threats);
    let need = need_mark(need);
    let unknown = if element.unknown { "?" } else { "" };
    let out = if element.out_of_scope.is_some() {
        "out"
    } else {
        ""
    };
    let map = if has_map { "+" } else { "" };
    let words: Vec<&str> = [count.as_str(), need, unknown, out, map]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
