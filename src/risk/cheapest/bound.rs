//! What no set can be cheaper than, where not every combination was tried.

use std::cmp::Reverse;

use super::{Group, search};
use crate::risk::model::Model;

/// The days that each threat takes by itself, the most first, summed over threats that share no candidate. One that more
/// than `exact_up_to` answer counts nothing: nobody waits longer for the bound than for the set.
pub(super) fn at_least(
    model: &Model,
    group: &Group,
    exact_up_to: usize,
    wanted: &dyn Fn() -> bool,
) -> u32 {
    let mut alone: Vec<(u32, usize, Vec<usize>)> = Vec::new();
    for target in group.targets.iter().take_while(|_| wanted()) {
        let touches = |place: &usize| {
            let mitigation = model.mitigations.get(*place);
            mitigation.is_some_and(|m| m.touches.contains(&target.threat))
        };
        let free: Vec<usize> = group.candidates.iter().copied().filter(touches).collect();
        if free.len() > exact_up_to {
            continue;
        }
        let set = search::cheapest(model, &model.now, &[*target], &free, wanted);
        alone.push((model.days(&set), target.threat, free));
    }
    alone.sort_by_key(|(days, threat, _)| (Reverse(*days), *threat));
    let mut taken: Vec<usize> = Vec::new();
    let mut sum = 0;
    for (days, _, free) in alone {
        if free.iter().all(|place| !taken.contains(place)) {
            sum = days.saturating_add(sum);
            taken.extend(free);
        }
    }
    sum
}
