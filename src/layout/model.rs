//! A sketch measured in cells: names on one or two rows, and all flows between two parts as one link.

use std::collections::BTreeMap;

use super::at::{At as _, int};
use super::canvas::{cells, cut, letters};
use super::sketch::{Part, Sketch, SketchFlow};
use crate::domain::ElementKind;

/// The widest row of a name, in cells without brackets.
const NAME: usize = 24;
/// The widest word that nothing parts: the last letters of a long one alone on a row of their own read as a mistake.
const WORD: usize = 30;
/// The widest name of a zone.
const TITLE: usize = 40;
/// Name widths from which a name goes onto two rows.
pub(super) const FOLDS: [usize; 3] = [9, 14, 24];

/// A part as it is drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Face {
    /// Its rows with brackets, equally wide.
    pub rows: Vec<String>,
    pub w: i32,
    pub h: i32,
    /// Where the badge stands: its row, and its first column.
    pub badge: Option<(usize, usize)>,
}

/// A zone that has a part somewhere inside.
#[derive(Clone, Debug, Default)]
pub(super) struct Ring {
    /// Its index in the sketch.
    pub zone: usize,
    /// The ring around it.
    pub parent: Option<usize>,
    pub title: String,
    /// The width of the title with a space on both sides.
    pub w: i32,
}

/// All flows between two parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Link {
    /// The two parts: first the one that sent the first flow.
    pub ends: [usize; 2],
    /// The flows that arrive at each end, by their index in the sketch.
    pub into: [Vec<usize>; 2],
    /// Their numbers, shortened; empty when none arrives.
    pub text: [String; 2],
    /// How many cells the numbers take.
    pub len: [i32; 2],
}

/// A sketch in cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    pub faces: Vec<Face>,
    /// The ring around each part.
    pub homes: Vec<Option<usize>>,
    pub rings: Vec<Ring>,
    pub links: Vec<Link>,
    /// For each ring, whether each part is inside, at any depth.
    holds: Vec<Vec<bool>>,
}

impl Model {
    pub(super) fn of(sketch: &Sketch, fold: usize) -> Self {
        let own = own_numbers(sketch);
        let faces = sketch
            .parts
            .iter()
            .zip(0..)
            .map(|(part, i)| face(part, own.get(&i).map(String::as_str), fold))
            .collect();
        let chains: Vec<Vec<usize>> = sketch.parts.iter().map(|p| chain(sketch, p.zone)).collect();
        let mut ring_of: BTreeMap<usize, usize> = BTreeMap::new();
        for zone in 0..sketch.zones.len() {
            if chains.iter().any(|chain| chain.contains(&zone)) {
                ring_of.insert(zone, ring_of.len());
            }
        }
        let rings: Vec<Ring> = ring_of
            .keys()
            .filter_map(|zone| {
                let known = sketch.zones.get(*zone)?;
                let above = chain(sketch, Some(*zone)).get(1).copied();
                let title = cut(&known.name, TITLE);
                Some(Ring {
                    zone: *zone,
                    parent: above.and_then(|zone| ring_of.get(&zone).copied()),
                    w: int(cells(&title)) + 2,
                    title,
                })
            })
            .collect();
        let homes = chains
            .iter()
            .map(|chain| ring_of.get(chain.first()?).copied())
            .collect();
        let holds = rings
            .iter()
            .map(|ring| {
                chains
                    .iter()
                    .map(|chain| chain.contains(&ring.zone))
                    .collect()
            })
            .collect();
        Self {
            faces,
            homes,
            rings,
            links: links(sketch),
            holds,
        }
    }

    /// Whether a part is in a ring, at any depth.
    pub(super) fn inside(&self, ring: usize, part: usize) -> bool {
        self.holds.get(ring).is_some_and(|parts| parts.at(part))
    }

    /// The ring around a part, as a number of a bin: 0 is outside all rings.
    pub(super) fn bin(&self, part: usize) -> usize {
        self.homes
            .get(part)
            .copied()
            .flatten()
            .map_or(0, |ring| ring + 1)
    }
}

/// A zone and those around it, innermost first.
fn chain(sketch: &Sketch, zone: Option<usize>) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut next = zone.filter(|zone| *zone < sketch.zones.len());
    while let Some(zone) = next.filter(|zone| !chain.contains(zone)) {
        chain.push(zone);
        next = around(sketch, zone);
    }
    chain
}

/// The zone around a zone. Where zones go round in a circle, the first of them is the outermost.
fn around(sketch: &Sketch, zone: usize) -> Option<usize> {
    let parent = |zone: usize| {
        let parent = sketch.zones.get(zone)?.parent;
        parent.filter(|parent| *parent < sketch.zones.len())
    };
    let mut lowest = zone;
    let mut next = parent(zone);
    for _ in 0..sketch.zones.len() {
        match next {
            Some(same) if same == zone => return parent(zone).filter(|_| lowest < zone),
            Some(other) => {
                lowest = lowest.min(other);
                next = parent(other);
            }
            None => break,
        }
    }
    parent(zone)
}

/// The numbers of the flows from each part to itself.
fn own_numbers(sketch: &Sketch) -> BTreeMap<usize, String> {
    let mut own: BTreeMap<usize, Vec<&SketchFlow>> = BTreeMap::new();
    for flow in sketch.flows.iter().filter(|flow| flow.from == flow.to) {
        own.entry(flow.from).or_default().push(flow);
    }
    own.into_iter()
        .map(|(part, flows)| (part, runs(&flows)))
        .collect()
}

fn links(sketch: &Sketch) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut known: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (flow, index) in sketch.flows.iter().zip(0..) {
        let count = sketch.parts.len();
        if flow.from == flow.to || flow.from >= count || flow.to >= count {
            continue;
        }
        let pair = (flow.from.min(flow.to), flow.from.max(flow.to));
        let at = *known.entry(pair).or_insert_with(|| {
            links.push(Link {
                ends: [flow.from, flow.to],
                ..Link::default()
            });
            links.len() - 1
        });
        if let Some(link) = links.get_mut(at) {
            let [there, back] = &mut link.into;
            if link.ends.first() == Some(&flow.from) {
                back.push(index)
            } else {
                there.push(index)
            }
        }
    }
    for link in &mut links {
        let flows = |flows: &Vec<usize>| -> Vec<&SketchFlow> {
            flows.iter().filter_map(|i| sketch.flows.get(*i)).collect()
        };
        let [first, second] = &link.into;
        link.text = [runs(&flows(first)), runs(&flows(second))];
        let [first, second] = &link.text;
        link.len = [int(cells(first)), int(cells(second))];
    }
    links
}

/// Numbers in order, three or more in a row as `9-11`; one with a badge stands by itself, as `7!2`.
fn runs(flows: &[&SketchFlow]) -> String {
    let mut sorted = flows.to_vec();
    sorted.sort_by_key(|flow| flow.label);
    let mut spans: Vec<(u32, u32, &str)> = Vec::new();
    for flow in sorted {
        match spans.last_mut() {
            Some((_, last, "")) if flow.badge.is_empty() && *last + 1 == flow.label => {
                *last = flow.label;
            }
            _ => spans.push((flow.label, flow.label, &flow.badge)),
        }
    }
    let words: Vec<String> = spans
        .into_iter()
        .map(|(first, last, badge)| match last - first {
            0 => format!("{first}{badge}"),
            1 => format!("{first},{last}"),
            _ => format!("{first}-{last}"),
        })
        .collect();
    words.join(",")
}

/// A part's rows. What does not fit two rows of 24 cells is cut.
fn face(part: &Part, own: Option<&str>, fold: usize) -> Face {
    let name = if part.name.is_empty() {
        "..."
    } else {
        &part.name
    };
    let mut rows = if cells(name) <= fold {
        vec![name.to_owned()]
    } else {
        halves(name)
    };
    if !part.badge.is_empty() {
        let width = rows.iter().map(|row| cells(row)).max().unwrap_or(0);
        let single = rows.len() == 1;
        match rows.last_mut() {
            Some(last) if cells(last) + 1 + cells(&part.badge) <= width.max(fold) => {
                last.push(' ');
                last.push_str(&part.badge);
            }
            _ if single && width > 6 => rows.push(part.badge.clone()),
            Some(last) => {
                last.push(' ');
                last.push_str(&part.badge);
            }
            None => {}
        }
    }
    let badged = rows.len().saturating_sub(1);
    if let Some(own) = own {
        rows.push(format!("{own} to itself"));
    }
    if !part.below.is_empty() {
        rows.push(part.below.clone());
    }
    let [open, close] = match part.kind {
        ElementKind::ExternalEntity => ["(", ")"],
        ElementKind::Process => ["[", "]"],
        ElementKind::DataStore => ["{", "}"],
    };
    let width = rows.iter().map(|row| cells(row)).max().unwrap_or(0);
    let badge = rows
        .get(badged)
        .filter(|_| !part.badge.is_empty())
        .map(|row| {
            let end = 1 + (width - cells(row)) / 2 + cells(row);
            (badged, end - cells(&part.badge))
        });
    let rows: Vec<String> = rows
        .iter()
        .map(|row| {
            let free = width - cells(row);
            let (left, right) = (free / 2, free - free / 2);
            format!(
                "{open}{}{row}{}{close}",
                " ".repeat(left),
                " ".repeat(right)
            )
        })
        .collect();
    Face {
        w: int(width) + 2,
        h: int(rows.len()),
        rows,
        badge,
    }
}

/// A name on two rows: parted at the space or sign nearest to the middle, else where the row is full.
fn halves(name: &str) -> Vec<String> {
    let letters: Vec<&str> = letters(name).collect();
    let total = cells(name);
    let mut best: Option<(usize, usize)> = None;
    let mut before = 0;
    for (at, letter) in letters.iter().enumerate() {
        let width = cells(letter);
        let ends = matches!(*letter, " " | "-" | "." | "/" | "_" | ":" | ",");
        let (left, right) = if *letter == " " {
            (before, total - before - width)
        } else {
            (before + width, total - before - width)
        };
        before += width;
        if !ends || left == 0 || right == 0 {
            continue;
        }
        // A space is worth two cells.
        let uneven = left.max(right) + 2 * usize::from(*letter != " ");
        if best.is_none_or(|(least, _)| uneven < least) {
            best = Some((uneven, at));
        }
    }
    let wide = total > NAME;
    let (at, skip) = match best {
        // Two rows that are nearly as long as one say nothing sooner.
        Some((longest, at)) if (wide && longest <= NAME + 2) || (!wide && longest + 3 <= total) => {
            (at + 1, letters.get(at) == Some(&" "))
        }
        None if total <= WORD => return vec![name.to_owned()],
        _ if !wide => return vec![name.to_owned()],
        // Evenly, or else as much as a row takes.
        _ => {
            let room = total.div_ceil(2).clamp(NAME / 2, NAME);
            let mut taken = 0;
            let full = letters.iter().take_while(|letter| {
                taken += cells(letter);
                taken <= room
            });
            (full.count(), false)
        }
    };
    let first: String = letters
        .iter()
        .take(at - usize::from(skip))
        .copied()
        .collect();
    let second: String = letters.iter().skip(at).copied().collect();
    [first.trim().to_owned(), second.trim().to_owned()]
        .iter()
        .map(|row| cut(row, NAME))
        .collect()
}
