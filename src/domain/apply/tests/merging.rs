//! What a merged item keeps of the one that goes, and what both halves of a threat keep of the whole.

use super::fields::{made, merge, person, set};
use super::*;
use crate::domain::{
    ControlKind, LinkTerms, NewMitigation, Rated, Scale, SessionField, Status, Strength, ThreatId,
};

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

/// The standard scale with a level between high and critical that counts as high, too.
fn five_levels() -> Edit {
    let mut scale = Scale::standard().clone();
    scale.name = "five".into();
    let mut severe = scale.levels[2].clone();
    (severe.id, severe.word) = ("severe".into(), "severe".into());
    scale.levels.insert(3, severe);
    Edit::Session(SessionField::Scale(Some(Box::new(scale))))
}

#[test]
fn of_two_levels_that_count_as_one_severity_the_worse_stays() {
    for (ours, theirs) in [(2, 3), (3, 2)] {
        let session = made(vec![
            five_levels(),
            threat("Refund replayed"),
            threat("Sent twice"),
            set("T1", Field::Rating(Rated::Single(ours))),
            set("T2", Field::Rating(Rated::Single(theirs))),
            merge("T2", "T1"),
        ]);
        let words = session.level_words(&session.threats[0]);
        assert_eq!(words, Some("severe"), "{theirs} into {ours}");
    }
}

#[test]
fn words_that_are_not_clear_stay_marked_when_they_become_the_other_wording() {
    let session = made(vec![
        threat("Refund replayed"),
        threat("Sent twice"),
        set("T2", Field::Reword(true)),
        merge("T2", "T1"),
    ]);
    assert!(session.threats[0].reword);
}

#[test]
fn a_mitigation_answers_both_halves_of_a_threat_on_the_terms_of_the_whole() {
    let terms = LinkTerms {
        strength: Some(Strength::Most),
        kind: Some(ControlKind::Detective),
        in_rating: true,
        ..LinkTerms::of(ThreatId(1))
    };
    let session = made(vec![
        threat("Refund replayed and file swapped"),
        Edit::Add(New::mitigation("Sign it", ThreatId(1), Status::Planned)),
        Edit::Add(New::mitigation("Log it", ThreatId(1), Status::Planned)),
        set("M1", Field::LinkTerms(terms)),
        Edit::Split(ThreatId(1), "Refund replayed".into(), "File swapped".into()),
    ]);
    let half = |threat| LinkTerms {
        threat: ThreatId(threat),
        ..terms
    };
    assert_eq!(session.mitigations[0].links, [half(1), half(2)]);
    let other = &session.mitigations[1];
    assert_eq!((other.threats.len(), other.links.len()), (2, 0));
}

#[test]
fn a_mitigation_that_failed_its_check_is_not_in_place() {
    let session = made(vec![
        threat("Refund replayed"),
        Edit::Add(New::mitigation("Sign it", ThreatId(1), Status::InPlace)),
        Edit::Add(New::mitigation("Log it", ThreatId(1), Status::Verified)),
        set("M1", Field::Checked(Some((false, None)))),
        set("M2", Field::Checked(Some((true, None)))),
    ]);
    let [failed, shown] = session.mitigations.as_slice() else {
        panic!("{:?}", session.mitigations)
    };
    assert!(!failed.works() && failed.has_failed());
    assert!(shown.works() && !shown.has_failed());
    assert_eq!(failed.standing_words(), "in place, does not work");
    let tally = session.tally(at_ten().date_naive());
    assert_eq!((tally.in_place, tally.could_do), (1, 1));
}
