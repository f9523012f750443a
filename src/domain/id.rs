//! Readable ids: a letter for the kind and a number that is never reused in a session, such as `T14` or `A7`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a word is not an id, or not one of the kind that belongs there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnId(Why);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Why {
    /// It is no id at all.
    Word(String),
    /// It is the id of something else than this, whose ids begin with the letter.
    Other(ItemId, &'static str, char),
}

impl NotAnId {
    /// What is said of a word where only the id of one kind may stand.
    fn of(word: &str, kind: ItemId, prefix: char) -> Self {
        Self(match word.parse::<ItemId>() {
            Ok(other) => Why::Other(other, kind.with_article(), prefix),
            Err(NotAnId(why)) => why,
        })
    }
}

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Why::Word(word) => write!(
                f,
                "\"{word}\" is not an id; an id is a letter and a number, such as T14"
            ),
            Why::Other(id, kind, prefix) => {
                write!(
                    f,
                    "{id} is not {kind}: the id of {kind} begins with {prefix}"
                )
            }
        }
    }
}

impl std::error::Error for NotAnId {}

/// The number behind `prefix`, from 1 to 999,999. Case does not matter, as people type `t14`.
fn number(word: &str, prefix: char) -> Option<u32> {
    let mut letters = word.chars();
    let first = letters.next()?;
    let digits = letters.as_str();
    let plain =
        !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit());
    (first.eq_ignore_ascii_case(&prefix) && plain && !digits.starts_with('0'))
        .then(|| digits.parse().ok())
        .flatten()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $variant:ident $prefix:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub u32);

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    // Padding applies to the whole id, so that columns of ids line up.
                    f.pad(&format!("{}{}", $prefix, self.0))
                }
            }

            impl FromStr for $name {
                type Err = NotAnId;
                fn from_str(word: &str) -> Result<Self, NotAnId> {
                    let kind = ItemId::$variant(Self(1));
                    number(word, $prefix).map(Self).ok_or_else(|| NotAnId::of(word, kind, $prefix))
                }
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(self)
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
                }
            }

            impl From<$name> for ItemId {
                fn from(id: $name) -> Self {
                    Self::$variant(id)
                }
            }
        )*

        /// The id of anything that a session holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ItemId {
            $($(#[$doc])* $variant($name),)*
        }

        impl fmt::Display for ItemId {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$variant(id) => id.fmt(f),)*
                }
            }
        }

        impl FromStr for ItemId {
            type Err = NotAnId;
            fn from_str(word: &str) -> Result<Self, NotAnId> {
                $(if let Some(n) = number(word, $prefix) {
                    return Ok(Self::$variant($name(n)));
                })*
                Err(NotAnId(Why::Word(super::text::safe(word))))
            }
        }

        impl ItemId {
            /// Whether an item says something of its own. People, notes and parts of the system come along with others,
            /// and are nothing to miss when they are already there.
            pub fn tells(self) -> bool {
                !matches!(
                    self,
                    Self::Note(_) | Self::Participant(_) | Self::Zone(_) | Self::Element(_) | Self::Flow(_)
                )
            }

            /// The number behind the letter.
            pub fn number(self) -> u32 {
                match self {
                    $(Self::$variant(id) => id.0,)*
                }
            }
        }
    };
}

ids! {
    /// A threat, `T14`.
    ThreatId Threat 'T';
    /// A mitigation, `M3`.
    MitigationId Mitigation 'M';
    /// A question, `Q2`.
    QuestionId Question 'Q';
    /// An action item, `A7`.
    ActionId Action 'A';
    /// An assumption, `S4`.
    AssumptionId Assumption 'S';
    /// A parked item, `K1`.
    ParkedId Parked 'K';
    /// An element of the system, `E2`.
    ElementId Element 'E';
    /// A data flow, `F6`.
    FlowId Flow 'F';
    /// A trust zone, `Z1`.
    ZoneId Zone 'Z';
    /// A participant, `P3`.
    ParticipantId Participant 'P';
    /// Something worth protecting, `V2`.
    AssetId Asset 'V';
    /// What the business would lose, `B1`.
    BusinessRiskId BusinessRisk 'B';
    /// A line of scope, feedback or of people to tell, `N5`.
    NoteId Note 'N';
}

impl ItemId {
    /// One item of this kind, in words.
    pub(crate) fn with_article(self) -> &'static str {
        match self {
            Self::Threat(_) => "a threat",
            Self::Mitigation(_) => "a mitigation",
            Self::Question(_) => "a question",
            Self::Action(_) => "an action item",
            Self::Assumption(_) => "an assumption",
            Self::Parked(_) => "a parked item",
            Self::Element(_) => "an element",
            Self::Flow(_) => "a flow",
            Self::Zone(_) => "a trust zone",
            Self::Participant(_) => "a participant",
            Self::Asset(_) => "an asset",
            Self::BusinessRisk(_) => "a business risk",
            Self::Note(_) => "a line",
        }
    }

    /// Several items of this kind, in words.
    pub(super) fn plural(self) -> &'static str {
        match self {
            Self::Threat(_) => "threats",
            Self::Mitigation(_) => "mitigations",
            Self::Question(_) => "questions",
            Self::Action(_) => "action items",
            Self::Assumption(_) => "assumptions",
            Self::Parked(_) => "parked items",
            Self::Element(_) => "elements",
            Self::Flow(_) => "flows",
            Self::Zone(_) => "trust zones",
            Self::Participant(_) => "participants",
            Self::Asset(_) => "assets",
            Self::BusinessRisk(_) => "business risks",
            Self::Note(_) => "lines",
        }
    }
}

impl Serialize for ItemId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ItemId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_as_it_is_written() {
        assert_eq!("t14".parse(), Ok(ThreatId(14)));
        assert_eq!("A7".parse(), Ok(ItemId::Action(ActionId(7))));
        assert_eq!(ItemId::from(FlowId(6)).to_string(), "F6");
    }

    #[test]
    fn the_id_of_another_kind_is_told_from_no_id() {
        let zone = |word: &str| word.parse::<ZoneId>().unwrap_err().to_string();
        assert_eq!(
            zone("e2"),
            "E2 is not a trust zone: the id of a trust zone begins with Z"
        );
        assert_eq!(
            zone("cloud"),
            "\"cloud\" is not an id; an id is a letter and a number, such as T14"
        );
        let element = "Z1".parse::<ElementId>().unwrap_err().to_string();
        assert_eq!(
            element,
            "Z1 is not an element: the id of an element begins with E"
        );
    }

    #[test]
    fn what_only_looks_like_an_id_is_refused() {
        for word in ["", "T", "T0", "T01", "T1x", "X4", "T1234567", "T-1", "é1"] {
            assert!(word.parse::<ItemId>().is_err(), "{word}");
        }
    }
}
