//! The whole file: what it contained apart from its items, or a new one; the title, the scope and the map; and what has
//! no place.

use serde_json::{Map, Value, json};

use super::item::{self, Numbers};
use super::{Out, base, entries, links, ties};
use crate::domain::{ElementKind, Note, NoteKind, ParkedKind, Session};
use crate::import::threat_composer::{self as theirs, ABOUT_US, shortened};

/// The longest name, in UTF-16 units.
const NAME: usize = 200;

/// The longest description.
const DESCRIPTION: usize = 100_000;

/// Writes everything.
pub(super) fn whole(out: &mut Out) -> Map<String, Value> {
    let session = out.view.session;
    let links = links::all(out);
    let mut hung = entries::all(out);
    out.hosted = ties::hosted(out);
    let mut file = begin(out);
    title(out, &mut file);
    let scoped = scope(session, &mut file);
    let mapped = map(session, &mut file);

    let origins = session.threats.iter().filter_map(|i| i.origin.as_deref());
    let mut numbers = Numbers::of(origins.filter_map(|origin| base(Some(origin))));
    let mut threats = Vec::new();
    for threat in &session.threats {
        let own = hung.remove(&threat.id.into()).unwrap_or_default();
        threats.push(item::threat(out, threat, &mut numbers, own));
    }
    let origins = session
        .mitigations
        .iter()
        .filter_map(|i| i.origin.as_deref());
    let mut numbers = Numbers::of(origins.filter_map(|origin| base(Some(origin))));
    let mut mitigations = Vec::new();
    for mitigation in &session.mitigations {
        let own = hung.remove(&mitigation.id.into()).unwrap_or_default();
        mitigations.push(item::mitigation(out, mitigation, &mut numbers, own));
    }
    let origins = session
        .assumptions
        .iter()
        .filter_map(|i| i.origin.as_deref());
    let mut numbers = Numbers::of(origins.filter_map(|origin| base(Some(origin))));
    let mut assumptions = Vec::new();
    for assumption in &session.assumptions {
        let own = hung.remove(&assumption.id.into()).unwrap_or_default();
        assumptions.push(item::assumption(out, assumption, &mut numbers, own));
    }
    for (key, list) in [
        ("threats", threats),
        ("mitigations", mitigations),
        ("assumptions", assumptions),
        ("mitigationLinks", links.mitigations),
        ("assumptionLinks", links.assumptions),
    ] {
        if !list.is_empty() || file.contains_key(key) {
            file.insert(key.to_owned(), Value::Array(list));
        }
    }
    not_carried(out, scoped, mapped);
    file
}

/// What the file contains apart from its items: as it was, or new. What another file said of its application is not put
/// in.
fn begin(out: &mut Out) -> Map<String, Value> {
    let session = out.view.session;
    let mut taken = out.taken.iter().map(|taken| taken.file);
    let Some(first) = taken.next() else {
        let mut file = Map::new();
        file.insert("schema".to_owned(), json!(1));
        return file;
    };
    let mut file = first.clone();
    let lost: Vec<String> = taken
        .map(|other| {
            let keys = other.iter().filter(|(key, value)| {
                *key != "schema" && file.get(*key) != Some(*value) && !is_empty(value)
            });
            let keys: Vec<&str> = keys.map(|(key, _)| key.as_str()).collect();
            (theirs::title(other), keys.join(", "))
        })
        .filter(|(_, keys)| !keys.is_empty())
        .map(|(title, keys)| {
            format!("One workspace is written, so of \"{title}\" this is not carried: {keys}.")
        })
        .collect();
    let kind = file.get("type").and_then(Value::as_str).unwrap_or_default();
    let holds = match kind {
        "" => true,
        "mitigation-pack" => session.threats.is_empty() && session.assumptions.is_empty(),
        _ => session.assumptions.is_empty(),
    };
    if !holds {
        for key in ["namespace", "type", "id"] {
            file.remove(key);
        }
        let mut info = Map::new();
        for key in ["name", "description"] {
            if let Some(value) = file.remove(key) {
                info.insert(key.to_owned(), value);
            }
        }
        file.insert("applicationInfo".to_owned(), Value::Object(info));
        out.say("A pack has no place for all of this, so it is written as a workspace, without the id of the pack.".to_owned());
    }
    for sentence in lost {
        out.say(sentence);
    }
    file
}

/// Whether a value says nothing.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.values().all(is_empty),
        _ => false,
    }
}

/// The object below a key, made if it is not there.
fn inside<'a>(file: &'a mut Map<String, Value>, key: &str) -> Option<&'a mut Map<String, Value>> {
    file.entry(key.to_owned())
        .or_insert_with(|| json!({}))
        .as_object_mut()
}

/// Writes the title, unless it is read from what stands there already.
fn title(out: &mut Out, file: &mut Map<String, Value>) {
    let now = &out.view.session.title;
    let old = theirs::title(file);
    if !out.taken.is_empty() && old == *now {
        return;
    }
    let name = shortened(now, NAME);
    if name != now.as_str() {
        out.say(format!(
            "The title was shortened to the {NAME} letters that Threat Composer takes."
        ));
    }
    if !out.taken.is_empty() {
        out.say(format!(
            "The workspace is called \"{now}\" now; it came in as \"{old}\"."
        ));
    }
    if file.contains_key("type") {
        file.insert("name".to_owned(), json!(name));
    } else if let Some(info) = inside(file, "applicationInfo") {
        info.insert("name".to_owned(), json!(name));
    }
}

/// Puts a text where there is none, or one of ours. `false` when someone else's stands there.
fn describe(file: &mut Map<String, Value>, key: &str, lines: &[String]) -> bool {
    let old = file.get(key).and_then(|part| part.get("description"));
    let old = old.and_then(Value::as_str).unwrap_or_default();
    if file.contains_key("type") || !(old.trim().is_empty() || old.starts_with(ABOUT_US)) {
        return false;
    }
    let text = format!("{ABOUT_US}\n\n{}", lines.join("\n"));
    let fits = text.encode_utf16().count() <= DESCRIPTION;
    if fits && let Some(part) = inside(file, key) {
        part.insert("description".to_owned(), json!(text));
    }
    fits
}

/// The scope as a description of the application. `false` when something of it has no place.
fn scope(session: &Session, file: &mut Map<String, Value>) -> bool {
    let came = theirs::scope_line(file);
    let listed = |note: &&Note| {
        matches!(
            note.kind,
            NoteKind::InScope | NoteKind::OutOfScope | NoteKind::WhyNow
        ) && !(note.kind == NoteKind::InScope && Some(&note.text) == came.as_ref())
    };
    let notes: Vec<&Note> = session.notes.iter().filter(listed).collect();
    if notes.is_empty() {
        return true;
    }
    let mut lines = Vec::new();
    for (kind, head) in [
        (NoteKind::InScope, "### In scope"),
        (NoteKind::OutOfScope, "### Out of scope"),
        (NoteKind::WhyNow, "### Why now"),
    ] {
        let mut of = notes.iter().filter(|note| note.kind == kind).peekable();
        if of.peek().is_some() {
            lines.push(format!("{head}\n"));
            lines.extend(of.map(|note| format!("- {}", escape(&note.text))));
            lines.push(String::new());
        }
    }
    describe(file, "applicationInfo", &lines)
}

/// The map as a description of the data flow. `false` when it has no place.
fn map(session: &Session, file: &mut Map<String, Value>) -> bool {
    let s = session;
    if s.elements.is_empty() && s.flows.is_empty() && s.zones.is_empty() {
        return true;
    }
    let mut lines = vec!["### Data flows\n".to_owned()];
    for flow in &s.flows {
        let (from, to) = (s.element_name(flow.from), s.element_name(flow.to));
        let data = if flow.data.is_empty() {
            String::new()
        } else {
            format!(": {}", escape(&flow.data))
        };
        let crosses = if s.crosses(flow) {
            " (crosses a trust boundary)"
        } else {
            ""
        };
        lines.push(format!(
            "- {} to {}{data}{crosses}",
            escape(&from),
            escape(&to)
        ));
    }
    lines.push("\n### Elements\n".to_owned());
    for element in &s.elements {
        let kind = match element.kind {
            ElementKind::ExternalEntity => "external entity",
            ElementKind::Process => "process",
            ElementKind::DataStore => "data store",
        };
        let zone = element
            .zone
            .and_then(|id| s.zones.iter().find(|z| z.id == id));
        let zone = zone.map(|zone| format!(", in {}", escape(&zone.name)));
        let zone = zone.unwrap_or_default();
        lines.push(format!("- {}: {kind}{zone}", escape(&element.name)));
    }
    describe(file, "dataflow", &lines)
}

/// The text, as Markdown that shows it as it was typed.
fn escape(text: &str) -> String {
    crate::export::markdown::escape(text)
}

/// Says what has no place in a workspace.
fn not_carried(out: &mut Out, scoped: bool, mapped: bool) {
    let s = out.view.session;
    let mut all: Vec<String> = Vec::new();
    let mut count = |n: usize, one: &str, many: &str| match n {
        0 => {}
        1 => all.push(format!("1 {one}")),
        n => all.push(format!("{n} {many}")),
    };
    let other = |note: &&Note| {
        !matches!(
            note.kind,
            NoteKind::InScope | NoteKind::OutOfScope | NoteKind::WhyNow
        )
    };
    let fixes = s
        .parked
        .iter()
        .filter(|p| p.kind == ParkedKind::Fix && p.used_as.is_none());
    count(fixes.count(), "parked fix", "parked fixes");
    let off_topic = s.parked.iter().filter(|p| p.kind == ParkedKind::OffTopic);
    count(off_topic.count(), "off-topic item", "off-topic items");
    count(s.notes.iter().filter(other).count(), "note", "notes");
    let figured = s.threats.iter().filter(|t| t.figures.is_some());
    count(
        figured.count(),
        "threat's ranges of what a year costs",
        "threats' ranges of what a year costs",
    );
    let sets = s.threats.iter().filter(|t| !t.categories.is_empty());
    count(
        sets.count(),
        "threat's categories of other sets",
        "threats' categories of other sets",
    );
    count(s.dismissed.len(), "dismissed finding", "dismissed findings");
    if s.voting().is_some() {
        all.push("the votes".to_owned());
    }
    if !scoped {
        all.push(
            "lines of the scope, as the workspace describes its application already".to_owned(),
        );
    }
    if !mapped {
        all.push("the map, as the workspace describes its data flow already".to_owned());
    }
    if !s.participants.is_empty() {
        all.push("participants, except those who said, decided or own something".to_owned());
    }
    if !all.is_empty() {
        out.say(format!(
            "Threat Composer has no place for this, so it is not carried: {}.",
            all.join("; ")
        ));
    }
}
