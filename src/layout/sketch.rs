//! The system at one level, as it is to be drawn: names, kinds, zones in zones, and who sends to whom.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::domain::{ElementKind, FlowId, ItemId, ZoneId, counted};

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

/// How large a map may be.
struct Size {
    parts: usize,
    pairs: usize,
    zones: usize,
}

/// Beyond this the order is not looked for: the first has to do.
const SEARCHED: Size = Size {
    parts: 100,
    pairs: 300,
    zones: 100,
};

/// Beyond this the whole is not drawn: nobody could read it.
const DRAWN: Size = Size {
    parts: 400,
    pairs: 1000,
    zones: 400,
};

/// What is drawn in 16 ms or little more, as measured on maps of random flows.
const QUICK: Size = Size {
    parts: 30,
    pairs: 40,
    zones: 12,
};

impl Sketch {
    /// A number that is the same for sketches that are equal: what was drawn for one need not be drawn again.
    pub fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }

    /// Whether an item has a place of its own on it.
    pub fn draws(&self, id: ItemId) -> bool {
        match id {
            ItemId::Flow(flow) => self.flows.iter().any(|drawn| drawn.id == flow),
            id => self.parts.iter().any(|part| part.id == id),
        }
    }

    /// Whether it shows the same parts in the same order as another one, whatever is known of them.
    pub fn has_parts_of(&self, other: &Self) -> bool {
        let ids =
            |sketch: &Self| -> Vec<ItemId> { sketch.parts.iter().map(|part| part.id).collect() };
        ids(self) == ids(other)
    }

    /// How many pairs of parts a line connects.
    pub fn pairs(&self) -> usize {
        let ends = self.flows.iter().filter(|flow| flow.from != flow.to);
        let pairs: HashSet<(usize, usize)> = ends
            .map(|flow| (flow.from.min(flow.to), flow.from.max(flow.to)))
            .collect();
        pairs.len()
    }

    /// How large it is, in words.
    pub fn size(&self) -> String {
        let counts = [
            (self.parts.len(), "element"),
            (self.flows.len(), "flow"),
            (self.zones.len(), "trust zone"),
        ];
        let [parts, flows, zones] = counts.map(|(count, what)| counted(count, what));
        format!("{parts}, {flows} and {zones}")
    }

    /// Whether the drawing is made within a frame. Lines and frames take as long as parts do.
    pub fn is_quick(&self) -> bool {
        self.is_within(&QUICK)
    }

    /// Whether it is so large that no order is looked for.
    pub fn is_vast(&self) -> bool {
        !self.is_within(&SEARCHED)
    }

    /// Whether it is so large that it is not drawn whole.
    pub fn is_too_large(&self) -> bool {
        !self.is_within(&DRAWN)
    }

    fn is_within(&self, size: &Size) -> bool {
        self.parts.len() <= size.parts
            && self.zones.len() <= size.zones
            && self.pairs() <= size.pairs
    }
}
