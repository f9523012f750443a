//! What comes in: files of other formats, each read by one module of this room into a [`Draft`].
//!
//! An importer is a pure function from text to a draft, and knows nothing of the session that the draft goes into. The
//! draft is a session of its own, so that a preview needs no screen of its own kind; [`Edit::Adopt`] takes it over, in
//! one change that is undone as one.
//!
//! [`Edit::Adopt`]: crate::domain::Edit::Adopt

pub(crate) mod comeback;
mod fill;
pub mod lines;
mod markdown;
pub(crate) mod mermaid;
mod model;
mod otm;
pub(crate) mod preview;
mod sarif;
pub(crate) mod threagile;
pub(crate) mod threat_composer;
mod threat_dragon;
pub(crate) mod tickets;
mod tm_library;
pub(crate) mod transcript;
pub(crate) mod unclaimed;
pub(crate) mod verdict;
mod yaml;

use std::fmt;

use chrono::DateTime;
use uuid::Uuid;

use crate::domain::text::safe;
use crate::domain::{Session, SessionKind, Stamp, Text};

pub(crate) use threagile::NAME as THREAGILE;

/// The largest file that is read, in bytes (50 MB).
pub const MAX_BYTES: usize = 50 * 1000 * 1000;

/// Reads a format.
pub type Importer = fn(&str) -> Result<Draft, ImportError>;

/// What a file holds, before anyone decided to take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The items, with numbers and links of their own. They have no times yet.
    pub session: Session,
    /// What could not be taken, or not as it was.
    pub dropped: Vec<Dropped>,
    /// Each threat is only a candidate: the team decides about it before it is taken.
    pub candidates: bool,
    /// The candidates are what was said in a meeting: each may become a threat, a question or a parked item.
    pub heard: Option<Heard>,
}

/// What a transcript holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Everything that was said, as it is cut in the file.
    pub cues: usize,
    /// Of these, what says only filler and is folded away.
    pub folded: usize,
}

impl Draft {
    /// A draft with nothing in it.
    pub fn new(title: &str) -> Self {
        Self {
            session: Session::new(
                Uuid::nil(),
                Text::new(title),
                SessionKind::Meeting,
                unknown(),
            ),
            dropped: Vec::new(),
            candidates: false,
            heard: None,
        }
    }

    /// Says that something could not be taken as it was. What is said again is counted.
    pub fn leave_out(&mut self, what: impl Into<String>, why: impl Into<String>) {
        let (what, why) = (what.into(), why.into());
        match self
            .dropped
            .iter_mut()
            .find(|d| d.what == what && d.why == why)
        {
            Some(known) => known.count += 1,
            None => self.dropped.push(Dropped {
                what,
                count: 1,
                why,
            }),
        }
    }
}

/// The time of whatever has none. An item gets its time when it is taken.
pub fn unknown() -> Stamp {
    DateTime::UNIX_EPOCH.fixed_offset()
}

/// Something that could not be taken as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// What, in the singular: `link of a mitigation`.
    pub what: String,
    /// How many.
    pub count: usize,
    /// Why: `leads to nothing in this file`.
    pub why: String,
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count {
            1 => write!(f, "{}: {}", self.what, self.why),
            n => write!(f, "{} ({n} times): {}", self.what, self.why),
        }
    }
}

/// Why a text cannot be read as a format, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    /// Line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// Column in characters, from 1; 0 when the whole line is meant.
    pub column: usize,
    /// A sentence with what was expected.
    pub says: String,
}

impl ImportError {
    /// Something is wrong with the whole file.
    pub fn whole(says: impl Into<String>) -> Self {
        Self::at(0, 0, says)
    }

    /// Something is wrong at a place.
    pub fn at(line: usize, column: usize, says: impl Into<String>) -> Self {
        Self {
            line,
            column,
            says: safe(&says.into()),
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (0, _) => f.write_str(&self.says),
            (line, 0) => write!(f, "line {line}: {}", self.says),
            (line, column) => write!(f, "line {line}, column {column}: {}", self.says),
        }
    }
}

impl std::error::Error for ImportError {}

/// Whether the reader of JSON met half of a character: one of two surrogates, without the other.
fn half_a_character(what: &str) -> bool {
    what.contains("surrogate") || what.contains("hex escape")
}

/// A format that can be read.
#[derive(Clone, Copy)]
pub struct Source {
    /// Its name on the command line and in the docs; where the format is also exported, the same.
    pub name: &'static str,
    /// What it is, in a phrase.
    pub describes: &'static str,
    /// How its files end, the most telling first.
    pub endings: &'static [&'static str],
    /// It is written by people for people. What is a format of its own is not read as prose.
    pub prose: bool,
    /// Whether a text looks like it. Asked of formats in order, when no one says which it is.
    pub looks: fn(&str) -> bool,
    /// Reads it.
    pub read: Importer,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// All of them, in the order in which a text is held against them.
pub const SOURCES: &[Source] = &[
    threat_composer::SOURCE,
    sarif::SOURCE,
    threagile::SOURCE,
    otm::SOURCE,
    threat_dragon::SOURCE,
    tm_library::SOURCE,
    transcript::SOURCE,
    mermaid::SOURCE,
    markdown::SOURCE,
    // Last, as much looks like it.
    lines::SOURCE,
];

/// The format of this name.
pub fn source(name: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.name == name)
}

/// Endings of files that may be anything.
const COMMON: [&str; 4] = [".json", ".yaml", ".yml", ".txt"];

/// The format that a file is in, by how its name ends and what it holds.
pub fn guess(file_name: &str, text: &str) -> Option<&'static Source> {
    let name = file_name.to_lowercase();
    let ends = |source: &&Source| source.endings.iter().any(|end| name.ends_with(end));
    let telling = |end: &&str| !COMMON.contains(end) && name.ends_with(end);
    let is_prose = unclaimed::kind(file_name, text).is_none();
    let looks = |source: &&Source| {
        let may = is_prose || !source.prose || source.endings.iter().any(&telling);
        may && (source.looks)(text)
    };
    SOURCES
        .iter()
        .find(|source| ends(source) && looks(source))
        .or_else(|| {
            // What is only text is a list of lines when its file says so, or when it has no file.
            let said = |source: &&Source| source.name != lines::NAME || name.is_empty();
            SOURCES.iter().filter(said).find(looks)
        })
        // What its name says and its text does not is read all the same, to be told what is wrong with it.
        .or_else(|| {
            SOURCES
                .iter()
                .find(|source| source.endings.iter().any(&telling))
        })
}
