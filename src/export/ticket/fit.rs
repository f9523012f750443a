//! What a tracker would refuse as too long becomes shorter, and says so.
//!
//! Lengths are counted in units of UTF-16, as Jira and Azure Boards do: no other way of counting characters gives more.

use unicode_segmentation::UnicodeSegmentation;

use super::body::Line;

/// To how much the words of a line are cut, until everything fits.
const SHORTER: [usize; 5] = [8_000, 2_000, 500, 120, 30];

/// How many lines at the end stay whatever happens: who, by when, and where it is tracked.
const LAST: usize = 3;

/// As a tracker counts.
pub(in crate::export) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The words, if they are no longer than that, or their beginning and an ellipsis. No letter is cut in two.
pub(in crate::export) fn shortened(words: &str, longest: usize) -> String {
    // No text has more units than bytes.
    if words.len() <= longest || length(words) <= longest {
        return words.to_owned();
    }
    let mut left = longest.saturating_sub(1);
    let kept: String = words
        .graphemes(true)
        .take_while(|letter| {
            let fits = left.checked_sub(length(letter));
            left = fits.unwrap_or_default();
            fits.is_some()
        })
        .collect();
    format!("{}…", kept.trim_end())
}

/// A text written from lines, the first of which is its heading, and whether it had to become shorter to fit.
pub(super) fn fitted(
    mut lines: Vec<Line>,
    longest: usize,
    write: impl Fn(&[Line]) -> String,
) -> (String, bool) {
    let whole = write(&lines);
    if whole.len() <= longest || length(&whole) <= longest {
        return (whole, false);
    }
    let told =
        Line::asks("Shortened to the tracker's limit. The full text is in the threat model.");
    lines.insert(lines.len().min(1), told);
    for most in SHORTER {
        for line in &mut lines {
            line.words = shortened(&line.words, most);
        }
        let text = write(&lines);
        if length(&text) <= longest {
            return (text, true);
        }
    }
    loop {
        let text = write(&lines);
        let first = (lines.len() - LAST.min(lines.len())) / 4 * 3;
        if length(&text) <= longest || first < 2 {
            return (text, true);
        }
        lines.drain(first..lines.len() - LAST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_between_letters() {
        for (words, longest, cut) in [
            ("refund", 6, "refund"),
            ("refund again", 8, "refund…"),
            ("éé", 2, "éé"),
            ("e\u{301}e\u{301}x", 4, "e\u{301}…"),
            ("👧👧👧", 4, "👧…"),
            ("👩\u{200d}👧", 4, "…"),
        ] {
            assert_eq!(shortened(words, longest), cut);
        }
    }

    #[test]
    fn what_is_left_out_stands_in_the_middle() {
        let lines = (0..100).map(|n| Line::new(format!("line {n}"), "some words that take room"));
        let write = |lines: &[Line]| {
            let all: Vec<String> = lines.iter().map(Line::lead).collect();
            all.join("\n")
        };
        let (text, cut) = fitted(lines.collect(), 500, write);
        assert!(cut && text.len() <= 500);
        assert!(text.starts_with("line 0:\nShortened"), "{text}");
        assert!(text.ends_with("line 97:\nline 98:\nline 99:"), "{text}");
    }
}
