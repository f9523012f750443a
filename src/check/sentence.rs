//! The wording of findings: one fact a line, in plain words, with as many ids as a line can hold.

use super::view::View;
use crate::domain::{
    Action, Assumption, Element, Flow, ItemId, Mitigation, Note, Parked, Participant, Question,
    Threat,
};

/// What a check saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Looked {
    /// There is nothing yet that it could judge.
    NotYet,
    /// It looked and found nothing.
    Fine,
    /// A sentence, and the items it is about.
    Found(String, Vec<ItemId>),
}

impl Looked {
    /// A finding if there is a sentence.
    pub(super) fn from_says(says: Option<String>) -> Self {
        says.map_or(Self::Fine, |says| Self::Found(says, Vec::new()))
    }
}

/// Anything that a finding can be about.
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

impl View<'_> {
    /// Looks at each candidate and puts all that fire into one finding. `one` has an `#` where the id goes, `many`
    /// begins after the number and ends before the ids.
    pub(super) fn each<'i, T: HasId + 'i>(
        &self,
        candidates: impl IntoIterator<Item = &'i T>,
        fires: impl Fn(&T) -> bool,
        one: &str,
        many: &str,
    ) -> Looked {
        let mut looked = false;
        let ids: Vec<ItemId> = candidates
            .into_iter()
            .inspect(|_| looked = true)
            .filter(|candidate| fires(candidate))
            .map(HasId::item)
            .collect();
        match ids.as_slice() {
            [] if looked => Looked::Fine,
            [] => Looked::NotYet,
            [only] => Looked::Found(one.replace('#', &self.called(*only)), ids),
            _ => {
                let says = format!("{} {many}: {}", ids.len(), self.list(&ids));
                Looked::Found(says, ids)
            }
        }
    }

    /// `T4`, `E2 (web)`, `F4 (sftp -> refund-api)`: what the map shows by name is called by it.
    fn called(&self, id: ItemId) -> String {
        let s = self.session;
        match id {
            ItemId::Element(element) => format!("{id} ({})", short(&s.element_name(element))),
            ItemId::Flow(flow) => s.flows.iter().find(|f| f.id == flow).map_or_else(
                || id.to_string(),
                |f| {
                    let (from, to) = (s.element_name(f.from), s.element_name(f.to));
                    format!("{id} ({} -> {})", short(&from), short(&to))
                },
            ),
            _ => id.to_string(),
        }
    }

    /// `A3 A9`, and how many more when there are many.
    pub(super) fn list(&self, ids: &[ItemId]) -> String {
        let limit = self.limits.ids_named.max(1);
        let named: Vec<String> = ids.iter().take(limit).map(ToString::to_string).collect();
        let mut says = named.join(" ");
        if ids.len() > limit {
            says = format!("{says} and {} more", ids.len() - limit);
        }
        says
    }

    /// `Bo, Cy and Di`, and how many more when there are many.
    pub(super) fn names<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> String {
        let limit = self.limits.ids_named.max(1);
        let all: Vec<String> = names.into_iter().map(short).collect();
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
}

/// `1 threat`, `3 threats`.
pub(crate) fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
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
