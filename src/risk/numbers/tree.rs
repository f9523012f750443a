//! The chance that a threat comes true which rests on others.
//!
//! Leaves are independent of each other, what stands above them is not where a leaf has several ways to the root. The sum
//! runs over the states of those leaves; beyond [`MOST_SHARED`] of them their states are drawn: for the mean here, for the
//! years of a simulation in each trial ([`Attempts`](super::Attempts)).

use std::collections::BTreeMap;

use super::fault::Fault;
use super::losses::count;
use super::simulate::{stream, unit};
use super::yearly::share;
use crate::domain::Gate;

/// How many leaves with several ways to the root are summed over; with more, their states are drawn.
pub const MOST_SHARED: usize = 12;

/// The number of no threat, for the draws of trees.
const STREAM: u32 = u32::MAX;

/// One threat of a tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// It rests on nothing: its chance, already cut by what works against it.
    Leaf(f64),
    /// It rests on others, each named by its number.
    Rests {
        /// How many of them have to come true.
        gate: Gate,
        /// Which they are.
        of: Vec<u32>,
        /// The share that mitigations leave of its own chance; 1 where there are none.
        left: f64,
    },
}

/// Threats that rest on each other, by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// The threats.
    pub nodes: BTreeMap<u32, Node>,
}

/// A chance, and how far it may be off where it was drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// The chance.
    pub chance: f64,
    /// Its standard error; `None` where it is exact.
    pub standard_error: Option<f64>,
}

/// What a place of a sorted tree is made from; all parts stand before it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// Comes true with this chance.
    Leaf(f64),
    /// All of, or one of, these places.
    Gate(Gate, Vec<usize>),
}

impl Tree {
    /// The chance of one of its threats. `seed` and `trials` count only where more than [`MOST_SHARED`] leaves have several
    /// ways to it; the same ones before and after a cut give chances of the same draws.
    pub fn chance(&self, root: u32, seed: u64, trials: u32) -> Result<Chance, Fault> {
        let steps = self.sorted(root)?;
        let shared = shared(&steps);
        let open = uncertain(&steps, &shared);
        if open.len() > MOST_SHARED {
            return Ok(drawn(&steps, &shared, seed, trials.max(1)));
        }
        let mut chance = 0.0;
        let mut fixed = vec![None; steps.len()];
        let mut room = Vec::with_capacity(steps.len());
        for states in 0u32..1 << open.len() {
            let mut weight = 1.0;
            for (bit, place) in open.iter().enumerate() {
                let true_here = states & (1 << bit) != 0;
                if let (Some(Step::Leaf(chance)), Some(fixed)) =
                    (steps.get(*place), fixed.get_mut(*place))
                {
                    weight *= if true_here { *chance } else { 1.0 - chance };
                    *fixed = Some(f64::from(u8::from(true_here)));
                }
            }
            if weight > 0.0 {
                chance += weight * given(&steps, &fixed, &mut room);
            }
        }
        Ok(Chance {
            chance,
            standard_error: None,
        })
    }

    /// Whether the states of too many leaves bear on one of its threats to sum over them.
    pub fn is_drawn(&self, root: u32) -> Result<bool, Fault> {
        let steps = self.sorted(root)?;
        Ok(uncertain(&steps, &shared(&steps)).len() > MOST_SHARED)
    }

    /// What the root is made from, parts before what rests on them. A share that is left of a threat that rests on others
    /// is one more leaf, all of which it needs; it stands there where all is left too, so that a tree has the same places
    /// before and after a cut.
    pub(super) fn sorted(&self, root: u32) -> Result<Vec<Step>, Fault> {
        let mut steps = Vec::new();
        // Where each threat went; `None` while its parts are being looked at.
        let mut places: BTreeMap<u32, Option<usize>> = BTreeMap::new();
        let mut open = vec![root];
        while let Some(id) = open.last().copied() {
            if let Some(Some(_)) = places.get(&id) {
                open.pop();
                continue;
            }
            let node = self.nodes.get(&id).ok_or(Fault::Missing(id))?;
            let (gate, of, left) = match node {
                Node::Leaf(chance) => {
                    share(*chance)?;
                    places.insert(id, Some(push(&mut steps, Step::Leaf(*chance))));
                    continue;
                }
                Node::Rests { gate, of, left } => (*gate, of, *left),
            };
            share(left)?;
            if of.is_empty() {
                return Err(Fault::NoChance(id));
            }
            let opened = places.insert(id, None).is_some();
            let placed = |part: &u32| places.get(part).copied().flatten();
            let waiting: Vec<u32> = of.iter().filter(|p| placed(p).is_none()).copied().collect();
            if waiting.is_empty() {
                let parts = of.iter().filter_map(placed).collect();
                let met = push(&mut steps, Step::Gate(gate, parts));
                let stays = push(&mut steps, Step::Leaf(left));
                let place = push(&mut steps, Step::Gate(Gate::All, vec![met, stays]));
                places.insert(id, Some(place));
            } else if opened || waiting.iter().any(|part| places.contains_key(part)) {
                return Err(Fault::Loop(id));
            } else {
                open.extend(waiting);
            }
        }
        Ok(steps)
    }
}

/// Adds a step and says where.
fn push(steps: &mut Vec<Step>, step: Step) -> usize {
    steps.push(step);
    steps.len() - 1
}

/// The leaves with several ways to the root, which is the last place.
pub(super) fn shared(steps: &[Step]) -> Vec<usize> {
    let mut ways = vec![0u32; steps.len()];
    if let Some(root) = ways.last_mut() {
        *root = 1;
    }
    for (place, step) in steps.iter().enumerate().rev() {
        let here = ways.get(place).copied().unwrap_or_default();
        if let Step::Gate(_, parts) = step {
            for part in parts {
                if let Some(ways) = ways.get_mut(*part) {
                    *ways = ways.saturating_add(here);
                }
            }
        }
    }
    let leaf = |place: &usize| matches!(steps.get(*place), Some(Step::Leaf(_)));
    let ways = ways.into_iter().enumerate();
    let shared = ways.filter(|(_, ways)| *ways > 1).map(|(place, _)| place);
    shared.filter(leaf).collect()
}

/// Those of the leaves that may come true or not.
fn uncertain(steps: &[Step], shared: &[usize]) -> Vec<usize> {
    let open = |place: &&usize| match steps.get(**place) {
        Some(Step::Leaf(chance)) => *chance > 0.0 && *chance < 1.0,
        _ => false,
    };
    shared.iter().filter(open).copied().collect()
}

/// The chance of the root where the state of some leaves is given; the others have one way to it each, or are certain.
/// `chances` is room to count in.
pub(super) fn given(steps: &[Step], fixed: &[Option<f64>], chances: &mut Vec<f64>) -> f64 {
    chances.clear();
    for (step, fixed) in steps.iter().zip(fixed) {
        let chance = match step {
            Step::Leaf(chance) => fixed.unwrap_or(*chance),
            Step::Gate(gate, parts) => {
                let parts = parts.iter().filter_map(|part| chances.get(*part));
                match gate {
                    Gate::All => parts.product(),
                    Gate::One => 1.0 - parts.map(|chance| 1.0 - chance).product::<f64>(),
                }
            }
        };
        chances.push(chance);
    }
    chances.last().copied().unwrap_or_default()
}

/// The mean over drawn states.
fn drawn(steps: &[Step], shared: &[usize], seed: u64, trials: u32) -> Chance {
    let mut draws = stream(seed, STREAM, 0);
    let mut fixed = vec![None; steps.len()];
    let mut room = Vec::with_capacity(steps.len());
    let (mut sum, mut squares) = (0.0, 0.0);
    for _ in 0..trials {
        for place in shared {
            if let (Some(Step::Leaf(chance)), Some(fixed)) =
                (steps.get(*place), fixed.get_mut(*place))
            {
                *fixed = Some(f64::from(u8::from(unit(&mut draws) < *chance)));
            }
        }
        let chance = given(steps, &fixed, &mut room);
        sum += chance;
        squares += chance * chance;
    }
    let n = count(trials as usize);
    let mean = sum / n;
    let variance = (squares / n - mean * mean).max(0.0);
    Chance {
        chance: mean,
        standard_error: Some((variance / n).sqrt()),
    }
}
