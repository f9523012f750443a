//! Trees whose shared leaves are drawn in each trial, against the exact sum over their states.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::laws::{SEEDS, any_tree};
use super::portfolio::Room;
use crate::domain::{Edit, FourQuestion, Gate, New, Status, ThreatId};
use crate::risk::numbers::{
    Attempts, Case, Draw, Left, MOST_SHARED, Node, Outcome, Range, Summary, Tree, Yearly, simulate,
};

const TRIALS: u32 = 10_000;

fn drawn(cases: &[Case], seed: u64, threads: usize) -> Outcome {
    let draw = Draw {
        seed,
        trials: TRIALS,
        threads: Some(threads),
    };
    simulate(cases, &draw).unwrap()
}

/// The same tree with these leaves and shares cut.
fn cut_tree(tree: &Tree, cuts: &[f64]) -> Tree {
    let mut less = tree.clone();
    for (node, cut) in less.nodes.values_mut().zip(cuts) {
        match node {
            Node::Leaf(chance) => *chance *= cut,
            Node::Rests { left, .. } => *left *= cut,
        }
    }
    less
}

/// A threat that costs 1 each time, with what its attempts have to get through.
fn case(yearly: Yearly, attempts: Attempts) -> Case {
    let attempts = Some(attempts);
    Case {
        attempts,
        ..Case::new(1, yearly, Left::WHOLE)
    }
}

/// Six standard errors of the mean; of the variance, by the fourth moment of a count of events with this mean.
fn is_poisson(found: Summary, mean: f64) -> Result<(), TestCaseError> {
    let n = f64::from(TRIALS);
    let off = (found.mean - mean).abs();
    prop_assert!(
        off <= 6.0 * (mean / n).sqrt() + 1e-9,
        "{found:?}, not {mean}"
    );
    let off = (found.sd * found.sd - mean).abs();
    let error = ((mean + 2.0 * mean * mean) / n).sqrt();
    prop_assert!(off <= 8.0 * error + 1e-6, "{found:?}, not spread {mean}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// The same tree both ways: summed over, and drawn.
    #[test]
    fn drawn_attempts_come_to_what_the_sum_over_all_states_says(
        tree in any_tree(),
        cuts in proptest::collection::vec(0.1..=1.0, 9),
        often in 0.2..6.0,
    ) {
        let less = cut_tree(&tree, &cuts);
        let exact = |tree: &Tree| tree.chance(1, 7, 1).unwrap();
        prop_assert_eq!(exact(&tree).standard_error, None);
        let (whole, left) = (exact(&tree).chance, exact(&less).chance);
        let attempts = Attempts::on(&tree, Some(&less), 1).unwrap();
        for seed in SEEDS {
            let many = Yearly::new(Range::Fixed(often), Range::Fixed(1.0));
            let found = drawn(&[case(many, attempts.clone())], seed, 2);
            is_poisson(found.without, often * whole)?;
            is_poisson(found.with, often * left)?;
            let once = Yearly::once(Range::Fixed(0.7), Range::Fixed(1.0));
            let found = drawn(&[case(once, attempts.clone())], seed, 2);
            for (found, chance) in [(found.without, 0.7 * whole), (found.with, 0.7 * left)] {
                let error = (chance * (1.0 - chance) / f64::from(TRIALS)).sqrt();
                prop_assert!((found.mean - chance).abs() <= 6.0 * error + 1e-9, "{found:?}, not {chance}");
            }
        }
    }

    #[test]
    fn drawn_attempts_are_the_same_on_any_number_of_threads_and_a_cut_never_costs_more(
        tree in any_tree(),
        cuts in proptest::collection::vec(0.0..=1.0, 9),
        seed: u64,
    ) {
        let less = cut_tree(&tree, &cuts);
        let yearly = Yearly::new(Range::Fixed(2.0), Range::Pert { least: 1.0, likely: 2.0, most: 9.0 });
        let cases = [case(yearly, Attempts::on(&tree, Some(&less), 1).unwrap())];
        let one = drawn(&cases, seed, 1);
        for threads in [2, 3, 8] {
            prop_assert_eq!(&drawn(&cases, seed, threads), &one);
        }
        prop_assert!(one.with.mean <= one.without.mean && one.with.q95 <= one.without.q95);
        // What works changes nothing in the years without it.
        let bare = [case(yearly, Attempts::on(&tree, None, 1).unwrap())];
        prop_assert_eq!(drawn(&bare, seed, 2).without, one.without);
    }
}

/// T1 rests on ways of two neighbors each, of which one is enough: each leaf but the first and the last is on two ways.
fn ladder(leaves: u32) -> Room {
    let mut room = Room::new(1);
    let ways = leaves - 1;
    let first = 2 + ways;
    for id in 2..first + leaves {
        room.make(Edit::Add(New::threat(
            format!("threat {id}"),
            FourQuestion::GoWrong,
        )));
    }
    for way in 0..ways {
        room.rests(2 + way, Gate::All, &[first + way, first + way + 1]);
    }
    room.rests(1, Gate::One, &(2..first).collect::<Vec<_>>());
    for leaf in first..first + leaves {
        room.chance(leaf, 0.3);
    }
    room
}

/// The chance that two neighbors of so many leaves come true, each with a chance of 0.3: the last one did not, or did
/// after one that did not.
fn neighbors(leaves: u32) -> f64 {
    let (mut out, mut held) = (0.7, 0.3);
    for _ in 1..leaves {
        (out, held) = ((out + held) * 0.7, out * 0.3);
    }
    1.0 - out - held
}

#[test]
fn a_session_draws_the_tree_in_each_trial_once_more_than_twelve_leaves_are_shared() {
    let most = u32::try_from(MOST_SHARED).unwrap() + 2;
    for (leaves, is_drawn) in [(most, false), (most + 1, true), (most + 6, true)] {
        let mut room = ladder(leaves);
        let cases = room.portfolio().cases();
        assert_eq!(cases[0].attempts.is_some(), is_drawn, "{leaves} leaves");
        // One verified mitigation on the second leaf leaves a quarter of it.
        room.most(leaves + 2, Status::Verified);
        let portfolio = room.portfolio();
        let entry = &portfolio.entries[0];
        assert_eq!(entry.id, ThreatId(1));
        let cases = portfolio.cases();
        assert_eq!(cases[0].attempts.is_some(), is_drawn, "{leaves} leaves");
        for seed in SEEDS {
            // Once a year, and 100 each time.
            let found = drawn(&cases, seed, 2);
            let events = neighbors(leaves);
            let error = 100.0 * (events / f64::from(TRIALS)).sqrt();
            let off = (found.without.mean - 100.0 * events).abs();
            assert!(off < 5.0 * error, "{leaves}: {:?}", found.without);
            assert!(
                (found.without.sd - 100.0 * events.sqrt()).abs() < 5.0,
                "{leaves}"
            );
            let mean = entry.yearly.mean(entry.left);
            assert!(mean < entry.yearly.mean(Left::WHOLE));
            assert!(
                (found.with.mean - mean).abs() < 6.0 * error,
                "{leaves}: {mean}"
            );
        }
    }
}

#[test]
fn leaves_that_are_certain_are_not_summed_over() {
    let mut nodes: BTreeMap<u32, Node> = (10u32..30).map(|id| (id, Node::Leaf(1.0))).collect();
    let rests = |gate, of: Vec<u32>| Node::Rests {
        gate,
        of,
        left: 1.0,
    };
    nodes.insert(9, Node::Leaf(0.25));
    nodes.insert(2, rests(Gate::All, (9u32..30).collect()));
    nodes.insert(3, rests(Gate::All, (9u32..30).collect()));
    nodes.insert(1, rests(Gate::One, vec![2, 3]));
    let tree = Tree { nodes };
    assert!(!tree.is_drawn(1).unwrap());
    let found = tree.chance(1, 7, 1).unwrap();
    assert_eq!((found.chance, found.standard_error), (0.25, None));
}
