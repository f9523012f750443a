//! The symbols that begin a token, and which of them mean something to what is being written down.

use super::What;

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
    /// Whether a symbol means something here. What takes a token and what Tab offers both ask this.
    pub(super) fn takes(self, sign: char) -> bool {
        match sign {
            '@' => self != Self::Deferral,
            '>' => !matches!(self, Self::Deferral | Self::Reason),
            '#' => !matches!(self, Self::Deferral | Self::Reason | Self::Said),
            '!' | '=' => self == Self::Threat,
            '%' => self == Self::Mitigation,
            _ => false,
        }
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
