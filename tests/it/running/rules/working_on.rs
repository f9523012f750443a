//! Question 1: R13 to R20.

use super::{TEAM, meeting, says, seconds};
use crate::support::{Desk, WIDE};
use threatboard::lines::table;

/// The map of a meeting whose room is complete.
fn map() -> Desk {
    let mut desk = meeting(TEAM);
    desk.keys("o2nn");
    desk
}

#[test]
fn a_step_that_takes_half_as_long_again_is_rough_enough() {
    let mut desk = map();
    desk.after(10);
    assert!(!says(&desk).contains("rough map"), "{}", says(&desk));
    desk.after(1);
    assert_eq!(
        says(&desk),
        "A rough map is enough: map is 50% or more over plan. Press n to go on."
    );
}

#[test]
fn a_part_that_nobody_understands_is_asked_about() {
    let mut desk = map();
    desk.keys("f«web -> api : ids»<enter>«{db} ?»<enter><esc><esc>");
    assert!(
        says(&desk).starts_with("No one knows how db works. Press q to ask, or t and >db"),
        "{}",
        says(&desk)
    );
    desk.keys("t«Nobody can restore it >db»<enter><esc><esc>");
    assert!(!says(&desk).contains("No one knows how"), "{}", says(&desk));
}

#[test]
fn a_part_without_an_owner_is_listed_as_nobodys() {
    let mut desk = map();
    desk.keys("f«web -> api : ids»<enter><esc>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("NO OWNER     web, api"), "{screen}");
}

#[test]
fn a_map_has_somebody_outside_and_a_boundary() {
    let mut desk = map();
    desk.keys("f«web -> api : ids»<enter>«api -> queue : jobs»<enter><esc><esc>");
    assert_eq!(
        says(&desk),
        "No external entity on the map. Press f and type (customer)."
    );
    desk.keys("f«(customer)»<enter><esc><esc>");
    assert!(
        says(&desk).starts_with("No trust boundary yet."),
        "{}",
        says(&desk)
    );
    desk.keys("f«zone core: api, queue»<enter><esc><esc>");
    assert!(!says(&desk).contains("boundary yet"), "{}", says(&desk));
}

#[test]
fn a_threat_to_the_whole_system_needs_no_boundary() {
    let mut desk = map();
    desk.keys("t«All is lost >all»<enter><esc>f«web -> api : ids»<enter>«api -> queue : jobs»<enter><esc><esc>");
    assert!(!says(&desk).contains("on the map"), "{}", says(&desk));
}

#[test]
fn what_crosses_a_boundary_has_a_name() {
    let mut desk = map();
    desk.keys("f«zone core: api»<enter>«web -> api»<enter><esc><esc>");
    assert!(
        says(&desk)
            .contains("(web -> api) crosses a boundary. What data moves? Press e to name it."),
        "{}",
        says(&desk)
    );
}

#[test]
fn a_flow_that_is_sometimes_another_is_two_flows() {
    let mut desk = map();
    desk.keys("f«web -> api : ids, sometimes cards»<enter><esc>");
    let says = says(&desk);
    assert!(
        says.contains(
            "F1 says \"sometimes\": two flows? Press e to shorten it, f to add the other."
        ),
        "{says}"
    );
}

#[test]
fn stores_do_not_move_data_by_themselves() {
    let mut desk = map();
    desk.keys("f«{orders} -> {archive} : rows»<enter><esc>");
    assert!(
        says(&desk)
            .contains("(orders -> archive) goes from store to store. Which process moves it?"),
        "{}",
        says(&desk)
    );
}

#[test]
fn an_assumption_ends_as_yes_no_or_a_question() {
    let mut desk = map();
    desk.keys("A«Partners rotate keys»<enter>«Tokens expire»<enter><esc>n");
    assert_eq!(
        says(&desk),
        "S2 and 1 more: is this true? Press y for yes, X for no, q to ask it."
    );
    desk.keys("<home>y<down>q«Do they?»<enter><esc><esc>");
    assert!(!says(&desk).contains("is this true?"), "{}", says(&desk));
}

#[test]
fn an_assumption_that_is_not_so_offers_a_threat_and_esc_declines() {
    let mut desk = map();
    desk.keys("A«Partners rotate keys»<enter><esc>n<home>X");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("threat> False assumption: Partners rotate keys"),
        "{screen}"
    );
    assert!(
        says(&desk).contains("S1 is false. What can go wrong then?"),
        "{}",
        says(&desk)
    );
    desk.keys("<esc>");
    assert!(desk.session().threats.is_empty() && desk.app.bar.is_none());
    // Again takes it back, and asks nothing.
    desk.keys("X");
    assert!(desk.app.bar.is_none());
    desk.keys("X«An old key is used»<enter>");
    assert_eq!(
        desk.session().threats[0].text.as_str(),
        "An old key is used"
    );
    assert!(
        desk.app
            .bar
            .as_ref()
            .is_none_or(|bar| bar.is(&table::THREAT))
    );
}

#[test]
fn ninety_seconds_on_one_assumption_are_a_debate() {
    let mut desk = map();
    desk.keys("A«Partners rotate keys»<enter><esc>n<home>y<esc>");
    seconds(&mut desk, 91);
    assert!(
        says(&desk).starts_with("90 seconds on S1. Press p to park it"),
        "{}",
        says(&desk)
    );
}
