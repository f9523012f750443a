//! Text as it is compared: without case, without accents, and however it was put together from code points.

use caseless::default_case_fold_str;
use unicode_normalization::UnicodeNormalization;

/// What `text` is compared by: `Überweisung`, `uberweisung` and `ÜBERWEISUNG` are one, and so is `Café` typed with one
/// code point or with two. Never shown, and never kept.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let apart: String = text.nfkd().collect();
    let mut folded = String::with_capacity(apart.len());
    for c in default_case_fold_str(&apart).nfkd() {
        match c {
            c if is_accent(c) => {}
            // Letters with a stroke are letters of their own, which many keyboards lack.
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => folded.push('\''),
            c => folded.push(c),
        }
    }
    folded
}

/// What a name is compared by that was typed in a hurry: as [`fold`], and without blanks, hyphens, dots and apostrophes.
pub fn squeeze(name: &str) -> String {
    let mut folded = fold(name);
    folded.retain(|c| !joins(c));
    folded
}

/// Whether a character only holds the parts of a name together: `Jean-Luc`, `O'Neil`, `audit_log`.
pub(crate) fn joins(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}' | '_' | '.' | '\'' | '\u{2019}'
        )
}

/// Marks above and below letters of Latin, Greek and Cyrillic. Those of other scripts are vowels: without them two words
/// would be one.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::text::tests::hostile;

    #[test]
    fn case_accents_and_normal_form_do_not_matter() {
        for (one, other) in [
            ("Überweisung", "uberweisung"),
            ("ÜBERWEISUNG", "u\u{308}berweisung"),
            ("Café", "CAFE\u{301}"),
            ("José", "jose"),
            ("Straße", "STRASSE"),
            ("Łukasz Sørensen", "lukasz sorensen"),
            ("Ærø", "aero"),
            ("İstanbul", "istanbul"),
            ("ΣΊΣΥΦΟΣ", "σισυφος"),
            ("Ёлка", "елка"),
            ("ＡＰＩ", "api"),
            ("ﬁle", "file"),
            ("O’Neil", "o'neil"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn vowels_of_other_scripts_stay() {
        for (one, other) in [("कि", "कु"), ("かき", "がき"), ("ล่า", "ลา"), ("C++", "C")]
        {
            assert_ne!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn a_name_typed_in_a_hurry_is_the_same_name() {
        for name in ["Jean-Luc", "jean luc", "jeanluc", "Jean‑Luc", "JEAN_LUC"] {
            assert_eq!(squeeze(name), "jeanluc");
        }
        for name in ["O'Neil", "O’Neil", "oneil", "O. Neil"] {
            assert_eq!(squeeze(name), "oneil");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(text in hostile()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn what_was_typed_in_capitals_is_the_same_text(text in "[a-zàéîõüßçñ ]{0,12}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
        }
    }
}
