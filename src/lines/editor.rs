//! The line that is being typed: the only place that knows the text-editing library. Every line, box and filter is one,
//! so that all of them are edited as shells do it.
//!
//! The library edits, by its commands and not by its keys, as its Ctrl+U is undo. This file says how far an arrow, a
//! word or a Backspace goes. The library goes by code points: it would leave halves of what a person sees as one
//! character (a flag, a family, a letter with its accents), its words can begin within a keycap, and its arrows stop at a
//! mark that has no cell of its own.
//!
//! The library's own widget is not drawn, as it keeps scroll offsets in cells and drawing must change nothing.

use std::ops::Range;

use ratatui_textarea::{CursorMove, TextArea};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::domain::text::clean;
use crate::keys::key::{Key, KeyCode};

/// A line of text with a caret.
#[derive(Clone, Debug)]
pub struct Editor {
    area: TextArea<'static>,
}

/// What was cut out of a line is no part of it.
impl PartialEq for Editor {
    fn eq(&self, other: &Self) -> bool {
        (self.text(), self.caret()) == (other.text(), other.caret())
    }
}

impl Eq for Editor {}

impl Default for Editor {
    fn default() -> Self {
        Self::new("")
    }
}

/// What an editing key does.
#[derive(Clone, Copy)]
enum Does {
    Home,
    End,
    /// Goes there.
    Go(To),
    /// Deletes from the caret to there.
    Delete(To),
    /// The same, and Ctrl+Y puts it back.
    Cut(To),
    /// Cuts all that stands before the caret.
    CutBefore,
    /// Cuts all that stands behind it.
    CutBehind,
    /// Puts back what was cut last.
    PutBack,
}

/// A place in the line, as seen from the caret, that the library does not find as people see it.
#[derive(Clone, Copy)]
enum To {
    Before,
    Behind,
    WordStart,
    WordEnd,
    /// Back to the last space, as Ctrl+W does in shells.
    Space,
}

impl Editor {
    /// A line with this text, the caret at its end.
    pub fn new(text: &str) -> Self {
        let mut area = area(text);
        area.move_cursor(CursorMove::End);
        Self { area }
    }

    /// A line with this text, the caret after this many characters.
    pub fn with_caret(text: &str, caret: usize) -> Self {
        let mut editor = Self::new(text);
        editor.go(caret);
        editor
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// How many characters stand before the caret.
    pub fn caret(&self) -> usize {
        self.area.cursor().1
    }

    /// Whether nothing has been typed.
    pub fn is_blank(&self) -> bool {
        self.text().trim().is_empty()
    }

    /// Puts text in at the caret, as one line.
    pub fn insert(&mut self, text: &str) {
        self.area.insert_str(clean(text));
    }

    /// Whether a key that writes nothing edits a line.
    pub fn knows(key: Key) -> bool {
        does(key).is_some()
    }

    /// Edits with one key; says whether the text or the caret changed.
    pub fn edit(&mut self, key: Key) -> bool {
        if let (true, KeyCode::Char(letter)) = (key.writes(), key.code) {
            self.insert(letter.encode_utf8(&mut [0; 4]));
            return true;
        }
        let Some(does) = does(key) else { return false };
        let before = (self.text().len(), self.caret());
        match does {
            Does::Home => self.area.move_cursor(CursorMove::Head),
            Does::End => self.area.move_cursor(CursorMove::End),
            Does::Go(to) => self.go(self.place(to)),
            Does::Delete(to) => {
                for _ in self.span(to) {
                    self.area.delete_char();
                }
            }
            Does::Cut(to) => {
                let span = self.span(to);
                self.go(span.start);
                self.area.delete_str(span.len());
            }
            Does::CutBefore => {
                self.area.delete_line_by_head();
            }
            Does::CutBehind => {
                self.area.delete_line_by_end();
            }
            Does::PutBack => {
                self.area.paste();
            }
        }
        before != (self.text().len(), self.caret())
    }

    /// The characters between the caret and a place; the caret goes behind them.
    fn span(&mut self, to: To) -> Range<usize> {
        let (caret, place) = (self.caret(), self.place(to));
        if place > caret {
            self.go(place);
        }
        caret.min(place)..caret.max(place)
    }

    /// Puts the caret after this many characters, at most at the end.
    fn go(&mut self, caret: usize) {
        if let Ok(caret) = u16::try_from(caret) {
            self.area.move_cursor(CursorMove::Jump(0, caret));
            return;
        }
        // No jump goes that far. What is put in has the caret behind it, however long it is.
        let (before, behind) = halves(self.text(), caret);
        let mut area = area(behind);
        area.insert_str(before);
        area.set_yank_text(self.area.yank_text());
        self.area = area;
    }

    /// How many characters stand before a place.
    fn place(&self, to: To) -> usize {
        let (text, caret) = (self.text(), self.caret());
        let (before, behind) = halves(text, caret);
        // The text is one chunk, so that the cursor never asks for another.
        let mut cursor = GraphemeCursor::new(before.len(), text.len(), true);
        let back = |start: usize| caret - before.get(start..).map_or(0, count);
        let forth = |end: usize| caret + text.get(before.len()..end).map_or(0, count);
        match to {
            To::Before => back(cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)),
            To::Behind => {
                let next = cursor.next_boundary(text, 0).ok().flatten();
                forth(next.unwrap_or(text.len()))
            }
            To::WordStart => {
                let rest = before_those(before, |c| !is_word(c));
                back(before_those(rest, is_word).len())
            }
            To::Space => {
                let rest = before_those(before, char::is_whitespace);
                back(before_those(rest, |c| !c.is_whitespace()).len())
            }
            To::WordEnd => {
                let rest = behind_those(behind, |c| !is_word(c));
                forth(text.len() - behind_those(rest, is_word).len())
            }
        }
    }
}

/// The library's area with this line. A line has no undo of its own, so that a copy of it copies no history.
fn area(line: &str) -> TextArea<'static> {
    let mut area = TextArea::new(vec![line.to_owned()]);
    area.set_max_histories(0);
    area
}

fn count(text: &str) -> usize {
    text.chars().count()
}

/// The text before and behind the caret.
fn halves(text: &str, caret: usize) -> (&str, &str) {
    let at = text.char_indices().nth(caret);
    text.split_at_checked(at.map_or(text.len(), |(at, _)| at))
        .unwrap_or((text, ""))
}

/// A character belongs to the word that its first code point belongs to.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The text without the characters at its end that are so.
fn before_those(text: &str, is_so: fn(char) -> bool) -> &str {
    let those = text.graphemes(true).rev();
    let taken = those.take_while(|c| c.starts_with(is_so)).map(str::len);
    text.get(..text.len() - taken.sum::<usize>()).unwrap_or("")
}

/// The text without the characters at its front that are so.
fn behind_those(text: &str, is_so: fn(char) -> bool) -> &str {
    let those = text.graphemes(true);
    let taken = those.take_while(|c| c.starts_with(is_so)).map(str::len);
    text.get(taken.sum()..).unwrap_or("")
}

fn does(key: Key) -> Option<Does> {
    use Does::{Cut, CutBefore, CutBehind, Delete, Go, PutBack};
    use KeyCode::{Backspace, Char, Left, Right};
    let by_word = key.ctrl || key.alt;
    Some(match (key.code, key.ctrl, key.alt) {
        (KeyCode::Home, ..) | (Char('a'), true, false) => Does::Home,
        (KeyCode::End, ..) | (Char('e'), true, false) => Does::End,
        (Left, ..) if by_word => Go(To::WordStart),
        (Right, ..) if by_word => Go(To::WordEnd),
        (Char('b'), false, true) => Go(To::WordStart),
        (Char('f'), false, true) => Go(To::WordEnd),
        (Left, ..) | (Char('b'), true, false) => Go(To::Before),
        (Right, ..) | (Char('f'), true, false) => Go(To::Behind),
        (Char('w'), true, false) => Cut(To::Space),
        (Backspace, ..) if by_word => Cut(To::WordStart),
        (KeyCode::Delete, ..) if by_word => Cut(To::WordEnd),
        (Char('d'), false, true) => Cut(To::WordEnd),
        (Backspace, ..) | (Char('h'), true, false) => Delete(To::Before),
        (KeyCode::Delete, ..) | (Char('d'), true, false) => Delete(To::Behind),
        (Char('u'), true, false) => CutBefore,
        (Char('k'), true, false) => CutBehind,
        (Char('y'), true, false) => PutBack,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
