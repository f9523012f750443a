//! What an invitation says as data: why someone of a role is asked, what to bring, and what each step is for.

use serde::Deserialize;

use super::{Catalogue, CatalogueError, read};
use crate::domain::AgendaStep;
use crate::domain::text::words_of;

/// The bundled words.
const BUNDLED: &str = include_str!("invitation.ron");

/// The words of an invitation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    /// What the meeting is for, in a few sentences.
    pub purpose: Vec<String>,
    roles: Vec<Asked>,
    other: Asked,
    /// What to bring.
    pub bring: Vec<String>,
    /// How to answer before the meeting.
    pub before: Vec<String>,
    steps: Vec<StepWords>,
}

/// Why someone is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The role in one word, for where no one is named.
    pub role: String,
    /// Words that a role is known by.
    words: Vec<String>,
    /// Why this role matters to a threat model, in a clause that goes on behind a name.
    pub why: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepWords {
    step: AgendaStep,
    says: String,
}

impl Invitation {
    /// Why someone with this role is asked.
    pub fn asked(&self, role: &str) -> &Asked {
        let spaced = |text: &str| format!(" {} ", words_of(text).join(" "));
        let role = spaced(role);
        let fits = |asked: &&Asked| asked.words.iter().any(|word| role.contains(&spaced(word)));
        self.roles.iter().find(fits).unwrap_or(&self.other)
    }

    /// What a step of the agenda is for.
    pub fn step(&self, step: AgendaStep) -> &str {
        let known = self.steps.iter().find(|words| words.step == step);
        known.map_or_else(|| step.word(), |words| &words.says)
    }
}

/// The words that come with the program.
pub(super) fn bundled() -> Result<Invitation, CatalogueError> {
    read(BUNDLED)
}

impl Catalogue {
    /// The words of an invitation.
    pub fn invitation(&self) -> &Invitation {
        &self.invitation
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FourQuestion;

    #[test]
    fn a_role_is_known_by_its_words_and_the_first_that_fits_counts() {
        let invitation = bundled().unwrap();
        for (role, asked) in [
            ("eng", "developer"),
            ("Backend developer", "developer"),
            ("security engineer", "security"),
            ("Application Security", "security"),
            ("solution architect", "architecture"),
            ("SRE", "operations"),
            ("QA", "quality"),
            ("product owner", "product"),
            ("customer support", "support"),
            ("data protection officer", "privacy"),
            ("data engineer", "data"),
            ("legal", "legal"),
            ("team lead", "lead"),
            ("beekeeper", "participant"),
            ("engine driver", "participant"),
            ("", "participant"),
        ] {
            assert_eq!(invitation.asked(role).role, asked, "{role}");
        }
    }

    #[test]
    fn every_reason_is_one_clause_and_no_role_is_out_of_reach() {
        let invitation = bundled().unwrap();
        for asked in invitation.roles.iter().chain([&invitation.other]) {
            let why = &asked.why;
            assert!(
                why.starts_with(char::is_lowercase) && !why.ends_with('.'),
                "{why}"
            );
            assert!(!asked.role.is_empty(), "{why}");
        }
        for asked in &invitation.roles {
            let reaches = |word: &String| invitation.asked(word).role == asked.role;
            assert!(asked.words.iter().all(reaches), "{asked:?}");
        }
    }

    #[test]
    fn every_step_of_every_agenda_is_said_in_words() {
        let catalogue = Catalogue::bundled().unwrap();
        for planned in catalogue.agendas.iter().flat_map(|agenda| &agenda.steps) {
            let is_of_a_question = planned.step.question().is_some();
            let says = catalogue.invitation().step(planned.step);
            assert!(is_of_a_question || says != planned.step.word(), "{says}");
            assert!(
                FourQuestion::ALL.iter().all(|q| q.sentence() != says),
                "{says}"
            );
        }
    }
}
