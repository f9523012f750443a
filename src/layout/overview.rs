//! The overview: a box per zone, and a line per pair of zones.

use std::collections::{BTreeMap, HashMap};

use super::level::count;
use super::order::{Arrangement, place};
use super::picture::Window;
use super::search::glance;
use super::sketch::{Part, Sketch, SketchFlow};
use crate::domain::{ElementKind, FlowId, Session, counted};

/// Finds a place for everything in an overview: a small one is looked for.
pub fn place_zones(overview: &Sketch, window: Window) -> Arrangement {
    if overview.parts.len() <= 12 && overview.is_quick() {
        glance(overview, window)
    } else {
        place(overview, window, None)
    }
}

/// What the overview of the zones is drawn of: the zones as parts, each with how many parts and threats it contains.
pub fn overview(session: &Session) -> Sketch {
    let whole = Sketch::of(session, None);
    let is_around = |zone: usize| whole.zones.iter().any(|other| other.parent == Some(zone));
    let mut box_of: HashMap<usize, usize> = HashMap::new();
    let mut parts: Vec<Part> = Vec::new();
    for (zone, known) in whole.zones.iter().enumerate() {
        if whole.parts.iter().all(|part| part.zone != Some(zone)) {
            continue;
        }
        box_of.insert(zone, parts.len());
        // The boxes beside it count what is in them, so that its own box must not count that again.
        let (name, zone, elements, threats) = if is_around(zone) {
            let elements = session.elements_directly_in(known.id).count();
            let threats = session.threats_directly_in(known.id).len();
            let name = format!("{} itself", known.name);
            (name, Some(zone), elements, threats)
        } else {
            let elements = session.elements_in(known.id).count();
            let threats = session.threats_in(known.id).len();
            (known.name.clone(), known.parent, elements, threats)
        };
        parts.push(Part {
            id: known.id.into(),
            name,
            kind: ElementKind::Process,
            zone,
            badge: String::new(),
            below: format!(
                "{}, {}",
                counted(elements, "element"),
                counted(threats, "threat")
            ),
            stub: false,
        });
    }
    let mut place_of: Vec<Option<usize>> = Vec::new();
    for part in &whole.parts {
        let place = part.zone.and_then(|zone| box_of.get(&zone).copied());
        place_of.push(Some(place.unwrap_or(parts.len())));
        if place.is_none() {
            parts.push(Part {
                zone: None,
                ..part.clone()
            });
        }
    }
    let mut lines: BTreeMap<(usize, usize), (SketchFlow, Vec<FlowId>)> = BTreeMap::new();
    for flow in &whole.flows {
        let end = |part: usize| place_of.get(part).copied().flatten();
        let (Some(from), Some(to)) = (end(flow.from), end(flow.to)) else {
            continue;
        };
        if from == to {
            continue;
        }
        let (line, flows) = lines.entry((from, to)).or_insert_with(|| {
            let line = SketchFlow {
                label: 0,
                badge: String::new(),
                from,
                to,
                ..flow.clone()
            };
            (line, Vec::new())
        });
        line.label += 1;
        flows.push(flow.id);
    }
    // What crosses is in neither of the two zones, so that its threats stand at the line.
    let lines = lines.into_values().map(|(line, flows)| SketchFlow {
        badge: count(session.threats_at_flows(&flows).len()),
        ..line
    });
    let mut flows: Vec<SketchFlow> = lines.collect();
    flows.sort_by_key(|flow| flow.id);
    Sketch {
        parts,
        flows,
        zones: whole.zones.clone(),
    }
}
