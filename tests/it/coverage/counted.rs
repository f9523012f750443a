//! What the grid counts beside what was asked: threats without a category, and those where theirs does not apply.

use threatboard::catalogue::Catalogue;
use threatboard::check::coverage::{Coverage, Line, State, coverage, found_outside};
use threatboard::domain::{Asked, FlowId, Place, Session, Stop, Swept};

use crate::support::{Desk, room};

/// A customer who asks a web, which keeps it in a ledger.
fn map() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("<space>f«zone core: web, {ledger}»<enter>«(customer) -> web : ask»<enter>");
    desk.keys("«web -> ledger : amount»<enter><esc>2");
    desk
}

fn grid(session: &Session) -> Coverage {
    let sheet = Catalogue::bundled().unwrap().walked_sets(session).remove(0);
    coverage(session, &sheet)
}

#[test]
fn threats_without_a_category_are_counted_once_however_many_places_they_are_at() {
    let mut desk = map();
    assert_eq!(found_outside(&grid(desk.session())), None);
    desk.keys("t«Lost >web >F1»<enter>«Swapped >web #tamp»<enter>");
    let says = found_outside(&grid(desk.session()));
    assert_eq!(says.as_deref(), Some("1 threat has no category yet"));
    // What is said of the whole system, or of nothing on the map, waits for none.
    desk.keys("«Late >ledger»<enter>«All of it >all»<enter>«Somewhere»<enter><esc>");
    let says = found_outside(&grid(desk.session()));
    assert_eq!(says.as_deref(), Some("2 threats have no category yet"));
    desk.keys("8");
    let screen = desk.screen((140, 30));
    assert!(
        screen.contains("; 2 threats have no category yet"),
        "{screen}"
    );
}

#[test]
fn a_threat_on_a_flow_under_a_letter_that_is_not_asked_there_is_shown_and_counted_apart() {
    let mut desk = map();
    desk.keys("t«Someone else asks >F1 #spoof»<enter><esc>");
    let grid = grid(desk.session());
    let row = &grid.rows[0];
    assert_eq!(row.line.place().to_string(), "F1");
    assert_eq!(row.cells[0].state, State::Found);
    assert_eq!(row.cells[0].look, None);
    let count = row.count();
    assert_eq!((count.found, count.found_unasked, count.of()), (0, 1, 3));
    assert_eq!(
        found_outside(&grid).as_deref(),
        Some("1 threat where its category does not apply")
    );
}

#[test]
fn the_system_as_a_whole_is_looked_at_by_a_threat_alone_and_so_are_accidents() {
    let mut desk = map();
    let counts = |desk: &Desk| {
        let grid = grid(desk.session());
        let of = |line| {
            let count = grid.row(line).unwrap().count();
            (count.looked(), count.of())
        };
        [of(Line::At(Place::Whole)), of(Line::Accidents)]
    };
    assert_eq!(counts(&desk), [(0, 1), (0, 1)]);
    desk.keys("t«All of it is gone >all»<enter><esc>");
    assert_eq!(counts(&desk), [(1, 1), (1, 1)]);
    assert_eq!(desk.session().swept, []);
}

#[test]
fn a_place_with_two_open_rows_is_open_once() {
    let desk = map();
    let places = grid(desk.session()).open_places();
    let whole = places.iter().filter(|place| **place == Place::Whole);
    assert_eq!(whole.count(), 1, "{places:?}");
    assert_eq!(places.len(), 6);
}

#[test]
fn a_set_is_begun_by_a_look_at_one_of_its_own_questions() {
    let mut desk = map();
    desk.keys("t«Swapped >web #tamp»<enter><esc>");
    let is_begun = |session: &Session| grid(session).is_begun(session);
    let mut session = desk.session().clone();
    assert!(!is_begun(&session), "a threat is no look");
    let looks = |sets: &[&str]| {
        let mut other = session.clone();
        other.sets = sets.iter().map(|set| (*set).into()).collect();
        let stops = Catalogue::bundled().unwrap().stops(&other);
        stops[0].looks().next().unwrap()
    };
    let (own, foreign): (Swept, Swept) = (looks(&["stride"]), looks(&["linddun"]));
    session.swept = vec![foreign];
    assert!(!is_begun(&session), "a look with another set");
    session.swept.push(own);
    assert!(is_begun(&session));
}

#[test]
fn a_set_that_is_added_after_a_sweep_is_not_begun_by_what_is_asked_with_every_set() {
    let mut session = map().session().clone();
    let catalogue = Catalogue::bundled().unwrap();
    session.swept = catalogue
        .stops(&session)
        .iter()
        .flat_map(Stop::looks)
        .collect();
    let accidents = Swept {
        place: Place::Whole,
        asked: Asked::Accidents,
    };
    assert!(session.swept.contains(&accidents));
    session.sets = vec!["stride".into(), "linddun".into()];
    let begun = |session: &Session| {
        let sheets = catalogue.walked_sets(session).into_iter();
        let grids = sheets.map(|sheet| coverage(session, &sheet));
        let begun = grids.filter(|grid| grid.is_begun(session));
        begun.map(|grid| grid.set).collect::<Vec<_>>()
    };
    assert_eq!(begun(&session), ["stride"]);
    let own = |stop: &Stop| {
        let mut looks = stop.looks();
        looks.find(|look| matches!(look.asked, Asked::Of(_)))
    };
    let own = catalogue.stops(&session).iter().find_map(own);
    session.swept.extend(own);
    assert_eq!(begun(&session), ["stride", "linddun"]);
}

#[test]
fn where_only_the_whole_system_is_asked_about_a_look_at_it_begins_the_set() {
    let mut session = room();
    assert!(!grid(&session).is_begun(&session));
    session.swept.push(Swept {
        place: Place::Whole,
        asked: Asked::Whole,
    });
    assert!(grid(&session).is_begun(&session));
}

#[test]
fn flows_with_the_same_ends_are_told_apart_by_number_and_data() {
    let mut desk = Desk::with(room());
    desk.keys(
        "<space>f«b -> c : asks»<enter>«a -> b»<enter>«b -> c : card»<enter>«b -> c»<enter><esc>8",
    );
    // A narrow column shortens the data, never the number.
    for (size, names) in [
        ((60, 20), [" F1 b -> c", " F2 a -> b ", " F3 b -> c"]),
        (
            (100, 30),
            [" F1 b -> c : asks ", " F2 a -> b  ", " F3 b -> c : card "],
        ),
    ] {
        let screen = desk.screen(size);
        for name in names {
            assert!(screen.contains(name), "{name} is not in\n{screen}");
        }
    }
    desk.keys("<esc>");
    let session = desk.session();
    let catalogue = Catalogue::bundled().unwrap();
    let asks = |id| {
        let stops = catalogue.stops(session);
        let stop = stops
            .iter()
            .find(|stop| stop.place == Place::Flow(FlowId(id)));
        let look = stop.unwrap().looks().next().unwrap();
        catalogue.sweep_prompt(session, &look)
    };
    let asked = [1, 2, 3, 4].map(asks);
    let expected = [
        "F1 b -> c : asks",
        "a -> b",
        "F3 b -> c : card",
        "F4 b -> c",
    ];
    for (says, name) in asked.iter().zip(expected) {
        assert!(says.contains(&format!(" on {name}?")), "{says}");
    }
}

#[test]
fn sentences_below_the_grid_do_not_run_together() {
    let mut desk = Desk::with(room());
    desk.keys(
        "<space>f«gate controller of the garage -> lock service of the garage : open»<enter><esc>8<down><down><right>",
    );
    let screen = desk.screen((60, 20));
    let words = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("of the garage, tampering: not looked at. Could someone"),
        "{screen}"
    );
}

#[test]
fn where_columns_are_free_a_long_name_has_them() {
    let mut desk = Desk::with(room());
    desk.keys("<space>f«gate controller -> lock service : open»<enter><esc>8");
    let screen = desk.screen((80, 24));
    assert!(
        screen.contains("   F1 gate controller -> lock service"),
        "{screen}"
    );
}
