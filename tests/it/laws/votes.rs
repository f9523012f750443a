//! No vote is lost, whatever happens to the threats that it was for.

use proptest::prelude::*;
use threatboard::domain::{
    Ballot, Edit, Field, FourQuestion, History, ItemId, New, Session, SessionField, SessionKind,
    Text, ThreatId, Voting,
};

use super::dice;
use crate::support::{room, ten};

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn no_vote_is_lost_when_threats_are_merged_split_or_moved(
        rolls in prop::collection::vec(dice(), 0..60),
        votes in prop::collection::vec(0..9_u32, 6),
        joins in prop::collection::vec((0..6_usize, 0..6_usize), 0..6),
    ) {
        let mut session = room();
        for n in 1..=6 {
            let new = New::threat(format!("Threat {n}"), FourQuestion::GoWrong);
            session.apply(&Edit::Add(new), ten()).unwrap();
        }
        let voting = Voting { sheet: Text::default(), lines: Vec::new(), heaps: Vec::new(),
            per_person: 3,
            hands: (1..).map(ThreatId).zip(votes.iter().copied()).collect(),
            ballots: vec![Ballot { lines: Vec::new(), heaps: Vec::new(), who: None, votes: vec![ThreatId(1), ThreatId(6), ThreatId(6)] }],
            at: ten(),
        };
        let total = votes.iter().sum::<u32>() + 3;
        let sum = |s: &Session| s.threats.iter().filter_map(|t| s.votes(t.id)).sum::<u32>();
        let mut history = History::default();
        history.apply(&mut session, &Edit::Session(SessionField::Voting(Some(voting))), ten()).unwrap();
        for (from, into) in joins {
            let (Some(from), Some(into)) = (session.threats.get(from), session.threats.get(into)) else {
                continue;
            };
            let (from, into) = (from.id, into.id);
            let both = session.votes(from).unwrap() + session.votes(into).unwrap();
            if history.apply(&mut session, &Edit::Merge(from.into(), into.into()), ten()).is_ok() {
                prop_assert_eq!(session.votes(into), Some(both), "votes add up");
                prop_assert_eq!(session.votes(from), Some(both), "a merged id leads to them");
            }
            prop_assert_eq!(sum(&session), total);
        }
        for roll in &rolls {
            let edit = roll.edit(&session);
            if !matches!(edit, Edit::Delete(_) | Edit::SayAs(..) | Edit::Session(SessionField::Voting(_)) | Edit::All(_)) {
                let _ = history.apply(&mut session, &edit, ten());
            }
            prop_assert_eq!(sum(&session), total, "after {:?}", edit);
        }
        while history.undo(&mut session).is_some() {
            prop_assert!(session.voting().is_none() || sum(&session) == total);
        }
        prop_assert!(session.voting().is_none());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// The result of a vote on a wall has as many votes after any merging as before, and so has each step back.
    #[test]
    fn no_vote_on_a_wall_is_lost_by_merging(
        heaps in prop::collection::vec(0..4_usize, 8),
        hands in prop::collection::vec(0..9_u32, 12),
        ballots in prop::collection::vec((prop::collection::vec(1..9_u32, 0..3), 0..4_usize), 0..4),
        merges in prop::collection::vec((0..8_usize, 0..8_usize), 0..12),
    ) {
        const NAMES: [&str; 4] = ["", "links", "logs", "old files"];
        let topic = Text::new("exports");
        let mut session = Session::new(uuid::Uuid::nil(), topic, SessionKind::Whiteboard, ten());
        for n in 1..=8 {
            let text = Text::new(&format!("Line {n}"));
            let new = if n % 3 == 0 {
                New::Question { text, about: Vec::new(), speaker: None, owner: None }
            } else {
                New::threat(text, FourQuestion::GoWrong)
            };
            session.apply(&Edit::Add(new), ten()).unwrap();
        }
        let ids: Vec<ItemId> = session.wall().iter().map(|line| line.id).collect();
        for (id, heap) in ids.iter().zip(&heaps) {
            session.apply(&Edit::Set(*id, Field::Heap(NAMES[*heap].into())), ten()).unwrap();
        }
        let there = |heap: usize| heap > 0 && heaps.contains(&heap);
        let named: Vec<usize> = (1..4).filter(|heap| there(*heap)).collect();
        let voting = Voting {
            lines: (1..=8).zip(hands.iter().copied()).collect(),
            heaps: named.iter().map(|heap| (NAMES[*heap].into(), hands[8 + heap])).collect(),
            ballots: ballots.iter().map(|(lines, heap)| Ballot {
                who: None,
                votes: Vec::new(),
                lines: lines.clone(),
                heaps: Some(NAMES[*heap].into()).into_iter().filter(|_| there(*heap)).collect(),
            }).collect(),
            ..Voting::begun(3, ten())
        };
        let total = voting.total();
        let sum = |s: &Session| s.wall_result(None).iter().map(|it| it.votes).sum::<u32>();
        let mut history = History::default();
        history.apply(&mut session, &Edit::Session(SessionField::Voting(Some(voting))), ten()).unwrap();
        prop_assert_eq!(sum(&session), total);
        for (from, into) in merges {
            let _ = history.apply(&mut session, &Edit::Merge(ids[from], ids[into]), ten());
            prop_assert_eq!(sum(&session), total, "{:?} into {:?}", ids[from], ids[into]);
            session.validate().unwrap();
        }
        while session.voting().is_some() {
            prop_assert_eq!(sum(&session), total);
            history.undo(&mut session);
        }
    }
}
