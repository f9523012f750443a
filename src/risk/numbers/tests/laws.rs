//! What is true of any numbers.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::domain::{Gate, Strength};
use crate::risk::Conventions;
use crate::risk::numbers::{
    Case, Count, Draw, Left, Node, Outcome, Range, Tree, Yearly, carry, share_left, simulate,
};

const TRIALS: u32 = 10_000;
pub(super) const SEEDS: [u64; 4] = [7, 11, 2_026, u64::MAX];

/// Three numbers between these.
fn pert(low: f64, high: f64) -> impl Strategy<Value = Range> {
    [low..high, low..high, low..high].prop_map(|mut numbers| {
        numbers.sort_by(f64::total_cmp);
        let [least, likely, most] = numbers;
        Range::Pert {
            least,
            likely,
            most,
        }
    })
}

fn any_loss() -> impl Strategy<Value = Range> {
    prop_oneof![
        pert(0.0, 1e6),
        (1.0..1e4, 1.0..50.0).prop_map(|(p05, times)| Range::Lognormal {
            p05,
            p95: p05 * times
        }),
        (0.0..1e6).prop_map(Range::Fixed),
        (1.0..1e5).prop_map(|mean| Range::Exponential { mean }),
    ]
}

fn any_yearly() -> impl Strategy<Value = Yearly> {
    let often = (pert(0.0, 40.0), any_loss(), 0.0..=1.0);
    let often = often.prop_map(|(frequency, loss, chance)| Yearly {
        chance,
        ..Yearly::new(frequency, loss)
    });
    let once = (pert(0.0, 1.0), any_loss()).prop_map(|(chance, loss)| Yearly::once(chance, loss));
    prop_oneof![often, once]
}

fn any_left() -> impl Strategy<Value = Left> {
    let share = || prop_oneof![Just(1.0), Just(0.0), 0.0..=1.0];
    (share(), share()).prop_map(|(frequency, loss)| Left { frequency, loss })
}

fn any_cases() -> impl Strategy<Value = Vec<Case>> {
    proptest::collection::vec((any_yearly(), any_left()), 1..6).prop_map(|threats| {
        let threats = (1..).zip(threats);
        threats
            .map(|(id, (yearly, left))| Case::new(id, yearly, left))
            .collect()
    })
}

fn drawn(cases: &[Case], seed: u64, trials: u32, threads: usize) -> Outcome {
    let draw = Draw {
        seed,
        trials,
        threads: Some(threads),
    };
    simulate(cases, &draw).unwrap()
}

/// Six standard errors: one time in 500 million it is farther off and still right.
fn near(found: f64, expected: f64, variance: f64) -> Result<(), TestCaseError> {
    let error = (variance / f64::from(TRIALS)).sqrt();
    let off = (found - expected).abs();
    prop_assert!(
        off <= 6.0 * error + 1e-6 * expected,
        "{found}, not {expected} within {error}"
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// A year with one event for sure is one draw from the loss.
    #[test]
    fn simulated_losses_have_the_mean_and_the_quantiles_of_their_range(loss in pert(0.0, 1e6)) {
        let one = Case::new(3, Yearly::once(Range::Fixed(1.0), loss), Left::WHOLE);
        for seed in SEEDS {
            let found = drawn(std::slice::from_ref(&one), seed, TRIALS, 2);
            near(found.without.mean, loss.mean(), loss.variance())?;
            for (chance, loss_there) in [0.05, 0.5, 0.95].map(|chance| (chance, loss.quantile(chance))) {
                let above = found.years_without.chance_of_more(loss_there).chance;
                near(above, 1.0 - chance, chance * (1.0 - chance))?;
            }
        }
    }

    #[test]
    fn simulated_years_have_the_mean_of_the_closed_form(
        frequency in pert(0.3, 20.0),
        loss in pert(0.0, 1e6),
        left in (0.2..=1.0, 0.2..=1.0),
        chance in 0.3..=1.0,
    ) {
        let yearly = Yearly { chance, ..Yearly::new(frequency, loss) };
        let left = Left { frequency: left.0, loss: left.1 };
        for seed in SEEDS {
            let found = drawn(&[Case::new(1, yearly, left)], seed, TRIALS, 2);
            near(found.without.mean, yearly.mean(Left::WHOLE), yearly.variance(Left::WHOLE))?;
            near(found.with.mean, yearly.mean(left), yearly.variance(left))?;
        }
    }

    #[test]
    fn any_number_of_threads_gives_the_same(cases in any_cases(), seed: u64) {
        // Two whole blocks, and one that is not.
        let one = drawn(&cases, seed, 9_000, 1);
        for threads in [2, 3, 8] {
            prop_assert_eq!(&drawn(&cases, seed, 9_000, threads), &one);
        }
    }

    #[test]
    fn a_threat_is_drawn_the_same_beside_any_other_and_in_any_order(cases in any_cases(), seed: u64) {
        let all = drawn(&cases, seed, 5_000, 2);
        for (case, among) in cases.iter().zip(&all.threats) {
            let alone = drawn(std::slice::from_ref(case), seed, 5_000, 2);
            prop_assert_eq!(&alone.threats[0], among);
            prop_assert_eq!(&alone.with, &among.with);
        }
        let turned: Vec<Case> = cases.iter().rev().cloned().collect();
        prop_assert_eq!(&drawn(&turned, seed, 5_000, 2), &all);
    }

    #[test]
    fn quantiles_rise_and_what_works_never_costs_more(cases in any_cases(), seed: u64) {
        let all = drawn(&cases, seed, 5_000, 2);
        let each = all.threats.iter().map(|threat| (threat.without, threat.with));
        for (without, with) in each.chain([(all.without, all.with)]) {
            for summary in [without, with] {
                prop_assert!(summary.q05 <= summary.q50 && summary.q50 <= summary.q95);
                prop_assert!((0.0..=1.0).contains(&summary.none));
            }
            prop_assert!(with.mean <= without.mean);
            prop_assert!(with.q05 <= without.q05 && with.q50 <= without.q50 && with.q95 <= without.q95);
            prop_assert!(with.none >= without.none);
        }
        for case in &cases {
            prop_assert!(case.yearly.mean(case.left) <= case.yearly.mean(Left::WHOLE));
            prop_assert!(case.yearly.worth(Left::WHOLE, case.left) >= 0.0);
            prop_assert!(case.yearly.count == Count::Poisson || case.left.frequency > 0.0
                || case.yearly.variance(case.left) == 0.0);
        }
    }

    #[test]
    fn more_years_begin_with_the_same_years(cases in any_cases(), seed: u64) {
        // Where the first five thousand have a loss above any of the next, the longest year is the same.
        let few = drawn(&cases, seed, 5_000, 2).years_without;
        let many = drawn(&cases, seed, 7_000, 2).years_without;
        prop_assert!(many.quantile(100) >= few.quantile(100));
        prop_assert!(many.quantile(0) <= few.quantile(0));
        let over = few.quantile(90);
        let above = |years: &crate::risk::numbers::Losses| {
            let share = years.chance_of_more(over).chance;
            share * f64::from(u32::try_from(years.trials()).unwrap())
        };
        prop_assert!(above(&many).round() >= above(&few).round());
    }
}

proptest! {
    #[test]
    fn another_mitigation_never_leaves_more(
        mitigations in proptest::collection::vec((0usize..3, 0u32..=2), 0..6),
        another in (0usize..3, 0u32..=2),
    ) {
        let conventions = Conventions::bundled();
        let left = |of: &[(usize, u32)]| {
            share_left(of.iter().map(|(strength, weight)| (Some(Strength::ALL[*strength]), *weight)), &conventions)
        };
        let before = left(&mitigations);
        let mut more = mitigations.clone();
        more.push(another);
        prop_assert!(left(&more) <= before);
        prop_assert!((conventions.floor..=1.0).contains(&before));
        for place in 0..mitigations.len() {
            let mut better = mitigations.clone();
            better[place].1 = 2;
            prop_assert!(left(&better) <= before);
            better[place].0 = 2;
            prop_assert!(left(&better) <= before);
        }
    }

    #[test]
    fn what_carries_most_is_the_fewest_that_can(means in proptest::collection::vec(0u32..1_000, 1..8)) {
        let given: Vec<(usize, f64)> = means.iter().map(|mean| f64::from(*mean)).enumerate().collect();
        let found = carry(&given, 80);
        let total: u32 = means.iter().sum();
        let sum: u32 = found.carry.iter().map(|place| means[*place]).sum();
        prop_assert!(5 * sum >= 4 * total);
        for states in 0u32..1 << means.len() {
            let chosen = means.iter().enumerate().filter(|(place, _)| states & (1 << place) != 0);
            let chosen: Vec<u32> = chosen.map(|(_, mean)| *mean).collect();
            let enough = 5 * chosen.iter().sum::<u32>() >= 4 * total;
            prop_assert!(!enough || chosen.len() >= found.carry.len());
        }
    }

    #[test]
    fn the_chance_of_a_tree_is_the_sum_over_all_states_of_its_leaves(grown in any_tree()) {
        let exact = grown.chance(1, 7, 1).unwrap();
        prop_assert_eq!(exact.standard_error, None);
        prop_assert!((exact.chance - by_states(&grown)).abs() < 1e-9);
    }

    #[test]
    fn cutting_a_leaf_never_makes_a_root_likelier(grown in any_tree(), cut in 0.0..=1.0) {
        let before = grown.chance(1, 7, 1).unwrap().chance;
        for id in grown.nodes.keys() {
            let mut less = grown.clone();
            match less.nodes.get_mut(id) {
                Some(Node::Leaf(chance)) => *chance *= cut,
                Some(Node::Rests { left, .. }) => *left *= cut,
                None => {}
            }
            prop_assert!(less.chance(1, 7, 1).unwrap().chance <= before + 1e-12);
        }
    }
}

/// Four threats that rest on later ones, above five leaves.
pub(super) fn any_tree() -> impl Strategy<Value = Tree> {
    let rests = (
        any::<bool>(),
        proptest::collection::vec(any::<prop::sample::Index>(), 1..4),
        0.5..=1.0,
    );
    let rests = proptest::collection::vec(rests, 4);
    let leaves = proptest::collection::vec(0.0..=1.0, 5);
    (rests, leaves).prop_map(|(rests, leaves)| {
        let mut nodes = BTreeMap::new();
        for (id, (all, of, left)) in (1u32..).zip(rests) {
            let later: Vec<u32> = (id + 1..=9).collect();
            let of = of.iter().map(|place| *place.get(&later)).collect();
            let gate = if all { Gate::All } else { Gate::One };
            nodes.insert(id, Node::Rests { gate, of, left });
        }
        nodes.extend((5u32..).zip(leaves.into_iter().map(Node::Leaf)));
        Tree { nodes }
    })
}

/// The chance of the first threat by trying every state of all leaves, and of every share that is left.
fn by_states(tree: &Tree) -> f64 {
    let ids: Vec<u32> = tree.nodes.keys().copied().collect();
    let mut sum = 0.0;
    for states in 0u32..1 << ids.len() {
        let mut weight = 1.0;
        let mut holds = BTreeMap::new();
        for (bit, id) in ids.iter().enumerate().rev() {
            let free = states & (1 << bit) != 0;
            let (chance, value) = match &tree.nodes[id] {
                Node::Leaf(chance) => (*chance, free),
                Node::Rests { gate, of, left } => {
                    let mut parts = of.iter().map(|part| holds[part]);
                    let met = match gate {
                        Gate::All => parts.all(|part| part),
                        Gate::One => parts.any(|part| part),
                    };
                    (*left, met && free)
                }
            };
            weight *= if free { chance } else { 1.0 - chance };
            holds.insert(*id, value);
        }
        if holds[&1] {
            sum += weight;
        }
    }
    sum
}

#[test]
fn beyond_twelve_shared_leaves_their_states_are_drawn_and_a_cut_is_of_the_same_draws() {
    let tree = |cut: f64| {
        let leaves = (10u32..30).map(|id| (id, Node::Leaf(0.3 * if id == 10 { cut } else { 1.0 })));
        let mut nodes: BTreeMap<u32, Node> = leaves.collect();
        let rests = |gate, of: Vec<u32>| Node::Rests {
            gate,
            of,
            left: 1.0,
        };
        // Ways of two neighbors each, of which one is enough: each leaf is on two ways.
        for id in 30u32..49 {
            nodes.insert(id, rests(Gate::All, vec![id - 20, id - 19]));
        }
        nodes.insert(1, rests(Gate::One, (30u32..49).collect()));
        Tree { nodes }
    };
    // No two neighbors come true, by the rule of Fibonacci: the last one did not, or did after one that did not.
    let (mut out, mut held) = (0.7, 0.3);
    for _ in 1..20 {
        (out, held) = ((out + held) * 0.7, out * 0.3);
    }
    let found = tree(1.0).chance(1, 7, 20_000).unwrap();
    let error = found.standard_error.unwrap();
    assert!(error > 0.0 && error < 0.005, "{error}");
    let exact = 1.0 - out - held;
    assert!(
        (found.chance - exact).abs() < 4.0 * error,
        "{found:?} {exact}"
    );
    let cut = tree(0.25).chance(1, 7, 20_000).unwrap();
    assert!(cut.chance < found.chance);
}
