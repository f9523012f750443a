//! Our questions and action items, which travel as entries of the metadata of what they are about.
//!
//! An entry has the key `custom:question:Q2` or `custom:action:A7` and a list of strings: the words first, then lines
//! such as `owner: Ana` and `about: threat <id>`.

use std::collections::HashMap;

use serde_json::Value;

use super::items::date;
use super::links::Known;
use super::words::{Lines, strings};
use super::{NAME, People};
use crate::domain::{
    Action, ActionId, ActionKind, ActionStatus, ItemId, LIMITS, Origin, Question, QuestionId,
    QuestionState, Text,
};
use crate::import::{Draft, unknown};

/// How the key of a question begins; its id follows.
pub(crate) const QUESTION: &str = "custom:question:";

/// How the key of an action item begins; its id follows.
pub(crate) const ACTION: &str = "custom:action:";

/// The states of an action item.
const STATUSES: [ActionStatus; 3] = [
    ActionStatus::Open,
    ActionStatus::Done,
    ActionStatus::Dropped,
];

/// What an entry says apart from the item.
pub(crate) struct Told {
    /// What the item is known by outside; empty when the entry does not say.
    pub(crate) id: String,
    /// Its place in the list, from 1; 0 when the entry does not say.
    pub(crate) rank: u32,
    /// What it is about, `threat <id>`; `None` for what it is linked to.
    pub(crate) about: Option<Vec<String>>,
}

/// Whether an entry is a question or an action item of ours.
pub(crate) fn is_ours(entry: &Value) -> bool {
    read(entry, QUESTION)
        .or_else(|| read(entry, ACTION))
        .is_some()
}

/// The words and the lines of an entry whose key begins like this.
fn read(entry: &Value, prefix: &str) -> Option<(Text, Lines)> {
    let id = entry.get("key")?.as_str()?.strip_prefix(prefix)?;
    let right = match id.parse().ok()? {
        ItemId::Question(_) => prefix == QUESTION,
        ItemId::Action(_) => prefix == ACTION,
        _ => false,
    };
    let list = entry.get("value")?.as_array()?;
    let mut said = strings(list).into_iter();
    let text = said.next().map(|text| Text::new(&text))?;
    let fits = right && !text.is_empty() && list.iter().all(Value::is_string);
    fits.then(|| (text, Lines::from(said)))
}

fn told(lines: &Lines) -> Told {
    let about: Vec<String> = lines.raw("about").map(str::to_owned).collect();
    Told {
        id: lines.raw("id").next().unwrap_or_default().to_owned(),
        rank: lines
            .raw("rank")
            .find_map(|rank| rank.parse().ok())
            .unwrap_or(0),
        about: (!about.is_empty()).then_some(about),
    }
}

/// The question of an entry; what it is about is said beside it.
pub(crate) fn question(entry: &Value, people: &mut People) -> Option<(Question, Told)> {
    let (text, lines) = read(entry, QUESTION)?;
    let question = Question {
        id: QuestionId(0),
        key: None,
        was: Vec::new(),
        text,
        also: lines.all("also"),
        merged: Vec::new(),
        about: Vec::new(),
        speaker: lines.who("asked by", people),
        owner: lines.who("owner", people),
        state: lines
            .one("state", &QuestionState::ALL, QuestionState::words)
            .unwrap_or(QuestionState::Open),
        answer: lines.text("answer"),
        confirmed: lines.raw("confirmed").next() == Some("yes"),
        wall: None,
        origin: None,
        at: unknown(),
        changed: None,
    };
    Some((question, told(&lines)))
}

/// The action item of an entry; what it is about is said beside it.
pub(crate) fn action(entry: &Value, people: &mut People) -> Option<(Action, Told)> {
    let (text, lines) = read(entry, ACTION)?;
    let kind = lines.one("kind", &ActionKind::ALL, ActionKind::words);
    let action = Action {
        id: ActionId(0),
        key: None,
        was: Vec::new(),
        kind: kind.unwrap_or_else(|| ActionKind::guess(&text)),
        text,
        about: Vec::new(),
        owner: lines.who("owner", people),
        due: lines.raw("due").find_map(date),
        said_yes: lines.raw("agreed").next() == Some("yes"),
        status: lines
            .one("status", &STATUSES, ActionStatus::words)
            .unwrap_or(ActionStatus::Open),
        still: None,
        external: lines.all("ticket").into_iter().next(),
        origin: None,
        at: unknown(),
        changed: None,
    };
    Some((action, told(&lines)))
}

/// An item on its way: what it is linked to, its entry, and what else the entry says.
struct Found<T> {
    item: T,
    told: Told,
    host: ItemId,
    entry: Value,
}

impl<T> Found<T> {
    /// What it is known by outside.
    fn name(&self, there: &str) -> String {
        let key = self.entry.get("key").and_then(Value::as_str);
        match self.told.id.as_str() {
            "" => format!("{there}/{}", key.unwrap_or_default()),
            id => id.to_owned(),
        }
    }
}

/// Every question and action item that is linked to an item of the draft, in the order of its list.
pub(super) fn all(people: &mut People, draft: &mut Draft) {
    let mut known = Known::default();
    let mut questions: Vec<(Found<Question>, String)> = Vec::new();
    let mut actions: Vec<(Found<Action>, String)> = Vec::new();
    let session = &draft.session;
    let hosts = session
        .threats
        .iter()
        .map(|i| (ItemId::from(i.id), &i.origin))
        .chain(session.mitigations.iter().map(|i| (i.id.into(), &i.origin)))
        .chain(session.assumptions.iter().map(|i| (i.id.into(), &i.origin)));
    for (host, origin) in hosts {
        let Some(value) = origin.as_ref().map(|origin| &origin.value) else {
            continue;
        };
        let there = super::items::string(value, "id");
        known.add(host, there);
        let entries = value.get("metadata").and_then(Value::as_array);
        for entry in entries.into_iter().flatten() {
            let found = |told| Found {
                item: (),
                told,
                host,
                entry: entry.clone(),
            };
            if let Some((item, told)) = question(entry, people) {
                let found = found(told);
                let name = found.name(there);
                questions.push((found.with(item), name));
            } else if let Some((item, told)) = action(entry, people) {
                let found = found(told);
                let name = found.name(there);
                actions.push((found.with(item), name));
            }
        }
    }
    questions.sort_by_key(|(found, _)| found.told.rank.wrapping_sub(1));
    actions.sort_by_key(|(found, _)| found.told.rank.wrapping_sub(1));
    let mut ours: HashMap<String, ItemId> = HashMap::new();
    for ((_, name), number) in questions.iter().zip(1..) {
        let id = QuestionId(number).into();
        ours.entry(format!("question {name}")).or_insert(id);
    }
    for ((_, name), number) in actions.iter().zip(1..) {
        let id = ActionId(number).into();
        ours.entry(format!("action {name}")).or_insert(id);
    }
    let find = |word: &str| {
        let (kind, there) = word.split_once(' ')?;
        match kind {
            "threat" => known.threat(there),
            "mitigation" => known.mitigation(there),
            "assumption" => known.assumption(there),
            _ => ours.get(word).copied(),
        }
    };
    let mut gone = 0;
    let mut about = |told: &Told, host: ItemId| {
        let Some(words) = &told.about else {
            return vec![host];
        };
        let mut all: Vec<ItemId> = Vec::new();
        for word in words.iter().filter(|word| *word != "nothing") {
            match find(word) {
                Some(id) if all.len() < LIMITS.links => {
                    if !all.contains(&id) {
                        all.push(id);
                    }
                }
                _ => gone += 1,
            }
        }
        all
    };
    let origin = |name: String, entry: Value| {
        Some(Box::new(Origin {
            format: NAME.into(),
            id: Text::new(&name),
            value: entry,
        }))
    };
    for ((found, name), number) in questions.into_iter().zip(1..) {
        let mut item = found.item;
        item.id = QuestionId(number);
        item.about = about(&found.told, found.host);
        item.origin = origin(name, found.entry);
        draft.session.questions.push(item);
    }
    for ((found, name), number) in actions.into_iter().zip(1..) {
        let mut item = found.item;
        item.id = ActionId(number);
        item.about = about(&found.told, found.host);
        item.origin = origin(name, found.entry);
        draft.session.actions.push(item);
    }
    for _ in 0..gone {
        let why = "leads to nothing in this file";
        draft.leave_out("link of a question or an action item", why);
    }
}

impl Found<()> {
    fn with<T>(self, item: T) -> Found<T> {
        Found {
            item,
            told: self.told,
            host: self.host,
            entry: self.entry,
        }
    }
}
