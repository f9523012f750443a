//! How well a threat is understood: hands of one meeting for one threat.

use super::fields::{made, merge};
use super::*;
use crate::domain::{History, SessionField, ThreatId};

fn asked(threat: &str, hands: &[u8]) -> Edit {
    Edit::Set(id(threat), Field::Clarity(hands.to_vec()))
}

/// The hands of each meeting: `T1 5 4` for each threat that it was asked about.
fn hands(session: &Session) -> Vec<Vec<String>> {
    let of = |clarity: &crate::domain::Clarity| {
        let hands: Vec<String> = clarity.hands.iter().map(u8::to_string).collect();
        format!("{} {}", clarity.threat, hands.join(" "))
    };
    let sittings = session.sittings.iter();
    sittings
        .map(|sitting| sitting.clarity.iter().map(of).collect())
        .collect()
}

#[test]
fn hands_belong_to_their_meeting_and_the_last_ones_count() {
    let session = made(vec![
        threat("Refund replayed"),
        asked("T1", &[5, 1]),
        Edit::Session(SessionField::Begin),
        asked("T1", &[4]),
        asked("T1", &[4, 4, 3]),
    ]);
    assert_eq!(hands(&session), [["T1 5 1"], ["T1 4 4 3"]]);
    let last = session.clarity(ThreatId(1)).unwrap();
    assert_eq!(last.at_least(4), 2);
    assert_eq!(
        session.clarity_words(ThreatId(1)).as_deref(),
        Some("understood, 1 to 5: 4 4 3")
    );
}

#[test]
fn no_hands_take_those_of_this_meeting_back_and_those_before_count_again() {
    let session = made(vec![
        threat("Refund replayed"),
        asked("T1", &[5, 1]),
        Edit::Session(SessionField::Begin),
        asked("T1", &[4]),
        asked("T1", &[]),
    ]);
    let counts: &[u8] = &session.clarity(ThreatId(1)).unwrap().hands;
    assert_eq!(counts, [5, 1]);
}

#[test]
fn hands_for_a_merged_threat_are_for_the_other_unless_that_has_some() {
    let both = || vec![threat("Refund replayed"), threat("Sent twice")];
    let with = |more: Vec<Edit>| hands(&made(both().into_iter().chain(more).collect()));
    assert_eq!(
        with(vec![asked("T2", &[2, 3]), merge("T2", "T1")]),
        [["T1 2 3"]]
    );
    assert_eq!(
        with(vec![
            asked("T2", &[2, 3]),
            asked("T1", &[5]),
            merge("T2", "T1")
        ]),
        [["T1 5"]]
    );
}

#[test]
fn hands_for_a_deleted_threat_go_with_it_and_come_back_with_it() {
    let mut session = made(vec![threat("Refund replayed"), asked("T1", &[2, 3])]);
    let before = session.clone();
    let mut history = History::default();
    history
        .apply(&mut session, &Edit::Delete(id("T1")), at_ten())
        .unwrap();
    assert_eq!(hands(&session), [[""; 0]]);
    session.validate().unwrap();
    history.undo(&mut session);
    assert_eq!(session.sittings, before.sittings);
    assert_eq!(session.threats, before.threats);
}

#[test]
fn what_is_no_hand_and_what_is_no_threat_is_refused() {
    let mut session = made(vec![threat("Refund replayed"), asked("T1", &[3])]);
    let before = session.clone();
    for (edit, says) in [
        (
            asked("T1", &[0]),
            "How well T1 is understood is 1 to 5 per person.",
        ),
        (
            asked("T1", &[6]),
            "How well T1 is understood is 1 to 5 per person.",
        ),
        (asked("M1", &[3]), "There is no M1 in this session."),
    ] {
        let refusal = session.apply(&edit, at_ten()).unwrap_err();
        assert_eq!(refusal.to_string(), says);
        assert_eq!(session, before);
    }
}
