//! The table of all rules in `docs/rules.md` names tests that exist, and leaves out no rule.

use std::fs;
use std::path::{Path, PathBuf};

use threatboard::keys::{KeyMap, Screen};
use threatboard::rules::RULES;

/// One row: the rule, its level, and the tests that it names.
struct Row {
    id: String,
    level: String,
    tests: Vec<String>,
}

fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let page = String::from_utf8(fs::read(path).unwrap()).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| R"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        assert_eq!(cells.len(), 5, "{line}");
        let tests = cells[4].split('`').skip(1).step_by(2);
        Row {
            id: cells[0].to_owned(),
            level: cells[2].to_owned(),
            tests: tests.map(str::to_owned).collect(),
        }
    })
    .collect()
}

/// Everything that is written in Rust files below a folder.
fn sources(folder: PathBuf) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&sources(path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            all.push_str(&String::from_utf8(fs::read(&path).unwrap()).unwrap());
        }
    }
    all
}

#[test]
fn every_rule_is_in_the_table_once_and_in_order() {
    let ids: Vec<String> = rows().into_iter().map(|row| row.id).collect();
    let all: Vec<String> = (1..=68).map(|n| format!("R{n:02}")).collect();
    assert_eq!(ids, all);
}

#[test]
fn every_test_that_the_table_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = sources(root.join("tests")) + &sources(root.join("src"));
    for row in rows() {
        assert!(
            !row.tests.is_empty(),
            "docs/rules.md names no test for {}",
            row.id
        );
        for test in row.tests {
            assert!(
                all.contains(&format!("fn {test}()")),
                "docs/rules.md names a test for {} that is not there: {test}",
                row.id
            );
        }
    }
}

#[test]
fn every_verb_that_a_rule_names_has_a_key() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules = sources(root.join("src/rules"));
    let keys = KeyMap::bundled().unwrap();
    let bindings: Vec<_> = Screen::ALL
        .into_iter()
        .flat_map(|screen| keys.bindings(screen))
        .filter(|binding| !binding.keys.is_empty())
        .collect();
    let named: Vec<&str> = rules
        .split("Verb::")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap())
        .collect();
    assert!(named.len() > 20, "{named:?}");
    for name in named {
        let bound = bindings.iter().any(|b| format!("{:?}", b.act) == name);
        assert!(bound, "no key does {name}");
    }
}

#[test]
fn every_rule_that_speaks_is_a_nudge_in_the_table() {
    let rows = rows();
    for rule in RULES {
        let row = rows.iter().find(|row| row.id == rule.id).unwrap();
        assert_eq!(row.level, "NUDGE", "{}", rule.id);
    }
}
