//! A key press, as the core knows it: whatever the terminal library calls it, and as the key map writes it.

use std::fmt;
use std::str::FromStr;

/// One key press. Shift is folded into the character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

/// Which key was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A letter, digit or symbol.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// The names of keys that are not a character.
const NAMED: [(&str, KeyCode); 15] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Shift+Tab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Space", KeyCode::Char(' ')),
];

impl Key {
    /// A key without Ctrl or Alt.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// A character.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// A character with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Self {
            code: KeyCode::Char(c),
            ctrl: true,
            alt: false,
        }
    }

    /// Whether a terminal sends the same for it as for Esc and this key without Alt, pressed at once.
    pub fn may_be_esc_and(self) -> bool {
        use KeyCode::{Backspace, Char, Enter, Tab};
        self.alt && matches!(self.code, Char(_) | Enter | Tab | Backspace)
    }

    /// Whether it writes a character into a line of text.
    pub fn writes(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && !self.ctrl && !self.alt
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl+")?;
        }
        if self.alt {
            f.write_str("Alt+")?;
        }
        if let Some((name, _)) = NAMED.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            // People read Ctrl+Q, and press Ctrl and q.
            KeyCode::Char(c) if self.ctrl || self.alt => write!(f, "{}", c.to_uppercase()),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "F{n}"),
            _ => Ok(()),
        }
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let unknown =
            || format!("\"{name}\" is not a key; write for instance t, Enter, Ctrl+P or F1");
        let (ctrl, rest) = name
            .strip_prefix("Ctrl+")
            .map_or((false, name), |rest| (true, rest));
        let (alt, rest) = rest
            .strip_prefix("Alt+")
            .map_or((false, rest), |rest| (true, rest));
        if let Some((_, code)) = NAMED.iter().find(|(known, _)| *known == rest) {
            return Ok(Self {
                code: *code,
                ctrl,
                alt,
            });
        }
        if let Some(n) = rest
            .strip_prefix('F')
            .and_then(|n| n.parse().ok())
            .filter(|n| (1..=12).contains(n))
        {
            return Ok(Self {
                code: KeyCode::F(n),
                ctrl,
                alt,
            });
        }
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => {
                let c = if ctrl || alt {
                    c.to_lowercase().next().unwrap_or(c)
                } else {
                    c
                };
                Ok(Self {
                    code: KeyCode::Char(c),
                    ctrl,
                    alt,
                })
            }
            _ => Err(unknown()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_as_it_is_written() {
        for name in [
            "t",
            "K",
            "?",
            "Enter",
            "Shift+Tab",
            "Space",
            "Ctrl+P",
            "F1",
            "PgDn",
            "+",
        ] {
            assert_eq!(name.parse::<Key>().unwrap().to_string(), name);
        }
        assert_eq!("Ctrl+P".parse(), Ok(Key::ctrl('p')));
    }

    #[test]
    fn what_is_no_key_is_said_so() {
        assert_eq!(
            "Entr".parse::<Key>().unwrap_err(),
            "\"Entr\" is not a key; write for instance t, Enter, Ctrl+P or F1"
        );
    }
}
