//! The participants.

use serde::{Deserialize, Serialize};

use super::id::ParticipantId;
use super::identity::{Identity, Key};
use super::stamp::Stamp;
use super::text::Text;

/// A participant. The number of the id is the digit that selects them (`@4`, `o` `4`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// `P4`.
    pub id: ParticipantId,
    /// Who it is on every branch; items of old files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<ParticipantId>>,
    /// As people call each other in the meeting.
    pub name: Text,
    /// In the participant's own words: `eng`, `QA`, `legal`.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub role: Text,
    /// A task for this meeting, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<Seat>,
    /// Belongs to the team and is not in the meeting today, so cannot say yes to an action item (R57).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub absent: bool,
    /// When they were first named; no one noted that in old files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Stamp>,
}

/// A task that a participant has during the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seat {
    /// Runs the meeting; not counted as a voice.
    Facilitator,
    /// The scribe: records the questions and confirms their wording with the participants.
    Recorder,
}

impl Participant {
    /// The first letters of the name's words, in capitals: `AL` for Ana Lopez.
    pub fn initials(&self) -> String {
        self.name
            .split_whitespace()
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    }

    /// Whether `word` calls this person: the number, the whole name, or the first name, in any case.
    pub fn answers_to(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let name = self.name.to_lowercase();
        word == self.id.0.to_string()
            || word == self.id.to_string().to_lowercase()
            || word == name
            || name.split_whitespace().next() == Some(word.as_str())
    }
}
