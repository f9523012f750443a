//! The line that is being typed. Every line, box and filter is one, so that all of them are edited as shells do it.
//!
//! What a person sees as one character is one: a flag, a family, a letter with its accents. Libraries for text areas go
//! by code points, and leave halves of these behind.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::domain::text::clean;
use crate::keys::key::{Key, KeyCode};

/// A line of text with a caret.
#[derive(Clone, Debug, Default)]
pub struct Editor {
    text: String,
    /// Bytes before the caret.
    at: usize,
    /// What was cut last, for Ctrl+Y.
    cut: String,
}

/// What was cut out of a line is no part of it.
impl PartialEq for Editor {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, self.at) == (&other.text, other.at)
    }
}

impl Eq for Editor {}

/// What an editing key does.
#[derive(Clone, Copy)]
enum Does {
    /// Goes there.
    Go(To),
    /// Deletes from the caret to there.
    Delete(To),
    /// The same, and Ctrl+Y puts it back.
    Cut(To),
    /// Puts back what was cut last.
    PutBack,
}

/// A place in the line, as seen from the caret.
#[derive(Clone, Copy)]
enum To {
    Start,
    End,
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
        Self {
            text: text.to_owned(),
            at: text.len(),
            cut: String::new(),
        }
    }

    /// A line with this text, the caret after this many characters.
    pub fn with_caret(text: &str, caret: usize) -> Self {
        let at = text.char_indices().nth(caret);
        Self {
            at: at.map_or(text.len(), |(at, _)| at),
            ..Self::new(text)
        }
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many characters stand before the caret.
    pub fn caret(&self) -> usize {
        self.before().chars().count()
    }

    /// Whether nothing has been typed.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Puts text in at the caret, as one line.
    pub fn insert(&mut self, text: &str) {
        self.put(&clean(text));
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
        let before = (self.text.len(), self.at);
        match does(key) {
            Some(Does::Go(to)) => self.at = self.place(to),
            Some(Does::Delete(to)) => {
                self.delete(to);
            }
            Some(Does::Cut(to)) => {
                let cut = self.delete(to);
                if !cut.is_empty() {
                    self.cut = cut;
                }
            }
            Some(Does::PutBack) => self.put(&self.cut.clone()),
            None => {}
        }
        before != (self.text.len(), self.at)
    }

    fn before(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn put(&mut self, text: &str) {
        self.text.insert_str(self.at, text);
        self.at += text.len();
    }

    fn delete(&mut self, to: To) -> String {
        let place = self.place(to);
        let (start, end) = (self.at.min(place), self.at.max(place));
        self.at = start;
        self.text.drain(start..end).collect()
    }

    /// How many bytes stand before a place.
    fn place(&self, to: To) -> usize {
        let (before, after) = (self.before(), self.after());
        let mut cursor = GraphemeCursor::new(self.at, self.text.len(), true);
        match to {
            To::Start => 0,
            To::End => self.text.len(),
            // The text is one chunk, so that the cursor never asks for another.
            To::Before => cursor
                .prev_boundary(&self.text, 0)
                .ok()
                .flatten()
                .unwrap_or(0),
            To::Behind => {
                let next = cursor.next_boundary(&self.text, 0).ok().flatten();
                next.unwrap_or(self.text.len())
            }
            To::WordStart => back(before, back(before, before.len(), |c| !is_word(c)), is_word),
            To::Space => {
                let word = back(before, before.len(), char::is_whitespace);
                back(before, word, |c| !c.is_whitespace())
            }
            To::WordEnd => {
                let gap = forth(after, |c| !is_word(c));
                let word = forth(after.get(gap..).unwrap_or_default(), is_word);
                self.at + gap + word
            }
        }
    }
}

/// A character belongs to the word that its first code point belongs to.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// From `end` back over the characters that are so.
fn back(text: &str, end: usize, is_so: fn(char) -> bool) -> usize {
    let text = text.get(..end).unwrap_or_default();
    let taken = text
        .graphemes(true)
        .rev()
        .take_while(|c| c.starts_with(is_so));
    end - taken.map(str::len).sum::<usize>()
}

/// How many bytes the characters at the front take that are so.
fn forth(text: &str, is_so: fn(char) -> bool) -> usize {
    let taken = text.graphemes(true).take_while(|c| c.starts_with(is_so));
    taken.map(str::len).sum()
}

fn does(key: Key) -> Option<Does> {
    use Does::{Cut, Delete, Go, PutBack};
    use KeyCode::{Backspace, Char, End, Home, Left, Right};
    let by_word = key.ctrl || key.alt;
    Some(match (key.code, key.ctrl, key.alt) {
        (Home, ..) | (Char('a'), true, false) => Go(To::Start),
        (End, ..) | (Char('e'), true, false) => Go(To::End),
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
        (Char('u'), true, false) => Cut(To::Start),
        (Char('k'), true, false) => Cut(To::End),
        (Char('y'), true, false) => PutBack,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
