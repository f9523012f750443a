//! The links between items: as they were as long as they hold, then those that are new.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::{Out, bases};
use crate::domain::ItemId;
use crate::import::threat_composer::{Known, named};

const NEW_ID: &str =
    "Threat Composer links only what has an id of 36 letters, so a new id was given to";
const NO_LINK: &str = "Threat Composer links an assumption only to threats and mitigations, so another link is not carried";

/// Links as they go out.
#[derive(Default)]
pub(super) struct Written {
    pub(super) mitigations: Vec<Value>,
    pub(super) assumptions: Vec<Value>,
}

impl Written {
    fn push(&mut self, list: &str, link: Value) {
        match list {
            "mitigationLinks" => self.mitigations.push(link),
            _ => self.assumptions.push(link),
        }
    }
}

/// Every link; gives new ids to items that cannot be linked with theirs.
pub(super) fn all(out: &mut Out) -> Written {
    let ours = ours(out);
    let wanted: HashSet<(ItemId, ItemId)> = ours.iter().copied().collect();
    let mut known = Known::default();
    for (id, _) in bases(out.view.session) {
        known.add(id, out.id(id).unwrap_or_default());
    }
    let taken = std::mem::take(&mut out.taken);
    let old: Vec<_> = taken.iter().flat_map(|taken| &taken.links.linked).collect();
    let old: Vec<_> = old
        .into_iter()
        .filter_map(|kept| Some((kept, known.ends(&kept.list, &kept.link)?)))
        .filter(|(_, ends)| wanted.contains(ends))
        .collect();
    let covered: HashSet<_> = old.iter().map(|(_, ends)| *ends).collect();
    let new: Vec<_> = ours
        .into_iter()
        .filter(|ends| !covered.contains(ends))
        .collect();
    let mut renamed: HashSet<ItemId> = HashSet::new();
    for id in new.iter().flat_map(|(from, to)| [*from, *to]) {
        let long = out.id(id).is_some_and(|id| id.chars().count() == 36);
        if !long && renamed.insert(id) {
            out.remark(NEW_ID, id);
            out.ids.insert(id, out.uuid(id));
        }
    }
    let mut written = Written::default();
    for (kept, (from, to)) in old {
        if renamed.contains(&from) || renamed.contains(&to) {
            fresh(out, from, to, &mut written);
        } else {
            written.push(&kept.list, kept.link.clone());
        }
    }
    for file in &taken {
        for kept in &file.links.kept {
            let gone = |id: &str| file.links.ids.contains(id) && !known.has(id);
            if !named(&kept.link).any(gone) {
                written.push(&kept.list, kept.link.clone());
            }
        }
    }
    for (from, to) in new {
        fresh(out, from, to, &mut written);
    }
    out.taken = taken;
    written
}

/// Our links, from the item that holds each to the other.
fn ours(out: &mut Out) -> Vec<(ItemId, ItemId)> {
    let session = out.view.session;
    let mut all: Vec<(ItemId, ItemId)> = Vec::new();
    for item in &session.mitigations {
        all.extend(item.threats.iter().map(|to| (item.id.into(), (*to).into())));
    }
    for item in &session.assumptions {
        for to in &item.about {
            match to {
                ItemId::Threat(_) | ItemId::Mitigation(_) => all.push((item.id.into(), *to)),
                _ => out.remark(NO_LINK, item.id.into()),
            }
        }
    }
    let mut seen = HashSet::new();
    all.retain(|ends| seen.insert(*ends));
    all
}

/// A link that was not there before.
fn fresh(out: &Out, from: ItemId, to: ItemId, written: &mut Written) {
    let (Some(start), Some(end)) = (out.id(from), out.id(to)) else {
        return;
    };
    let mut link = Map::new();
    link.insert("linkedId".to_owned(), json!(end));
    let list = if matches!(from, ItemId::Mitigation(_)) {
        link.insert("mitigationId".to_owned(), json!(start));
        "mitigationLinks"
    } else {
        let kind = match to {
            ItemId::Mitigation(_) => "Mitigation",
            _ => "Threat",
        };
        link.insert("assumptionId".to_owned(), json!(start));
        link.insert("type".to_owned(), json!(kind));
        "assumptionLinks"
    };
    written.push(list, Value::Object(link));
}
