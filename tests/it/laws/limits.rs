//! What was written can be read: whatever is done to a session within its limits, also at them, its file opens again.

use proptest::prelude::*;
use threatboard::domain::{
    Counters, Dismissal, Edit, Field, FourQuestion, LIMITS, New, NewAction, PackCard, Session,
    SessionField, SessionKind, Sitting, Stamp, Text, ThreatId,
};
use threatboard::store::format;

use super::{Dice, dice, reads_back};
use crate::support::{room, ten, today};

/// Brings one thing to its limit, or all but.
fn fill(session: &mut Session, what: u8, less: usize) {
    let number = LIMITS.number - u32::try_from(less).unwrap();
    let links = LIMITS.links - less;
    match what % 12 {
        0 => session.counters.threat = number,
        1 => {
            session.counters = Counters {
                line: 0,
                note: number,
                participant: number,
                assumption: number,
                zone: number,
                element: number,
                flow: number,
                threat: u32::MAX,
                mitigation: number,
                question: u32::MAX,
                action: number,
                parked: u32::MAX - 1,
                asset: number,
                business_risk: number,
            }
        }
        2 => session.measured(LIMITS.bytes - 400 * less),
        3 => {
            let many = (0..links).map(|n| Text::new(&format!("says {n}")));
            let long: Vec<Text> = many.collect();
            for threat in &mut session.threats {
                threat.also.clone_from(&long);
                threat.references.clone_from(&long);
            }
        }
        4 => {
            let ids: Vec<ThreatId> = (1..=links)
                .map(|n| ThreatId(u32::try_from(n).unwrap()))
                .collect();
            let Some(one) = session.threats.first().cloned() else {
                return;
            };
            for id in &ids {
                if session.threat(*id).is_none() {
                    session.threats.push(threatboard::domain::Threat {
                        id: *id,
                        key: None,
                        also: Vec::new(),
                        ..one.clone()
                    });
                }
            }
            session.counters.threat = session.counters.threat.max(200);
            if let Some(first) = session.mitigations.first_mut() {
                first.threats.clone_from(&ids);
            }
        }
        5 => {
            let sitting = Sitting::begun(ten());
            session.sittings = vec![sitting; LIMITS.items - less];
        }
        6 => {
            let dismissal = Dismissal {
                check: "Q1".into(),
                reason: "why".into(),
                at: ten(),
            };
            session.dismissed = vec![dismissal; LIMITS.items - less];
        }
        // New threats and questions of what once was a whiteboard are lines of its wall.
        9 => session.counters.line = number,
        7 => session.title = Text::new(&"x".repeat(LIMITS.title - less)),
        8 => {
            let sitting = session.sittings.last_mut().unwrap();
            sitting.confidence = vec![5; links];
            sitting.time_well_spent = vec![1; links];
        }
        _ => {
            for threat in &mut session.threats {
                threat.text = Text::new(&"漢".repeat(65_536 / 3 - less));
            }
        }
    }
}

/// Changes that ask for more than a file may say.
fn beyond(dice: &Dice, session: &Session) -> Edit {
    let far = chrono::NaiveDate::from_ymd_opt(2200, 1, 1).unwrap();
    let threat = Dice::threat(session, dice.a);
    let long = Text::new(&"x".repeat(LIMITS.title + 1));
    match dice.what % 9 {
        0 => Edit::Session(SessionField::Confidence(vec![5; LIMITS.links + dice.a % 2])),
        1 => Edit::Session(SessionField::TimeWellSpent(vec![
            u8::try_from(dice.b % 7)
                .unwrap();
            3
        ])),
        2 => Edit::Session(SessionField::Revisit(Some(far))),
        3 => Edit::Defer(vec![threat], dice.text(), None, Some(far.into())),
        4 => Edit::Add(New::Action(NewAction {
            text: "Rotate the key".into(),
            kind: None,
            about: vec![threat.into()],
            owner: None,
            due: Some(far),
        })),
        5 => {
            let New::Threat(new) = New::threat("Replayed", FourQuestion::GoWrong) else {
                unreachable!("a threat is a threat");
            };
            let pack = Some(PackCard {
                pack: long,
                card: "1".into(),
                edited: false,
            });
            Edit::Add(New::Threat(threatboard::domain::NewThreat { pack, ..new }))
        }
        6 => Edit::Session(SessionField::Begin),
        7 => Edit::Session(SessionField::Dismiss(
            Text::new(&format!("Q{}", dice.a)),
            dice.text(),
        )),
        _ => Edit::Set(
            threat.into(),
            Field::Text(Text::new(&dice.words.repeat(9_000))),
        ),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_can_be_read_whatever_is_done_at_the_limits(
        what in any::<u8>(),
        less in 0..3_usize,
        rolls in prop::collection::vec((dice(), any::<bool>()), 1..12),
    ) {
        let mut session = room();
        fill(&mut session, what, less);
        let mut begun = session.clone();
        begun.validate().map_err(|invalid| TestCaseError::fail(invalid.says))?;
        for (roll, far) in &rolls {
            let edit = if *far { beyond(roll, &begun) } else { roll.edit(&begun) };
            let _ = begun.apply(&edit, ten());
        }
        reads_back(&begun)?;
    }

    #[test]
    fn the_size_of_the_file_is_known_after_every_change(rolls in prop::collection::vec(dice(), 0..60)) {
        let mut session = room();
        session.measured(format::size(&session));
        for roll in &rolls {
            let edit = roll.edit(&session);
            let _ = session.apply(&edit, ten());
        }
        let (real, known) = (format::write(&session).unwrap().len(), session.size().unwrap());
        prop_assert_eq!(format::size(&session), real);
        prop_assert!(known.abs_diff(real) < 1_000, "{} is known, {} is true", known, real);
    }
}

fn at() -> Stamp {
    ten()
}

#[test]
fn after_the_last_number_nothing_of_the_kind_is_added_and_everything_else_is() {
    for last in [999_999, 1_000_000, u32::MAX] {
        let mut session = room();
        session.counters.threat = last;
        let text = format::write(&session).unwrap();
        let mut session = format::read(&text).unwrap();
        let before = session.clone();
        let new = Edit::Add(New::threat("One more", FourQuestion::GoWrong));
        let says = session.apply(&new, at()).unwrap_err().to_string();
        assert_eq!(
            says,
            "The threats of this session have used all numbers up to 999999. Start a new session."
        );
        assert_eq!(session, before);
        let t1 = Dice::threat(&session, 0);
        let split = Edit::Split(t1, "one".into(), "two".into());
        assert!(session.apply(&split, at()).is_err());
        let due = NewAction {
            text: "Ask Ana".into(),
            kind: None,
            about: Vec::new(),
            owner: None,
            due: Some(today()),
        };
        session.apply(&Edit::Add(New::Action(due)), at()).unwrap();
        reads_back(&session).unwrap();
    }
}

#[test]
fn after_the_last_number_of_the_wall_no_line_is_added() {
    for last in [999_999, 1_000_000, u32::MAX - 1, u32::MAX] {
        let mut session = room();
        session.kind = SessionKind::Whiteboard;
        session.counters.line = last;
        let before = session.clone();
        let new = Edit::Add(New::threat("One more", FourQuestion::GoWrong));
        let says = session.apply(&new, at()).unwrap_err().to_string();
        assert_eq!(
            says,
            "The lines of the whiteboard have used all numbers up to 999999. Start a new session."
        );
        assert_eq!(session, before);
        reads_back(&session).unwrap();
    }
}
