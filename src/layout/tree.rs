//! The order of everything: the map and each zone hold groups side by side, or one below the other. Sizes go from the
//! inside out, places from the outside in, so zones cannot overlap.

use super::at::{At as _, Rect};
use super::model::Model;

/// What stands in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Item {
    Part(usize),
    Ring(usize),
}

/// What is directly in a zone, or in none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bin {
    /// Groups are columns, from left to right; else rows, from top to bottom.
    pub across: bool,
    pub groups: Vec<Vec<Item>>,
}

/// The order of everything. The first bin is the map, the others are the rings, in the order of the model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tree {
    pub bins: Vec<Bin>,
}

/// How much is left free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Gaps {
    /// Between things side by side, and one above the other.
    pub x: i32,
    pub y: i32,
    /// Between a frame and what is in it, the frame included.
    pub frame_x: i32,
    pub frame_y: i32,
}

/// Where everything stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    pub parts: Vec<Rect>,
    pub rings: Vec<Rect>,
    pub w: i32,
    pub h: i32,
}

impl Tree {
    /// Takes an item out.
    pub(super) fn remove(&mut self, (b, g, p): (usize, usize, usize)) -> Option<Item> {
        let bin = self.bins.get_mut(b)?;
        let group = bin.groups.get_mut(g)?;
        let item = (p < group.len()).then(|| group.remove(p));
        if group.is_empty() {
            bin.groups.remove(g);
        }
        item
    }

    /// Puts an item in; with `new` into a group of its own before group `g`.
    pub(super) fn insert(&mut self, (b, g, p): (usize, usize, usize), new: bool, item: Item) {
        let Some(bin) = self.bins.get_mut(b) else {
            return;
        };
        if new || bin.groups.is_empty() {
            let g = g.min(bin.groups.len());
            bin.groups.insert(g, vec![item]);
        } else if let Some(group) = bin.groups.get_mut(g) {
            let p = p.min(group.len());
            group.insert(p, item);
        }
    }

    /// Finds a place for everything.
    pub(super) fn lay(&self, model: &Model, gaps: Gaps) -> Places {
        let mut layer = Layer {
            tree: self,
            model,
            gaps,
            sizes: vec![(0, 0); self.bins.len()],
            places: Places {
                parts: vec![Rect::default(); model.faces.len()],
                rings: vec![Rect::default(); model.rings.len()],
                w: 0,
                h: 0,
            },
        };
        let (w, h) = layer.measure(0, 0);
        layer.put(0, 0, 0, 0);
        layer.places.w = w;
        layer.places.h = h;
        layer.places
    }
}

struct Layer<'a> {
    tree: &'a Tree,
    model: &'a Model,
    gaps: Gaps,
    sizes: Vec<(i32, i32)>,
    places: Places,
}

impl Layer<'_> {
    fn item(&self, item: Item) -> (i32, i32) {
        match item {
            Item::Part(part) => self
                .model
                .faces
                .get(part)
                .map_or((0, 0), |face| (face.w, face.h)),
            Item::Ring(ring) => self.sizes.at(ring + 1),
        }
    }

    /// The size of a bin, its frame included. Rings lie at most as deep as there are bins.
    fn measure(&mut self, bin: usize, depth: usize) -> (i32, i32) {
        let tree = self.tree;
        let Some(known) = tree.bins.get(bin).filter(|_| depth <= tree.bins.len()) else {
            return (0, 0);
        };
        for item in known.groups.iter().flatten() {
            if let Item::Ring(ring) = item {
                self.measure(ring + 1, depth + 1);
            }
        }
        let (mut w, mut h) = (0, 0);
        for (at, group) in known.groups.iter().enumerate() {
            let (gw, gh) = self.group(group, known.across);
            let first = at == 0;
            if known.across {
                w += gw + if first { 0 } else { self.gaps.x };
                h = h.max(gh);
            } else {
                h += gh + if first { 0 } else { self.gaps.y };
                w = w.max(gw);
            }
        }
        if let Some(ring) = bin
            .checked_sub(1)
            .and_then(|ring| self.model.rings.get(ring))
        {
            w = (w + 2 * self.gaps.frame_x).max(ring.w + 3);
            h += 2 * self.gaps.frame_y;
        }
        self.sizes.put(bin, (w, h));
        (w, h)
    }

    fn group(&self, group: &[Item], across: bool) -> (i32, i32) {
        let (mut w, mut h) = (0, 0);
        for (at, item) in group.iter().enumerate() {
            let (iw, ih) = self.item(*item);
            let first = at == 0;
            if across {
                h += ih + if first { 0 } else { self.gaps.y };
                w = w.max(iw);
            } else {
                w += iw + if first { 0 } else { self.gaps.x };
                h = h.max(ih);
            }
        }
        (w, h)
    }

    /// Puts what is in a bin whose corner is at `x`, `y`.
    fn put(&mut self, bin: usize, x: i32, y: i32, depth: usize) {
        let tree = self.tree;
        let Some(known) = tree.bins.get(bin).filter(|_| depth <= tree.bins.len()) else {
            return;
        };
        let (w, h) = self.sizes.at(bin);
        let (fx, fy) = if bin == 0 {
            (0, 0)
        } else {
            (self.gaps.frame_x, self.gaps.frame_y)
        };
        let (w, h) = (w - 2 * fx, h - 2 * fy);
        let groups: Vec<(i32, i32)> = known
            .groups
            .iter()
            .map(|group| self.group(group, known.across))
            .collect();
        // A title may make a zone wider than what it holds.
        let used: i32 = groups.iter().map(|(gw, _)| gw + self.gaps.x).sum::<i32>() - self.gaps.x;
        let mut along = if known.across {
            (w - used).max(0) / 2
        } else {
            0
        };
        for (group, (gw, gh)) in known.groups.iter().zip(groups) {
            let mut within = if known.across {
                (h - gh) / 2
            } else {
                (w - gw) / 2
            };
            for item in group {
                let (iw, ih) = self.item(*item);
                let (ix, iy) = if known.across {
                    (x + fx + along + (gw - iw) / 2, y + fy + within)
                } else {
                    (x + fx + within, y + fy + along + (gh - ih) / 2)
                };
                within += if known.across {
                    ih + self.gaps.y
                } else {
                    iw + self.gaps.x
                };
                let rect = Rect {
                    x: ix,
                    y: iy,
                    w: iw,
                    h: ih,
                };
                match item {
                    Item::Part(part) => self.places.parts.put(*part, rect),
                    Item::Ring(ring) => {
                        self.places.rings.put(*ring, rect);
                        self.put(ring + 1, ix, iy, depth + 1);
                    }
                }
            }
            along += if known.across {
                gw + self.gaps.x
            } else {
                gh + self.gaps.y
            };
        }
    }
}
