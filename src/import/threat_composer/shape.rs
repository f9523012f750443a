//! What a file must be before it is read: JSON with a place for each mistake, one of the two shapes that are known,
//! and not nested or filled beyond what a session file can hold.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use super::LISTS;
use crate::domain::LIMITS;
use crate::import::{ImportError, half_a_character};

/// How deep lists and objects may be within each other; a workspace needs six.
const DEPTH: usize = 64;

/// The keys by which a workspace or a pack is known.
const KEYS: [&str; 9] = [
    "applicationInfo",
    "architecture",
    "dataflow",
    "brainstorm",
    "threats",
    "mitigations",
    "assumptions",
    "mitigationLinks",
    "assumptionLinks",
];

/// What every file has. Read for the places of what is missing: a [`Value`] knows none.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read only to find what does not fit")]
struct Shape {
    schema: f64,
    #[serde(default)]
    threats: Vec<Item>,
    #[serde(default)]
    mitigations: Vec<Named>,
    #[serde(default)]
    assumptions: Vec<Named>,
    #[serde(default)]
    mitigation_links: Vec<MitigationLink>,
    #[serde(default)]
    assumption_links: Vec<AssumptionLink>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read only to find what does not fit")]
struct Item {
    id: String,
    #[serde(default)]
    statement: String,
    #[serde(default)]
    metadata: Vec<Entry>,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read only to find what does not fit")]
struct Named {
    id: String,
    content: String,
    #[serde(default)]
    metadata: Vec<Entry>,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read only to find what does not fit")]
struct Entry {
    key: String,
    value: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read only to find what does not fit")]
struct MitigationLink {
    mitigation_id: String,
    linked_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read only to find what does not fit")]
struct AssumptionLink {
    assumption_id: String,
    linked_id: String,
}

/// Whether a text is an object with `schema` and something of a workspace, or a bare list of threats, which is told that
/// it is no workspace.
pub(super) fn looks(text: &str) -> bool {
    let text = plain(text);
    if text.trim_start().starts_with('[') {
        let is_threat = |item: &Map<String, Value>| {
            item.contains_key("numericId")
                && (item.contains_key("statement") || item.contains_key("threatSource"))
        };
        let list = serde_json::from_str::<Vec<Map<String, Value>>>(text);
        return list.is_ok_and(|list| list.first().is_some_and(is_threat));
    }
    text.trim_start().starts_with('{')
        && serde_json::from_str::<Map<String, Value>>(text).is_ok_and(|file| {
            file.contains_key("schema") && KEYS.iter().any(|key| file.contains_key(*key))
        })
}

/// Without a byte order mark, which JSON does not know.
fn plain(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The file, if it is one.
pub(super) fn read(text: &str) -> Result<Map<String, Value>, ImportError> {
    let text = plain(text);
    let value: Value = serde_json::from_str(text).map_err(|error| broken(&error))?;
    let Value::Object(file) = value else {
        return Err(ImportError::whole(match value {
            Value::Array(_) => {
                "This is a list, not a Threat Composer workspace. Put a list of threats into \
                 {\"schema\": 1, \"threats\": [...]}."
            }
            _ => "This is not a Threat Composer workspace. Export one there as JSON.",
        }));
    };
    match file.get("schema") {
        None => {
            return Err(ImportError::whole(
                "There is no \"schema\", so this is not a Threat Composer workspace. Export one there as JSON.",
            ));
        }
        Some(Value::Number(n)) if n.as_f64().is_some_and(|n| n <= 1.0) => {}
        Some(other) => {
            return Err(ImportError::whole(format!(
                "This file has schema {other}; this program reads schema 1. Use a newer threatboard."
            )));
        }
    }
    serde_json::from_str::<Shape>(text).map_err(|error| unfit(&error))?;
    if depth(&file) > DEPTH {
        return Err(ImportError::whole(format!(
            "Lists are nested more than {DEPTH} deep here, deeper than in any workspace. Export it again from Threat Composer."
        )));
    }
    for list in LISTS {
        let len = file.get(list).and_then(Value::as_array).map_or(0, Vec::len);
        if len > LIMITS.items {
            return Err(ImportError::whole(format!(
                "There are {len} {list}; a session can have at most {}. Split the workspace.",
                LIMITS.items
            )));
        }
    }
    Ok(file)
}

/// JSON that ends too early or goes wrong.
fn broken(error: &serde_json::Error) -> ImportError {
    let says = if error.is_eof() {
        "The file ends too early. Export it again from Threat Composer."
    } else if half_a_character(&what(error)) {
        "Half a character, such as a cut emoji. Delete the \\u and what follows it."
    } else if what(error).starts_with("recursion limit") {
        "Lists are nested deeper here than in any workspace. Export it again from Threat Composer."
    } else {
        return ImportError::at(
            error.line(),
            error.column(),
            format!(
                "This is not JSON: {}. Export it again from Threat Composer.",
                what(error)
            ),
        );
    };
    ImportError::at(error.line(), error.column(), says)
}

/// JSON that is no workspace.
fn unfit(error: &serde_json::Error) -> ImportError {
    ImportError::at(
        error.line(),
        error.column(),
        format!(
            "This is not valid in a Threat Composer workspace: {}. Correct it, or export the workspace again.",
            what(error)
        ),
    )
}

/// The error without its place, which is said already.
fn what(error: &serde_json::Error) -> String {
    let says = error.to_string();
    match says.rsplit_once(" at line ") {
        Some((says, _)) => says.to_owned(),
        None => says,
    }
}

/// How deep lists and objects are within each other.
fn depth(file: &Map<String, Value>) -> usize {
    fn of(value: &Value) -> usize {
        match value {
            Value::Array(list) => 1 + list.iter().map(of).max().unwrap_or(0),
            Value::Object(map) => 1 + map.values().map(of).max().unwrap_or(0),
            _ => 0,
        }
    }
    1 + file.values().map(of).max().unwrap_or(0)
}
