//! The read back, which notices what was said twice.

use crate::support::{Desk, WIDE, room};

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
