//! Where a sentence ends.

use super::How;
use crate::parse::chat::grammar::{closes, is_question};

/// What ends in a dot and does not end a sentence, in lower case.
const SHORT: [&str; 14] = [
    "bzw", "ca", "dr", "etc", "evtl", "mr", "mrs", "ms", "nr", "prof", "sog", "st", "usw", "vs",
];

/// Parts what was said in one breath where a statement meets a question, or where a sentence begins that is not over.
/// Filler stays with its neighbor.
pub(super) fn apart(text: &str, how: &How) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for sentence in all(text) {
        match pieces.last_mut() {
            Some(piece) if belongs(piece, &sentence, how) => {
                piece.push(' ');
                piece.push_str(&sentence);
            }
            _ => pieces.push(sentence),
        }
    }
    pieces
}

fn belongs(piece: &str, sentence: &str, how: &How) -> bool {
    let alike = is_question(piece) == is_question(sentence) && is_over(sentence);
    alike || how.is_filler(piece) || how.is_filler(sentence)
}

/// All sentences, with single spaces.
fn all(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut sentence = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        sentence.push_str(word);
        let goes_on = words
            .peek()
            .is_some_and(|next| next.starts_with(char::is_lowercase));
        if is_over(word) && !goes_on {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.is_empty() {
        sentences.push(sentence);
    }
    sentences
}

/// Whether a text surely ends a sentence. Three dots may also be a pause.
pub(super) fn is_over(text: &str) -> bool {
    let end = text.trim_end_matches(closes);
    if end.ends_with(['?', '!', '？', '！', '؟', '。']) {
        return true;
    }
    let Some(before) = end.strip_suffix('.') else {
        return false;
    };
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_short = word.contains('.') && word.chars().all(|c| c == '.' || c.is_alphabetic())
        || word.chars().nth(1).is_none() && word.chars().all(char::is_alphabetic)
        || SHORT.contains(&word.to_lowercase().as_str());
    !before.ends_with('.') && !is_short
}

/// Whether a text may end a sentence.
pub(super) fn may_be_over(text: &str) -> bool {
    is_over(text) || text.trim_end_matches(closes).ends_with(['.', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_over_at_its_sign_and_not_at_a_short_word_or_a_pause() {
        for over in [
            "It leaks.",
            "It leaks!",
            "Who?",
            "(nobody checks it.)",
            "Who \"did\" it?!",
            "in 2.5.",
            "谁？",
        ] {
            assert!(is_over(over) && may_be_over(over), "{over}");
        }
        for pause in ["What if...", "What if…"] {
            assert!(!is_over(pause) && may_be_over(pause), "{pause}");
        }
        for open in ["It leaks", "It leaks,", "Ask Dr.", "with e.g.", "mit z. B."] {
            assert!(!is_over(open), "{open}");
        }
        assert!(!may_be_over("It leaks,") && !may_be_over(""));
    }

    #[test]
    fn a_text_is_parted_where_a_statement_meets_a_question() {
        let how = How::bundled();
        let parted = |text: &str| apart(text, &how);
        assert_eq!(
            parted("Keys leak. Nobody checks it. Who should? And when? Then we"),
            [
                "Keys leak. Nobody checks it.",
                "Who should? And when?",
                "Then we"
            ]
        );
        assert_eq!(
            parted("Okay. What if  it leaks?"),
            ["Okay. What if it leaks?"]
        );
        assert_eq!(parted("It leaks. Right?"), ["It leaks. Right?"]);
        assert_eq!(
            parted("Does Dr. Who, e.g. Bo, know?"),
            ["Does Dr. Who, e.g. Bo, know?"]
        );
    }
}
