//! The parts of every statement in real workspaces of Threat Composer, before and after they were here, by a walk over
//! the JSON that knows nothing of how they are read or written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;
use threatboard::domain::{ActorKind, Edit, Field, PartName, Session};
use threatboard::export::{Format, Names, render};

use super::corpus::corpus;
use super::{named, now, taken, text_of};
use crate::support::export_options;

/// Everything that a statement is made of.
const PARTS: [&str; 9] = [
    "statement",
    "threatSource",
    "prerequisites",
    "threatAction",
    "threatImpact",
    "impactedGoal",
    "impactedAssets",
    "customTemplate",
    "displayedStatement",
];

/// The workspaces that can be read, with what they say.
fn workspaces() -> Vec<(PathBuf, Value, Session)> {
    let mut all = Vec::new();
    for path in corpus("threat-composer", ".json") {
        let text = text_of(&path);
        let Ok(draft) = (named("threat-composer").read)(&text) else {
            continue;
        };
        let file: Value = serde_json::from_str(&text).unwrap();
        let count = file["threats"].as_array().map_or(0, Vec::len);
        if count > 0 {
            let session = taken(&draft);
            assert_eq!(session.threats.len(), count, "{path:?}");
            all.push((path, file, session));
        }
    }
    assert!(all.len() >= 5, "only {} workspaces", all.len());
    all
}

fn out(session: &Session) -> Value {
    let options = export_options(Names::Full, now().date_naive());
    let format = Format::from_name("threat-composer").unwrap();
    serde_json::from_str(&render(format, session, &options).remove(0).contents).unwrap()
}

/// The parts of each threat, by its id; `without` is not looked at.
fn walk(file: &Value, without: &[&str]) -> BTreeMap<String, Vec<(String, Value)>> {
    let threats = file["threats"].as_array().unwrap().iter();
    let parts = |threat: &Value| {
        let keys = PARTS.iter().filter(|key| !without.contains(key));
        let keys = keys.filter_map(|key| Some(((*key).to_owned(), threat.get(*key)?.clone())));
        keys.collect::<Vec<_>>()
    };
    threats
        .map(|threat| (threat["id"].as_str().unwrap().to_owned(), parts(threat)))
        .collect()
}

fn set_all(session: &mut Session, field: impl Fn(&Session, usize) -> Option<Field>) {
    for place in 0..session.threats.len() {
        if let Some(field) = field(session, place) {
            let id = session.threats[place].id.into();
            session.apply(&Edit::Set(id, field), now()).unwrap();
        }
    }
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn every_part_of_a_statement_comes_out_as_it_went_in() {
    let mut sharp = 0;
    for (path, file, session) in workspaces() {
        let before = walk(&file, &[]);
        assert_eq!(walk(&out(&session), &[]), before, "{path:?}");
        sharp += before.values().filter(|parts| parts.len() > 3).count();
        // And through our own file, and back in again.
        let again = (named("threat-composer").read)(&out(&session).to_string()).unwrap();
        assert_eq!(walk(&out(&taken(&again)), &[]), before, "{path:?}");
    }
    assert!(sharp > 20, "only {sharp} threats have parts");
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn a_full_stop_costs_no_part_of_any_statement() {
    for (path, file, mut session) in workspaces() {
        set_all(&mut session, |session, place| {
            let text = format!("{}.", session.threats[place].text);
            Some(Field::Text(text.as_str().into()))
        });
        let found = out(&session);
        let rest = ["statement", "displayedStatement"];
        assert_eq!(walk(&found, &rest), walk(&file, &rest), "{path:?}");
        let all = found["threats"].as_array().unwrap();
        let ends = |threat: &Value| threat["statement"].as_str().unwrap().ends_with('.');
        assert!(all.iter().all(ends), "{path:?}");
    }
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn one_part_that_is_changed_here_changes_no_other_part() {
    for (path, file, mut session) in workspaces() {
        set_all(&mut session, |_, _| {
            Some(Field::Part(PartName::SoThat, "the bank pays twice".into()))
        });
        let found = out(&session);
        let rest = ["threatImpact"];
        assert_eq!(walk(&found, &rest), walk(&file, &rest), "{path:?}");
        for threat in found["threats"].as_array().unwrap() {
            assert_eq!(threat["threatImpact"], "the bank pays twice", "{path:?}");
        }
    }
}

#[test]
#[cfg_attr(without_corpus, ignore = "needs ../shared/corpus")]
fn a_threat_that_was_sharpened_here_goes_out_and_comes_back_with_all_parts() {
    for (path, _, mut session) in workspaces() {
        set_all(&mut session, |_, _| {
            Some(Field::Actor(Some(ActorKind::Insider)))
        });
        for (name, words) in [
            (PartName::Who, "night shift"),
            (PartName::StartingFrom, "a stolen password"),
            (PartName::Does, "replaces the file"),
            (PartName::To, "the sftp server"),
            (PartName::SoThat, "the bank pays twice"),
        ] {
            set_all(&mut session, |_, _| Some(Field::Part(name, words.into())));
        }
        set_all(&mut session, |_, _| {
            Some(Field::Goals(vec!["integrity".into()]))
        });
        let found = out(&session);
        for threat in found["threats"].as_array().unwrap() {
            for (key, words) in [
                ("threatSource", "night shift"),
                ("prerequisites", "a stolen password"),
                ("threatAction", "replaces the file"),
                ("threatImpact", "the bank pays twice"),
            ] {
                assert_eq!(threat[key], words, "{path:?}");
            }
            assert_eq!(threat["impactedGoal"], serde_json::json!(["integrity"]));
        }
        let back = taken(&(named("threat-composer").read)(&found.to_string()).unwrap());
        for (back, sharp) in back.threats.iter().zip(&session.threats) {
            assert_eq!(back.parts, sharp.parts, "{path:?}");
        }
        assert_eq!(walk(&out(&back), &[]), walk(&found, &[]), "{path:?}");
    }
}
