//! The worked cases that need no simulation.

use std::collections::BTreeMap;

use serde::Deserialize;
use threatboard::domain::{Gate, Strength};
use threatboard::risk::Conventions;
use threatboard::risk::numbers::{Left, Losses, Node, Tree, carry, needed_trials, share_left};

use super::{Counted, PRINTED, Read, Relative, Shape, percent, yearly};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrialsInput {
    sd_over_mean: f64,
    relative: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrialsExpected {
    trials: f64,
}

pub(super) fn trials(read: &Read) {
    let input: TrialsInput = read.input();
    let found = needed_trials(input.sd_over_mean, input.relative);
    read.near(
        "trials",
        found,
        read.expected::<TrialsExpected>().trials,
        0.0,
    );
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sorted {
    sorted: Vec<f64>,
}

pub(super) fn quantiles(read: &Read) {
    let years = Losses::of(read.input::<Sorted>().sorted);
    for (name, expected) in read.expected::<BTreeMap<String, f64>>() {
        let found = years.quantile(percent(&name) as usize);
        read.near(&name, found, expected, 0.0);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WorthInput {
    frequency: Shape,
    loss: Shape,
    #[serde(default)]
    count: Counted,
    without: Shared,
    with: Shared,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    frequency_left: f64,
    loss_left: f64,
}

impl Shared {
    fn left(&self) -> Left {
        Left {
            frequency: self.frequency_left,
            loss: self.loss_left,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PerYear {
    per_year: f64,
}

pub(super) fn worth(read: &Read) {
    let input: WorthInput = read.input();
    let within = read.tolerance::<Relative>().relative;
    let expected = read.expected::<PerYear>().per_year;
    let yearly = yearly(&input.frequency, &input.loss, input.count);
    let found = yearly.worth(input.without.left(), input.with.left());
    read.near("worth", found, expected, expected.abs() * within);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OneAxis {
    on_one_axis: Vec<(Strong, u32)>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Strong {
    Some,
    Most,
    All,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeftExpected {
    left: f64,
}

pub(super) fn left(read: &Read) {
    let pairs = read.input::<OneAxis>().on_one_axis.into_iter();
    let pairs = pairs.map(|(strength, weight)| match strength {
        Strong::Some => (Some(Strength::Some), weight),
        Strong::Most => (Some(Strength::Most), weight),
        Strong::All => (Some(Strength::All), weight),
    });
    let found = share_left(pairs, &Conventions::bundled());
    let expected = read.expected::<LeftExpected>().left;
    read.near("left", found, expected, read.tolerance());
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeansInput {
    mean_loss: BTreeMap<String, f64>,
    share: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CarryExpected {
    carry: Vec<String>,
    of: usize,
    share: f64,
}

pub(super) fn pareto(read: &Read) {
    let input: MeansInput = read.input();
    let expected: CarryExpected = read.expected();
    let means: Vec<(u32, f64)> = input
        .mean_loss
        .iter()
        .map(|(id, m)| (number(id), *m))
        .collect();
    let percent = (0..=100).find(|p| (f64::from(*p) / 100.0 - input.share).abs() < 1e-9);
    let found = carry(&means, percent.expect("a whole percentage"));
    let ids: Vec<u32> = expected.carry.iter().map(|id| number(id)).collect();
    assert_eq!(found.carry, ids, "{}", read.id);
    assert_eq!(found.of, expected.of, "{}", read.id);
    read.near("share", found.share, expected.share, read.tolerance());
}

/// `T3` is 3.
fn number(id: &str) -> u32 {
    let digits = id.strip_prefix('T').and_then(|n| n.parse().ok());
    digits.unwrap_or_else(|| panic!("{id} is not a threat"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PublishedInput {
    source: String,
    chance: Option<f64>,
    rate: Option<f64>,
    loss: Option<Shape>,
    loss_mean: Option<f64>,
    loss_sd: Option<f64>,
    #[serde(default)]
    count: Counted,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PublishedExpected {
    mean: f64,
    exact: Option<f64>,
    variance: Option<f64>,
    sd_rounded: Option<f64>,
}

pub(super) fn published(read: &Read) {
    let input: PublishedInput = read.input();
    let expected: PublishedExpected = read.expected();
    assert!(!input.source.is_empty(), "{}", read.id);
    let value = input.chance.or(input.rate).expect("a chance or a rate");
    let loss = match (input.loss, input.loss_mean.zip(input.loss_sd)) {
        (Some(shape), None) => shape,
        (None, Some((mean, sd))) => with_mean(mean, sd),
        _ => panic!("{}: one loss", read.id),
    };
    let yearly = yearly(&Shape::Fixed { value }, &loss, input.count);
    let (mean, variance) = (yearly.mean(Left::WHOLE), yearly.variance(Left::WHOLE));
    let exactly = expected.mean * PRINTED;
    let within = read.tolerance.as_f64().unwrap_or(exactly);
    read.near("mean", mean, expected.mean, within);
    if let Some(exact) = expected.exact {
        read.printed("mean", mean, exact);
    }
    if let Some(expected) = expected.variance {
        read.printed("variance", variance, expected);
    }
    if let Some(sd) = expected.sd_rounded {
        read.near("sd", variance.sqrt().round(), sd, 0.0);
    }
}

/// The interval of the lognormal loss with this mean and standard deviation.
fn with_mean(mean: f64, sd: f64) -> Shape {
    let square = (sd / mean).powi(2).ln_1p();
    let middle = mean.ln() - square / 2.0;
    let side = 1.644_853_626_951_472_7 * square.sqrt();
    Shape::Lognormal {
        p05: (middle - side).exp(),
        p95: (middle + side).exp(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TreeInput {
    nodes: BTreeMap<String, TreeNode>,
    root: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TreeNode {
    gate: Option<String>,
    #[serde(default)]
    of: Vec<String>,
    p: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TreeExpected {
    chance: f64,
    wrong_if_parts_are_taken_as_independent: Option<f64>,
}

pub(super) fn tree(read: &Read) {
    let input: TreeInput = read.input();
    let expected: TreeExpected = read.expected();
    let within: f64 = read.tolerance();
    let nodes = input.nodes.iter().map(|(id, node)| {
        let node = match (node.p, node.gate.as_deref()) {
            (Some(chance), None) => Node::Leaf(chance),
            (None, Some(gate)) => Node::Rests {
                gate: match gate {
                    "all" => Gate::All,
                    "one" => Gate::One,
                    other => panic!("{}: {other} is not known", read.id),
                },
                of: node.of.iter().map(|id| number(id)).collect(),
                left: 1.0,
            },
            _ => panic!("{}: {id} is neither a leaf nor rests on parts", read.id),
        };
        (number(id), node)
    });
    let tree = Tree {
        nodes: nodes.collect(),
    };
    let found = tree.chance(number(&input.root), 7, 1).expect("a tree");
    assert_eq!(found.standard_error, None, "{}", read.id);
    read.near("chance", found.chance, expected.chance, within);
    // Where both ways of reckoning differ, it is not the wrong one.
    if let Some(wrong) = expected.wrong_if_parts_are_taken_as_independent {
        let differ = (wrong - expected.chance).abs() > within;
        assert!(
            !differ || (found.chance - wrong).abs() > within,
            "{}",
            read.id
        );
    }
}
