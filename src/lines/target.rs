//! What a line is about: it says so before Enter, and one key goes through what it can be about.

use super::bar::Bar;
use super::{About, table};
use crate::domain::{ItemId, Session, ThreatId};
use crate::parse::lines::with_threat;
use crate::parse::tokens;

impl Bar {
    /// The line with what it can be about, the usual first. Words that the program suggests say what they are about.
    #[must_use]
    pub fn aimed(mut self, targets: Vec<Option<ItemId>>) -> Self {
        for target in targets {
            if !self.targets.contains(&target) {
                self.targets.push(target);
            }
        }
        if !self.suggested {
            self.about = self.usual_target();
        } else if !self.targets.contains(&self.about) {
            self.targets.insert(1.min(self.targets.len()), self.about);
        }
        self
    }

    /// What it is about unless someone chooses something else.
    pub fn usual_target(&self) -> Option<ItemId> {
        self.targets.first().copied().unwrap_or(self.about)
    }

    /// Empties a line that was suggested: words of one's own are about the usual, not about what was suggested.
    pub fn in_own_words(&mut self) {
        let about = self.usual_target();
        *self = Self {
            extra: std::mem::take(&mut self.extra),
            targets: std::mem::take(&mut self.targets),
            ..Self::new(self.line, about)
        };
    }

    /// The same line for the next item, about the same; a place that the words named was theirs alone.
    #[must_use]
    pub fn for_next(&self) -> Self {
        let stays = self.targets.is_empty() || self.targets.contains(&self.about);
        let about = if stays {
            self.about
        } else {
            self.usual_target()
        };
        Self {
            targets: self.targets.clone(),
            ..Self::new(self.line, about)
        }
    }

    /// What the key would make it about; `None` where there is no choice.
    pub fn next_target(&self, session: &Session) -> Option<Option<ItemId>> {
        let mut all: Vec<Option<ItemId>> = self.targets.clone();
        all.retain(|target| target.is_none_or(|id| session.holds(id)));
        if self.line.about == About::Place {
            let named = session.elements_named(&plain_words(self.editor.text()));
            let named = named.into_iter().map(|id| Some(id.into()));
            let named: Vec<_> = named.filter(|id| !all.contains(id)).collect();
            let after = 1.min(all.len());
            all.splice(after..after, named);
        }
        let here = all.iter().position(|target| *target == self.about);
        let next = here.map_or(0, |place| place + 1);
        let next = all.get(next).or(all.first()).copied();
        next.filter(|next| *next != self.about)
    }

    /// Makes it about the next thing that it can be about; says whether there was one.
    pub fn turn(&mut self, session: &Session) -> bool {
        let next = self.next_target(session);
        if let Some(about) = next {
            self.about = about;
            self.refusal = None;
        }
        next.is_some()
    }

    /// The words before the caret, with what the line is about. `focus` is the threat that the room talks about.
    pub fn asks(&self, session: Option<&Session>, focus: Option<ThreatId>) -> String {
        match (self.about, session) {
            (Some(about), Some(session)) if self.has_choice() => {
                let about = self.target_words(session, about, focus);
                self.line.prompt_about.replace("{}", &about)
            }
            (Some(about), Some(_)) if !self.line.prompt_about.is_empty() => {
                format!("{about} {}", self.line.prompt)
            }
            _ => self.line.prompt.to_owned(),
        }
    }

    /// Whether it could be about several things; any other line is opened for one.
    pub fn has_choice(&self) -> bool {
        !matches!(self.line.about, About::Nothing | About::Selected)
    }

    /// What it would be about, in words.
    pub fn target_words(
        &self,
        session: &Session,
        about: ItemId,
        focus: Option<ThreatId>,
    ) -> String {
        match about {
            ItemId::Mitigation(_) | ItemId::Question(_) => {
                session.called_all(&with_threat(session, vec![about], focus))
            }
            about => session.label_of(about),
        }
    }

    /// Whether someone made it about nothing although it could be about something.
    pub fn is_cleared(&self) -> bool {
        self.about.is_none() && self.usual_target().is_some() && !self.is(&table::WALL)
    }
}

/// A line without the words that are tokens: what they name is said already.
fn plain_words(line: &str) -> String {
    let words = line.split_whitespace();
    let plain: Vec<&str> = words.filter(|word| !tokens::is_token(word)).collect();
    plain.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_are_tokens_are_left_out() {
        for (line, plain) in [
            ("web leaks >api @ana #tamp !h", "web leaks"),
            ("web leaks %S =api-1", "web leaks"),
            ("web leaks ＞api ＠ana ＃tamp", "web leaks"),
            ("##web leaks @@home", "##web leaks @@home"),
            ("web > api", "web > api"),
        ] {
            assert_eq!(plain_words(line), plain);
        }
    }
}
