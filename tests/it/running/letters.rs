//! The letters of a stop of the sweep: which one the room is asked about, and what a threat that is typed there is found
//! under.

use threatboard::domain::{Place, Stride};

use super::sweep::sweeping;
use crate::support::{Desk, WIDE};

#[test]
fn a_typed_threat_has_the_letter_of_the_question_that_is_shown_unless_its_line_names_one() {
    let mut desk = sweeping();
    desk.keys("<enter>«The answer is swapped»<enter>«Who asks is known #rep»<enter>");
    // The question stays while the line is open, and the line says what it is.
    desk.keys("«Orders are replayed»<enter>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("threat on F1, tampering> "), "{screen}");
    assert!(screen.contains("T tampering: Could someone"), "{screen}");
    desk.keys("<esc>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("F1 CUSTOMER -> WEB : ask     T 2 [I _] D _"),
        "{screen}"
    );
    assert!(
        screen.contains("I information disclosure: Who could"),
        "{screen}"
    );
    desk.keys("<right><enter>«It is flooded»<enter><esc>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("F1 CUSTOMER -> WEB : ask     T 2  I _ [D 1]"),
        "{screen}"
    );
    assert!(screen.contains("T4  It is flooded  (D)"), "{screen}");
    let session = desk.session();
    let flow = Place::Flow(session.flows[0].id);
    let found: Vec<(&[Place], &[Stride])> = session
        .threats
        .iter()
        .map(|threat| (threat.places.as_slice(), threat.stride.as_slice()))
        .collect();
    assert_eq!(
        found,
        [
            (&[flow][..], &[Stride::Tampering][..]),
            (&[flow], &[Stride::Repudiation]),
            (&[flow], &[Stride::Tampering]),
            (&[flow], &[Stride::DenialOfService]),
        ]
    );
    // Esc lets the letter go, and the stop is not left.
    desk.keys("<esc>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("F1 CUSTOMER -> WEB : ask     T 2 [I _] D 1"),
        "{screen}"
    );
    assert!(
        screen.contains("I information disclosure: Who could"),
        "{screen}"
    );
}

#[test]
fn the_question_that_a_threat_answers_is_not_marked_as_nothing_found() {
    let mut desk = sweeping();
    desk.keys("t«The answer is swapped»<enter><esc>.");
    let swept: Vec<&str> = desk
        .session()
        .swept
        .iter()
        .map(|s| s.asked.words())
        .collect();
    assert_eq!(swept, ["information disclosure", "denial of service"]);
}

#[test]
fn the_line_says_the_letter_only_where_it_gives_one() {
    let mut desk = sweeping();
    desk.keys("jt");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("threat on web, spoofing> "), "{screen}");
    // Made about nothing, it has no letter either.
    desk.keys("<ctrl-t>«Bribed»<enter><esc>");
    assert_eq!(desk.session().threats[0].places, []);
    assert_eq!(desk.session().threats[0].stride, []);
    desk.keys("q");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("question about web> "), "{screen}");
    // There is no letter for the system as a whole.
    desk.keys("<esc><end>t");
    let screen = desk.screen(WIDE);
    assert!(screen.contains(" threat> "), "{screen}");
}

#[test]
fn a_letter_with_a_threat_counts_as_looked_at() {
    let mut desk = sweeping();
    desk.keys("t«a #tamp»<enter>«b #info»<enter>«c #denial»<enter><esc>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  1 of 6 stops looked at"), "{screen}");
    assert_eq!(desk.session().swept, []);
}

#[test]
fn one_letter_can_be_marked_and_unmarked() {
    let mut desk = sweeping();
    desk.keys("y");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("F1 CUSTOMER -> WEB : ask     T . [I _] D _"),
        "{screen}"
    );
    assert!(
        screen.contains("customer -> web, tampering: looked at"),
        "{screen}"
    );
    // The room is asked about the next one at once.
    assert!(
        screen.contains("I information disclosure: Who could"),
        "{screen}"
    );
    desk.keys("y");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("F1 CUSTOMER -> WEB : ask     T .  I . [D _]"),
        "{screen}"
    );
    desk.keys("<left>y");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("F1 CUSTOMER -> WEB : ask     T . [I _] D _"),
        "{screen}"
    );
    assert_eq!(desk.session().swept.len(), 1);
    desk.keys("u");
    assert_eq!(desk.session().swept.len(), 2, "undone by itself");
}

#[test]
fn a_file_that_was_swept_by_letters_means_the_same() {
    let mut desk = sweeping();
    desk.keys("yy");
    let session = desk.session().clone();
    let text = ron::to_string(&session.swept).unwrap();
    assert_eq!(
        text,
        "[(place:\"F1\",asked:Letter(Tampering)),(place:\"F1\",asked:Letter(InformationDisclosure))]"
    );
    let mut again = Desk::with(session);
    again.keys("2");
    let screen = again.screen(WIDE);
    assert!(
        screen.contains("F1 CUSTOMER -> WEB : ask     T .  I . [D _]"),
        "{screen}"
    );
}

#[test]
fn the_letter_that_the_next_threat_is_found_under_stands_in_brackets() {
    let mut desk = sweeping();
    let screen = desk.screen(WIDE);
    assert!(screen.contains("ask    [T _] I _  D _"), "{screen}");
    desk.keys("t«The answer is swapped»<enter>");
    // As long as the line is open, the next one is found there, too.
    let screen = desk.screen(WIDE);
    assert!(screen.contains("ask    [T 1] I _  D _"), "{screen}");
    desk.keys("<esc>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("ask     T 1 [I _] D _"), "{screen}");
    desk.keys("<right>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("ask     T 1  I _ [D _]"), "{screen}");
    assert!(screen.contains("D denial of service: "), "{screen}");
    desk.keys("<right>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("ask    [T 1] I _  D _"), "{screen}");
    desk.keys("<left><left>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("ask     T 1 [I _] D _"), "{screen}");
}
