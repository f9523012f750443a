//! Each limit at its edge: the last session that is fine, and the first that is not.

use chrono::TimeDelta;

use super::super::actions::Loop;
use super::super::thresholds::Percent;
use super::*;
use crate::domain::{
    ActionStatus, ControlKind, FourQuestion, NewMitigation, NewThreat, PackCard, Place,
    ResponseKind, Severity, Status, ThreatId,
};

/// What came of looking, in a word.
fn kind<T>(look: &Look<T>) -> &'static str {
    match look {
        Look::NotYet => "not yet",
        Look::Fine => "fine",
        Look::Found(_) => "found",
    }
}

fn told<T>(session: &Session, fact: impl Fn(&Facts) -> Look<T>) -> &'static str {
    let limits = Thresholds::bundled();
    kind(&fact(&Facts::new(session, today(), &limits)))
}

fn times(n: usize, edit: &Edit) -> Vec<Edit> {
    vec![edit.clone(); n]
}

fn threat() -> NewThreat {
    NewThreat {
        text: "File swapped".into(),
        places: Vec::new(),
        stride: Vec::new(),
        categories: Vec::new(),
        speaker: None,
        severity: None,
        rated: None,
        references: Vec::new(),
        found_in: FourQuestion::GoWrong,
        pack: None,
    }
}

fn rated(severity: Option<Severity>) -> Edit {
    Edit::Add(New::Threat(NewThreat {
        severity,
        ..threat()
    }))
}

fn mitigation(status: Status, kind: Option<ControlKind>) -> Edit {
    Edit::Add(New::Mitigation(NewMitigation {
        text: "Sign the files".into(),
        threats: vec![ThreatId(1)],
        status,
        kind,
        strength: None,
        effort: None,
        speaker: None,
    }))
}

#[test]
fn one_kind_of_control_takes_two_mitigations_of_known_kinds() {
    let (stops, sees) = (Some(ControlKind::Preventive), Some(ControlKind::Detective));
    for (kinds, says) in [
        (vec![], "not yet"),
        (vec![stops], "not yet"),
        (vec![stops, stops], "found"),
        (vec![stops, None], "not yet"),
        (vec![stops, sees], "fine"),
        (vec![stops, stops, sees], "fine"),
        (vec![stops, stops, stops], "found"),
    ] {
        let mut edits = vec![rated(None)];
        edits.extend(kinds.iter().map(|kind| mitigation(Status::CouldDo, *kind)));
        let session = session(edits);
        assert_eq!(
            told(&session, |facts| facts.one_kind_of_control()),
            says,
            "{kinds:?}"
        );
    }
}

#[test]
fn two_mitigations_are_a_choice_and_one_is_not() {
    use Status::{CouldDo, InPlace, Rejected};
    for (all, says) in [
        (vec![], "found"),
        (vec![CouldDo], "found"),
        (vec![CouldDo, CouldDo], "fine"),
        (vec![CouldDo, InPlace], "found"),
        (vec![CouldDo, Rejected], "found"),
    ] {
        let mut edits = vec![rated(None)];
        edits.extend(all.iter().map(|status| mitigation(*status, None)));
        let reduce = Some((ResponseKind::Reduce, Text::default(), None));
        edits.push(Edit::Set(id("T1"), Field::Response(reduce)));
        let session = session(edits);
        assert_eq!(told(&session, |facts| facts.few_options()), says, "{all:?}");
    }
}

/// As many open action items, each so many days old.
fn aged(days: &[i64]) -> Session {
    let mut session = session(times(days.len(), &action("Ask", None)));
    for (action, days) in session.actions.iter_mut().zip(days) {
        let today = Stamp::parse_from_rfc3339("2026-05-23T10:00:00+02:00").unwrap();
        action.at = today - TimeDelta::days(*days);
    }
    session
}

#[test]
fn action_items_are_old_after_sixty_days_and_the_loop_is_open_when_more_than_half_are() {
    for (days, says) in [
        (&[60][..], "fine"),
        (&[61], "found"),
        (&[61, 60], "fine"),
        (&[61, 61, 0], "found"),
        (&[61, 61, 0, 0], "fine"),
        (&[61, 61, 61, 0, 0], "found"),
        (&[], "not yet"),
    ] {
        let session = aged(days);
        assert_eq!(
            told(&session, |facts| facts.loop_not_closing()),
            says,
            "{days:?}"
        );
    }
    let limits = Thresholds::bundled();
    // What is done or dropped is neither old nor open.
    let mut session = aged(&[100, 100, 100, 0, 0]);
    session.actions[0].status = ActionStatus::Done;
    session.actions[1].status = ActionStatus::Dropped;
    assert_eq!(told(&session, |facts| facts.loop_not_closing()), "fine");
    session.actions[4].status = ActionStatus::Done;
    session.actions[3].status = ActionStatus::Done;
    let found = Facts::new(&session, today(), &limits).loop_not_closing();
    let Some(Loop::Old(share, days)) = found.found() else {
        panic!("the only open one is old");
    };
    assert_eq!((share.n, share.of, days), (1, 1, 60));
    assert_eq!(share.subjects, [id("A3")]);
}

#[test]
fn more_than_three_of_ten_action_items_are_late_before_it_is_said() {
    let late = |late: usize, all: usize, dropped: usize| {
        let mut session = aged(&vec![0; all + dropped]);
        for action in session.actions.iter_mut().take(late) {
            action.due = today().pred_opt();
        }
        for action in session.actions.iter_mut().skip(all) {
            action.status = ActionStatus::Dropped;
        }
        told(&session, |facts| facts.loop_not_closing())
    };
    assert_eq!((late(3, 10, 0), late(4, 10, 0)), ("fine", "found"));
    assert_eq!((late(3, 9, 0), late(3, 9, 1)), ("found", "found"));
    assert_eq!(late(0, 0, 3), "not yet", "all were dropped");
    // What is due today is not late.
    let mut session = aged(&[0]);
    session.actions[0].due = Some(today());
    assert_eq!(told(&session, |facts| facts.loop_not_closing()), "fine");
}

#[test]
fn one_person_owns_too_much_from_five_action_items_on() {
    let owned = |theirs: usize, others: usize| {
        let mut edits = vec![person("Ana")];
        edits.extend(times(theirs, &action("Ask", Some("P1"))));
        edits.extend(times(others, &action("Ask", None)));
        told(&session(edits), |facts| facts.one_pair_of_hands())
    };
    assert_eq!(owned(4, 0), "not yet");
    assert_eq!((owned(2, 3), owned(3, 2)), ("fine", "found"));
    assert_eq!((owned(4, 6), owned(5, 5)), ("fine", "found"));
}

#[test]
fn severities_are_judged_from_six_rated_threats_on() {
    let high = |high: usize, low: usize, unrated: usize| {
        let mut edits = times(high, &rated(Some(Severity::High)));
        edits.extend(times(low, &rated(Some(Severity::Low))));
        edits.extend(times(unrated, &rated(None)));
        told(&session(edits), |facts| facts.all_high())
    };
    assert_eq!((high(5, 0, 9), high(6, 0, 0)), ("not yet", "found"));
    assert_eq!((high(6, 4, 0), high(7, 3, 0)), ("fine", "found"));
    assert_eq!(high(4, 2, 9), "found", "of the rated ones");
    let mut edits = times(6, &rated(Some(Severity::Critical)));
    edits.extend(times(4, &rated(Some(Severity::Medium))));
    assert_eq!(
        told(&session(edits), |facts| facts.all_high()),
        "fine",
        "6 of 10"
    );
}

#[test]
fn categories_are_judged_from_eight_threats_with_one_on() {
    let of = |category: Stride| {
        Edit::Add(New::Threat(NewThreat {
            stride: vec![category],
            ..threat()
        }))
    };
    let same = |same: usize, others: usize, without: usize| {
        let mut edits = times(same, &of(Stride::Tampering));
        edits.extend(times(others, &of(Stride::Spoofing)));
        edits.extend(times(without, &rated(None)));
        told(&session(edits), |facts| facts.one_kind())
    };
    assert_eq!((same(7, 0, 9), same(8, 0, 0)), ("not yet", "found"));
    assert_eq!((same(6, 4, 0), same(7, 3, 0)), ("fine", "found"));
}

#[test]
fn cards_and_places_are_judged_from_six_threats_on() {
    let card = Edit::Add(New::Threat(NewThreat {
        pack: Some(PackCard {
            pack: "stride".into(),
            card: "1".into(),
            edited: false,
        }),
        ..threat()
    }));
    let cards = |cards: usize, own: usize| {
        let mut edits = times(cards, &card);
        edits.extend(times(own, &rated(None)));
        told(&session(edits), |facts| facts.box_ticking())
    };
    assert_eq!((cards(5, 0), cards(6, 0)), ("not yet", "found"));
    assert_eq!((cards(3, 3), cards(4, 3)), ("fine", "found"));

    let whole = Edit::Add(New::Threat(NewThreat {
        places: vec![Place::Whole],
        ..threat()
    }));
    let placed = Edit::Add(New::Threat(NewThreat {
        places: vec!["E1".parse().unwrap()],
        ..threat()
    }));
    let element = Edit::Add(New::Element {
        name: "web".into(),
        kind: None,
        unknown: false,
    });
    let spread = |all: usize, parts: usize| {
        let mut edits = vec![element.clone()];
        edits.extend(times(all, &whole));
        edits.extend(times(parts, &placed));
        told(&session(edits), |facts| facts.parts_and_whole())
    };
    assert_eq!((spread(0, 5), spread(0, 6)), ("not yet", "found"));
    assert_eq!(
        (spread(1, 5), spread(7, 3), spread(8, 3)),
        ("fine", "fine", "found")
    );
}

#[test]
fn what_was_built_is_unverified_after_thirty_days() {
    let built = |days: i64, severity| {
        let mut session = session(vec![
            rated(Some(severity)),
            mitigation(Status::Implemented, None),
        ]);
        let today = Stamp::parse_from_rfc3339("2026-05-23T10:00:00+02:00").unwrap();
        session.mitigations[0].at = today - TimeDelta::days(days);
        told(&session, |facts| facts.unverified())
    };
    assert_eq!(built(30, Severity::High), "fine");
    assert_eq!(built(31, Severity::High), "found");
    assert_eq!(built(31, Severity::Medium), "not yet");
}

#[test]
fn a_share_at_its_limit_has_reached_it_and_not_passed_it() {
    let third = Percent::try_from(30).unwrap();
    for (part, whole, passed, reached) in [
        (2, 10, false, false),
        (3, 10, false, true),
        (4, 10, true, true),
        (0, 0, false, true),
        (33, 110, false, true),
        (34, 110, true, true),
    ] {
        assert_eq!(third.is_passed_by(part, whole), passed, "{part} of {whole}");
        assert_eq!(
            third.is_reached_by(part, whole),
            reached,
            "{part} of {whole}"
        );
    }
}

#[test]
fn an_action_item_that_was_dropped_follows_from_nothing() {
    let talk = |status| {
        let mut session = session(times(3, &rated(None)));
        let start = session.started().unwrap();
        session.apply(&action("Ask", None), start).unwrap();
        session.actions[0].status = status;
        told(&session, |facts| facts.only_talk())
    };
    assert_eq!(talk(ActionStatus::Dropped), "found");
    assert_eq!(talk(ActionStatus::Open), "fine");
    assert_eq!(talk(ActionStatus::Done), "fine");
}

#[test]
fn a_threat_that_an_action_item_is_for_is_in_hand() {
    use super::super::Standing;
    let mut session = session(times(2, &rated(None)));
    let about = Edit::Add(New::Action(NewAction {
        text: "Ask".into(),
        kind: None,
        about: vec![id("T1")],
        owner: None,
        due: None,
    }));
    let start = session.started().unwrap();
    session.apply(&about, start).unwrap();
    let limits = Thresholds::bundled();
    let facts = Facts::new(&session, today(), &limits);
    assert_eq!(facts.standing(&session.threats[0]), Standing::InHand);
    assert_eq!(facts.standing(&session.threats[1]), Standing::Undecided);
}

#[test]
fn a_threat_whose_one_mitigation_failed_its_check_is_answered_by_nothing() {
    let with = |checked: Option<(bool, Option<crate::domain::ParticipantId>)>| {
        let mut edits = vec![
            rated(Some(Severity::High)),
            mitigation(Status::InPlace, None),
        ];
        edits.push(Edit::Set(id("M1"), Field::Checked(checked)));
        let session = session(edits);
        let limits = Thresholds::bundled();
        let facts = Facts::new(&session, today(), &limits);
        let in_hand = facts.standing(&session.threats[0]) == super::super::Standing::InHand;
        (kind(&facts.bare()), in_hand)
    };
    assert_eq!(with(None), ("fine", true));
    assert_eq!(with(Some((true, None))), ("fine", true));
    assert_eq!(with(Some((false, None))), ("found", false));
}
