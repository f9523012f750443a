//! A stop of the sweep: what is selected there, what is typed there, and what is said when the room goes on.

use threatboard::domain::ItemId;

use super::sweep::sweeping;
use crate::support::{Desk, PLAIN, SMALL, WIDE};

/// Two threats on the first stop, one on the second, none on the third.
fn found() -> Desk {
    let mut desk = sweeping();
    desk.keys("t«The answer is swapped»<enter>«Orders are replayed»<enter><esc>");
    desk.keys("jt«Someone else logs in»<enter><esc>");
    desk
}

fn texts(desk: &Desk) -> Vec<&str> {
    let threats = desk.session().threats.iter();
    threats.map(|threat| threat.text.as_str()).collect()
}

#[test]
fn at_a_stop_without_threats_no_key_acts_on_a_threat_elsewhere() {
    for key in ["d", "e", "s", "g", "S", "X", "L", "Y", "K", "J"] {
        let mut desk = found();
        desk.keys("j");
        let before = desk.session().clone();
        assert!(desk.screen(WIDE).contains("No threats here yet."));
        desk.keys(key);
        assert_eq!(*desk.session(), before, "{key}");
        let screen = desk.screen(WIDE);
        assert!(!screen.contains("T3"), "{key}: {screen}");
        assert!(
            key == "s" || screen.contains("Nothing is selected at this stop."),
            "{key}: {screen}"
        );
    }
}

#[test]
fn at_a_stop_the_selected_threat_is_one_that_is_listed_there() {
    let mut desk = found();
    let screen = desk.screen(WIDE);
    assert!(screen.contains(" > T3  Someone else logs in"), "{screen}");
    // The first, where none of them was typed or selected last.
    desk.keys("k");
    let screen = desk.screen(WIDE);
    assert!(screen.contains(" > T1  The answer is swapped"), "{screen}");
    assert!(screen.contains("   T2  Orders are replayed"), "{screen}");
    desk.keys("<tab>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("   T1  The answer is swapped"), "{screen}");
    assert!(screen.contains(" > T2  Orders are replayed"), "{screen}");
    desk.keys("e« at night»<enter>");
    let known = ["The answer is swapped", "Orders are replayed at night"];
    assert_eq!(texts(&desk)[..2], known);
    desk.keys("d");
    assert_eq!(
        texts(&desk),
        ["The answer is swapped", "Someone else logs in"]
    );
    let screen = desk.screen(WIDE);
    assert!(screen.contains(" > T1  The answer is swapped"), "{screen}");
    desk.keys("d");
    assert_eq!(texts(&desk), ["Someone else logs in"]);
    desk.keys("d");
    assert_eq!(texts(&desk), ["Someone else logs in"]);
    desk.keys("u");
    let screen = desk.screen(WIDE);
    assert!(screen.contains(" > T1  The answer is swapped"), "{screen}");
}

#[test]
fn the_newest_is_selected_where_one_was_just_typed() {
    let mut desk = found();
    desk.keys("kt«It is flooded»<enter><esc>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains(" > T4  It is flooded"), "{screen}");
}

#[test]
fn another_threat_of_a_stop_is_selected_round_and_round_with_a_key_that_is_offered_where_there_is_one()
 {
    let mut desk = found();
    assert!(!desk.screen(WIDE).contains("next threat"));
    desk.keys("k");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("Tab next threat"), "{screen}");
    for (key, marked) in [
        ("<tab>", "> T2"),
        ("<tab>", "> T1"),
        ("<backtab>", "> T2"),
        ("<backtab>", "> T1"),
    ] {
        desk.keys(key);
        let screen = desk.screen(WIDE);
        assert!(screen.contains(marked), "{key}: {screen}");
        assert!(screen.contains("F1 CUSTOMER -> WEB"), "{key}: {screen}");
    }
}

#[test]
fn the_selected_threat_of_a_stop_is_seen_at_every_size() {
    let mut desk = found();
    desk.keys("kt");
    for n in 3..9 {
        desk.keys(&format!("«number {n} of the threats of this place»<enter>"));
    }
    desk.keys("<esc>");
    for size in [WIDE, PLAIN, SMALL, (40, 10)] {
        for _ in 0..8 {
            desk.keys("<tab>");
            let selected = desk.app.selected().unwrap();
            let screen = desk.screen(size);
            assert!(
                screen.contains(&format!("> {selected}  ")),
                "{size:?} {screen}"
            );
        }
    }
}

#[test]
fn who_leaves_the_sweep_has_a_threat_selected() {
    let mut desk = found();
    desk.keys("k<tab>N");
    assert_eq!(desk.app.selected(), "T2".parse::<ItemId>().ok());
    let mut desk = found();
    desk.keys("jN");
    assert_eq!(desk.app.selected(), "T3".parse::<ItemId>().ok());
}

#[test]
fn on_the_whiteboard_of_the_sweep_the_keys_are_those_of_its_list() {
    let mut desk = found();
    desk.keys("jw<home><down>");
    assert_eq!(desk.app.selected(), "T2".parse::<ItemId>().ok());
    desk.keys(".");
    assert_eq!(desk.session().swept, []);
    desk.keys("w");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("No threats here yet."), "{screen}");
}

#[test]
fn what_is_deleted_at_a_stop_is_said_and_nothing_else() {
    let mut desk = found();
    desk.keys("d");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("+ T3 deleted.   u undo"), "{screen}");
}

#[test]
fn whoever_has_looked_at_a_stop_is_told_at_what_and_undo_goes_back_there() {
    let mut desk = sweeping();
    desk.keys("t«Read on the way #info»<enter><esc>.");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("+ F1: tampering and denial of service looked at, nothing found.   u undo"),
        "{screen}"
    );
    assert!(screen.contains("   WEB "), "{screen}");
    desk.keys("jju");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("F1 CUSTOMER -> WEB : ask    [T _] I 1  D _"),
        "{screen}"
    );
    // Done again, the room sees what was marked.
    desk.keys("jj<ctrl-r>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("F1 CUSTOMER -> WEB : ask    [T .] I 1  D ."),
        "{screen}"
    );
    // More letters than can be read at a glance are counted.
    desk.keys("j.");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("+ web: 6 categories looked at, nothing found.   u undo"),
        "{screen}"
    );
}

#[test]
fn a_stop_at_which_all_was_found_is_left_without_a_word_and_the_last_one_says_both() {
    let mut desk = sweeping();
    desk.keys("t«a #tamp»<enter>«b #info»<enter>«c #denial»<enter><esc>.");
    let screen = desk.screen(WIDE);
    assert!(!screen.contains("nothing found.   u undo"), "{screen}");
    desk.keys(".....");
    let screen = desk.screen(WIDE);
    let says = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        says.contains(
            "+ the whole system: any threat and accidents looked at, nothing found. Every element and flow has been looked at. Press n to go on. u undo"
        ),
        "{screen}"
    );
    desk.keys("u");
    assert!(desk.screen(WIDE).contains("THE WHOLE SYSTEM"));
}

#[test]
fn with_two_sets_each_question_says_its_set_and_what_has_no_row_is_counted() {
    let mut desk = sweeping();
    desk.keys(":category<enter>3");
    let screen = desk.screen(WIDE);
    for says in [
        "STRIDE T tampering: Could someone change data",
        "STRIDE   I  ",
        "LINDDUN  I  ",
        "LINDDUN  DD ",
    ] {
        assert!(screen.contains(says), "{says}: {screen}");
    }
    for size in [WIDE, PLAIN] {
        let screen = desk.screen(size);
        let shown = screen.matches("  not looked at").count();
        let more = match 6 - shown {
            0 => continue,
            n => format!("{n} more question"),
        };
        assert!(screen.contains(&more), "{size:?} {more}: {screen}");
    }
}

#[test]
fn the_beginning_of_a_category_is_enough_in_a_line_of_the_sweep() {
    let mut desk = sweeping();
    desk.keys(":category<enter>3");
    desk.keys("t«Someone is seen #detect»<enter>«Ruled out #compl»<enter><esc>");
    let kinds: Vec<String> = desk
        .session()
        .threats
        .iter()
        .map(|threat| format!("{}: {}", threat.text, threat.kinds().join(", ")))
        .collect();
    assert_eq!(
        kinds,
        ["Someone is seen: detecting", "Ruled out: non-compliance"]
    );
}
