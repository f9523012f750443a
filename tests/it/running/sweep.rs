//! The sweep from place to place, and the read back that notices what was said twice.

use threatboard::domain::{Place, Stride};

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// A customer outside, a web and a ledger inside, and nothing on the list; at the sweep of a meeting that goes on.
fn sweeping() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("<space>f«zone core: web, {ledger}»<enter>«(customer) -> web : ask»<enter>");
    desk.keys("«web -> ledger : amount»<enter><esc>2n");
    desk
}

#[test]
fn the_sweep_begins_at_the_flow_that_crosses_a_boundary() {
    let desk = sweeping();
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  0 of 20 reviewed"), "{screen}");
    assert!(
        screen.contains("Could someone change data in transit on customer -> web?"),
        "{screen}"
    );
}

#[test]
fn what_is_found_has_its_place_and_letter_and_what_is_not_was_looked_for() {
    let mut desk = sweeping();
    desk.keys("<enter>«The answer is swapped»<enter><esc>..");
    let session = desk.session();
    let threat = &session.threats[0];
    assert_eq!(threat.places, [Place::Flow(session.flows[0].id)]);
    assert_eq!(threat.stride, [Stride::Tampering]);
    assert_eq!(session.swept.len(), 2);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("SWEEP  2 of 20 reviewed"), "{screen}");
    assert!(
        screen.contains("CUSTOMER -> WEB   denial of service"),
        "{screen}"
    );
}

#[test]
fn a_place_can_be_skipped_and_come_back_to() {
    let mut desk = sweeping();
    desk.keys("jj");
    assert!(desk.screen(WIDE).contains("CUSTOMER -> WEB   denial"));
    desk.keys(",");
    assert!(desk.screen(WIDE).contains("CUSTOMER -> WEB   information"));
    assert_eq!(desk.session().swept, []);
    desk.keys(".u");
    assert_eq!(
        desk.session().swept,
        [],
        "a look is taken back like anything"
    );
}

#[test]
fn the_walk_ends_with_the_whole_system_and_with_accidents() {
    let mut desk = sweeping();
    desk.keys("..................");
    assert!(
        desk.screen(WIDE).contains("The whole system"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys(".");
    assert!(
        desk.screen(WIDE).contains("With no attacker"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys(".");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Every element and flow has been reviewed. Press n to go on."),
        "{screen}"
    );
    assert!(screen.contains("SWEEP  20 of 20"), "{screen}");
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

#[test]
fn what_was_said_twice_is_offered_for_merging_and_only_offered() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Duplicate upload pays the same refund twice»<enter>«Ids leak in the URL»<enter>");
    desk.keys("«The same refund file is uploaded two times»<enter><esc>nn<home>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("Similar to T3"), "{screen}");
    desk.keys(".");
    assert!(!desk.screen(WIDE).contains("Similar to"));
    assert_eq!(desk.session().threats.len(), 3);
    desk.keys(".g<enter>");
    assert!(
        desk.screen(WIDE).contains("merged into T1"),
        "{}",
        desk.screen(WIDE)
    );
    let first = &desk.session().threats[0];
    assert_eq!(first.also.len(), 1);
    desk.keys("u");
    assert_eq!(desk.session().threats.len(), 3);
}

#[test]
fn another_number_than_the_offered_one_can_be_typed() {
    let mut desk = Desk::with(room());
    desk.keys(
        "2t«Disk on the host is full»<enter>«Ids leak»<enter>«host disk full»<enter><esc>nn<home>",
    );
    desk.keys("g2<enter>");
    let texts: Vec<u32> = desk.session().threats.iter().map(|t| t.id.0).collect();
    assert_eq!(texts, [2, 3]);
}
