//! Real models of other tools, counted by a walk over their JSON or YAML that knows nothing of how they are read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use threatboard::domain::Session;
use threatboard::import::{Draft, guess};

use super::corpus::corpus;
use super::{named, taken, text_of};

/// How much of everything there is.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    parts: usize,
    flows: usize,
    zones: usize,
    /// By severity; `None` where nothing is said.
    threats: BTreeMap<Option<String>, usize>,
    /// By what was decided.
    decided: BTreeMap<&'static str, usize>,
    mitigations: usize,
    links: usize,
}

impl Counts {
    fn of(session: &Session) -> Self {
        let mut counts = Self {
            parts: session.elements.len(),
            flows: session.flows.len(),
            zones: session.zones.len(),
            mitigations: session.mitigations.len(),
            links: session.mitigations.iter().map(|m| m.threats.len()).sum(),
            ..Self::default()
        };
        for threat in &session.threats {
            let severity = threat.severity.map(|s| s.words().to_owned());
            *counts.threats.entry(severity).or_default() += 1;
            if let Some(response) = &threat.response {
                *counts.decided.entry(response.kind.words()).or_default() += 1;
            }
        }
        counts
    }
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

fn value_of(text: &str) -> Value {
    if text.trim_start().starts_with('{') {
        serde_json::from_str(text).unwrap()
    } else {
        serde_saphyr::from_str(text).unwrap()
    }
}

/// Reads a model that must be known for what it is.
fn read(path: &Path, format: &str) -> Option<(Draft, Value)> {
    let name = path.file_name().unwrap().to_string_lossy();
    let text = text_of(path);
    let guessed = guess(&name, &text).map(|source| source.name);
    if name.contains("schema") {
        assert_eq!(guessed, None, "{name}");
        return None;
    }
    assert_eq!(guessed, Some(format), "{name}");
    match (named(format).read)(&text) {
        Ok(draft) => Some((draft, value_of(&text))),
        Err(refused) => {
            let says = refused.to_string();
            let known = ["has no `otmVersion`", "has no component", "has no `detail`"];
            assert!(
                known.iter().any(|words| says.contains(words)),
                "{name}: {says}"
            );
            None
        }
    }
}

fn otm_counts(model: &Value) -> Counts {
    let ids: BTreeSet<&str> = list(model, "components")
        .filter_map(|component| component["id"].as_str())
        .collect();
    let is_whole = |flow: &&Value| {
        ["source", "destination"]
            .iter()
            .all(|end| flow[*end].as_str().is_some_and(|id| ids.contains(id)))
    };
    let flows = list(model, "dataflows").filter(is_whole);
    let mut counts = Counts {
        parts: list(model, "components").count(),
        flows: flows
            .map(|flow| 1 + usize::from(flow["bidirectional"] == true))
            .sum(),
        zones: list(model, "trustZones").count(),
        mitigations: list(model, "mitigations").count(),
        ..Counts::default()
    };
    for threat in list(model, "threats") {
        let third = |name: &str| threat["risk"][name].as_f64().map(|n| n * 3.0 / 100.0);
        let sum = third("likelihood").zip(third("impact"));
        // Low and low to high and high: what the matrix of the standard scale says of each sum.
        let steps = sum.map(|(a, b)| a.min(2.0).floor() + b.min(2.0).floor());
        let severity = steps.map(|steps| {
            let words = match steps {
                s if s < 2.0 => "low",
                s if s < 3.0 => "medium",
                s if s < 4.0 => "high",
                _ => "critical",
            };
            words.to_owned()
        });
        *counts.threats.entry(severity).or_default() += 1;
    }
    let mut links = BTreeSet::new();
    for at in list(model, "components").chain(list(model, "dataflows")) {
        for threat in list(at, "threats") {
            for done in list(threat, "mitigations") {
                links.insert((done["mitigation"].to_string(), threat["threat"].to_string()));
            }
        }
    }
    counts.links = links.len();
    counts
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn every_otm_model_of_the_corpus_is_counted_the_same_by_another_walk() {
    let mut seen = 0;
    for ending in [".json", ".yaml", ".otm"] {
        for path in corpus("otm", ending) {
            let Some((draft, model)) = read(&path, "otm") else {
                continue;
            };
            assert_eq!(Counts::of(&taken(&draft)), otm_counts(&model), "{path:?}");
            seen += 1;
        }
    }
    assert_eq!(seen, 6);
}

/// The cells of every diagram, with what each says of itself.
fn cells(model: &Value) -> Vec<(&Value, &Value)> {
    let diagrams = list(&model["detail"], "diagrams");
    let cells = diagrams
        .flat_map(|diagram| list(diagram, "cells").chain(list(&diagram["diagramJson"], "cells")));
    cells
        .map(|cell| {
            (
                cell,
                if cell["data"].is_object() {
                    &cell["data"]
                } else {
                    cell
                },
            )
        })
        .collect()
}

fn dragon_counts(model: &Value) -> Counts {
    let shape = |cell: &Value| {
        let shape = cell["shape"].as_str().or(cell["type"].as_str());
        shape.unwrap_or_default().to_lowercase().replace("tm.", "")
    };
    let mut counts = Counts::default();
    let mut mitigations = BTreeSet::new();
    for (cell, data) in cells(model) {
        match shape(cell).as_str() {
            "actor" | "process" | "store" => counts.parts += 1,
            "trust-boundary-box" => counts.zones += 1,
            "flow" => {
                let end = |end: &str| cell[end]["cell"].is_string() || cell[end]["id"].is_string();
                let both = data["isBidirectional"] == true;
                counts.flows +=
                    usize::from(end("source") && end("target")) * (1 + usize::from(both));
            }
            _ => {}
        }
        for threat in list(data, "threats") {
            let severity = threat["severity"].as_str().unwrap().to_lowercase();
            let score: Option<f64> = threat["score"].as_str().and_then(|s| s.parse().ok());
            let severity = match score {
                Some(score) if severity.starts_with("tb") => {
                    assert!(score >= 9.0);
                    Some("critical".to_owned())
                }
                _ => Some(severity).filter(|words| !words.starts_with("tb")),
            };
            *counts.threats.entry(severity).or_default() += 1;
            match threat["status"].as_str().unwrap() {
                "Mitigated" => *counts.decided.entry("mitigate").or_default() += 1,
                status => assert_eq!(status, "Open"),
            }
            let words = threat["mitigation"].as_str().unwrap_or_default().trim();
            if !words.is_empty() {
                let words: Vec<&str> = words.split_whitespace().collect();
                mitigations.insert(words.join(" "));
                counts.links += 1;
            }
        }
    }
    counts.mitigations = mitigations.len();
    counts
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn every_threat_dragon_model_of_the_corpus_is_counted_the_same_by_another_walk() {
    let mut seen = 0;
    for path in corpus("threat-dragon", ".json") {
        let Some((draft, model)) = read(&path, "threat-dragon") else {
            continue;
        };
        assert_eq!(
            Counts::of(&taken(&draft)),
            dragon_counts(&model),
            "{path:?}"
        );
        seen += 1;
    }
    assert_eq!(seen, 7);
}

fn library_counts(model: &Value) -> Counts {
    let count = |name: &str| list(model, name).count();
    let parts: BTreeSet<&str> = ["actors", "components", "data_stores"]
        .iter()
        .flat_map(|name| list(model, name))
        .filter_map(|part| part["symbolic_name"].as_str())
        .collect();
    let is_whole = |flow: &&Value| {
        let ends = ["source", "destination"];
        ends.iter().all(|end| {
            flow[*end]["object"]
                .as_str()
                .is_some_and(|id| parts.contains(id))
        })
    };
    let mut counts = Counts {
        parts: count("actors") + count("components") + count("data_stores"),
        flows: list(model, "data_flows").filter(is_whole).count(),
        zones: count("trust_zones"),
        mitigations: count("controls"),
        links: list(model, "controls")
            .map(|control| list(control, "threats").count())
            .sum(),
        ..Counts::default()
    };
    for threat in list(model, "threats") {
        let step = |risk: &Value, name: &str, words: [[&str; 2]; 3]| {
            let word = risk[name].as_str().unwrap().to_owned();
            words
                .iter()
                .position(|two| two.contains(&word.as_str()))
                .unwrap()
        };
        let sums = list(model, "risks")
            .filter(|risk| list(risk, "threats").any(|name| *name == threat["symbolic_name"]))
            .map(|risk| {
                step(
                    risk,
                    "likelihood",
                    [["rare", "unlikely"], ["possible"; 2], ["likely", "certain"]],
                ) + step(
                    risk,
                    "impact",
                    [
                        ["negligible", "minor"],
                        ["moderate"; 2],
                        ["major", "severe"],
                    ],
                )
            });
        let severity = sums
            .max()
            .map(|sum| ["low", "low", "medium", "high", "critical"][sum].to_owned());
        *counts.threats.entry(severity).or_default() += 1;
    }
    counts
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn every_model_of_the_library_is_counted_the_same_by_another_walk() {
    let mut seen = 0;
    for path in corpus("tm-library", ".json") {
        let Some((draft, model)) = read(&path, "tm-library") else {
            continue;
        };
        let session = taken(&draft);
        assert_eq!(Counts::of(&session), library_counts(&model), "{path:?}");
        let others = [
            (session.assets.len(), "data_sets"),
            (session.assumptions.len(), "assumptions"),
            (session.business_risks.len(), "risks"),
        ];
        for (count, name) in others {
            assert_eq!(count, list(&model, name).count(), "{name} of {path:?}");
        }
        seen += 1;
    }
    assert_eq!(seen, 2);
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn a_model_that_comes_in_again_adds_nothing() {
    for (format, ending) in [
        ("otm", ".json"),
        ("threat-dragon", ".json"),
        ("tm-library", ".json"),
    ] {
        for path in corpus(format, ending) {
            let Some((draft, _)) = read(&path, format) else {
                continue;
            };
            let mut session = taken(&draft);
            let before = session.clone();
            let again = threatboard::domain::Edit::Adopt(Box::new(draft.session));
            session.apply(&again, super::now()).unwrap();
            assert_eq!(Counts::of(&session), Counts::of(&before), "{path:?}");
        }
    }
}
