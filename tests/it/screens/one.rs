//! The one-threat form: empty, half, complete, and a no.

use crate::one::{NO, SCRIPT, desk, worm};
use crate::support::{Desk, PLAIN, SMALL, WIDE};

/// The exercise up to a line of its script.
fn until(heading: &str) -> Desk {
    let mut desk = desk();
    let (head, _) = SCRIPT.split_once(heading).unwrap();
    desk.play(head);
    desk
}

fn pictures(name: &str, desk: &Desk) {
    let named = |what: &str| format!("{name}{what}");
    insta::assert_snapshot!(named("_plain"), desk.styled(PLAIN));
    insta::assert_snapshot!(named("_wide"), desk.picture(WIDE));
    insta::assert_snapshot!(named("_small"), desk.picture(SMALL));
}

#[test]
fn the_empty_form_asks_what_was_heard() {
    let mut desk = desk();
    desk.keys("o");
    pictures("empty", &desk);
}

#[test]
fn half_way_the_box_under_the_keyboard_is_marked() {
    let mut desk = until("<enter><enter>\n\n#@ 2");
    pictures("half", &desk);
    desk.keys("<enter><backtab><backtab><backtab><backtab><backtab><backtab>");
    insta::assert_snapshot!("half_system", desk.picture(PLAIN));
}

#[test]
fn the_finished_card_says_where_it_is_kept() {
    pictures("complete", &until("<esc>"));
}

#[test]
fn a_no_is_a_whole_card() {
    let mut desk = desk();
    desk.keys(NO);
    pictures("no", &desk);
}

#[test]
fn a_hint_and_a_refusal_are_one_line() {
    let mut desk = worm();
    desk.keys("<enter>y«Package worm spreads»<enter>");
    insta::assert_snapshot!("hint", desk.picture(PLAIN));
    let mut desk = worm();
    desk.keys("<enter>x");
    insta::assert_snapshot!("refused", desk.picture(SMALL));
}

#[test]
fn help_on_the_form_names_its_keys() {
    let mut desk = worm();
    desk.keys("<enter>?");
    insta::assert_snapshot!("help", desk.picture(PLAIN));
}

#[test]
fn long_answers_wrap_where_the_keyboard_is() {
    let mut desk = worm();
    let long = "word ".repeat(40);
    desk.keys(&format!(
        "«{long}»<enter>y«Our {long}»<enter>«{long}»<enter>«{long}»<enter>«{long}»<enter><backtab>"
    ));
    insta::assert_snapshot!("long_small", desk.picture(SMALL));
}

#[test]
fn the_form_can_be_drawn_at_any_size() {
    let mut no = desk();
    no.keys(NO);
    let desks = std::iter::once(until("<esc>")).chain([until("#@ 2 one next")]);
    for desk in desks.chain([no]).chain([worm()]) {
        for columns in (40..=200).step_by(7) {
            for rows in 10..=60 {
                desk.screen((columns, rows));
            }
        }
    }
}
