//! What an item is called where a line says what it is about, and which elements a text names.

use std::collections::HashMap;

use super::id::{ElementId, ItemId};
use super::session::Session;
use super::text::words_of;
use super::threat::Place;

/// The elements by the first word of their names.
#[derive(Debug)]
pub(super) struct Names(HashMap<String, Vec<(Vec<String>, ElementId)>>);

impl Names {
    /// The names of all elements; of those that begin alike, the longest first.
    pub(super) fn of(session: &Session) -> Self {
        let mut names: HashMap<String, Vec<(Vec<String>, ElementId)>> = HashMap::new();
        for element in &session.elements {
            let words = words_of(&element.name);
            if let Some(first) = words.first().cloned() {
                names.entry(first).or_default().push((words, element.id));
            }
        }
        for alike in names.values_mut() {
            alike.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self(names)
    }

    /// The elements that a text names, in its order. A name inside a longer one does not count.
    fn in_text(&self, text: &str) -> Vec<ElementId> {
        let words = words_of(text);
        let mut rest = words.as_slice();
        let mut found = Vec::new();
        while let Some((first, after)) = rest.split_first() {
            let names = self.0.get(first).into_iter().flatten();
            let hit = names.into_iter().find(|(name, _)| rest.starts_with(name));
            rest = match hit {
                Some((name, id)) => {
                    if !found.contains(id) {
                        found.push(*id);
                    }
                    rest.get(name.len()..).unwrap_or_default()
                }
                None => after,
            };
        }
        found
    }
}

impl Session {
    /// The elements whose names a text has in it, in the order in which it has them.
    pub fn elements_named(&self, text: &str) -> Vec<ElementId> {
        match self.kept_names() {
            Some(names) => names.in_text(text),
            None => Names::of(self).in_text(text),
        }
    }

    /// The element that a threat's words name first, if it is on nothing yet.
    pub fn place_offered(&self, threat: &super::threat::Threat) -> Option<ElementId> {
        let named = || self.elements_named(&threat.text).first().copied();
        threat.places.is_empty().then(named).flatten()
    }

    /// What an item is called in a line about it: a part of the map by its name, anything else by its id.
    pub fn label_of(&self, id: ItemId) -> String {
        match id {
            ItemId::Element(id) => self.place_words(Place::Element(id)),
            ItemId::Flow(id) => self.place_words(Place::Flow(id)),
            ItemId::Zone(zone) => {
                let zone = self.zones.iter().find(|z| z.id == zone);
                zone.map_or_else(|| id.to_string(), |z| format!("zone {}", z.name))
            }
            id => id.to_string(),
        }
    }

    /// What several are called: `T1 > M3` for a mitigation of a threat, else `T1, T2 and M3`.
    pub fn called_all(&self, ids: &[ItemId]) -> String {
        match ids {
            [ItemId::Mitigation(id)] => {
                let threats = self.mitigation(*id).map(|m| m.threats.as_slice());
                match threats {
                    Some([only]) => format!("{only} > {id}"),
                    _ => id.to_string(),
                }
            }
            [threat @ ItemId::Threat(_), part] if is_part(*part) => format!("{threat} > {part}"),
            [] => String::new(),
            [only] => self.label_of(*only),
            [first @ .., last] => {
                let first: Vec<String> = first.iter().map(|id| self.label_of(*id)).collect();
                format!("{} and {}", first.join(", "), self.label_of(*last))
            }
        }
    }
}

impl Place {
    /// The part of the map that it is; the whole system is none.
    pub fn item(self) -> Option<ItemId> {
        match self {
            Self::Element(id) => Some(id.into()),
            Self::Flow(id) => Some(id.into()),
            Self::Whole => None,
        }
    }

    /// The place that a part of the map is.
    pub fn of(id: ItemId) -> Option<Self> {
        match id {
            ItemId::Element(id) => Some(Self::Element(id)),
            ItemId::Flow(id) => Some(Self::Flow(id)),
            _ => None,
        }
    }
}

/// Whether it stands on the page of a threat.
fn is_part(id: ItemId) -> bool {
    matches!(id, ItemId::Mitigation(_) | ItemId::Question(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, New, SessionKind, Stamp};

    #[test]
    fn a_text_names_the_longest_names_in_its_order() {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let mut session = Session::new(
            uuid::Uuid::nil(),
            "Refunds".into(),
            SessionKind::Meeting,
            at,
        );
        for name in ["api", "API-Gateway", "web", "audit log"] {
            let new = New::Element {
                name: name.into(),
                kind: None,
                unknown: false,
            };
            session.apply(&Edit::Add(new), at).unwrap();
        }
        for kept in [false, true] {
            if kept {
                session.keep_index();
            }
            let names = |text: &str| {
                let named = session.elements_named(text).into_iter();
                named.map(|id| session.element_name(id)).collect::<Vec<_>>()
            };
            let text = "The api gateway's audit log shows what the web asked the API";
            assert_eq!(names(text), ["API-Gateway", "audit log", "web", "api"]);
            assert!(names("A webhook in an audit of apis").is_empty());
            assert_eq!(names("web and web"), ["web"]);
        }
    }
}
