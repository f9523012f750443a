//! Data files that a user may write: RON as typed values, or the place where a text stops being one and what was
//! expected there. Keys, prompts, thresholds and packs are all read here, so that a mistake in any of them is told
//! alike.

use std::fmt;

use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use crate::domain::text::safe;

/// How many bytes one data file may have (256 KiB): far more than anyone writes by hand.
pub(crate) const MAX_BYTES: usize = 256 * 1024;

/// Why a text is not the data it should be, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// Column in characters, from 1; 0 when the whole line is meant.
    pub column: usize,
    /// A sentence with what was expected.
    pub says: String,
}

impl Misread {
    /// Something that is wrong with a whole line, or with the whole file if the line is 0.
    pub fn at_line(line: usize, says: impl Into<String>) -> Self {
        Self {
            line,
            column: 0,
            says: says.into(),
        }
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (0, _) => f.write_str(&self.says),
            (line, 0) => write!(f, "line {line}: {}", self.says),
            (line, column) => write!(f, "line {line}, column {column}: {}", self.says),
        }
    }
}

impl std::error::Error for Misread {}

/// Reads the text of a data file.
///
/// # Errors
/// Where the text stops being a `T`, and what was expected there; a file of more than [`MAX_BYTES`].
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Misread> {
    if text.len() > MAX_BYTES {
        let most = MAX_BYTES / 1024;
        return Err(Misread::at_line(
            0,
            format!("it is larger than {most} KiB. Delete what is not needed."),
        ));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|error| {
            let (line, column) = place(text, &error);
            Misread {
                line,
                column,
                says: safe(&sentence(&error.code)),
            }
        })
}

/// Where RON stopped. Its span starts at a word that was read and is wrong; if reading stopped before a word, the span
/// starts with the blanks in front, perhaps on an earlier line, and ends at the word.
pub(crate) fn place(text: &str, error: &SpannedError) -> (usize, usize) {
    let at = match error.code {
        Error::Message(_)
        | Error::NoSuchStructField { .. }
        | Error::NoSuchEnumVariant { .. }
        | Error::DuplicateStructField { .. }
        | Error::ExpectedDifferentStructName { .. }
        | Error::ExpectedStringEnd
        | Error::UnclosedBlockComment => error.span.start,
        _ => error.span.end,
    };
    // The end of a text that ends in a line break is on a line that no editor shows.
    let lines = text.lines().count().max(1);
    if at.line > lines {
        let last = text.lines().last().unwrap_or_default();
        return (lines, last.chars().count() + 1);
    }
    (at.line, at.col)
}

fn sentence(code: &Error) -> String {
    match code {
        Error::Eof => "the file ends too early.".to_owned(),
        Error::NoSuchStructField {
            expected, found, ..
        } => format!("`{found}` is not a field here.{}", offer(found, expected)),
        Error::NoSuchEnumVariant {
            expected, found, ..
        } => format!(
            "`{found}` is not a valid value here.{}",
            offer(found, expected)
        ),
        Error::MissingStructField { field, .. } => format!("`{field}` is missing before this."),
        Error::DuplicateStructField { field, .. } => {
            format!("`{field}` appears twice. Delete one of them.")
        }
        Error::InvalidValueForType { expected, found } => {
            format!("{expected} is expected here, not {found}.")
        }
        Error::ExpectedComma => {
            "a comma or a closing bracket is expected here; or the value before it lacks a quote."
                .to_owned()
        }
        Error::ExpectedStringEnd => "this text has no closing quote.".to_owned(),
        Error::ExpectedInteger => "a whole number is expected here, such as 3.".to_owned(),
        Error::IntegerOutOfBounds => {
            "this number is below 0 or too large. Write another.".to_owned()
        }
        Error::ExpectedDifferentStructName { found, .. } => {
            format!("`{found}` stands here; ( is expected, as in (name: value).")
        }
        Error::ExpectedString => "text in quotes is expected here.".to_owned(),
        Error::ExpectedArray => "a list in [ ] is expected here.".to_owned(),
        Error::ExpectedNamedStructLike(_) | Error::ExpectedStructLike => {
            "( is expected here, as in (name: value).".to_owned()
        }
        Error::TrailingCharacters => "the data ends before this. Delete what follows.".to_owned(),
        Error::Message(says) => format!("{}.", says.trim_end_matches('.')),
        Error::SuggestRawIdentifier(found) | Error::InvalidIdentifier(found) => format!(
            "`{found}` stands here; text in quotes, or one word of letters, digits and _ is expected."
        ),
        other => format!("{other}."),
    }
}

/// What may stand there: all of it if that is short, else what is most like the word that does.
fn offer(found: &str, expected: &[&str]) -> String {
    const SHORT: usize = 10;
    let found = found.to_lowercase();
    let alike = |word: &str| {
        let word = word.to_lowercase();
        let both = word.chars().zip(found.chars());
        both.take_while(|(a, b)| a == b).count()
    };
    let best = expected.iter().rev().max_by_key(|word| alike(word));
    match (expected, best) {
        ([], _) => String::new(),
        ([only], _) => format!(" Write `{only}`."),
        ([others @ .., last], _) if expected.len() <= SHORT => {
            format!(" Write {} or {last}.", others.join(", "))
        }
        (_, Some(best)) if alike(best) > 1 => format!(" Did you mean `{best}`?"),
        _ => String::new(),
    }
}

/// The line, from 1, on which each entry of the list `field` begins, in a text that [`read`] has taken: RON tells no
/// places of what is right, and two entries that are each right may still not go together.
pub(crate) fn entries(text: &str, field: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    let (mut line, mut depth) = (1, 0_usize);
    let mut word = String::new();
    let mut named = String::new();
    let mut rest = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = rest.next() {
        match (c, rest.peek()) {
            ('\n', _) => line += 1,
            ('"', _) => {
                let hashes = word
                    .strip_prefix('r')
                    .filter(|marks| marks.chars().all(|c| c == '#'));
                line += skip_text(&mut rest, hashes.map(str::len));
            }
            ('/', Some('/')) => while rest.next_if(|c| *c != '\n').is_some() {},
            ('/', Some('*')) => line += skip_comment(&mut rest),
            ('(' | '[' | '{', _) => {
                if depth == 2 && named == field {
                    lines.push(line);
                }
                depth += 1;
            }
            (')' | ']' | '}', _) => depth = depth.saturating_sub(1),
            (':', _) if depth == 1 => named = std::mem::take(&mut word),
            _ => {}
        }
        // The word that a colon or a quote follows.
        if c.is_alphanumeric() || matches!(c, '_' | '#') {
            if before.is_whitespace() || matches!(before, '(' | '[' | '{' | ',' | ':') {
                word.clear();
            }
            word.push(c);
        } else if !c.is_whitespace() {
            word.clear();
        }
        before = c;
    }
    lines
}

/// Passes a text in quotes, raw when there are `hashes`; counts the lines in it.
fn skip_text(rest: &mut std::iter::Peekable<std::str::Chars>, hashes: Option<usize>) -> usize {
    let mut lines = 0;
    while let Some(c) = rest.next() {
        match (c, hashes) {
            ('\n', _) => lines += 1,
            ('\\', None) => lines += usize::from(rest.next() == Some('\n')),
            ('"', None) => break,
            ('"', Some(wanted)) => {
                let mut seen = 0;
                while seen < wanted && rest.next_if_eq(&'#').is_some() {
                    seen += 1;
                }
                if seen == wanted {
                    break;
                }
            }
            _ => {}
        }
    }
    lines
}

/// Passes a comment in `/* */`, which may hold others; counts the lines in it.
fn skip_comment(rest: &mut std::iter::Peekable<std::str::Chars>) -> usize {
    let (mut lines, mut depth) = (0, 0_usize);
    let mut before = '/';
    for c in rest.by_ref() {
        let mark = (before, c);
        before = c;
        match mark {
            ('/', '*') => depth += 1,
            ('*', '/') => depth = depth.saturating_sub(1),
            _ => {
                lines += usize::from(c == '\n');
                continue;
            }
        }
        // The character is used up: `/*/` does not end what it began.
        before = ' ';
        if depth == 0 {
            break;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[serde(rename = "list")]
        _list: Vec<Entry>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Entry {
        #[serde(rename = "says")]
        _says: String,
    }

    fn refused(text: &str) -> String {
        read::<File>(text).unwrap_err().to_string()
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_what_was_expected() {
        let table = [
            (
                "(\n  list: [(sais: \"a\")],\n)",
                "line 2, column 11: `sais` is not a field here. Write `says`.",
            ),
            (
                "(\n  list: [(says: \"a\")\n",
                "line 2, column 21: a comma or a closing bracket is expected here; or the value before it lacks a quote.",
            ),
            (
                "(list: [(says: a)])",
                "line 1, column 16: text in quotes is expected here.",
            ),
            (
                "(list: [(says: \"a\" (says: \"b\")])",
                "line 1, column 20: a comma or a closing bracket is expected here; or the value before it lacks a quote.",
            ),
        ];
        for (text, says) in table {
            assert_eq!(refused(text), says);
        }
        let large = format!("(list: [(says: \"{}\")])", "a".repeat(MAX_BYTES));
        assert_eq!(
            refused(&large),
            "it is larger than 256 KiB. Delete what is not needed."
        );
    }

    #[test]
    fn the_lines_of_entries_are_found_between_texts_and_comments() {
        let text = r##"#![enable(implicit_some)]
// (list: [( not yet
File(
    other: [(a: 1)], /* list: [( /* deep */ nor
    here */
    list: [
        (says: "( \" [ //"),
        (says: r#"two "( lines
of it"#), Entry(says: ""),
    ],
)"##;
        assert_eq!(entries(text, "list"), [7, 8, 9]);
        assert_eq!(entries(text, "other"), [4]);
        assert_eq!(entries(text, "none"), [0_usize; 0]);
    }
}
