//! What a predicate can answer.

use crate::domain::{
    Action, Assumption, Element, Flow, ItemId, Mitigation, Note, Parked, Participant, Question,
    Threat,
};

/// What came of looking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Look<T> {
    /// There is nothing yet that could be judged.
    NotYet,
    /// There is something, and nothing is wrong with it.
    Fine,
    /// This is so.
    Found(T),
}

impl<T> Look<T> {
    /// Fine, if there is nothing to say.
    pub(crate) fn of(found: Option<T>) -> Self {
        found.map_or(Self::Fine, Self::Found)
    }

    /// What was found.
    pub(crate) fn found(self) -> Option<T> {
        match self {
            Self::Found(found) => Some(found),
            Self::NotYet | Self::Fine => None,
        }
    }

    /// The same answer in another form.
    pub(crate) fn map<U>(self, form: impl FnOnce(T) -> U) -> Look<U> {
        match self {
            Self::NotYet => Look::NotYet,
            Self::Fine => Look::Fine,
            Self::Found(found) => Look::Found(form(found)),
        }
    }
}

/// A part of a whole: 3 of 7.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    /// How many.
    pub(crate) n: usize,
    /// Of how many.
    pub(crate) of: usize,
    /// Which.
    pub(crate) subjects: Vec<ItemId>,
}

/// Anything that a fact can be about.
pub(super) trait HasId {
    /// Its id.
    fn item(&self) -> ItemId;
}

macro_rules! has_id {
    ($($kind:ident)*) => {
        $(impl HasId for $kind {
            fn item(&self) -> ItemId {
                self.id.into()
            }
        })*
    };
}

has_id! { Action Assumption Element Flow Mitigation Note Parked Participant Question Threat }

/// The ids of all that it is true of.
pub(super) fn ids<'i, T: HasId + 'i>(
    candidates: impl IntoIterator<Item = &'i T>,
    fires: impl Fn(&T) -> bool,
) -> Vec<ItemId> {
    candidates
        .into_iter()
        .filter(|candidate| fires(candidate))
        .map(HasId::item)
        .collect()
}

/// Looks at each candidate, and finds all that it is true of.
pub(super) fn each<'i, T: HasId + 'i>(
    candidates: impl IntoIterator<Item = &'i T>,
    fires: impl Fn(&T) -> bool,
) -> Look<Vec<ItemId>> {
    let mut looked = false;
    let found = ids(candidates.into_iter().inspect(|_| looked = true), fires);
    match found.as_slice() {
        [] if looked => Look::Fine,
        [] => Look::NotYet,
        _ => Look::Found(found),
    }
}
