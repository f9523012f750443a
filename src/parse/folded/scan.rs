//! Finds folded lines in a text, whatever a chat or a mail program put around them and in between.

use super::digits::{number, sum, unspelled};
use super::{BEFORE, Broken, HEAD, LONGEST_BODY, MOST_LINES, Part, Whole, marked};
use crate::domain::SheetId;

/// So many characters may stand between two of a line: a line break, marks of a quote, an indent.
const MOST_BETWEEN: usize = 64;

/// The characters of a line before its body.
const FRONT: usize = 18;

/// The characters of the check behind it.
const CHECK: usize = 2;

/// What was found.
#[derive(Default)]
pub(super) struct Scanned {
    /// Each line, in order.
    pub(super) found: Vec<Result<Part, Broken>>,
    /// The text with a mark in the place of each.
    pub(super) text: String,
    /// There were more of them than are read; the text ends there.
    pub(super) is_cut: bool,
}

/// Looks at every place where a line may begin.
pub(super) fn scan(text: &str) -> Scanned {
    let mut scanned = Scanned::default();
    // No one but us marks lines.
    let text = text.replace(BEFORE, "");
    let mut rest = text.as_str();
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        if scanned.found.len() == MOST_LINES {
            scanned.is_cut = rest.contains(HEAD);
            break;
        }
        let is_edge = !before.is_some_and(|c: char| c.is_ascii_alphanumeric());
        match line(rest, is_edge) {
            Some((found, length)) => {
                scanned.text.push_str(&marked(scanned.found.len()));
                scanned.found.push(found);
                let (taken, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
                before = taken.chars().next_back();
                rest = after;
            }
            None => {
                scanned.text.push(c);
                before = Some(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    scanned
}

/// What stands between the letters of a line without belonging to it.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '>' | '|'
                | '\u{ad}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}'
                | '\u{feff}'
        )
}

/// The next letters and digits of a text, without what stands between them, and how many bytes they reach over. Fewer
/// where the line ends before.
fn letters(text: &str, count: usize) -> (String, usize) {
    let mut taken = String::new();
    let (mut end, mut between) = (0, 0);
    for (at, c) in text.char_indices() {
        if taken.len() == count {
            break;
        }
        if c.is_ascii_alphanumeric() {
            taken.push(c);
            end = at + c.len_utf8();
            between = 0;
        } else if is_between(c) && between < MOST_BETWEEN {
            between += 1;
        } else {
            break;
        }
    }
    (taken, end)
}

/// A line at the start of a text, and how many bytes it reaches over. What is no line, or only looks like one in the
/// middle of a word, is `None`.
fn line(text: &str, is_edge: bool) -> Option<(Result<Part, Broken>, usize)> {
    if !text.starts_with('t') || letters(text, HEAD.len()).0 != HEAD {
        return None;
    }
    let (front, _) = letters(text, FRONT);
    let whole = Front::read(&front).and_then(|front| {
        let all = FRONT + front.length + CHECK;
        let (line, reach) = letters(text, all);
        (line.len() == all).then_some((front, line, reach))
    });
    if let Some((front, line, reach)) = whole
        && let Some(part) = front.part(&line)
    {
        return Some((Ok(part), reach));
    }
    // What was cut or changed: said only where a line surely began. Asked first, as the rest of a long word would be
    // looked through at each of its letters.
    if !is_edge {
        return None;
    }
    let reach = text
        .char_indices()
        .find(|(_, c)| !c.is_ascii_alphanumeric())
        .map_or(text.len(), |(at, _)| at);
    if reach < FRONT {
        return None;
    }
    let broken = Broken::Damaged {
        sheet: front.get(3..7).and_then(SheetId::parse),
        who: front.get(7..9).and_then(small),
        part: front.get(14..15).and_then(small).filter(|part| *part > 0),
    };
    Some((Err(broken), reach))
}

fn small(digits: &str) -> Option<u32> {
    u32::try_from(number(digits)?).ok()
}

/// What a line says before its body.
struct Front {
    whole: Whole,
    number: u32,
    length: usize,
}

impl Front {
    fn read(front: &str) -> Option<Self> {
        let digits = |from: usize, to: usize| front.get(from..to).filter(|_| front.len() == FRONT);
        // First what words that are no lines hardly ever say.
        let (number, of) = (small(digits(14, 15)?)?, small(digits(15, 16)?)?);
        let length = usize::try_from(small(digits(16, 18)?)?).ok()?;
        if !(1..=of).contains(&number) || length > LONGEST_BODY {
            return None;
        }
        Some(Self {
            whole: Whole {
                sheet: SheetId::parse(digits(3, 7)?)?,
                who: small(digits(7, 9)?)?,
                rev: small(digits(9, 10)?)?,
                tag: small(digits(10, 13)?)?,
                kind: digits(13, 14)?.chars().next()?,
                of,
            },
            number,
            length,
        })
    }

    /// The part that a whole line is, if nothing in it was changed.
    fn part(self, line: &str) -> Option<Part> {
        let (said, check) = line.split_at_checked(FRONT + self.length)?;
        if small(check) != Some(sum(said.as_bytes(), 2)) {
            return None;
        }
        Some(Part {
            whole: self.whole,
            number: self.number,
            bytes: unspelled(said.get(FRONT..)?)?,
            line: line.to_owned(),
        })
    }
}
