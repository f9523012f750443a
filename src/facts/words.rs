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
        let words = text.match_indices(' ').filter_map(|(at, _)| text.get(at..));
        let begins = |rest: &str| self.0.iter().position(|phrase| rest.starts_with(phrase));
        let first = words.filter_map(begins).min()?;
        self.0.get(first).map(|phrase| phrase.trim())
    }

    /// Whether `word`, a single one as [`words_of`] has it, is one of these.
    pub(crate) fn has(&self, word: &str) -> bool {
        let is_word = |phrase: &str| phrase.get(1..=word.len()) == Some(word);
        let mut as_long = self
            .0
            .iter()
            .filter(|phrase| phrase.len() == word.len() + 2);
        as_long.any(|phrase| is_word(phrase))
    }
}

/// The words of `text` with a space before and after each, so that whole words only are found.
pub(super) fn spaced(text: &str) -> String {
    if !text.is_ascii() {
        return format!(" {} ", words_of(text).join(" "));
    }
    // The checks look at every text of a session before it is shown.
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
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
        assert_eq!(
            words.found_in("a unit test for QA"),
            Some("qa"),
            "the first of the list"
        );
    }

    #[test]
    fn a_word_is_one_of_the_list_or_not() {
        let words = Words::from(vec![
            "QA".to_owned(),
            "unit test".to_owned(),
            "é".to_owned(),
        ]);
        assert!(words.has("qa") && words.has("e"));
        assert!(!words.has("q") && !words.has("unit") && !words.has("") && !words.has("aqua"));
    }

    proptest::proptest! {
        #[test]
        fn plain_texts_are_spaced_as_all_are(text in "[a-zA-Z0-9 ,/-]{0,20}[éΣ]?") {
            let long = format!(" {} ", words_of(&text).join(" "));
            let short = spaced(&text);
            proptest::prop_assert_eq!(short.trim(), long.trim());
        }
    }
}
