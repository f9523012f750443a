//! Words into a box of the picture: broken into few short lines, and cut where they still do not fit.
//!
//! A browser cannot break lines in a picture, and its letters are not known here; widths are counted in terminal cells
//! and a box is made a little larger than they need.

use textwrap::Options;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// No box holds more code points than this, so that a text of 64 KiB costs no more than a long one.
const MOST: usize = 600;

/// The words in at most `most` lines of at most `cells` cells. What is left out shows as an ellipsis.
pub(in crate::export) fn lines(text: &str, cells: usize, most: usize) -> Vec<String> {
    let (head, long) = match text.char_indices().nth(MOST) {
        Some((end, _)) => (text.get(..end).unwrap_or(text), true),
        None => (text, false),
    };
    let wrapped = textwrap::wrap(head, Options::new(cells).break_words(true));
    let cut = long || wrapped.len() > most;
    let mut lines: Vec<String> = wrapped
        .into_iter()
        .take(most)
        .map(|line| line.trim().to_owned())
        .collect();
    if cut && let Some(last) = lines.last_mut() {
        *last = shortened(last, cells);
    }
    lines
}

/// One line with an ellipsis at its end.
fn shortened(line: &str, cells: usize) -> String {
    let mut out = String::new();
    let mut width = 1;
    for letter in line.graphemes(true) {
        width += letter.width();
        if width > cells {
            break;
        }
        out.push_str(letter);
    }
    out.truncate(out.trim_end_matches([',', ';', ':', ' ']).len());
    out.push('…');
    out
}

/// How many cells the widest of the lines needs.
pub(in crate::export) fn widest(lines: &[String]) -> usize {
    lines.iter().map(|line| line.width()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_stays_on_one_line() {
        assert_eq!(lines("audit log", 18, 3), ["audit log"]);
    }

    #[test]
    fn a_long_name_is_broken_and_then_cut() {
        let text = "the service that books refunds, checks amounts, and tells the ledger";
        assert_eq!(lines(text, 18, 2), ["the service that", "books refunds…"]);
    }

    #[test]
    fn a_word_without_blanks_is_broken_too() {
        let found = lines(&"x".repeat(5000), 10, 3);
        assert_eq!(found, ["xxxxxxxxxx", "xxxxxxxxxx", "xxxxxxxxx…"]);
    }
}
