//! What an invitation says as data: what the meeting is for, why someone of a role is asked, and how to answer before it.

use serde::Deserialize;

use super::{Catalogue, CatalogueError, read};
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
    /// How to answer before the meeting on the sheet that comes along.
    pub before: Vec<String>,
    /// How to answer before the meeting where no sheet comes along.
    pub replies: Vec<String>,
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

impl Invitation {
    /// Why someone with this role is asked.
    pub fn asked(&self, role: &str) -> &Asked {
        let spaced = |text: &str| format!(" {} ", words_of(text).join(" "));
        let role = spaced(role);
        let fits = |asked: &&Asked| asked.words.iter().any(|word| role.contains(&spaced(word)));
        self.roles.iter().find(fits).unwrap_or(&self.other)
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
}
