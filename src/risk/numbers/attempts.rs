//! Attempts on a tree with many shared leaves, one by one: the states of those leaves are drawn anew for each attempt of
//! each trial.
//!
//! What a sum over too many states would say, the trials find out: how often an attempt gets through, and how often one
//! still does with what works. Both are of the same draws, so that nothing that works lets more through.

use rand_chacha::ChaCha8Rng;

use super::fault::Fault;
use super::simulate::unit;
use super::tree::{Step, Tree, given, shared};

/// A tree, ready to be attempted.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempts {
    steps: Vec<Step>,
    /// The same with what works; `None` where the tree itself is not cut.
    cut: Option<Vec<Step>>,
    shared: Vec<usize>,
}

/// Room to count in, kept from one attempt to the next.
pub(super) struct Scratch {
    fixed: Vec<Option<f64>>,
    fixed_cut: Vec<Option<f64>>,
    chances: Vec<f64>,
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Got {
    /// It gets through as if nothing worked.
    pub(super) through: bool,
    /// It gets through with what works in the tree, too.
    pub(super) stays: bool,
}

impl Attempts {
    /// Attempts on one threat of a tree. `cut` is the same tree with what works in it.
    pub fn on(tree: &Tree, cut: Option<&Tree>, root: u32) -> Result<Self, Fault> {
        let steps = tree.sorted(root)?;
        let cut = cut.map(|cut| cut.sorted(root)).transpose()?;
        let shared = shared(&steps);
        Ok(Self { steps, cut, shared })
    }

    /// Whether something works in the tree, so that what stays is drawn with it.
    pub(super) fn is_cut(&self) -> bool {
        self.cut.is_some()
    }

    /// Room for this tree.
    pub(super) fn scratch(&self) -> Scratch {
        let nothing = vec![None; self.steps.len()];
        Scratch {
            fixed_cut: nothing.clone(),
            fixed: nothing,
            chances: Vec::with_capacity(self.steps.len()),
        }
    }

    /// One attempt. It takes as many draws whatever works.
    pub(super) fn attempt(&self, draws: &mut ChaCha8Rng, room: &mut Scratch) -> Got {
        for place in &self.shared {
            let point = unit(draws);
            fix(&self.steps, &mut room.fixed, *place, point);
            if let Some(cut) = &self.cut {
                fix(cut, &mut room.fixed_cut, *place, point);
            }
        }
        let point = unit(draws);
        let through = point < given(&self.steps, &room.fixed, &mut room.chances);
        let stays = match &self.cut {
            Some(cut) if through => point < given(cut, &room.fixed_cut, &mut room.chances),
            _ => through,
        };
        Got { through, stays }
    }
}

/// Whether a leaf comes true at this point.
fn fix(steps: &[Step], fixed: &mut [Option<f64>], place: usize, point: f64) {
    if let (Some(Step::Leaf(chance)), Some(fixed)) = (steps.get(place), fixed.get_mut(place)) {
        *fixed = Some(f64::from(u8::from(point < *chance)));
    }
}
