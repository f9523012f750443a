//! Where a file stops being SARIF, and what to do about it.

use serde_json::error::{Category, Error};

use crate::import::{ImportError, half_a_character};

/// What JSON or its shape says, as a sentence with the place.
pub(super) fn of(text: &str, error: &Error) -> ImportError {
    let message = error.to_string();
    let what = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(what, _)| what);
    let says = match error.classify() {
        Category::Eof => {
            "The file ends too early. Export the scan again, and copy all of it.".to_owned()
        }
        Category::Data if what.starts_with("missing field `runs`") => {
            return ImportError::whole(
                "There is no `runs`, the list of scans, so this is not SARIF. Export the scan as SARIF 2.1.0.",
            );
        }
        Category::Data => {
            format!("This is not valid SARIF: {what}. Export the scan again as SARIF 2.1.0.")
        }
        Category::Syntax | Category::Io if what.starts_with("recursion limit") => {
            "This is nested deeper than any scan. Export it again, or delete the inner lists."
                .to_owned()
        }
        // A text that was cut within a character such as an emoji, as JavaScript writes it.
        Category::Syntax | Category::Io if half_a_character(what) => {
            "Half a character, such as a cut emoji. Delete the \\u and what follows it.".to_owned()
        }
        Category::Syntax | Category::Io => {
            format!("This is not JSON: {what}. Export the scan again.")
        }
    };
    // JSON counts bytes and people count characters; at the end of a line it may point before its first one.
    let line = text.lines().nth(error.line().saturating_sub(1));
    let before = line.unwrap_or_default().as_bytes();
    let bytes = before.get(..error.column()).unwrap_or(before);
    let column = String::from_utf8_lossy(bytes).chars().count();
    ImportError::at(error.line(), column.max(1), says)
}

/// The file does not even begin as one.
pub(super) fn no_object(text: &str) -> ImportError {
    if text.trim().is_empty() {
        return ImportError::whole("The file is empty. Export the scan again.");
    }
    let blank = text.len() - text.trim_start().len();
    let (line, column) = at(text, blank);
    ImportError::at(
        line,
        column,
        "SARIF starts with `{`. Export the scan as SARIF 2.1.0, which is JSON.",
    )
}

/// Line and column of the first `word`, from 1; zeros when it is not there.
pub(super) fn of_word(text: &str, word: &str) -> (usize, usize) {
    text.find(word).map_or((0, 0), |place| at(text, place))
}

fn at(text: &str, place: usize) -> (usize, usize) {
    let before = text.get(..place).unwrap_or_default();
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    (line, column)
}
