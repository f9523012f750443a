//! The least work that brings every chosen threat down to a level.
//!
//! Exact where at most [`EXACT_UP_TO`] mitigations decide together; beyond that, what is not needed is left out one by one,
//! the most days first, and a bound says how far that may be from the cheapest.

mod bound;
mod search;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::input::Standing;
use super::levels::Levels;
use super::model::{Control, Model};
use crate::domain::{MitigationId, ThreatId};

/// How many mitigations that decide together are tried in every combination.
pub const EXACT_UP_TO: usize = 20;

/// What is to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal<'a> {
    /// The highest level that may be left, by its place on the scale.
    pub at_most: usize,
    /// The threats that have to get there; `None` for all that are rated.
    pub threats: Option<&'a [ThreatId]>,
    /// Up to how many mitigations that decide together the search is exact: [`EXACT_UP_TO`], or fewer for a quick answer.
    pub exact_up_to: usize,
}

/// A set of mitigations that reaches a goal, and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cheapest {
    /// The mitigations, in order of their ids.
    pub set: Vec<MitigationId>,
    /// Their days of work.
    pub days: u32,
    /// No set that reaches the goal takes fewer days than this. Equal to `days` where the search was exact.
    pub at_least: u32,
    /// Whether no set is cheaper.
    pub exact: bool,
    /// Threats that cannot get there, each with the level that it does reach.
    pub cannot: Vec<(ThreatId, usize)>,
    /// What is left of each chosen threat with the set.
    pub with_it: Vec<(ThreatId, usize)>,
    /// Mitigations of the set whose effort nobody has said: they count as long work.
    pub unsaid_effort: Vec<MitigationId>,
}

/// A threat that has to come down, and the level that is reached if everything is done, or the goal if that is higher.
#[derive(Clone, Copy, Debug)]
struct Target {
    threat: usize,
    at_most: usize,
}

/// What makes one set better than another: fewer days, then fewer mitigations, then more of them planned or in progress,
/// then the smaller ids. Less is better.
type Cost = (u32, usize, Reverse<usize>);

impl Goal<'_> {
    /// Every rated threat at this level or below.
    pub fn at_most(level: usize) -> Self {
        Self {
            at_most: level,
            threats: None,
            exact_up_to: EXACT_UP_TO,
        }
    }

    /// Every rated threat below this level; `None` where that is the lowest.
    pub fn below(level: usize) -> Option<Self> {
        level.checked_sub(1).map(Self::at_most)
    }
}

impl Model {
    /// The least work that reaches a goal. Of sets with the same days the one with fewest mitigations, then with most of
    /// them planned or in progress, then with the smallest ids.
    pub fn cheapest(&self, goal: &Goal<'_>) -> Cheapest {
        self.search(goal, &|| true)
    }

    /// The same for as long as someone waits for it; `None` once no one does. That is asked at every step of the search, and
    /// once it is over it must stay so.
    pub fn cheapest_while(&self, goal: &Goal<'_>, wanted: &dyn Fn() -> bool) -> Option<Cheapest> {
        let found = self.search(goal, wanted);
        wanted().then_some(found)
    }

    /// The search itself. What it returns means nothing where it was ended early.
    fn search(&self, goal: &Goal<'_>, wanted: &dyn Fn() -> bool) -> Cheapest {
        let candidates: Vec<usize> = (0..self.mitigations.len())
            .filter(|place| {
                self.mitigations
                    .get(*place)
                    .is_some_and(Control::is_candidate)
            })
            .collect();
        let mut all = self.now.clone();
        for place in &candidates {
            all.tick(self, *place, true);
        }
        let mut targets = Vec::new();
        let mut cannot = Vec::new();
        let chosen: Vec<usize> = (0..self.threats.len())
            .filter(|place| self.is_chosen(goal, *place))
            .collect();
        for threat in chosen.iter().copied() {
            let level = |levels: &Levels| levels.left(threat)?.level;
            let (Some(now), Some(best)) = (level(&self.now), level(&all)) else {
                continue;
            };
            if now <= goal.at_most {
                continue;
            }
            if best > goal.at_most {
                cannot.extend(self.threats.get(threat).map(|node| (node.id, best)));
            }
            targets.push(Target {
                threat,
                at_most: best.max(goal.at_most),
            });
        }
        let mut found = Vec::new();
        let (mut exact, mut at_least) = (true, 0);
        for group in self.groups(&candidates, &targets) {
            let (set, least) = self.solve(&group, goal.exact_up_to, wanted);
            exact &= least.is_none();
            at_least += least.unwrap_or_else(|| self.days(&set));
            found.extend(set);
        }
        found.sort_unstable();
        let mut with = self.now.clone();
        for place in &found {
            with.tick(self, *place, true);
        }
        let left = |threat: &usize| {
            let level = with.left(*threat)?.level?;
            Some((self.threats.get(*threat)?.id, level))
        };
        let set = || {
            found
                .iter()
                .filter_map(|place| self.mitigations.get(*place))
        };
        Cheapest {
            days: self.days(&found),
            at_least,
            exact,
            cannot,
            with_it: chosen.iter().filter_map(left).collect(),
            unsaid_effort: set().filter(|m| m.effort.is_none()).map(|m| m.id).collect(),
            set: set().map(|mitigation| mitigation.id).collect(),
        }
    }

    /// The built mitigations that would take a threat lower once they are shown to work, beside everything that could
    /// still be done, with the level that it then reaches: one where that is enough, else all of them. One answer for each
    /// of the threats, `None` where that would not help.
    pub fn if_verified(&self, threats: &[ThreatId]) -> Vec<Option<(Vec<MitigationId>, usize)>> {
        let mut levels = self.what_if(self.candidates());
        let answers = threats.iter().map(|threat| {
            let place = self.place(*threat)?;
            let reached = levels.left(place)?.level?;
            let tree = self.below(place).into_iter();
            let nodes = tree.filter_map(|place| self.threats.get(place));
            let mut built: Vec<usize> = nodes
                .flat_map(|node| node.answers.iter().map(|(mitigation, _)| *mitigation))
                .filter(|at| {
                    let known = self.mitigations.get(*at);
                    known.is_some_and(|m| m.standing == Standing::Built)
                })
                .collect();
            built.sort_unstable();
            built.dedup();
            let mut alone: Option<(usize, usize)> = None;
            for mitigation in &built {
                levels.tick(self, *mitigation, true);
                let level = levels.left(place).and_then(|left| left.level);
                levels.tick(self, *mitigation, false);
                let least = alone.map_or(reached, |(_, least)| least);
                alone = level
                    .filter(|level| *level < least)
                    .map(|level| (*mitigation, level))
                    .or(alone);
            }
            for mitigation in &built {
                levels.tick(self, *mitigation, true);
            }
            let together = levels.left(place).and_then(|left| left.level);
            for mitigation in &built {
                levels.tick(self, *mitigation, false);
            }
            let together = together.filter(|level| *level < reached)?;
            let (set, level) = match alone {
                Some((one, level)) if level <= together => (vec![one], level),
                _ => (built, together),
            };
            let ids = set.iter().filter_map(|at| self.mitigations.get(*at));
            Some((ids.map(|m| m.id).collect(), level))
        });
        answers.collect()
    }

    /// A threat and everything that it rests on.
    fn below(&self, place: usize) -> BTreeSet<usize> {
        let (mut found, mut next) = (BTreeSet::new(), vec![place]);
        while let Some(place) = next.pop() {
            if found.insert(place) {
                let node = self.threats.get(place);
                next.extend(node.into_iter().flat_map(|node| &node.parts));
            }
        }
        found
    }

    fn is_chosen(&self, goal: &Goal<'_>, place: usize) -> bool {
        self.threats.get(place).is_some_and(|node| {
            let named = goal
                .threats
                .is_none_or(|threats| threats.contains(&node.id));
            node.rated.is_some() && named
        })
    }

    /// Days of work of a set.
    fn days(&self, set: &[usize]) -> u32 {
        let mitigations = set.iter().filter_map(|place| self.mitigations.get(*place));
        mitigations.fold(0, |days, mitigation| days.saturating_add(mitigation.days))
    }

    /// The cheapest set of one group, and a lower bound where the set may not be the cheapest.
    fn solve(
        &self,
        group: &Group,
        exact_up_to: usize,
        wanted: &dyn Fn() -> bool,
    ) -> (Vec<usize>, Option<u32>) {
        let mut all = self.now.clone();
        for place in &group.candidates {
            all.tick(self, *place, true);
        }
        // Without these, all the others together do not reach it.
        let (needed, free): (Vec<usize>, Vec<usize>) =
            group.candidates.iter().copied().partition(|place| {
                all.tick(self, *place, false);
                let fails = !reached(&all, &group.targets);
                all.tick(self, *place, true);
                fails
            });
        let mut base = self.now.clone();
        for place in &needed {
            base.tick(self, *place, true);
        }
        let (mut set, least) = if free.len() <= exact_up_to {
            let set = search::cheapest(self, &base, &group.targets, &free, wanted);
            (set, None)
        } else {
            let set = self.leave_out(all, &group.targets, free);
            (set, Some(bound::at_least(self, group, exact_up_to, wanted)))
        };
        set.extend(needed);
        (set, least)
    }

    /// Begins with everything and leaves out what is not needed: the most days first, of these what nobody has decided to
    /// do, of these the highest id.
    fn leave_out(&self, mut all: Levels, targets: &[Target], mut free: Vec<usize>) -> Vec<usize> {
        free.sort_by_key(|place| {
            let mitigation = self.mitigations.get(*place);
            let picked = mitigation.is_some_and(Control::is_picked);
            (Reverse(mitigation.map(|m| m.days)), picked, Reverse(*place))
        });
        free.retain(|place| {
            all.tick(self, *place, false);
            let needed = !reached(&all, targets);
            if needed {
                all.tick(self, *place, true);
            }
            needed
        });
        free
    }

    /// The candidates that touch a threat that has to come down, in groups that share none.
    fn groups(&self, candidates: &[usize], targets: &[Target]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut target_of: Vec<Option<Target>> = vec![None; self.threats.len()];
        for target in targets {
            if let Some(place) = target_of.get_mut(target.threat) {
                *place = Some(*target);
            }
        }
        // By threat, the group that it is in.
        let mut group_of: Vec<Option<usize>> = vec![None; self.threats.len()];
        for candidate in candidates {
            let Some(mitigation) = self.mitigations.get(*candidate) else {
                continue;
            };
            let touched: Vec<Target> = mitigation
                .touches
                .iter()
                .filter_map(|threat| target_of.get(*threat).copied().flatten())
                .collect();
            if touched.is_empty() {
                continue;
            }
            let mut joined = Group {
                candidates: vec![*candidate],
                targets: Vec::new(),
            };
            for target in touched {
                match group_of.get(target.threat).copied().flatten() {
                    None => joined.targets.push(target),
                    Some(group) => {
                        if let Some(group) = groups.get_mut(group) {
                            joined.candidates.append(&mut group.candidates);
                            joined.targets.append(&mut group.targets);
                        }
                    }
                }
            }
            for target in &joined.targets {
                if let Some(group) = group_of.get_mut(target.threat) {
                    *group = Some(groups.len());
                }
            }
            groups.push(joined);
        }
        groups.retain(|group| !group.candidates.is_empty());
        for group in &mut groups {
            group.candidates.sort_unstable();
            group.targets.sort_unstable_by_key(|target| target.threat);
        }
        groups
    }
}

/// Candidates and threats that are to be looked at together.
struct Group {
    candidates: Vec<usize>,
    targets: Vec<Target>,
}

/// Whether each threat is where it has to be.
fn reached(levels: &Levels, targets: &[Target]) -> bool {
    targets.iter().all(|target| {
        let left = levels.left(target.threat);
        left.is_some_and(|left| left.level.is_some_and(|level| level <= target.at_most))
    })
}
