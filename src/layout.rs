//! Where things go on the map of the system: columns and rows for elements, labels and bends, and the boxes of the trust
//! zones. Below both that draw it: the screen in cells, the report in points.
//!
//! The library is given each flow as two edges with the label as an element between them, so a label has a place that
//! nothing else uses. Its columns and its order within them are kept; rows are then drawn together and lines straightened.
mod anneal;
mod around;
mod at;
mod canvas;
mod cost;
mod draw;
mod drawing;
mod grid;
mod level;
mod model;
mod order;
mod overview;
mod paint;
mod picture;
mod route;
mod rows;
mod search;
mod sheet;
mod sketch;
mod squash;
#[cfg(test)]
mod tests;
mod things;
mod tree;
mod way;

use std::collections::{BTreeMap, BTreeSet};

use ascii_dag::{CustomNode, Graph, LayoutConfig, ir::NodeKind};

pub use crate::theme::Signs;
pub use around::{Around, Spot, around, flow_lines, flow_words, speak};
pub use canvas::{Canvas, Cell, Glyph, Owner, Role, Run, cells, cut};
pub use draw::draw;
pub use drawing::{Drawing, Edge, Kind, Node};
pub use order::{Arrangement, place};
pub use overview::zones;
pub use picture::{Area, Direction, Drawn, End, Picture, Window};
pub use search::search;
pub use sketch::{Part, Sketch, SketchFlow, Zone};

/// What stands at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// An element, by its index in the drawing.
    Node(usize),
    /// The label of a flow, by the flow's index in the drawing.
    Label(usize),
    /// Only a line that goes on to the next column.
    Bend,
}

/// A place on the map; no two share a column and a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// What stands there.
    pub what: What,
    /// Counted from the left.
    pub column: usize,
    /// Counted from the top.
    pub row: usize,
    /// The zone whose box it must stand in; none for what must stand outside all boxes.
    zone: Option<usize>,
}

/// A line from a place to one in the next column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// Index of the item that it begins at.
    pub left: usize,
    /// Index of the item in the next column.
    pub right: usize,
    /// The flow that it is part of, by its index in the drawing.
    pub flow: usize,
    /// The flow goes from right to left.
    pub back: bool,
}

/// The box of a zone, borders included in `top` and `bottom`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// The zone, by its index in the drawing.
    pub zone: usize,
    /// Its first column.
    pub first: usize,
    /// Its last column.
    pub last: usize,
    /// The row of its upper border.
    pub top: usize,
    /// The row of its lower border.
    pub bottom: usize,
}

impl Frame {
    fn holds(&self, column: usize, row: usize) -> bool {
        (self.first..=self.last).contains(&column) && (self.top..=self.bottom).contains(&row)
    }

    fn meets(&self, other: &Self) -> bool {
        self.first <= other.last
            && other.first <= self.last
            && self.top <= other.bottom
            && other.top <= self.bottom
    }
}

/// The whole arrangement, in columns and rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// Elements, labels and bends.
    pub items: Vec<Item>,
    /// The lines between them.
    pub pieces: Vec<Piece>,
    /// The boxes of the zones that have an element.
    pub frames: Vec<Frame>,
    /// How many columns there are.
    pub columns: usize,
    /// How many rows there are.
    pub rows: usize,
}

/// Arranges any drawing. Zones never overlap, and nothing stands in a box that does not belong in it.
pub(crate) fn arrange(drawing: &Drawing) -> Plan {
    let mut plan = ask_library(drawing);
    rows::bring_home(&mut plan.items);
    plan.frames = frames(&plan.items);
    if !plan.is_truthful() {
        rows::band(&mut plan);
    }
    for _ in 0..3 {
        rows::straighten(&mut plan);
    }
    plan.frames = frames(&plan.items);
    rows::close_up(&mut plan);
    plan
}

/// For each flow, whether it has to be drawn from right to left: it would close a circle with flows typed before it.
/// Looking only at earlier flows means that a new line never turns an old one round.
fn backward(drawing: &Drawing) -> Vec<bool> {
    let mut onward: Vec<Vec<usize>> = vec![Vec::new(); drawing.nodes.len()];
    drawing
        .edges
        .iter()
        .map(|edge| {
            let back = edge.from != edge.to && reaches(&onward, edge.to, edge.from);
            let (from, to) = if back {
                (edge.to, edge.from)
            } else {
                (edge.from, edge.to)
            };
            if from != to
                && to < drawing.nodes.len()
                && let Some(targets) = onward.get_mut(from)
            {
                targets.push(to);
            }
            back
        })
        .collect()
}

/// Whether `goal` can be reached from `start`.
fn reaches(onward: &[Vec<usize>], start: usize, goal: usize) -> bool {
    let mut seen = vec![false; onward.len()];
    let mut todo = vec![start];
    while let Some(at) = todo.pop() {
        if at == goal {
            return true;
        }
        if let Some(seen) = seen.get_mut(at)
            && !std::mem::replace(seen, true)
        {
            todo.extend(onward.get(at).into_iter().flatten());
        }
    }
    false
}

/// Columns, order and bends from the library.
fn ask_library(drawing: &Drawing) -> Plan {
    let count = drawing.nodes.len();
    if count == 0 {
        return Plan::default();
    }
    let zone_of = |node: usize| {
        drawing
            .nodes
            .get(node)
            .and_then(|n| n.zone)
            .filter(|z| *z < drawing.zones.len())
    };
    let mut graph = Graph::new();
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); drawing.zones.len()];
    let mut items = Vec::new();
    let mut add = |graph: &mut Graph<'_>, what, zone: Option<usize>| {
        let id = items.len();
        graph.add_node(
            id,
            CustomNode {
                label: "",
                width: 3,
                height: 1,
                painter: None,
                payload: "",
            },
        );
        if let Some(members) = zone.and_then(|z| members.get_mut(z)) {
            members.push(id);
        }
        items.push(Item {
            what,
            column: 0,
            row: 0,
            zone,
        });
        id
    };
    for node in 0..count {
        add(&mut graph, What::Node(node), zone_of(node));
    }
    // The library's edges in the order in which it counts them: left end, right end, whether the flow goes back.
    let mut links = Vec::new();
    for (index, (edge, back)) in drawing.edges.iter().zip(backward(drawing)).enumerate() {
        if edge.from >= count || edge.to >= count {
            continue;
        }
        let zone = zone_of(edge.from).filter(|zone| Some(*zone) == zone_of(edge.to));
        let label = add(&mut graph, What::Label(index), zone);
        let (left, right) = if back {
            (edge.to, edge.from)
        } else {
            (edge.from, edge.to)
        };
        links.push((left, label, back));
        if edge.from != edge.to {
            links.push((label, right, back));
        }
    }
    for (left, right, _) in &links {
        graph.add_edge(*left, *right, None);
    }
    for members in &members {
        if !members.is_empty() {
            let group = graph.add_subgraph("zone");
            // It only refuses unknown ids; these were all added above.
            let _ = graph.put_nodes(members).inside(group);
        }
    }
    let mut config = LayoutConfig::standard();
    config.direction = ascii_dag::Direction::LeftRight;
    config.node_spacing = 1;
    config.include_dummy_nodes = true;
    let layout = graph.compute_layout_with_config(&config);

    let mut bends: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for placed in layout.nodes() {
        // Two rows are kept free above for the topmost border.
        let (column, row) = (placed.level, placed.y + 2);
        if placed.kind == NodeKind::Dummy {
            if let Some(link) = placed.edge_index {
                bends.entry(link).or_default().insert(column, row);
            }
        } else if let Some(item) = items.get_mut(placed.id) {
            item.column = column;
            item.row = row;
        }
    }
    connect(items, &links, &bends, layout.height() + 4)
}

/// Makes every link a chain of pieces from column to column. A bend that the library did not give goes below all.
fn connect(
    mut items: Vec<Item>,
    links: &[(usize, usize, bool)],
    bends: &BTreeMap<usize, BTreeMap<usize, usize>>,
    below: usize,
) -> Plan {
    let mut below = below;
    let mut pieces = Vec::new();
    for (index, &(left, right, back)) in links.iter().enumerate() {
        let (Some(start), Some(end)) = (items.get(left).copied(), items.get(right).copied()) else {
            continue;
        };
        // Every link has the label of its flow at one end.
        let ends = [start.what, end.what].into_iter();
        let mut labels = ends.filter_map(|what| match what {
            What::Label(flow) => Some(flow),
            _ => None,
        });
        let Some(flow) = labels.next() else { continue };
        let mut at = left;
        for column in start.column + 1..end.column {
            let given = bends
                .get(&index)
                .and_then(|rows| rows.get(&column))
                .copied();
            let row = given.unwrap_or(below);
            below += 2 * usize::from(given.is_none());
            let bend = items.len();
            let zone = start.zone.filter(|zone| end.zone == Some(*zone));
            items.push(Item {
                what: What::Bend,
                column,
                row,
                zone,
            });
            pieces.push(Piece {
                left: at,
                right: bend,
                flow,
                back,
            });
            at = bend;
        }
        pieces.push(Piece {
            left: at,
            right,
            flow,
            back,
        });
    }
    let columns = items.iter().map(|item| item.column + 1).max().unwrap_or(0);
    Plan {
        items,
        pieces,
        columns,
        ..Plan::default()
    }
}

/// The box that each zone needs for what must stand in it.
fn frames(items: &[Item]) -> Vec<Frame> {
    let mut frames: BTreeMap<usize, Frame> = BTreeMap::new();
    for item in items {
        let Some(zone) = item.zone else { continue };
        let (top, bottom) = (item.row.saturating_sub(1), item.row + 1);
        let frame = frames.entry(zone).or_insert(Frame {
            zone,
            first: item.column,
            last: item.column,
            top,
            bottom,
        });
        frame.first = frame.first.min(item.column);
        frame.last = frame.last.max(item.column);
        frame.top = frame.top.min(top);
        frame.bottom = frame.bottom.max(bottom);
    }
    frames.into_values().collect()
}

impl Plan {
    /// Whether the picture says what is so: boxes apart, and nothing in a box or on its border that is not of that zone.
    pub(crate) fn is_truthful(&self) -> bool {
        let mut places = BTreeSet::new();
        let alone = self
            .items
            .iter()
            .all(|item| places.insert((item.column, item.row)));
        let apart = self
            .frames
            .iter()
            .enumerate()
            .all(|(i, a)| self.frames.iter().skip(i + 1).all(|b| !a.meets(b)));
        let inside = self.frames.iter().all(|frame| {
            self.items
                .iter()
                .all(|item| item.zone == Some(frame.zone) || !frame.holds(item.column, item.row))
        });
        alone && apart && inside
    }
}
