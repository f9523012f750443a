//! A prompt card below the list, and in a small window in its place.

use threatboard::theme::Depth;

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
    insta::assert_snapshot!("card_wide", desk.styled(WIDE, "dark", Depth::TrueColor));
    insta::assert_snapshot!("card_plain", desk.screen(PLAIN));
    insta::assert_snapshot!("card_small", desk.screen(SMALL));
    insta::assert_snapshot!("card_least", desk.screen((40, 10)));
    insta::assert_snapshot!("card_light", desk.styled(PLAIN, "light", Depth::TrueColor));
    insta::assert_snapshot!("card_no_colour", desk.styled(PLAIN, "dark", Depth::None));
}

#[test]
fn a_card_that_names_nothing_of_ours_is_asked_about() {
    let mut desk = refund();
    desk.keys("c<enter><enter><enter>");
    insta::assert_snapshot!("card_asked", desk.screen(WIDE));
    insta::assert_snapshot!("card_asked_small", desk.screen(SMALL));
}

#[test]
fn the_packs_are_a_short_list() {
    let mut desk = refund();
    desk.keys("c<down>");
    insta::assert_snapshot!("packs_wide", desk.styled(WIDE, "dark", Depth::TrueColor));
    insta::assert_snapshot!("packs_plain", desk.screen(PLAIN));
    insta::assert_snapshot!("packs_small", desk.screen(SMALL));
}

#[test]
fn what_the_room_takes_away_is_asked_below_the_checks() {
    let mut desk = refund();
    desk.keys("4R");
    insta::assert_snapshot!("reflection_wide", desk.screen(WIDE));
    insta::assert_snapshot!("reflection_small", desk.screen(SMALL));
}
