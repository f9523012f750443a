//! What someone will do after the meeting.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{ActionId, ItemId, ParticipantId};
use super::identity::{Identity, Key};
use super::origin::Origin;
use super::stamp::Stamp;
use super::text::Text;

/// An action item: one thing, one person, one date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// `A7`.
    pub id: ActionId,
    /// Who it is on every branch; items of old files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<ActionId>>,
    /// Its text, as it was said, verb first.
    pub text: Text,
    /// What kind of work it is.
    pub kind: ActionKind,
    /// What it is for: the threat, and the mitigation or question it came from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<ItemId>,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<ParticipantId>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// The owner said yes when it was read back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub said_yes: bool,
    /// Where it stands.
    pub status: ActionStatus,
    /// When a later meeting last looked at it and found it still to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub still: Option<Stamp>,
    /// Its key in the team's tracker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<Text>,
    /// What it was in the file that it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// When it was captured.
    pub at: Stamp,
    /// When it was last changed, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Stamp>,
}

impl Action {
    /// Open, dated, and the date has passed.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.status == ActionStatus::Open && self.due.is_some_and(|due| due < today)
    }
}

/// Where an action item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ActionStatus {
    /// To do.
    Open,
    /// Done.
    Done,
    /// Not done on purpose.
    Dropped,
}

impl ActionStatus {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

/// Kinds of work that a threat model leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ActionKind {
    /// Build or change something.
    Change,
    /// Find out by trying.
    Spike,
    /// Write it down.
    Documentation,
    /// Add what to do when it happens.
    Runbook,
    /// Show that something works.
    Test,
    /// Make a decision.
    Decide,
    /// Ask someone.
    Ask,
    /// Inform someone.
    Tell,
}

impl ActionKind {
    /// All eight, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Change,
        Self::Spike,
        Self::Documentation,
        Self::Runbook,
        Self::Test,
        Self::Decide,
        Self::Ask,
        Self::Tell,
    ];

    /// As a token after `#` and in columns.
    pub fn words(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Spike => "spike",
            Self::Documentation => "doc",
            Self::Runbook => "runbook",
            Self::Test => "test",
            Self::Decide => "decide",
            Self::Ask => "ask",
            Self::Tell => "tell",
        }
    }

    /// The kind that the first word of `text` names (`Spike: signed files`), else [`ActionKind::Change`].
    pub fn guess(text: &str) -> Self {
        let first: String = text
            .trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        match first.as_str() {
            "spike" | "try" | "prototype" | "investigate" | "find" => Self::Spike,
            "doc" | "document" | "documentation" | "describe" => Self::Documentation,
            "runbook" | "playbook" => Self::Runbook,
            "test" | "verify" => Self::Test,
            "decide" | "agree" | "choose" => Self::Decide,
            "ask" => Self::Ask,
            "tell" | "inform" => Self::Tell,
            _ => Self::Change,
        }
    }
}
