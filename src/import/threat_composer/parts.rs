//! The parts of a threat's sentence: theirs are ours, but for the kind of actor and for the part of the system, which
//! are lines of ours.

use serde_json::Value;

use super::items::string;
use super::words::{Lines, PART, strings};
use crate::domain::fold::fold;
use crate::domain::{ActorKind, LIMITS, PartName, Parts, Text};

/// Their field for each part of ours that is words, and the word of our line for one that is longer than theirs can be.
pub(crate) const FIELDS: [(PartName, &str, &str); 4] = [
    (PartName::Who, "threatSource", "source"),
    (PartName::StartingFrom, "prerequisites", "prerequisites"),
    (PartName::Does, "threatAction", "action"),
    (PartName::SoThat, "threatImpact", "effect"),
];

/// What our line says where the words for who are not the kind that they sound like.
pub(crate) const IN_WORDS: &str = "in words";

/// What is said of who it is there: words, or the kind alone.
pub(crate) fn source(parts: &Parts) -> &str {
    match (parts.who.as_str(), parts.actor) {
        ("", Some(kind)) => kind.words(),
        (words, _) => words,
    }
}

/// The parts of a threat of theirs.
pub(super) fn of(threat: &Value, lines: &Lines) -> Option<Box<Parts>> {
    let mut parts = Parts::default();
    for (name, key, word) in FIELDS {
        let there = string(threat, key);
        let whole = lines.whole_of(word, there, PART);
        *parts.part_mut(name) = whole.unwrap_or_else(|| Text::new(there));
    }
    parts.to = lines.text("target");
    let said = lines.raw("actor").next();
    let mut all = ActorKind::ALL.into_iter();
    parts.actor = said.and_then(|said| all.find(|kind| kind.words() == said));
    if said.is_none()
        && let Some(kind) = ActorKind::named(&parts.who)
    {
        parts.actor = Some(kind);
        parts.who = Text::default();
    }
    parts.goals = list(threat, "impactedGoal");
    (!parts.is_empty()).then(|| Box::new(parts))
}

/// The names of what suffers, each once.
pub(crate) fn assets(threat: &Value) -> Vec<Text> {
    let mut all: Vec<Text> = Vec::new();
    for name in list(threat, "impactedAssets") {
        if !all.iter().any(|known| fold(known) == fold(&name)) {
            all.push(name);
        }
    }
    all
}

fn list(threat: &Value, key: &str) -> Vec<Text> {
    let all = threat.get(key).and_then(Value::as_array);
    let all = all.map(|all| strings(all)).unwrap_or_default();
    all.iter()
        .map(|text| Text::new(text))
        .filter(|text| !text.is_empty())
        .take(LIMITS.links)
        .collect()
}
