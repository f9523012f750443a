//! Our questions and action items as entries in the metadata of what they are about.

use crate::domain::fold::fold;
use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::{Out, lines};
use crate::domain::{ItemId, Origin, ParticipantId};
use crate::import::threat_composer::{self as theirs, ACTION, People, QUESTION, Told, values};

const NO_PLACE: &str =
    "Threat Composer has no place for a part of the system, so the link to it is not carried";

/// The entries of each item, in order.
pub(super) type Hung = HashMap<ItemId, Vec<Value>>;

/// An item that travels as an entry.
struct Passenger<'a, T> {
    id: ItemId,
    item: &'a T,
    about: &'a [ItemId],
    origin: Option<&'a Origin>,
}

/// What differs between questions and action items.
struct Kind<T> {
    prefix: &'static str,
    read: fn(&Value, &mut People) -> Option<(T, Told)>,
    say: fn(&T, &lines::Frame, lines::Who) -> Vec<String>,
}

/// Hangs every question and action item on an item.
pub(super) fn all(out: &mut Out) -> Hung {
    let session = out.view.session;
    let questions: Vec<_> = session
        .questions
        .iter()
        .map(|q| Passenger {
            id: q.id.into(),
            item: q,
            about: &q.about,
            origin: q.origin.as_deref(),
        })
        .collect();
    let actions: Vec<_> = session
        .actions
        .iter()
        .map(|a| Passenger {
            id: a.id.into(),
            item: a,
            about: &a.about,
            origin: a.origin.as_deref(),
        })
        .collect();
    let mut names: HashMap<ItemId, String> = HashMap::new();
    name(out, &questions, &mut names);
    name(out, &actions, &mut names);
    out.named |= session
        .questions
        .iter()
        .any(|q| q.owner.or(q.speaker).is_some());
    out.named |= session.actions.iter().any(|a| a.owner.is_some());
    let mut hosts: HashMap<ItemId, ItemId> = HashMap::new();
    let mut hung = Hung::new();
    let kind = Kind {
        prefix: QUESTION,
        read: theirs::question,
        say: lines::question,
    };
    hang(out, &questions, &kind, &names, &mut hosts, &mut hung);
    let kind = Kind {
        prefix: ACTION,
        read: theirs::action,
        say: lines::action,
    };
    hang(out, &actions, &kind, &names, &mut hosts, &mut hung);
    hung
}

/// What an item was as an entry, if it came as one.
fn entry(origin: Option<&Origin>) -> Option<&Value> {
    let origin = origin.filter(|origin| origin.format.as_str() == theirs::NAME)?;
    Some(&origin.value).filter(|value| value.get("key").is_some_and(Value::is_string))
}

/// What each is known by outside.
fn name<T>(out: &Out, all: &[Passenger<T>], names: &mut HashMap<ItemId, String>) {
    for one in all {
        let there = one.origin.filter(|_| entry(one.origin).is_some());
        let there = there.map(|origin| origin.id.to_string());
        let ours = || out.uuid(one.id);
        names.insert(one.id, there.unwrap_or_else(ours));
    }
}

fn hang<T>(
    out: &mut Out,
    all: &[Passenger<T>],
    kind: &Kind<T>,
    names: &HashMap<ItemId, String>,
    hosts: &mut HashMap<ItemId, ItemId>,
    hung: &mut Hung,
) {
    let session = out.view.session;
    let first = (session.threats.iter().map(|i| i.id.into()))
        .chain(session.mitigations.iter().map(|i| i.id.into()))
        .chain(session.assumptions.iter().map(|i| i.id.into()))
        .next();
    let mut keys: HashSet<String> = all
        .iter()
        .filter_map(|one| entry(one.origin)?.get("key")?.as_str())
        .map(str::to_owned)
        .collect();
    let mut last = 0;
    for one in all {
        let own = one
            .about
            .iter()
            .copied()
            .find(|id| out.ids.contains_key(id));
        let by = one.about.iter().find_map(|id| hosts.get(id).copied());
        let Some(host) = own.or(by).or(first) else {
            let why = "A workspace without threats, mitigations and assumptions has no place for questions and actions, so these are not carried";
            out.remark(why, one.id);
            continue;
        };
        hosts.insert(one.id, host);
        let about = about(out, one.about, one.id, names);
        let id = names.get(&one.id).map_or("", String::as_str);
        let old = entry(one.origin);
        let mut people = People::default();
        let was = old.and_then(|old| (kind.read)(old, &mut people));
        let said_rank = was.as_ref().map_or(0, |(_, told)| told.rank);
        let rank = if said_rank > last {
            said_rank
        } else {
            last + 1
        };
        last = rank;
        let frame = lines::Frame {
            id,
            rank,
            about: &about,
        };
        let low = |name: Option<String>| name.map(|name| fold(&name));
        let unchanged = was.as_ref().is_some_and(|(item, told)| {
            let then = |id: Option<ParticipantId>| low(people.name(id).map(str::to_owned));
            let now = |id: Option<ParticipantId>| low(out.who(id));
            let there = match &told.about {
                // An entry that does not say what it is about is about what it is linked to.
                None if one.about == [host] => about.clone(),
                None => return false,
                Some(words) => {
                    let mut words = words.clone();
                    words.retain(|word| word != "nothing");
                    words
                }
            };
            (told.rank == rank || told.rank == 0)
                && (kind.say)(
                    item,
                    &lines::Frame {
                        id,
                        rank,
                        about: &there,
                    },
                    &then,
                ) == (kind.say)(one.item, &frame, &now)
        });
        let entry = match old.filter(|_| unchanged) {
            Some(old) => old.clone(),
            None => {
                let key = old.and_then(|old| old.get("key")?.as_str().map(str::to_owned));
                let key = key.unwrap_or_else(|| free(kind.prefix, one.id, &mut keys));
                let who = |id: Option<ParticipantId>| out.who(id);
                let mut said = (kind.say)(one.item, &frame, &who);
                let old = old.map(|old| values(&json!({ "metadata": [old] }), &key));
                let old = old.unwrap_or_default();
                said.extend(lines::foreign(old.get(1..).unwrap_or_default(), false).cloned());
                json!({ "key": key, "value": said })
            }
        };
        hung.entry(host).or_default().push(entry);
    }
}

/// A key that no other entry has: with our id, else with the next free number.
fn free(prefix: &str, id: ItemId, keys: &mut HashSet<String>) -> String {
    let letter: String = id.to_string().chars().take(1).collect();
    let mut number = id.number();
    let mut key = format!("{prefix}{id}");
    while !keys.insert(key.clone()) {
        number += 1;
        key = format!("{prefix}{letter}{number}");
    }
    key
}

/// What an item is about, in words that lead there.
fn about(
    out: &mut Out,
    about: &[ItemId],
    own: ItemId,
    names: &HashMap<ItemId, String>,
) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for id in about {
        let kind = match id {
            ItemId::Threat(_) => "threat",
            ItemId::Mitigation(_) => "mitigation",
            ItemId::Assumption(_) => "assumption",
            ItemId::Question(_) => "question",
            ItemId::Action(_) => "action",
            _ => "",
        };
        let there = out.id(*id).or_else(|| names.get(id).map(String::as_str));
        match there {
            Some(there) => {
                let word = format!("{kind} {there}");
                if !words.contains(&word) {
                    words.push(word);
                }
            }
            None => out.remark(NO_PLACE, own),
        }
    }
    words
}
