//! No vote is lost, whatever happens to the threats that it was for.

use proptest::prelude::*;
use threatboard::domain::{
    Ballot, Edit, FourQuestion, History, New, Session, SessionField, ThreatId, Voting,
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
        let voting = Voting { lines: Vec::new(), heaps: Vec::new(),
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
