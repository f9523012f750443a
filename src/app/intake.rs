//! What a file of another format holds, on its way into a session: looked at whole, or decided about one candidate at a
//! time. Nothing of it is in the session before Enter takes it over, in one change that is undone as one.

use crate::domain::{LIMITS, Session, Text, Threat, ThreatId};
use crate::import::Draft;
use crate::import::preview::Preview;
use crate::import::verdict::{self, Verdict};
use crate::keys::Screen;

/// A file that was read and understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// What it holds.
    pub draft: Draft,
    /// Its name, as the screen shows it.
    pub file: String,
    /// The name of its format.
    pub format: String,
}

impl Incoming {
    /// What a new session of it is called: as the file says, or as the file is called.
    pub fn title(&self) -> Text {
        let said = &self.draft.session.title;
        let stem = self.file.rsplit_once('.').map(|(stem, _)| stem);
        let stem = stem.filter(|stem| !stem.is_empty()).unwrap_or(&self.file);
        let words: &str = if said.is_empty() { stem } else { said };
        let mut end = words.len().min(LIMITS.title);
        while !words.is_char_boundary(end) {
            end -= 1;
        }
        Text::new(words.get(..end).unwrap_or_default())
    }
}

/// A candidate, and what was decided about it.
pub type Asked = (ThreatId, Option<Verdict>);

/// An import under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// What was read.
    pub incoming: Incoming,
    /// The candidates that are asked about, in their order; none where everything is taken.
    pub asked: Vec<Asked>,
    /// How many candidates were decided about in an earlier import.
    pub before: usize,
    /// Which candidate is shown, from 0.
    pub at: usize,
    /// What Enter would bring, and which of its items is selected.
    pub preview: Preview,
    /// Which of the preview's items is selected, from 0.
    pub row: usize,
    /// Where Esc goes back to.
    pub(super) came_from: Screen,
    /// What each decision replaced, for taking it back.
    pub(super) trail: Vec<(usize, Vec<(usize, Option<Verdict>)>)>,
    /// A new session is being made for it.
    pub(super) pending: bool,
}

impl Intake {
    /// The candidate that is shown.
    pub fn candidate(&self) -> Option<(&Threat, Option<&Verdict>)> {
        let (id, verdict) = self.asked.get(self.at)?;
        let threat = self.incoming.draft.session.threat(*id)?;
        Some((threat, verdict.as_ref()))
    }

    /// How many candidates are taken, parked, not here, and not decided about.
    pub fn counts(&self) -> [usize; 4] {
        let [mut taken, mut parked, mut not_here, mut left] = [0; 4];
        for (_, verdict) in &self.asked {
            *match verdict {
                Some(Verdict::Take) => &mut taken,
                Some(Verdict::Park) => &mut parked,
                Some(Verdict::NotHere { .. }) => &mut not_here,
                None => &mut left,
            } += 1;
        }
        [taken, parked, not_here, left]
    }

    /// The counts in words: `2 taken, 1 parked, 9 left`.
    pub fn tally(&self) -> String {
        let words = ["added", "parked", "not affected", "left"];
        let counts = self.counts().into_iter().zip(words);
        let counts = counts.filter(|(count, word)| *count > 0 || *word == "left");
        let counts: Vec<String> = counts
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        counts.join(", ")
    }

    pub(super) fn is_review(&self) -> bool {
        !self.asked.is_empty()
    }

    pub(super) fn is_decided(&self) -> bool {
        self.asked.iter().any(|(_, verdict)| verdict.is_some())
    }

    /// The session that is taken over.
    pub(super) fn session(&self) -> Session {
        if self.incoming.draft.candidates {
            verdict::decided(&self.incoming.draft, &self.asked)
        } else {
            self.incoming.draft.session.clone()
        }
    }

    /// Decides about candidates, in a way that is taken back as one.
    pub(super) fn decide(&mut self, places: impl IntoIterator<Item = usize>, verdict: &Verdict) {
        let mut before = Vec::new();
        for place in places {
            if let Some((_, known)) = self.asked.get_mut(place) {
                before.push((place, known.replace(verdict.clone())));
            }
        }
        self.trail.push((self.at, before));
    }
}
