//! A copy of a session is a session, whatever is in the other one.

use proptest::prelude::*;
use threatboard::domain::{History, ItemId, Session};
use threatboard::store::format;
use uuid::Uuid;

use super::dice;
use crate::support::{room, ten};

/// The threats and mitigations that are as they were copied.
fn marked(session: &Session) -> Vec<ItemId> {
    let all = session.identities().map(|it| it.id);
    let mut marked: Vec<ItemId> = all.filter(|id| session.is_copied(*id)).collect();
    marked.sort_unstable();
    marked
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_copy_is_sound_comes_back_from_its_file_and_marks_follow_undo(
        before in prop::collection::vec(dice(), 0..60),
        after in prop::collection::vec(dice(), 0..40),
    ) {
        let mut session = room();
        for roll in &before {
            let edit = roll.edit(&session);
            let _ = session.apply(&edit, ten());
        }
        let mut copy = session.copied(Uuid::max(), session.title.clone(), ten());
        prop_assert_eq!(copy.validate(), Ok(()));
        let text = format::write(&copy).unwrap();
        prop_assert_eq!(&format::read(&text).unwrap(), &copy);
        let begun = marked(&copy);
        prop_assert_eq!(begun.len(), copy.threats.len() + copy.mitigations.len());
        let mut history = History::default();
        for roll in &after {
            let edit = roll.edit(&copy);
            let _ = history.apply(&mut copy, &edit, ten());
            prop_assert!(marked(&copy).iter().all(|id| begun.contains(id)), "after {:?}", edit);
            prop_assert_eq!(copy.validate(), Ok(()), "after {:?}", edit);
        }
        let end = marked(&copy);
        while history.undo(&mut copy).is_some() {}
        prop_assert_eq!(marked(&copy), begun);
        while history.redo(&mut copy).is_some() {}
        prop_assert_eq!(marked(&copy), end);
    }
}
