//! The one line that is edited in place: the least that a terminal must be told to keep it right.
//!
//! Four things are sent apart from words: carriage return, line feed, "erase to the end of the line" and "go to
//! column". What stays the same is never sent again, as a screen reader reads whatever comes.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::clean;
use crate::ui::bar::window;
use crate::ui::wrap::{width, wrap, written};

/// Erases from the caret to the end of the line.
const ERASE: &str = "\x1b[K";

/// A line that takes what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// The words before the colon.
    pub(super) prompt: String,
    /// What was typed so far.
    pub(super) text: String,
    /// How many characters stand before the caret.
    pub(super) caret: usize,
}

/// What stands in the last row: the line, the part of it that fits, and the caret's column.
#[derive(Clone, Debug)]
struct Shown {
    line: Typed,
    cells: String,
    column: usize,
}

/// The row at the bottom of everything that was said.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    shown: Option<Shown>,
}

impl Row {
    /// Whether a line stands there, so that whoever writes next has to begin a new one.
    pub(super) fn is_open(&self) -> bool {
        self.shown.is_some()
    }

    /// Forgets what stands there, as someone else wrote to the terminal.
    pub(super) fn forget(&mut self) {
        self.shown = None;
    }

    /// Says these lines and then shows the line that is typed: the bytes that make a terminal of this many columns do
    /// so.
    pub(super) fn show(
        &mut self,
        lines: &[String],
        typed: Option<Typed>,
        columns: usize,
    ) -> String {
        let mut out = String::new();
        let goes_on = match (&self.shown, &typed) {
            (Some(shown), Some(typed)) => shown.line.prompt == typed.prompt,
            _ => false,
        };
        if !lines.is_empty() || !goes_on {
            let kept = goes_on && typed.as_ref().is_some_and(|typed| !typed.text.is_empty());
            out.push_str(&self.leave(kept, columns));
            for line in lines {
                out.push_str(&whole_words(line, columns));
            }
        } else if typed.as_ref().is_some_and(|typed| typed.text.is_empty()) && self.holds_words() {
            // It was taken without a word about it.
            out.push_str(&self.leave(false, columns));
        }
        if let Some(line) = typed {
            out.push_str(&self.edit(line, columns));
        }
        out
    }

    fn holds_words(&self) -> bool {
        let words = |shown: &Shown| !shown.line.text.trim().is_empty();
        self.shown.as_ref().is_some_and(words)
    }

    /// Leaves the row: what was typed and is done with stays as history, the rest goes.
    fn leave(&mut self, still_typed: bool, columns: usize) -> String {
        let words = self.holds_words();
        let Some(shown) = self.shown.take() else {
            return String::new();
        };
        if still_typed || !words {
            return format!("\r{ERASE}");
        }
        let whole = clean(&format!("{}: {}", shown.line.prompt, shown.line.text));
        if whole == shown.cells {
            "\r\n".to_owned()
        } else {
            format!("\r{ERASE}{}", whole_words(&whole, columns))
        }
    }

    /// Brings the row from what it shows to `line`: what differs is written anew, and the caret goes to its column.
    fn edit(&mut self, line: Typed, columns: usize) -> String {
        let prompt = clean(&format!("{}: ", line.prompt));
        let room = columns.saturating_sub(width(&prompt) + 1);
        let (text, caret) = window(&line.text, line.caret, room);
        let cells = clean(&format!("{prompt}{text}"));
        let column = width(&prompt) + caret;
        let (old, mut at) = match &self.shown {
            Some(shown) => (shown.cells.as_str(), shown.column),
            None => ("", 0),
        };
        let same: String = old
            .graphemes(true)
            .zip(cells.graphemes(true))
            .take_while(|(old, new)| old == new)
            .map(|(same, _)| same)
            .collect();
        let mut out = String::new();
        let rest = cells.strip_prefix(&same).unwrap_or_default();
        let gone = old.len() > same.len();
        if gone || !rest.is_empty() {
            if at != width(&same) {
                out.push_str(&to_column(width(&same)));
            }
            if gone {
                out.push_str(ERASE);
            }
            out.push_str(rest);
            at = width(&cells);
        }
        if at != column {
            out.push_str(&to_column(column));
        }
        self.shown = Some(Shown {
            line,
            cells,
            column,
        });
        out
    }
}

/// A line in as many rows as it takes, none of which ends within a word: a voice would stumble, a Braille display too.
fn whole_words(line: &str, columns: usize) -> String {
    let rows = wrap(&clean(&written(line)), columns.saturating_sub(1).max(20));
    rows.into_iter().map(|row| row + "\r\n").collect()
}

/// Goes to a column, from 0.
fn to_column(column: usize) -> String {
    if column == 0 {
        "\r".to_owned()
    } else {
        format!("\x1b[{}G", column + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, caret: usize) -> Typed {
        Typed {
            prompt: "threat".to_owned(),
            text: text.to_owned(),
            caret,
        }
    }

    fn said(line: &str) -> Vec<String> {
        vec![line.to_owned()]
    }

    #[test]
    fn a_letter_at_the_end_is_the_letter_and_nothing_else() {
        let mut row = Row::default();
        assert_eq!(row.show(&[], Some(typed("", 0)), 80), "threat: ");
        assert_eq!(row.show(&[], Some(typed("a", 1)), 80), "a");
        assert_eq!(row.show(&[], Some(typed("ab", 2)), 80), "b");
    }

    #[test]
    fn backspace_and_a_letter_in_the_middle_write_only_what_differs() {
        let mut row = Row::default();
        row.show(&[], Some(typed("abc", 3)), 80);
        assert_eq!(row.show(&[], Some(typed("ab", 2)), 80), "\x1b[11G\x1b[K");
        row.show(&[], Some(typed("ab", 1)), 80);
        assert_eq!(row.show(&[], Some(typed("aXb", 2)), 80), "\x1b[KXb\x1b[11G");
    }

    #[test]
    fn a_line_that_was_taken_stays_and_one_still_typed_moves_down() {
        let mut row = Row::default();
        row.show(&[], Some(typed("abc", 3)), 80);
        assert_eq!(
            row.show(&said("Not that."), Some(typed("abc", 3)), 80),
            "\r\x1b[KNot that.\r\nthreat: abc"
        );
        assert_eq!(
            row.show(&said("Threat 1 added: abc."), Some(typed("", 0)), 80),
            "\r\nThreat 1 added: abc.\r\nthreat: "
        );
        assert_eq!(row.show(&[], None, 80), "\r\x1b[K");
    }

    #[test]
    fn a_line_longer_than_the_row_is_kept_whole_when_it_was_taken() {
        let mut row = Row::default();
        let words = "word ".repeat(20);
        let shown = row.show(&[], Some(typed(&words, 100)), 40);
        assert!(shown.len() < 40, "{shown:?}");
        let left = row.show(&said("Done."), None, 40);
        assert_eq!(left.matches("word").count(), 20, "{left:?}");
        assert!(left.ends_with("Done.\r\n"), "{left:?}");
    }

    #[test]
    fn a_long_line_is_broken_between_words() {
        let mut row = Row::default();
        assert_eq!(
            row.show(&said("Someone edits the audit log to hide it."), None, 30),
            "Someone edits the audit log\r\nto hide it.\r\n"
        );
    }

    #[test]
    fn a_text_that_was_cut_says_so() {
        let cut = format!("Not understood: four hands for{}.", crate::ui::wrap::CUT);
        assert_eq!(
            whole_words(&cut, 80),
            "Not understood: four hands for….\r\n"
        );
    }

    #[test]
    fn words_cannot_steer_the_terminal() {
        let mut row = Row::default();
        let evil = "\x1b]0;owned\x07\x1b[2J";
        let out = row.show(&said(evil), Some(typed(evil, 0)), 80);
        assert!(!out.replace("\x1b[9G", "").contains('\x1b'), "{out:?}");
    }
}
