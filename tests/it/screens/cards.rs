//! A prompt card below the list, and in a small window in its place.

use super::wrong::REFUND;
use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

fn refund() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys(REFUND);
    desk
}

#[test]
fn a_card_stands_below_the_list() {
    let mut desk = refund();
    desk.keys("c<enter>cc");
    insta::assert_snapshot!("card_wide", desk.styled(WIDE));
    insta::assert_snapshot!("card_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("card_small", desk.picture(SMALL));
    insta::assert_snapshot!("card_least", desk.picture((40, 10)));
}

#[test]
fn a_card_that_names_nothing_of_ours_is_asked_about() {
    let mut desk = refund();
    desk.keys("c<enter><enter><enter>");
    insta::assert_snapshot!("card_asked", desk.picture(WIDE));
    insta::assert_snapshot!("card_asked_small", desk.picture(SMALL));
}

#[test]
fn the_packs_are_a_short_list() {
    let mut desk = refund();
    desk.keys("c<down>");
    insta::assert_snapshot!("packs_wide", desk.styled(WIDE));
    insta::assert_snapshot!("packs_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("packs_small", desk.picture(SMALL));
}

#[test]
fn what_the_room_takes_away_is_asked_below_the_checks() {
    let mut desk = refund();
    desk.keys("4R");
    insta::assert_snapshot!("reflection_wide", desk.picture(WIDE));
    insta::assert_snapshot!("reflection_small", desk.picture(SMALL));
}
