//! One file for each thing that a format can say and for each way to be wrong, named after it, with what becomes of it
//! beside it in `*.says`.

use std::fs;
use std::path::{Path, PathBuf};

use threatboard::import::guess;

use super::{named, taken, text_of, told};

/// The formats of which files stand in folders of their names.
const FORMATS: [&str; 8] = [
    "sarif",
    "markdown",
    "mermaid",
    "threagile",
    "otm",
    "threat-dragon",
    "tm-library",
    "transcript",
];

fn folder(format: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/files/import")
        .join(format)
}

/// Names and texts of the files of a format.
pub(super) fn files(format: &str) -> Vec<(String, String)> {
    let mut names: Vec<String> = fs::read_dir(folder(format))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension() != Some("says".as_ref()))
        .collect();
    names.sort();
    let read = |name: String| {
        let text = text_of(&folder(format).join(&name));
        (name, text)
    };
    names.into_iter().map(read).collect()
}

#[test]
fn every_file_becomes_what_stands_beside_it() {
    let mut wrong = Vec::new();
    for format in FORMATS {
        let files = files(format);
        assert!(files.len() >= 8, "{format}: {} files", files.len());
        for (name, text) in files {
            let read = (named(format).read)(&text);
            if let Ok(draft) = &read {
                taken(draft);
            }
            let stem = name.rsplit_once('.').unwrap().0;
            let beside = folder(format).join(format!("{stem}.says"));
            let expected = fs::read(&beside).unwrap_or_default();
            let expected = String::from_utf8(expected).unwrap();
            let told = told(&read);
            if told != expected {
                wrong.push(format!(
                    "{format}/{stem}.says must say
{told}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_file_is_known_by_its_name_and_by_what_it_holds() {
    for format in FORMATS {
        for (name, text) in files(format) {
            if (named(format).read)(&text).is_err() {
                continue;
            }
            let guessed = guess(&name, &text).map(|source| source.name);
            assert_eq!(guessed, Some(format), "{name}");
            let guessed = guess("scan", &text).map(|source| source.name);
            assert_eq!(guessed, Some(format), "{name} without its name");
        }
    }
    for (name, text) in [
        ("a.json", "{\"schema\": 1}"),
        ("a.yaml", "name: value"),
        ("empty", ""),
    ] {
        assert!(guess(name, text).is_none(), "{name}");
    }
    // Read all the same, so that someone is told what is wrong with it.
    for (name, text, format) in [
        ("a.md", "Only words.", "markdown"),
        ("a.tc.json", "[", "threat-composer"),
        ("A.SARIF", "", "sarif"),
    ] {
        let guessed = guess(name, text).map(|source| source.name);
        assert_eq!(guessed, Some(format), "{name}");
    }
}
