//! What one person said without a pause, as one part; filler folded away.

use super::{How, Said};
use crate::domain::fold::fold;

/// What someone said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) start: i64,
    pub(super) speaker: Option<String>,
    pub(super) text: String,
    until: i64,
    length: usize,
}

/// What came of all that was said.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// What is to be decided about.
    pub(super) parts: Vec<Part>,
    /// What only fills a pause.
    pub(super) folded: Vec<Said>,
}

/// Folds filler away, then joins neighbors of one speaker.
pub(super) fn join(all: Vec<Said>, how: &How) -> Joined {
    let mut joined = Joined::default();
    for said in all {
        if how.is_filler(&said.text) {
            joined.folded.push(said);
            continue;
        }
        let length = said.text.chars().count();
        match joined.parts.last_mut() {
            Some(part) if part.goes_on(&said, length, how) => {
                part.text.push(' ');
                part.text.push_str(&said.text);
                part.length += 1 + length;
                part.until = part.until.max(said.end);
            }
            _ => joined.parts.push(Part {
                start: said.start,
                until: said.end.max(said.start),
                speaker: said.speaker,
                length,
                text: said.text,
            }),
        }
    }
    joined
}

impl Part {
    /// Whether this is the rest of what the same person says.
    fn goes_on(&self, said: &Said, length: usize, how: &How) -> bool {
        let near = said.start >= self.start && said.start.saturating_sub(self.until) <= how.gap;
        let fits = self.length + 1 + length <= how.most;
        let same = match (&self.speaker, &said.speaker) {
            (Some(one), Some(other)) => one == other || fold(one) == fold(other),
            // Without names, only a sentence that is not over has surely the same speaker.
            (None, None) => !self.text.trim_end().ends_with(['.', '?', '!', '…']),
            _ => false,
        };
        near && fits && same
    }
}
