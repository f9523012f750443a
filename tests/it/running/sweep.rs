//! The sweep from place to place.

use threatboard::domain::Place;

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// A customer outside, a web and a ledger inside, and nothing on the list; at the sweep of a meeting that goes on.
pub(super) fn sweeping() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("<space>f«zone core: web, {ledger}»<enter>«(customer) -> web : ask»<enter>");
    desk.keys("«web -> ledger : amount»<enter><esc>2n");
    desk
}

/// A meeting at the sweep, with so many parts and as many flows and a few more, of which some cross a boundary.
fn large(parts: usize, flows: usize) -> Desk {
    let mut desk = Desk::with(room());
    let mut lines = vec![format!(
        "zone core: {}",
        (1..=parts / 4)
            .map(|n| format!("p{n}"))
            .collect::<Vec<_>>()
            .join(", ")
    )];
    let name = |n: usize| format!("p{}", n % parts + 1);
    lines.extend((0..flows).map(|n| format!("{} -> {} : d{n}", name(n), name(n * 7 + 1))));
    let typed: Vec<String> = lines
        .iter()
        .map(|line| format!("«{line}»<enter>"))
        .collect();
    desk.keys(&format!("<space>f{}<esc>2n", typed.concat()));
    assert_eq!(desk.session().elements.len(), parts);
    assert_eq!(desk.session().flows.len(), flows);
    desk
}

#[test]
fn the_sweep_begins_at_the_flow_that_crosses_a_boundary() {
    let desk = sweeping();
    let screen = desk.screen(WIDE);
    for says in [
        "SWEEP  0 of 6 stops looked at",
        "│ (customer) │─1 ask ──",
        "crosses from no zone to core",
        "F1 CUSTOMER -> WEB : ask    [T _] I _  D _",
        "T tampering: Could someone change data in transit on customer -> web?",
        "Who could eavesdrop on customer -> web?",
        "next: web",
    ] {
        assert!(screen.contains(says), "{says}: {screen}");
    }
}

#[test]
fn one_key_looks_at_a_whole_stop_and_one_undo_takes_it_back() {
    let mut desk = sweeping();
    desk.keys(".");
    let flow = Place::Flow(desk.session().flows[0].id);
    let swept: Vec<(Place, &str)> = desk
        .session()
        .swept
        .iter()
        .map(|swept| (swept.place, swept.asked.words()))
        .collect();
    let letters = ["tampering", "information disclosure", "denial of service"];
    assert_eq!(swept, letters.map(|letter| (flow, letter)));
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  1 of 6 stops looked at"), "{screen}");
    assert!(
        screen.contains("WEB    [S _] T _  R _  I _  D _  E _"),
        "{screen}"
    );
    desk.keys("u");
    assert_eq!(desk.session().swept, []);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  0 of 6 stops looked at"), "{screen}");
}

#[test]
fn a_place_can_be_walked_past_and_come_back_to() {
    let mut desk = sweeping();
    desk.keys("j");
    assert!(desk.screen(WIDE).contains("   WEB    [S _]"));
    desk.keys(",");
    assert!(
        desk.screen(WIDE)
            .contains("   F1 CUSTOMER -> WEB : ask    [T _]")
    );
    assert_eq!(desk.session().swept, []);
}

#[test]
fn skipped_places_are_not_done_and_come_back_at_the_end_or_by_a_key() {
    let mut desk = sweeping();
    desk.keys("z.z");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP  1 of 6 stops looked at, 2 skipped"),
        "{screen}"
    );
    assert!(screen.contains("   LEDGER    [T _]"), "{screen}");
    assert_eq!(desk.session().swept.len(), 6, "the six letters of web");
    desk.keys(":skipped<enter>");
    assert!(
        desk.screen(WIDE)
            .contains("   F1 CUSTOMER -> WEB : ask    [T _]")
    );
    desk.keys(":skipped<enter>");
    assert!(desk.screen(WIDE).contains("   CUSTOMER    [S _]"));
    desk.keys("j...");
    let screen = desk.screen(WIDE);
    assert!(
        in_a_row(&screen).contains("Only skipped places are left."),
        "{screen}"
    );
    assert!(
        screen.contains("   F1 CUSTOMER -> WEB : ask    [T _]"),
        "{screen}"
    );
    desk.keys(".");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP  5 of 6 stops looked at, 1 skipped"),
        "{screen}"
    );
    desk.keys("z");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("No other place is left."), "{screen}");
    desk.keys(".");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP  6 of 6 stops looked at "),
        "{screen}"
    );
    desk.keys(":skipped<enter>");
    assert!(desk.screen(WIDE).contains("No place was skipped."));
}

#[test]
fn boundaries_only_leaves_the_rest_for_later() {
    let mut desk = sweeping();
    desk.keys("jjjb");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP, boundaries only  0 of 3 stops looked at"),
        "{screen}"
    );
    assert!(
        screen.contains("what they touch: 3 stops to go. For the rest: b."),
        "{screen}"
    );
    assert!(
        screen.contains("   F1 CUSTOMER -> WEB : ask    [T _]"),
        "{screen}"
    );
    desk.keys("...");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("SWEEP, boundaries only  3 of 3 stops looked at"),
        "{screen}"
    );
    assert!(
        in_a_row(&screen).contains("Everything at a trust boundary has been looked at."),
        "{screen}"
    );
    desk.keys("b");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  3 of 6 stops looked at"), "{screen}");
    desk.keys(".");
    assert!(
        desk.screen(WIDE).contains("   LEDGER    [T _]"),
        "{}",
        desk.screen(WIDE)
    );
    let mut desk = Desk::with(room());
    desk.keys("<space>f«web -> api : ask»<enter><esc>2nb");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("No flow crosses a trust boundary."),
        "{screen}"
    );
    assert!(screen.contains("SWEEP  0 of 4 stops"), "{screen}");
}

#[test]
fn the_clock_says_how_many_stops_fit_only_when_not_all_do() {
    // 6 minutes at half a minute a stop.
    let screen = sweeping().screen(WIDE);
    assert!(!screen.contains("stops fit"), "{screen}");
    let mut desk = large(37, 50);
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("about 12 of 88 stops fit; boundaries only: "),
        "{screen}"
    );
    desk.after(2);
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("about 8 of 88 stops fit; boundaries only: "),
        "{screen}"
    );
    // A room that takes a minute a stop is told so by its own clock.
    for _ in 0..4 {
        desk.keys(".").after(1);
    }
    desk.keys("+++");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("about 3 of 84 stops fit"), "{screen}");
    desk.keys("b");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("about 3 of 33 stops fit\n") && !screen.contains("boundaries only: "),
        "{screen}"
    );
    desk.keys("---").after(4);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("time for none of "), "{screen}");
    desk.keys("<space>");
    let screen = desk.screen((60, 20));
    assert!(screen.contains("stops looked at"), "{screen}");
}

#[test]
fn a_large_system_has_few_stops() {
    for (parts, flows, most) in [(7, 10, 20), (37, 50, 90)] {
        let mut desk = large(parts, flows);
        let stops = parts + flows + 1;
        assert!(stops <= most);
        let screen = desk.screen(WIDE);
        assert!(
            screen.contains(&format!("SWEEP  0 of {stops} stops")),
            "{screen}"
        );
        desk.keys(&".".repeat(stops));
        let screen = desk.screen(WIDE);
        assert!(
            screen.contains(&format!("SWEEP  {stops} of {stops} stops")),
            "{screen}"
        );
    }
}

#[test]
fn what_is_out_of_scope_is_left_out() {
    let mut session = sweeping().session().clone();
    session.elements[0].out_of_scope = Some("bought".into());
    session.elements[1].out_of_scope = Some("bought".into());
    let mut desk = Desk::with(session);
    desk.keys("2");
    // customer, what it sends to web, and the system as a whole; neither web, ledger nor what moves between the two.
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  0 of 3 stops"), "{screen}");
}

#[test]
fn the_walk_ends_with_the_whole_system_and_with_accidents() {
    let mut desk = sweeping();
    desk.keys(".....");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("THE WHOLE SYSTEM    [any threat _] accidents _"),
        "{screen}"
    );
    assert!(
        screen.contains("   The whole system: what can go"),
        "{screen}"
    );
    assert!(screen.contains("With no attacker"), "{screen}");
    desk.keys(".");
    let screen = desk.screen(WIDE);
    assert!(
        in_a_row(&screen).contains("Every element and flow has been looked at. Press n to go on."),
        "{screen}"
    );
    assert!(screen.contains("SWEEP  6 of 6"), "{screen}");
}

#[test]
fn the_keys_of_the_sweep_say_so_elsewhere() {
    let mut desk = Desk::with(room());
    for key in ["z", ":skipped<enter>", "b", "y", "<right>"] {
        desk.keys(&format!("2{key}"));
        let screen = desk.screen(WIDE);
        assert!(
            screen.contains("This works during the sweep"),
            "{key}: {screen}"
        );
    }
}

#[test]
fn the_sweep_at_three_sizes() {
    let mut desk = sweeping();
    desk.keys("<enter>«The answer is swapped»<enter><esc>.");
    insta::assert_snapshot!("sweep_wide", desk.styled(WIDE));
    insta::assert_snapshot!("sweep_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("sweep_small", desk.picture(SMALL));
}

#[test]
fn who_looks_for_a_threat_during_the_sweep_sees_the_list() {
    let mut desk = sweeping();
    desk.keys("t«The answer is swapped»<enter><esc>/T1<enter>");
    assert!(
        desk.screen(WIDE).contains("THREATS  1"),
        "{}",
        desk.screen(WIDE)
    );
}

/// A screen without the ends of its rows.
fn in_a_row(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}
