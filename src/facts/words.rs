//! Looking for words in what the room said: whole words, in any case, hyphens and slashes taken as spaces.

use serde::Deserialize;

pub(crate) use crate::domain::text::words_of;

/// Words and phrases to look for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Words(Vec<String>);

impl From<Vec<String>> for Words {
    fn from(raw: Vec<String>) -> Self {
        // A phrase without letters would be found in everything.
        Self(
            raw.iter()
                .map(|phrase| spaced(phrase))
                .filter(|phrase| !phrase.trim().is_empty())
                .collect(),
        )
    }
}

impl Words {
    /// The first of these words that `text` says.
    pub(crate) fn found_in(&self, text: &str) -> Option<&str> {
        let text = spaced(text);
        self.0
            .iter()
            .find(|phrase| text.contains(phrase.as_str()))
            .map(|phrase| phrase.trim())
    }

    /// Whether `word`, a single one in lower case, is one of these.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.iter().any(|phrase| phrase.trim() == word)
    }
}

/// The words of `text` with a space before and after each, so that `contains` finds whole words only.
fn spaced(text: &str) -> String {
    format!(" {} ", words_of(text).join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_found() {
        let words = Words::from(vec![
            "QA".to_owned(),
            "unit test".to_owned(),
            "-".to_owned(),
        ]);
        assert_eq!(words.found_in("Senior QA/ops"), Some("qa"));
        assert_eq!(words.found_in("more unit-test"), Some("unit test"));
        assert_eq!(words.found_in("aqua, unit of testing"), None);
    }
}
