//! What a merged mitigation or question keeps of the one that goes.

use super::fields::{made, merge, person};
use super::*;
use crate::domain::{NewMitigation, Status, ThreatId};

#[test]
fn a_merged_mitigation_or_question_keeps_who_said_it_and_how_far_it_is() {
    let add = |text: &str, status, speaker: Option<u32>| {
        Edit::Add(New::Mitigation(NewMitigation {
            text: text.into(),
            threats: vec![ThreatId(1)],
            status,
            kind: None,
            strength: None,
            effort: None,
            speaker: speaker.map(ParticipantId),
        }))
    };
    let ask = |text: &str, speaker: Option<u32>| {
        Edit::Add(New::Question {
            text: text.into(),
            about: Vec::new(),
            speaker: speaker.map(ParticipantId),
            owner: None,
        })
    };
    let session = made(vec![
        person("Ana"),
        threat("File swapped"),
        add("Sign the files", Status::CouldDo, None),
        add("Sign each file", Status::Planned, Some(1)),
        add("Sign nothing", Status::Rejected, None),
        ask("Who signs?", None),
        ask("Who signs it?", Some(1)),
        merge("M3", "M1"),
        merge("M2", "M1"),
        merge("Q2", "Q1"),
    ]);
    let kept = &session.mitigations[0];
    assert_eq!(kept.speaker, Some(ParticipantId(1)));
    assert_eq!(kept.status, Status::Planned);
    assert_eq!(session.questions[0].speaker, Some(ParticipantId(1)));
}
