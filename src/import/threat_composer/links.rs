//! What is linked to what in a file, and the links that cannot become links here: they are kept as they are.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::items::{list, string};
use crate::domain::{AssumptionId, ItemId, LIMITS, MitigationId, ThreatId};
use crate::import::Draft;

/// The links of a file, as they were.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Links {
    /// Those that became links here: each goes out again as long as it is one.
    pub(crate) linked: Vec<Kept>,
    /// Those that did not: each goes out again as long as nothing that it names was deleted here.
    pub(crate) kept: Vec<Kept>,
    /// What the file called its items.
    pub(crate) ids: BTreeSet<String>,
}

/// A link as it was.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept {
    /// The list that it was on.
    pub(crate) list: String,
    /// All of it.
    pub(crate) link: Value,
}

/// What an item of theirs is here, by its kind and its id there.
#[derive(Default)]
pub(crate) struct Known {
    threats: HashMap<String, ThreatId>,
    mitigations: HashMap<String, MitigationId>,
    assumptions: HashMap<String, AssumptionId>,
}

impl Known {
    /// Makes an item known by its id there, unless another has that id.
    pub(crate) fn add(&mut self, id: impl Into<ItemId>, there: &str) {
        let there = there.to_owned();
        match id.into() {
            ItemId::Threat(id) => drop(self.threats.entry(there).or_insert(id)),
            ItemId::Mitigation(id) => drop(self.mitigations.entry(there).or_insert(id)),
            ItemId::Assumption(id) => drop(self.assumptions.entry(there).or_insert(id)),
            _ => {}
        }
    }

    /// Whether an item of any kind has this id there.
    pub(crate) fn has(&self, there: &str) -> bool {
        self.threats.contains_key(there)
            || self.mitigations.contains_key(there)
            || self.assumptions.contains_key(there)
    }

    pub(super) fn threat(&self, there: &str) -> Option<ItemId> {
        self.threats.get(there).map(|id| (*id).into())
    }

    pub(super) fn mitigation(&self, there: &str) -> Option<ItemId> {
        self.mitigations.get(there).map(|id| (*id).into())
    }

    pub(super) fn assumption(&self, there: &str) -> Option<ItemId> {
        self.assumptions.get(there).map(|id| (*id).into())
    }

    /// The item that holds a link, and the one that it leads to.
    pub(crate) fn ends(&self, list: &str, link: &Value) -> Option<(ItemId, ItemId)> {
        let there = string(link, "linkedId");
        if list == "mitigationLinks" {
            let mitigation = self.mitigation(string(link, "mitigationId"))?;
            let threat = self.threat(there).map(|threat| (mitigation, threat));
            return threat.or_else(|| Some((self.assumption(there)?, mitigation)));
        }
        let assumption = self.assumption(string(link, "assumptionId"))?;
        let linked = match string(link, "type") {
            "Mitigation" => self.mitigation(there),
            "Threat" => self.threat(there),
            _ => None,
        };
        Some((assumption, linked?))
    }
}

/// The ids that a link names.
pub(crate) fn named(link: &Value) -> impl Iterator<Item = &str> {
    ["mitigationId", "assumptionId", "linkedId"]
        .into_iter()
        .filter_map(|key| link.get(key)?.as_str())
}

/// Makes links of the links of a file, and says which cannot be made.
pub(super) fn all(file: &Map<String, Value>, draft: &mut Draft) -> Links {
    let mut known = Known::default();
    let mut links = Links::default();
    for (value, number) in list(file, "threats").iter().zip(1..) {
        known.add(ThreatId(number), string(value, "id"));
        links.ids.insert(string(value, "id").to_owned());
    }
    for (value, number) in list(file, "mitigations").iter().zip(1..) {
        known.add(MitigationId(number), string(value, "id"));
        links.ids.insert(string(value, "id").to_owned());
    }
    for (value, number) in list(file, "assumptions").iter().zip(1..) {
        known.add(AssumptionId(number), string(value, "id"));
        links.ids.insert(string(value, "id").to_owned());
    }
    for (name, what) in [
        ("mitigationLinks", "link of a mitigation"),
        ("assumptionLinks", "link of an assumption"),
    ] {
        for link in list(file, name) {
            let kept = Kept {
                list: name.to_owned(),
                link: link.clone(),
            };
            let Some((from, to)) = known.ends(name, link) else {
                let why = "leads to nothing in this file; it is kept for the export";
                draft.leave_out(what, why);
                links.kept.push(kept);
                continue;
            };
            if join(draft, from, to) {
                links.linked.push(kept);
            } else {
                let why = format!(
                    "an item can have at most {} links here; it is kept for the export",
                    LIMITS.links
                );
                draft.leave_out(what, why);
                links.kept.push(kept);
            }
        }
    }
    links
}

/// Links two items; `false` when the first has as many links as it can hold.
fn join(draft: &mut Draft, from: ItemId, to: ItemId) -> bool {
    fn push<T: PartialEq>(list: &mut Vec<T>, new: T) -> bool {
        let known = list.contains(&new);
        let room = list.len() < LIMITS.links;
        if !known && room {
            list.push(new);
        }
        known || room
    }
    let session = &mut draft.session;
    let place = |number: u32| usize::try_from(number).ok()?.checked_sub(1);
    match (from, to) {
        (ItemId::Mitigation(from), ItemId::Threat(to)) => place(from.0)
            .and_then(|at| session.mitigations.get_mut(at))
            .is_some_and(|item| push(&mut item.threats, to)),
        (ItemId::Assumption(from), to) => place(from.0)
            .and_then(|at| session.assumptions.get_mut(at))
            .is_some_and(|item| push(&mut item.about, to)),
        _ => false,
    }
}
