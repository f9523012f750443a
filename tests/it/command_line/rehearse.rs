//! A script of a team's own that cannot be played is refused before there is a screen.

use super::Desk;

#[test]
fn a_broken_script_is_refused_with_its_place_and_what_to_do() {
    let desk = Desk::new();
    desk.put(
        "ours.ron",
        "(name: \"x\", title: \"X\", keys: 1,\n people: [(name: \"Ana\")],\n steps: [(step: Round, minutes: 1)],\n lines: [\n  (id: \"a\", by: \"Bo\", when: In(Round, 0), kind: Threat, says: \"It breaks\"),\n ],\n)",
    );
    let ran = desk.run(&["rehearse", "ours.ron"]);
    assert_eq!(ran.status, 3);
    assert_eq!(
        ran.err,
        "ours.ron: line 5: \"Bo\" is not in the room. Write Ana.\n"
    );
}

#[test]
fn a_misspelt_name_is_told_those_that_there_are() {
    let desk = Desk::new();
    let ran = desk.run(&["rehearse", "fist"]);
    assert_eq!(ran.status, 2);
    assert_eq!(
        ran.err,
        "There is no script fist. first and facilitator come with threatboard; for your own, give its file.\n"
    );
}
