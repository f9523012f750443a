//! Category sets of a user's own, in whatever spelling they are named.

use threatboard::catalogue::Catalogue;
use threatboard::domain::Stop;

use crate::support::{Desk, room};

/// A set of the user's with the name of a bundled one, spelled otherwise, and a letter that the bundled one lacks.
const OWN: &str = r#"(sets: [(
    name: "CIA", title: "C-I-A", says: "our own",
    letters: [(mark: "I", is: "integrity"), (mark: "Sf", is: "safety")],
    prompts: [
        (at: Process, asks: "integrity", says: "Ours: who changes {}?"),
        (at: Process, asks: "safety", says: "Who is hurt by {}?"),
    ],
)])"#;

/// What is asked at the only element of a session with the set `cia`.
fn asked(own: &str) -> Vec<String> {
    let catalogue = Catalogue::bundled().unwrap().with(own).unwrap();
    let mut desk = Desk::with(room());
    desk.keys("<space>f«zone core: web»<enter><esc>");
    let mut session = desk.session().clone();
    session.sets = vec!["cia".into()];
    let stops = catalogue.stops(&session);
    let looks = stops.first().into_iter().flat_map(Stop::looks);
    looks
        .map(|look| catalogue.sweep_prompt(&session, &look))
        .collect()
}

#[test]
fn a_set_that_is_spelled_otherwise_takes_the_place_of_the_bundled_one() {
    let catalogue = Catalogue::bundled().unwrap().with(OWN).unwrap();
    let sets = catalogue.sets().iter().map(|set| set.title.as_str());
    assert_eq!(sets.collect::<Vec<_>>(), ["STRIDE", "C-I-A", "LINDDUN"]);
    assert_eq!(
        asked(OWN),
        ["Ours: who changes web?", "Who is hurt by web?"]
    );
}

#[test]
fn a_question_for_a_category_that_is_spelled_otherwise_takes_the_place_of_the_bundled_one() {
    let own =
        r#"(sweep: [(at: Process, asked: Of("CIA/Integrity"), says: "Ours: who changes {}?")])"#;
    let asked = asked(own);
    assert_eq!(asked.len(), 3, "{asked:?}");
    let ours = asked.iter().filter(|says| says.starts_with("Ours"));
    assert_eq!(ours.count(), 1, "{asked:?}");
}

#[test]
fn a_mark_stays_what_it_was_when_the_spelling_of_its_set_changes() {
    let catalogue = Catalogue::bundled().unwrap().with(OWN).unwrap();
    let categories = catalogue.categories();
    let names: Vec<String> = categories.iter().map(ToString::to_string).collect();
    // What was marked and found under the bundled name is found again.
    assert!(names.contains(&"cia/integrity".to_owned()), "{names:?}");
}
