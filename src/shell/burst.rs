//! What came from the terminal at once, given out as messages. What no one can have pressed so fast is a paste that came
//! without its brackets: its letters are words, never commands.

use std::collections::VecDeque;

use crossterm::event::Event;

use super::events::{Read, key};
use crate::app::msg::Msg;
use crate::keys::key::{Key, KeyCode};
use crate::keys::verb::Verb;
use crate::lines::Line;

/// So many characters in one read are more than a few keys that waited for a slow line.
const MANY: usize = 6;

/// Names that look like a key and a sentence.
const NAMES: [&str; 5] = ["iPhone", "iPad", "iCloud", "iMessage", "OAuth"];

/// What came at once. It is asked message by message, as what a burst means depends on what the messages before it have
/// opened.
#[derive(Debug, Default)]
pub(super) struct Burst {
    events: VecDeque<Read>,
}

impl Burst {
    /// Something more came.
    pub(super) fn push(&mut self, read: Read) {
        self.events.push_back(read);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Whether more was waiting behind what was read last.
    pub(super) fn goes_on(&self) -> bool {
        self.events.back().is_some_and(|(_, more)| *more)
    }

    /// Whether what was read last came with another key.
    pub(super) fn came_together(&self) -> bool {
        let before = self.events.len().checked_sub(2);
        before
            .and_then(|place| self.events.get(place))
            .is_some_and(|(_, more)| *more)
    }

    /// Whether it holds a paste without brackets, as far as it came: the rest may be on its way.
    pub(super) fn holds_paste(&self, in_line: bool) -> bool {
        let begins = |(event, more): &Read| *more && key(event).is_some_and(is_text);
        let first = self.events.iter().position(begins);
        first.is_some_and(|place| self.paste_at(place, in_line) > 0)
    }

    /// The next message. `in_line` says whether letters go into a line of text now, `verb` what a letter is else.
    pub(super) fn next(
        &mut self,
        in_line: bool,
        verb: impl Fn(char) -> Option<Verb>,
    ) -> Option<Msg> {
        let keys = if in_line {
            0
        } else {
            self.keys_before_words(verb)
        };
        if keys > 0 {
            let keys = self.events.drain(..keys).filter_map(text).collect();
            return Some(Msg::Typed(keys));
        }
        let paste = self.paste_at(0, in_line);
        if paste > 0 {
            return Some(Msg::Paste(
                self.events.drain(..paste).filter_map(text).collect(),
            ));
        }
        loop {
            match self.events.pop_front()? {
                (Event::Paste(mut text), mut more) => {
                    // What came with a paste is of it.
                    while more && let Some((Event::Paste(rest), next)) = self.events.front() {
                        text.push_str(rest);
                        more = *next;
                        self.events.pop_front();
                    }
                    return Some(Msg::Paste(text));
                }
                (Event::Resize(columns, rows), _) => return Some(Msg::Resize(columns, rows)),
                (event, more) => {
                    if let Some(key) = key(&event) {
                        return Some(self.typed(key, more));
                    }
                }
            }
        }
    }

    /// A key, with the letters that follow it if it is one.
    fn typed(&mut self, first: Key, mut more: bool) -> Msg {
        let (KeyCode::Char(letter), true) = (first.code, first.writes()) else {
            return Msg::Key(first);
        };
        let mut typed = String::from(letter);
        // What begins another read may be a paste, and is looked at for itself.
        while let Some((event, next)) = self.events.front()
            && (more || !*next)
            && let Some(Key {
                code: KeyCode::Char(letter),
                ..
            }) = key(event).filter(|key| key.writes())
        {
            typed.push(letter);
            more = *next;
            self.events.pop_front();
        }
        if typed.chars().nth(1).is_some() {
            Msg::Typed(typed)
        } else {
            Msg::Key(first)
        }
    }

    /// How many keys stand before words that someone typed through a slow network: those that open a line, and lead there.
    fn keys_before_words(&self, verb: impl Fn(char) -> Option<Verb>) -> usize {
        let mut letters = Vec::new();
        for (event, more) in &self.events {
            let Some(Key {
                code: KeyCode::Char(letter),
                ..
            }) = key(event).filter(|key| key.writes())
            else {
                break;
            };
            letters.push(letter);
            if !more {
                break;
            }
        }
        let ways = letters
            .iter()
            .take(3)
            .take_while(|c| matches!(c, '1'..='7' | 'n' | '.'));
        let ways = ways.count();
        let opens = |at: usize| {
            let (letter, words) = letters.get(at..)?.split_first()?;
            let words: String = words.iter().collect();
            let is_opened = match verb(*letter)? {
                Verb::Palette | Verb::Find => at == 0 && !words.is_empty() && !words.contains('/'),
                Verb::MapLine => words.contains("->") || words.starts_with("zone "),
                Verb::ActionItem | Verb::NewMeeting | Verb::NewOne | Verb::NewWhiteboard => {
                    begins_sentence(*letter, &words)
                }
                verb => Line::opened_by(verb).is_some() && begins_sentence(*letter, &words),
            };
            is_opened.then_some(at + 1)
        };
        (0..=ways).find_map(opens).unwrap_or(0)
    }

    /// How many events from this place on are one paste; 0 where they are keys.
    fn paste_at(&self, place: usize, in_line: bool) -> usize {
        let mut events = self.events.iter().skip(place);
        if !events
            .clone()
            .next()
            .is_some_and(|(event, more)| *more && key(event).is_some_and(is_text))
        {
            return 0;
        }
        // What one read brought, and with it what came right behind.
        let (mut one_read, mut whole) = (Shape::default(), Shape::default());
        let mut together = true;
        for (event, more) in &mut events {
            let pressed = match event {
                Event::Paste(_) | Event::Resize(..) => break,
                event => key(event),
            };
            // Someone who writes takes letters back. No one presses anything else among the letters of one read.
            let takes_back = pressed == Some(Key::plain(KeyCode::Backspace));
            match pressed {
                Some(_) if takes_back && in_line && together => return 0,
                Some(key) if !is_text(key) && !together => break,
                _ => {}
            }
            whole.add(pressed, *more);
            if together {
                one_read = whole;
                together = *more;
            }
        }
        match (whole.is_paste(in_line), one_read.is_paste(in_line)) {
            (true, _) => whole.events,
            (false, true) => one_read.events,
            (false, false) => 0,
        }
    }
}

/// Whether a key stands before a sentence: a capital letter behind a small one is in no word, but for names.
fn begins_sentence(key: char, words: &str) -> bool {
    let name = format!("{key}{words}");
    if NAMES.iter().any(|other| name.starts_with(other)) {
        return false;
    }
    let mut letters = words.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let goes_on = match (letters.next(), key.is_uppercase()) {
        (next, false) => next.is_none_or(|next| next.is_lowercase() || next == ' '),
        // `PMs` and `IDs` are words.
        (next, true) => {
            [next, letters.next()]
                .iter()
                .flatten()
                .filter(|c| c.is_lowercase())
                .count()
                == 2
        }
    };
    capital && goes_on
}

/// What keys that came together look like.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    events: usize,
    /// Events that had the next one behind them when they were read.
    followed: usize,
    letters: usize,
    line_ends: usize,
    /// Something stands behind a line end.
    goes_on: bool,
    first: Option<char>,
    /// Not all letters are the same, as those of a key that is held down.
    mixed: bool,
}

impl Shape {
    fn add(&mut self, pressed: Option<Key>, more: bool) {
        self.events += 1;
        self.followed += usize::from(more);
        match pressed {
            Some(key) if is_line_end(key) => self.line_ends += 1,
            Some(Key {
                code: KeyCode::Char(letter),
                ctrl: false,
                alt: false,
            }) => {
                self.letters += 1;
                self.goes_on |= self.line_ends > 0;
                self.mixed |= *self.first.get_or_insert(letter) != letter;
            }
            _ => {}
        }
    }

    /// Into an open line one line may come in any way: it waits there for Enter, or is added as it is typed. Without a
    /// line, letters are commands, so that more than a few of them are a paste.
    fn is_paste(self, in_line: bool) -> bool {
        // A program that is slow to draw finds typed letters waiting, too: then few had the next one behind them.
        let together = self.followed * 4 >= (self.events - 1) * 3;
        let is_list = self.goes_on && (self.letters >= MANY || self.line_ends > 1);
        let is_text = self.letters >= MANY && self.mixed || self.letters > 1 && self.line_ends > 0;
        together && if in_line { is_list } else { is_text }
    }
}

/// Whether a paste can hold what the key writes.
fn is_text(key: Key) -> bool {
    key.writes() || is_line_end(key) || key == Key::plain(KeyCode::Tab)
}

/// A paste may hold line feeds, which a terminal sends as Ctrl+J.
fn is_line_end(key: Key) -> bool {
    key == Key::plain(KeyCode::Enter) || key == Key::ctrl('j')
}

/// What an event of a paste writes.
fn text((event, _): Read) -> Option<char> {
    let key = key(&event).filter(|key| is_text(*key))?;
    Some(match key.code {
        KeyCode::Char(letter) if key.writes() => letter,
        KeyCode::Tab => '\t',
        _ => '\n',
    })
}

#[cfg(test)]
mod tests;
