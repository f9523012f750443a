//! What a file of another format holds, on its way into a session: looked at whole, or decided about one candidate at a
//! time. Nothing of it is in the session before Enter takes it over, in one change that is undone as one.

mod kept;

use std::collections::BTreeSet;

use crate::catalogue::Catalogue;
use crate::domain::{LIMITS, ParticipantId, Session, Text, Threat, ThreatId};
use crate::import::Draft;
use crate::import::preview::Preview;
use crate::import::transcript::people;
use crate::import::verdict::{self, Verdict};
use crate::keys::Screen;
use crate::lines::bar::Bar;
use crate::parse::chat::grammar::{self, Says};

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
    /// Speakers of a transcript whom the meeting does not know.
    pub strangers: BTreeSet<ParticipantId>,
    /// Those of them who do not come into the meeting with what they said.
    pub outside: BTreeSet<ParticipantId>,
    /// The line that was half typed when a transcript was pasted.
    pub(super) line: Option<Bar>,
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

    /// The candidates are what was said in a meeting.
    pub fn is_heard(&self) -> bool {
        self.incoming.draft.heard.is_some()
    }

    /// How many candidates are taken, asked, parked, not here, skipped, and not decided about.
    pub fn counts(&self) -> [usize; 6] {
        let [
            mut taken,
            mut asked,
            mut parked,
            mut not_here,
            mut skipped,
            mut left,
        ] = [0; 6];
        for (_, verdict) in &self.asked {
            *match verdict {
                Some(Verdict::Take) => &mut taken,
                Some(Verdict::Ask) => &mut asked,
                Some(Verdict::Park | Verdict::ParkFix) => &mut parked,
                Some(Verdict::NotHere { .. }) => &mut not_here,
                Some(Verdict::Skip) => &mut skipped,
                None => &mut left,
            } += 1;
        }
        [taken, asked, parked, not_here, skipped, left]
    }

    /// What a candidate of a transcript becomes unless someone says otherwise: a question as in a pasted chat, and what
    /// reads like a fix or names itself one is parked as one.
    pub fn usual(&self, catalogue: &Catalogue, text: &str) -> Verdict {
        if !self.is_heard() {
            return Verdict::Take;
        }
        match grammar::read(text) {
            Says::Question => Verdict::Ask,
            Says::Fix(_) => Verdict::ParkFix,
            _ if catalogue.reads_like_fix(text) => Verdict::ParkFix,
            _ => Verdict::Take,
        }
    }

    /// Who said the shown candidate, and whether they are in the meeting.
    pub fn speaker(&self) -> Option<String> {
        let (threat, _) = self.candidate()?;
        self.speaker_of(threat)
    }

    /// Who said a candidate, and whether they are in the meeting.
    pub fn speaker_of(&self, threat: &Threat) -> Option<String> {
        let who = threat.speaker?;
        let name = self.incoming.draft.session.name_of(Some(who))?;
        let standing = match (self.strangers.contains(&who), self.outside.contains(&who)) {
            (true, true) => ", not a participant",
            (true, false) => ", will be added to the participants",
            (false, _) => "",
        };
        Some(format!("{name}{standing}"))
    }

    /// The counts in words: `2 taken, 1 parked, 9 left`.
    pub fn tally(&self) -> String {
        let taken = if self.is_heard() { "threats" } else { "added" };
        let words = [
            taken,
            "questions",
            "parked",
            "not affected",
            "skipped",
            "left",
        ];
        let counts = self.counts().into_iter().zip(words);
        let counts = counts.filter(|(count, word)| *count > 0 || *word == "left");
        let counts: Vec<String> = counts
            .map(|(count, word)| match (count, word.strip_suffix('s')) {
                (1, Some(one)) => format!("1 {one}"),
                _ => format!("{count} {word}"),
            })
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
        if self.is_heard() {
            let mut session = verdict::decided(&self.incoming.draft, &self.asked);
            people::only_who_comes(&mut session, &self.outside);
            session
        } else if self.incoming.draft.candidates {
            verdict::decided(&self.incoming.draft, &self.asked)
        } else {
            self.incoming.draft.session.clone()
        }
    }

    /// Decides about candidates, in a way that is taken back as one.
    pub(super) fn decide(&mut self, verdicts: impl IntoIterator<Item = (usize, Verdict)>) {
        let mut before = Vec::new();
        for (place, verdict) in verdicts {
            if let Some((_, known)) = self.asked.get_mut(place) {
                before.push((place, known.replace(verdict)));
            }
        }
        self.trail.push((self.at, before));
    }
}
