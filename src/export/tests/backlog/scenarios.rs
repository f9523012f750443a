//! Scenarios, read by the `gherkin` crate.

use std::collections::HashSet;

use gherkin::{Feature, GherkinEnv};
use proptest::prelude::*;

use super::super::escaping::folded;
use super::super::laws::hostile;
use super::{example, files};
use crate::domain::{Mitigation, Session, Status};
use crate::export::Format;

fn is_to_be_built(mitigation: &Mitigation) -> bool {
    !mitigation.status.is_built() && mitigation.status != Status::Rejected
}

fn holds(session: &Session) -> Result<(), TestCaseError> {
    let files = files(Format::FEATURE, session);
    let built: Vec<&Mitigation> = session
        .mitigations
        .iter()
        .filter(|it| is_to_be_built(it))
        .collect();
    prop_assert_eq!(files.len(), built.len());
    let names: HashSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    prop_assert_eq!(names.len(), files.len(), "two files of one name");
    for (file, mitigation) in files.iter().zip(built) {
        let id = mitigation.id.to_string();
        let stem = file.name.strip_suffix(".feature").unwrap();
        prop_assert!(
            stem == id || stem.starts_with(&format!("{id}-")),
            "{}",
            stem
        );
        prop_assert!(
            stem.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-'),
            "{}",
            stem
        );
        let text = &file.contents;
        let feature = match Feature::parse(text, GherkinEnv::default()) {
            Ok(feature) => feature,
            Err(error) => return Err(TestCaseError::fail(format!("{error}\n{text}"))),
        };
        prop_assert_eq!(feature.keyword, "Feature");
        let words = folded(&mitigation.text);
        prop_assert_eq!(folded(&feature.name), words.clone(), "{}", text);
        prop_assert_eq!(
            feature.tags,
            ["threat-model", &session.ticket_id(mitigation)]
        );
        prop_assert!(feature.background.is_none() && feature.rules.is_empty());
        prop_assert_eq!(
            feature.scenarios.len(),
            mitigation.threats.len().max(1),
            "{}",
            text
        );
        for scenario in &feature.scenarios {
            prop_assert!(
                scenario.examples.is_empty() && scenario.description.is_none(),
                "{}",
                text
            );
            let steps: Vec<&str> = scenario
                .steps
                .iter()
                .map(|step| step.keyword.trim())
                .collect();
            prop_assert_eq!(steps, ["Given", "When", "Then", "And"], "{}", text);
            for step in &scenario.steps {
                prop_assert!(step.docstring.is_none() && step.table.is_none(), "{}", text);
            }
            prop_assert!(
                folded(&scenario.steps[2].value).ends_with(&words),
                "{}",
                text
            );
            prop_assert!(
                folded(&scenario.steps[3].value).ends_with(&folded(&mitigation.verify)),
                "{}",
                text
            );
        }
        for (scenario, id) in feature.scenarios.iter().zip(&mitigation.threats) {
            let threat = session.threat(*id).unwrap();
            prop_assert_eq!(scenario.tags[0].as_str(), id.to_string());
            prop_assert_eq!(
                folded(&scenario.name),
                folded(&format!("{id} {}", threat.text))
            );
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn each_mitigation_is_a_feature_whatever_it_says(session in hostile()) {
        holds(&session)?;
    }
}

#[test]
fn the_example_is_read_as_features() {
    holds(&example()).unwrap();
    assert!(!files(Format::FEATURE, &example()).is_empty());
}

#[test]
fn words_that_are_gherkin_stay_words() {
    let mut session = example();
    for words in [
        "# language: de",
        "@tag",
        "Scenario: another",
        "\"\"\"",
        "| a | b |",
        "Given a <placeholder>",
        "Examples:",
        "* step",
    ] {
        session.mitigations[1].text = words.into();
        session.mitigations[1].verify = words.into();
        session.threats[0].text = words.into();
        session.elements[0].name = words.into();
        holds(&session).unwrap();
    }
}
