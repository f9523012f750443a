//! The order of everything by ids, as it is kept from one change to the next.

use super::anneal;
use std::collections::HashMap;
use std::sync::Arc;

use super::at::{At as _, Rect};
use super::cost::{Aim, Former, against, cost};
use super::draw::{Effort, sheet};
use super::model::{FOLDS, Model};
use super::picture::Window;
use super::sheet::Sheet;
use super::sketch::Sketch;
use super::tree::{Bin, Gaps, Item, Tree};
use super::work::{Work, estimate};
use crate::domain::{ItemId, ZoneId};

/// The order of everything on a map. What was drawn by one arrangement stays in its order in the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// From which width on names go onto two rows.
    pub(super) fold: usize,
    /// What is directly on the map, and directly in each zone.
    pub(super) bins: Vec<(Option<ZoneId>, bool, Vec<Vec<ItemId>>)>,
    /// Where each part was drawn.
    spots: Vec<(ItemId, Rect)>,
    /// The key of the sketch that it was drawn for, and the drawing.
    sheet: Option<(u64, Arc<Sheet>)>,
}

/// The gaps that an estimate takes for the lines between things.
pub(super) const ESTIMATE: Gaps = Gaps {
    x: 5,
    y: 2,
    frame_x: 3,
    frame_y: 1,
};

/// What to aim at in a window: lines need room that an estimate does not see.
pub(super) fn aim(window: Window, spare: (i32, i32)) -> Aim {
    Aim {
        columns: i32::from(window.columns) - spare.0,
        rows: i32::from(window.rows) - spare.1,
        gaps: ESTIMATE,
    }
}

impl Arrangement {
    /// An order with ids instead of numbers.
    pub(super) fn of(
        sketch: &Sketch,
        model: &Model,
        tree: &Tree,
        fold: usize,
        sheet: Sheet,
    ) -> Self {
        let ring = |ring: usize| {
            sketch
                .zones
                .get(model.rings.get(ring)?.zone)
                .map(|zone| zone.id)
        };
        let id = |item: &Item| match item {
            Item::Part(part) => sketch.parts.get(*part).map(|part| part.id),
            Item::Ring(number) => ring(*number).map(ItemId::from),
        };
        let bins = tree.bins.iter().enumerate().map(|(at, bin)| {
            let groups = bin.groups.iter();
            let groups = groups
                .map(|group| group.iter().filter_map(id).collect())
                .collect();
            (at.checked_sub(1).and_then(ring), bin.across, groups)
        });
        Self {
            fold,
            bins: bins.collect(),
            spots: sketch
                .parts
                .iter()
                .map(|part| part.id)
                .zip(sheet.parts.iter().copied())
                .collect(),
            sheet: Some((sketch.key(), Arc::new(sheet))),
        }
    }

    /// What was drawn for this very sketch.
    pub(super) fn drawn(&self, sketch: &Sketch) -> Option<&Sheet> {
        let (key, sheet) = self.sheet.as_ref()?;
        (*key == sketch.key()).then_some(sheet)
    }

    /// Which of the parts that kept their place were drawn left of which, and above which.
    pub(super) fn former(&self, sketch: &Sketch, kept: &[bool]) -> Former {
        let spots: HashMap<ItemId, Rect> = self.spots.iter().copied().collect();
        let parts: Vec<Rect> = sketch
            .parts
            .iter()
            .map(|part| spots.get(&part.id).copied().unwrap_or_default())
            .collect();
        let known: Vec<bool> = sketch
            .parts
            .iter()
            .zip(kept)
            .map(|(part, kept)| *kept && spots.contains_key(&part.id))
            .collect();
        Former::of(&parts, &known)
    }

    /// The same order for a sketch that may have changed, and which parts kept their place in it.
    pub(super) fn tree(&self, sketch: &Sketch, model: &Model) -> (Tree, Vec<bool>) {
        let mut tree = Tree {
            bins: vec![Bin::default(); model.rings.len() + 1],
        };
        let mut kept = vec![false; sketch.parts.len()];
        let mut placed = vec![false; model.rings.len()];
        let ring_of = |zone: ZoneId| {
            model
                .rings
                .iter()
                .position(|ring| sketch.zones.get(ring.zone).is_some_and(|z| z.id == zone))
        };
        for (zone, across, groups) in &self.bins {
            let old = zone.map_or(Some(0), |zone| ring_of(zone).map(|ring| ring + 1));
            if let Some(bin) = old.and_then(|bin| tree.bins.get_mut(bin)) {
                bin.across = *across;
            }
            for group in groups {
                // A part that is in another zone now takes its neighbors of before along, and the zone its place.
                let mut opened: Vec<usize> = Vec::new();
                let mut put = |tree: &mut Tree, bin: usize, item: Item| {
                    let Some(bin_now) = tree.bins.get_mut(bin) else {
                        return;
                    };
                    match bin_now.groups.last_mut() {
                        Some(last) if opened.contains(&bin) => last.push(item),
                        _ => {
                            bin_now.groups.push(vec![item]);
                            opened.push(bin);
                        }
                    }
                };
                for id in group {
                    let ring = match id {
                        ItemId::Zone(zone) => ring_of(*zone),
                        _ => None,
                    };
                    let part = sketch.parts.iter().position(|part| part.id == *id);
                    if let Some(ring) = ring
                        && !placed.at(ring)
                        && part.is_none()
                    {
                        let home = model.rings.get(ring).and_then(|ring| ring.parent);
                        if Some(home.map_or(0, |home| home + 1)) == old {
                            put(&mut tree, home.map_or(0, |home| home + 1), Item::Ring(ring));
                            placed.put(ring, true);
                        }
                    } else if let Some(part) = part
                        && !kept.at(part)
                    {
                        let bin = model.bin(part);
                        let fresh =
                            bin != 0 && Some(bin) != old && !self.knows(sketch, model, bin - 1);
                        if Some(bin) == old || fresh {
                            if fresh {
                                wrap(&mut tree, model, bin - 1, old, &mut placed, &mut put);
                            }
                            put(&mut tree, bin, Item::Part(part));
                            kept.put(part, true);
                        }
                    }
                }
            }
        }
        let across = self.bins.first().is_some_and(|(_, across, _)| *across);
        for (ring, placed) in placed.iter().enumerate() {
            if !placed {
                let home = model
                    .rings
                    .get(ring)
                    .and_then(|ring| ring.parent)
                    .map_or(0, |home| home + 1);
                if let Some(bin) = tree.bins.get_mut(ring + 1) {
                    bin.across = across;
                }
                if let Some(bin) = tree.bins.get_mut(home) {
                    bin.groups.push(vec![Item::Ring(ring)]);
                }
            }
        }
        (tree, kept)
    }

    fn knows(&self, sketch: &Sketch, model: &Model, ring: usize) -> bool {
        let id = model
            .rings
            .get(ring)
            .and_then(|ring| sketch.zones.get(ring.zone))
            .map(|zone| zone.id);
        self.bins
            .iter()
            .any(|(zone, ..)| zone.is_some() && *zone == id)
    }
}

/// Puts a new ring where the first of its parts stood, when its own ring stands there too.
fn wrap(
    tree: &mut Tree,
    model: &Model,
    ring: usize,
    old: Option<usize>,
    placed: &mut [bool],
    put: &mut impl FnMut(&mut Tree, usize, Item),
) {
    let home = model
        .rings
        .get(ring)
        .and_then(|ring| ring.parent)
        .map_or(0, |home| home + 1);
    if !placed.at(ring) && Some(home) == old {
        put(tree, home, Item::Ring(ring));
        placed.put(ring, true);
        let across = tree.bins.get(home).is_some_and(|bin| bin.across);
        if let Some(bin) = tree.bins.get_mut(ring + 1) {
            bin.across = across;
        }
    }
}

/// Finds a place for everything at once, without a search: what `before` knows keeps its order, and what is new takes
/// the place that costs least.
pub fn place(sketch: &Sketch, window: Window, before: Option<&Arrangement>) -> Arrangement {
    let Some(before) = before.filter(|before| !before.bins.is_empty()) else {
        return first(sketch, window);
    };
    let fold = before.fold;
    let model = Model::of(sketch, fold);
    let (mut tree, kept) = before.tree(sketch, &model);
    // A very large map may move more: its pairs are too many to look at for each place.
    let former = if sketch.parts.len() > 100 {
        Former::default()
    } else {
        before.former(sketch, &kept)
    };
    let fresh: Vec<usize> = (0..sketch.parts.len())
        .filter(|part| !kept.at(*part))
        .collect();
    let each = estimate(&model) + former.pairs.len() as u64 / 16;
    let slots = Work::order().times(each * fresh.len() as u64);
    let slots = usize::try_from(slots).unwrap_or(SLOTS).clamp(1, SLOTS);
    for part in fresh {
        insert(
            &mut tree,
            &model,
            part,
            (aim(window, (6, 3)), slots),
            &former,
        );
    }
    let sheet = sheet(
        &model,
        &tree,
        Effort::of(&model),
        &former,
        &mut Work::drawing(),
    );
    Arrangement::of(sketch, &model, &tree, fold, sheet)
}

/// The first order, made a little better.
fn first(sketch: &Sketch, window: Window) -> Arrangement {
    let fold = FOLDS.at(1);
    let model = Model::of(sketch, fold);
    let aim = aim(window, (6, 3));
    let most = if sketch.parts.len() > 100 { 200 } else { 600 };
    let steps = Work::order().times(2 * estimate(&model)).min(most);
    let steps = u32::try_from(steps).unwrap_or(0);
    let best = [true, false].into_iter().map(|across| {
        let start = anneal::start(&model, across);
        let tree = anneal::anneal(&model, &start, aim, None, (1, steps), &mut || true);
        (cost(&model, &tree, aim, None), tree)
    });
    let tree = best
        .min_by_key(|(cost, _)| *cost)
        .map(|(_, tree)| tree)
        .unwrap_or_default();
    let sheet = sheet(
        &model,
        &tree,
        Effort::of(&model),
        &Former::default(),
        &mut Work::drawing(),
    );
    Arrangement::of(sketch, &model, &tree, fold, sheet)
}

/// How many slots are tried for a part that is new.
const SLOTS: usize = 120;

/// Puts a part into its bin where it costs least.
fn insert(tree: &mut Tree, model: &Model, part: usize, (aim, most): (Aim, usize), former: &Former) {
    let b = model.bin(part);
    let groups: Vec<usize> = tree
        .bins
        .get(b)
        .map_or_else(Vec::new, |bin| bin.groups.iter().map(Vec::len).collect());
    let mut slots: Vec<((usize, usize, usize), bool)> =
        (0..=groups.len()).map(|g| ((b, g, 0), true)).collect();
    for (g, length) in groups.iter().enumerate() {
        slots.extend((0..=*length).map(|p| ((b, g, p), false)));
    }
    // Of many places, every so many-eth is tried.
    let every = slots.len() / most + 1;
    let tried = slots.into_iter().step_by(every).map(|(at, new)| {
        let mut tried = tree.clone();
        tried.insert(at, new, Item::Part(part));
        (cost(model, &tried, aim, Some(former)), tried)
    });
    // People read to the right and down: of two places that cost the same, the one that more lines lead to like that.
    let best = tried.min_by(|(cost, tree), (other, with)| {
        let against = |tree: &Tree| against(model, tree, aim);
        cost.cmp(other)
            .then_with(|| against(tree).cmp(&against(with)))
    });
    if let Some((_, best)) = best {
        *tree = best;
    }
}
