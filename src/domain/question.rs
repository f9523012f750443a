//! What the team does not know yet.

use serde::{Deserialize, Serialize};

use super::id::{ItemId, ParticipantId, QuestionId};
use super::identity::{Identity, Key};
use super::origin::Origin;
use super::stamp::Stamp;
use super::text::Text;
use super::wall::Spot;

/// A question. Its rank is its place in the session's list, most important first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// `Q2`.
    pub id: QuestionId,
    /// Who it is on every branch; items of old files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<QuestionId>>,
    /// Its text, as it was said.
    pub text: Text,
    /// Other wordings of the same, kept when two are merged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Text>,
    /// Those that were merged into this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<Identity<QuestionId>>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<ItemId>,
    /// Who asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<ParticipantId>,
    /// Who will find out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<ParticipantId>,
    /// Where it stands.
    pub state: QuestionState,
    /// What was answered.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub answer: Text,
    /// The participants confirmed that this is what was meant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
    /// Where it stands on the wall of a whiteboard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wall: Option<Box<Spot>>,
    /// What it was in the file that it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// When it was captured.
    pub at: Stamp,
    /// When it was last changed, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Stamp>,
}

/// Where a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum QuestionState {
    /// No one knows yet.
    Open,
    /// Answered; the answer is kept.
    Answered,
    /// Became an action item.
    Moved,
    /// Not ours to answer.
    OutOfScope,
    /// Taken back by who asked.
    Withdrawn,
}

impl QuestionState {
    /// All five, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Answered,
        Self::Moved,
        Self::OutOfScope,
        Self::Withdrawn,
    ];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Moved => "action",
            Self::OutOfScope => "out of scope",
            Self::Withdrawn => "withdrawn",
        }
    }
}
