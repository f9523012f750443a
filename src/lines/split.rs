//! Where a threat is split in two: between sentences if it has several, else between words.

use unicode_segmentation::UnicodeSegmentation;

use super::editor::Editor;

/// The line with its caret where it most likely falls in two: at the sentence that begins nearest to the middle, or else
/// at that word.
pub fn begin(text: &str) -> Editor {
    let sentences = text.split_sentence_bound_indices();
    let sentences: Vec<usize> = sentences.map(|(at, _)| at).filter(|at| *at > 0).collect();
    let places = if sentences.is_empty() {
        words(text)
    } else {
        sentences
    };
    let nearest = places
        .into_iter()
        .min_by_key(|at| (at * 2).abs_diff(text.len()));
    at(text, nearest.unwrap_or(text.len()))
}

/// Goes on to where the next word begins, or back; from the last it goes on at the first.
pub fn jump(line: &mut Editor, back: bool) {
    let caret = line
        .text()
        .chars()
        .take(line.caret())
        .map(char::len_utf8)
        .sum();
    let places = words(line.text());
    let next = if back {
        let before = places.iter().rfind(|at| **at < caret);
        before.or(places.last())
    } else {
        let behind = places.iter().find(|at| **at > caret);
        behind.or(places.first())
    };
    if let Some(next) = next {
        *line = at(line.text(), *next);
    }
}

/// Where words begin, but for the first; where there are no spaces, as in Japanese, as Unicode tells them apart.
fn words(text: &str) -> Vec<usize> {
    let spaced = text.char_indices().zip(text.chars().skip(1));
    let spaced = spaced.filter(|((_, c), next)| c.is_whitespace() && !next.is_whitespace());
    let spaced: Vec<usize> = spaced.map(|((at, c), _)| at + c.len_utf8()).collect();
    if !spaced.is_empty() {
        return spaced;
    }
    let words = text.unicode_word_indices();
    words.map(|(at, _)| at).filter(|at| *at > 0).collect()
}

fn at(text: &str, bytes: usize) -> Editor {
    let before = text.get(..bytes).unwrap_or_default();
    Editor::with_caret(text, before.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line with `|` for its caret.
    fn shown(line: &Editor) -> String {
        let before: String = line.text().chars().take(line.caret()).collect();
        let after: String = line.text().chars().skip(line.caret()).collect();
        format!("{before}|{after}")
    }

    #[test]
    fn a_split_begins_between_sentences_or_else_between_words() {
        for expected in [
            "Refunds are replayed. |Ids leak",
            "A. Refunds are replayed. |Ids leak into the log. B",
            "Refunds are |replayed twice",
            "Überweisung |doppelt",
            "One|",
            "|",
        ] {
            assert_eq!(shown(&begin(&expected.replace('|', ""))), expected);
        }
    }

    #[test]
    fn jumping_goes_from_word_to_word_and_round() {
        let mut line = begin("a bc déf g");
        let mut seen = Vec::new();
        for back in [false, false, false, true, true] {
            jump(&mut line, back);
            seen.push(shown(&line));
        }
        let expected = [
            "a bc déf |g",
            "a |bc déf g",
            "a bc |déf g",
            "a |bc déf g",
            "a bc déf |g",
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn words_without_spaces_are_told_apart() {
        let mut line = Editor::with_caret("漢字仮名", 0);
        jump(&mut line, false);
        assert_eq!(shown(&line), "漢|字仮名");
    }
}
