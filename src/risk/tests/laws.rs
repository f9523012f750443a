use std::collections::BTreeSet;

use super::*;
use crate::risk::{Decided, Fall, Levels, Remains};

/// What is left of each threat, rated or by its parts.
fn places(model: &Model, levels: &Levels) -> Vec<(ThreatId, Remains, Option<usize>)> {
    let threats = model.threats();
    let places = threats.map(|id| {
        let parts = model.residual_from_parts(levels, id).map(|level| level.at);
        (id, model.left(levels, id).unwrap(), parts)
    });
    places.collect()
}

/// Whether no threat stands higher after than before.
fn none_rose(before: &Model, after: &Model, done: &[MitigationId]) -> Result<(), TestCaseError> {
    let then = places(before, &before.what_if(done.iter().copied()));
    let now = places(after, &after.what_if(done.iter().copied()));
    for ((id, then, parts_then), (_, now, parts_now)) in then.into_iter().zip(now) {
        prop_assert!(now.level <= then.level, "{id}: {then:?} {now:?}");
        prop_assert!(now.fall >= then.fall, "{id}: {then:?} {now:?}");
        prop_assert!(parts_now <= parts_then, "{id}");
    }
    Ok(())
}

/// Some of the mitigations of a model.
fn some_of(parts: &Parts, bits: u32) -> Vec<MitigationId> {
    let ids = parts.mitigations.iter().map(|m| m.id);
    ids.filter(|id| bits & (1 << id.0) != 0).collect()
}

fn stronger(strength: Option<Strength>) -> Strength {
    match strength {
        None => Strength::Some,
        Some(Strength::Some) => Strength::Most,
        Some(_) => Strength::All,
    }
}

proptest! {
    #[test]
    fn what_is_left_is_never_above_the_rating(parts in parts(8, 8), bits: u32) {
        let model = parts.model();
        let levels = model.what_if(some_of(&parts, bits));
        for id in model.threats() {
            prop_assert!(model.residual(&levels, id) <= model.inherent(id));
            let before = model.inherent_from_parts(id).map(|level| level.at);
            let after = model.residual_from_parts(&levels, id).map(|level| level.at);
            prop_assert!(after <= before);
            prop_assert_eq!(after.is_some(), before.is_some());
        }
    }

    #[test]
    fn one_more_mitigation_never_raises_what_is_left(
        parts in parts(8, 8),
        more in mitigation(40, 8),
        bits: u32,
    ) {
        let done = some_of(&parts, bits);
        let mut with = parts.clone();
        with.mitigations.push(more);
        none_rose(&parts.model(), &with.model(), &done)?;
    }

    #[test]
    fn a_stronger_mitigation_never_raises_what_is_left(
        parts in parts(8, 8),
        at: prop::sample::Index,
        on: prop::sample::Index,
        bits: u32,
    ) {
        prop_assume!(!parts.mitigations.is_empty());
        let done = some_of(&parts, bits);
        let mut with = parts.clone();
        let mitigation = at.get_mut(&mut with.mitigations);
        mitigation.strength = Some(stronger(mitigation.strength));
        none_rose(&parts.model(), &with.model(), &done)?;
        let mut with = parts.clone();
        let mitigation = at.get_mut(&mut with.mitigations);
        if !mitigation.links.is_empty() {
            let strength = mitigation.strength;
            let link = on.get_mut(&mut mitigation.links);
            link.strength = Some(stronger(link.strength.or(strength)));
            none_rose(&parts.model(), &with.model(), &done)?;
        }
    }

    #[test]
    fn a_better_status_or_check_never_raises_what_is_left(
        parts in parts(8, 8),
        at: prop::sample::Index,
        bits: u32,
    ) {
        prop_assume!(!parts.mitigations.is_empty());
        let done = some_of(&parts, bits);
        let mut with = parts.clone();
        let mitigation = at.get_mut(&mut with.mitigations);
        mitigation.status = match mitigation.status {
            Status::Rejected => Status::CouldDo,
            Status::CouldDo => Status::Planned,
            Status::Planned => Status::InProgress,
            Status::InProgress => Status::Implemented,
            Status::InPlace | Status::Implemented | Status::Verified => Status::Verified,
        };
        none_rose(&parts.model(), &with.model(), &done)?;
        for better in [None, Some(true)] {
            let mut with = parts.clone();
            let mitigation = at.get_mut(&mut with.mitigations);
            if mitigation.passed == Some(false) || better == Some(true) {
                mitigation.passed = better;
                none_rose(&parts.model(), &with.model(), &done)?;
            }
        }
    }

    #[test]
    fn ticking_one_after_the_other_is_the_same_as_all_at_once(
        parts in parts(8, 8),
        steps in vec((1_u32..9, any::<bool>()), 0..20),
    ) {
        let model = parts.model();
        let mut levels = model.now().clone();
        let mut done = BTreeSet::new();
        for (id, tick) in steps {
            let id = MitigationId(id);
            model.tick(&mut levels, id, tick);
            if tick { done.insert(id); } else { done.remove(&id); }
        }
        // A model in which the same is built and shown, reckoned from nothing.
        let mut built = parts.clone();
        for mitigation in &mut built.mitigations {
            if done.contains(&mitigation.id) {
                (mitigation.status, mitigation.passed) = (Status::Verified, None);
            }
        }
        let built = built.model();
        prop_assert_eq!(places(&model, &levels), places(&built, built.now()));
        for id in done {
            model.tick(&mut levels, id, false);
        }
        prop_assert_eq!(&levels, model.now());
    }

    #[test]
    fn a_root_is_cut_exactly_if_each_way_to_it_holds_a_cut_leaf(
        parts in parts(7, 0),
        strengths in vec(option::weighted(0.4, select(Strength::ALL.to_vec())), 7),
        statuses in vec(select(Status::ALL.to_vec()), 7),
    ) {
        // Unrated but for the root, and cut at leaves alone.
        let mut parts = parts;
        for threat in parts.threats.iter_mut().skip(1) {
            threat.rated = None;
        }
        let is_leaf = |threat: &&ThreatIn| threat.rests_on.is_none();
        let leaves: Vec<ThreatId> = parts.threats.iter().filter(is_leaf).map(|t| t.id).collect();
        prop_assume!(!leaves.contains(&ThreatId(1)));
        for (leaf, (strength, status)) in leaves.iter().zip(strengths.into_iter().zip(statuses)) {
            parts.mitigations.push(MitigationIn {
                id: MitigationId(leaf.0),
                status,
                passed: None,
                strength,
                kind: Some(ControlKind::Preventive),
                instead_of: None,
                effort: None,
                links: vec![LinkIn { threat: *leaf, strength: None, kind: None, in_rating: false }],
            });
        }
        let model = parts.model();
        let is_cut = |id: ThreatId| {
            model.left(model.now(), id).unwrap().fall > Fall::Steps(0)
        };
        // By its definition: a set of leaves is sufficient if the root comes true with these alone.
        let comes_true = |leaves: &BTreeSet<ThreatId>| {
            let mut is: Vec<bool> = vec![false; parts.threats.len() + 1];
            for threat in parts.threats.iter().rev() {
                let of = |id: &ThreatId| is[id.0 as usize];
                is[threat.id.0 as usize] = match &threat.rests_on {
                    None => leaves.contains(&threat.id),
                    Some(rests) if rests.gate == Gate::All => rests.of.iter().all(of),
                    Some(rests) => rests.of.iter().any(of),
                };
            }
            is[1]
        };
        let mut each_is_cut = true;
        for bits in 0_u32..1 << leaves.len() {
            let set = leaves.iter().enumerate().filter(|(bit, _)| bits & (1 << bit) != 0);
            let set: BTreeSet<ThreatId> = set.map(|(_, leaf)| *leaf).collect();
            if comes_true(&set) {
                each_is_cut &= set.iter().any(|leaf| is_cut(*leaf));
            }
        }
        prop_assert_eq!(is_cut(ThreatId(1)), each_is_cut);
    }

    #[test]
    fn every_figure_is_explained_by_its_entries(parts in parts(8, 8), bits: u32) {
        let model = parts.model();
        let levels = model.what_if(some_of(&parts, bits));
        for id in model.threats() {
            let why = model.why(&levels, id).unwrap();
            prop_assert_eq!(why.left, model.left(&levels, id).unwrap());
            for moved in std::iter::once(&why.own).chain(&why.impact) {
                let points: u64 = moved.entries.iter().map(|e| e.counts.points).sum();
                prop_assert_eq!(points, moved.sum.points);
                for entry in moved.entries.iter().filter(|entry| !entry.in_rating) {
                    prop_assert_eq!(entry.counts.points, u64::from(entry.points * entry.weight));
                }
            }
            let drop = why.rests.as_ref().and_then(|rests| rests.stands);
            let drop = drop.map(|(before, after)| Fall::Steps(before.at - after.at));
            let parts = why.rests.as_ref().map(|rests| rests.fall);
            let ways = [Some(why.own.fall), parts, drop];
            let named = match why.decided {
                Decided::Own => ways[0],
                Decided::Parts => ways[1],
                Decided::Drop => ways[2],
            };
            prop_assert_eq!(named, Some(why.left.fall));
            prop_assert_eq!(ways.into_iter().flatten().max(), Some(why.left.fall));
        }
    }
}

#[test]
fn no_sum_overflows_at_the_limits_of_the_conventions() {
    let text = "(conventions: (points: (some: 1000, most: 1000, all: 1000, unsaid: 1000), \
                weights: (built: 1000, shown: 1000), effort_days: (unsaid: 10000)))";
    let conventions = Scales::bundled().with(text).unwrap().conventions;
    let threat = ThreatIn {
        id: ThreatId(1),
        rated: Some(Rated::Single(3)),
        rests_on: None,
    };
    let mitigations = (1..=20_000).map(|id| MitigationIn {
        id: MitigationId(id),
        status: if id % 2 == 0 {
            Status::Implemented
        } else {
            Status::Planned
        },
        passed: None,
        strength: None,
        kind: None,
        instead_of: None,
        effort: None,
        links: vec![LinkIn {
            threat: ThreatId(1),
            strength: None,
            kind: None,
            in_rating: false,
        }],
    });
    let model = Model::new(
        Scale::standard(),
        &conventions,
        vec![threat],
        mitigations.collect(),
    );
    let points = |levels: &Levels| model.points(levels, ThreatId(1)).unwrap().0.points;
    assert_eq!(points(model.now()), 10_000 * 1_000_000);
    let mut all = model.what_if((1..=20_000).map(MitigationId));
    assert_eq!(points(&all), 20_000 * 1_000_000);
    for id in 1..=20_000 {
        model.tick(&mut all, MitigationId(id), false);
    }
    assert_eq!(&all, model.now());
}
