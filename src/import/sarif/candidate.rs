//! All results of one rule together: what a team can talk about.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::advisory;
use super::finding::{Finding, Level, Spot};
use super::log::Artifact;
use super::rule::{Rule, Tool};
use crate::domain::Severity;

/// Places that a candidate keeps; the others are only counted.
const PLACES_KEPT: usize = 20;
/// Characters of a result's message that are kept beside the words.
const MESSAGE: usize = 2000;
/// Characters of a place: an address may be a whole file.
const PLACE: usize = 500;
/// Characters of what a rule or a result says; a room reads no more.
const WORDS: usize = 200;
/// Characters of a rule's id as it is shown.
const ID_SHOWN: usize = 80;

/// A rule that something was found for.
#[derive(Debug)]
pub(super) struct Candidate {
    tool: String,
    /// The rule's id; empty when the result names no rule.
    id: String,
    /// What it is about, in words.
    pub(super) words: String,
    /// The words had to be cut.
    pub(super) cut: bool,
    /// Where to read more.
    pub(super) link: Option<String>,
    /// The worst of its results.
    pub(super) severity: Option<Severity>,
    /// Weaknesses that the rule or a result names.
    pub(super) weaknesses: Vec<u32>,
    /// The first places, as `src/a.rs:10`.
    pub(super) places: Vec<String>,
    /// Advisories that the rule names: `CVE-2026-1234`.
    pub(super) advisories: Vec<String>,
    /// What the first result says.
    message: Option<String>,
    /// Another one would read the same with its id cut, so it is shown whole.
    is_alike: bool,
    seen: HashSet<String>,
    results: usize,
}

/// All candidates of a file, in the order in which they were found.
#[derive(Default)]
pub(super) struct Candidates {
    pub(super) all: Vec<Candidate>,
    known: HashMap<(String, String), usize>,
}

impl Candidates {
    /// All of them, of which no two read alike that are not.
    pub(super) fn told_apart(mut self) -> Vec<Candidate> {
        let mut times: HashMap<String, usize> = HashMap::new();
        for candidate in &self.all {
            *times.entry(candidate.about()).or_default() += 1;
        }
        for candidate in &mut self.all {
            candidate.is_alike = times
                .get(&candidate.about())
                .is_some_and(|times| *times > 1);
        }
        self.all
    }

    /// Counts one more result. Says whether it could be told what it is about.
    pub(super) fn count(&mut self, tool: &Tool, finding: &Finding, files: &[Artifact]) -> bool {
        let rule = tool.rule(&finding.rule);
        let message = tool.words(&finding.message, rule);
        let rule_id = rule
            .map(|rule| rule.id.as_str())
            .filter(|id| !id.is_empty());
        let id = rule_id.or(finding.rule.id.as_deref());
        let Some(called) = id.or(message.as_deref()) else {
            return false;
        };
        let key = (tool.name.clone(), called.to_owned());
        let place = *self.known.entry(key).or_insert_with(|| {
            let id = id.unwrap_or_default();
            self.all.push(Candidate::new(&tool.name, id, rule, message));
            self.all.len() - 1
        });
        if let Some(candidate) = self.all.get_mut(place) {
            candidate.count(finding, rule, files);
        }
        true
    }
}

impl Candidate {
    fn new(tool: &str, id: &str, rule: Option<&Rule>, message: Option<String>) -> Self {
        let said = rule.and_then(|rule| rule.says.as_deref());
        let name = rule.and_then(|rule| rule.name.as_deref());
        let words = said.or(message.as_deref()).or(name).unwrap_or(id);
        let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let short = short(folded.trim_end_matches('.'), WORDS);
        Self {
            tool: tool.to_owned(),
            id: id.to_owned(),
            cut: short.len() < folded.trim_end_matches('.').len(),
            words: short,
            link: rule.and_then(|rule| rule.link.clone()),
            severity: None,
            weaknesses: rule.map(|rule| rule.weaknesses.clone()).unwrap_or_default(),
            places: Vec::new(),
            advisories: rule.map_or_else(|| advisory::named(id), |rule| rule.advisories.clone()),
            message: message.map(|message| self::short(&message, MESSAGE)),
            is_alike: false,
            seen: HashSet::new(),
            results: 0,
        }
    }

    fn count(&mut self, finding: &Finding, rule: Option<&Rule>, files: &[Artifact]) {
        self.results += 1;
        self.severity = self.severity.max(severity(finding, rule));
        for number in &finding.weaknesses {
            if !self.weaknesses.contains(number) && self.weaknesses.len() < PLACES_KEPT {
                self.weaknesses.push(*number);
            }
        }
        for place in finding
            .spots
            .iter()
            .filter_map(|spot| in_words(spot, files))
        {
            if self.seen.contains(&place) {
                continue;
            }
            if self.places.len() < PLACES_KEPT {
                self.places.push(place.clone());
            }
            self.seen.insert(place);
        }
    }

    /// What it is about, for a sentence: `SQL injection (java/sqli)`.
    pub(super) fn about(&self) -> String {
        let id = if self.is_alike {
            self.id.clone()
        } else {
            without_middle(&self.id, ID_SHOWN)
        };
        if id.is_empty() || self.words.contains(&id) {
            self.words.clone()
        } else {
            format!("{} ({id})", self.words)
        }
    }

    /// The threat: `SQL injection (java/sqli): 12 places, first src/a.rs:10`.
    pub(super) fn threat(&self) -> String {
        let about = self.about();
        match (self.seen.len(), self.places.first(), self.results) {
            (1, Some(first), _) => format!("{about}: 1 place, {first}"),
            (n, Some(first), _) => format!("{about}: {n} places, first {first}"),
            (_, None, 1) => format!("{about}: found once"),
            (_, None, n) => format!("{about}: found {n} times"),
        }
    }

    /// What it is called wherever this scanner runs.
    pub(super) fn name(&self) -> String {
        let id = if self.id.is_empty() {
            &self.words
        } else {
            &self.id
        };
        format!("{}/{id}", self.tool)
    }

    /// What is kept of it as it was.
    pub(super) fn value(&self) -> Value {
        json!({
            "tool": self.tool,
            "rule": self.id,
            "severity": self.severity.map(Severity::words),
            "results": self.results,
            "places": self.seen.len(),
            "first": self.places,
            "message": self.message,
        })
    }
}

/// The score where there is one, else the level of the result, of the rule, or what SARIF says it is without a word.
fn severity(finding: &Finding, rule: Option<&Rule>) -> Option<Severity> {
    let score = finding.score.or_else(|| rule.and_then(|rule| rule.score));
    if let Some(score) = score {
        return Some(match score {
            9.0.. => Severity::Critical,
            7.0.. => Severity::High,
            4.0.. => Severity::Medium,
            _ => Severity::Low,
        });
    }
    let level = finding.level.or_else(|| rule.and_then(|rule| rule.level));
    match level.unwrap_or(Level::Warning) {
        Level::Error => Some(Severity::High),
        Level::Warning => Some(Severity::Medium),
        Level::Note => Some(Severity::Low),
        Level::None => None,
    }
}

/// `src/a.rs:10`, without the beginning of a `file:` address.
fn in_words(spot: &Spot, files: &[Artifact]) -> Option<String> {
    let by_index = || files.get(spot.index?)?.0.clone();
    let Some(uri) = spot.uri.clone().or_else(by_index) else {
        return Some(short(spot.logical.as_ref()?, PLACE));
    };
    let path = match uri.strip_prefix("file://") {
        // An absolute path of Windows has a drive after its slash.
        Some(path) => match path.strip_prefix('/') {
            Some(drive) if drive.chars().nth(1) == Some(':') => drive.to_owned(),
            _ => path.to_owned(),
        },
        None => uri,
    };
    let path = short(&legible(&path), PLACE);
    Some(match spot.line {
        Some(line) => format!("{path}:{line}"),
        None => path,
    })
}

/// A path as it is on disk: `my file`, not `my%20file`. Addresses stay as they are, as do bytes that are no text.
fn legible(path: &str) -> String {
    if path.contains("://") || !path.contains('%') {
        return path.to_owned();
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let code = after
            .get(..2)
            .filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        match (byte, after.get(2..)) {
            (Some(byte), Some(left)) => {
                bytes.push(byte);
                rest = left;
            }
            _ => {
                bytes.push(b'%');
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// The same with three dots in its middle where it is too long: the ends of ids tell them apart.
fn without_middle(id: &str, most: usize) -> String {
    let count = id.chars().count();
    if count <= most {
        return id.to_owned();
    }
    let half = most.saturating_sub(3) / 2;
    let begins: String = id.chars().take(half).collect();
    let ends: String = id.chars().skip(count - half).collect();
    format!("{begins}...{ends}")
}

fn short(text: &str, most: usize) -> String {
    if text.chars().nth(most).is_none() {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(3)).collect();
    format!("{}...", cut.trim_end())
}
