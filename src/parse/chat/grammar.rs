//! What a line of a chat is, by how it is written: the plain words with which people answer where they have no sheet.

/// What a line says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says<'a> {
    /// Nothing: it is whatever is collected.
    Usual,
    /// It ends as a question does.
    Question,
    /// It names itself a fix; the words behind that.
    Fix(&'a str),
}

/// With which words a fix begins, in lower case, in the languages of the sheets.
const FIXES: [&str; 6] = ["fix", "mitigation", "idea", "lösung", "maßnahme", "idee"];

/// Reads one line.
pub(crate) fn read(line: &str) -> Says<'_> {
    let line = line.trim();
    if let Some((head, words)) = line.split_once(':') {
        let head = head.trim().to_lowercase();
        let words = words.trim();
        if FIXES.contains(&head.as_str()) && !words.is_empty() {
            return Says::Fix(words);
        }
    }
    let end = line.trim_end_matches(['"', '\'', ')', '”', '’', '»', ' ', '!']);
    if end.ends_with(['?', '？', '؟']) {
        Says::Question
    } else {
        Says::Usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_its_end_or_its_head_says() {
        let cases = [
            ("Token replayed", Says::Usual),
            ("Who rotates the key?", Says::Question),
            ("Who rotates the key ?!", Says::Question),
            ("(is it logged?)", Says::Question),
            ("Is it? No, it is not", Says::Usual),
            ("fix: short tokens", Says::Fix("short tokens")),
            ("FIX : short tokens?", Says::Fix("short tokens?")),
            ("Lösung: kurze Token", Says::Fix("kurze Token")),
            ("fix:", Says::Usual),
            ("fix the tokens", Says::Usual),
            ("https://example.org/?a=b", Says::Usual),
            ("", Says::Usual),
        ];
        for (line, says) in cases {
            assert_eq!(read(line), says, "{line}");
        }
    }
}
