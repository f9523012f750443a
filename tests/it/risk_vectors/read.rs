//! The file of worked cases, and threats and mitigations as it writes them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use threatboard::domain::{
    AxisLevel, ControlKind, Effort, Gate, MitigationId, Rated, RestsOn, Scale, ScaleLevel,
    Severity, Status, Strength, ThreatId,
};
use threatboard::risk::{Axis, Conventions, LinkIn, MitigationIn, Model, ThreatIn};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) notes: Notes,
    pub(super) cases: Vec<Read>,
}

/// Of the notes the scales alone are read: the others are sentences.
#[derive(Deserialize)]
pub(super) struct Notes {
    pub(super) scales: BTreeMap<String, ScaleRead>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScaleRead {
    pub(super) levels: Vec<String>,
    #[serde(default)]
    pub(super) likelihood: Vec<String>,
    #[serde(default)]
    pub(super) impact: Vec<String>,
    #[serde(default)]
    pub(super) matrix: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Read {
    pub(super) id: String,
    pub(super) kind: String,
    #[serde(default, rename = "why")]
    pub(super) _why: String,
    pub(super) input: Value,
    pub(super) expected: Value,
    #[serde(default, rename = "tolerance")]
    pub(super) _tolerance: Value,
}

/// A case, with the scales of its file.
pub(super) struct Case<'a> {
    pub(super) read: &'a Read,
    pub(super) scales: &'a BTreeMap<String, ScaleRead>,
}

impl Case<'_> {
    pub(super) fn input<T: DeserializeOwned>(&self) -> T {
        let input = self.read.input.clone();
        serde_json::from_value(input).unwrap_or_else(|e| panic!("{}: {e}", self.read.id))
    }

    /// Holds what was found against what the case expects.
    pub(super) fn expect(&self, found: &Value) {
        let id = &self.read.id;
        assert_eq!(found, &self.read.expected, "{id}");
    }

    pub(super) fn scale(&self, name: &str) -> Scale {
        let read = &self.scales[name];
        let axis = |steps: &[String]| {
            let step = |id: &String| AxisLevel {
                id: id.as_str().into(),
                word: id.as_str().into(),
                meaning: "".into(),
            };
            steps.iter().map(step).collect()
        };
        let level = |(at, id): (usize, &String)| ScaleLevel {
            id: id.as_str().into(),
            word: id.as_str().into(),
            meaning: "".into(),
            counts_as: Severity::ALL[at.min(3)],
        };
        let row = |row: &Vec<String>| row.iter().map(|id| id.as_str().into()).collect();
        Scale {
            name: name.into(),
            version: 1,
            levels: read.levels.iter().enumerate().map(level).collect(),
            likelihood: axis(&read.likelihood),
            impact: axis(&read.impact),
            matrix: read.matrix.iter().map(row).collect(),
        }
    }
}

/// A rating, bare or under its name, and what the threat rests on.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ThreatRead {
    pub(super) rating: Option<RatingRead>,
    pub(super) level: Option<String>,
    pub(super) likelihood: Option<String>,
    pub(super) impact: Option<String>,
    pub(super) gate: Option<String>,
    pub(super) of: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RatingRead {
    pub(super) level: Option<String>,
    pub(super) likelihood: Option<String>,
    pub(super) impact: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MitigationRead {
    pub(super) id: String,
    pub(super) kind: Option<String>,
    pub(super) strength: Option<String>,
    pub(super) status: String,
    pub(super) check: Option<String>,
    pub(super) effort: Option<String>,
    pub(super) instead_of: Option<String>,
    #[serde(default)]
    pub(super) in_rating: bool,
    pub(super) links: Option<BTreeMap<String, LinkRead>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LinkRead {
    pub(super) strength: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) in_rating: bool,
}

pub(super) fn id<T: FromStr>(word: &str) -> T {
    word.parse().ok().unwrap_or_else(|| panic!("no id: {word}"))
}

pub(super) fn strength(word: &str) -> Strength {
    let found = Strength::ALL.into_iter().find(|s| s.words() == word);
    found.unwrap_or_else(|| panic!("no strength: {word}"))
}

pub(super) fn kind(word: &str) -> ControlKind {
    match word {
        "preventive" => ControlKind::Preventive,
        "detective" => ControlKind::Detective,
        "corrective" => ControlKind::Corrective,
        "recovery" => ControlKind::Recovery,
        "deterrent" => ControlKind::Deterrent,
        "compensating" => ControlKind::Compensating,
        other => panic!("no kind: {other}"),
    }
}

pub(super) fn status(word: &str) -> Status {
    if word == "could do" {
        return Status::CouldDo;
    }
    let found = Status::ALL.into_iter().find(|s| s.words() == word);
    found.unwrap_or_else(|| panic!("no status: {word}"))
}

pub(super) fn threat_in(scale: &Scale, name: &str, read: &ThreatRead) -> ThreatIn {
    let bare = RatingRead {
        level: read.level.clone(),
        likelihood: read.likelihood.clone(),
        impact: read.impact.clone(),
    };
    let rating = read.rating.as_ref().unwrap_or(&bare);
    let rated = match (&rating.level, &rating.likelihood, &rating.impact) {
        (None, None, None) => None,
        (Some(level), None, None) => Some(Rated::Single(scale.level(level).unwrap())),
        (None, Some(l), Some(i)) => Some(Rated::Matrix(
            scale.likelihood(l).unwrap(),
            scale.impact(i).unwrap(),
        )),
        _ => panic!("{name}: half a rating"),
    };
    let rests_on = read.gate.as_ref().map(|gate| RestsOn {
        gate: match gate.as_str() {
            "all" => Gate::All,
            "one" => Gate::One,
            other => panic!("no gate: {other}"),
        },
        of: read.of.iter().map(|part| id(part)).collect(),
    });
    ThreatIn {
        id: id(name),
        rated,
        rests_on,
    }
}

/// A mitigation; without links of its own it answers all of `threats`.
pub(super) fn mitigation_in(read: &MitigationRead, threats: &[ThreatId]) -> MitigationIn {
    let plain = |threat: &ThreatId| LinkIn {
        threat: *threat,
        strength: None,
        kind: None,
        in_rating: read.in_rating,
    };
    let links = match &read.links {
        None => threats.iter().map(plain).collect(),
        Some(links) => links
            .iter()
            .map(|(threat, link)| LinkIn {
                threat: id(threat),
                strength: link.strength.as_deref().map(strength),
                kind: link.kind.as_deref().map(kind),
                in_rating: link.in_rating || read.in_rating,
            })
            .collect(),
    };
    MitigationIn {
        id: id(&read.id),
        status: status(&read.status),
        passed: read.check.as_deref().map(|word| match word {
            "passed" => true,
            "failed" => false,
            other => panic!("no check: {other}"),
        }),
        strength: read.strength.as_deref().map(strength),
        kind: read.kind.as_deref().map(kind),
        instead_of: read.instead_of.as_deref().map(kind),
        effort: read.effort.as_deref().map(|word| match word {
            "S" => Effort::Small,
            "M" => Effort::Medium,
            "L" => Effort::Large,
            other => panic!("no effort: {other}"),
        }),
        links,
    }
}

/// Threats and what answers them, with the mitigations that are ticked.
pub(super) struct Built {
    pub(super) model: Model,
    pub(super) ticked: Vec<MitigationId>,
}

pub(super) fn built(
    scale: &Scale,
    conventions: &Conventions,
    axis: Option<Axis>,
    threats: &BTreeMap<String, ThreatRead>,
    mitigations: &[MitigationRead],
    ticked: &[String],
) -> Built {
    let threats: Vec<ThreatIn> = threats
        .iter()
        .map(|(name, read)| threat_in(scale, name, read))
        .collect();
    let ids: Vec<ThreatId> = threats.iter().map(|threat| threat.id).collect();
    let mitigations = mitigations.iter().map(|m| mitigation_in(m, &ids)).collect();
    let model = match axis {
        Some(axis) => Model::with_unrated(scale, conventions, axis, threats, mitigations),
        None => Model::new(scale, conventions, threats, mitigations),
    };
    Built {
        model,
        ticked: ticked.iter().map(|ticked| id(ticked)).collect(),
    }
}

/// The file beside the program, else the copy.
pub(super) fn file() -> File {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let paths = [
        "../shared/repro/risk-vectors.json",
        "tests/files/risk-vectors.json",
    ];
    let path = paths.map(|path| root.join(path));
    let text = path.iter().find_map(|path| fs::read(path).ok());
    serde_json::from_slice(&text.expect("there is a file of cases")).unwrap()
}
