//! The screen of the grid, with the keys of a room.

use threatboard::domain::{Place, Stride};
use threatboard::keys::Screen;

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// A customer outside, a web and a ledger inside, in the sweep of a meeting that goes on.
fn map() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("<space>f«zone core: web, {ledger}»<enter>«(customer) -> web : ask»<enter>");
    desk.keys("«web -> ledger : amount»<enter><esc>");
    desk
}

/// The same with three threats, and one place where nothing was found.
fn looked() -> Desk {
    let mut desk = map();
    desk.keys("2t«The answer is swapped >F1 #tamp»<enter>«Replayed >F1 #tamp #spoof»<enter>");
    desk.keys("«No one knows why >web»<enter><esc>8.");
    desk
}

/// The row of the grid about this, as it is drawn.
fn row(desk: &Desk, name: &str) -> String {
    let screen = desk.screen(WIDE);
    let row = screen
        .lines()
        .find(|line| line.get(3..).is_some_and(|line| line.starts_with(name)));
    row.unwrap_or_else(|| panic!("no {name}:\n{screen}"))
        .to_owned()
}

#[test]
fn the_grid_shows_what_was_found_what_was_not_and_what_no_one_looked_at() {
    let desk = looked();
    insta::assert_snapshot!("grid_wide", desk.styled(WIDE));
    insta::assert_snapshot!("grid_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("grid_small", desk.picture(SMALL));
    insta::assert_snapshot!("grid_least", desk.picture((40, 10)));
}

#[test]
fn it_is_opened_from_every_question_and_left_to_where_one_was() {
    for (question, screen) in [
        ("1", Screen::WorkingOn),
        ("2", Screen::GoWrong),
        ("4", Screen::GoodEnough),
    ] {
        let mut desk = map();
        desk.keys(question);
        desk.keys("8");
        assert_eq!(desk.app.screen(), Screen::Coverage);
        desk.keys("<esc>");
        assert_eq!(desk.app.screen(), screen, "from question {question}");
    }
}

#[test]
fn the_first_cell_is_the_first_that_no_one_has_looked_at() {
    let mut desk = map();
    desk.keys("8");
    assert!(
        row(&desk, "F1").contains("-    [_]"),
        "{}",
        row(&desk, "F1")
    );
}

#[test]
fn a_cell_is_marked_and_unmarked_with_one_key_and_undo_takes_it_back() {
    let mut desk = map();
    let before = desk.session().clone();
    desk.keys("8.");
    assert_eq!(desk.session().swept.len(), 1);
    assert!(row(&desk, "F1").contains("[.]"), "{}", row(&desk, "F1"));
    desk.keys(".");
    assert_eq!(desk.session().swept, []);
    desk.keys(".u");
    assert_eq!(desk.session().swept, before.swept);
    assert_eq!(desk.session().threats, before.threats);
}

#[test]
fn a_threat_that_is_typed_on_a_cell_has_its_place_and_its_letter() {
    let mut desk = map();
    desk.keys("8<down>t«Someone is passed for»<enter>«And another»<enter><esc>");
    assert_eq!(desk.app.screen(), Screen::Coverage);
    let session = desk.session();
    let web = session
        .elements
        .iter()
        .find(|e| e.name.as_str() == "web")
        .unwrap();
    for threat in &session.threats {
        assert_eq!(threat.places, [Place::Element(web.id)]);
        assert_eq!(threat.stride, [Stride::Tampering]);
    }
    let row = row(&desk, "E1");
    assert!(row.contains("[T1+1]"), "{row}");
}

#[test]
fn a_threat_that_says_where_it_is_keeps_its_own_place() {
    let mut desk = map();
    desk.keys("8t«Elsewhere >ledger»<enter><esc>");
    let session = desk.session();
    assert_eq!(session.place_words(session.threats[0].places[0]), "ledger");
    assert_eq!(session.threats[0].stride, []);
}

#[test]
fn enter_goes_to_what_was_found_else_to_the_sweep_at_that_place_and_letter() {
    let mut desk = looked();
    desk.keys("<left><left><enter>");
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    let screen = desk.screen(WIDE);
    assert!(screen.contains(" > T1 "), "{screen}");
    assert!(
        screen.contains("F1 customer -> web, tampering: T1 and T2"),
        "{screen}"
    );
    desk.keys("8<right><right><down><enter>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP") && screen.contains("[I _]"),
        "{screen}"
    );
}

#[test]
fn a_cell_that_does_not_apply_says_so_and_offers_a_threat() {
    let mut desk = map();
    desk.keys("8<left><enter>");
    let screen = desk.screen(WIDE);
    let says =
        "F1 customer -> web, spoofing: does not apply. Press t to add a threat all the same.";
    assert!(screen.contains(says), "{screen}");
    desk.keys(".");
    assert_eq!(desk.session().swept, []);
}

#[test]
fn a_session_of_two_sets_has_two_grids() {
    let mut desk = map();
    desk.keys("8<tab>");
    assert!(
        desk.screen(WIDE)
            .contains("This session uses one category set.")
    );
    let mut session = desk.session().clone();
    session.sets = vec!["stride".into(), "linddun".into()];
    let mut desk = Desk::with(session);
    desk.keys("8");
    assert!(
        desk.screen(WIDE).contains("STRIDE 1 of 2, Tab: next set"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("<tab>t«Two orders, one person»<enter><esc>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("LINDDUN 2 of 2"), "{screen}");
    let of = &desk.session().threats[0].categories;
    assert_eq!(of.len(), 1, "{of:?}");
    assert_eq!(of[0].set(), "linddun");
    insta::assert_snapshot!("grid_two_sets", desk.picture(WIDE));
}

#[test]
fn a_long_map_scrolls_and_the_heads_and_names_stay() {
    let mut desk = map();
    desk.keys("1f");
    for n in 0..40 {
        desk.keys(&format!("«web -> part{n} : x»<enter>"));
    }
    desk.keys("<esc>8<end>");
    let screen = desk.screen(SMALL);
    assert!(screen.contains(" > accidents"), "{screen}");
    assert!(
        screen.contains("above") && screen.contains("other"),
        "{screen}"
    );
    let first = |desk: &Desk| {
        let screen = desk.screen(SMALL);
        screen
            .lines()
            .find(|line| line.starts_with(" > "))
            .map(ToOwned::to_owned)
    };
    let last = first(&desk);
    desk.keys("<pgup>");
    assert_ne!(first(&desk), last);
    desk.keys("<pgdn>");
    assert_eq!(first(&desk), last);
}

/// What is heard while these keys are pressed.
fn hears(desk: &mut Desk, keys: &str) -> String {
    let so_far = |desk: &Desk| {
        desk.voice
            .as_ref()
            .map_or(String::new(), |(_, said)| said.clone())
    };
    let before = so_far(desk).len();
    desk.keys(keys);
    so_far(desk).split_off(before)
}

#[test]
fn who_cannot_see_hears_the_cell_and_then_the_rest_of_its_place() {
    let mut desk = Desk::plain();
    desk.open(looked().session().clone());
    let heard = hears(&mut desk, "8");
    assert!(
        heard.contains("STRIDE: 2 of 20 looked at: 1 found, 1 nothing found, 18 not looked at."),
        "{heard}"
    );
    let heard = hears(&mut desk, "<left>");
    let says = "F1 customer -> web, information disclosure: nothing found. Found: spoofing T2, tampering T1 and T2.";
    assert!(heard.contains(says), "{heard}");
    let heard = hears(&mut desk, "<right>");
    assert!(
        heard.contains("denial of service: not looked at."),
        "{heard}"
    );
}

#[test]
fn a_cell_says_all_of_its_threats_or_how_many_there_are() {
    for (first, others) in [(9, 1), (12, 1), (99, 9), (999, 99)] {
        let mut session = looked().session().clone();
        let flow = Place::Flow(session.flows[0].id);
        let threat = session.threats[0].clone();
        session.threats = (first..=first + others)
            .map(|n| {
                let mut threat = threat.clone();
                threat.id = format!("T{n}").parse().unwrap();
                (threat.places, threat.stride) = (vec![flow], vec![Stride::Tampering]);
                threat
            })
            .collect();
        session.counters.threat = first + others;
        let mut desk = Desk::with(session);
        desk.keys("8");
        let (whole, short) = (format!("T{first}+{others}"), format!("{}T", others + 1));
        for size in [WIDE, PLAIN, SMALL] {
            for key in ["<home>", "<right>"] {
                desk.keys(key);
                let screen = desk.screen(size);
                let row = screen.lines().find(|line| line.contains(" F1 "));
                let row = row.unwrap();
                let mut cells = row.split([' ', '[', ']']);
                assert!(
                    cells.any(|cell| cell == whole || cell == short),
                    "{whole} {size:?}: {screen}"
                );
                if row.contains(&short) {
                    let says = format!("{short} {} threats", others + 1);
                    assert!(screen.contains(&says), "{says} {size:?}: {screen}");
                } else {
                    assert!(row.contains(&whole), "{size:?}: {screen}");
                }
            }
        }
    }
}
