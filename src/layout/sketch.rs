//! The system at one level, as it is to be drawn: names, kinds, zones in zones, and who sends to whom.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::domain::{ElementKind, FlowId, ItemId, ZoneId};

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
    /// A row of its own below the name: in the overview, how many elements and threats there are.
    pub below: String,
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
    /// What stands behind its number: `!3` for 3 threats, or nothing.
    pub badge: String,
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
    /// A number that is the same for sketches that are equal: what was drawn for one need not be drawn again.
    pub fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}
