//! The system under discussion: elements, the data flows between them, and the trust zones they live in.

use serde::{Deserialize, Serialize};

use super::id::{ElementId, FlowId, ZoneId};
use super::identity::{Identity, Key};
use super::stamp::Stamp;
use super::text::Text;

/// A part of the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// `E2`.
    pub id: ElementId,
    /// Who it is on every branch; items of old files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<ElementId>>,
    /// As the team calls it.
    pub name: Text,
    /// What it is in a data-flow diagram.
    pub kind: ElementKind,
    /// The trust zone it lives in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneId>,
    /// Its owner, in words; `None` is shown as no owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Text>,
    /// The team does not know how it works.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unknown: bool,
    /// The element on whose own map it stands; `None` for the map of the whole system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<ElementId>,
    /// What else the team says about it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
    /// Why the team does not look at it; `None` when it is in scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_of_scope: Option<Text>,
    /// When it was captured.
    pub at: Stamp,
}

impl Element {
    /// Its owner, in words.
    pub fn owned_by(&self) -> Option<&str> {
        let owner = self.owner.as_deref();
        owner.filter(|owner| !owner.is_empty())
    }

    /// What is outside our control needs no owner of ours.
    pub fn needs_no_owner(&self) -> bool {
        self.kind == ElementKind::ExternalEntity
    }

    /// Whether it ought to have an owner and has none.
    pub fn lacks_owner(&self) -> bool {
        self.owned_by().is_none() && !self.needs_no_owner()
    }

    /// Who owns it, for a sentence: `owner ana`, `no owner`; nothing where no owner is needed.
    pub fn owner_words(&self) -> Option<String> {
        match self.owned_by() {
            Some(owner) => Some(format!("owner {owner}")),
            None => self.lacks_owner().then(|| "no owner".to_owned()),
        }
    }
}

/// The kinds of element in a data-flow diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ElementKind {
    /// A person or system outside our control, written `(customer)`.
    ExternalEntity,
    /// Something of ours that does work, written `[web]`.
    Process,
    /// Something that keeps data, written `{ledger}`.
    DataStore,
}

impl ElementKind {
    /// The name between the characters of its kind: `(customer)`, `[web]`, `{ledger}`.
    pub fn mark(self, name: &str) -> String {
        match self {
            Self::ExternalEntity => format!("({name})"),
            Self::Process => format!("[{name}]"),
            Self::DataStore => format!("{{{name}}}"),
        }
    }

    /// The same with its article: `an external entity`.
    pub fn with_article(self) -> String {
        let article = match self {
            Self::ExternalEntity => "an",
            Self::Process | Self::DataStore => "a",
        };
        format!("{article} {}", self.words())
    }

    /// In words, as the table shows it.
    pub fn words(self) -> &'static str {
        match self {
            Self::ExternalEntity => "external entity",
            Self::Process => "process",
            Self::DataStore => "data store",
        }
    }
}

/// Data that moves from one element to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// `F6`.
    pub id: FlowId,
    /// Who it is on every branch; items of old files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<FlowId>>,
    /// Where it starts.
    pub from: ElementId,
    /// Where it ends.
    pub to: ElementId,
    /// What moves; empty when no one has said.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub data: Text,
    /// How it moves, such as `https`; empty when no one has said.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub protocol: Text,
    /// When it was captured.
    pub at: Stamp,
}

/// A part of the system within which things trust each other. Where a flow leaves it is a trust boundary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    /// `Z1`.
    pub id: ZoneId,
    /// Who it is on every branch; items of old files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<ZoneId>>,
    /// As the team calls it.
    pub name: Text,
    /// The trust zone in which it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ZoneId>,
    /// When it was captured.
    pub at: Stamp,
}
