//! Two branches of a session met.

use std::collections::HashMap;

use super::{Event, LookAgain, StillHolds};
use crate::domain::id::ItemId;
use crate::domain::identity::Identity;
use crate::domain::session::Session;
use crate::domain::stamp::Stamp;
use crate::domain::text::Text;

/// What both of two branches changed since they parted, in `merged`, the session that was made of them: each such item
/// is looked at again. Items are found by their key, as two branches give the same number to different items.
pub fn changed_on_both(
    base: &Session,
    ours: &Session,
    theirs: &Session,
    merged: &Session,
    at: Stamp,
) -> Vec<LookAgain> {
    let by_key = |session: &Session| -> HashMap<_, ItemId> {
        let keyed = session.identities().map(|it| (name(&it), it.id));
        keyed.collect()
    };
    let (base_ids, our_ids, their_ids) = (by_key(base), by_key(ours), by_key(theirs));
    let changed = |side: &Session, ids: &HashMap<_, ItemId>, called: &_, was: ItemId| {
        let is = ids.get(called).and_then(|id| side.item(*id));
        is.is_some_and(|is| Some(is) != base.item(was))
    };
    let both = merged.identities().filter(|it| {
        let called = name(it);
        base_ids.get(&called).is_some_and(|was| {
            changed(ours, &our_ids, &called, *was) && changed(theirs, &their_ids, &called, *was)
        })
    });
    both.map(|it| LookAgain {
        of: it.id,
        why: Event::BranchesMerged,
        by: None,
        words: Text::from("Both branches changed it".to_owned()),
        at,
    })
    .collect()
}

/// How an item is called on every branch: by its key, else by its number.
fn name(it: &Identity<ItemId>) -> String {
    match it.key {
        Some(key) => key.to_string(),
        None => it.id.to_string(),
    }
}

impl LookAgain {
    /// The same about what an item became, or nothing when it is gone.
    pub(in crate::domain) fn lead(&mut self, old: ItemId, new: Option<ItemId>) -> bool {
        if self.by == Some(old) {
            if new.is_none() {
                self.words = Text::from(format!("{old} {}", self.words));
            }
            self.by = new;
        }
        if self.of == old {
            match new {
                Some(new) => self.of = new,
                None => return false,
            }
        }
        true
    }
}

impl StillHolds {
    /// The same about what an item became, or nothing when it is gone.
    pub(in crate::domain) fn lead(&mut self, old: ItemId, new: Option<ItemId>) -> bool {
        if self.of == old {
            match new {
                Some(new) => self.of = new,
                None => return false,
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, Field, FourQuestion, New, SessionField, SessionKind};

    fn at() -> Stamp {
        Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
    }

    fn make(session: &mut Session, edit: &Edit) {
        session.apply(edit, at()).unwrap();
    }

    #[test]
    fn changed_on_both_branches() {
        let title = "Refunds".into();
        let mut base = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at());
        for n in 1..=4 {
            let new = New::threat(format!("Threat {n}"), FourQuestion::GoWrong);
            make(&mut base, &Edit::Add(new));
        }
        let branch = |of: &[&str], word: &str| {
            let mut session = base.clone();
            for of in of {
                let text = Field::Text(format!("{of} {word}").into());
                make(&mut session, &Edit::Set(of.parse().unwrap(), text));
            }
            session
        };
        let ours = branch(&["T2", "T3"], "ours");
        let theirs = branch(&["T3", "T4"], "theirs");
        let mut merged = ours.clone();
        merged.look_again = changed_on_both(&base, &ours, &theirs, &ours, at());
        merged.validate().unwrap();
        let [only] = merged.look_again.as_slice() else {
            panic!("{:?}", merged.look_again)
        };
        assert_eq!(only.of.to_string(), "T3");
        assert_eq!(only.reason(), "Both branches changed it");
        let holds = Edit::Session(SessionField::StillHolds(only.of));
        make(&mut merged, &holds);
        assert_eq!(merged.look_again, []);
    }
}
