//! What is worth protecting, and what the business would lose.

use serde::{Deserialize, Serialize};

use super::id::{AssetId, BusinessRiskId};
use super::identity::{Identity, Key};
use super::origin::Origin;
use super::stamp::Stamp;
use super::text::Text;
use super::threat::{Level, Place};

/// Something worth protecting: data, a service, money, a good name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asset {
    /// `V2`.
    pub id: AssetId,
    /// Who it is on every branch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<AssetId>>,
    /// Its name.
    pub name: Text,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AssetKind>,
    /// How much it matters that nobody else sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidentiality: Option<Level>,
    /// How much it matters that nobody changes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integrity: Option<Level>,
    /// How much it matters that it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability: Option<Level>,
    /// The elements that hold it and the flows that carry it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// What it was in the file that it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// When it was captured.
    pub at: Stamp,
}

impl Asset {
    /// The highest of its three needs: what the map shows of it.
    pub fn sensitivity(&self) -> Option<Level> {
        let needs = [self.confidentiality, self.integrity, self.availability];
        needs.into_iter().flatten().max()
    }

    /// Its needs, with those that were said now.
    pub fn needs_with(&self, said: [Option<Level>; 3]) -> [Option<Level>; 3] {
        let [confidentiality, integrity, availability] = said;
        [
            confidentiality.or(self.confidentiality),
            integrity.or(self.integrity),
            availability.or(self.availability),
        ]
    }

    /// What is otherwise once this is said of it, in words: `money instead of data`, `confidentiality low instead of
    /// high`, `integrity high` where nobody had said.
    pub fn otherwise(&self, kind: Option<AssetKind>, needs: [Option<Level>; 3]) -> Vec<String> {
        let instead = |now: &str, was: Option<&str>| match was {
            Some(was) => format!("{now} instead of {was}"),
            None => now.to_owned(),
        };
        let new_kind = kind.filter(|kind| self.kind != Some(*kind));
        let kind = new_kind.map(|now| instead(now.words(), self.kind.map(AssetKind::words)));
        let had = [self.confidentiality, self.integrity, self.availability];
        let all = NEEDS.into_iter().zip(needs).zip(had);
        let needs = all.filter_map(|((need, now), was)| {
            let now = now.filter(|now| was != Some(*now))?;
            let says = instead(now.words(), was.map(Level::words));
            Some(format!("{need} {says}"))
        });
        kind.into_iter().chain(needs).collect()
    }

    /// What it needs, in words: `confidentiality high, availability low`; empty where nobody said.
    pub fn needs_words(&self) -> String {
        needs_words([self.confidentiality, self.integrity, self.availability])
    }
}

/// The three needs, in the order in which an asset has them.
pub const NEEDS: [&str; 3] = ["confidentiality", "integrity", "availability"];

/// Needs in words: `confidentiality high, availability low`.
pub fn needs_words(needs: [Option<Level>; 3]) -> String {
    let said = NEEDS.into_iter().zip(needs);
    let said = said.filter_map(|(need, level)| Some(format!("{need} {}", level?.words())));
    said.collect::<Vec<_>>().join(", ")
}

/// What an asset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AssetKind {
    /// Information.
    Data,
    /// Something that has to run.
    Service,
    /// Money or goods.
    Money,
    /// The health and safety of people.
    Safety,
    /// A good name.
    Reputation,
}

impl AssetKind {
    /// All five, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Data,
        Self::Service,
        Self::Money,
        Self::Safety,
        Self::Reputation,
    ];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Service => "service",
            Self::Money => "money",
            Self::Safety => "safety",
            Self::Reputation => "reputation",
        }
    }
}

/// What the business would lose; several threats may lead to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BusinessRisk {
    /// `B1`.
    pub id: BusinessRiskId,
    /// Who it is on every branch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<BusinessRiskId>>,
    /// In a sentence: `Pays out to the wrong accounts`.
    pub text: Text,
    /// What it was in the file that it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// When it was captured.
    pub at: Stamp,
}
