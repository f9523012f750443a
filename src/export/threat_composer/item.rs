//! Threats, mitigations and assumptions: each as it was there, with what is different now.

use crate::domain::fold::fold;
use serde_json::{Map, Value, json};

use super::{Out, base, lines, parts, ties};
use crate::domain::{
    Assumption, ItemId, Mitigation, ParticipantId, Severity, Status, Stride, Text, Threat,
};
use crate::import::threat_composer::{
    self as theirs, CONTENT, LINES, People, STATEMENT, is_ours, is_tag_reference,
    mitigation_status, shortened, threat_status, values,
};

pub(super) const SHORTENED: &str =
    "Shortened to the length that Threat Composer takes, with the whole text in the metadata";
const NO_TAG: &str = "A tag that named a reference was taken out";

/// An item being written.
pub(super) struct Item {
    pub(super) id: ItemId,
    pub(super) value: Map<String, Value>,
    metadata: Vec<Value>,
}

impl Item {
    /// Begins with what it was there, without our questions and actions, or with nothing.
    fn begin(out: &Out, id: ItemId, base: Option<&Value>, numbers: &mut Numbers) -> Self {
        let mut value = base.and_then(Value::as_object).cloned().unwrap_or_default();
        let there = out.id(id).unwrap_or_default();
        value.insert("id".to_owned(), json!(there));
        if base.is_none() {
            let number = numbers.next(id);
            value.insert("numericId".to_owned(), json!(number));
            value.insert("displayOrder".to_owned(), json!(number));
        }
        let metadata = value.get("metadata").and_then(Value::as_array).cloned();
        let mut metadata = metadata.unwrap_or_default();
        metadata.retain(|entry| !is_ours(entry));
        Self {
            id,
            value,
            metadata,
        }
    }

    pub(super) fn set(&mut self, key: &str, value: Value) {
        self.value.insert(key.to_owned(), value);
    }

    /// Writes an entry in the place of those with its key, or takes them out.
    fn entry(&mut self, key: &str, value: Option<Value>) {
        let has = |entry: &Value| entry.get("key").and_then(Value::as_str) == Some(key);
        let at = self.metadata.iter().position(has);
        self.metadata.retain(|entry| !has(entry));
        if let Some(value) = value {
            let at = at.unwrap_or(self.metadata.len());
            self.metadata
                .insert(at, json!({ "key": key, "value": value }));
        }
    }

    /// Writes our lines, if what was read of them says something else than what is said now.
    fn lines(&mut self, was: Option<Vec<String>>, same: &[String], now: Vec<String>) {
        if was.unwrap_or_default() == same {
            return;
        }
        let item = json!({ "metadata": self.metadata });
        let placed = now.iter().any(|line| line.starts_with("where: "));
        let old = values(&item, LINES);
        let mut all = now;
        all.extend(lines::foreign(&old, !placed).cloned());
        let value = (!all.is_empty()).then(|| json!(all));
        self.entry(LINES, value);
    }

    /// Writes our lines with those about other items: read of what it was, and said now.
    fn all_lines(&mut self, out: &Out, base: Option<&Value>, read: Read, mut ties: Vec<String>) {
        const ABOUT: [&str; 4] = [
            "rests on",
            "link",
            "asset",
            "business risk without a threat",
        ];
        let (was, mut same, mut now) = read;
        let hosted = out.hosted.get(&self.id).into_iter().flatten();
        ties.extend(hosted.cloned());
        let there = base.map(|base| values(base, LINES)).unwrap_or_default();
        let is_tie = |line: &&String| {
            let word = line.split_once(": ").map(|(word, _)| word);
            word.is_some_and(|word| ABOUT.contains(&word))
        };
        let there = there.iter().filter(is_tie).cloned();
        let was = was.map(|was| was.into_iter().chain(there).collect());
        same.extend(ties.iter().cloned());
        now.extend(ties);
        self.lines(was, &same, now);
    }

    fn text(&mut self, out: &mut Out, key: &str, was: Option<&Text>, now: &Text, max: usize) {
        if was == Some(now) {
            return;
        }
        let text = shortened(now, max);
        if text != now.as_str() {
            out.remark(SHORTENED, self.id);
        }
        self.set(key, json!(text));
    }

    /// The item with the entries that hang on it.
    fn end(mut self, entries: Vec<Value>) -> Value {
        self.metadata.extend(entries);
        if !self.metadata.is_empty() || self.value.contains_key("metadata") {
            self.value
                .insert("metadata".to_owned(), Value::Array(self.metadata));
        }
        Value::Object(self.value)
    }
}

/// Numbers for new items of one list: our own where they are free.
pub(super) struct Numbers {
    taken: Vec<u64>,
}

impl Numbers {
    pub(super) fn of<'a>(bases: impl Iterator<Item = &'a Value>) -> Self {
        let numbers = bases.filter_map(|value| value.get("numericId"));
        let whole = numbers.filter_map(|n| {
            n.as_u64().or_else(|| {
                n.as_f64()
                    .filter(|n| n.fract() == 0.0)?
                    .to_string()
                    .parse()
                    .ok()
            })
        });
        let mut taken: Vec<u64> = whole.collect();
        taken.sort_unstable();
        Self { taken }
    }

    fn next(&mut self, id: ItemId) -> u64 {
        let mut number = u64::from(id.number());
        if self.taken.binary_search(&number).is_ok() {
            number = self.taken.last().copied().unwrap_or(0).saturating_add(1);
        }
        let at = self.taken.partition_point(|taken| *taken < number);
        self.taken.insert(at, number);
        number
    }
}

/// Lines as they were read, and as they are, compared and written.
type Read = (Option<Vec<String>>, Vec<String>, Vec<String>);

/// Names as they are compared, by which people are the same here.
fn low(name: Option<String>) -> Option<String> {
    name.map(|name| fold(&name))
}

/// The lines as they were read, and as they are, for comparing them.
fn both<T>(
    out: &Out,
    was: Option<&T>,
    now: &T,
    people: &People,
    say: impl Fn(&T, lines::Who) -> Vec<String>,
) -> Read {
    let then = |id: Option<ParticipantId>| low(people.name(id).map(str::to_owned));
    let same = |id: Option<ParticipantId>| low(out.who(id));
    let who = |id: Option<ParticipantId>| out.who(id);
    (
        was.map(|was| say(was, &then)),
        say(now, &same),
        say(now, &who),
    )
}

pub(super) fn threat(
    out: &mut Out,
    now: &Threat,
    numbers: &mut Numbers,
    entries: Vec<Value>,
) -> Value {
    let base = base(now.origin.as_deref());
    let mut people = People::default();
    let was = base.map(|base| theirs::threat(base, &mut people));
    let was = was.as_ref();
    let mut item = Item::begin(out, now.id.into(), base, numbers);
    item.text(
        out,
        "statement",
        was.map(|was| &was.text),
        &now.text,
        STATEMENT,
    );
    parts::write(out, &mut item, base, was, now);
    let kind = |threat: &Threat| threat.response.as_ref().map(|response| response.kind);
    if was.is_none_or(|was| kind(was) != kind(now)) {
        let answers = out.view.mitigations_for(now.id);
        let works = !answers.is_empty() && answers.iter().all(|m| m.works());
        item.set("status", json!(threat_status(kind(now), works)));
    }
    let stride = |threat: &Threat| -> Vec<Stride> {
        let all = Stride::ALL.into_iter();
        all.filter(|s| threat.stride.contains(s)).collect()
    };
    let letters = stride(now);
    if was.map(stride).unwrap_or_default() != letters {
        let value: Vec<String> = letters.iter().map(|s| s.letter().to_string()).collect();
        item.entry("STRIDE", (!value.is_empty()).then(|| json!(value)));
    }
    if was.and_then(|was| was.severity) != now.severity {
        let value = now.severity.map(|severity| match severity {
            Severity::Low => json!("Low"),
            Severity::Medium => json!("Medium"),
            Severity::High | Severity::Critical => json!("High"),
        });
        item.entry("Priority", value);
    }
    references(out, &mut item, was, now);
    let session = out.view.session;
    let read = both(out, was, now, &people, |threat, who| {
        lines::threat(threat, Some(session), who)
    });
    let ties = ties::rests(out, now);
    out.named |= now.speaker.is_some()
        || now.response.as_ref().is_some_and(|r| r.by.is_some())
        || now.deferred.as_ref().is_some_and(|d| d.by.is_some());
    item.all_lines(out, base, read, ties);
    item.end(entries)
}

/// What a threat came from is a tag where it has the form of one.
fn references(out: &mut Out, item: &mut Item, was: Option<&Threat>, now: &Threat) {
    let none = Vec::new();
    let then = was.map_or(&none, |was| &was.references);
    if *then == now.references {
        return;
    }
    let tags = item.value.get("tags").and_then(Value::as_array).cloned();
    let had = tags.is_some();
    let mut tags = tags.unwrap_or_default();
    let before = tags.len();
    tags.retain(|tag| {
        let tag = tag.as_str().unwrap_or_default();
        let ours = then.iter().any(|text| text.as_str() == tag) && is_tag_reference(tag);
        !ours || now.references.iter().any(|text| text.as_str() == tag)
    });
    if tags.len() < before {
        out.remark(NO_TAG, item.id);
    }
    for text in now.references.iter().filter(|text| is_tag_reference(text)) {
        let tag = json!(text.as_str());
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    if had || !tags.is_empty() {
        item.set("tags", Value::Array(tags));
    }
}

pub(super) fn mitigation(
    out: &mut Out,
    now: &Mitigation,
    numbers: &mut Numbers,
    entries: Vec<Value>,
) -> Value {
    let base = base(now.origin.as_deref());
    let mut people = People::default();
    let was = base.map(|base| theirs::mitigation(base, &mut people));
    let was = was.as_ref();
    let mut item = Item::begin(out, now.id.into(), base, numbers);
    item.text(out, "content", was.map(|was| &was.text), &now.text, CONTENT);
    let theirs = |status: Status| mitigation_status(status);
    if was.is_none_or(|was| theirs(was.status) != theirs(now.status)) {
        item.set("status", json!(theirs(now.status)));
    }
    let read = both(out, was, now, &people, lines::mitigation);
    out.named |= now.speaker.is_some() || now.checked.as_ref().is_some_and(|c| c.by.is_some());
    item.all_lines(out, base, read, ties::terms(out, now));
    item.end(entries)
}

pub(super) fn assumption(
    out: &mut Out,
    now: &Assumption,
    numbers: &mut Numbers,
    entries: Vec<Value>,
) -> Value {
    let base = base(now.origin.as_deref());
    let mut people = People::default();
    let was = base.map(|base| theirs::assumption(base, &mut people));
    let was = was.as_ref();
    let mut item = Item::begin(out, now.id.into(), base, numbers);
    item.text(out, "content", was.map(|was| &was.text), &now.text, CONTENT);
    let read = both(out, was, now, &people, lines::assumption);
    out.named |= now.speaker.is_some();
    item.all_lines(out, base, read, Vec::new());
    item.end(entries)
}
