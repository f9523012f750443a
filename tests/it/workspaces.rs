//! Workspaces of Threat Composer that no one here wrote: each goes in, through a session file and out again, fits the
//! published schema, and has lost nothing. The comparison knows nothing of how the export works.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate};
use serde_json::{Value, json};
use threatboard::domain::{ActorKind, Edit, Field, New, SentencePart, Session, SessionKind};
use threatboard::export::{Format, Names, remarks, render};
use threatboard::import::{Draft, ImportError, guess, source};
use threatboard::store::format;
use uuid::Uuid;

use crate::support::export_options;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/threat-composer")
}

#[expect(
    clippy::disallowed_methods,
    reason = "somebody's model or what is said of it, not a session"
)]
fn contents(path: &Path) -> std::io::Result<String> {
    fs::read_to_string(path)
}

/// The files to test with: those of the folder that `THREATBOARD_WORKSPACES` names, else the corpus.
fn files() -> Vec<(String, String)> {
    let folder = std::env::var_os("THREATBOARD_WORKSPACES").map_or_else(folder, PathBuf::from);
    let entries = fs::read_dir(&folder).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, contents(&path).unwrap())
        })
        .filter(|(name, _)| !name.contains("schema"))
        .collect();
    files.sort();
    files
}

fn read(text: &str) -> Result<Draft, ImportError> {
    (source("threat-composer").unwrap().read)(text)
}

/// A new session with what a draft holds, written to a file and read back.
fn taken(draft: &Draft) -> Session {
    let at = DateTime::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
    let title = draft.session.title.clone();
    let mut session = Session::new(Uuid::from_u128(7), title, SessionKind::Meeting, at);
    let adopt = Edit::Adopt(Box::new(draft.session.clone()));
    session.apply(&adopt, at).unwrap();
    session.validate().unwrap();
    let written = format::write(&session).unwrap();
    let again = format::read(&written).unwrap();
    assert_eq!(again, session);
    again
}

fn out(session: &Session) -> (Value, Vec<String>) {
    let options = export_options(
        Names::default(),
        NaiveDate::from_ymd_opt(2026, 5, 20).unwrap(),
    );
    let files = render(Format::THREAT_COMPOSER, session, &options);
    assert_eq!(files.len(), 1);
    let value = serde_json::from_str(&files[0].contents).unwrap();
    (value, remarks(Format::THREAT_COMPOSER, session, &options))
}

/// The value with every list in one order, so that two that differ in order alone are equal.
fn unordered(value: &Value) -> Value {
    match value {
        Value::Array(list) => {
            let mut list: Vec<Value> = list.iter().map(unordered).collect();
            list.sort_by_cached_key(Value::to_string);
            Value::Array(list)
        }
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), unordered(value)))
            .collect(),
        other => other.clone(),
    }
}

#[test]
#[cfg_attr(
    without_workspaces,
    ignore = "needs ../shared/corpus or THREATBOARD_WORKSPACES"
)]
fn every_workspace_goes_in_and_out_again_and_nothing_is_lost() {
    let schema = contents(&folder().join("threat-composer-v1.schema.json"));
    let schema = schema.map(|text| serde_json::from_str::<Value>(&text).unwrap());
    let validator = schema.map(|schema| jsonschema::validator_for(&schema).unwrap());
    let mut whole = 0;
    for (name, text) in files() {
        let draft = match read(&text) {
            Ok(draft) => draft,
            Err(error) => {
                println!("{name}: refused: {error}");
                assert!(text.trim_start().starts_with('['), "{name}: {error}");
                assert!(error.says.contains("Put a list of threats into"), "{error}");
                // The remedy is one.
                let fixed = format!("{{\"schema\": 1, \"threats\": {text}}}");
                let session = taken(&read(&fixed).unwrap());
                let (value, said) = out(&session);
                assert_eq!(
                    unordered(&value),
                    unordered(&serde_json::from_str(&fixed).unwrap())
                );
                assert!(said.is_empty(), "{said:?}");
                continue;
            }
        };
        assert_eq!(
            guess(&name, &text).map(|source| source.name),
            Some("threat-composer")
        );
        let before: Value = serde_json::from_str(&text).unwrap();
        let session = taken(&draft);
        let len = |key: &str| before[key].as_array().map_or(0, Vec::len);
        assert_eq!(session.threats.len(), len("threats"), "{name}");
        assert_eq!(session.mitigations.len(), len("mitigations"), "{name}");
        assert_eq!(session.assumptions.len(), len("assumptions"), "{name}");
        let (after, said) = out(&session);
        assert_eq!(said, Vec::<String>::new(), "{name}");
        assert!(
            unordered(&after) == unordered(&before),
            "{name} is not as it was"
        );
        if let Ok(validator) = &validator {
            let was = validator.iter_errors(&before).count();
            let errors: Vec<String> = validator
                .iter_errors(&after)
                .map(|error| error.to_string().chars().take(300).collect())
                .collect();
            // A pack is no workspace, and never fits the schema of one.
            assert!(
                errors.is_empty() || (was > 0 && before.get("type").is_some()),
                "{name}: {errors:?}"
            );
        }
        for dropped in &draft.dropped {
            println!("{name}: {dropped}");
        }
        whole += 1;
    }
    assert!(whole > 0, "no workspace was there");
}

#[test]
#[cfg_attr(
    without_workspaces,
    ignore = "needs ../shared/corpus or THREATBOARD_WORKSPACES"
)]
fn every_workspace_that_was_sharpened_keeps_all_parts() {
    let schema = contents(&folder().join("threat-composer-v1.schema.json"));
    let schema = schema.map(|text| serde_json::from_str::<Value>(&text).unwrap());
    let validator = schema.map(|schema| jsonschema::validator_for(&schema).unwrap());
    let mut sharpened = 0;
    for (name, text) in files() {
        let Ok(draft) = read(&text) else { continue };
        let mut session = taken(&draft);
        let at = DateTime::parse_from_rfc3339("2026-05-09T11:00:00+02:00").unwrap();
        for threat in session.threats.clone() {
            // Every part that is missing is said, and the words get a full stop.
            for missing in session.missing_parts(&threat) {
                let id = threat.id.into();
                let edit = match (missing, missing.field()) {
                    (SentencePart::Who, _) => Edit::Set(id, Field::Actor(Some(ActorKind::Insider))),
                    (_, Some(part)) => Edit::Set(id, Field::Part(part, "as the room said".into())),
                    (SentencePart::Asset, _) => Edit::All(vec![
                        Edit::Add(New::Asset {
                            name: "what the room said".into(),
                            kind: None,
                            needs: [None; 3],
                            threats: Vec::new(),
                            places: Vec::new(),
                        }),
                        Edit::Link(
                            id,
                            session
                                .asset_called("what the room said")
                                .map_or_else(|| session.next_asset(), |asset| asset.id)
                                .into(),
                        ),
                    ]),
                    _ => Edit::Add(New::BusinessRisk("fines".into(), vec![threat.id])),
                };
                session.apply(&edit, at).unwrap();
            }
            let words = format!("{}.", threat.text);
            let edit = Edit::Set(threat.id.into(), Field::Text(words.as_str().into()));
            session.apply(&edit, at).unwrap();
            sharpened += 1;
        }
        session.validate().unwrap();
        let (value, _) = out(&session);
        // A pack is no workspace, and never fits the schema of one.
        if let (Ok(validator), None) = (&validator, value.get("type")) {
            let errors: Vec<String> = validator
                .iter_errors(&value)
                .map(|error| error.to_string().chars().take(300).collect())
                .collect();
            assert!(errors.is_empty(), "{name}: {errors:?}");
        }
        let back = taken(&read(&value.to_string()).unwrap());
        let said = |session: &Session| -> Vec<String> {
            let asset = |id| session.asset(id).unwrap().name.to_lowercase();
            let all = session.threats.iter().map(|threat| {
                let assets: Vec<String> = threat.assets.iter().map(|id| asset(*id)).collect();
                let costs = threat.business_risks.len();
                format!("{} {:?} {assets:?} {costs}", threat.text, threat.parts)
            });
            all.collect()
        };
        assert_eq!(said(&back), said(&session), "{name}");
        for threat in &back.threats {
            let missing = back.missing_parts(threat);
            assert!(missing.is_empty(), "{name} {}: {missing:?}", threat.id);
        }
    }
    assert!(sharpened > 0, "no threat was there");
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn our_own_session_fits_the_published_schema() {
    let schema = contents(&folder().join("threat-composer-v1.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/example-refund-flow.ron");
    let session = format::read(&contents(&path).unwrap()).unwrap();
    let (value, _) = out(&session);
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|e| e.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(
        !validator.is_valid(&json!({"schema": 1, "own": true})),
        "the schema says no too"
    );
}

#[test]
fn a_broken_file_is_refused_with_its_place_and_the_remedy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/import/threat-composer");
    let (mut tried, mut wrong) = (0, Vec::new());
    for entry in fs::read_dir(&root).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let error = read(&contents(&path).unwrap()).unwrap_err().to_string();
        let says = contents(&path.with_extension("says")).unwrap_or_default();
        if error != says.trim_end() {
            wrong.push(format!("{}: {error}", path.to_string_lossy()));
        }
        tried += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried >= 8, "{tried} files");
}
