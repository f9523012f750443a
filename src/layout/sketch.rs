//! The system at one level, as it is to be drawn: names, kinds, zones in zones, and who sends to whom.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::domain::{ElementId, ElementKind, FlowId, ItemId, Place, Session, ZoneId};

/// The system at one level, as it is to be drawn. Indices are into its own lists; one out of range means none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sketch {
    /// Elements, in the order in which they were typed.
    pub parts: Vec<Part>,
    /// Flows whose ends are both drawn, in the order in which they were typed.
    pub flows: Vec<SketchFlow>,
    /// Trust zones. One without a part in it or in a zone inside it is not drawn.
    pub zones: Vec<Zone>,
}

/// A name in brackets on the map.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// The element; in the overview of zones it may be a zone.
    pub id: ItemId,
    /// Its name, without brackets.
    pub name: String,
    /// Its kind, which decides the brackets.
    pub kind: ElementKind,
    /// The zone around it.
    pub zone: Option<usize>,
    /// What stands behind its name: `!3` for 3 threats, `?` for unknown, `out` for out of scope, or nothing.
    pub badge: String,
    /// It stands outside this level, and is shown because a flow leads there.
    pub stub: bool,
}

/// A flow from one part to another, or to itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SketchFlow {
    /// The flow.
    pub id: FlowId,
    /// What stands on its line: the flow's number; in the overview of zones, how many flows there are.
    pub label: u32,
    /// The part that sends.
    pub from: usize,
    /// The part that receives.
    pub to: usize,
    /// It crosses a trust boundary.
    pub crosses: bool,
}

/// A trust zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Zone {
    /// The zone.
    pub id: ZoneId,
    /// Its name.
    pub name: String,
    /// The zone around it.
    pub parent: Option<usize>,
}

impl Sketch {
    /// What a session knows of one level: of the part `level`, or of the whole system.
    pub fn of(session: &Session, level: Option<ElementId>) -> Self {
        // Levels come with the parts that have a map of their own; until then every part is on the first.
        if level.is_some() {
            return Self::default();
        }
        let zones: HashMap<ZoneId, usize> = session.zones.iter().map(|z| z.id).zip(0..).collect();
        let places: HashMap<ElementId, (usize, Option<ZoneId>)> = session
            .elements
            .iter()
            .zip(0..)
            .map(|(e, i)| (e.id, (i, e.zone)))
            .collect();
        let threats = threats(session);
        let parts = session.elements.iter().map(|element| Part {
            id: element.id.into(),
            name: element.name.to_string(),
            kind: element.kind,
            zone: element.zone.and_then(|zone| zones.get(&zone).copied()),
            badge: badge(
                threats.get(&element.id).copied().unwrap_or(0),
                element.unknown,
            ),
            stub: false,
        });
        let flows = session.flows.iter().filter_map(|flow| {
            let ((from, leaves), (to, reaches)) =
                (*places.get(&flow.from)?, *places.get(&flow.to)?);
            Some(SketchFlow {
                id: flow.id,
                label: flow.id.0,
                from,
                to,
                crosses: leaves != reaches,
            })
        });
        let zones = session.zones.iter().map(|zone| Zone {
            id: zone.id,
            name: zone.name.to_string(),
            parent: None,
        });
        Self {
            parts: parts.collect(),
            flows: flows.collect(),
            zones: zones.collect(),
        }
    }

    /// A number that is the same for sketches that are equal: what was drawn for one need not be drawn again.
    pub fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

/// How many threats there are at each part.
fn threats(session: &Session) -> HashMap<ElementId, usize> {
    let mut counts = HashMap::new();
    for threat in &session.threats {
        let at = threat.places.iter().filter_map(|place| match place {
            Place::Element(id) => Some(*id),
            Place::Flow(_) | Place::Whole => None,
        });
        for id in at.collect::<HashSet<_>>() {
            *counts.entry(id).or_insert(0) += 1;
        }
    }
    counts
}

fn badge(threats: usize, unknown: bool) -> String {
    let count = match threats {
        0 => String::new(),
        some => format!("!{some}"),
    };
    match (count.is_empty(), unknown) {
        (_, false) => count,
        (true, true) => "?".to_owned(),
        (false, true) => format!("{count} ?"),
    }
}
