//! The first order of a map, and the search for a better one.

use super::at::{At as _, Dice};
use super::cost::{Aim, Former, cost};
use super::model::Model;
use super::tree::{Bin, Item, Tree};

/// An order by rank: who only sends stands first, a zone at the mean of its parts. Parts without a flow come last.
pub(super) fn start(model: &Model, across: bool) -> Tree {
    let ranks = ranks(model);
    let mut tree = Tree {
        bins: vec![
            Bin {
                across,
                groups: Vec::new()
            };
            model.rings.len() + 1
        ],
    };
    let mut loose = vec![true; model.faces.len()];
    for part in model.links.iter().flat_map(|link| link.ends) {
        loose.put(part, false);
    }
    for bin in 0..tree.bins.len() {
        let mut ranked: Vec<(usize, Item)> = Vec::new();
        for part in (0..model.faces.len()).filter(|part| model.bin(*part) == bin) {
            let rank = if loose.at(part) {
                usize::MAX
            } else {
                2 * ranks.at(part)
            };
            ranked.push((rank, Item::Part(part)));
        }
        for (ring, known) in model.rings.iter().enumerate() {
            if known.parent.map_or(0, |parent| parent + 1) != bin {
                continue;
            }
            let inside: Vec<usize> = (0..model.faces.len())
                .filter(|part| model.inside(ring, *part))
                .map(|part| ranks.at(part))
                .collect();
            let mean = 2 * inside.iter().sum::<usize>() / inside.len().max(1);
            ranked.push((mean, Item::Ring(ring)));
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        let mut last = None;
        for (rank, item) in ranked {
            let Some(bin) = tree.bins.get_mut(bin) else {
                continue;
            };
            match bin.groups.last_mut() {
                Some(group) if last == Some(rank) => group.push(item),
                _ => bin.groups.push(vec![item]),
            }
            last = Some(rank);
        }
    }
    tree
}

/// The longest way to each part, over flows that close no circle with those typed before.
fn ranks(model: &Model) -> Vec<usize> {
    let count = model.faces.len();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut rank = vec![0; count];
    for link in &model.links {
        let [from, to] = if link.len.at(1) > 0 {
            link.ends
        } else {
            [link.ends.at(1), link.ends.at(0)]
        };
        if reaches(&next, to, from) {
            continue;
        }
        if let Some(targets) = next.get_mut(from) {
            targets.push(to);
        }
        let mut todo = vec![from];
        while let Some(part) = todo.pop() {
            for after in next.get(part).into_iter().flatten() {
                if rank.at(*after) <= rank.at(part) {
                    let next_rank = rank.at(part) + 1;
                    rank.put(*after, next_rank);
                    todo.push(*after);
                }
            }
        }
    }
    rank
}

fn reaches(next: &[Vec<usize>], start: usize, goal: usize) -> bool {
    let mut seen = vec![false; next.len()];
    let mut todo = vec![start];
    while let Some(part) = todo.pop() {
        if part == goal {
            return true;
        }
        if !seen.at(part) {
            seen.put(part, true);
            todo.extend(next.get(part).into_iter().flatten());
        }
    }
    false
}

/// Looks for a better order by small changes, of which fewer and fewer may be for the worse.
pub(super) fn anneal(
    model: &Model,
    first: &Tree,
    aim: Aim,
    former: Option<&Former>,
    (seed, steps): (u64, u32),
    go_on: &mut dyn FnMut() -> bool,
) -> Tree {
    let mut dice = Dice::new(seed);
    let mut now = first.clone();
    let mut now_cost = cost(model, &now, aim, former);
    let (mut best, mut best_cost) = (now.clone(), now_cost);
    for step in 0..steps {
        if step % 256 == 0 && !go_on() {
            break;
        }
        let done = f64::from(step) / f64::from(steps.max(1));
        let heat = 200.0 * (0.01_f64).powf(done);
        let mut tree = now.clone();
        if !change(&mut tree, &mut dice) {
            continue;
        }
        let new_cost = cost(model, &tree, aim, former);
        let worse = f64::from(new_cost - now_cost);
        if worse <= 0.0 || dice.unit() < (-worse / heat).exp() {
            now = tree;
            now_cost = new_cost;
            if now_cost < best_cost {
                best = now.clone();
                best_cost = now_cost;
            }
        }
    }
    best
}

/// One small change; false when nothing could be changed.
pub(super) fn change(tree: &mut Tree, dice: &mut Dice) -> bool {
    let filled: Vec<usize> = (0..tree.bins.len())
        .filter(|b| tree.bins.get(*b).is_some_and(|bin| !bin.groups.is_empty()))
        .collect();
    // Large bins are changed more often.
    let weights: Vec<usize> = filled
        .iter()
        .flat_map(|b| {
            let items = tree
                .bins
                .get(*b)
                .map_or(0, |bin| bin.groups.iter().map(Vec::len).sum());
            std::iter::repeat_n(*b, if items > 1 { items } else { 0 })
        })
        .collect();
    if weights.is_empty() {
        return false;
    }
    let b = weights.at(dice.below(weights.len()));
    let Some(bin) = tree.bins.get_mut(b) else {
        return false;
    };
    let pick = |bin: &Bin, dice: &mut Dice| {
        let places: Vec<(usize, usize)> = bin
            .groups
            .iter()
            .enumerate()
            .flat_map(|(g, group)| (0..group.len()).map(move |p| (g, p)))
            .collect();
        places.at(dice.below(places.len()))
    };
    match dice.below(100) {
        0..40 => {
            let (one, other) = (pick(bin, dice), pick(bin, dice));
            if one == other {
                return false;
            }
            let get = |(g, p): (usize, usize)| bin.groups.get(g)?.get(p).copied();
            let (Some(a), Some(b)) = (get(one), get(other)) else {
                return false;
            };
            for ((g, p), item) in [(one, b), (other, a)] {
                if let Some(place) = bin.groups.get_mut(g).and_then(|group| group.get_mut(p)) {
                    *place = item;
                }
            }
        }
        40..82 => {
            let (g, p) = pick(bin, dice);
            let Some(item) = tree.remove((b, g, p)) else {
                return false;
            };
            let groups = tree.bins.get(b).map_or(0, |bin| bin.groups.len());
            let new = dice.below(100) < 30;
            let g = dice.below(groups + usize::from(new));
            let length = tree
                .bins
                .get(b)
                .and_then(|bin| bin.groups.get(g))
                .map_or(0, Vec::len);
            tree.insert((b, g, dice.below(length + 1)), new, item);
        }
        82..94 => {
            let groups = bin.groups.len();
            let (one, other) = (dice.below(groups), dice.below(groups));
            if one == other {
                return false;
            }
            bin.groups.swap(one, other);
        }
        94..98 => bin.across = !bin.across,
        _ => {
            // Turned over: columns become rows of the same items.
            let longest = bin.groups.iter().map(Vec::len).max().unwrap_or(0);
            let turned = (0..longest).map(|p| {
                bin.groups
                    .iter()
                    .filter_map(|group| group.get(p).copied())
                    .collect()
            });
            bin.groups = turned.collect();
            bin.across = !bin.across;
        }
    }
    true
}
