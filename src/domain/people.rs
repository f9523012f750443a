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
    /// Since when they are absent, so that it is known how many meetings they missed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent_since: Option<Stamp>,
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
    /// The first letters of the name's words, in capitals: `AL` for Ana Lopez. A single `I` would be read as a word, so
    /// that Ingrid is `IN`.
    pub fn initials(&self) -> String {
        let capitals = |letters: &mut dyn Iterator<Item = char>| -> String {
            letters.flat_map(char::to_uppercase).collect()
        };
        let words = self.name.split_whitespace();
        let initials = capitals(&mut words.filter_map(|word| word.chars().next()));
        if initials != "I" {
            return initials;
        }
        match capitals(&mut self.name.chars().take(2)).as_str() {
            "I" => self.id.to_string(),
            two => two.to_owned(),
        }
    }

    /// What people call them: `Ana` for Ana Lopez and for `Lopez, Ana`, `Dr. Hassan` with the title, which alone would
    /// name no one.
    pub fn first_name(&self) -> &str {
        let name = self.name.as_str();
        if let Some((_, first)) = name.split_once(", ") {
            return first.split_whitespace().next().unwrap_or(name);
        }
        let mut end = 0;
        for word in name.split(' ') {
            end += word.len();
            if !word.ends_with('.') {
                break;
            }
            end += 1;
        }
        name.get(..end).unwrap_or(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Participant {
        Participant {
            id: ParticipantId(3),
            key: None,
            was: Vec::new(),
            name: name.into(),
            role: Text::default(),
            seat: None,
            absent: false,
            absent_since: None,
            at: None,
        }
    }

    #[test]
    fn a_first_name_is_what_people_call_each_other() {
        for (name, first) in [
            ("Ana Lopez", "Ana"),
            ("Ana", "Ana"),
            ("Jean-Luc Picard", "Jean-Luc"),
            ("Dr. Hassan", "Dr. Hassan"),
            ("Prof. Dr. Weiß Ute", "Prof. Dr. Weiß"),
            ("Lopez, Ana Maria", "Ana"),
            ("D.", "D."),
            ("李雷", "李雷"),
            ("", ""),
        ] {
            assert_eq!(named(name).first_name(), first, "{name}");
        }
    }

    #[test]
    fn initials_are_never_the_word_i() {
        for (name, initials) in [
            ("Ingrid", "IN"),
            ("Ian Orr", "IO"),
            ("ivo", "IV"),
            ("I", "P3"),
            ("Bo", "B"),
        ] {
            assert_eq!(named(name).initials(), initials, "{name}");
        }
    }
}
