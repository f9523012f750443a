//! What question 1 says of the whole system in every frame, worked out once for each change.

use std::collections::HashMap;

use crate::domain::{Session, ZoneId};

/// What is said of the whole system, each a list of names as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    revision: Option<u64>,
    unowned: String,
    empty: String,
    inside: HashMap<ZoneId, String>,
}

impl Known {
    /// Follows the session.
    pub fn follow(&mut self, session: &Session, revision: u64) {
        if self.revision == Some(revision) {
            return;
        }
        *self = Self::of(session);
        self.revision = Some(revision);
    }

    fn of(session: &Session) -> Self {
        let mut known = Self::default();
        for element in &session.elements {
            for zone in session.zone_path(element.id) {
                add(known.inside.entry(zone).or_default(), &element.name);
            }
            if element.lacks_owner() {
                add(&mut known.unowned, &element.name);
            }
        }
        let around: Vec<ZoneId> = session.zones.iter().filter_map(|z| z.parent).collect();
        for zone in &session.zones {
            if !known.inside.contains_key(&zone.id) && !around.contains(&zone.id) {
                add(&mut known.empty, &zone.name);
            }
        }
        known
    }

    /// The elements that ought to have an owner and have none.
    pub fn unowned(&self) -> Option<&str> {
        Some(self.unowned.as_str()).filter(|names| !names.is_empty())
    }

    /// The zones in which nothing lies, and which therefore have no place on the map.
    pub fn empty_zones(&self) -> Option<&str> {
        Some(self.empty.as_str()).filter(|names| !names.is_empty())
    }

    /// The elements that lie in a zone, however deep.
    pub fn elements_in(&self, zone: ZoneId) -> Option<&str> {
        self.inside.get(&zone).map(String::as_str)
    }
}

fn add(list: &mut String, name: &str) {
    if !list.is_empty() {
        list.push_str(", ");
    }
    list.push_str(name);
}
