//! What a text is that no importer claims: a format of another tool, or a structure that nobody writes by hand. The
//! readers of prose leave it alone, and it is refused as what it is.

use super::yaml::{self, Node};

/// What is known by looking at it, the most telling first.
const KINDS: &[Kind] = &[
    Kind::of("a JSON Schema, the description of a format", |file| {
        file.is_json() && is_schema(file.text)
    }),
    Kind::of("a CycloneDX file", |file| {
        file.is_json() && file.says("\"CycloneDX\"")
    }),
    Kind::of("a threatcl model", |file| {
        let blocks = ["threatmodel \"", "component \"", "spec_version ="];
        file.lines()
            .any(|line| blocks.iter().any(|block| line.starts_with(block)))
            || file.is_json() && file.says("\"threatmodel\"")
    }),
    Kind::of("a pytm model", |file| {
        file.is_json()
            && ["\"elements\"", "\"flows\"", "\"boundaries\""]
                .iter()
                .all(|key| file.says(key))
    }),
    Kind::of("a file of pytm", |file| {
        file.is_json() && file.says("\"SID\"") && file.says("\"condition\"")
    }),
    Kind::of("a model of the Microsoft Threat Modeling Tool", |file| {
        file.is_xml() && file.head(500).contains("<ThreatModel")
    }),
    Kind::of("a web page", |file| {
        let head = file.head(1_000).to_lowercase();
        file.is_xml()
            && ["<html", "<!doctype html", "<body"]
                .iter()
                .any(|tag| head.contains(tag))
    }),
    Kind::of("XML", |file| {
        file.is_xml() && file.head(100).contains("<?xml") || file.ends(&[".xml", ".svg"])
    }),
    Kind::of("JSON", |file| {
        file.is_json() && serde_json::from_str::<serde::de::IgnoredAny>(file.text).is_ok()
    }),
    Kind::of("HCL", |file| file.ends(&[".hcl", ".tf"])),
    Kind::of("a CSV table", |file| {
        file.ends(&[".csv", ".tsv"]) || file.is_table()
    }),
    Kind::of("a log", |file| file.ends(&[".log"]) || file.is_log()),
    Kind::of("YAML", |file| {
        file.ends(&[".yaml", ".yml"]) || file.is_yaml()
    }),
];

/// A kind of file.
struct Kind {
    /// What it is: `an OTM model`.
    words: &'static str,
    looks: fn(&File<'_>) -> bool,
}

impl Kind {
    const fn of(words: &'static str, looks: fn(&File<'_>) -> bool) -> Self {
        Self { words, looks }
    }
}

/// What a file is that is not prose, in words that go behind `This is`.
pub(crate) fn kind(name: &str, text: &str) -> Option<&'static str> {
    let file = File {
        name: &name.to_lowercase(),
        text: text.trim_start_matches('\u{feff}').trim_start(),
    };
    let kind = KINDS.iter().find(|kind| (kind.looks)(&file));
    kind.map(|kind| kind.words)
}

/// Whether JSON describes a format, whose words it has without being of it.
pub(super) fn is_schema(json: &str) -> bool {
    let file = File {
        name: "",
        text: json,
    };
    let head = file.head(2_000);
    let named = head.contains("\"$schema\"") && head.contains("json-schema.org");
    (named || head.contains("\"$id\"")) && file.says("\"properties\"")
}

/// A text with its name, which may be empty.
struct File<'a> {
    name: &'a str,
    text: &'a str,
}

impl File<'_> {
    fn ends(&self, endings: &[&str]) -> bool {
        endings.iter().any(|end| self.name.ends_with(end))
    }

    fn says(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }

    /// Its first bytes, up to the end of a character.
    fn head(&self, most: usize) -> &str {
        let end = (0..=most.min(self.text.len())).rev();
        let end = end.into_iter().find(|end| self.text.is_char_boundary(*end));
        self.text.get(..end.unwrap_or_default()).unwrap_or_default()
    }

    fn is_json(&self) -> bool {
        self.text.starts_with(['{', '['])
    }

    fn is_xml(&self) -> bool {
        let mut signs = self.text.chars();
        signs.next() == Some('<')
            && signs
                .next()
                .is_some_and(|c| c.is_ascii_alphabetic() || "?!".contains(c))
    }

    /// Rows of cells: the same separator as often in each, and never with the space behind it that prose has.
    fn is_table(&self) -> bool {
        const FEWEST_ROWS: usize = 3;
        let rows = || self.lines().filter(|line| !line.trim().is_empty());
        [',', ';', '\t'].iter().any(|sign| {
            let cells = |line: &str| line.matches(*sign).count();
            let first = rows().next().map_or(0, cells);
            let spaced = format!("{sign} ");
            first >= 2
                && rows().take(FEWEST_ROWS).count() == FEWEST_ROWS
                && rows().all(|line| cells(line) == first && !line.contains(&spaced))
        })
    }

    /// Most lines begin with a date and a time, and say how grave they are.
    fn is_log(&self) -> bool {
        const GRAVITY: [&str; 5] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"];
        let is_entry = |line: &&str| {
            let mut signs = line.trim_start_matches('[').chars();
            let dated = signs.by_ref().take(10).map(|c| c.is_ascii_digit());
            dated.filter(|is| *is).count() == 8 && GRAVITY.iter().any(|word| line.contains(word))
        };
        let all = self.lines().filter(|line| !line.trim().is_empty()).count();
        let entries = self.lines().filter(is_entry).count();
        entries >= 3 && entries * 2 > all
    }

    /// Names with values, one of which has names of its own: notes have a heading and a list at most.
    fn is_yaml(&self) -> bool {
        let at_margin =
            |line: &&str| !line.starts_with([' ', '\t', '#']) && !line.trim().is_empty();
        let is_entry = |line: &str| {
            line == "---"
                || line.starts_with("- ")
                || line.split_once(':').is_some_and(|(name, _)| is_name(name))
        };
        let mut margin = self.lines().filter(at_margin).peekable();
        margin.peek().is_some()
            && margin.all(is_entry)
            && yaml::parse(self.text).is_ok_and(|node| {
                let of_list = node.list().unwrap_or_default().iter().any(has_names);
                let of_map = node.map().unwrap_or_default();
                let inner = |node: &Node| {
                    has_names(node) || node.list().unwrap_or_default().iter().any(has_names)
                };
                of_list || of_map.iter().any(|(_, node)| inner(node))
            })
    }
}

/// Whether it is a word as programs use them, and not one that begins a sentence.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}

/// Whether a value has names of its own, at least two.
fn has_names(node: &Node) -> bool {
    node.map()
        .is_some_and(|entries| entries.len() >= 2 && entries.iter().all(|(name, _)| is_name(name)))
}
