//! A pasted meeting chat becomes items: one per line, without its clock, bullet, number or quote, and with its speaker
//! where the name is known. A word is only taken off where it is surely none of what the person said.

use std::borrow::Cow;

use crate::domain::text;

pub(crate) mod chatter;
pub(crate) mod grammar;
mod head;
mod noise;
mod peel;
use head::{Head, Who};

/// How much of a paste is handled, in bytes (64 KiB).
pub(crate) const MAX_PASTE: usize = 64 * 1024;

/// What a paste came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paste {
    /// One item a line, in order.
    pub lines: Vec<ChatLine>,
    /// The lines that were read as they came, each a row of one cell.
    pub rows: Vec<Vec<text::Text>>,
    /// Lines that held only a head, a time or a bullet. Blank lines are not counted.
    pub skipped: usize,
    /// Lines that were not read because the paste is longer than [`MAX_PASTE`]. Blank lines are not counted.
    pub cut: usize,
}

/// One item of a paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatLine {
    /// Clean and never empty.
    pub text: String,
    /// The participant who said it, by the number handed in.
    pub speaker: Option<u32>,
    /// A speaker whom the chat names but the session does not know.
    pub speaker_name: Option<String>,
    /// It says nothing that could be an item: a reaction, chatter, or what a chat writes in place of a picture.
    pub noise: bool,
}

/// Reads a paste. `known` holds the participants' numbers and names; a first name counts where it is unique.
///
/// A head on a line of its own, such as `Ana 10:31 AM`, gives its name to the lines below it until the next head; a
/// head before a text gives it to that text only.
pub(crate) fn lines(paste: &str, known: &[(u32, &str)]) -> Paste {
    let mut result = Paste::default();
    let mut above: Option<Who> = None;
    let mut clocks = Clocks::default();
    let mut read = 0_usize;
    let mut pieces = paste.split(is_break);
    while let Some(raw) = pieces.next() {
        let fits = read.saturating_add(raw.len()) <= MAX_PASTE;
        let first = read == 0;
        read = read.saturating_add(raw.len()).saturating_add(1);
        if raw.trim().is_empty() {
            continue;
        }
        if !fits {
            result.cut += 1;
            if !first {
                continue;
            }
        }
        let line = cleaned(&without_tabs(raw));
        result.rows.push(vec![line.clone()]);
        let (spoken, head) = peel::peel(&line, known);
        let below = || {
            let filled = pieces.clone().filter(|raw| !raw.trim().is_empty());
            filled.map(cleaned)
        };
        let head = clocks.head(head, &line, spoken, below);
        let said = match head {
            Head::Above(_) => "",
            _ => spoken.trim(),
        };
        let who = match head {
            Head::None => above.clone(),
            Head::AboveText(_) => None,
            Head::Unsure => {
                above = None;
                None
            }
            // `Ana:` alone is a head for what follows.
            Head::Here(who) if said.is_empty() => {
                above = Some(who);
                None
            }
            Head::Here(who) => Some(who),
            Head::Above(who) => {
                above = Some(who);
                None
            }
        };
        if said.is_empty() {
            result.skipped += 1;
            continue;
        }
        result.lines.push(ChatLine {
            noise: noise::is_noise(said),
            text: text::Text::new(said).as_str().to_owned(),
            speaker: who.as_ref().and_then(Who::id),
            speaker_name: who.and_then(Who::name),
        });
    }
    result
}

/// Where the clocks stand in a paste: beside a name, below it, or below what was said.
#[derive(Default)]
struct Clocks {
    /// The line above is a name without a clock.
    below_name: bool,
    /// They stand below what was said, so that what stands above one is no name.
    below_text: bool,
}

impl Clocks {
    /// What the line is a head of, once it is known what stands below it.
    fn head<I: Iterator<Item = text::Text>>(
        &mut self,
        head: Head,
        line: &str,
        spoken: &str,
        below: impl FnOnce() -> I,
    ) -> Head {
        let below_name = std::mem::take(&mut self.below_name);
        match head {
            Head::AboveText(who) => {
                let text = below().next().is_some_and(|next| is_said(&next));
                return if text { Head::Above(who) } else { Head::Unsure };
            }
            Head::Above(_) => self.below_name = !line.contains(|c: char| c.is_ascii_digit()),
            Head::Here(_) => self.below_name = spoken.trim().is_empty(),
            Head::None if spoken == line => {
                let mut below = below();
                if !below.next().is_some_and(|next| peel::is_moment(&next)) {
                    return head;
                }
                self.below_text |= below_name;
                let text = below.next().is_some_and(|next| !peel::is_moment(&next));
                let who = head::name_alone(line).filter(|_| text && !self.below_text);
                if let Some(who) = who {
                    return Head::Above(who);
                }
            }
            _ => {}
        }
        head
    }
}

/// Whether a line says something: it begins with no clock and is no head.
fn is_said(line: &str) -> bool {
    let (rest, head) = peel::peel(line, &[]);
    peel::stamp(line).is_none() && !rest.is_empty() && matches!(head, Head::None | Head::Here(_))
}

/// `00:12:40`, a tab, `Hal (vendor):`, a tab and the text, as Zoom saves a chat, in its older form: tabs are spaces in
/// a text, where a name and a word before a colon would look alike.
fn without_tabs(raw: &str) -> Cow<'_, str> {
    let mut cells = raw.splitn(3, '\t');
    let (Some(clock), Some(name), Some(text)) = (cells.next(), cells.next(), cells.next()) else {
        return raw.into();
    };
    match name.trim().strip_suffix(':').map(str::trim) {
        Some(name) if !name.is_empty() && is_clock(clock) => {
            let clock = clock.trim();
            format!("{clock} From {name} to Everyone: {text}").into()
        }
        _ => raw.into(),
    }
}

/// One piece of a paste without the marks that say nothing.
pub(crate) fn cleaned(raw: &str) -> text::Text {
    text::Text::new(&raw.replace(is_mark, ""))
}

/// Whether a line is small talk, or what a chat program writes between what people said.
pub(crate) fn is_chatter(text: &str) -> bool {
    noise::is_chatter(text)
}

/// The number of the one participant who has this name.
pub(crate) fn person(name: &str, known: &[(u32, &str)]) -> Option<u32> {
    head::participant(name, known)
}

/// Whether a text is nothing but a clock.
pub(crate) fn is_clock(text: &str) -> bool {
    peel::stamp(text).is_some_and(|rest| rest.trim().is_empty())
}

/// Whether a text is nothing but what stands before what someone says: a clock, a bullet, a number.
pub(crate) fn is_only_a_head(text: &str) -> bool {
    peel::peel(text, &[]).0.trim().is_empty()
}

/// Where a line ends: CR (terminals paste that), LF, and what word processors and web pages break lines with. A CRLF is
/// two breaks with a blank line between, and blank lines vanish.
pub(crate) fn is_break(c: char) -> bool {
    matches!(
        c,
        '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// The marks that chat programs put around names, clocks and pictures to keep their direction. They say nothing; what
/// turns a text round stays to be seen.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests;
