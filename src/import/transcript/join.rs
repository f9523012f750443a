//! What one person said without a pause, as one part; filler folded away. What was stated and what was asked are two
//! parts, as a threat in front of a question would be lost in it.

use super::{How, Said, sentence};
use crate::domain::fold::fold;
use crate::parse::chat::grammar::is_question;

/// What someone said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) start: i64,
    pub(super) speaker: Option<String>,
    pub(super) text: String,
    until: i64,
    length: usize,
    /// The cue that it begins in.
    from: usize,
    /// The cue that it ends in.
    cue: usize,
}

/// What came of all that was said.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// What is to be decided about.
    pub(super) parts: Vec<Part>,
    /// What only fills a pause.
    pub(super) folded: Vec<Said>,
}

/// Folds filler away, puts sentences together that were cut, then joins neighbors of one speaker and one kind.
pub(super) fn join(all: Vec<Said>, how: &How) -> Joined {
    let mut joined = Joined::default();
    let mut whole: Vec<Part> = Vec::new();
    for (cue, said) in all.into_iter().enumerate() {
        if how.is_filler(&said.text) {
            joined.folded.push(said);
            continue;
        }
        for text in sentence::apart(&said.text, how) {
            let next = Part::new(cue, &said, text);
            match whole.last_mut() {
                Some(part) if !sentence::is_over(&part.text) && part.goes_on(&next, how) => {
                    part.take(&next);
                }
                _ => whole.push(next),
            }
        }
    }
    for next in whole {
        match joined.parts.last_mut() {
            Some(part) if part.is_like(&next) && part.goes_on(&next, how) => part.take(&next),
            _ => joined.parts.push(next),
        }
    }
    joined
}

impl Part {
    fn new(cue: usize, said: &Said, text: String) -> Self {
        Self {
            start: said.start,
            until: said.end.max(said.start),
            speaker: said.speaker.clone(),
            length: text.chars().count(),
            text,
            cue,
            from: cue,
        }
    }

    fn take(&mut self, next: &Self) {
        self.text.push(' ');
        self.text.push_str(&next.text);
        self.length += 1 + next.length;
        self.until = self.until.max(next.until);
        self.cue = next.cue;
    }

    /// Whether both are questions, or neither is.
    fn is_like(&self, next: &Self) -> bool {
        is_question(&self.text) == is_question(&next.text)
    }

    /// Whether this is the rest of what the same person says.
    fn goes_on(&self, next: &Self, how: &How) -> bool {
        let near = next.start >= self.start && next.start.saturating_sub(self.until) <= how.gap;
        let fits = self.length + 1 + next.length <= how.most;
        let same = match (&self.speaker, &next.speaker) {
            (Some(one), Some(other)) => one == other || fold(one) == fold(other),
            // Without names, only a cue or a sentence that is not over has surely the same speaker.
            (None, None) => self.cue == next.from || !sentence::may_be_over(&self.text),
            _ => false,
        };
        near && fits && same
    }
}
