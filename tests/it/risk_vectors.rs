//! The worked cases of ratings, residual risk, trees, cheapest sets and sittings, read by their kind: an unknown kind or
//! field fails. Those of money and chances are in `risk_vectors/numbers.rs`.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value, json};
use threatboard::domain::{
    Edit, Field, FourQuestion, Gate, MitigationId, New, Rated, RestsOn, Scale, ThreatId,
};
use threatboard::risk::{self, Axis, Conventions, Fall, Goal, Model, check_matrix};

use crate::support::{room, ten};
use read::{Case, MitigationRead, RatingRead, ThreatRead, built, file, id};

/// What reads each kind.
const KINDS: [(&str, fn(&Case)); 10] = [
    ("matrix_lookup", matrix_lookup),
    ("matrix_check", matrix_check),
    ("residual", residual),
    ("residual_shared", residual_shared),
    ("tree_ordinal", tree_ordinal),
    ("tree_cycle", tree_cycle),
    ("cheapest", cheapest),
    ("cheapest_greedy", cheapest_greedy),
    ("pareto_count", pareto_count),
    ("sittings", sittings),
];

/// The kinds that the test of the numbers reads.
const NUMBERS: [&str; 11] = [
    "distribution",
    "compound",
    "exceedance",
    "total",
    "trials",
    "quantiles",
    "worth",
    "share_left",
    "pareto_money",
    "published",
    "tree_chance",
];

fn matrix_lookup(case: &Case) {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Input {
        scale: String,
        likelihood: String,
        impact: String,
    }
    let input: Input = case.input();
    let scale = case.scale(&input.scale);
    let l = scale.likelihood(&input.likelihood).unwrap();
    let i = scale.impact(&input.impact).unwrap();
    let level = scale.cell(l, i).unwrap();
    case.expect(&json!({ "level": scale.word(level) }));
}

fn matrix_check(case: &Case) {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Input {
        matrix: Vec<Vec<String>>,
        levels: Vec<String>,
    }
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Expected {
        refused: bool,
        falls: BTreeSet<(risk::Cell, risk::Cell)>,
        advice_touch: BTreeSet<(risk::Cell, risk::Cell)>,
        advice_edge: BTreeSet<risk::Cell>,
    }
    let input: Input = case.input();
    let expected: Expected = serde_json::from_value(case.read.expected.clone()).unwrap();
    let level = |id: &String| input.levels.iter().position(|l| l == id).unwrap();
    let row = |row: &Vec<String>| row.iter().map(level).collect();
    let matrix: Vec<Vec<usize>> = input.matrix.iter().map(row).collect();
    let found = check_matrix(input.levels.len(), &matrix);
    let id = &case.read.id;
    assert_eq!(!found.falls.is_empty(), expected.refused, "{id}");
    assert_eq!(BTreeSet::from_iter(found.falls), expected.falls, "{id}");
    // Which of the two that touch is named first does not matter.
    let sorted = |(a, b): &(risk::Cell, risk::Cell)| (*a.min(b), *a.max(b));
    let both = |pairs: &mut dyn Iterator<Item = &(risk::Cell, risk::Cell)>| {
        pairs.map(sorted).collect::<BTreeSet<_>>()
    };
    assert_eq!(
        both(&mut found.advice_touch.iter()),
        both(&mut expected.advice_touch.iter()),
        "{id}"
    );
    assert_eq!(
        BTreeSet::from_iter(found.advice_edge),
        expected.advice_edge,
        "{id}"
    );
}

fn residual(case: &Case) {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Input {
        scale: String,
        rating: RatingRead,
        mitigations: Vec<MitigationRead>,
        #[serde(default)]
        ticked: Vec<String>,
    }
    let input: Input = case.input();
    let scale = case.scale(&input.scale);
    let threat = ThreatRead {
        rating: Some(input.rating),
        ..ThreatRead::default()
    };
    let threats = [("T1".to_owned(), threat)].into();
    let conventions = Conventions::bundled();
    let it = built(
        &scale,
        &conventions,
        None,
        &threats,
        &input.mitigations,
        &input.ticked,
    );
    let (t1, levels) = (ThreatId(1), it.model.what_if(it.ticked));
    let left = it.model.left(&levels, t1).unwrap();
    let (own, impact) = it.model.points(&levels, t1).unwrap();
    let level = scale.word(left.level.unwrap());
    let (residual, points) = match left.rated.unwrap() {
        Rated::Single(_) => (json!({ "level": level }), json!({ "level": own.points })),
        Rated::Matrix(l, i) => (
            json!({
                "likelihood": *scale.likelihood[l].id,
                "impact": *scale.impact[i].id,
                "level": level,
            }),
            json!({ "likelihood": own.points, "impact": impact.unwrap().points }),
        ),
    };
    case.expect(&json!({
        "inherent": scale.word(it.model.inherent(t1).unwrap()),
        "residual": residual,
        "points": points,
    }));
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    scale: String,
    threats: BTreeMap<String, ThreatRead>,
    mitigations: Vec<MitigationRead>,
    #[serde(default)]
    ticked: Vec<String>,
}

fn residual_shared(case: &Case) {
    let input: Shared = case.input();
    let scale = case.scale(&input.scale);
    let conventions = Conventions::bundled();
    let it = built(
        &scale,
        &conventions,
        None,
        &input.threats,
        &input.mitigations,
        &input.ticked,
    );
    let levels = it.model.what_if(it.ticked);
    case.expect(&json!({ "residual": words(&scale, it.model.residuals(&levels)) }));
}

/// Levels by threat, in words.
fn words(scale: &Scale, levels: impl IntoIterator<Item = (ThreatId, usize)>) -> Value {
    let word = |(id, level): (ThreatId, usize)| (id.to_string(), json!(scale.word(level)));
    levels.into_iter().map(word).collect::<Map<_, _>>().into()
}

fn tree_ordinal(case: &Case) {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Input {
        scale: String,
        mode: String,
        nodes: BTreeMap<String, ThreatRead>,
        mitigations: Vec<MitigationRead>,
        #[serde(default)]
        ticked: Vec<String>,
    }
    let input: Input = case.input();
    let scale = case.scale(&input.scale);
    let axis = match input.mode.as_str() {
        "single" => Axis::Level,
        "matrix" => Axis::Likelihood,
        other => panic!("no mode: {other}"),
    };
    let conventions = Conventions::bundled();
    let it = built(
        &scale,
        &conventions,
        Some(axis),
        &input.nodes,
        &input.mitigations,
        &input.ticked,
    );
    let levels = it.model.what_if(it.ticked);
    let word = |level: risk::OnAxis| match level.axis {
        Axis::Level => scale.word(level.at).to_owned(),
        Axis::Likelihood => scale.likelihood[level.at].id.to_string(),
    };
    let mut found = Map::new();
    for threat in it.model.threats() {
        let mut node = Map::new();
        let left = it.model.left(&levels, threat).unwrap();
        node.insert(
            "fall".to_owned(),
            match left.fall {
                Fall::Steps(steps) => json!(steps),
                Fall::Bottom => json!("bottom"),
            },
        );
        if let Some(inherent) = it.model.inherent(threat) {
            node.insert("inherent".to_owned(), json!(scale.word(inherent)));
            node.insert(
                "residual".to_owned(),
                json!(scale.word(left.level.unwrap())),
            );
        }
        if let Some(inherent) = it.model.inherent_from_parts(threat) {
            let residual = it.model.residual_from_parts(&levels, threat).unwrap();
            node.insert("from_parts".to_owned(), json!(word(inherent)));
            node.insert("from_parts_residual".to_owned(), json!(word(residual)));
        }
        found.insert(threat.to_string(), node.into());
    }
    case.expect(&found.into());
}

fn tree_cycle(case: &Case) {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Input {
        rests_on: BTreeMap<String, Vec<String>>,
        new: (String, String),
    }
    let input: Input = case.input();
    let mut session = room();
    let mut make = |edit: Edit| session.apply(&edit, ten()).map(drop);
    let ids = input
        .rests_on
        .iter()
        .flat_map(|(id, of)| of.iter().chain([id]));
    let most = ids.map(|word| id::<ThreatId>(word).0).max().unwrap();
    for _ in 0..most {
        make(Edit::Add(New::threat("It happens", FourQuestion::GoWrong))).unwrap();
    }
    let mut rest = |whole: &str, of: &[String]| {
        let of: Vec<ThreatId> = of.iter().map(|part| id(part)).collect();
        let rests = (!of.is_empty()).then_some(RestsOn {
            gate: Gate::All,
            of,
        });
        let whole: ThreatId = id(whole);
        make(Edit::Set(whole.into(), Field::RestsOn(rests)))
    };
    for (whole, of) in &input.rests_on {
        rest(whole, of).unwrap();
    }
    let (whole, part) = &input.new;
    let mut of = input.rests_on.get(whole).cloned().unwrap_or_default();
    of.push(part.clone());
    // T7 would rest on itself: T7 -> T1 -> T4 -> T7.
    case.expect(&match rest(whole, &of) {
        Ok(()) => json!({ "refused": false }),
        Err(refusal) => {
            let says = refusal.to_string();
            let (_, path) = says.split_once(": ").unwrap_or_else(|| panic!("{says}"));
            let path: Vec<&str> = path.trim_end_matches('.').split(" -> ").collect();
            json!({ "refused": true, "path": path })
        }
    });
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToReach {
    scale: String,
    threats: BTreeMap<String, ThreatRead>,
    mitigations: Vec<MitigationRead>,
    at_most: String,
    effort_days: EffortRead,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EffortRead {
    #[serde(rename = "S")]
    small: u32,
    #[serde(rename = "M")]
    medium: u32,
    #[serde(rename = "L")]
    large: u32,
}

/// The model of a case, its scale and the level that is to be reached.
fn to_reach(case: &Case) -> (Model, Scale, usize) {
    let input: ToReach = case.input();
    let scale = case.scale(&input.scale);
    let mut conventions = Conventions::bundled();
    conventions.effort_days.small = input.effort_days.small;
    conventions.effort_days.medium = input.effort_days.medium;
    conventions.effort_days.large = input.effort_days.large;
    let it = built(
        &scale,
        &conventions,
        None,
        &input.threats,
        &input.mitigations,
        &[],
    );
    let at_most = scale.level(&input.at_most).unwrap();
    (it.model, scale, at_most)
}

fn names(set: &[MitigationId]) -> Vec<String> {
    set.iter().map(ToString::to_string).collect()
}

fn cheapest(case: &Case) {
    let (model, scale, at_most) = to_reach(case);
    let found = model.cheapest(&Goal::at_most(at_most));
    let greedy = model.cheapest(&Goal {
        exact_up_to: 0,
        ..Goal::at_most(at_most)
    });
    assert!(found.exact && found.at_least == found.days);
    assert!(greedy.at_least <= found.days, "{}", case.read.id);
    case.expect(&json!({
        "set": names(&found.set),
        "effort": found.days,
        "cannot": words(&scale, found.cannot),
        "residual_with_it": words(&scale, found.with_it),
        "greedy": { "set": names(&greedy.set), "effort": greedy.days },
    }));
}

fn cheapest_greedy(case: &Case) {
    let (model, _, at_most) = to_reach(case);
    let found = model.cheapest(&Goal::at_most(at_most));
    assert!(!found.exact, "{}", case.read.id);
    let optimum = &case.read.expected["optimum"];
    assert!(json!(found.at_least).as_u64() <= optimum.as_u64());
    case.expect(&json!({
        "set": names(&found.set),
        "effort": found.days,
        "at_least": found.at_least,
        "optimum": optimum,
    }));
}

fn pareto_count(case: &Case) {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Input {
        by_part: BTreeMap<String, Vec<String>>,
    }
    let input: Input = case.input();
    let ids = |threats: Vec<String>| threats.iter().map(|threat| id(threat)).collect();
    let by_part: Vec<(String, Vec<ThreatId>)> = input
        .by_part
        .into_iter()
        .map(|(part, on)| (part, ids(on)))
        .collect();
    let found = risk::pareto_by_count(&by_part, Conventions::bundled().pareto_percent);
    let parts: Vec<&String> = found.parts.iter().map(|(part, _)| part).collect();
    case.expect(&json!({ "parts": parts, "threats": found.threats, "of": found.of }));
}

fn sittings(case: &Case) {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Input {
        residual_then: BTreeMap<String, String>,
        residual_now: BTreeMap<String, String>,
        line: String,
    }
    let input: Input = case.input();
    let scale = Scale::standard();
    let levels = |by: &BTreeMap<String, String>| -> BTreeMap<ThreatId, usize> {
        let level = |(name, word): (&String, &String)| (id(name), scale.level(word).unwrap());
        by.iter().map(level).collect()
    };
    let (then, now) = (levels(&input.residual_then), levels(&input.residual_now));
    let line = scale.level(&input.line).unwrap();
    let found = risk::compare(&then, &now, scale.levels.len(), line);
    let counts = |counts: &[usize]| -> Value {
        let levels = scale.levels.iter().zip(counts);
        let counts = levels.map(|(level, count)| (level.id.to_string(), json!(count)));
        counts.collect::<Map<_, _>>().into()
    };
    let names = |ids: &[ThreatId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    case.expect(&json!({
        "then": counts(&found.then),
        "now": counts(&found.now),
        "at_line_then": found.at_line_then,
        "at_line_now": found.at_line_now,
        "fell": names(&found.fell),
        "rose": names(&found.rose),
        "new": names(&found.new),
        "gone": names(&found.gone),
    }));
}

#[test]
fn every_worked_case_of_levels_holds() {
    let file = file();
    let mut held = 0;
    for read in &file.cases {
        if NUMBERS.contains(&read.kind.as_str()) {
            continue;
        }
        let (_, check) = KINDS
            .iter()
            .find(|(kind, _)| *kind == read.kind)
            .unwrap_or_else(|| panic!("{}: the kind {} is not known", read.id, read.kind));
        check(&Case {
            read,
            scales: &file.notes.scales,
        });
        held += 1;
    }
    assert!(held >= 54, "only {held} cases were read");
}
