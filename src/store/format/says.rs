//! What RON says about a text that is not a session, as sentences for someone who has the file open in an editor: what
//! stands there and what was expected.

use ron::error::{Error, SpannedError};

use super::place;

/// The error in one or two sentences.
pub(super) fn sentence(text: &str, error: &SpannedError) -> String {
    match &error.code {
        Error::Eof => "The file ends too early. Restore a complete copy.".to_owned(),
        Error::ExpectedStringEnd => {
            "This text has no closing quote. The file may have been cut off here.".to_owned()
        }
        _ if is_newer(error) => {
            "A merge left questions in this file, which a newer threatboard answers. The file was \
                                 left untouched."
                .to_owned()
        }
        Error::NoSuchStructField {
            expected, found, ..
        } => format!("`{found}` is not a field here.{}", offers(expected)),
        Error::MissingStructField { field, .. } => {
            format!("The field `{field}` is missing before this.")
        }
        Error::DuplicateStructField { field, .. } => {
            format!("The field `{field}` appears twice. Delete one of them.")
        }
        Error::NoSuchEnumVariant {
            expected, found, ..
        } => format!("`{found}` is not a valid value here.{}", offers(expected)),
        Error::InvalidValueForType { expected, found } => {
            format!("This must be {expected}, not {found}.")
        }
        Error::Message(says) => read_word(text, error, says),
        Error::TrailingCharacters => {
            "The session ends before this. Delete what follows.".to_owned()
        }
        Error::ExpectedNamedStructLike(_) | Error::ExpectedStructLike => {
            "A session or an item begins with `(` here, as in (id: \"T1\", ...).".to_owned()
        }
        Error::ExpectedComma => {
            "A comma is expected here, after the previous value; or that value lacks a quote."
                .to_owned()
        }
        Error::ExpectedString => "Text in quotes is expected here, such as \"Ana\".".to_owned(),
        Error::ExceededRecursionLimit => "This is nested too deeply for a session.".to_owned(),
        Error::IntegerOutOfBounds => {
            let number = number_before(text, error);
            let field = match field(text, error) {
                "" => String::new(),
                field => format!("`{field}`: "),
            };
            match number.strip_prefix('-') {
                Some(_) => format!("{field}{number} is too small. The smallest number here is 0."),
                None => {
                    let most = u32::MAX;
                    format!("{field}{number} is too large. The largest number here is {most}.")
                }
            }
        }
        other => {
            let stands = stands(text, error);
            let is_name = matches!(
                other,
                Error::ExpectedIdentifier | Error::InvalidIdentifier(_)
            );
            let expected = if is_name && stands.starts_with('"') {
                "one word without quotes"
            } else if stands.starts_with('"') && field(text, error) == "range" {
                // Its numbers may have decimals; the reader begins with whole ones.
                "a number such as 10000 or 0.5, without quotes,"
            } else {
                expected(other)
            };
            match field(text, error) {
                "" => format!("{expected} is expected here, not `{stands}`."),
                field => format!("`{field}`: {expected} is expected here, not `{stands}`."),
            }
        }
    }
}

/// What was expected, in our words: the library's advise on RON, which is no help with a session.
fn expected(error: &Error) -> &'static str {
    match error {
        Error::ExpectedBoolean => "true or false",
        Error::ExpectedInteger => "a whole number",
        Error::ExpectedFloat => "a number such as 10000 or 0.5",
        Error::ExpectedArray | Error::ExpectedArrayEnd => "a list in [ ]",
        Error::ExpectedChar => "one character",
        Error::ExpectedMapColon => "a colon",
        Error::ExpectedStructLikeEnd => "a comma or a closing bracket",
        Error::InvalidEscape(_) => "a backslash, a quote or n after a backslash",
        Error::ExpectedIdentifier
        | Error::InvalidIdentifier(_)
        | Error::SuggestRawIdentifier(_) => "text in quotes, or one word of letters, digits and _",
        _ => "another value",
    }
}

/// The word at the place of an error.
fn stands(text: &str, error: &SpannedError) -> String {
    const MOST: usize = 30;
    let (line, column) = place::of_error(text, error);
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let rest: String = line.chars().skip(column.saturating_sub(1)).collect();
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ')' | ']');
    let word: String = rest.chars().take_while(|c| !ends(*c)).take(MOST).collect();
    if word.is_empty() {
        return rest
            .chars()
            .next()
            .map_or_else(|| "nothing".to_owned(), String::from);
    }
    word
}

/// The number that ends at the place of an error, as far as a message can hold it.
fn number_before(text: &str, error: &SpannedError) -> String {
    const MOST: usize = 30;
    let (line, column) = place::of_error(text, error);
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let before: String = line.chars().take(column.saturating_sub(1)).collect();
    let is_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+');
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_number(*c))
        .last();
    let number = start
        .and_then(|(at, _)| before.get(at..))
        .unwrap_or_default();
    number.chars().take(MOST).collect()
}

/// The field in whose line an error is.
fn field<'a>(text: &'a str, error: &SpannedError) -> &'a str {
    let (line, _) = place::of_error(text, error);
    let line = text.lines().nth(line.saturating_sub(1));
    let field = line.and_then(|line| line.trim_start().split_once(':'));
    let field = field.map_or("", |(field, _)| field.trim_start_matches('(').trim());
    let is_name = field.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    if is_name { field } else { "" }
}

/// The field that is reserved for what a merge could not decide.
const RESERVED: &str = "asks";

/// Whether the file is whole, but holds what only a newer program understands.
fn is_newer(error: &SpannedError) -> bool {
    matches!(&error.code, Error::NoSuchStructField { found, outer, .. }
        if found == RESERVED && outer.as_deref() == Some("Session"))
}

/// A word was read and does not fit; the field it stands in says what was expected where the reader of the word does
/// not.
fn read_word(text: &str, error: &SpannedError, says: &str) -> String {
    let (line, _) = place::of_error(text, error);
    let field = text
        .lines()
        .nth(line.saturating_sub(1))
        .and_then(|line| line.trim_start().split_once(':'))
        .map_or("", |(field, _)| field.trim_start_matches('(').trim());
    match field {
        "at" | "started" | "ended" => format!(
            "`{field}` must be a time with its offset, such as \"2026-01-31T10:00:00+01:00\" ({says})."
        ),
        "due" | "until" | "revisit" | "on" => {
            format!("`{field}` must be a date, such as \"2026-01-31\" ({says}).")
        }
        "uuid" => {
            format!("`uuid` must look like \"67e55044-10b1-426f-9247-bb680e5fe0c8\" ({says}).")
        }
        _ => {
            let mut letters = says.chars();
            let first: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            format!("{first}{}.", letters.as_str().trim_end_matches('.'))
        }
    }
}

/// What may stand there, as far as a message can hold it.
fn offers(expected: &[&str]) -> String {
    match expected {
        [] => String::new(),
        [only] => format!(" Write `{only}`."),
        [others @ .., last] => format!(" Write {} or {last}.", others.join(", ")),
    }
}
