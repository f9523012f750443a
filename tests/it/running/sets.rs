//! The sweep with other category sets than STRIDE.

use super::sweep::sweeping;
use crate::support::{Desk, WIDE};

#[test]
fn a_session_can_be_asked_about_more_than_one_set() {
    let mut desk = sweeping();
    desk.keys(":category<enter>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("1 remove STRIDE"), "{screen}");
    assert!(screen.contains("3 add LINDDUN"), "{screen}");
    desk.keys("3");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Category sets: stride, linddun"),
        "{screen}"
    );
    assert!(
        screen.contains("   F1 CUSTOMER -> WEB : ask\n   STRIDE   [T _] I _  D _\n"),
        "{screen}"
    );
    assert!(
        screen.contains("\n   LINDDUN   L _  I _  D _  DD _\n"),
        "{screen}"
    );
    desk.keys("<left><enter>«Two orders are seen to be one person's»<enter><esc>");
    let threat = &desk.session().threats[0];
    let categories: Vec<String> = threat.categories.iter().map(ToString::to_string).collect();
    assert_eq!(categories, ["linddun/data disclosure"]);
    assert_eq!(threat.stride, []);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("[DD 1]"), "{screen}");
    desk.keys("uu");
    assert_eq!(desk.session().sets.len(), 0);
}

#[test]
fn the_categories_of_a_set_are_tokens_and_tab_completes_them() {
    let mut desk = sweeping();
    desk.keys("t«Orders are matched #linking»<enter><esc>");
    assert_eq!(
        desk.session().threats[0].text.as_str(),
        "Orders are matched #linking"
    );
    desk.keys(":category<enter>3:category<enter>2");
    desk.keys(
        "t«Orders are matched #link and denied #d»<enter>«x #non-<tab><tab> #cia/i»<enter><esc>",
    );
    let kinds: Vec<String> = desk
        .session()
        .threats
        .iter()
        .map(|threat| format!("{}: {}", threat.text, threat.kinds().join(", ")))
        .collect();
    assert_eq!(
        kinds,
        [
            "Orders are matched #linking: tampering",
            "Orders are matched and denied: denial of service, linking",
            "x: non-compliance, integrity",
        ]
    );
    // The read-back names them beside those of STRIDE.
    desk.keys("n..");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("KIND       non-compliance, integrity"),
        "{screen}"
    );
}

#[test]
fn a_set_that_is_not_on_this_computer_is_named_and_kept() {
    let mut session = sweeping().session().clone();
    session.sets = vec!["stride".into(), "kids".into()];
    session.threats.clear();
    let mut desk = Desk::with(session);
    desk.keys("2");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Not on this computer, so not asked about: kids."),
        "{screen}"
    );
    desk.keys(":category<enter>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("4 remove kids, not on this computer"),
        "{screen}"
    );
    desk.keys("2.");
    let sets: Vec<&str> = desk.session().sets.iter().map(|set| set.as_str()).collect();
    assert_eq!(sets, ["stride", "kids", "cia"]);
}
