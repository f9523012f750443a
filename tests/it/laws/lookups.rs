//! What a session looks up quickly is what its lists say, whatever was done to it.

use proptest::prelude::*;
use proptest::sample::select;
use threatboard::domain::{Action, ActionStatus, History, Index, ItemId, Session, ThreatId, Whose};

use super::{dice, items};
use crate::coming_back::left_open;
use crate::support::{room, ten, today};

/// The same without anything that was kept.
fn forgetful(session: &Session) -> Session {
    Session {
        index: Index::default(),
        ..session.clone()
    }
}

/// Where an item stands, by looking at each.
fn place(session: &Session, id: ItemId) -> Option<usize> {
    let all = items(session);
    let same_kind = |other: &&ItemId| std::mem::discriminant(*other) == std::mem::discriminant(&id);
    all.iter().filter(same_kind).position(|other| *other == id)
}

fn ids<T, I: Into<ItemId>>(items: impl Iterator<Item = T>, id: fn(T) -> I) -> Vec<ItemId> {
    items.map(|item| id(item).into()).collect()
}

fn agrees(session: &Session) -> Result<(), TestCaseError> {
    let plain = forgetful(session);
    let gone = [ThreatId(999).into(), ThreatId(1).into()];
    for id in items(session).into_iter().chain(gone) {
        prop_assert_eq!(session.position(id), place(session, id), "{}", id);
        prop_assert_eq!(session.identity(id), plain.identity(id));
        let about = |about: &[ItemId]| about.contains(&id);
        let asked = ids(session.questions.iter().filter(|q| about(&q.about)), |q| {
            q.id
        });
        prop_assert_eq!(&ids(session.questions_about(id), |q| q.id), &asked);
        prop_assert_eq!(&ids(plain.questions_about(id), |q| q.id), &asked);
        let done = ids(session.actions.iter().filter(|a| about(&a.about)), |a| a.id);
        prop_assert_eq!(ids(session.actions_about(id), |a| a.id), done);
        let taken = session.assumptions.iter().filter(|a| about(&a.about));
        prop_assert_eq!(
            ids(session.assumptions_about(id), |a| a.id),
            ids(taken, |a| a.id)
        );
        if let ItemId::Threat(threat) = id {
            let answers = session
                .mitigations
                .iter()
                .filter(|m| m.threats.contains(&threat));
            prop_assert_eq!(
                ids(session.mitigations_for(threat), |m| m.id),
                ids(answers, |m| m.id)
            );
            let plain = ids(plain.parked_fixes(threat), |p| p.id);
            prop_assert_eq!(ids(session.parked_fixes(threat), |p| p.id), plain);
        }
    }
    prop_assert_eq!(session.tally(today()), plain.tally(today()));
    let counts = |s: &Session| (s.open_questions(), s.waiting_fixes(), s.off_topic());
    prop_assert_eq!(counts(session), counts(&plain));
    Ok(())
}

/// The action items in the order in which they are read back: whose they are is asked of each for every group.
fn groups(session: &Session) -> Vec<(Whose, Vec<usize>)> {
    let people = session.participants.iter().map(|p| Whose::Person(p.id));
    let whose = [Whose::Nobody]
        .into_iter()
        .chain(people)
        .chain([Whose::Finished]);
    let belongs = |whose: Whose, a: &Action| match whose {
        Whose::Nobody => a.status == ActionStatus::Open && a.owner.is_none(),
        Whose::Person(id) => a.status == ActionStatus::Open && a.owner == Some(id),
        Whose::Finished => a.status != ActionStatus::Open,
    };
    let groups = whose.map(|whose| {
        let places = (0..).zip(&session.actions);
        let places = places.filter(|(_, a)| belongs(whose, a));
        (whose, places.map(|(place, _)| place).collect::<Vec<_>>())
    });
    groups.filter(|(_, places)| !places.is_empty()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_is_looked_up_is_what_the_lists_say(
        start in select(vec![room(), left_open()]),
        rolls in prop::collection::vec((dice(), 0..9_u8), 0..40),
    ) {
        let mut session = start;
        session.keep_index();
        let mut history = History::default();
        agrees(&session)?;
        for (roll, what) in &rolls {
            match what {
                0 => drop(history.undo(&mut session)),
                1 => drop(history.redo(&mut session)),
                _ => {
                    let edit = roll.edit(&session);
                    drop(history.apply(&mut session, &edit, ten()));
                }
            }
            agrees(&session)?;
            let list = session.work_list();
            let found: Vec<_> = list.groups().map(|(whose, places)| (whose, places.to_vec())).collect();
            prop_assert_eq!(&found, &groups(&session));
            for (rank, place) in list.places().enumerate() {
                prop_assert_eq!(list.at(rank), Some(place));
                prop_assert_eq!(list.rank_of(&session, place), Some(rank));
            }
            prop_assert_eq!(list.len(), list.places().count());
        }
    }
}
