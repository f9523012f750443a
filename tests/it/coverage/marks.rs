//! Marking what the room looked at: the same rules for a letter of the sweep, a whole stop and a cell of the grid.

use std::sync::Arc;

use threatboard::app::msg::{Msg, Opened};
use threatboard::domain::{Asked, Place, Stamp, Stride};
use threatboard::keys::Screen;

use crate::support::{Desk, WIDE, room};

/// A customer outside, a web and a ledger inside; at the sweep of a meeting that goes on.
fn sweeping() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("<space>f«zone core: web, {ledger}»<enter>«(customer) -> web : ask»<enter>");
    desk.keys("«web -> ledger : amount»<enter><esc>2n");
    desk
}

/// The same on the next day, before anyone has changed anything: at the sweep, between two meetings.
fn next_day() -> Desk {
    let mut desk = sweeping();
    let mut session = desk.session().clone();
    let first = session.sittings[0].started;
    let day_before: Stamp = first - chrono::TimeDelta::days(1);
    session.sittings[0].started = day_before;
    desk = Desk::with(session);
    // The agenda of another day has no sweep; the one of a meeting has.
    desk.keys("G12n");
    assert!(desk.screen(WIDE).contains("SWEEP"), "{}", desk.screen(WIDE));
    assert_eq!(desk.session().sittings.len(), 1, "no meeting has begun");
    desk
}

#[test]
fn a_letter_with_a_threat_is_not_marked_and_each_way_says_why_in_the_same_words() {
    let mut desk = sweeping();
    desk.keys("t«The answer is swapped #tamp»<enter><esc><left>");
    let says = "F1 customer -> web, tampering: T1 found, so it is not empty. Change or delete the threat first.";
    let screen = desk.screen((140, 30));
    assert!(screen.contains("[T 1]"), "{screen}");
    desk.keys("y");
    assert_eq!(desk.session().swept, []);
    let screen = desk.screen((140, 30));
    assert!(screen.contains(says), "{screen}");
    desk.keys("8<left><left>.");
    assert_eq!(desk.session().swept, []);
    let screen = desk.screen((140, 30));
    assert!(screen.contains(says), "{screen}");
}

#[test]
fn a_whole_stop_is_marked_where_nothing_was_found() {
    let mut desk = sweeping();
    desk.keys("t«The answer is swapped #tamp»<enter><esc>.");
    let swept = desk.session().swept.iter().map(|look| &look.asked);
    let swept: Vec<&Asked> = swept.collect();
    let expected = [Stride::InformationDisclosure, Stride::DenialOfService].map(Asked::Letter);
    assert_eq!(swept, expected.iter().collect::<Vec<_>>());
}

#[test]
fn a_mark_between_meetings_begins_a_meeting_as_a_threat_does() {
    for (keys, marks) in [("t«Swapped»<enter><esc>", 0), ("y", 1), (".", 3), ("8.", 1)] {
        let mut desk = next_day();
        desk.keys(keys);
        let session = desk.session();
        assert_eq!(session.sittings.len(), 2, "{keys}: {}", desk.screen(WIDE));
        assert_eq!(session.swept.len(), marks, "{keys}");
    }
}

#[test]
fn a_walk_through_every_stop_between_meetings_has_looked_at_all_of_it() {
    let mut desk = next_day();
    desk.keys("......");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  6 of 6"), "{screen}");
    assert!(
        in_a_row(&screen).contains("Every element and flow has been looked at."),
        "{screen}"
    );
}

#[test]
fn who_can_only_read_marks_nothing_and_is_not_told_that_all_was_looked_at() {
    let session = sweeping().session().clone();
    let mut desk = Desk::with(session.clone());
    desk.tell(Msg::Opened(Ok(Opened {
        session: Arc::new(session),
        path: "~/models/refund.ron".to_owned(),
        held_by: Some("Ana has it open".to_owned()),
        warning: None,
        new: false,
    })));
    desk.keys("8<enter><esc>");
    for key in ["y", "."] {
        desk.keys(key);
        let screen = desk.screen(WIDE);
        assert!(screen.contains("Read-only: "), "{key}: {screen}");
        assert!(screen.contains("SWEEP  0 of 6"), "{key}: {screen}");
        assert!(
            screen.contains("   F1 CUSTOMER -> WEB : ask"),
            "{key}: {screen}"
        );
    }
}

#[test]
fn a_threat_on_a_cell_has_its_letter_unless_the_line_names_one_of_any_set() {
    let mut session = sweeping().session().clone();
    session.sets = vec!["stride".into(), "linddun".into()];
    let mut desk = Desk::with(session);
    desk.keys("8<down>t");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("threat on web, tampering> "), "{screen}");
    desk.keys("«x #linking»<enter><esc>");
    let threat = &desk.session().threats[0];
    let kinds: Vec<&str> = threat.kinds();
    assert_eq!(kinds, ["linking"], "on a cell of STRIDE");
    assert!(matches!(threat.places.as_slice(), [Place::Element(_)]));
    desk.keys("<tab>t«y #tampering»<enter><esc>");
    let kinds: Vec<&str> = desk.session().threats[1].kinds();
    assert_eq!(kinds, ["tampering"], "on a cell of LINDDUN");
}

#[test]
fn enter_on_a_cell_shows_that_place_where_the_agenda_has_no_sweep() {
    // The agenda of a team that comes back has no sweep.
    let mut session = sweeping().session().clone();
    session.sittings[0].started -= chrono::TimeDelta::days(1);
    let mut desk = Desk::with(session);
    desk.keys("2");
    let step = desk.app.step();
    let steps = desk.app.steps();
    assert!(
        !steps.iter().any(|step| step.word() == "sweep"),
        "{steps:?}"
    );
    desk.keys("18<down><enter>");
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("WEB     S _ [T _]"), "{screen}");
    assert!(screen.contains("Back to the grid: Esc."), "{screen}");
    desk.keys("t«Rows are swapped»<enter><esc>");
    assert_eq!(desk.session().threats[0].kinds(), ["tampering"]);
    // The stop is done, and the room goes on to the next.
    desk.keys(".");
    assert_eq!(desk.session().swept.len(), 5);
    assert!(
        desk.screen(WIDE).contains("SWEEP  1 of 6"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::Coverage);
    // The grid goes back to where it was opened, and question 2 is where its agenda is.
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::WorkingOn);
    desk.keys("2");
    assert_eq!(desk.app.step(), step);
    assert!(desk.app.sweep().is_none());
}

/// A screen without the ends of its rows.
fn in_a_row(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn esc_leads_out_of_the_grid_after_a_screen_that_led_back_to_it() {
    let mut desk = sweeping();
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    desk.keys("8x");
    assert_eq!(desk.app.screen(), Screen::Export);
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::Coverage);
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::GoWrong);
}
