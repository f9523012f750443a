//! Words of Threat Composer and ours for them, and the lines in which we say there what it has no field for.
//!
//! Such a line is one string, `word: what is said`, in the list of the entry [`LINES`] of an item's metadata: legible
//! to whoever opens the workspace, and read back here.

use serde_json::Value;

use super::People;
use crate::domain::{LIMITS, ParticipantId, ResponseKind, Status, Text, current_word};

/// The key of the entry that holds our lines about an item.
pub(crate) const LINES: &str = "custom:threatboard";

/// How a text begins that we put into a field of the workspace that was empty.
pub(crate) const ABOUT_US: &str = "_Written by threatboard._";

/// The longest statement, in UTF-16 units, by which Threat Composer counts.
pub(crate) const STATEMENT: usize = 1400;

/// The longest part of a statement.
pub(crate) const PART: usize = 200;

/// The longest text of a mitigation or an assumption.
pub(crate) const CONTENT: usize = 1000;

/// The longest tag.
pub(crate) const TAG: usize = 30;

/// What a line is called now that an earlier version called by another name.
fn label(word: &str) -> &str {
    match word {
        "put off" => "deferred",
        "put off until" => "deferred until",
        "touches us" => "affects us",
        "verified by" => "verification",
        "said yes" => "agreed",
        word => word,
    }
}

/// What is said in the lines of an item, in order.
pub(crate) struct Lines(Vec<(String, String)>);

impl Lines {
    /// Those of an item; other lines of the same entry are skipped.
    pub(crate) fn of(item: &Value) -> Self {
        Self::from(values(item, LINES))
    }

    pub(crate) fn from(lines: impl IntoIterator<Item = String>) -> Self {
        let lines = lines.into_iter().filter_map(|line| {
            let (word, said) = line.split_once(": ")?;
            Some((label(word).to_owned(), said.to_owned()))
        });
        Self(lines.collect())
    }

    /// What is said after a word, each time.
    pub(crate) fn raw<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        let lines = self.0.iter().filter(move |(w, _)| w == word);
        lines.map(|(_, said)| said.as_str())
    }

    /// What is said after a word, each time, as far as there is something and an item can hold it.
    pub(super) fn all(&self, word: &str) -> Vec<Text> {
        let texts = self.raw(word).map(Text::new);
        texts
            .filter(|text| !text.is_empty())
            .take(LIMITS.links)
            .collect()
    }

    /// What is said after a word first; empty when nothing is.
    pub(super) fn text(&self, word: &str) -> Text {
        self.raw(word).next().map(Text::new).unwrap_or_default()
    }

    /// The value that is named by its words.
    pub(super) fn one<T: Copy>(
        &self,
        word: &str,
        all: &[T],
        words: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let said = current_word(self.raw(word).next()?);
        all.iter().copied().find(|value| words(*value) == said)
    }

    pub(super) fn who(&self, word: &str, people: &mut People) -> Option<ParticipantId> {
        people.called(self.raw(word).next()?)
    }

    /// The whole text, if it was cut into what stands there now.
    pub(super) fn whole(&self, cut: &str, max: usize) -> Option<Text> {
        self.whole_of("text", cut, max)
    }

    /// The same of what is said after another word.
    pub(super) fn whole_of(&self, word: &str, cut: &str, max: usize) -> Option<Text> {
        let whole = self.text(word);
        let same = Text::new(&shortened(&whole, max)) == Text::new(cut);
        (!whole.is_empty() && same).then_some(whole)
    }
}

/// The entries of an item's metadata that have a key.
pub(crate) fn entries<'a>(item: &'a Value, key: &'a str) -> impl Iterator<Item = &'a Value> {
    let all = item.get("metadata").and_then(Value::as_array);
    all.into_iter()
        .flatten()
        .filter(move |entry| entry.get("key").and_then(Value::as_str) == Some(key))
}

/// The strings below a key of an item's metadata.
pub(crate) fn values(item: &Value, key: &str) -> Vec<String> {
    entries(item, key)
        .filter_map(|entry| entry.get("value"))
        .flat_map(|value| match value {
            Value::String(one) => vec![one.clone()],
            Value::Array(many) => strings(many),
            _ => Vec::new(),
        })
        .collect()
}

/// The strings of a list.
pub(super) fn strings(list: &[Value]) -> Vec<String> {
    list.iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// The text, cut to this many UTF-16 units: never more letters, which is how the schema counts.
pub(crate) fn shortened(text: &str, max: usize) -> String {
    if text.encode_utf16().count() <= max {
        return text.to_owned();
    }
    let mut left = max.saturating_sub(3);
    let mut cut: String = text
        .chars()
        .take_while(|c| match left.checked_sub(c.len_utf16()) {
            Some(rest) => {
                left = rest;
                true
            }
            None => false,
        })
        .collect();
    cut.truncate(cut.trim_end().len());
    cut + "..."
}

/// Whether a tag says where a threat comes from: `CWE-79`, `CAPEC-66`, `CVE-2026-1234`.
pub(crate) fn is_tag_reference(tag: &str) -> bool {
    let upper = tag.to_uppercase();
    let number = ["CWE-", "CAPEC-", "CVE-"]
        .iter()
        .find_map(|prefix| upper.strip_prefix(prefix));
    Text::new(tag).as_str() == tag
        && tag.encode_utf16().count() <= TAG
        && number.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
}

/// What a status of theirs says that was decided.
pub(super) fn response(status: &str) -> Option<ResponseKind> {
    match status {
        "threatResolved" => Some(ResponseKind::Reduce),
        "threatResolvedNotUseful" => Some(ResponseKind::NotApplicable),
        _ => None,
    }
}

/// Their status for a decision of ours; `works` when all that answers the threat is in place.
pub(crate) fn threat_status(response: Option<ResponseKind>, works: bool) -> &'static str {
    match response {
        Some(ResponseKind::NotApplicable) => "threatResolvedNotUseful",
        Some(ResponseKind::Accept | ResponseKind::Transfer | ResponseKind::Avoid) => {
            "threatResolved"
        }
        Some(ResponseKind::Reduce) if works => "threatResolved",
        _ => "threatIdentified",
    }
}

/// What a status of theirs says of a mitigation.
pub(super) fn status(word: &str) -> Status {
    match word {
        "mitigationInProgress" => Status::InProgress,
        "mitigationResolved" => Status::Implemented,
        "mitigationResolvedWillNotAction" => Status::Rejected,
        _ => Status::CouldDo,
    }
}

/// Their status for one of ours.
pub(crate) fn mitigation_status(status: Status) -> &'static str {
    match status {
        Status::CouldDo | Status::Planned => "mitigationIdentified",
        Status::InProgress => "mitigationInProgress",
        Status::InPlace | Status::Implemented | Status::Verified => "mitigationResolved",
        Status::Rejected => "mitigationResolvedWillNotAction",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_by_the_units_that_threat_composer_counts() {
        assert_eq!(shortened("12345", 5), "12345");
        assert_eq!(shortened("123456", 5), "12...");
        assert_eq!(shortened("👩👩👩", 5), "👩...");
    }

    #[test]
    fn a_tag_that_names_a_weakness_is_a_reference() {
        for tag in ["CWE-79", "capec-66", "CVE-2026-1"] {
            assert!(is_tag_reference(tag), "{tag}");
        }
        for tag in ["CWE", "CWE-", "CWE-x", "my CWE-79", " CWE-79", "CWE-79\n"] {
            assert!(!is_tag_reference(tag), "{tag}");
        }
    }

    /// Workspaces that an earlier version wrote are still in other people's folders.
    #[test]
    fn lines_of_an_earlier_version_are_read() {
        let lines = |all: &[&str]| Lines::from(all.iter().map(|line| (*line).to_owned()));
        let old = lines(&[
            "status: could do",
            "response: reduce",
            "put off: no time",
            "put off until: 2026-08-12",
            "touches us: yes",
            "verified by: a test",
            "said yes: yes",
        ]);
        let new = lines(&[
            "status: proposed",
            "response: mitigate",
            "deferred: no time",
            "deferred until: 2026-08-12",
            "affects us: yes",
            "verification: a test",
            "agreed: yes",
        ]);
        for lines in [old, new] {
            let status = lines.one("status", &Status::ALL, Status::words);
            assert_eq!(status, Some(Status::CouldDo));
            let response = lines.one("response", &ResponseKind::ALL, ResponseKind::words);
            assert_eq!(response, Some(ResponseKind::Reduce));
            for label in [
                "deferred",
                "deferred until",
                "affects us",
                "verification",
                "agreed",
            ] {
                assert!(lines.raw(label).next().is_some(), "{label}");
            }
        }
    }
}
