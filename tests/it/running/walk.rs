//! The walk of the sweep: where it goes when some places are skipped or left for later, and how fast it is.

use threatboard::screens::go_wrong::Walk;

use super::sweep::sweeping;
use crate::support::WIDE;

#[test]
fn a_place_that_was_skipped_counts_only_where_it_is_on_the_walk() {
    let mut desk = sweeping();
    desk.keys("jjjzb");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP, boundaries only  0 of 3 stops looked at "),
        "{screen}"
    );
    desk.keys("b");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP  0 of 6 stops looked at, 1 skipped"),
        "{screen}"
    );
}

#[test]
fn walking_stays_at_the_boundaries_where_only_they_are_swept() {
    let mut desk = sweeping();
    desk.keys("b");
    for _ in 0..6 {
        desk.keys("j");
        let screen = desk.screen(WIDE);
        let place = [
            "   F1 CUSTOMER -> WEB : ask    [T _]",
            "   WEB    [S _]",
            "   CUSTOMER    [S _]",
        ];
        assert!(place.iter().any(|place| screen.contains(place)), "{screen}");
    }
}

#[test]
fn the_pace_is_that_of_the_room_and_begins_anew_with_a_new_clock() {
    let mut pace = Walk::default().pace;
    for spent in [600, 610, 620] {
        pace.done(spent);
        assert_eq!(pace.seconds(30), 30, "after too few stops");
    }
    pace.done(630);
    assert_eq!(pace.seconds(30), 10);
    // The step began again: in another meeting, or after its clock was set back.
    pace.done(5);
    assert_eq!(pace.seconds(30), 30);
    for spent in [25, 45, 65] {
        pace.done(spent);
    }
    assert_eq!(pace.seconds(30), 20);
}
