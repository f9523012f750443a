//! Files that name each other cannot be read apart: in `app` at most a few do.

use std::collections::{BTreeMap, BTreeSet};

use crate::architecture::{sources, statements};

/// The most files of `app` that may name each other in a circle.
const MOST: usize = 2;

/// Which files each file names.
type Named = BTreeMap<String, BTreeSet<String>>;

/// `src/app/verbs/steps.rs` as `app::verbs::steps`.
fn module(path: &str) -> String {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    path.replace('/', "::")
}

/// The file that a path in the code of a module leads to: the longest part of the path that is a file.
fn file_of(path: &str, here: &str, files: &BTreeSet<String>) -> Option<String> {
    let mut parts: Vec<&str> = here.split("::").collect();
    let mut rest = path.split("::").peekable();
    match rest.peek().copied() {
        Some("crate") => {
            parts.clear();
            rest.next();
        }
        Some("self") => {
            rest.next();
        }
        _ => {
            while rest.next_if_eq(&"super").is_some() {
                parts.pop();
            }
        }
    }
    parts.extend(rest);
    (1..=parts.len())
        .rev()
        .map(|length| {
            parts
                .iter()
                .take(length)
                .copied()
                .collect::<Vec<_>>()
                .join("::")
        })
        .find(|file| files.contains(file))
}

/// Which files below `src/app`, and `src/app.rs` itself, each of them names.
fn named(sources: &BTreeMap<String, String>) -> Named {
    let files: BTreeSet<String> = sources.keys().map(|path| module(path)).collect();
    let of = |(path, source): (&String, &String)| {
        let here = module(path);
        let code = statements(source);
        let words = code.iter().flat_map(|(_, line)| {
            line.split(|letter: char| !(letter.is_alphanumeric() || "_:".contains(letter)))
        });
        let paths = words.filter(|word| word.contains("::"));
        let found = paths.filter_map(|path| file_of(path, &here, &files));
        let others = found.filter(|file| *file != here).collect();
        (here, others)
    };
    sources.iter().map(of).collect()
}

/// Everything that can be reached from a file.
fn reached(from: &str, named: &Named) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut todo = vec![from.to_owned()];
    while let Some(file) = todo.pop() {
        for next in named.get(&file).into_iter().flatten() {
            if reached.insert(next.clone()) {
                todo.push(next.clone());
            }
        }
    }
    reached
}

/// The largest set of files that all reach each other.
fn largest_circle(named: &Named) -> BTreeSet<String> {
    let reaches: BTreeMap<&String, BTreeSet<String>> = named
        .keys()
        .map(|file| (file, reached(file, named)))
        .collect();
    let circle = |(file, there): (&&String, &BTreeSet<String>)| -> BTreeSet<String> {
        let goes_back = |other: &&String| reaches.get(other).is_some_and(|r| r.contains(*file));
        there.iter().filter(goes_back).cloned().collect()
    };
    let circles = reaches.iter().map(circle);
    circles.max_by_key(BTreeSet::len).unwrap_or_default()
}

#[test]
fn no_circle_of_app_is_larger_than_one_can_hold_in_mind() {
    let app = sources()
        .into_iter()
        .filter(|(path, _)| path == "src/app.rs" || path.starts_with("src/app/"));
    let circle = largest_circle(&named(&app.collect()));
    assert!(
        circle.len() <= MOST,
        "{} files name each other: {circle:?}",
        circle.len()
    );
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let files = [
        ("src/app.rs", "mod a;\nmod b;\nuse a::Thing;"),
        (
            "src/app/a.rs",
            "use super::{App, b::{self, Other}};\nmod below;",
        ),
        ("src/app/b.rs", "fn f() { crate::app::a::below::g() }"),
        (
            "src/app/a/below.rs",
            "use super::Thing;\nuse super::super::b::f;",
        ),
        ("src/app/apart.rs", "use crate::domain::App;"),
    ];
    let files: BTreeMap<String, String> = files
        .map(|(path, source)| (path.to_owned(), source.to_owned()))
        .into();
    let circle = largest_circle(&named(&files));
    let names: Vec<&str> = circle.iter().map(String::as_str).collect();
    assert_eq!(names, ["app", "app::a", "app::a::below", "app::b"]);
}
