//! The words of a line without their markup.

/// Tags that only dress words up.
const DRESS: [&str; 20] = [
    "a", "b", "code", "del", "div", "em", "font", "i", "ins", "kbd", "mark", "p", "s", "small",
    "span", "strike", "strong", "sub", "sup", "u",
];

/// What was read so far: lines of words, and where links lead.
#[derive(Debug, Default)]
pub(super) struct Inline {
    lines: Vec<String>,
    line: String,
    links: Vec<String>,
}

/// What was read of one bullet or cell.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Without empty ones.
    pub(super) lines: Vec<String>,
    /// Addresses of the web.
    pub(super) links: Vec<String>,
}

impl Words {
    /// All lines as one.
    pub(super) fn words(&self) -> String {
        self.lines.join(" ")
    }
}

impl Inline {
    pub(super) fn push(&mut self, words: &str) {
        self.line.push_str(words);
    }

    pub(super) fn link(&mut self, to: &str) {
        if to.starts_with("https://") || to.starts_with("http://") {
            self.links.push(to.to_owned());
        }
    }

    /// A tag that dresses up is taken off, a break ends the line, and what only looks like a tag is words.
    pub(super) fn html(&mut self, tag: &str) {
        let inner = tag.trim_start_matches('<').trim_start_matches('/');
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric());
        let name = inner.get(..end.unwrap_or(inner.len())).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if name == "br" {
            self.end_line();
        } else if !DRESS.contains(&name.as_str()) && !tag.starts_with("<!--") {
            self.line.push_str(tag);
        }
    }

    pub(super) fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if !line.is_empty() {
            self.lines.push(line.to_owned());
        }
    }

    /// What was read, and begins anew.
    pub(super) fn take(&mut self) -> Words {
        self.end_line();
        Words {
            lines: std::mem::take(&mut self.lines),
            links: std::mem::take(&mut self.links),
        }
    }
}
