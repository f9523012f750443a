//! Words that an organization may want to replace: prompts, packs of cards and the meaning of the severity words, as
//! typed data.

mod agenda;
mod alike;
mod boxes;
mod invitation;
mod own;
mod packs;
pub mod references;
pub mod rehearsals;
mod sets;
pub(crate) mod sheet;
mod sweep;
mod teaching;
mod trackers;
mod walked_sets;

use crate::domain::fold::fold;
use std::fmt;
use std::sync::Arc;

use ron::extensions::Extensions;
use serde::Deserialize;

use crate::domain::{AgendaStep, Says, Scale, Severity, Text};
pub use invitation::{Asked, Invitation};
pub use packs::{Card, Pack};
pub use sets::{CategorySet, Letter};
pub use sheet::Language;
pub use teaching::Example;
pub use trackers::{Cell, Tracker, Trackers, Urgency, Work};

pub use agenda::{Agenda, Occasion};

/// The bundled prompts.
const BUNDLED: &str = include_str!("catalogue/prompts.ron");

/// Prompts, meanings and agendas.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    orientation: Vec<String>,
    steps: Vec<StepPrompt>,
    rules: Vec<Rules>,
    #[serde(default)]
    notes: Vec<StepNotes>,
    fixes: Vec<String>,
    /// What an organization says of the severities of the standard scale, in place of what that says.
    #[serde(default)]
    severity: Vec<Meaning>,
    #[serde(skip)]
    agendas: Vec<Agenda>,
    #[serde(skip)]
    alike: alike::Alike,
    #[serde(skip)]
    sweep: Vec<sweep::SweepPrompt>,
    #[serde(skip)]
    sets: Vec<CategorySet>,
    #[serde(skip)]
    seconds_a_stop: u32,
    #[serde(skip)]
    packs: Vec<Pack>,
    #[serde(skip)]
    teaching: Vec<Example>,
    #[serde(skip)]
    boxes: Vec<boxes::BoxExample>,
    #[serde(skip)]
    sheets: Vec<sheet::SheetWords>,
    /// The language of sheets where no one asks for another.
    #[serde(skip)]
    pub sheet_language: sheet::Language,
    #[serde(skip)]
    invitation: Invitation,
    /// How work items are called elsewhere.
    #[serde(skip, default = "bundled_trackers")]
    pub trackers: Arc<Trackers>,
}

fn bundled_trackers() -> Arc<Trackers> {
    Arc::new(Trackers::bundled())
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepPrompt {
    on: Stage,
    step: String,
    says: Says,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    on: Stage,
    says: Vec<Says>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepNotes {
    step: AgendaStep,
    says: Vec<String>,
}

/// A part of the meeting that has prompts of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Stage {
    /// What last time left open.
    SinceLastTime,
    /// Question 1.
    WorkingOn,
    /// Question 2.
    GoWrong,
    /// Question 3.
    DoAbout,
    /// Question 4.
    GoodEnough,
    /// The questions.
    Questions,
    /// The action items.
    Actions,
    /// The export.
    Export,
    /// The wall of a whiteboard session.
    Whiteboard,
    /// The one-threat form.
    OneThreat,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Meaning {
    is: Severity,
    means: Text,
}

/// Why a catalogue is refused: line, column and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueError(String);

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CatalogueError {}

/// Reads typed data.
fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, CatalogueError> {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|error| {
            let place = error.span.start;
            CatalogueError(format!(
                "line {}, column {}: {}",
                place.line, place.col, error.code
            ))
        })
}

impl Catalogue {
    /// The catalogue that comes with the program.
    ///
    /// # Errors
    /// Never for a released program: a test proves the bundled file.
    pub fn bundled() -> Result<Self, CatalogueError> {
        let (sets, prompts) = sets::bundled()?;
        let sweep::Prompts {
            seconds_a_stop,
            prompts: mut sweep,
        } = sweep::bundled()?;
        sweep.extend(prompts);
        Ok(Self {
            sets,
            sweep,
            seconds_a_stop,
            agendas: agenda::bundled()?,
            alike: alike::bundled()?,
            teaching: teaching::bundled()?,
            boxes: boxes::bundled()?,
            sheets: sheet::bundled()?,
            invitation: invitation::bundled()?,
            packs: Self::bundled_packs().map_err(|misread| CatalogueError(misread.to_string()))?,
            ..Self::parse(BUNDLED)?
        })
    }

    /// Reads a catalogue.
    ///
    /// # Errors
    /// Where the text is not a catalogue.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        read(text)
    }

    /// What is read to the room before the first question: why, how, and what everyone leaves with.
    pub fn orientation(&self) -> &[String] {
        &self.orientation
    }

    /// What to ask the room during a step.
    pub fn prompt(&self, stage: Stage, step: &str) -> Option<&Says> {
        self.steps
            .iter()
            .find(|prompt| prompt.on == stage && prompt.step == step)
            .map(|prompt| &prompt.says)
    }

    /// What holds during a part of the meeting.
    pub fn rules(&self, stage: Stage) -> impl Iterator<Item = &Says> {
        self.rules
            .iter()
            .filter(move |rules| rules.on == stage)
            .flat_map(|rules| &rules.says)
    }

    /// What the facilitator may say during a step. For the private view only.
    pub fn notes(&self, step: AgendaStep) -> &[String] {
        self.notes
            .iter()
            .find(|notes| notes.step == step)
            .map_or(&[], |notes| notes.says.as_slice())
    }

    /// Whether a threat reads like a fix (R23): it begins as fixes do.
    pub fn reads_like_fix(&self, text: &str) -> bool {
        let text = fold(text);
        self.fixes.iter().any(|fix| {
            text.strip_prefix(fix.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    }

    /// What a level of a scale means: on a scale of a team's own what it says, on the standard one what the organization
    /// says of its severities.
    pub fn meaning<'a>(&'a self, scale: &'a Scale, level: usize) -> &'a str {
        let Some(level) = scale.levels.get(level) else {
            return "";
        };
        let said = self.severity.iter().find(|m| m.is == level.counts_as);
        let said = said.filter(|_| scale == Scale::standard());
        said.map_or(&level.meaning, |m| &m.means)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_words_are_whole() {
        let catalogue = Catalogue::bundled().unwrap();
        let scale = Scale::standard();
        for level in 0..scale.levels.len() {
            assert!(!catalogue.meaning(scale, level).is_empty(), "{level}");
        }
        let asks = catalogue.prompt(Stage::WorkingOn, "map").unwrap();
        assert!(asks.to_string().contains("data change hands"), "{asks}");
    }

    #[test]
    fn every_step_of_every_agenda_has_two_or_three_notes_that_no_prompt_repeats() {
        let catalogue = Catalogue::bundled().unwrap();
        for step in catalogue.agendas.iter().flat_map(|agenda| &agenda.steps) {
            let notes = catalogue.notes(step.step);
            assert!((2..=3).contains(&notes.len()), "{:?}: {notes:?}", step.step);
            let public = catalogue.steps.iter().map(|prompt| prompt.says.to_string());
            let first = catalogue.orientation.iter().cloned();
            let public: Vec<String> = public.chain(first).collect();
            for says in notes {
                assert!(!public.iter().any(|p| p.contains(says.as_str())), "{says}");
            }
        }
    }

    #[test]
    fn a_threat_that_begins_as_a_fix_is_noticed() {
        let catalogue = Catalogue::bundled().unwrap();
        assert!(catalogue.reads_like_fix("Use mTLS everywhere"));
        assert!(catalogue.reads_like_fix("We should sign the files"));
        assert!(!catalogue.reads_like_fix("User ids leak in the URL"));
        assert!(!catalogue.reads_like_fix("Address book is public"));
    }

    #[test]
    fn a_misspelt_field_is_placed() {
        let says = Catalogue::parse(
            "(orientation: [], steps: [\n  (on: GoWrong, stp: \"\", says: \"\")])",
        )
        .unwrap_err();
        assert!(says.to_string().starts_with("line 2, column "), "{says}");
    }
}
