//! What the words of a rating mean in this organization.

use super::index::Facts;
use super::look::Look;
use crate::domain::{Scale, Severity};

/// Levels that threats are rated with, and no one said what they mean here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unsaid<'a> {
    /// The session has no scale of its own: the meanings are this program's. The word is that of a high threat.
    Standard(&'a str),
    /// The session's own scale says nothing of these levels.
    Levels {
        /// What the scale is called.
        scale: &'a str,
        /// The words of its levels.
        words: Vec<&'a str>,
    },
}

impl<'a> Facts<'a> {
    /// Threats are rated, and what their levels mean is not the organization's own. A scale that the team chose has
    /// meanings that somebody read; the standard one is what is there when no one chose. Only meetings are asked: one
    /// threat alone and a whiteboard compare nothing with another session.
    pub(crate) fn unsaid_meanings(&self) -> Look<Unsaid<'a>> {
        let rated = self.threats().iter().filter(|t| t.severity.is_some());
        if !self.is_meeting() || rated.count() < self.limits.threats.meaning_from.max(1) {
            return Look::NotYet;
        }
        let Some(own) = self.session.scale.as_deref() else {
            let standard = Scale::standard();
            let high = standard.level_for(Severity::High);
            return Look::Found(Unsaid::Standard(standard.word(high)));
        };
        let silent = own.levels.iter().filter(|level| level.meaning.is_empty());
        let words: Vec<&str> = silent.map(|level| &*level.word).collect();
        let scale = &*own.name;
        Look::of((!words.is_empty()).then_some(Unsaid::Levels { scale, words }))
    }
}
