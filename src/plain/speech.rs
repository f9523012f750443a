//! How words become speech: whole sentences, and no character of our own that a voice would spell out or swallow.

pub(super) use crate::domain::counted as count;
use crate::keys::key::{Key, KeyCode};

/// One space between words, and a full stop at the end unless there is one of another kind.
pub(super) fn sentence(words: &str) -> String {
    let mut said = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if said.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '"' | '\'' | '%')) {
        said.push('.');
    }
    said
}

/// The program's own words, with symbols that stand alone spelt out: a voice leaves them out or reads them as something
/// else. `!` marks what question 4 looks at first.
pub(super) fn spoken(words: &str) -> String {
    // Wide gaps stand where a sentence ends.
    let parts = words.split("   ").map(|part| {
        let mut said = String::new();
        for word in part.split_whitespace() {
            let called = match word {
                "->" | ">" => "to",
                "!" => "strong",
                "x" => "by",
                "|" => continue,
                "Esc" => "Escape",
                "Esc." => "Escape.",
                "Esc," => "Escape,",
                word => symbol(word).unwrap_or(word),
            };
            let begins = said.is_empty() || said.ends_with('.');
            // A key keeps its letter: m is not M.
            if begins && called.len() > word.len() {
                said.push_str(&format!(" {}", capital(called)));
            } else {
                said.push_str(&format!(" {called}"));
            }
        }
        sentence(&said)
    });
    parts.collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// What a character is called.
fn symbol(word: &str) -> Option<&'static str> {
    Some(match word {
        "-" => "minus",
        "+" => "plus",
        "?" => "question mark",
        "/" => "slash",
        "." => "full stop",
        "," => "comma",
        ":" => "colon",
        "=" => "equals",
        "#" => "number sign",
        _ => return None,
    })
}

/// A key by name, as one would tell someone to press it.
pub(super) fn key(key: Key) -> String {
    match key.code {
        KeyCode::Char(c) if key.writes() => key_called(&c.to_string()),
        KeyCode::Esc => "Escape".to_owned(),
        KeyCode::PageUp => "Page Up".to_owned(),
        KeyCode::PageDown => "Page Down".to_owned(),
        KeyCode::Char(c) if key.ctrl => format!("Control {}", c.to_uppercase()),
        KeyCode::BackTab => "Shift Tab".to_owned(),
        _ => key.to_string(),
    }
}

/// The same for a key that is written as text. A capital is called one: it sounds like its small letter.
pub(super) fn key_called(written: &str) -> String {
    let mut letters = written.chars();
    match (letters.next(), letters.next()) {
        (Some(' '), None) => "Space".to_owned(),
        (Some(c), None) if c.is_uppercase() => format!("capital {c}"),
        _ => symbol(written).unwrap_or(written).to_owned(),
    }
}

/// The first letter large, the rest as it is.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_once() {
        for (words, said) in [
            ("T1 added", "T1 added."),
            ("Who  knows?", "Who knows?"),
            ("Done.  4 goes back", "Done. 4 goes back."),
            ("", ""),
        ] {
            assert_eq!(sentence(words), said);
        }
    }

    #[test]
    fn symbols_that_stand_alone_are_said_in_words() {
        assert_eq!(
            spoken("F5 does nothing here. Press ? to see the keys."),
            "F5 does nothing here. Press question mark to see the keys."
        );
        assert_eq!(spoken("likelihood x impact"), "likelihood by impact.");
        assert_eq!(spoken("Change them, or Esc."), "Change them, or Escape.");
    }

    #[test]
    fn keys_are_called_by_name() {
        for (name, called) in [
            ("K", "capital K"),
            ("k", "k"),
            ("Ctrl+P", "Control P"),
            ("Esc", "Escape"),
            (".", "full stop"),
            ("Space", "Space"),
        ] {
            assert_eq!(key(name.parse().unwrap()), called);
        }
    }
}
