//! What the command line says to what makes no sense.

use chrono::DateTime;
use clap::ValueEnum;

use super::args::{AddKind, FieldName, Target};
use super::change::Work;
use super::{Failure, add, set};
use crate::domain::{ItemId, Session, Stamp};
use crate::keys::{KeyMap, Screen};
use crate::store::format;

/// A meeting in which everything there is was captured.
const MEETING: &str = include_str!("../../tests/files/versions/2.ron");

fn noon() -> Stamp {
    DateTime::parse_from_rfc3339("2026-05-09T12:00:00+02:00").unwrap()
}

/// What is said about a change, if it is not made.
fn said(change: impl FnOnce(&mut Work<'_>) -> Result<(), Failure>) -> Option<String> {
    let mut session: Session = format::read(MEETING).unwrap();
    let mut work = Work::new(&mut session, noon());
    change(&mut work).err().map(|failure| failure.says)
}

fn targets() -> Vec<Target> {
    let ids = [
        "T1", "M1", "Q1", "A1", "S1", "K1", "E1", "F1", "Z1", "N1", "P1",
    ];
    let items = ids.iter().map(|id| Target::Item(id.parse().unwrap()));
    items.chain([Target::Session]).collect()
}

const NONSENSE: [&str; 4] = ["", "none", "@@ #! zz", "77"];

/// What `set` says to nonsense in any field of anything.
fn said_by_set() -> Vec<String> {
    let mut all = Vec::new();
    for target in targets() {
        for field in FieldName::value_variants() {
            for value in NONSENSE {
                let nonsense = set::Said {
                    value,
                    because: None,
                    by: None,
                    for_threat: None,
                    until: None,
                    today: noon().date_naive(),
                    now: noon(),
                };
                all.extend(said(|work| {
                    let edit = set::edit(work.session, target, *field, &nonsense);
                    work.make(&edit.map_err(Failure::usage)?)
                }));
            }
        }
    }
    all
}

/// What `add` says to nonsense of any kind, about anything.
fn said_by_add() -> Vec<String> {
    let mut all = Vec::new();
    for kind in AddKind::value_variants() {
        for value in NONSENSE {
            let lines = [(0, value.to_owned())];
            let about: Vec<ItemId> = vec!["E1".parse().unwrap()];
            for about in [&[][..], &about] {
                all.extend(said(|work| add::run(work, *kind, &lines, about)));
            }
        }
    }
    all
}

#[test]
fn the_command_line_never_speaks_of_keys() {
    let keys = KeyMap::bundled().unwrap();
    let mut pressed: Vec<String> = Screen::ALL
        .into_iter()
        .flat_map(|screen| keys.bindings(screen))
        .flat_map(|binding| binding.keys.iter().map(ToString::to_string))
        .collect();
    // Words of their own: an article, numbers, and the flow F1.
    let is_word = |key: &str| {
        key.eq_ignore_ascii_case("a") || key.parse::<u8>().is_ok() || key.parse::<ItemId>().is_ok()
    };
    pressed.retain(|key| !is_word(key));
    let all = [said_by_set(), said_by_add()].concat();
    assert!(all.len() > 1000, "{} refusals", all.len());
    for says in &all {
        assert!(!says.to_lowercase().contains("press "), "{says}");
        // Behind it stand the values that can be given.
        let says = says.split(" is not one of ").next().unwrap();
        for word in says.split_whitespace() {
            let word = word.trim_matches(['.', ',', ':', ';']);
            assert!(!pressed.iter().any(|key| key == word), "{word}: {says}");
        }
    }
    assert!(
        all.iter().any(|says| says.contains("`threatboard delete")),
        "how an item is deleted is a command"
    );
}
