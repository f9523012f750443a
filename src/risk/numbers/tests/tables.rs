//! How near the tables come, what is refused, and what is shown.

#![expect(
    clippy::float_cmp,
    reason = "these are exactly what they should be, where nothing is rounded"
)]

use statrs::distribution::{ContinuousCDF, Normal};

use crate::domain::{Gate, Strength};
use crate::risk::Conventions;
use crate::risk::numbers::quantiles::{Quantiles, chance};
use crate::risk::numbers::{
    Case, Draw, Fault, Left, Losses, MOST_TRIALS, Node, Range, Summary, Tree, Which, Yearly, carry,
    most_trials, needed_trials, rank, share_left, simulate, simulate_watched, two_digits,
};

fn pert(least: f64, likely: f64, most: f64) -> Range {
    Range::Pert {
        least,
        likely,
        most,
    }
}

/// Points all over the 32 bits, dense at both ends.
fn points() -> impl Iterator<Item = u32> {
    let even = (0..4_000u32).map(|n| n * 1_073_741 + 12_345);
    let ends = (0..32).flat_map(|bit| [1u32 << bit, u32::MAX - (1 << bit)]);
    even.chain(ends).chain([0, u32::MAX])
}

#[test]
fn a_table_of_three_numbers_is_near_the_exact_quantile_everywhere() {
    for range in [
        pert(0.1, 0.5, 2.0),
        pert(0.0, 0.0, 10.0),
        pert(0.0, 10.0, 10.0),
        pert(1e5, 2e5, 2e6),
        pert(10.0, 50.0, 90.0),
    ] {
        let table = Quantiles::of(&range);
        let width = range.quantile(1.0) - range.quantile(0.0);
        for bits in points() {
            let (found, exact) = (table.at(bits), range.quantile(chance(bits)));
            assert!(
                (found - exact).abs() <= 1e-3 * width,
                "{range:?} at {bits}: {found}, not {exact}"
            );
        }
    }
}

#[test]
fn a_table_of_two_numbers_is_near_the_exact_quantile_everywhere() {
    for (p05, p95) in [(2_000.0, 50_000.0), (1.0, 1e6), (7.0, 8.0)] {
        let range = Range::Lognormal { p05, p95 };
        let table = Quantiles::of(&range);
        for bits in points() {
            let (found, exact) = (table.at(bits), range.quantile(chance(bits)));
            assert!(
                (found / exact - 1.0).abs() <= 5e-4,
                "{range:?} at {bits}: {found}, not {exact}"
            );
        }
    }
}

#[test]
fn the_mean_of_a_table_is_the_mean_of_its_range() {
    let all = || (0..1u32 << 18).map(|n| (n << 14) + (1 << 13));
    let n = f64::from(1u32 << 18);
    for (range, near) in [
        (pert(0.1, 0.5, 2.0), 1e-5),
        (pert(0.0, 0.0, 10.0), 1e-5),
        (pert(1e5, 2e5, 2e6), 1e-5),
        (pert(0.0, 10.0, 10.0), 1e-5),
        // What its open tail has beyond one time in 500,000 is not among these points.
        (
            Range::Lognormal {
                p05: 2_000.0,
                p95: 50_000.0,
            },
            1e-4,
        ),
    ] {
        let table = Quantiles::of(&range);
        let mean = all().map(|bits| table.at(bits)).sum::<f64>() / n;
        let mean = mean / range.mean() - 1.0;
        assert!(mean.abs() <= near, "{range:?}: off by {mean}");
    }
}

#[test]
fn a_range_without_width_is_one_number() {
    for range in [
        pert(5.0, 5.0, 5.0),
        Range::Lognormal { p05: 5.0, p95: 5.0 },
        Range::Fixed(5.0),
    ] {
        assert_eq!(range.check(Which::Loss), Ok(()));
        assert_eq!(range.mean().round(), 5.0);
        assert_eq!(range.variance(), 0.0);
        assert_eq!(range.quantile(0.3), 5.0);
        assert_eq!(Quantiles::of(&range).at(77), 5.0);
    }
}

#[test]
fn what_is_no_range_is_refused_with_a_remedy() {
    let lognormal = |p05, p95| Range::Lognormal { p05, p95 };
    for (range, says) in [
        (
            pert(3.0, 2.0, 4.0),
            "Loss: 3 comes before 2. Write the numbers from small to large: least..likely..most.",
        ),
        (pert(-1.0, 2.0, 4.0), "Loss: -1 is below 0. Use 0 for none."),
        (
            lognormal(0.0, 4.0),
            "Loss: an interval of two numbers begins above 0. Use a small number instead of 0, or three numbers.",
        ),
        (
            lognormal(9.0, 4.0),
            "Loss: 9 comes before 4. Write the numbers from small to large: least..likely..most.",
        ),
        (
            lognormal(0.001, 1e15),
            "Loss: the interval is too wide to have a mean. Use three numbers: nothing falls outside them.",
        ),
        (
            lognormal(1.0, 1e9),
            "Loss: the interval is too wide to have a mean. Use three numbers: nothing falls outside them.",
        ),
        (
            lognormal(1e-300, 1e15),
            "Loss: the interval is too wide to have a mean. Use three numbers: nothing falls outside them.",
        ),
        (
            Range::Fixed(f64::NAN),
            "Loss: one of the numbers is too large to count with. Write it in digits, up to 1,000,000,000,000,000.",
        ),
    ] {
        let refused = range.check(Which::Loss).unwrap_err();
        assert_eq!(refused.to_string(), says);
    }
    let loss = Range::Fixed(100.0);
    for (yearly, says) in [
        (
            Yearly::once(Range::Fixed(1.5), loss),
            "Frequency: 1.5 is above 1, and a chance is from 0 to 1. Use a smaller number, such as 5%.",
        ),
        (
            Yearly::once(lognormal(0.1, 0.5), loss),
            "Frequency: a chance cannot have an open tail. Use one number or three numbers from 0 to 1.",
        ),
        (
            Yearly::new(pert(1.0, 2.0, 5_000.0), loss),
            "Frequency: 5000 a year is more than 1000. Count several events as one, and give the loss of all of them.",
        ),
        (
            Yearly::new(lognormal(1.0, 5_000.0), loss),
            "Frequency: 5000 a year is more than 1000. Count several events as one, and give the loss of all of them.",
        ),
        (
            Yearly::new(lognormal(0.001, 1_000.0), loss),
            "Frequency: the interval is too wide to have a mean. Use three numbers: nothing falls outside them.",
        ),
        (
            Yearly {
                chance: 1.2,
                ..Yearly::new(loss, loss)
            },
            "1.2 is not a share from 0 to 1. Use 0.25 for a quarter.",
        ),
    ] {
        assert_eq!(yearly.check().unwrap_err().to_string(), says);
    }
}

#[test]
fn what_cannot_be_simulated_is_refused() {
    let yearly = Yearly::new(Range::Fixed(1.0), Range::Fixed(1.0));
    let case = Case::new(4, yearly, Left::WHOLE);
    let of = |trials| Draw {
        trials,
        ..Draw::default()
    };
    assert_eq!(
        simulate(std::slice::from_ref(&case), &of(0)),
        Err(Fault::Trials(0))
    );
    let many = simulate(std::slice::from_ref(&case), &of(1_000_001)).unwrap_err();
    assert_eq!(
        many.to_string(),
        "1000001 trials cannot be drawn. Use 1 to 1000000."
    );
    let twice = simulate(&[case.clone(), case.clone()], &of(10)).unwrap_err();
    assert_eq!(twice.to_string(), "T4 is there twice. Leave one out.");
    let left = Left {
        frequency: -0.1,
        loss: 1.0,
    };
    let cut = Case { left, ..case };
    assert_eq!(simulate(&[cut], &of(10)), Err(Fault::Share(-0.1)));
    let nothing = simulate(&[], &of(10)).unwrap();
    assert_eq!((nothing.with.mean, nothing.with.none), (0.0, 1.0));
}

#[test]
fn often_and_rarely_are_both_counted_as_poisson_says() {
    for rate in [0.002, 31.9, 32.0, 33.0, 100.0, 700.0] {
        let yearly = Yearly::new(Range::Fixed(rate), Range::Fixed(1.0));
        let case = Case::new(1, yearly, Left::WHOLE);
        let draw = Draw {
            trials: 20_000,
            ..Draw::default()
        };
        let found = simulate(&[case], &draw).unwrap().without;
        let error = (rate / 20_000.0).sqrt();
        assert!((found.mean - rate).abs() < 4.0 * error, "{rate}: {found:?}");
        let spread = found.sd * found.sd / rate;
        let error = ((2.0 + 1.0 / rate) / 20_000.0).sqrt();
        assert!((spread - 1.0).abs() < 4.0 * error, "{rate}: {spread}");
    }
}

#[test]
fn a_tree_that_cannot_be_reckoned_names_the_threat() {
    let rests = |of: &[u32]| Node::Rests {
        gate: Gate::All,
        of: of.to_vec(),
        left: 1.0,
    };
    let says = |nodes: &[(u32, Node)]| {
        let nodes = nodes.iter().cloned().collect();
        let refused = Tree { nodes }.chance(1, 7, 10).unwrap_err();
        refused.to_string()
    };
    let looped = [(1, rests(&[2, 3])), (2, Node::Leaf(0.5)), (3, rests(&[1]))];
    assert_eq!(
        says(&looped),
        "T3 rests on itself. Take one of the parts away."
    );
    let missing = [(1, rests(&[2]))];
    assert_eq!(
        says(&missing),
        "T2 is not in the tree. Add it, or leave out what rests on it."
    );
    let bare = [(1, rests(&[2])), (2, rests(&[]))];
    assert_eq!(says(&bare), "T2 has no chance. Set its chance.");
    let above = [(1, rests(&[2])), (2, Node::Leaf(1.5))];
    assert_eq!(
        says(&above),
        "1.5 is not a share from 0 to 1. Use 0.25 for a quarter."
    );
}

#[test]
fn figures_are_shown_with_two_digits() {
    for (figure, shown) in [
        (69_472.2, 69_000.0),
        (104_243.6, 100_000.0),
        (0.2344, 0.23),
        (999.0, 1_000.0),
        (0.0, 0.0),
        (7.0, 7.0),
        (-1_234.0, -1_200.0),
    ] {
        assert_eq!(two_digits(figure), shown);
    }
}

#[test]
fn shares_have_a_floor_and_only_what_is_built_counts() {
    use Strength::{All, Most, Some};
    let conventions = Conventions::bundled();
    let left = |of: &[(Strength, u32)]| {
        let of = of
            .iter()
            .map(|(strength, weight)| (Option::Some(*strength), *weight));
        share_left(of, &conventions)
    };
    assert_eq!(share_left([(None, 2)], &conventions), 1.0);
    assert_eq!(left(&[]), 1.0);
    assert_eq!(left(&[(All, 0), (Most, 0)]), 1.0);
    assert_eq!(left(&[(Some, 1)]), 0.8);
    assert_eq!(left(&[(All, 2)]), 0.05);
    assert_eq!(left(&[(All, 2), (Most, 2), (Most, 2)]), 0.05);
}

#[test]
fn nothing_carries_a_sum_of_nothing() {
    let found = carry(&[(1, 0.0), (2, 0.0)], 80);
    assert_eq!((found.carry, found.of, found.share), (vec![], 2, 0.0));
    let found = carry(&[(2, 5.0), (1, 5.0)], 80);
    assert_eq!((found.carry, found.share), (vec![1, 2], 1.0));
}

#[test]
fn the_quantiles_of_a_summary_are_those_of_the_sorted_years() {
    let mut years: Vec<f64> = (0..997u32)
        .map(|n| f64::from((n * 7_919) % 997).max(300.0) - 300.0)
        .collect();
    let sorted = Losses::of(years.clone());
    let found = Summary::of(&mut years);
    let of = [found.q05, found.q50, found.q95];
    assert_eq!(of, [5, 50, 95].map(|percent| sorted.quantile(percent)));
    assert!((found.none - 301.0 / 997.0).abs() < 1e-12);
    assert_eq!(sorted.quantile(100), 696.0);
    assert_eq!((rank(10, 5), rank(10, 50), rank(10, 95)), (1, 5, 10));
}

#[test]
fn the_curve_falls_from_the_share_of_years_with_a_loss_and_more_is_strict() {
    let years = Losses::of(vec![0.0, 0.0, 10.0, 20.0, 30.0]);
    assert_eq!(years.chance_of_more(0.0).chance, 0.6);
    assert_eq!(years.chance_of_more(10.0).chance, 0.4);
    assert_eq!(years.chance_of_more(30.0).chance, 0.0);
    let error = (0.6f64 * 0.4 / 5.0).sqrt();
    assert!((years.chance_of_more(0.0).standard_error - error).abs() < 1e-12);
    let curve = years.curve(4);
    let losses: Vec<f64> = curve.iter().map(|point| point.loss).collect();
    assert_eq!(losses, [0.0, 10.0, 20.0, 30.0]);
    assert!(curve.windows(2).all(|two| two[0].chance >= two[1].chance));
    assert_eq!(Losses::of(vec![]).chance_of_more(1.0).chance, 0.0);
}

#[test]
fn the_constants_are_those_of_the_normal_distribution() {
    let normal = Normal::standard();
    let needed = needed_trials(1.0, 1e-6) / 1e12;
    assert!((needed - normal.inverse_cdf(0.975).powi(2)).abs() < 1e-9);
    let range = Range::Lognormal {
        p05: 3.0,
        p95: 70.0,
    };
    assert!((range.quantile(0.05) - 3.0).abs() < 1e-9);
    assert!((range.quantile(0.95) - 70.0).abs() < 1e-9);
}

#[test]
fn a_run_says_how_far_it_is_and_what_is_too_much_is_refused_with_how_many_trials_are_not() {
    let loss = pert(1.0, 2.0, 5.0);
    let often = Yearly::new(Range::Fixed(1_000.0), loss);
    let cases = [1, 2].map(|id| Case::new(id, often, Left::WHOLE));
    let told = std::sync::Mutex::new(Vec::new());
    let watch = |share| told.lock().unwrap().push(share);
    let draw = Draw {
        trials: 10_000,
        ..Draw::default()
    };
    let watched = simulate_watched(&cases, &draw, &watch).unwrap();
    assert_eq!(Ok(watched), simulate(&cases, &draw));
    let mut told = told.into_inner().unwrap();
    told.sort_by(f64::total_cmp);
    // A block of each threat at a time.
    assert_eq!(told.len(), 6);
    assert!(
        told[0] > 0.0 && told[5] > 0.999 && told[5] <= 1.0,
        "{told:?}"
    );
    let most = most_trials(&cases);
    assert_eq!(most, 490_000);
    let draw = Draw {
        trials: most + 1,
        ..draw
    };
    assert_eq!(simulate(&cases, &draw), Err(Fault::TooMuch(most)));
    assert_eq!(most_trials(&[]), MOST_TRIALS);
}
