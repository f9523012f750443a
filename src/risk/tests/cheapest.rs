use std::cmp::Reverse;

use super::*;
use crate::risk::{Cheapest, Goal};

/// Days, number and how many are picked of a set, and then its ids: less is better.
type Cost = (u32, usize, Reverse<usize>, Vec<MitigationId>);

fn cost(parts: &Parts, set: &[MitigationId]) -> Cost {
    let conventions = Conventions::bundled();
    let these = || parts.mitigations.iter().filter(|m| set.contains(&m.id));
    let picked = these().filter(|m| matches!(m.status, Status::Planned | Status::InProgress));
    (
        these().map(|m| conventions.days(m.effort)).sum(),
        set.len(),
        Reverse(picked.count()),
        set.to_vec(),
    )
}

/// What could still be done, by the words of the rule.
fn candidates(parts: &Parts) -> Vec<MitigationId> {
    let open = parts.mitigations.iter().filter(|m| match m.status {
        Status::CouldDo | Status::Planned | Status::InProgress => true,
        Status::Rejected => false,
        _ => m.passed == Some(false),
    });
    open.map(|m| m.id).collect()
}

/// The best set of all, by trying each, one tick from the one before.
fn best(parts: &Parts, model: &Model, at_most: usize) -> Cost {
    let candidates = candidates(parts);
    let all = model.residuals(&model.what_if(candidates.iter().copied()));
    let mut levels = model.now().clone();
    let mut best: Option<Cost> = None;
    for step in 0_u32..1 << candidates.len() {
        let bits = step ^ (step >> 1);
        if step > 0 {
            let changed = step.trailing_zeros();
            let id = candidates[changed as usize];
            model.tick(&mut levels, id, bits & (1 << changed) != 0);
        }
        let is_down = |(id, best): (&ThreatId, &usize)| {
            model.residual(&levels, *id).unwrap() <= at_most.max(*best)
        };
        if all.iter().all(is_down) {
            let set = candidates
                .iter()
                .enumerate()
                .filter(|(bit, _)| bits & (1 << bit) != 0);
            let set: Vec<_> = set.map(|(_, id)| *id).collect();
            let cost = cost(parts, &set);
            best = Some(best.map_or_else(|| cost.clone(), |best| best.min(cost.clone())));
        }
    }
    best.expect("all of them together do")
}

/// What has to hold of any answer.
fn holds(
    parts: &Parts,
    model: &Model,
    found: &Cheapest,
    at_most: usize,
) -> Result<(), TestCaseError> {
    let all = model.residuals(&model.what_if(candidates(parts)));
    let left = model.residuals(&model.what_if(found.set.iter().copied()));
    let named: Vec<_> = left.iter().map(|(id, level)| (*id, *level)).collect();
    prop_assert_eq!(&found.with_it, &named);
    prop_assert!(
        left.iter()
            .all(|(id, level)| *level <= at_most.max(all[id]))
    );
    let cannot: Vec<_> = all
        .into_iter()
        .filter(|(_, level)| *level > at_most)
        .collect();
    prop_assert_eq!(&found.cannot, &cannot);
    prop_assert_eq!(found.days, cost(parts, &found.set).0);
    let unsaid = parts.mitigations.iter().filter(|m| m.effort.is_none());
    let unsaid: Vec<_> = unsaid
        .map(|m| m.id)
        .filter(|id| found.set.contains(id))
        .collect();
    prop_assert_eq!(&found.unsaid_effort, &unsaid);
    Ok(())
}

/// Mitigations that are mostly not built, so that there is something to choose.
fn open(parts: Parts) -> Parts {
    let mut parts = parts;
    for mitigation in &mut parts.mitigations {
        if mitigation.status == Status::Verified {
            mitigation.status = Status::CouldDo;
        }
        mitigation.strength = mitigation.strength.or(Some(Strength::Most));
    }
    parts
}

/// The same mitigations, all as much work and as strong, so that the tie rules decide.
fn alike(parts: Parts) -> Parts {
    let mut parts = parts;
    for mitigation in &mut parts.mitigations {
        mitigation.effort = Some(Effort::Medium);
        (mitigation.strength, mitigation.kind) = (Some(Strength::Some), None);
        for link in &mut mitigation.links {
            (link.strength, link.kind) = (None, None);
        }
    }
    parts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn of_sets_as_cheap_the_rules_pick_one(parts in parts(3, 10).prop_map(open).prop_map(alike), at_most in 0_usize..3) {
        let model = parts.model();
        let found = model.cheapest(&Goal::at_most(at_most));
        prop_assert_eq!(cost(&parts, &found.set), best(&parts, &model, at_most));
    }

    #[test]
    fn no_set_is_better_than_the_exact_one(parts in parts(6, 9).prop_map(open), at_most in 0_usize..3) {
        let model = parts.model();
        let found = model.cheapest(&Goal::at_most(at_most));
        prop_assert!(found.exact && found.at_least == found.days);
        holds(&parts, &model, &found, at_most)?;
        prop_assert_eq!(cost(&parts, &found.set), best(&parts, &model, at_most));
    }

    #[test]
    fn the_quick_answer_reaches_the_goal_and_its_bound_is_below_the_best(
        parts in parts(6, 9).prop_map(open),
        at_most in 0_usize..3,
    ) {
        let model = parts.model();
        let goal = Goal { exact_up_to: 0, ..Goal::at_most(at_most) };
        let found = model.cheapest(&goal);
        holds(&parts, &model, &found, at_most)?;
        let (days, ..) = best(&parts, &model, at_most);
        prop_assert!(found.at_least <= days && days <= found.days);
        prop_assert!(!found.exact || found.days == days);
        // Nothing of it can be left out.
        for left_out in &found.set {
            let rest = found.set.iter().copied().filter(|id| id != left_out);
            let left = model.residuals(&model.what_if(rest));
            let reached = found.with_it.iter().all(|(id, level)| left[id] <= (*level).max(at_most));
            prop_assert!(!reached, "{} is not needed", left_out);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn no_set_of_sixteen_is_better_than_the_exact_one(parts in parts(6, 16).prop_map(open)) {
        let mut parts = parts;
        for mitigation in &mut parts.mitigations {
            mitigation.status = Status::CouldDo;
        }
        let model = parts.model();
        let found = model.cheapest(&Goal::at_most(1));
        prop_assert_eq!(cost(&parts, &found.set), best(&parts, &model, 1));
    }
}

/// A mitigation that takes most of these threats away.
fn most(id: u32, status: Status, effort: Option<Effort>, threats: &[u32]) -> MitigationIn {
    let link = |threat: &u32| LinkIn {
        threat: ThreatId(*threat),
        strength: None,
        kind: None,
        in_rating: false,
    };
    MitigationIn {
        id: MitigationId(id),
        status,
        passed: None,
        strength: Some(Strength::Most),
        kind: None,
        instead_of: None,
        effort,
        links: threats.iter().map(link).collect(),
    }
}

fn critical(ids: std::ops::RangeInclusive<u32>) -> Vec<ThreatIn> {
    let threat = |id| ThreatIn {
        id: ThreatId(id),
        rated: Some(Rated::Single(3)),
        rests_on: None,
    };
    ids.map(threat).collect()
}

#[test]
fn below_a_level_is_the_one_under_it() {
    assert_eq!(Goal::below(2), Some(Goal::at_most(1)));
    assert_eq!(Goal::below(0), None);
}

#[test]
fn a_chosen_threat_alone_has_to_come_down() {
    let parts = Parts {
        scale: Scale::standard().clone(),
        threats: critical(1..=2),
        mitigations: vec![
            most(1, Status::CouldDo, Some(Effort::Large), &[1]),
            most(2, Status::CouldDo, None, &[2]),
        ],
    };
    let model = parts.model();
    let found = model.cheapest(&Goal {
        threats: Some(&[ThreatId(2)]),
        ..Goal::at_most(1)
    });
    assert_eq!(found.set, [MitigationId(2)]);
    assert_eq!(
        (found.days, found.unsaid_effort),
        (40, vec![MitigationId(2)])
    );
    assert_eq!(found.with_it, [(ThreatId(2), 1)]);
}

#[test]
fn beyond_twenty_that_decide_together_the_answer_says_how_far_off_it_may_be() {
    // Each threat has three ways down; every mitigation is on two threats, so that all are one group.
    let mitigations = (1..=24).map(|id| {
        let first = (id - 1) % 8 + 1;
        let effort = [Effort::Small, Effort::Medium, Effort::Large][(id as usize) % 3];
        most(id, Status::CouldDo, Some(effort), &[first, first % 8 + 1])
    });
    let parts = Parts {
        scale: Scale::standard().clone(),
        threats: critical(1..=8),
        mitigations: mitigations.collect(),
    };
    let found = parts.model().cheapest(&Goal::at_most(1));
    assert!(!found.exact && found.at_least > 0 && found.at_least <= found.days);
    assert!(found.with_it.iter().all(|(_, level)| *level <= 1));
    // Twenty of them in one group are tried in every combination.
    let fewer = Parts {
        mitigations: parts.mitigations[..20].to_vec(),
        ..parts
    };
    assert!(fewer.model().cheapest(&Goal::at_most(1)).exact);
}

#[test]
fn a_quick_search_tries_no_more_for_its_bound_either() {
    // One threat that sixteen answer: beyond fourteen, nothing is tried in every combination.
    let parts = Parts {
        scale: Scale::standard().clone(),
        threats: critical(1..=1),
        mitigations: (1..=16)
            .map(|id| most(id, Status::CouldDo, Some(Effort::Small), &[1]))
            .collect(),
    };
    let quick = Goal {
        exact_up_to: 14,
        ..Goal::at_most(1)
    };
    let found = parts.model().cheapest(&quick);
    assert_eq!((found.exact, found.at_least), (false, 0));
    let found = parts.model().cheapest(&Goal::at_most(1));
    assert_eq!((found.exact, found.at_least), (true, found.days));
}

#[test]
fn a_search_that_no_one_waits_for_ends_at_its_next_step() {
    use std::cell::Cell;
    let mitigations = (1..=20).map(|id| {
        let first = (id - 1) % 8 + 1;
        let effort = [Effort::Small, Effort::Medium, Effort::Large][(id as usize) % 3];
        most(id, Status::CouldDo, Some(effort), &[first, first % 8 + 1])
    });
    let parts = Parts {
        scale: Scale::standard().clone(),
        threats: critical(1..=8),
        mitigations: mitigations.collect(),
    };
    let (model, goal) = (parts.model(), Goal::at_most(1));
    let asked = Cell::new(0);
    let until = |last: usize| {
        asked.set(0);
        model.cheapest_while(&goal, &|| {
            asked.set(asked.get() + 1);
            asked.get() <= last
        })
    };
    assert_eq!(until(usize::MAX), Some(model.cheapest(&goal)));
    let whole = asked.get();
    assert!(whole > 40, "{whole} steps");
    assert_eq!(until(whole / 5), None);
    // Each open step of the way back asks once more at most.
    assert!(asked.get() < whole, "{} of {whole}", asked.get());
    // The quick answer with its bound ends too.
    let quick = Goal {
        exact_up_to: 0,
        ..goal
    };
    assert_eq!(model.cheapest_while(&quick, &|| false), None);
}
