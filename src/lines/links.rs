//! What a line links to: ids, or names and words, with Tab for those that fit.

use super::{Made, Typed};
use crate::domain::text::words_of;
use crate::domain::{Edit, ItemId, Session};
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
    let wanted = words_of(name);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut fits: Vec<(u8, ItemId)> = Vec::new();
    for other in session.identities().map(|identity| identity.id) {
        if other == id || !can_join(id, other) {
            continue;
        }
        let words = words_of(&session.words_of(other).unwrap_or_default());
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
    fits.map(|(_, id)| id).take(MOST).collect()
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

/// Whether two kinds of items know each other.
fn can_join(one: ItemId, other: ItemId) -> bool {
    use ItemId as I;
    let holds = |id| matches!(id, I::Question(_) | I::Action(_) | I::Assumption(_));
    let is_held = |id| {
        holds(id)
            || matches!(
                id,
                I::Threat(_) | I::Mitigation(_) | I::Element(_) | I::Flow(_)
            )
    };
    match (one, other) {
        (I::Threat(_), I::Mitigation(_) | I::Element(_) | I::Flow(_))
        | (I::Mitigation(_) | I::Element(_) | I::Flow(_), I::Threat(_)) => true,
        _ => (holds(one) && is_held(other)) || (is_held(one) && holds(other)),
    }
}
