//! Somebody who reads only the screen: a key is pressed only after a screen has named it.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use crate::support::{Desk, WIDE, ten};
use crate::terminal::keys::{Step, parse};

/// Keys that a screen names by a word, and what a terminal sends for them.
const WORDS: [(&str, &str); 22] = [
    ("Enter", "\r"),
    ("Esc", "\x1b"),
    ("Tab", "\t"),
    ("Shift+Tab", "\x1b[Z"),
    ("Space", " "),
    ("Backspace", "\x7f"),
    ("Del", "\x1b[3~"),
    ("Up", "\x1b[A"),
    ("Down", "\x1b[B"),
    ("Right", "\x1b[C"),
    ("Left", "\x1b[D"),
    ("Home", "\x1b[H"),
    ("End", "\x1b[F"),
    ("PgUp", "\x1b[5~"),
    ("PgDn", "\x1b[6~"),
    ("F1", "\x1bOP"),
    ("F2", "\x1bOQ"),
    ("F3", "\x1bOR"),
    ("Ctrl+P", "\x10"),
    ("Ctrl+Q", "\x11"),
    ("Ctrl+U", "\x15"),
    ("Ctrl+R", "\x12"),
];

/// What a count is followed by: `3 threats` names no key.
const COUNTED: [&str; 8] = [
    "questions",
    "threats",
    "lines",
    "votes",
    "sessions",
    "ballots",
    "days",
    "weeks",
];

/// Words that ask for a digit.
const ASKS_FOR_A_DIGIT: [&str; 4] = ["digit", "how many hands", "votes each", "number"];

/// Plays a script at a desk, and gives the keys that no screen had named when they were pressed, each with its line.
pub(super) fn play(desk: &mut Desk, reader: &mut Reader, script: &str) -> Vec<String> {
    let mut untold = Vec::new();
    for line in script.lines() {
        if let Some(minute) = line.strip_prefix("#@ ") {
            let minute = minute.split(' ').next().unwrap().parse().unwrap();
            desk.until(ten() + TimeDelta::minutes(minute));
        }
        for step in parse(line).unwrap() {
            if let Step::Key(sent) = &step {
                reader.sees(&desk.screen(WIDE));
                if !reader.was_told(sent) {
                    untold.push(format!("{:?} in {line}", String::from_utf8_lossy(sent)));
                }
            }
            desk.step(&step);
        }
    }
    untold
}

/// Somebody who has read every screen so far.
#[derive(Default)]
pub(super) struct Reader {
    told: BTreeSet<String>,
    /// The screen now asks for a digit.
    asked: bool,
}

impl Reader {
    /// Reads a screen.
    pub(super) fn sees(&mut self, screen: &str) {
        for row in screen.lines() {
            self.reads(row);
        }
        let asks = |words: &&str| screen.contains(*words);
        self.asked = ASKS_FOR_A_DIGIT.iter().any(asks) || chooses(screen);
    }

    /// Whether a screen named the key for which a terminal sends this.
    pub(super) fn was_told(&self, sent: &[u8]) -> bool {
        let sent = String::from_utf8_lossy(sent);
        let digit = sent.len() == 1 && sent.chars().all(|c| c.is_ascii_digit());
        self.told.contains(&*sent) || (digit && self.asked)
    }

    fn reads(&mut self, row: &str) {
        let in_help = row.trim_start().starts_with('│');
        let row = row.replace(['│', '─', '┌', '┐', '└', '┘'], "  ");
        for cell in row
            .split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
        {
            // `h heap` in the footer, `h  heap` in help and `w    Whiteboard` in a menu: the key is first in its cell.
            let mut words = cell.split(' ');
            let key = words.next().filter(|word| is_letter(word));
            let says = words
                .next()
                .is_none_or(|word| word.starts_with(char::is_alphabetic));
            if let Some(key) = key.filter(|key| says && (in_help || !is_digit(key))) {
                self.told.insert(key.to_owned());
            }
        }
        let words: Vec<&str> = row.split_whitespace().collect();
        for (place, word) in words.iter().enumerate() {
            let bare = word.trim_matches(|c: char| ",:.;()?!\"".contains(c));
            if let Some((_, sent)) = WORDS.iter().find(|(name, _)| *name == bare) {
                self.told.insert((*sent).to_owned());
            }
            if bare == "arrows" {
                self.told
                    .extend(["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"].map(str::to_owned));
            }
            let key = if is_letter(word) {
                word
            } else {
                word.trim_end_matches([':', '.', ',', ')'])
            };
            if !is_letter(key) {
                continue;
            }
            let before = place.checked_sub(1).and_then(|place| words.get(place));
            let led = before
                .is_some_and(|word| ["Press", "press", "then", "Type", "type"].contains(word));
            let after = words.get(place + 1).copied().unwrap_or_default();
            // `n: next`, `Press n`, and `m adds it`: what it does follows.
            let does = !["a", "s"].contains(&key)
                && after.ends_with('s')
                && !COUNTED.contains(&after)
                && after.chars().all(char::is_lowercase);
            if word.ends_with(':') || led || does {
                self.told.insert(key.to_owned());
            }
        }
    }
}

/// One key that makes a character.
fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    let letter = letters
        .next()
        .filter(|c| c.is_ascii_alphanumeric() || ".,/+-?".contains(*c));
    letter.is_some() && letters.next().is_none()
}

fn is_digit(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// Whether the last rows offer numbers to choose from: `Q1 owner: 1 Ana   2 Bo`.
fn chooses(screen: &str) -> bool {
    let rows: Vec<&str> = screen.lines().collect();
    rows.iter().rev().take(4).any(|row| {
        let name = row.split_once(" 1 ").map(|(_, name)| name);
        name.is_some_and(|name| name.starts_with(char::is_uppercase))
    })
}

#[test]
fn a_key_counts_as_named_only_where_it_stands_as_a_key() {
    let told = |screen: &str, key: &str| {
        let mut reader = Reader::default();
        reader.sees(screen);
        reader.was_told(key.as_bytes())
    };
    for (screen, key) in [
        (" n: next, talk   t: type", "n"),
        (" n: next, talk   t: type", "t"),
        ("Is it clear? . shows the next line, e edits it.", "."),
        ("Is it clear? . shows the next line, e edits it.", "e"),
        ("   w    Whiteboard    45 min", "w"),
        (" Y copy   a attach   f done", "a"),
        (" │ ADD         │\n │  5  questions  │", "5"),
        ("5 lists the questions, o sets who.", "5"),
        ("Put some on heaps first? Esc, then h.", "h"),
        ("Put some on heaps first? Esc, then h.", "\x1b"),
        ("m adds it, Down goes to the next line.", "\x1b[B"),
        ("type how many hands go up", "7"),
        (" Q1 owner: 1 Ana   - no one", "1"),
    ] {
        assert!(told(screen, key), "{key:?} is named by {screen}");
    }
    for (screen, key) in [
        ("Which of these is a threat?", "a"),
        ("35 said, 9 questions, 1 to 18", "9"),
        ("   1   Export link works for anyone", "1"),
        ("next, talk and type", "n"),
        ("", "\r"),
    ] {
        assert!(!told(screen, key), "{key:?} is not named by {screen}");
    }
}
