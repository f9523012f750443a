//! Who an item is: a key is given once, to what is new, and says the same after every undo and redo. A file of version 1
//! stays one until something is added to it.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use threatboard::domain::{Edit, Field, History, ItemId, Key, Session};
use threatboard::store::format;

use super::{Dice, dice, reads_back};
use crate::support::{room, ten};

const OLD: &str = include_str!("../../files/versions/1.ron");

/// The key of each item that has one.
fn keys(session: &Session) -> HashMap<ItemId, Key> {
    let keyed = |it: threatboard::domain::Identity<ItemId>| Some((it.id, it.key?));
    session.identities().filter_map(keyed).collect()
}

/// An edit that adds nothing to an old file: no item, no hands, no votes, no meeting.
fn adds_nothing(edit: &Edit) -> bool {
    use threatboard::domain::SessionField as F;
    match edit {
        Edit::SayAs(..) => false,
        Edit::Set(_, Field::Heap(_) | Field::Clarity(_) | Field::Map(_)) => false,
        Edit::Set(_, Field::Absent(true) | Field::Until(Some(_))) => false,
        Edit::Add(_) | Edit::Split(..) | Edit::UseParked(..) | Edit::All(_) => false,
        Edit::Merge(from, _) => matches!(from, ItemId::Threat(_)),
        Edit::Session(field) => !matches!(
            field,
            F::Confidence(_)
                | F::TimeWellSpent(_)
                | F::Voting(_)
                | F::Begin
                | F::Scale(Some(_))
                | F::StillHolds(_)
                | F::AttachedTo(_)
                | F::MoreSystems(_)
                | F::Pair(_)
        ),
        _ => true,
    }
}

fn old_rolls() -> impl Strategy<Value = Vec<Dice>> {
    prop::collection::vec(dice(), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn every_new_item_has_a_key_of_its_own_and_keeps_it(rolls in prop::collection::vec(dice(), 0..60)) {
        let mut session = room();
        let mut history = History::default();
        let mut ever: HashMap<ItemId, Key> = keys(&session);
        for roll in &rolls {
            let edit = roll.edit(&session);
            let mut twin = session.clone();
            let made = history.apply(&mut session, &edit, ten());
            let again = twin.apply(&edit, ten());
            prop_assert_eq!(&twin, &session, "the same change on the same session gives the same");
            prop_assert_eq!(made.is_ok(), again.is_ok());
            for it in session.identities() {
                prop_assert!(it.key.is_some(), "{} has no key after {:?}", it.id, edit);
            }
            let now = keys(&session);
            let different: HashSet<Key> = now.values().copied().collect();
            prop_assert_eq!(different.len(), now.len(), "after {:?}", edit);
            for (id, key) in &now {
                prop_assert_eq!(ever.entry(*id).or_insert(*key), key, "{} after {:?}", id, edit);
            }
        }
        let end = keys(&session);
        while history.undo(&mut session).is_some() {
            for (id, key) in keys(&session) {
                prop_assert_eq!(ever.get(&id), Some(&key), "{} after undo", id);
            }
        }
        while history.redo(&mut session).is_some() {}
        prop_assert_eq!(keys(&session), end);
    }

    #[test]
    fn an_old_file_stays_one_until_something_is_added(rolls in old_rolls()) {
        let mut session = format::read(OLD).unwrap();
        for roll in &rolls {
            let edit = roll.edit(&session);
            let mut tried = session.clone();
            if adds_nothing(&edit) {
                let _ = tried.apply(&edit, ten());
            }
            // What has to be looked at again is added, too.
            if tried.look_again.is_empty() {
                session = tried;
            }
            prop_assert_eq!(session.version, 1, "after {:?}", edit);
            prop_assert!(keys(&session).is_empty());
        }
        reads_back(&session)?;
    }

    #[test]
    fn an_old_file_to_which_much_was_added_is_read_again_and_undone_to_the_byte(rolls in old_rolls()) {
        let mut session = format::read(OLD).unwrap();
        let old: HashSet<ItemId> = session.identities().map(|it| it.id).collect();
        let counters = session.counters;
        let mut history = History::default();
        for roll in &rolls {
            let edit = roll.edit(&session);
            if edit.stays().is_none() {
                let _ = history.apply(&mut session, &edit, ten());
            }
            for it in session.identities() {
                prop_assert_eq!(it.key.is_none(), old.contains(&it.id), "{}", it.id);
            }
        }
        reads_back(&session)?;
        while history.undo(&mut session).is_some() {}
        session.counters = counters;
        prop_assert_eq!(format::write(&session).unwrap(), OLD);
    }
}
