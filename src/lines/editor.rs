//! The line that is being typed: the only place that knows the text-editing library.
//!
//! The library's own widget is not drawn, as it keeps scroll offsets in cells and drawing must change nothing.

use ratatui_textarea::{CursorMove, Input, TextArea};

use crate::keys::key::{Key, KeyCode};

/// A line of text with a caret.
#[derive(Clone, Debug)]
pub struct Editor {
    area: TextArea<'static>,
}

impl PartialEq for Editor {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text() && self.caret() == other.caret()
    }
}

impl Eq for Editor {}

impl Default for Editor {
    fn default() -> Self {
        Self::new("")
    }
}

impl Editor {
    /// A line with this text, the caret at its end.
    pub fn new(text: &str) -> Self {
        let mut area = TextArea::new(vec![text.to_owned()]);
        area.move_cursor(CursorMove::End);
        Self { area }
    }

    /// A line with this text, the caret after this many characters.
    pub fn with_caret(text: &str, caret: usize) -> Self {
        let mut editor = Self::new(text);
        editor.area.move_cursor(CursorMove::Jump(
            0,
            u16::try_from(caret).unwrap_or(u16::MAX),
        ));
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
        self.area.insert_str(crate::domain::text::clean(text));
    }

    /// Edits with one key; says whether the text or the caret changed.
    pub fn edit(&mut self, key: Key) -> bool {
        let before = (self.text().len(), self.caret());
        // A line has one line: what would add another or leave this one is not for the library.
        if matches!(
            key.code,
            KeyCode::Enter | KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown
        ) || (key.ctrl && matches!(key.code, KeyCode::Char('m' | 'j' | 'n' | 'p' | 'v')))
        {
            return false;
        }
        if let (true, KeyCode::Char(c)) = (key.writes(), key.code) {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        // As shells have it: the library takes Ctrl+U for undo.
        if key == Key::ctrl('u') {
            return self.area.delete_line_by_head();
        }
        let edited = self.area.input(Input {
            key: library_key(key.code),
            ctrl: key.ctrl,
            alt: key.alt,
            shift: false,
        });
        edited || before != (self.text().len(), self.caret())
    }
}

fn library_key(code: KeyCode) -> ratatui_textarea::Key {
    use ratatui_textarea::Key as K;
    match code {
        KeyCode::Char(c) => K::Char(c),
        KeyCode::Backspace => K::Backspace,
        KeyCode::Delete => K::Delete,
        KeyCode::Left => K::Left,
        KeyCode::Right => K::Right,
        KeyCode::Home => K::Home,
        KeyCode::End => K::End,
        _ => K::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_is_where_it_was_left() {
        let mut editor = Editor::with_caret("refund twice", 6);
        editor.edit(Key::char('s'));
        assert_eq!((editor.text(), editor.caret()), ("refunds twice", 7));
    }

    #[test]
    fn no_key_makes_a_second_line() {
        let mut editor = Editor::new("one");
        for key in [
            Key::plain(KeyCode::Enter),
            Key::ctrl('m'),
            Key::ctrl('j'),
            Key::char('\n'),
        ] {
            editor.edit(key);
        }
        assert_eq!(editor.text().trim_end(), "one");
    }
}
