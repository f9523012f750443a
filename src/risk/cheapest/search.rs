//! Every combination of a few mitigations, but for those that cannot reach the goal or cost more than what was found.

use std::cmp::Reverse;

use super::{Cost, Target, reached};
use crate::risk::levels::Levels;
use crate::risk::model::{Control, Model};

/// The cheapest set of `free` that reaches the targets, beginning with what `base` takes as done. All of them together have
/// to reach it. It ends early once it is not `wanted` any more.
pub(super) fn cheapest(
    model: &Model,
    base: &Levels,
    targets: &[Target],
    free: &[usize],
    wanted: &dyn Fn() -> bool,
) -> Vec<usize> {
    let mut order = free.to_vec();
    // The most work first: what is left out early makes the rest cheap.
    order.sort_by_key(|place| {
        let mitigation = model.mitigations.get(*place);
        (Reverse(mitigation.map(|m| m.days)), Reverse(*place))
    });
    // The least days that one of those from here on takes.
    let mut least_from = vec![u32::MAX; order.len() + 1];
    for at in (0..order.len()).rev() {
        let days = order
            .get(at)
            .and_then(|place| model.mitigations.get(*place))
            .map_or(u32::MAX, |m| m.days);
        let after = least_from.get(at + 1).copied().unwrap_or(u32::MAX);
        if let Some(least) = least_from.get_mut(at) {
            *least = days.min(after);
        }
    }
    let mut can = base.clone();
    for place in free {
        can.tick(model, *place, true);
    }
    let mut search = Search {
        model,
        targets,
        wanted,
        order,
        least_from,
        now: base.clone(),
        can,
        chosen: Vec::new(),
        best: None,
    };
    search.go(0, (0, 0, Reverse(0)));
    search.best.map(|(_, set)| set).unwrap_or_default()
}

struct Search<'a> {
    model: &'a Model,
    targets: &'a [Target],
    /// Whether someone still waits for it.
    wanted: &'a dyn Fn() -> bool,
    order: Vec<usize>,
    least_from: Vec<u32>,
    /// With what is chosen.
    now: Levels,
    /// With what is chosen and what is still undecided.
    can: Levels,
    chosen: Vec<usize>,
    best: Option<(Cost, Vec<usize>)>,
}

impl Search<'_> {
    fn go(&mut self, at: usize, cost: Cost) {
        if !(self.wanted)() || !reached(&self.can, self.targets) {
            return;
        }
        if reached(&self.now, self.targets) {
            self.take(cost);
            return;
        }
        let Some(place) = self.order.get(at).copied() else {
            return;
        };
        let (days, count, Reverse(picked)) = cost;
        // At least one more is needed.
        let least = self.least_from.get(at).copied().unwrap_or(u32::MAX);
        if let Some(((best_days, best_count, _), _)) = &self.best
            && (days.saturating_add(least), count + 1) > (*best_days, *best_count)
        {
            return;
        }
        let Some(mitigation) = self.model.mitigations.get(place) else {
            return;
        };
        self.can.tick(self.model, place, false);
        self.go(at + 1, cost);
        self.can.tick(self.model, place, true);

        self.now.tick(self.model, place, true);
        self.chosen.push(place);
        let picked = picked + usize::from(Control::is_picked(mitigation));
        let days = days.saturating_add(mitigation.days);
        self.go(at + 1, (days, count + 1, Reverse(picked)));
        self.chosen.pop();
        self.now.tick(self.model, place, false);
    }

    /// Keeps what is chosen if it is better than the best so far.
    fn take(&mut self, cost: Cost) {
        let is_better = |(best, set): &(Cost, Vec<usize>)| {
            cost.cmp(best).then_with(|| self.sorted().cmp(set)).is_lt()
        };
        if self.best.as_ref().is_none_or(is_better) {
            self.best = Some((cost, self.sorted()));
        }
    }

    fn sorted(&self) -> Vec<usize> {
        let mut chosen = self.chosen.clone();
        chosen.sort_unstable();
        chosen
    }
}
