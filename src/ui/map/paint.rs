//! Puts an arrangement onto a canvas: boxes, lines, names, labels and arrow heads.
mod ink;

use self::ink::{EAST, Ink, WEST};
use super::canvas::{Canvas, Role, cells, cut};
use super::route::{Channel, Run};
use super::{Drawing, Kind, Spacing};
use crate::layout::{Frame, Item, Piece, Plan, What};
use crate::theme::Signs;

/// The widest name of an element or a zone, in cells without brackets.
const NAME_CELLS: usize = 24;
/// The widest label of a flow, in cells.
const LABEL_CELLS: usize = 16;

/// What a place shows, and how lines meet it.
#[derive(Clone, Debug)]
struct Face {
    text: String,
    role: Role,
    width: usize,
    /// `>` in the cell before the text, `<` there, or none.
    before: Option<char>,
    /// The same after the text.
    after: Option<char>,
    /// Whether lines join it on the right.
    onward: bool,
}

/// What flows do at one side of a place.
#[derive(Clone, Copy, Debug, Default)]
struct Side {
    arrives: bool,
    leaves: bool,
}

impl Side {
    fn add(&mut self, arrives: bool) {
        self.arrives |= arrives;
        self.leaves |= !arrives;
    }

    fn mixed(self) -> bool {
        self.arrives && self.leaves
    }

    fn only_arrives(self) -> bool {
        self.arrives && !self.leaves
    }
}

/// What flows do at both sides of a place.
#[derive(Clone, Copy, Debug, Default)]
struct Joins {
    left: Side,
    right: Side,
}

/// The columns of cells that one channel uses.
#[derive(Clone, Copy, Debug, Default)]
struct Lane {
    /// The cell of the border of zones that end here.
    ends: usize,
    /// The cell of the first track.
    tracks: usize,
    /// The cell of the border of zones that begin here.
    begins: usize,
}

/// Where each column and lane is, in cells.
#[derive(Clone, Debug, Default)]
struct Scale {
    /// First cell of each column, and how many it has.
    columns: Vec<(usize, usize)>,
    /// One more than there are columns: lane `i` is left of column `i`.
    lanes: Vec<Lane>,
    width: usize,
}

/// A plan measured in cells: everything but the characters.
pub(super) struct Sheet {
    faces: Vec<Face>,
    titles: Vec<String>,
    scale: Scale,
    spacing: Spacing,
}

impl Sheet {
    /// How many cells wide the painted map is.
    pub(super) fn width(&self) -> usize {
        self.scale.width
    }
}

/// Measures the plan.
pub(super) fn measure(
    drawing: &Drawing,
    plan: &Plan,
    channels: &[Channel],
    spacing: Spacing,
) -> Sheet {
    let faces = faces(drawing, plan, spacing);
    let title = |frame: &Frame| {
        drawing
            .zones
            .get(frame.zone)
            .map_or_else(String::new, |name| cut(name, NAME_CELLS))
    };
    let titles: Vec<String> = plan.frames.iter().map(title).collect();
    let scale = scale(plan, &faces, channels, &titles, spacing);
    Sheet {
        faces,
        titles,
        scale,
        spacing,
    }
}

/// Paints a measured plan, `height` rows high.
pub(super) fn paint(
    sheet: &Sheet,
    plan: &Plan,
    channels: &[Channel],
    height: usize,
    signs: Signs,
) -> Canvas {
    let Sheet {
        faces,
        titles,
        scale,
        spacing,
    } = sheet;
    let mut ink = Ink::new(scale.width, height);
    for frame in &plan.frames {
        if let Some(sides) = sides(frame, scale) {
            ink.border(frame, sides);
        }
    }
    for (item, face) in plan.items.iter().zip(faces) {
        if let Some((x, width)) = scale.columns.get(item.column)
            && face.onward
        {
            ink.across(x + face.width, x + width, item.row, usize::MAX);
        }
    }
    for (index, channel) in channels.iter().enumerate() {
        lines(&mut ink, channel, scale, index);
    }
    let mut canvas = ink.dry(signs);
    for (frame, title) in plan.frames.iter().zip(titles) {
        if let Some((left, _)) = sides(frame, scale) {
            canvas.write(
                left + 1 + usize::from(spacing.airy),
                frame.top,
                &format!(" {title} "),
                Role::Zone,
            );
        }
    }
    for (item, face) in plan.items.iter().zip(faces) {
        let Some((x, _)) = scale.columns.get(item.column) else {
            continue;
        };
        canvas.write(*x, item.row, &face.text, face.role);
        if let (Some(head), Some(x)) = (face.before, x.checked_sub(1)) {
            canvas.put(x, item.row, head, Role::Edge);
        }
        if let Some(head) = face.after {
            canvas.put(x + face.width, item.row, head, Role::Edge);
        }
    }
    canvas
}

/// The cells of a frame's left and right border.
fn sides(frame: &Frame, scale: &Scale) -> Option<(usize, usize)> {
    Some((
        scale.lanes.get(frame.first)?.begins,
        scale.lanes.get(frame.last + 1)?.ends,
    ))
}

/// Texts and arrow heads. An element shows a head where all lines of a side arrive; where some arrive and some leave,
/// the heads stand at the labels, one a flow.
fn faces(drawing: &Drawing, plan: &Plan, spacing: Spacing) -> Vec<Face> {
    let mut counts = vec![Joins::default(); plan.items.len()];
    for Piece {
        left, right, back, ..
    } in &plan.pieces
    {
        if let Some(side) = counts.get_mut(*right) {
            side.left.add(!*back);
        }
        if let Some(side) = counts.get_mut(*left) {
            side.right.add(*back);
        }
    }
    // Elements come first among the items, in the order of the drawing.
    let mixed =
        |node: usize, side: fn(&Joins) -> Side| counts.get(node).map(side).is_some_and(Side::mixed);
    let face = |(item, joins): (&Item, &Joins)| match item.what {
        What::Node(node) => {
            let (text, role) =
                drawing
                    .nodes
                    .get(node)
                    .map_or((String::new(), Role::Node), |node| {
                        let name = cut(node.name, NAME_CELLS);
                        let text = match node.kind {
                            Kind::External => format!("({name})"),
                            Kind::Process => format!("[{name}]"),
                            Kind::Store => format!("{{{name}}}"),
                        };
                        (
                            text,
                            if node.highlighted {
                                Role::Highlighted
                            } else {
                                Role::Node
                            },
                        )
                    });
            Face {
                width: cells(&text),
                text,
                role,
                before: joins.left.only_arrives().then_some('>'),
                after: joins.right.only_arrives().then_some('<'),
                onward: joins.right.arrives || joins.right.leaves,
            }
        }
        What::Label(index) => {
            let Some(edge) = drawing.edges.get(index) else {
                return Face::bend();
            };
            let label = if spacing.words {
                edge.label.as_str()
            } else {
                first_word(&edge.label)
            };
            let mut text = cut(label, LABEL_CELLS);
            if edge.from == edge.to {
                text.push_str(" to itself");
            }
            let back = joins.left.leaves;
            Face {
                width: cells(&text),
                text,
                role: if edge.crosses {
                    Role::Crossing
                } else {
                    Role::Label
                },
                before: (back && mixed(edge.to, |joins| joins.right)).then_some('<'),
                after: (!back && edge.from != edge.to && mixed(edge.to, |joins| joins.left))
                    .then_some('>'),
                onward: joins.right.arrives || joins.right.leaves,
            }
        }
        What::Bend => Face::bend(),
    };
    plan.items.iter().zip(&counts).map(face).collect()
}

impl Face {
    fn bend() -> Self {
        Self {
            text: String::new(),
            role: Role::Edge,
            width: 0,
            before: None,
            after: None,
            onward: true,
        }
    }
}

fn first_word(label: &str) -> &str {
    label.split_whitespace().next().unwrap_or(label)
}

/// Measures columns and lanes.
fn scale(
    plan: &Plan,
    faces: &[Face],
    channels: &[Channel],
    titles: &[String],
    spacing: Spacing,
) -> Scale {
    let air = usize::from(spacing.airy);
    let mut scale = Scale {
        columns: vec![(0, 1); plan.columns],
        ..Scale::default()
    };
    // What each column needs free before and after its texts for heads, and for labels not to touch a corner.
    let mut margins = vec![(air, air); plan.columns];
    for (item, face) in plan.items.iter().zip(faces) {
        let label = matches!(item.what, What::Label(_));
        if let Some((_, width)) = scale.columns.get_mut(item.column) {
            *width = face.width.max(*width);
        }
        if let Some((before, after)) = margins.get_mut(item.column) {
            *before = (*before).max(usize::from(label || face.before.is_some()));
            *after = (*after).max(usize::from((label && face.onward) || face.after.is_some()));
        }
    }
    let mut x = 0;
    for index in 0..=plan.columns {
        let after = index
            .checked_sub(1)
            .and_then(|i| margins.get(i))
            .map_or(0, |m| m.1);
        let before = margins.get(index).map_or(0, |m| m.0);
        let ends = plan.frames.iter().any(|frame| frame.last + 1 == index);
        let begins = plan.frames.iter().any(|frame| frame.first == index);
        let tracks = index
            .checked_sub(1)
            .and_then(|i| channels.get(i))
            .map_or(0, |channel| channel.tracks);
        // Two boxes side by side keep a cell between them, and so do two names without anything between.
        let inner = index > 0 && index < plan.columns;
        let apart = usize::from(
            tracks == 0 && ((ends && begins) || (inner && before + after < 2 && !ends && !begins)),
        );
        let first = x + after;
        let lane = Lane {
            ends: first,
            tracks: first + usize::from(ends),
            begins: first + usize::from(ends) + tracks + apart,
        };
        // A zone whose name is longer than what is in it gets a longer last column.
        let short = plan
            .frames
            .iter()
            .zip(titles)
            .filter(|(frame, _)| frame.last + 1 == index);
        let short = short.filter_map(|(frame, title)| {
            let left = scale.lanes.get(frame.first)?.begins;
            Some((left + cells(title) + 3 + 2 * air).saturating_sub(lane.ends))
        });
        let more = short.max().unwrap_or(0);
        if let Some((_, width)) = index.checked_sub(1).and_then(|i| scale.columns.get_mut(i)) {
            *width += more;
        }
        let lane = Lane {
            ends: lane.ends + more,
            tracks: lane.tracks + more,
            begins: lane.begins + more,
        };
        x = lane.begins + usize::from(begins) + before;
        scale.lanes.push(lane);
        if let Some((start, width)) = scale.columns.get_mut(index) {
            *start = x;
            x += *width;
        }
    }
    scale.width = x;
    scale
}

/// Draws the lines of the channel between column `index` and the next.
fn lines(ink: &mut Ink, channel: &Channel, scale: &Scale, index: usize) {
    let (Some((start, width)), Some((end, _)), Some(lane)) = (
        scale.columns.get(index),
        scale.columns.get(index + 1),
        scale.lanes.get(index + 1),
    ) else {
        return;
    };
    let from = start + width;
    for row in &channel.straight {
        ink.across(from, *end, *row, usize::MAX);
    }
    for Run {
        left,
        right,
        detour,
        net,
        track,
        ..
    } in &channel.runs
    {
        let at = lane.tracks + track;
        for row in left {
            ink.across(from, at, *row, *net);
            ink.mark(at, *row, WEST, *net);
        }
        for row in right {
            ink.mark(at, *row, EAST, *net);
            ink.across(at + 1, *end, *row, *net);
        }
        if let Some((row, other)) = detour
            && let Some(other) = channel.runs.get(*other)
        {
            ink.mark(
                at,
                *row,
                if track < &other.track { EAST } else { WEST },
                *net,
            );
            if track < &other.track {
                ink.across(at + 1, lane.tracks + other.track, *row, *net);
            }
        }
    }
    for run in &channel.runs {
        let (top, bottom) = run.span();
        ink.down(lane.tracks + run.track, top, bottom, run.net);
    }
}
