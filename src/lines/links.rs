//! What a line links to: ids, or names and words, with Tab for those that fit.

use super::{Made, Typed};
use crate::domain::text::words_of;
use crate::domain::{Edit, ItemId, Session, can_link};
use crate::parse::{changes, tokens};

/// How many Tab goes through.
const MOST: usize = 9;

/// Joins or parts what the line is about and what it names.
pub(super) fn links(typed: &Typed<'_>, join: fn(ItemId, ItemId) -> Edit) -> Result<Made, String> {
    let (session, id) = (typed.session()?, typed.about()?);
    let mut ids = Vec::new();
    if tokens::only_ids(typed.text, session).is_some() {
        return changes::links(session, id, typed.text, join).map(Made::Edit);
    }
    for name in typed.text.split(',').filter(|name| !name.trim().is_empty()) {
        ids.extend(one(session, id, name.trim())?);
    }
    let edits = ids.into_iter().map(|other| join(id, other)).collect();
    Ok(Made::Edit(Edit::All(edits)))
}

/// The items that one part of the line means.
fn one(session: &Session, id: ItemId, name: &str) -> Result<Vec<ItemId>, String> {
    if let Some(ids) = tokens::only_ids(name, session) {
        return Ok(ids);
    }
    match fitting(session, id, name).as_slice() {
        [only] => Ok(vec![*only]),
        [] => Err(format!(
            "Nothing that {id} can be linked to says {name:?}. Type ids such as T2 T9, or part of a name."
        )),
        several => {
            let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(format!(
                "{name:?} could be {}. Tab goes through them.",
                ids.join(", ")
            ))
        }
    }
}

/// What `id` can be linked to and what `name` may mean: what is called so, else what begins so, else what has these
/// words.
pub fn fitting(session: &Session, id: ItemId, name: &str) -> Vec<ItemId> {
    let others = session.identities().map(|identity| identity.id);
    let others = others.filter(|other| can_link(id, *other));
    let others: Vec<(ItemId, String)> = others
        .map(|other| (other, session.words_of(other).unwrap_or_default()))
        .collect();
    let others: Vec<(ItemId, &str)> = others.iter().map(|(id, words)| (*id, &**words)).collect();
    let fits = named(&others, name).into_iter();
    fits.map(|(id, _)| id).collect()
}

/// Those of these that `name` may mean: what is called so, else what begins so, else what has these words.
pub(super) fn named<'a>(others: &[(ItemId, &'a str)], name: &str) -> Vec<(ItemId, &'a str)> {
    let wanted = words_of(name);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut fits: Vec<(u8, (ItemId, &str))> = Vec::new();
    for (id, says) in others {
        let other = (*id, *says);
        let words = words_of(says);
        let has = |part: &String| words.iter().any(|word| word.starts_with(part.as_str()));
        if words == wanted {
            fits.push((0, other));
        } else if begins(&words, &wanted) {
            fits.push((1, other));
        } else if wanted.iter().all(has) {
            fits.push((2, other));
        }
    }
    fits.sort_by_key(|(rank, _)| *rank);
    let best = fits.first().map(|(rank, _)| *rank);
    let exact = best == Some(0);
    let fits = fits.into_iter().filter(|(rank, _)| !exact || *rank == 0);
    fits.map(|(_, other)| other).take(MOST).collect()
}

/// Whether a name begins with these words, the last of which may be cut.
fn begins(words: &[String], wanted: &[String]) -> bool {
    let Some((last, whole)) = wanted.split_last() else {
        return false;
    };
    words.starts_with(whole)
        && words
            .get(whole.len())
            .is_some_and(|word| word.starts_with(last.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        FourQuestion, New, NewAction, NewMitigation, NoteKind, ParkedKind, Stamp, Status, Text,
        ThreatId,
    };

    fn at() -> Stamp {
        Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
    }

    /// A session with one item of each kind, of a flow with its two ends.
    fn one_of_each() -> Session {
        let mut session = crate::import::Draft::new("").session;
        for new in [
            New::Participant("Ana".into(), Text::default()),
            New::Zone("cloud".into(), vec!["web".into()]),
            New::Flow {
                from: "web".into(),
                to: "pump".into(),
                data: "start".into(),
            },
            New::Note(NoteKind::InScope, "refunds".into()),
            New::threat("replay", FourQuestion::GoWrong),
            New::Mitigation(NewMitigation {
                text: "nonce".into(),
                threats: vec![ThreatId(1)],
                status: Status::CouldDo,
                kind: None,
                strength: None,
                effort: None,
                speaker: None,
            }),
            New::Question {
                text: "sure?".into(),
                about: Vec::new(),
                speaker: None,
                owner: None,
            },
            New::Action(NewAction {
                text: "call".into(),
                kind: None,
                about: Vec::new(),
                owner: None,
                due: None,
            }),
            New::Assumption {
                text: "locked".into(),
                about: Vec::new(),
                speaker: None,
            },
            New::Parked {
                text: "later".into(),
                kind: ParkedKind::Fix,
                about: None,
                speaker: None,
            },
        ] {
            session.apply(&Edit::Add(new), at()).unwrap();
        }
        session
    }

    #[test]
    fn what_is_linked_by_its_id_is_linked_by_its_name_and_nothing_else_is() {
        let session = one_of_each();
        let all: Vec<ItemId> = session.identities().map(|identity| identity.id).collect();
        assert!(all.len() >= 11, "{all:?}");
        for (one, other) in all
            .iter()
            .flat_map(|one| all.iter().map(move |other| (*one, *other)))
        {
            let name = session.words_of(other).unwrap();
            let by_name = fitting(&session, one, &name) == [other];
            let link = Edit::Link(one, other);
            let by_id = session.clone().apply(&link, at()).is_ok();
            assert_eq!(by_name, by_id, "{one} and {other}: {name}");
        }
    }
}
