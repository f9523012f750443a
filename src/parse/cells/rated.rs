//! What the cells of a row say of how bad it is, in the words of the session's scale.

use crate::domain::{Rated, Scale, Severity, Text};

/// What was said, as far as there is a cell for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said<'a> {
    pub(super) level: Option<&'a Text>,
    pub(super) likelihood: Option<&'a Text>,
    pub(super) impact: Option<&'a Text>,
}

impl Said<'_> {
    /// The rating, and each thing that was not understood. Likelihood and impact say more than the level that follows from
    /// them; where another level stands beside them, that is what people said.
    pub(super) fn rated(self, scale: &Scale) -> (Option<Rated>, Vec<String>) {
        let mut not_understood = Vec::new();
        let mut read = |what: &str, cell: Option<&Text>, found: Option<usize>| {
            if let (Some(cell), None) = (cell, found) {
                not_understood.push(format!("{what} \"{cell}\""));
            }
            found
        };
        let found = self.level.and_then(|cell| level(cell, scale));
        let said = read("severity", self.level, found);
        let found = self.likelihood.and_then(|cell| likelihood(cell, scale));
        let likely = read("likelihood", self.likelihood, found);
        let found = self.impact.and_then(|cell| impact(cell, scale));
        let hurts = read("impact", self.impact, found);
        let both = likely.zip(hurts).map(|(l, i)| Rated::Matrix(l, i));
        let alone = match (self.likelihood, self.impact) {
            (Some(cell), None) => Some(format!("likelihood \"{cell}\" without an impact")),
            (None, Some(cell)) => Some(format!("impact \"{cell}\" without a likelihood")),
            _ => None,
        };
        let Some(said) = said else {
            not_understood.extend(alone.filter(|_| both.is_none()));
            return (both, not_understood);
        };
        match both {
            Some(both) if scale.level_of(both) == Some(said) => (Some(both), not_understood),
            both => {
                let other = both.and_then(|both| scale.level_of(both));
                not_understood.extend(other.map(|other| {
                    let (said, other) = (scale.word(said), scale.word(other));
                    format!("severity {said} beside likelihood and impact that make {other}")
                }));
                (Some(Rated::Single(said)), not_understood)
            }
        }
    }
}

/// A level as people write it: its own word or id, else a severity.
pub(super) fn level(cell: &str, scale: &Scale) -> Option<usize> {
    let own = scale.level(cell);
    own.or_else(|| severity(cell).map(|severity| scale.level_for(severity)))
}

/// A step of likelihood: its own word or id, else the step of the word that an abbreviation stands for.
pub(super) fn likelihood(cell: &str, scale: &Scale) -> Option<usize> {
    let own = scale.likelihood(cell);
    own.or_else(|| scale.likelihood(severity(cell)?.words()))
}

/// A step of impact, in the same way.
pub(super) fn impact(cell: &str, scale: &Scale) -> Option<usize> {
    let own = scale.impact(cell);
    own.or_else(|| scale.impact(severity(cell)?.words()))
}

/// A rating in words: its level, or likelihood and impact with the level that they make.
pub(super) fn words(rated: Rated, scale: &Scale) -> String {
    match rated {
        Rated::Single(level) => scale.word(level).to_owned(),
        Rated::Matrix(likelihood, impact) => scale.cell_words(likelihood, impact),
    }
}

/// A severity as people write it.
pub(crate) fn severity(word: &str) -> Option<Severity> {
    match word.trim().to_lowercase().as_str() {
        "critical" | "crit" | "c" => Some(Severity::Critical),
        "high" | "h" => Some(Severity::High),
        "medium" | "moderate" | "med" | "m" => Some(Severity::Medium),
        "low" | "l" => Some(Severity::Low),
        _ => None,
    }
}
