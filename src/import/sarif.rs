//! SARIF 2.1.0: the findings of a scanner become candidate threats, one for each rule, most severe first.
//!
//! A rule is what a team can talk about, one finding is not, so that all results of a rule are one threat with a count
//! and its first places, and one question: does this affect us? Read leniently (real scanners break the schema
//! in small ways), and by tool and rule, so that a later scan adds only the rules that are new.

mod advisory;
mod candidate;
mod cwe;
mod finding;
mod log;
mod place;
mod rule;

use std::cmp::Reverse;

use serde_json::Value;

use super::{Draft, ImportError, MAX_BYTES, Source};
use crate::domain::{LIMITS, Origin, Text};
use candidate::{Candidate, Candidates};
use log::{Log, Run};
use rule::Tool;

/// The format's name.
const NAME: &str = "sarif";
/// Places that are named with a threat; all are counted.
const PLACES_SHOWN: usize = 5;

/// All about it.
pub(super) const SOURCE: Source = Source {
    name: NAME,
    describes: "the findings of a scanner (SARIF 2.1.0), as candidates",
    endings: &[".sarif", ".sarif.json", ".json"],
    prose: false,
    looks,
    read,
};

fn looks(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('{')
        && text.contains("\"runs\"")
        && ["sarif", "\"version\"", "\"results\""]
            .iter()
            .any(|word| text.contains(word))
}

fn read(text: &str) -> Result<Draft, ImportError> {
    if text.len() > MAX_BYTES {
        return Err(ImportError::whole(
            "The file is larger than 50 MB. Export fewer rules or one project at a time.",
        ));
    }
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('{') {
        return Err(place::no_object(text));
    }
    let log: Log = serde_json::from_str(text).map_err(|error| place::of(text, &error))?;
    let mut draft = Draft::new("Scan results");
    draft.candidates = true;
    check_version(text, &log.version, &mut draft)?;
    if log.inline_external_properties.is_some() {
        draft.leave_out(
            "part of a run",
            "is stored outside the runs (inlineExternalProperties); export the scan without that",
        );
    }
    let mut candidates = Candidates::default();
    let mut tools: Vec<String> = Vec::new();
    for run in log.runs {
        let tool = Tool::new(&run.tool);
        take(run, &tool, &mut candidates, &mut draft);
        if !tools.contains(&tool.name) && tools.len() < PLACES_SHOWN {
            tools.push(tool.name);
        }
    }
    if !tools.is_empty() {
        let mut title = format!("What {} found", tools.join(", "));
        title.retain(|c| !c.is_control());
        if title.len() < LIMITS.title / 2 {
            draft.session.title = Text::new(&title);
        }
    }
    let mut all = candidates.told_apart();
    all.sort_by_key(|candidate| Reverse(candidate.severity));
    for candidate in &all {
        offer(candidate, &mut draft);
    }
    if all.is_empty() && draft.dropped.is_empty() {
        draft.leave_out("scan", "found nothing, or did not run");
    }
    Ok(draft)
}

/// Other versions of the second edition differ little; the first has another shape.
fn check_version(text: &str, version: &Value, draft: &mut Draft) -> Result<(), ImportError> {
    match version.as_str() {
        Some("2.1.0") => {}
        Some(other) if other.starts_with("2.") => draft.leave_out(
            "version of the file",
            "is not 2.1.0; what is the same in 2.1.0 was read",
        ),
        Some(other) => {
            let (line, column) = place::of_word(text, &format!("\"{other}\""));
            let says = format!(
                "This is SARIF {}, and only 2.1.0 is read. Export the scan again as 2.1.0.",
                other.chars().take(20).collect::<String>()
            );
            return Err(ImportError::at(line, column, says));
        }
        None => draft.leave_out("version of the file", "is missing; it was read as 2.1.0"),
    }
    Ok(())
}

/// Sorts the results of one run.
fn take(run: Run, tool: &Tool, candidates: &mut Candidates, draft: &mut Draft) {
    for finding in &run.results.0 {
        if let Some(aside) = finding.aside {
            draft.leave_out("result", aside.why());
            continue;
        }
        if !candidates.count(tool, finding, &run.artifacts.0) {
            draft.leave_out("result", "has neither a rule nor a message");
            continue;
        }
        for (what, why) in &finding.odd {
            draft.leave_out(*what, *why);
        }
    }
    if run.external_property_file_references.is_some() {
        draft.leave_out(
            "part of a run",
            "is in a separate file; import that file too if it contains results",
        );
    }
    let invocations = run.invocations.as_array().into_iter().flatten();
    for invocation in invocations {
        if invocation.get("executionSuccessful") == Some(&Value::Bool(false)) {
            draft.leave_out("run", "says the scan did not finish; there may be more");
        }
    }
}

/// Makes one candidate a threat, and asks about it.
fn offer(candidate: &Candidate, draft: &mut Draft) {
    if candidate.cut {
        draft.leave_out(
            "description of a rule",
            "is too long to read aloud and was cut",
        );
    }
    let words = draft.words(&candidate.threat(), "text of a rule");
    let weaknesses = candidate.weaknesses.iter().map(|n| format!("CWE-{n}"));
    let places = candidate.places.iter().take(PLACES_SHOWN);
    let references: Vec<Text> = (candidate.link.iter().cloned())
        .chain(weaknesses)
        .chain(candidate.advisories.iter().cloned())
        .chain(places.map(|place| format!("found at {place}")))
        .map(Text::from)
        .collect();
    let origin = |id: String, value: Value| {
        Some(Box::new(Origin {
            format: NAME.into(),
            id: Text::from(id),
            value,
        }))
    };
    let Some(threat) = draft.threat(words) else {
        return;
    };
    threat.severity = candidate.severity;
    threat.references = references;
    threat.origin = origin(candidate.name(), candidate.value());
    let id = threat.id;
    let asked = format!("Does this affect us: {}?", candidate.about());
    if let Some(question) = draft.question(Text::from(asked)) {
        question.about = vec![id.into()];
        question.origin = origin(format!("{}#affects-us", candidate.name()), Value::Null);
    }
}
