//! Files that come back: a workspace of Threat Composer that left from a session, or that was taken into it before, and
//! that someone edited meanwhile. What it said then is read again from what the items here remember of it.
//!
//! Every other format only brings what is new. A finding of a scan that is here was decided about by the team, and what
//! the scanner says of it next time changes nothing.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value, json};

use super::threat_composer::{Links, NAME, reread, string};
use crate::domain::{Edit, ItemId, Origin, Returned, Session};

/// The change that takes a file into a session.
pub(crate) fn edit(from: &Session, into: &Session) -> Edit {
    match workspace(from) {
        Some(workspace) => Edit::Return(Box::new(Returned {
            from: from.clone(),
            was: as_it_was(into),
            origins: origins(workspace, into),
        })),
        None => Edit::Adopt(Box::new(from.clone())),
    }
}

/// How many items are here that a file which was here before could hold, and does not: deleted there, or added here
/// since it left.
pub(crate) fn missing(from: &Session, into: &Session) -> usize {
    let Some(workspace) = workspace(from) else {
        return 0;
    };
    let same = |origin: &&Origin| is_same_file(origin, workspace);
    let before = into
        .origins
        .iter()
        .find(same)
        .map(|origin| links(origin).ids);
    let before = before.unwrap_or_default();
    let there: HashSet<&str> = remembered(from)
        .map(|(_, origin)| origin.id.as_str())
        .collect();
    let came: Vec<(ItemId, &Origin)> = remembered(into).collect();
    let came_from: HashSet<ItemId> = came.iter().map(|(id, _)| *id).collect();
    let uuids = into.uuids();
    let went: Vec<String> = carried(into)
        .filter(|id| !came_from.contains(id))
        .filter_map(|id| uuids.get(&id).map(ToString::to_string))
        .collect();
    let gone = came.iter().filter(|(_, origin)| {
        let id = origin.id.as_str();
        before.contains(id) && !there.contains(id)
    });
    let left = went.iter().any(|id| there.contains(id.as_str()));
    let absent = went
        .iter()
        .filter(|id| left && !there.contains(id.as_str()));
    gone.count() + absent.count()
}

/// What belongs to the whole workspace, if it is one.
fn workspace(session: &Session) -> Option<&Origin> {
    session.origins.iter().find(|origin| is_theirs(origin))
}

fn is_theirs(origin: &Origin) -> bool {
    origin.format.as_str() == NAME
}

fn links(origin: &Origin) -> Links {
    let links = origin.value.get("links").cloned();
    links
        .and_then(|links| serde_json::from_value(links).ok())
        .unwrap_or_default()
}

/// Whether two workspaces are one: by name, or by an item, as a workspace may be renamed.
fn is_same_file(old: &Origin, new: &Origin) -> bool {
    let ids = |origin| -> BTreeSet<String> {
        let mut ids = links(origin).ids;
        ids.remove("");
        ids
    };
    is_theirs(old) && (old.is_same(new) || !ids(old).is_disjoint(&ids(new)))
}

/// What belongs to whole files afterwards.
fn origins(workspace: &Origin, into: &Session) -> Vec<Origin> {
    let mut all = into.origins.clone();
    let old = all
        .iter_mut()
        .find(|old| *old == workspace || is_same_file(old, workspace));
    match old {
        Some(old) => old.clone_from(workspace),
        None => all.push(workspace.clone()),
    }
    all
}

/// Everything that travels in a workspace.
fn carried(session: &Session) -> impl Iterator<Item = ItemId> {
    let s = session;
    let threats = s.threats.iter().map(|i| i.id.into());
    threats
        .chain(s.mitigations.iter().map(|i| i.id.into()))
        .chain(s.assumptions.iter().map(|i| i.id.into()))
        .chain(s.questions.iter().map(|i| i.id.into()))
        .chain(s.actions.iter().map(|i| i.id.into()))
}

/// Every item that remembers a workspace, and what it was there.
fn remembered(session: &Session) -> impl Iterator<Item = (ItemId, &Origin)> {
    let s = session;
    let threats = s.threats.iter().map(|i| (i.id.into(), &i.origin));
    threats
        .chain(s.mitigations.iter().map(|i| (i.id.into(), &i.origin)))
        .chain(s.assumptions.iter().map(|i| (i.id.into(), &i.origin)))
        .chain(s.questions.iter().map(|i| (i.id.into(), &i.origin)))
        .chain(s.actions.iter().map(|i| (i.id.into(), &i.origin)))
        .filter_map(|(id, origin)| Some((id, origin.as_deref()?)))
        .filter(|(_, origin)| is_theirs(origin))
}

/// The workspace as the items of a session remember it, read as it was read then.
fn as_it_was(session: &Session) -> Session {
    let mut lists: [Vec<Value>; 3] = Default::default();
    let mut hosted: HashSet<&str> = HashSet::new();
    let mut passengers: Vec<&Origin> = Vec::new();
    for (id, origin) in remembered(session) {
        let [threats, mitigations, assumptions] = &mut lists;
        let list = match id {
            ItemId::Threat(_) => threats,
            ItemId::Mitigation(_) => mitigations,
            ItemId::Assumption(_) => assumptions,
            _ => {
                passengers.push(origin);
                continue;
            }
        };
        let entries = origin.value.get("metadata").and_then(Value::as_array);
        let keys = entries
            .into_iter()
            .flatten()
            .map(|entry| string(entry, "key"));
        hosted.extend(keys);
        list.push(origin.value.clone());
    }
    let [mut threats, mitigations, assumptions] = lists;
    // Questions and action items whose host was deleted here still know what they were.
    for origin in passengers {
        let key = string(&origin.value, "key");
        if !hosted.contains(key) {
            let host = origin
                .id
                .strip_suffix(key)
                .and_then(|id| id.strip_suffix('/'));
            threats.push(json!({ "id": host.unwrap_or_default(), "metadata": [origin.value] }));
        }
    }
    let mut file = Map::new();
    file.insert("threats".to_owned(), Value::Array(threats));
    file.insert("mitigations".to_owned(), Value::Array(mitigations));
    file.insert("assumptions".to_owned(), Value::Array(assumptions));
    let linked = session.origins.iter().filter(|origin| is_theirs(origin));
    for kept in linked.flat_map(|origin| links(origin).linked) {
        if let Value::Array(list) = file.entry(kept.list).or_insert_with(|| json!([])) {
            list.push(kept.link);
        }
    }
    reread(&file)
}
