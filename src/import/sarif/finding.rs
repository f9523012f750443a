//! One result of a scan, as far as it matters here.

use serde_json::Value;

use super::cwe;

/// How bad a scanner thinks a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Not bad at all.
    None,
    /// `note`.
    Note,
    /// `warning`.
    Warning,
    /// `error`.
    Error,
}

impl Level {
    /// The level of this name.
    pub(super) fn named(value: Option<&Value>) -> Option<Self> {
        match value?.as_str()? {
            "none" => Some(Self::None),
            "note" => Some(Self::Note),
            "warning" => Some(Self::Warning),
            "error" => Some(Self::Error),
            _ => None,
        }
    }
}

/// Why a result is no candidate, as the user reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    /// Someone looked and said no.
    Suppressed,
    /// A scan before had it.
    Gone,
    /// Says that all is well, or that nothing was looked at.
    NoFault,
    /// It is not even an object.
    NotAResult,
}

impl Aside {
    /// In words.
    pub(super) fn why(self) -> &'static str {
        match self {
            Self::Suppressed => "is suppressed in the scan",
            Self::Gone => "was found by an earlier scan and is gone",
            Self::NoFault => "says a rule is met or does not apply",
            Self::NotAResult => "is not an object, so it cannot be read",
        }
    }
}

/// Which rule a result is about: any of these can be missing.
#[derive(Debug, Default)]
pub(super) struct RuleReference {
    /// Its id, or one that begins with it.
    pub(super) id: Option<String>,
    /// Its place among the rules of its part of the scanner.
    pub(super) index: Option<usize>,
    /// What else its rule is known by, in small letters.
    pub(super) guid: Option<String>,
    /// Its part: 0 is the scanner itself, then its extensions.
    pub(super) part: usize,
}

/// What a result says.
#[derive(Debug, Default)]
pub(super) struct Message {
    /// The words, if they are here.
    pub(super) text: Option<String>,
    /// Else what they are called at the rule.
    pub(super) id: Option<String>,
    /// What fills their gaps.
    pub(super) arguments: Vec<String>,
}

/// Where it was found.
#[derive(Debug)]
pub(super) struct Spot {
    /// The file.
    pub(super) uri: Option<String>,
    /// Else its place among the files of the run.
    pub(super) index: Option<usize>,
    /// The line, from 1.
    pub(super) line: Option<u64>,
    /// Else the name of a function or a module.
    pub(super) logical: Option<String>,
}

/// One result.
#[derive(Debug)]
pub(super) struct Finding {
    /// Why it is left out, if it is.
    pub(super) aside: Option<Aside>,
    /// The rule.
    pub(super) rule: RuleReference,
    /// As the result says; its rule may say more.
    pub(super) level: Option<Level>,
    /// Its own `security-severity`.
    pub(super) score: Option<f64>,
    /// What it says.
    pub(super) message: Message,
    /// Where.
    pub(super) spots: Vec<Spot>,
    /// Weaknesses that it names.
    pub(super) weaknesses: Vec<u32>,
    /// What of it breaks the schema, and what was made of that.
    pub(super) odd: Vec<(&'static str, &'static str)>,
}

impl From<Value> for Finding {
    fn from(value: Value) -> Self {
        let text = |pointer: &str| value.pointer(pointer)?.as_str().map(str::to_owned);
        let number = |pointer: &str| usize::try_from(value.pointer(pointer)?.as_u64()?).ok();
        let part = number("/rule/toolComponent/index").map_or(0, |index| index.saturating_add(1));
        let id = text("/ruleId").or_else(|| text("/rule/id"));
        let mut odd = Vec::new();
        if value.is_object() && !is_message(value.get("message")) {
            odd.push((
                "message of a result",
                "is missing, so the text of its rule is used",
            ));
        }
        if value
            .get("level")
            .is_some_and(|level| Level::named(Some(level)).is_none() && !level.is_null())
        {
            odd.push((
                "level of a result",
                "is not error, warning, note or none; the level of its rule is used",
            ));
        }
        for name in ["fingerprints", "partialFingerprints"] {
            let prints = value.get(name).and_then(Value::as_object);
            if prints.is_some_and(|prints| prints.values().any(|print| !print.is_string())) {
                odd.push(("fingerprint of a result", "is not text and was ignored"));
            }
        }
        Self {
            aside: aside(&value),
            rule: RuleReference {
                id: id.filter(|id| !id.trim().is_empty()),
                guid: text("/rule/guid").map(|guid| guid.to_lowercase()),
                index: number("/ruleIndex").or_else(|| number("/rule/index")),
                part,
            },
            level: Level::named(value.get("level")).or_else(|| not_judged(&value)),
            score: score(value.get("properties")),
            message: message(&value),
            spots: spots(&value),
            weaknesses: cwe::of_result(&value),
            odd,
        }
    }
}

/// The score from 0 to 10 that GitHub and others read (`security-severity`), as text or as a number.
pub(super) fn score(properties: Option<&Value>) -> Option<f64> {
    let value = properties?.get("security-severity")?;
    let score = match value {
        Value::String(text) => text.trim().parse().ok()?,
        other => other.as_f64()?,
    };
    (score > 0.0 && score <= 10.0).then_some(score)
}

/// What is open or to be reviewed is of no level unless it says so (SARIF 2.1.0, 3.27.10).
fn not_judged(value: &Value) -> Option<Level> {
    let kind = value.get("kind").and_then(Value::as_str)?;
    matches!(kind, "open" | "review").then_some(Level::None)
}

fn aside(value: &Value) -> Option<Aside> {
    if !value.is_object() {
        return Some(Aside::NotAResult);
    }
    // A suppression that someone still thinks about or has rejected does not count (SARIF 2.1.0, 3.27.23).
    let suppressions = value.get("suppressions").and_then(Value::as_array);
    if suppressions.is_some_and(|all| !all.is_empty() && all.iter().all(is_accepted)) {
        return Some(Aside::Suppressed);
    }
    if value.get("baselineState").and_then(Value::as_str) == Some("absent") {
        return Some(Aside::Gone);
    }
    match value.get("kind").and_then(Value::as_str) {
        Some("pass" | "notApplicable" | "informational") => Some(Aside::NoFault),
        _ => None,
    }
}

fn is_accepted(suppression: &Value) -> bool {
    let status = suppression.get("status").and_then(Value::as_str);
    !matches!(status, Some("underReview" | "rejected"))
}

fn is_message(value: Option<&Value>) -> bool {
    let says = |name| {
        value
            .and_then(|v| v.get(name))
            .is_some_and(Value::is_string)
    };
    says("text") || says("markdown") || says("id")
}

fn message(value: &Value) -> Message {
    let Some(message) = value.get("message") else {
        return Message::default();
    };
    let text = |name: &str| message.get(name).and_then(Value::as_str).map(str::to_owned);
    // Before 2.1.0 a message could be plain text, and its id was outside of it.
    let plain = message.as_str().map(str::to_owned);
    let outside = value.get("ruleMessageId").and_then(Value::as_str);
    let arguments = message.get("arguments").and_then(Value::as_array);
    let argument = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Message {
        text: text("text").or_else(|| text("markdown")).or(plain),
        id: text("id").or_else(|| outside.map(str::to_owned)),
        arguments: arguments.into_iter().flatten().map(argument).collect(),
    }
}

fn spots(value: &Value) -> Vec<Spot> {
    let locations = value.get("locations").and_then(Value::as_array);
    let spot = |location: &Value| {
        let text = |pointer: &str| {
            let text = location.pointer(pointer)?.as_str()?;
            (!text.trim().is_empty()).then(|| text.to_owned())
        };
        let index = location.pointer("/physicalLocation/artifactLocation/index");
        let line = location.pointer("/physicalLocation/region/startLine");
        Spot {
            // `fileLocation` is what it was called before 2.1.0.
            uri: text("/physicalLocation/artifactLocation/uri")
                .or_else(|| text("/physicalLocation/fileLocation/uri")),
            index: index
                .and_then(Value::as_u64)
                .and_then(|i| usize::try_from(i).ok()),
            line: line.and_then(Value::as_u64),
            logical: text("/logicalLocations/0/fullyQualifiedName")
                .or_else(|| text("/logicalLocations/0/name")),
        }
    };
    locations.into_iter().flatten().map(spot).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_result_is_suppressed_only_when_all_who_looked_agree() {
        for (statuses, aside) in [
            (&["accepted"][..], Some(Aside::Suppressed)),
            (&["accepted", "accepted"], Some(Aside::Suppressed)),
            (&["accepted", "rejected"], None),
            (&["underReview", "accepted"], None),
            (&["rejected"], None),
            (&[], None),
        ] {
            let all: Vec<Value> = statuses.iter().map(|s| json!({ "status": s })).collect();
            let finding = Finding::from(json!({ "suppressions": all }));
            assert_eq!(finding.aside, aside, "{statuses:?}");
        }
    }
}
