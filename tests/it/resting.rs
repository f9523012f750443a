//! What a threat rests on, typed in question 3: before, keys, after.

use threatboard::domain::{Gate, ThreatId};

use crate::support::{Desk, WIDE, room};

/// Four threats, with the first of them in question 3.
fn doing() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refunds paid out twice»<enter>«Mailbox taken over»<enter>«Ticket forged»<enter>");
    desk.keys("«Mail server down»<enter><esc>3<home>");
    desk
}

fn line(desk: &Desk) -> &str {
    desk.app.bar.as_ref().map_or("", |bar| bar.editor.text())
}

fn refusal(desk: &Desk) -> &str {
    let bar = desk.app.bar.as_ref();
    bar.and_then(|bar| bar.refusal.as_deref()).unwrap_or("")
}

fn rests(desk: &Desk, threat: u32) -> Option<(Gate, Vec<u32>)> {
    let threat = desk.session().threat(ThreatId(threat))?;
    let rests = threat.rests_on.as_deref()?;
    Some((rests.gate, rests.of.iter().map(|id| id.0).collect()))
}

#[test]
fn a_tree_is_typed_by_ids_and_what_enter_links_is_said_before() {
    let mut desk = doing();
    desk.keys("R«one of T2, T3»");
    let screen = desk.screen(WIDE);
    let says = "T1 rests on one of: T2 Mailbox taken over; T3 Ticket forged";
    assert!(screen.contains(says), "{screen}");
    assert_eq!(rests(&desk, 1), None, "nothing counts before Enter");
    desk.keys("<enter>");
    assert_eq!(rests(&desk, 1), Some((Gate::One, vec![2, 3])));
    assert!(desk.screen(WIDE).contains("rests on one of T2, T3"));
    desk.keys("<down>");
    assert!(desk.screen(WIDE).contains("part of T1"));
    desk.keys("u");
    assert_eq!(rests(&desk, 1), None, "undo takes it back");
}

#[test]
fn how_many_have_to_come_true_is_never_guessed() {
    let mut desk = doing();
    desk.keys("R«T2, T3»<enter>");
    assert!(refusal(&desk).starts_with("Begin with \"all of\" or \"one of\""));
    assert_eq!(line(&desk), "T2, T3", "the line stays");
    desk.keys("<home>«all »<enter>");
    assert_eq!(rests(&desk, 1), Some((Gate::All, vec![2, 3])));
}

#[test]
fn words_become_an_id_before_they_are_linked() {
    let mut desk = doing();
    desk.keys("R«one of ticket, T4»<enter>");
    assert_eq!(line(&desk), "one of T3, T4");
    assert_eq!(rests(&desk, 1), None);
    assert!(
        desk.screen(WIDE)
            .contains("one of: T3 Ticket forged; T4 Mail server down")
    );
    desk.keys("<enter>");
    assert_eq!(rests(&desk, 1), Some((Gate::One, vec![3, 4])));
}

#[test]
fn tab_goes_through_the_threats_that_words_may_mean() {
    let mut desk = doing();
    desk.keys("R«all of mail»<tab>");
    assert_eq!(line(&desk), "all of T2");
    desk.keys("<tab>");
    assert_eq!(line(&desk), "all of T4");
    desk.keys("«, tick»<tab>");
    assert_eq!(line(&desk), "all of T4, T3");
    desk.keys("<ctrl-u>«one of mail»<enter>");
    assert_eq!(
        refusal(&desk),
        "\"mail\" may be T2, T4. Tab goes through them."
    );
}

#[test]
fn words_become_a_new_threat_only_where_that_is_said() {
    let mut desk = doing();
    desk.keys("R«one of T2, the clerk is bribed»<enter>");
    assert_eq!(
        refusal(&desk),
        "No threat says \"the clerk is bribed\". Type + the clerk is bribed to make it a new threat."
    );
    assert_eq!(desk.session().threats.len(), 4);
    desk.keys("<ctrl-u>«one of T2 | + the clerk is bribed, or paid !high»");
    assert!(
        desk.screen(WIDE)
            .contains("a new threat: the clerk is bribed, or paid")
    );
    desk.keys("<enter>");
    assert_eq!(rests(&desk, 1), Some((Gate::One, vec![2, 5])));
    let new = desk.session().threat(ThreatId(5)).unwrap();
    assert_eq!(new.text.as_str(), "the clerk is bribed, or paid");
    assert!(new.severity.is_some(), "its signs are read as in any line");
    desk.keys("u");
    assert_eq!(
        desk.session().threats.len(),
        4,
        "one undo for the whole line"
    );
}

#[test]
fn one_part_comes_and_goes_by_itself() {
    let mut desk = doing();
    desk.keys("R«and T2»<enter>");
    assert!(refusal(&desk).starts_with("T1 rests on nothing yet."));
    desk.keys("<ctrl-u>«any of T2»<enter>R");
    assert_eq!(line(&desk), "one of T2", "the line holds what is there");
    desk.keys("<ctrl-u>«and T3 T4»<enter>");
    assert_eq!(rests(&desk, 1), Some((Gate::One, vec![2, 3, 4])));
    desk.keys("R<ctrl-u>«without T2»<enter>");
    assert_eq!(rests(&desk, 1), Some((Gate::One, vec![3, 4])));
    desk.keys("R<ctrl-u>«without T2»<enter>");
    assert_eq!(refusal(&desk), "T1 does not rest on T2.");
    desk.keys("<ctrl-u>«none»<enter>");
    assert_eq!(rests(&desk, 1), None);
}

#[test]
fn a_loop_is_refused_with_its_path_and_the_line_stays() {
    let mut desk = doing();
    desk.keys("R«one of T2»<enter><down>R«all of T3»<enter><down>R«one of T4, T1»<enter>");
    assert_eq!(
        refusal(&desk),
        "T3 would rest on itself: T3 -> T1 -> T2 -> T3."
    );
    assert_eq!(line(&desk), "one of T4, T1");
    assert_eq!(rests(&desk, 3), None);
    desk.keys("<ctrl-u>«all of T3»<enter>");
    assert_eq!(refusal(&desk), "T3 cannot rest on itself.");
}
