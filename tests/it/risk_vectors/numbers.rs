//! The worked cases of money and chances, read by their kind: a field that is not known here fails.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use threatboard::risk::numbers::{
    Case, Count, Draw, Left, Outcome, Range, Which, Yearly, simulate,
};

use closed::{left, pareto, published, quantiles, tree, trials, worth};

#[path = "numbers/closed.rs"]
mod closed;

/// The kinds that are numbers, with how many cases of each the file is known to have.
const KINDS: [(&str, fn(&Read), usize); 11] = [
    ("distribution", distribution, 7),
    ("compound", compound, 7),
    ("exceedance", exceedance, 6),
    ("total", total, 1),
    ("trials", trials, 1),
    ("quantiles", quantiles, 1),
    ("worth", worth, 2),
    ("share_left", left, 4),
    ("pareto_money", pareto, 2),
    ("published", published, 5),
    ("tree_chance", tree, 4),
];

/// What the file prints has about twelve digits.
const PRINTED: f64 = 1e-9;

#[derive(Deserialize)]
struct File {
    cases: Vec<Read>,
}

/// A case as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    id: String,
    kind: String,
    #[serde(default)]
    why: String,
    input: Value,
    expected: Value,
    #[serde(default)]
    tolerance: Value,
}

impl Read {
    fn input<T: DeserializeOwned>(&self) -> T {
        self.part("input", &self.input)
    }

    fn expected<T: DeserializeOwned>(&self) -> T {
        self.part("expected", &self.expected)
    }

    fn tolerance<T: DeserializeOwned>(&self) -> T {
        self.part("tolerance", &self.tolerance)
    }

    fn part<T: DeserializeOwned>(&self, name: &str, value: &Value) -> T {
        T::deserialize(value).unwrap_or_else(|error| panic!("{} {name}: {error}", self.id))
    }

    /// Two numbers are as near as the case asks for.
    fn near(&self, what: &str, found: f64, expected: f64, within: f64) {
        assert!(
            (found - expected).abs() <= within,
            "{} ({}): {what} is {found}, not {expected} within {within}",
            self.id,
            self.why
        );
    }

    fn printed(&self, what: &str, found: f64, expected: f64) {
        self.near(what, found, expected, expected.abs() * PRINTED);
    }
}

#[derive(Deserialize)]
#[serde(tag = "shape", rename_all = "lowercase", deny_unknown_fields)]
enum Shape {
    Fixed { value: f64 },
    Pert { least: f64, likely: f64, most: f64 },
    Lognormal { p05: f64, p95: f64 },
    Exponential { mean: f64 },
}

impl Shape {
    fn range(&self, which: Which) -> Range {
        let range = match *self {
            Self::Fixed { value } => Range::Fixed(value),
            Self::Pert {
                least,
                likely,
                most,
            } => Range::Pert {
                least,
                likely,
                most,
            },
            Self::Lognormal { p05, p95 } => Range::Lognormal { p05, p95 },
            Self::Exponential { mean } => Range::Exponential { mean },
        };
        assert_eq!(range.check(which), Ok(()));
        range
    }
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Counted {
    #[default]
    Poisson,
    Once,
}

fn whole() -> f64 {
    1.0
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Threat {
    frequency: Shape,
    loss: Shape,
    #[serde(default)]
    count: Counted,
    #[serde(default = "whole")]
    frequency_left: f64,
    #[serde(default = "whole")]
    loss_left: f64,
}

impl Threat {
    fn case(&self, id: u32) -> Case {
        let left = Left {
            frequency: self.frequency_left,
            loss: self.loss_left,
        };
        Case::new(id, yearly(&self.frequency, &self.loss, self.count), left)
    }
}

fn yearly(frequency: &Shape, loss: &Shape, count: Counted) -> Yearly {
    let yearly = Yearly {
        frequency: frequency.range(Which::Frequency),
        loss: loss.range(Which::Loss),
        count: match count {
            Counted::Poisson => Count::Poisson,
            Counted::Once => Count::Once,
        },
        chance: 1.0,
    };
    assert_eq!(yearly.check(), Ok(()));
    yearly
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relative {
    relative: f64,
}

fn distribution(read: &Read) {
    let range = read.input::<Shape>().range(Which::Loss);
    let within = read.tolerance::<Relative>().relative;
    for (name, expected) in read.expected::<BTreeMap<String, f64>>() {
        let found = match name.as_str() {
            "mean" => range.mean(),
            "variance" => range.variance(),
            "sd" => range.variance().sqrt(),
            name => range.quantile(f64::from(percent(name)) / 100.0),
        };
        read.near(&name, found, expected, expected.abs() * within);
    }
}

/// `q05` is 5.
fn percent(name: &str) -> u32 {
    let digits = name.strip_prefix('q').and_then(|p| p.parse().ok());
    digits.unwrap_or_else(|| panic!("{name} is not known"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompoundInput {
    frequency: Shape,
    loss: Shape,
    #[serde(default)]
    count: Counted,
    #[serde(default = "whole")]
    frequency_left: f64,
    #[serde(default = "whole")]
    loss_left: f64,
    trials: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompoundExpected {
    mean: f64,
    variance: f64,
    sd: Option<f64>,
    chance_of_no_loss: Option<f64>,
}

#[expect(clippy::struct_field_names, reason = "as the file has them")]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompoundTolerance {
    mean_abs: f64,
    variance_abs: f64,
    chance_abs: Option<f64>,
}

fn compound(read: &Read) {
    let input: CompoundInput = read.input();
    let expected: CompoundExpected = read.expected();
    let tolerance: CompoundTolerance = read.tolerance();
    let trials = input.trials;
    let case = Threat {
        frequency: input.frequency,
        loss: input.loss,
        count: input.count,
        frequency_left: input.frequency_left,
        loss_left: input.loss_left,
    };
    let case = case.case(1);
    let (mean, variance) = (case.yearly.mean(case.left), case.yearly.variance(case.left));
    read.printed("mean", mean, expected.mean);
    read.printed("variance", variance, expected.variance);
    if let Some(sd) = expected.sd {
        read.printed("sd", variance.sqrt(), sd);
    }
    let found = simulated(&[case], trials).with;
    let within = tolerance.mean_abs;
    read.near("simulated mean", found.mean, expected.mean, within);
    let (square, within) = (found.sd * found.sd, tolerance.variance_abs);
    read.near("simulated variance", square, expected.variance, within);
    assert_eq!(
        expected.chance_of_no_loss.is_some(),
        tolerance.chance_abs.is_some()
    );
    if let Some((none, within)) = expected.chance_of_no_loss.zip(tolerance.chance_abs) {
        read.near("years without loss", found.none, none, within);
    }
}

fn simulated(cases: &[Case], trials: u32) -> Outcome {
    let draw = Draw {
        trials,
        ..Draw::default()
    };
    simulate(cases, &draw).expect("the numbers are in order")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Threats {
    threats: Vec<Threat>,
    trials: u32,
}

impl Threats {
    fn cases(&self) -> Vec<Case> {
        let threats = (1..).zip(&self.threats);
        threats.map(|(id, threat)| threat.case(id)).collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Points {
    points: Vec<Point>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    loss: f64,
    chance_of_more: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Each {
    abs_each: Vec<f64>,
}

fn exceedance(read: &Read) {
    let input: Threats = read.input();
    let points = read.expected::<Points>().points;
    let within = read.tolerance::<Each>().abs_each;
    assert_eq!(points.len(), within.len(), "{}", read.id);
    let years = simulated(&input.cases(), input.trials).years_with;
    for (point, within) in points.iter().zip(within) {
        let found = years.chance_of_more(point.loss).chance;
        let what = format!("more than {}", point.loss);
        read.near(&what, found, point.chance_of_more, within);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TotalExpected {
    mean: f64,
    variance: f64,
    standard_error: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeanAbs {
    mean_abs: f64,
}

fn total(read: &Read) {
    let input: Threats = read.input();
    let expected: TotalExpected = read.expected();
    let within = read.tolerance::<MeanAbs>().mean_abs;
    let cases = input.cases();
    let mean: f64 = cases.iter().map(|c| c.yearly.mean(c.left)).sum();
    let variance: f64 = cases.iter().map(|c| c.yearly.variance(c.left)).sum();
    read.printed("mean", mean, expected.mean);
    read.printed("variance", variance, expected.variance);
    let error = (variance / f64::from(input.trials)).sqrt();
    read.printed("standard error", error, expected.standard_error);
    let found = simulated(&cases, input.trials).with;
    read.near("simulated mean", found.mean, expected.mean, within);
    let error = expected.standard_error;
    read.near("simulated error", found.standard_error, error, 0.1 * error);
}

/// The copy, and the file beside the repository where it is there.
fn files() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths = [
        "tests/files/risk-vectors.json",
        "../shared/repro/risk-vectors.json",
    ];
    let paths = paths.map(|path| here.join(path)).into_iter();
    paths.filter(|path| path.exists()).collect()
}

#[test]
fn every_worked_case_of_money_and_chances_holds() {
    for path in files() {
        let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
        let file: File = serde_json::from_str(&text).unwrap();
        for (kind, holds, known) in KINDS {
            let cases: Vec<&Read> = file.cases.iter().filter(|c| c.kind == kind).collect();
            assert!(cases.len() >= known, "{kind}: {} cases", cases.len());
            cases.into_iter().for_each(holds);
        }
    }
}
