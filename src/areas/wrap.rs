//! Fitting text into terminal cells: wrap, cut, shorten and pad, never a cell too wide.
//!
//! The unit is the grapheme, because that is what the screen draws into a cell; ratatui's own wrapping can panic on
//! ordinary text (#2679). Texts are expected to have passed `text::clean`.

use std::borrow::Cow;

use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands for a letter that is wider than the whole line. ASCII, so that its own width is sure.
const TOO_WIDE: &str = "?";

/// What ends a shortened text until `ui::cuts` draws it: two cells that are no characters, so that no text
/// of a person's holds them. They become an ellipsis and a blank, or two dots where everything is ASCII.
pub const CUT: &str = crate::theme::Signs::CUT;
/// Cells of [`CUT`].
const CUT_WIDTH: usize = 2;

/// How many cells a text takes on the screen: the sum over its graphemes, as they are drawn one by one.
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Whether each byte is a character of one cell that stays what it is beside any other. Most texts are, and every row of
/// every frame is measured: there is a short way for them, which must lead to the same.
pub(crate) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Whether a text breaks behind its spaces and nowhere else, as far as that is plain to see: words, and in or right
/// behind them a mark that belongs to them.
fn breaks_at_spaces(text: &str) -> bool {
    let mut after_word = false;
    !text.ends_with('-') // Behind which the library takes the last space for none.
        && text.bytes().all(|byte| {
        let is_word = byte.is_ascii_alphanumeric();
        let follows = std::mem::replace(&mut after_word, is_word);
        match byte {
            b'-' | b'\'' | b',' | b'.' | b':' | b';' => follows,
            byte => is_word || byte == b' ',
        }
    })
}

/// The words of a text that [breaks at spaces](breaks_at_spaces), each with the spaces behind it.
fn spaced(mut text: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        let word = text.find(' ').unwrap_or(text.len());
        let (word, rest) = text.split_at_checked(word)?;
        let next = rest.trim_start_matches(' ');
        let gap = rest.strip_suffix(next)?;
        text = next;
        (!word.is_empty() || !gap.is_empty()).then_some((word, gap))
    })
}

/// Breaks a text into lines of at most `width` cells, between words where possible, else between graphemes. Spaces at
/// a break vanish. An empty text, or a `width` of 0, gives one empty line; a single letter that is wider than the line
/// becomes `?`.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    if width == 0 {
        return vec![String::new()];
    }
    let mut lines = Lines {
        done: Vec::new(),
        line: String::new(),
        used: 0,
        width,
    };
    if breaks_at_spaces(text) {
        lines.fill(spaced(text));
    } else {
        let words = WordSeparator::UnicodeBreakProperties.find_words(text);
        lines.fill(words.map(|word| (word.word, word.whitespace)));
    }
    lines.done
}

/// The lines so far and the one being filled.
struct Lines {
    done: Vec<String>,
    line: String,
    used: usize,
    width: usize,
}

impl Lines {
    /// Puts words one behind the other, each with the gap that follows it.
    fn fill<'a>(&mut self, words: impl Iterator<Item = (&'a str, &'a str)>) {
        let mut gap = "";
        for (word, next) in words {
            self.word(gap, word);
            gap = next;
        }
        self.next_line();
    }

    /// Puts a word behind a gap of spaces, or on a new line, or, if it is too long for any, over several.
    fn word(&mut self, gap: &str, word: &str) {
        let wide = width(word);
        if self.used.saturating_add(gap.len() + wide) > self.width {
            if !self.line.is_empty() {
                self.next_line();
            }
        } else {
            self.line.push_str(gap);
            self.used += gap.len();
        }
        if wide <= self.width.saturating_sub(self.used) {
            self.line.push_str(word);
            self.used += wide;
        } else {
            word.graphemes(true)
                .for_each(|grapheme| self.grapheme(grapheme));
        }
    }

    fn grapheme(&mut self, grapheme: &str) {
        let (grapheme, wide) = match grapheme.width() {
            wide if wide > self.width => (TOO_WIDE, 1),
            wide => (grapheme, wide),
        };
        if self.used + wide > self.width {
            self.next_line();
        }
        self.line.push_str(grapheme);
        self.used += wide;
    }

    fn next_line(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
        self.used = 0;
    }
}

/// [`wrap`], but at most this many lines (at least one): what is left out shows as [`CUT`] at the end of the last.
pub fn wrap_to(text: &str, width: usize, lines: usize) -> Vec<String> {
    let lines = lines.max(1);
    // Only what could be shown is broken into lines, as a text may be 64 KiB; with one line more, so that the cut comes
    // where the last line ends.
    let room = width.saturating_mul(lines.saturating_add(1));
    let mut wrapped = wrap(&shorten(text, room), width);
    if wrapped.len() > lines {
        let rest = wrapped.split_off(lines - 1).join(" ");
        wrapped.push(shorten(&rest, width));
    }
    wrapped
}

/// The beginning of a text, at most `width` cells, cut between graphemes and without a mark that it was cut.
pub fn clip(text: &str, width: usize) -> String {
    if is_plain(text) {
        return text.get(..width).unwrap_or(text).to_owned();
    }
    let mut used = 0;
    text.graphemes(true)
        .take_while(|grapheme| {
            used += grapheme.width();
            used <= width
        })
        .collect()
}

/// A text of at most `width` cells that ends in [`CUT`] when something was left out: after a whole word, unless the
/// next one is too long for any line of this width, and never behind a comma or the like. Where the ellipsis would
/// leave nothing else, the text is only clipped.
pub fn shorten(text: &str, width: usize) -> String {
    if self::width(text) <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(CUT_WIDTH);
    // Blanks at the end are nothing that could be missed.
    if room == 0 || self::width(text.trim_end()) <= width {
        return clip(text, width);
    }
    let mut kept = clip(text, room);
    let rest = text.strip_prefix(&kept).unwrap_or_default();
    if !rest.starts_with(' ')
        && let Some((words, begun)) = kept.rsplit_once(' ')
        && !words.trim_end().is_empty()
    {
        let rest = rest.split(' ').next().unwrap_or_default();
        if self::width(begun) + self::width(rest) <= room {
            kept.truncate(words.len());
        }
    }
    // A comma or a full stop before the ellipsis would be read as a part of it.
    let words = kept.trim_end_matches([' ', ',', ';', ':', '.']).len();
    kept.truncate(words);
    if kept.is_empty() {
        return clip(text, width);
    }
    kept.push_str(CUT);
    kept
}

/// A text shortened or filled with spaces to exactly `width` cells.
pub fn pad(text: &str, width: usize) -> String {
    let mut out = shorten(text, width);
    let missing = width.saturating_sub(self::width(&out));
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

/// A text that is not drawn but written or read aloud, with an ellipsis for each [`CUT`].
pub fn written(text: &str) -> Cow<'_, str> {
    if text.contains(CUT) {
        Cow::Owned(text.replace(CUT, "…"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::text::clean;
    use crate::domain::text::tests::hostile;

    /// What a person sees of a shortened text.
    fn seen(text: &str) -> String {
        written(text).into_owned()
    }

    #[test]
    fn a_sentence_breaks_between_words() {
        for (text, width, lines) in [
            (
                "Partner sends the file twice",
                14,
                vec!["Partner sends", "the file twice"],
            ),
            ("", 10, vec![""]),
            ("   ", 10, vec![""]),
            ("two  spaces stay", 20, vec!["two  spaces stay"]),
            (
                "see refund-api-gateway",
                8,
                vec!["see", "refund-a", "pi-gatew", "ay"],
            ),
            ("漢字漢字", 5, vec!["漢字", "漢字"]),
            ("漢字", 1, vec!["?", "?"]),
            ("ab", 1, vec!["a", "b"]),
            ("anything", 0, vec![""]),
            (
                "👩\u{200d}👩\u{200d}👧👩\u{200d}👩\u{200d}👧",
                2,
                vec!["👩\u{200d}👩\u{200d}👧", "👩\u{200d}👩\u{200d}👧"],
            ),
        ] {
            assert_eq!(wrap(text, width), lines, "{text:?} at {width}");
        }
    }

    #[test]
    fn a_cut_never_halves_a_letter() {
        assert_eq!(clip("漢字", 3), "漢");
        assert_eq!(clip("Zoe\u{308}!", 3), "Zoe\u{308}");
        assert_eq!(clip("abc", 0), "");
    }

    #[test]
    fn a_shortened_title_says_that_it_was_cut() {
        for (text, width, short) in [
            ("Payments API: refund flow", 25, "Payments API: refund flow"),
            ("Payments API: refund flow", 24, "Payments API: refund…"),
            ("Payments API: refund flow", 18, "Payments API…"),
            ("Support agent refunds a friend", 18, "Support agent…"),
            ("Ledger write succeeds, audit", 25, "Ledger write succeeds…"),
            ("A supercalifragilistic name", 14, "A supercalif…"),
            ("abcdef", 3, "a…"),
            ("abc   ", 4, "abc "),
            ("abcdef", 2, "ab"),
            ("abcdef", 0, ""),
        ] {
            assert_eq!(seen(&shorten(text, width)), short, "{text:?} at {width}");
        }
    }

    #[test]
    fn a_text_of_too_many_lines_says_that_it_goes_on() {
        for (text, lines, seen) in [
            ("one two three", 2, vec!["one two", "three"]),
            ("one two three four five", 2, vec!["one two", "three…"]),
            ("one two three four five", 1, vec!["one…"]),
            ("one two", 0, vec!["one two"]),
            ("", 2, vec![""]),
        ] {
            let drawn: Vec<String> = wrap_to(text, 7, lines)
                .iter()
                .map(|l| self::seen(l))
                .collect();
            assert_eq!(drawn, seen, "{text:?} on {lines}");
        }
    }

    #[test]
    fn a_padded_column_is_as_wide_as_asked() {
        assert_eq!(pad("漢字", 3), "漢 ");
        assert_eq!(pad("Ana", 5), "Ana  ");
    }

    proptest! {
        #[test]
        fn the_short_way_leads_to_the_same(text in "( {0,2}[a-z0-9 ]{0,6}[-',.:;]?){0,12}", limit in 1..=40_usize) {
            let words = WordSeparator::UnicodeBreakProperties.find_words(&text);
            let words: Vec<_> = words.map(|word| (word.word, word.whitespace)).collect();
            if breaks_at_spaces(&text) {
                prop_assert_eq!(spaced(&text).collect::<Vec<_>>(), words);
            }
            // A letter that is not plain takes the long way.
            let strange = format!("{text} é");
            let wide: usize = text.graphemes(true).map(UnicodeWidthStr::width).sum();
            prop_assert_eq!(width(&text), wide);
            prop_assert_eq!(clip(&text, limit), clip(&strange, limit.min(text.len())));
        }

        #[test]
        fn nothing_is_ever_too_wide(raw in hostile(), limit in 0..=60_usize) {
            let text = clean(&raw);
            let lines = wrap(&text, limit);
            prop_assert!(!lines.is_empty());
            for line in &lines {
                prop_assert!(width(line) <= limit, "{line:?} of {lines:?} at {limit}");
            }
            prop_assert!(width(&clip(&text, limit)) <= limit);
            prop_assert!(width(&shorten(&text, limit)) <= limit);
            prop_assert_eq!(width(&pad(&text, limit)), limit);
        }

        #[test]
        fn a_cut_comes_after_a_word(text in "[a-z]{1,9}( [a-z]{1,9}){1,12}", limit in 20..=60_usize) {
            let short = shorten(&text, limit);
            if let Some(kept) = short.strip_suffix(CUT) {
                let rest = text.strip_prefix(kept).unwrap_or_default();
                prop_assert!(rest.starts_with(' '), "{kept:?} of {text:?} at {limit}");
            } else {
                prop_assert_eq!(short, text);
            }
        }

        #[test]
        fn wrapping_loses_no_letter(text in "[a-z漢é -]{0,80}", limit in 2..=60_usize) {
            let bare = |s: &str| s.replace(' ', "");
            prop_assert_eq!(bare(&wrap(&text, limit).concat()), bare(&text));
        }
    }
}
