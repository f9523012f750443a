//! The wording of findings: one fact a line, in plain words, with as many ids as a line can hold.

pub(crate) use crate::domain::counted as count;
use crate::domain::{ElementId, FlowId, ItemId};
use crate::facts::{Facts, Look};

/// What a check says of what it saw.
pub(super) type Looked = Look<Said>;

/// A sentence in clauses, and the items it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) clauses: Vec<Clause>,
    pub(super) subjects: Vec<ItemId>,
}

/// A part of a sentence, and the items that are listed behind it where there is room for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) says: String,
    pub(super) ids: Vec<ItemId>,
}

impl Said {
    /// A sentence that lists nothing.
    pub(super) fn plain(says: impl Into<String>, subjects: Vec<ItemId>) -> Self {
        let clauses = vec![Clause {
            says: says.into(),
            ids: Vec::new(),
        }];
        Self { clauses, subjects }
    }
}

impl From<&str> for Said {
    fn from(says: &str) -> Self {
        Self::plain(says, Vec::new())
    }
}

impl From<String> for Said {
    fn from(says: String) -> Self {
        Self::plain(says, Vec::new())
    }
}

/// One clause about all of these items. `one` has an `#` where the id goes, `many` begins after the number.
pub(super) fn clause(facts: &Facts, ids: Vec<ItemId>, one: &str, many: &str) -> Clause {
    match ids.as_slice() {
        [only] => Clause {
            says: one.replace('#', &called(facts, *only)),
            ids: Vec::new(),
        },
        _ => Clause {
            says: format!("{} {many}", ids.len()),
            ids,
        },
    }
}

/// A sentence about all of these items.
pub(super) fn each(facts: &Facts, ids: Vec<ItemId>, one: &str, many: &str) -> Said {
    Said {
        subjects: ids.clone(),
        clauses: vec![clause(facts, ids, one, many)],
    }
}

/// `T4`, `E2 (web)`, `F4 (sftp -> refund-api)`: what the map shows by name is called by it.
fn called(facts: &Facts, id: ItemId) -> String {
    match id {
        ItemId::Element(id) => element(facts, id),
        ItemId::Flow(id) => flow(facts, id),
        _ => id.to_string(),
    }
}

/// `E2 (web)`.
pub(super) fn element(facts: &Facts, id: ElementId) -> String {
    format!("{id} ({})", short(&facts.session.element_name(id)))
}

/// `F4 (sftp -> refund-api)`.
pub(crate) fn flow(facts: &Facts, id: FlowId) -> String {
    let s = facts.session;
    s.flows.iter().find(|f| f.id == id).map_or_else(
        || id.to_string(),
        |f| {
            let (from, to) = (s.element_name(f.from), s.element_name(f.to));
            format!("{id} ({} -> {})", short(&from), short(&to))
        },
    )
}

/// `T1, T2 and T5`, and how many more when there are many.
pub(super) fn list(ids: &[ItemId], limit: usize) -> String {
    enumerated(ids.iter().map(ToString::to_string).collect(), limit)
}

/// `Bo, Cy and Di`, and how many more when there are many.
pub(crate) fn names<'n>(facts: &Facts, names: impl IntoIterator<Item = &'n str>) -> String {
    enumerated(
        names.into_iter().map(short).collect(),
        facts.limits.ids_named,
    )
}

fn enumerated(all: Vec<String>, limit: usize) -> String {
    let limit = limit.max(1);
    if let Some(more) = all.len().checked_sub(limit).filter(|more| *more > 0) {
        let named: Vec<&str> = all.iter().take(limit).map(String::as_str).collect();
        return format!("{} and {more} more", named.join(", "));
    }
    match all.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A name that leaves room for the rest of the sentence.
pub(crate) fn short(name: &str) -> String {
    const MAX_CHARS: usize = 24;
    if name.chars().count() <= MAX_CHARS {
        return name.to_owned();
    }
    let mut cut: String = name.chars().take(MAX_CHARS - 3).collect();
    cut.push_str("...");
    cut
}
