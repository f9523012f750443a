//! What a scanner says about its rules.

use std::collections::HashMap;

use serde_json::Value;

use super::advisory;
use super::cwe;
use super::finding::{Level, Message, RuleReference, score};

/// One rule.
#[derive(Debug, Default)]
pub(super) struct Rule {
    /// Its id, `java/sqli`.
    pub(super) id: String,
    /// What else it is known by.
    guid: Option<String>,
    /// In a sentence, else the first sentence of a long text.
    pub(super) says: Option<String>,
    /// A name for people, or for programs.
    pub(super) name: Option<String>,
    /// Where to read more.
    pub(super) link: Option<String>,
    /// How bad its results are, unless they say otherwise.
    pub(super) level: Option<Level>,
    /// `security-severity`.
    pub(super) score: Option<f64>,
    /// Weaknesses that it is about.
    pub(super) weaknesses: Vec<u32>,
    /// Advisories that it is about: `CVE-2026-1234`.
    pub(super) advisories: Vec<String>,
    messages: HashMap<String, String>,
}

impl Rule {
    fn new(value: &Value) -> Self {
        let text = |pointer: &str| {
            let text = value.pointer(pointer)?.as_str()?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let full = || text("/fullDescription/text").map(|full| first_sentence(&full));
        let enabled = value.pointer("/defaultConfiguration/level");
        let id = text("/id").unwrap_or_default();
        let short = text("/shortDescription/text");
        // Semgrep writes "Semgrep Finding: " and the id there, which says nothing.
        let short = short.filter(|short| !ends_with_id(short, &id));
        let tags = value.pointer("/properties/tags").and_then(Value::as_array);
        let tags = tags.into_iter().flatten().filter_map(Value::as_str);
        let names = [text("/name"), text("/shortDescription/text")];
        let said: Vec<&str> = std::iter::once(id.as_str())
            .chain(names.iter().flatten().map(String::as_str))
            .chain(tags)
            .collect();
        let advisories = advisory::named(&said.join(" "));
        Self {
            says: short.or_else(full),
            guid: text("/guid").map(|guid| guid.to_lowercase()),
            id,
            name: text("/name"),
            link: text("/helpUri").filter(|uri| is_link(uri)),
            level: Level::named(enabled),
            score: score(value.get("properties")),
            weaknesses: cwe::of_rule(value),
            advisories,
            messages: messages(value.get("messageStrings")),
        }
    }
}

/// The scanner of a run, with its extensions.
#[derive(Debug)]
pub(super) struct Tool {
    /// As it calls itself.
    pub(super) name: String,
    /// Its rules, then those of its extensions.
    parts: Vec<Vec<Rule>>,
    places: HashMap<String, (usize, usize)>,
    /// Where a rule is, by its GUID.
    guids: HashMap<String, (usize, usize)>,
    messages: HashMap<String, String>,
}

impl Tool {
    pub(super) fn new(tool: &Value) -> Self {
        let driver = tool.get("driver");
        let extensions = tool.get("extensions").and_then(Value::as_array);
        // The scanner itself is part 0, also where nothing is said of it.
        let all = std::iter::once(driver).chain(extensions.into_iter().flatten().map(Some));
        let parts: Vec<Vec<Rule>> = all
            .map(|part| {
                let rules = part.and_then(|p| p.get("rules")).and_then(Value::as_array);
                rules.into_iter().flatten().map(Rule::new).collect()
            })
            .collect();
        let mut places = HashMap::new();
        let mut guids = HashMap::new();
        for (part, rules) in parts.iter().enumerate() {
            for (place, rule) in rules.iter().enumerate() {
                places.entry(rule.id.clone()).or_insert((part, place));
                if let Some(guid) = &rule.guid {
                    guids.entry(guid.clone()).or_insert((part, place));
                }
            }
        }
        // Before 2.1.0 the name was not in a driver.
        let name = driver.and_then(|d| d.get("name")).or(tool.get("name"));
        let name = name.and_then(Value::as_str).map(str::trim);
        Self {
            name: name
                .filter(|name| !name.is_empty())
                .unwrap_or("scanner")
                .to_owned(),
            parts,
            places,
            guids,
            messages: messages(driver.and_then(|d| d.get("globalMessageStrings"))),
        }
    }

    /// The rule that a result is about, if the file describes it.
    pub(super) fn rule(&self, of: &RuleReference) -> Option<&Rule> {
        let at = |part: usize, place: usize| self.parts.get(part)?.get(place);
        let by_index = of.index.and_then(|place| at(of.part, place));
        let by_guid = || of.guid.as_ref().and_then(|guid| self.guids.get(guid));
        let Some(id) = &of.id else {
            return by_index.or_else(|| by_guid().and_then(|(part, place)| at(*part, *place)));
        };
        // An extension may have a rule of the same id as the scanner itself.
        if by_index.is_some_and(|rule| rule.id == *id) {
            return by_index;
        }
        // A result may say more than its rule: `CA1000/md5` is of rule `CA1000` (SARIF 2.1.0, 3.27.5).
        let mut known = Some(id.as_str());
        while let Some(id_or_parent) = known {
            if let Some((part, place)) = self.places.get(id_or_parent) {
                return at(*part, *place);
            }
            known = id_or_parent.rsplit_once('/').map(|(parent, _)| parent);
        }
        by_index.filter(|rule| rule.id.is_empty())
    }

    /// What a result says, with the gaps filled; `None` when no one wrote it down.
    pub(super) fn words(&self, message: &Message, rule: Option<&Rule>) -> Option<String> {
        let stored = || {
            let id = message.id.as_ref()?;
            let of_rule = rule.and_then(|rule| rule.messages.get(id));
            of_rule.or_else(|| self.messages.get(id))
        };
        let text = message.text.as_ref().or_else(stored)?;
        let words = filled(text, &message.arguments);
        (!words.trim().is_empty()).then_some(words)
    }
}

fn messages(value: Option<&Value>) -> HashMap<String, String> {
    let all = value.and_then(Value::as_object).into_iter().flatten();
    all.filter_map(|(id, message)| {
        let text = message.get("text").or_else(|| message.get("markdown"))?;
        Some((id.clone(), text.as_str()?.to_owned()))
    })
    .collect()
}

/// A message with `{0}` replaced by its argument, `{{` by one brace, and `[words](target)` by its words (SARIF 2.1.0,
/// 3.11.5 and 3.11.6).
pub(super) fn filled(text: &str, arguments: &[String]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find(['{', '}', '[']) {
        let (before, from) = rest.split_at(place);
        out.push_str(before);
        let (sign, after) = from.split_at(1);
        rest = after;
        if sign == "[" {
            match link(after) {
                Some((words, after)) => {
                    out.push_str(words);
                    rest = after;
                }
                None => out.push('['),
            }
        } else if let Some(after) = after.strip_prefix(sign) {
            out.push_str(sign);
            rest = after;
        } else {
            let argument = after.split_once('}').filter(|_| sign == "{");
            let number = argument.and_then(|(number, _)| number.parse::<usize>().ok());
            match (number.and_then(|number| arguments.get(number)), argument) {
                (Some(words), Some((_, after))) => {
                    out.push_str(words);
                    rest = after;
                }
                _ => out.push_str(sign),
            }
        }
    }
    out.push_str(rest);
    out
}

/// The words of `words](target)`, and what comes after it. Only what SARIF makes a link: a number or an address.
fn link(text: &str) -> Option<(&str, &str)> {
    let (words, after) = text.split_once("](")?;
    let (target, after) = after.split_once(')')?;
    let number = !target.is_empty() && target.bytes().all(|b| b.is_ascii_digit());
    let plain = !words.contains(['[', ']', '{', '}']);
    (plain && (number || is_link(target))).then_some((words, after))
}

fn is_link(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Whether a text is no more than a word or two before a rule's id.
fn ends_with_id(text: &str, id: &str) -> bool {
    let before = text.strip_suffix(id).filter(|_| !id.is_empty());
    before.is_some_and(|before| before.split_whitespace().count() <= 2)
}

/// Up to the first full stop that ends a sentence.
fn first_sentence(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let end = line.find(". ").map_or(line.len(), |place| place + 1);
    line.get(..end).unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn gaps_of_a_message_are_filled() {
        let arguments = ["x".to_owned(), "{1} and {0}".to_owned()];
        for (text, says) in [
            ("'{0}' is never used.", "'x' is never used."),
            ("{1}", "{1} and {0}"),
            ("{{0}} stays {0}", "{0} stays x"),
            ("{7} and {x} and { stay", "{7} and {x} and { stay"),
            ("from [the input](3) on", "from the input on"),
            ("see [here](https://a.example/b).", "see here."),
            ("a[i](x) [b] [", "a[i](x) [b] ["),
        ] {
            assert_eq!(filled(text, &arguments), says);
        }
    }

    #[test]
    fn a_rule_is_found_by_its_id_by_the_beginning_of_it_and_by_its_place() {
        let tool = Tool::new(&json!({
            "driver": {"name": "Scan", "rules": [{"id": "CA1"}, {"id": "CA2"}]},
            "extensions": [{"name": "More", "rules": [{"id": "X1"}]}],
        }));
        let found = |id: Option<&str>, index: Option<usize>, part: usize| {
            let id = id.map(str::to_owned);
            let rule = tool.rule(&RuleReference {
                id,
                index,
                part,
                guid: None,
            });
            rule.map(|rule| rule.id.as_str())
        };
        assert_eq!(found(Some("CA2"), None, 0), Some("CA2"));
        assert_eq!(found(Some("CA2/md5/deep"), Some(0), 0), Some("CA2"));
        assert_eq!(found(Some("X1"), None, 0), Some("X1"));
        assert_eq!(found(None, Some(0), 1), Some("X1"));
        assert_eq!(found(None, Some(9), 0), None);
        assert_eq!(found(Some("other"), Some(0), 0), None);
    }

    #[test]
    fn a_long_description_gives_its_first_sentence() {
        for (text, sentence) in [
            ("One e.g.this. Two.", "One e.g.this."),
            ("Only one", "Only one"),
            ("First line\nsecond", "First line"),
        ] {
            assert_eq!(first_sentence(text), sentence);
        }
    }
}
