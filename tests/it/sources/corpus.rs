//! Real files of other programs, where they are at hand: each is read, and nothing in it is lost without a word.

use crate::support::export_options;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use threatboard::domain::{Asset, AssetKind, LIMITS, Level, QuestionState, Session};
use threatboard::export::{Format, Names, render};
use threatboard::import::guess;

use super::{named, now, taken, text_of};

/// The files of a format.
pub(super) fn corpus(format: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpus")
        .join(format);
    let entries = fs::read_dir(&folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|p| p.to_string_lossy().ends_with(ending))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "nothing in {folder:?}");
    paths
}

fn list<'a>(value: &'a Value, name: &str) -> Vec<&'a Value> {
    value
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .collect()
}

/// How many rules have a result that counts, and how many results do not, by a short walk of its own.
fn counted(log: &Value) -> (usize, usize) {
    let mut rules = BTreeSet::new();
    let mut aside = 0;
    for run in list(log, "runs") {
        let tool = run.pointer("/tool/driver/name").unwrap_or(&Value::Null);
        for result in list(run, "results") {
            let suppressions = list(result, "suppressions");
            let accepted =
                |s: &&Value| !matches!(s["status"].as_str(), Some("rejected" | "underReview"));
            let suppressed = !suppressions.is_empty() && suppressions.iter().all(accepted);
            let met = matches!(
                result["kind"].as_str(),
                Some("pass" | "notApplicable" | "informational")
            );
            if suppressed || met || result["baselineState"] == "absent" {
                aside += 1;
            } else {
                // Where no rule is named, what is said tells them apart.
                let rule = match &result["ruleId"] {
                    Value::Null => &result["message"]["text"],
                    id => id,
                };
                rules.insert(format!("{tool} {rule}"));
            }
        }
    }
    (rules.len(), aside)
}

/// What was counted by hand: file, threats, results left out, high or critical threats.
const SEEN: [(&str, usize, usize, usize); 14] = [
    ("Catastrophic configuration error.sarif", 0, 0, 0),
    ("CodeFlows.sarif", 1, 0, 0),
    ("No runs.sarif", 0, 0, 0),
    ("One run no results.sarif", 0, 0, 0),
    ("RuleMetadata.sarif", 1, 0, 1),
    ("Suppressions.sarif", 1, 3, 0),
    ("dependency_check.sarif", 9, 0, 9),
    ("flawfinder.sarif", 9, 1, 2),
    ("gitleaks_7.5.0.sarif", 2, 0, 0),
    ("njsscan.sarif", 2, 0, 1),
    ("simple-example.sarif", 1, 0, 1),
    ("spotbugs.sarif", 9, 0, 0),
    ("standard-taxonomy.sarif", 1, 0, 0),
    ("suppression_test.sarif", 2, 3, 0),
];

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn every_scan_of_the_corpus_is_read_rule_by_rule() {
    for path in corpus("sarif", ".sarif") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = text_of(&path);
        assert_eq!(guess(&name, &text).map(|s| s.name), Some("sarif"), "{name}");
        let draft = (named("sarif").read)(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let session = taken(&draft);
        assert!(draft.candidates);
        let log: Value = serde_json::from_str(&text).unwrap();
        let left_out = draft.dropped.iter().filter(|d| d.what == "result");
        let left_out: usize = left_out.map(|d| d.count).sum();
        assert_eq!(
            (session.threats.len(), left_out),
            counted(&log),
            "{name}: {:?}",
            draft.dropped
        );
        let severe = session
            .threats
            .iter()
            .filter(|t| t.severity.is_some_and(|s| s.is_high()));
        let seen = (session.threats.len(), left_out, severe.count());
        if let Some((_, threats, left_out, severe)) = SEEN.iter().find(|(file, ..)| *file == name) {
            assert_eq!(seen, (*threats, *left_out, *severe), "{name}");
        }
        assert_eq!(session.questions.len(), session.threats.len());
        for threat in &session.threats {
            assert!(threat.text.len() < 400, "{}", threat.text);
            assert_eq!(session.questions_about(threat.id.into()).count(), 1);
        }
    }
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn a_later_scan_adds_only_what_is_new() {
    for path in corpus("sarif", ".sarif") {
        let text = text_of(&path);
        let draft = (named("sarif").read)(&text).unwrap();
        let mut session = taken(&draft);
        let before = session.clone();
        let again = threatboard::domain::Edit::Adopt(Box::new(draft.session));
        session.apply(&again, now()).unwrap();
        assert_eq!(
            session.threats,
            before.threats,
            "{}",
            path.to_string_lossy()
        );
        assert_eq!(
            session.questions,
            before.questions,
            "{}",
            path.to_string_lossy()
        );
    }
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn a_threagile_model_of_the_corpus_gives_its_questions_and_its_map() {
    for path in corpus("threagile", ".yaml") {
        let text = text_of(&path);
        assert_eq!(
            guess("threagile.yaml", &text).map(|s| s.name),
            Some("threagile")
        );
        let draft = (named("threagile").read)(&text).unwrap();
        let session = taken(&draft);
        // What another reader of YAML counts.
        let model: serde_yaml_ng::Value = serde_yaml_ng::from_str(&text).unwrap();
        let len = |name: &str| model[name].as_mapping().map_or(0, |m| m.len());
        assert_eq!(session.questions.len(), len("questions"));
        assert_eq!(session.elements.len(), len("technical_assets"));
        assert_eq!(session.zones.len(), len("trust_boundaries"));
        let assets = model["technical_assets"].as_mapping().unwrap().values();
        let links = assets.map(|a| a["communication_links"].as_mapping().map_or(0, |m| m.len()));
        assert_eq!(session.flows.len(), links.sum::<usize>());
        assets_are_those_of(&model, &session);
        let risks = model["individual_risk_categories"]
            .as_mapping()
            .unwrap()
            .values();
        let risks: usize = risks
            .map(|c| c["risks_identified"].as_mapping().map_or(0, |m| m.len()))
            .sum();
        assert_eq!(session.threats.len(), len("abuse_cases") + risks);
        assert!(session.threats.iter().all(|t| !t.text.contains("<b>")));
        let open = session
            .questions
            .iter()
            .filter(|q| q.state == QuestionState::Open);
        assert_eq!(open.count(), 1);
        let places = session.threats.iter().filter(|t| !t.places.is_empty());
        assert_eq!(places.count(), risks);
        assert!(
            draft
                .dropped
                .iter()
                .any(|d| d.what == "entry of risk_tracking"),
            "{:?}",
            draft.dropped
        );
        // And its questions go out as they came in.
        let options = export_options(Names::Full, now().date_naive());
        let file = render(Format::from_name("threagile").unwrap(), &session, &options).remove(0);
        let out: serde_yaml_ng::Value = serde_yaml_ng::from_str(&file.contents).unwrap();
        let words = |value: &serde_yaml_ng::Value| {
            let all = value["questions"].as_mapping().unwrap().iter();
            all.map(|(q, a)| {
                (
                    q.as_str().unwrap().to_owned(),
                    a.as_str().unwrap().trim().to_owned(),
                )
            })
            .collect::<Vec<_>>()
        };
        assert_eq!(words(&out), words(&model));
    }
}

/// Assets, what they need and where they are, counted by a walk over the model.
fn assets_are_those_of(model: &serde_yaml_ng::Value, session: &Session) {
    let mut model = model.clone();
    model.apply_merge().unwrap();
    let level = |word: &str| match word {
        "public" | "internal" | "archive" | "operational" => Level::Low,
        "restricted" | "important" => Level::Medium,
        "confidential" | "strictly-confidential" | "critical" | "mission-critical" => Level::High,
        other => panic!("{other}"),
    };
    let needs = |node: &serde_yaml_ng::Value| {
        ["confidentiality", "integrity", "availability"].map(|need| node[need].as_str().map(level))
    };
    let found = |asset: &Asset| [asset.confidentiality, asset.integrity, asset.availability];
    let data = model["data_assets"].as_mapping().unwrap();
    let parts = model["technical_assets"].as_mapping().unwrap();
    assert_eq!(session.assets.len(), data.len() + parts.len());
    let lists = |node: &serde_yaml_ng::Value, names: [&str; 2], id: &str| {
        let all = names.iter().filter_map(|name| node[*name].as_sequence());
        all.flatten().any(|named| named.as_str() == Some(id))
    };
    for ((name, node), asset) in data.iter().zip(&session.assets) {
        assert_eq!(asset.name.as_str(), name.as_str().unwrap());
        assert_eq!(asset.kind, Some(AssetKind::Data));
        assert_eq!(found(asset), needs(node), "{name:?}");
        let id = node["id"].as_str().unwrap();
        let mut places = 0;
        for part in parts.values() {
            let at = ["data_assets_processed", "data_assets_stored"];
            places += usize::from(lists(part, at, id));
            let links = part["communication_links"].as_mapping().into_iter();
            let links = links.flat_map(|links| links.values());
            let on = ["data_assets_sent", "data_assets_received"];
            places += links.filter(|link| lists(link, on, id)).count();
        }
        assert_eq!(asset.places.len(), places, "{name:?}");
    }
    for ((name, node), asset) in parts.iter().zip(session.assets.iter().skip(data.len())) {
        assert_eq!(asset.name.as_str(), name.as_str().unwrap());
        assert_eq!(found(asset), needs(node), "{name:?}");
        assert_eq!(asset.places.len(), 1);
    }
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn exported_questions_fit_the_schema_of_threagile() {
    let path = corpus("threagile", "schema.json").remove(0);
    let schema: Value = serde_json::from_str(&text_of(&path)).unwrap();
    let mut part = schema["properties"]["questions"].clone();
    // The part alone says nothing about the answers; Threagile reads them as text.
    part["additionalProperties"] = serde_json::json!({"type": "string"});
    let validator = jsonschema::validator_for(&part).unwrap();
    let text =
        text_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/example-refund-flow.ron"));
    let session = threatboard::store::format::read(&text).unwrap();
    let options = export_options(Names::Full, now().date_naive());
    let file = render(Format::from_name("threagile").unwrap(), &session, &options).remove(0);
    let value: Value = serde_yaml_ng::from_str(&file.contents).unwrap();
    assert!(validator.is_valid(&value["questions"]), "{}", file.contents);
    assert_eq!(
        value["questions"].as_object().unwrap().len(),
        session.questions.len()
    );
    assert!(session.questions.len() < LIMITS.items);
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn data_assets_go_out_as_threagile_takes_them_and_come_back_with_their_needs() {
    let path = corpus("threagile", "schema.json").remove(0);
    let schema: Value = serde_json::from_str(&text_of(&path)).unwrap();
    let validator = jsonschema::validator_for(&schema["properties"]["data_assets"]).unwrap();
    let path = corpus("threagile", ".yaml").remove(0);
    let session = taken(&(named("threagile").read)(&text_of(&path)).unwrap());
    let options = export_options(Names::Full, now().date_naive());
    let file = render(Format::from_name("threagile").unwrap(), &session, &options).remove(0);
    let value: Value = serde_yaml_ng::from_str(&file.contents).unwrap();
    assert!(
        validator.is_valid(&value["data_assets"]),
        "{}",
        file.contents
    );
    let back = taken(&(named("threagile").read)(&file.contents).unwrap());
    let data = |session: &Session| {
        let all = session.assets.iter();
        let all = all.filter(|asset| asset.kind == Some(AssetKind::Data));
        all.map(|asset| (asset.name.to_string(), asset.needs_words()))
            .collect::<Vec<_>>()
    };
    assert!(!data(&back).is_empty());
    assert_eq!(data(&back), data(&session));
}
