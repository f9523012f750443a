//! Answers folded into words that survive a chat: `tb1...`, letters and digits alone.
//!
//! A line is `tb1`, then the sheet (4), who (2), the revision (1), a tag over the whole (3), the kind (1), which part
//! this is (1) of how many (1), the length of the body (2), the body, and a check over all of that (2). Every number is
//! in base 62 with [`DIGITS`](crate::domain::DIGITS). What wraps, quotes and marks put in between is skipped, as the length is known; whatever
//! else is changed fails the check of the part or the tag of the whole.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use crate::domain::SheetId;

mod digits;
mod scan;

pub use digits::{fold, sign};

/// The most bytes that answers may unfold to (64 KiB).
pub const MOST_UNFOLDED: usize = 64 * 1024;

/// The most characters of one line.
pub const LONGEST_LINE: usize = 480;

/// The most lines of one text that are read: far more than any room sends.
pub const MOST_LINES: usize = 4_096;

/// The most digits of a body that are read: room for a page that folds into longer lines than ours.
const LONGEST_BODY: usize = 1_000;

/// What all lines begin with.
const HEAD: &str = "tb1";

/// The answers of one person to one sheet, whole and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// Which sheet.
    pub sheet: SheetId,
    /// Who, by the number of a participant; 0 is someone who is not on the list.
    pub who: u32,
    /// Which of their answers: a later one has a higher number.
    pub rev: u32,
    /// What is in it, a line per item.
    pub payload: String,
    /// Which lines of the text it came in, as [`marks`] finds them.
    pub places: Vec<usize>,
}

/// Why there are no answers where a line stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Letters or digits were changed or lost.
    Damaged {
        /// Which sheet, as far as that can be read.
        sheet: Option<SheetId>,
        /// Who sent it, as far as that can be read.
        who: Option<u32>,
        /// The part, from 1.
        part: Option<u32>,
    },
    /// Some parts did not come.
    Missing {
        /// Which sheet.
        sheet: SheetId,
        /// Who sent it.
        who: u32,
        /// Which of their answers.
        rev: u32,
        /// The parts that are missing, from 1.
        parts: Vec<u32>,
        /// Of how many.
        of: u32,
    },
    /// It is packed in a way that this version does not know.
    Newer {
        /// Which sheet.
        sheet: SheetId,
        /// Who sent it.
        who: u32,
    },
    /// There are more than [`MOST_LINES`] lines.
    TooMany,
    /// It unfolds to more than [`MOST_UNFOLDED`], or not to text.
    Unreadable {
        /// Which sheet.
        sheet: SheetId,
        /// Who sent it.
        who: u32,
        /// It is too long.
        too_long: bool,
    },
}

impl Broken {
    /// Which sheet it is of, as far as that can be read.
    pub fn sheet(&self) -> Option<SheetId> {
        match self {
            Self::Damaged { sheet, .. } => *sheet,
            Self::Missing { sheet, .. }
            | Self::Newer { sheet, .. }
            | Self::Unreadable { sheet, .. } => Some(*sheet),
            Self::TooMany => None,
        }
    }
}

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Answers, in the order in which they stand.
    pub folded: Vec<Folded>,
    /// What could not be read, each once.
    pub broken: Vec<Broken>,
    /// The lines of answers of which parts are missing, as they were folded.
    pub incomplete: Vec<String>,
    /// The text with a mark in the place of each line, which [`marks`] reads.
    pub text: String,
}

/// Stands for a line in [`Read::text`], by its place: a text that no chat parser takes apart.
fn marked(place: usize) -> String {
    format!("{BEFORE}{place}{AFTER}")
}

/// Begins a mark.
const BEFORE: &str = "\u{27e6}tb1:";

/// Ends it.
const AFTER: char = '\u{27e7}';

/// The places that a text marks, and what else stands in it; `None` where it marks none.
pub fn marks(text: &str) -> Option<(Vec<usize>, String)> {
    let mut places = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(BEFORE) {
        words.push_str(before);
        let (number, after) = after.split_once(AFTER)?;
        places.push(number.parse().ok()?);
        rest = after;
    }
    words.push_str(rest);
    (!places.is_empty()).then_some((places, words))
}

/// Whether a text has a folded line, or what is left of one.
pub fn has_line(text: &str) -> bool {
    !scan::scan(text).found.is_empty()
}

/// Finds the lines of a text and puts their parts together.
pub fn read(text: &str) -> Read {
    let scanned = scan::scan(text);
    let mut answers: BTreeMap<Whole, Parts> = BTreeMap::new();
    let mut damaged = Vec::new();
    for (place, found) in scanned.found.into_iter().enumerate() {
        match found {
            Ok(part) => answers.entry(part.whole).or_default().add(part, place),
            Err(broken) => damaged.push(broken),
        }
    }
    let mut result = Read {
        text: scanned.text,
        ..Read::default()
    };
    for (whole, parts) in answers {
        let lines = parts.lines.clone();
        match parts.join(&whole) {
            Ok(folded) => result.folded.push(folded),
            Err(broken) => {
                if matches!(broken, Broken::Missing { .. }) {
                    result.incomplete.extend(lines);
                }
                result.broken.push(broken);
            }
        }
    }
    // Whoever sent all of a later answer misses nothing.
    let folded = &result.folded;
    result.broken.retain(|broken| match broken {
        Broken::Missing {
            sheet, who, rev, ..
        } => !folded
            .iter()
            .any(|f| f.sheet == *sheet && f.who == *who && f.rev > *rev),
        _ => true,
    });
    result
        .folded
        .sort_by_key(|folded| folded.places.first().copied());
    // Links in Markdown hold a second copy that is cut: damage is said only where no whole copy came.
    for broken in damaged {
        let Broken::Damaged { sheet, who, .. } = &broken else {
            continue;
        };
        let of = |of: SheetId, whose: u32| *sheet == Some(of) && *who == Some(whose);
        let mut whole = result.folded.iter();
        let came_whole = whole.any(|folded| of(folded.sheet, folded.who));
        let is_told = result.broken.iter().any(|told| match told {
            Broken::Missing { sheet, who, .. } => of(*sheet, *who),
            told => *told == broken,
        });
        if !is_told && !came_whole {
            result.broken.push(broken);
        }
    }
    if scanned.is_cut {
        // First, as of many only a few are told.
        result.broken.insert(0, Broken::TooMany);
    }
    result
}

/// What the parts of the same answers have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Whole {
    sheet: SheetId,
    who: u32,
    rev: u32,
    tag: u32,
    kind: char,
    of: u32,
}

/// One line that was read and checked.
struct Part {
    whole: Whole,
    /// From 1.
    number: u32,
    bytes: Vec<u8>,
    /// As it was folded.
    line: String,
}

/// The parts of one person's answers.
#[derive(Default)]
struct Parts {
    bytes: BTreeMap<u32, Vec<u8>>,
    places: Vec<usize>,
    lines: Vec<String>,
}

impl Parts {
    fn add(&mut self, part: Part, place: usize) {
        self.places.push(place);
        if let Entry::Vacant(free) = self.bytes.entry(part.number) {
            free.insert(part.bytes);
            self.lines.push(part.line);
        }
    }

    fn join(self, whole: &Whole) -> Result<Folded, Broken> {
        let (sheet, who) = (whole.sheet, whole.who);
        let missing: Vec<u32> = (1..=whole.of)
            .filter(|number| !self.bytes.contains_key(number))
            .collect();
        if !missing.is_empty() {
            return Err(Broken::Missing {
                sheet,
                who,
                rev: whole.rev,
                parts: missing,
                of: whole.of,
            });
        }
        let packed: Vec<u8> = self.bytes.into_values().flatten().collect();
        let bytes = match whole.kind {
            'p' => packed,
            'z' => {
                let unfolded = decompress_to_vec_with_limit(&packed, MOST_UNFOLDED);
                unfolded.map_err(|error| match error.status {
                    TINFLStatus::HasMoreOutput => Broken::Unreadable {
                        sheet,
                        who,
                        too_long: true,
                    },
                    _ => Broken::Damaged {
                        sheet: Some(sheet),
                        who: Some(who),
                        part: None,
                    },
                })?
            }
            _ => return Err(Broken::Newer { sheet, who }),
        };
        if bytes.len() > MOST_UNFOLDED {
            return Err(Broken::Unreadable {
                sheet,
                who,
                too_long: true,
            });
        }
        if digits::sum(&bytes, 3) != whole.tag {
            return Err(Broken::Damaged {
                sheet: Some(sheet),
                who: Some(who),
                part: None,
            });
        }
        let payload = String::from_utf8(bytes).map_err(|_| Broken::Unreadable {
            sheet,
            who,
            too_long: false,
        })?;
        Ok(Folded {
            sheet: whole.sheet,
            who,
            rev: whole.rev,
            payload,
            places: self.places,
        })
    }
}

#[cfg(test)]
mod tests;
