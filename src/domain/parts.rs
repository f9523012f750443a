//! The parts of a threat's sentence: who, starting from what, does what to which part, so that what happens.
//!
//! The parts are beside the words that were said, never instead of them. They are the parts of AWS Threat Composer's
//! statement (prerequisites, source, action, impact, goal), so that a threat keeps them on the way there and back.

use serde::{Deserialize, Serialize};

use super::text::Text;

/// The parts of one threat, as far as anyone said them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// What kind of actor it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<ActorKind>,
    /// Who, in words: `an outsider`.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub who: Text,
    /// What must be so before: `with a stolen password`.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub starting_from: Text,
    /// What they do: `replace the payout file`.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub does: Text,
    /// To which part of the system, where the threat's places do not say it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub to: Text,
    /// What happens then: `the bank pays the wrong accounts`.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub so_that: Text,
    /// What suffers: `integrity`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Text>,
}

/// The kinds of actor that a threat can come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ActorKind {
    /// Somebody from outside.
    Outsider,
    /// Somebody who works here.
    Insider,
    /// Somebody who works with us.
    Partner,
    /// A program that nobody steers at that moment.
    Automated,
    /// Weather, wear, or a slip that nobody meant.
    Accident,
}

impl ActorKind {
    /// All five, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Outsider,
        Self::Insider,
        Self::Partner,
        Self::Automated,
        Self::Accident,
    ];

    /// In words, as they are offered and typed.
    pub fn words(self) -> &'static str {
        match self {
            Self::Outsider => "outsider",
            Self::Insider => "insider",
            Self::Partner => "partner",
            Self::Automated => "automated",
            Self::Accident => "nature and accident",
        }
    }

    /// As the subject of a sentence.
    pub fn subject(self) -> &'static str {
        match self {
            Self::Outsider => "an outsider",
            Self::Insider => "an insider",
            Self::Partner => "a partner",
            Self::Automated => "an automated attack",
            Self::Accident => "an accident",
        }
    }
}

/// The parts that are words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartName {
    /// Who.
    Who,
    /// What must be so before.
    StartingFrom,
    /// What they do.
    Does,
    /// To which part.
    To,
    /// What happens then.
    SoThat,
}

impl PartName {
    /// All five, in the order of the sentence.
    pub const ALL: [Self; 5] = [
        Self::Who,
        Self::StartingFrom,
        Self::Does,
        Self::To,
        Self::SoThat,
    ];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Who => "actor",
            Self::StartingFrom => "starting from",
            Self::Does => "action",
            Self::To => "target",
            Self::SoThat => "impact",
        }
    }
}

impl Parts {
    /// The words of one part.
    pub fn part(&self, name: PartName) -> &Text {
        match name {
            PartName::Who => &self.who,
            PartName::StartingFrom => &self.starting_from,
            PartName::Does => &self.does,
            PartName::To => &self.to,
            PartName::SoThat => &self.so_that,
        }
    }

    /// The same, to be changed.
    pub fn part_mut(&mut self, name: PartName) -> &mut Text {
        match name {
            PartName::Who => &mut self.who,
            PartName::StartingFrom => &mut self.starting_from,
            PartName::Does => &mut self.does,
            PartName::To => &mut self.to,
            PartName::SoThat => &mut self.so_that,
        }
    }

    /// Whether nobody said any.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
