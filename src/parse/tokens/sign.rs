//! The symbols that begin a token, and which of them mean something to what is being written down.

use super::What;
use crate::domain::{Session, SessionKind};

/// The symbol that a character is, in its usual width or in the full width of East Asian keyboards.
pub(super) fn sign(c: char) -> Option<char> {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0)?,
        c => c,
    };
    "@>!#%=".contains(c).then_some(c)
}

/// Whether a word is written as a token is: a symbol, and something behind it that does not make it text.
pub(crate) fn is_token(word: &str) -> bool {
    has_symbol(word) && without_double(word) == word
}

/// Whether a word begins with a symbol, doubled or not, and goes on.
pub(super) fn has_symbol(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().and_then(sign).is_some() && chars.next().is_some()
}

/// A doubled symbol is that symbol as text: `##detect` says #detect.
pub(super) fn without_double(word: &str) -> &str {
    let mut chars = word.chars();
    let first = chars.next().and_then(sign);
    let rest = chars.as_str();
    let second = chars.next().and_then(sign);
    if first.is_some() && first == second && chars.next().is_some() {
        rest
    } else {
        word
    }
}

/// Words as a line that says just them: a symbol that would make a token, or would be lost as a doubled one, is doubled.
pub(crate) fn as_text(says: &str) -> String {
    let words = says.split(' ').map(|word| match word.chars().next() {
        Some(symbol) if has_symbol(word) => format!("{symbol}{word}"),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

impl What {
    /// What the same line means in this session: at the wall of a whiteboard, and in one threat, symbols are text.
    pub(crate) fn within(self, session: &Session) -> Self {
        match self {
            _ if session.kind == SessionKind::Meeting => self,
            Self::Threat | Self::Mitigation | Self::Parked | Self::Said => Self::OnWall,
            Self::Action => Self::WallAction,
            Self::Asset | Self::Reason | Self::Decision | Self::OnWall | Self::WallAction => self,
        }
    }

    /// Whether no symbol but `@` means anything, so that every other one stays as it was typed.
    fn is_on_wall(self) -> bool {
        matches!(self, Self::OnWall | Self::WallAction)
    }

    /// A word that is no token, as it stands in the text.
    pub(super) fn plain(self, word: &str) -> &str {
        let is_at = word.chars().next().and_then(sign) == Some('@');
        if self.is_on_wall() && !is_at {
            word
        } else {
            without_double(word)
        }
    }

    /// Whether a symbol means something here. What takes a token and what Tab offers both ask this.
    pub(super) fn takes(self, sign: char) -> bool {
        match sign {
            '@' => self != Self::Asset,
            '>' => !self.is_reason() && !self.is_on_wall(),
            '#' => !self.is_reason() && self != Self::Said && !self.is_on_wall(),
            '!' | '=' => self == Self::Threat,
            '%' => self == Self::Mitigation,
            _ => false,
        }
    }

    /// Whether it is why something was decided.
    fn is_reason(self) -> bool {
        matches!(self, Self::Reason | Self::Decision)
    }

    /// Whether `>` may name a place of the map. A mitigation is where its threats are.
    pub(super) fn has_places(self) -> bool {
        self.takes('>') && self != Self::Mitigation
    }

    /// Whether `>all` is one of its places. Anything else is about items, and the whole system is none.
    pub(super) fn can_be_everywhere(self) -> bool {
        self == Self::Threat
    }
}
