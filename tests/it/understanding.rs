//! How well the room understands a threat, asked by hands: before, keys, after.

use threatboard::domain::ThreatId;

use crate::support::{Desk, WIDE, room};

/// Two threats, with the first of them in question 3.
fn doing() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refunds paid out twice»<enter>«Mailbox taken over»<enter><esc>3<home>");
    desk
}

fn hands(desk: &Desk, threat: u32) -> Vec<u8> {
    let clarity = desk.session().clarity(ThreatId(threat));
    clarity.map(|asked| asked.hands.clone()).unwrap_or_default()
}

#[test]
fn hands_are_typed_for_the_threat_that_the_room_talks_about_and_stand_on_its_page() {
    let mut desk = doing();
    desk.keys("c");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("T1 understood"), "{screen}");
    assert!(screen.contains("could you explain it?"), "{screen}");
    desk.keys("«5 4 2 3»<enter>");
    assert_eq!(hands(&desk, 1), [5, 4, 2, 3]);
    assert_eq!(hands(&desk, 2), [0; 0]);
    let screen = desk.screen(WIDE);
    assert!(screen.contains("understood, 1 to 5: 5 4 2 3"), "{screen}");
    desk.keys("u");
    assert_eq!(hands(&desk, 1), [0; 0], "undo takes them back");
}

#[test]
fn what_is_no_hand_is_refused_and_stays_in_the_line() {
    let mut desk = doing();
    desk.keys("c«540»<enter>");
    let bar = desk.app.bar.as_ref().unwrap();
    assert_eq!(
        bar.refusal.as_deref(),
        Some("One digit per person, 1 to 5.")
    );
    assert_eq!(bar.editor.text(), "540");
    assert_eq!(hands(&desk, 1), [0; 0]);
}

#[test]
fn question_four_names_what_only_two_understand_and_leads_to_it() {
    let mut desk = doing();
    desk.keys("c«5421»<enter>4");
    let says = "T1 is understood by only 2 of 4. Explain it again?";
    let report = threatboard::check::run(
        desk.session(),
        crate::support::today(),
        &threatboard::check::Thresholds::bundled(),
    );
    let found: Vec<String> = report.findings.iter().map(|f| f.sentence()).collect();
    assert!(found.iter().any(|found| found == says), "{found:?}");
}
